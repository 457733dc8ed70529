-- Not-yet workloads that were to be looked at again by today.
SELECT w.revisit, w.organisation, w.unit, s.title, w.name AS workload, w.back_owner AS owner, w.session
FROM workloads w
JOIN sessions s ON s.session = w.session AND s.milestone = w.milestone
WHERE w.not_yet
  AND w.revisit <= :today
  AND w.model = w.recommended
ORDER BY w.revisit, w.organisation, s.title, w.name, w.session
