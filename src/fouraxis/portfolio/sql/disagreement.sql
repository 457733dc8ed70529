-- A workload is apart on an axis where the people who gave a level did not all give the same.
SELECT
  axis,
  round,
  count(*) AS workloads,
  CAST(sum(CASE WHEN lowest <> highest THEN 1 ELSE 0 END) AS BIGINT) AS apart,
  CAST(sum(people) AS BIGINT) AS votes,
  CAST(sum(unknown) AS BIGINT) AS unknown
FROM (
  SELECT
    axis,
    round,
    min(CASE WHEN level IN ('unknown', 'absent') THEN NULL ELSE level END) AS lowest,
    max(CASE WHEN level IN ('unknown', 'absent') THEN NULL ELSE level END) AS highest,
    CAST(sum(CASE WHEN level = 'absent' THEN 0 ELSE 1 END) AS BIGINT) AS people,
    CAST(sum(CASE WHEN level = 'unknown' THEN 1 ELSE 0 END) AS BIGINT) AS unknown
  FROM votes
  GROUP BY session, milestone, workload, axis, round
) AS rooms
GROUP BY axis, round
ORDER BY apart DESC, axis, round
