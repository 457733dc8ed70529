"""The workshop itself: the session as a value, edits that return a new one, progress, history."""
