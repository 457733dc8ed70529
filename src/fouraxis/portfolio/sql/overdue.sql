-- Open actions that were due before today.
SELECT a.due, a.organisation, a.unit, s.title, a.title AS action, a.owner, a.session
FROM actions a
JOIN sessions s ON s.session = a.session AND s.milestone = a.milestone
WHERE a.state = 'open' AND a.due < :today
ORDER BY a.due, a.organisation, s.title, a.title, a.session, a.action
