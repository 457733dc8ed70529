-- Decisions whose ground has changed since: nobody has decided on what holds now.
SELECT d.organisation, d.unit, s.title, d.name AS workload, d.model, w.recommended, d.overtaken, d.decided_by, d.session
FROM decisions d
JOIN sessions s ON s.session = d.session AND s.milestone = d.milestone
JOIN workloads w ON w.session = d.session AND w.milestone = d.milestone AND w.workload = d.workload
WHERE d.state = 'outdated'
ORDER BY d.organisation, d.unit, s.title, d.name, d.session, d.workload
