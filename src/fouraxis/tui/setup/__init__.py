"""Setting a workshop up: who, what, which parts, how long."""
