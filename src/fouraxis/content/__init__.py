"""What the room sees and what it is asked: typed content, read from `screens/*.toml`."""
