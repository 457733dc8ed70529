"""The store: sessions to files and back, so that nothing is lost.

Nothing but the floor below, `fouraxis.disk`, touches the file system for writing. `folder` loads
neither pydantic nor anything heavy: the start screen lists the sessions before the rest of the
program is there.
"""
