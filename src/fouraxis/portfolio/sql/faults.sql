-- Files that could not be used, or not whole.
SELECT file, reason, left_out
FROM faults
ORDER BY left_out DESC, file
