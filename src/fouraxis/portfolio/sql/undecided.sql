-- Answered "unknown", parked, or left without an answer where every workload is asked.
SELECT
  part,
  item,
  count(*) AS workloads,
  count(DISTINCT session) AS sessions,
  count(DISTINCT organisation) AS clients
FROM (
  SELECT 'axes' AS part, axis AS item, session, organisation FROM levels WHERE level IN ('', 'unknown')
  UNION ALL
  SELECT 'rules' AS part, rule AS item, session, organisation FROM rules WHERE answer IN ('', 'unknown')
  UNION ALL
  SELECT 'risks' AS part, risk AS item, session, organisation FROM risks WHERE NOT settled AND workload <> ''
  UNION ALL
  SELECT 'contract' AS part, item, session, organisation FROM contract WHERE NOT settled AND workload <> ''
  UNION ALL
  SELECT 'ownership' AS part, area AS item, session, organisation FROM owners WHERE NOT owned
  UNION ALL
  SELECT part, item, session, organisation FROM answers
  WHERE subject = 'workload' AND state IN ('unknown', 'parked') AND part IN ('profile', 'conditions', 'drivers')
) AS waiting
GROUP BY part, item
ORDER BY workloads DESC, part, item
