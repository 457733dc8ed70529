-- Vendors in the running; one that several clients know by the same name is one vendor.
SELECT
  min(name) AS vendor,
  flag,
  count(DISTINCT organisation) AS clients,
  count(DISTINCT session) AS sessions,
  max(date) AS last_heard
FROM flags
WHERE answer = 'yes'
GROUP BY lower(trim(name)), flag
ORDER BY clients DESC, sessions DESC, vendor, flag
