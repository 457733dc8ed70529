"""Many sessions as tables: built from their files, asked in SQL; needs the extra `portfolio`."""
