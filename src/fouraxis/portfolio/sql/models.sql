-- Decided where that stands, else recommended; what is neither has no model yet.
SELECT
  organisation,
  unit,
  concat(CAST(extract(YEAR FROM date) AS VARCHAR(4)), '-Q', CAST(extract(QUARTER FROM date) AS VARCHAR(1))) AS period,
  model,
  count(*) AS workloads,
  CAST(sum(CASE WHEN decision IN ('agreed', 'alternative', 'override') THEN 1 ELSE 0 END) AS BIGINT) AS decided
FROM workloads
GROUP BY organisation, unit, concat(CAST(extract(YEAR FROM date) AS VARCHAR(4)), '-Q', CAST(extract(QUARTER FROM date) AS VARCHAR(1))), model
ORDER BY period DESC, organisation, unit, workloads DESC, model
