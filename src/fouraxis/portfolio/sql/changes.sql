-- What happened behind one date, until the end of another.
SELECT day, what, organisation, unit, title, subject, model, session
FROM (
  SELECT s.date AS day, 'session' AS what, s.organisation, s.unit, s.title, '' AS subject, '' AS model, s.session
  FROM sessions s
  UNION ALL
  SELECT CAST(d.decided_at AS DATE) AS day, 'decision' AS what, d.organisation, d.unit, s.title, d.name AS subject, d.model, d.session
  FROM decisions d
  JOIN sessions s ON s.session = d.session AND s.milestone = d.milestone
) AS events
WHERE day > :since AND day <= :until
ORDER BY day, organisation, unit, title, what, subject, model, session
