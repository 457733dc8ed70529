-- What happened behind one date, until the end of another.
SELECT day, what, organisation, unit, title, subject, item, decided, was, session
FROM (
  SELECT s.date AS day, 'session' AS what, s.organisation, s.unit, s.title, '' AS subject, '' AS item, '' AS decided, '' AS was, s.session
  FROM sessions s
  UNION ALL
  SELECT CAST(m.reached_at AS DATE) AS day, 'milestone' AS what, m.organisation, m.unit, s.title, m.name AS subject, '' AS item, '' AS decided, '' AS was, m.session
  FROM milestones m
  JOIN sessions s ON s.session = m.session AND s.milestone = m.milestone
  UNION ALL
  SELECT CAST(d.decided_at AS DATE) AS day, 'decision' AS what, d.organisation, d.unit, s.title, d.name AS subject, '' AS item, d.model AS decided, '' AS was, d.session
  FROM decisions d
  JOIN sessions s ON s.session = d.session AND s.milestone = d.milestone
  UNION ALL
  SELECT CAST(e.replaced_at AS DATE) AS day, concat('replaced-', e.what) AS what, e.organisation, e.unit, s.title, e.name AS subject, e.item, '' AS decided, e.was, e.session
  FROM earlier e
  JOIN sessions s ON s.session = e.session AND s.milestone = e.milestone
) AS events
WHERE day > :since AND day <= :until
ORDER BY day, organisation, unit, title, what, subject, item, decided, was, session
