-- Areas after launch for which nobody is named, and in how many workloads of those that are asked.
SELECT
  organisation,
  unit,
  area,
  count(*) AS workloads,
  CAST(sum(CASE WHEN readiness IN ('scaled', 'post-launch') THEN 1 ELSE 0 END) AS BIGINT) AS launched
FROM owners
WHERE NOT owned
GROUP BY organisation, unit, area
ORDER BY launched DESC, workloads DESC, organisation, unit, area
