"""The store: sessions to files and back, so that nothing is lost.

Nothing but `disk` touches the file system for writing. `folder` and `names` load neither pydantic
nor anything heavy: the start screen lists the sessions before the rest of the program is there.
"""
