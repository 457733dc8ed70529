"""One file per screen, named as its content file."""
