"""The end of the workshop: table, reasons, decisions, programme, map and reports."""
