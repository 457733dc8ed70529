-- Areas after launch for which nobody is named, and in how many workloads of those that are asked.
SELECT
  w.organisation,
  w.unit,
  o.area,
  count(*) AS workloads,
  CAST(sum(CASE WHEN w.readiness IN ('scaled', 'post-launch') THEN 1 ELSE 0 END) AS BIGINT) AS launched
FROM owners o
JOIN workloads w ON w.session = o.session AND w.milestone = o.milestone AND w.workload = o.workload
WHERE NOT o.owned
GROUP BY w.organisation, w.unit, o.area
ORDER BY launched DESC, workloads DESC, w.organisation, w.unit, o.area
