"""Bytes and files: the thin calls to the system, and the one way in which a file is written whole.

The floor of whatever keeps something on a disk: sessions, backups, reports, the log of faults.
"""
