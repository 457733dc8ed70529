-- Answered "unknown", parked, or left without an answer where every workload is asked.
SELECT
  part,
  item,
  CAST(sum(workloads) AS BIGINT) AS workloads,
  count(*) AS sessions,
  count(DISTINCT organisation) AS clients
FROM waiting
GROUP BY part, item
ORDER BY workloads DESC, part, item
