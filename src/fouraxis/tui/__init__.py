"""The workshop in the terminal: the only room that knows Textual."""
