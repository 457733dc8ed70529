"""What the application does for a place from which a session can be opened."""

from pathlib import Path
from typing import Protocol


class Opener(Protocol):
    """Opens sessions, each in place of the one that is open."""

    def open_session(self, path: Path) -> None:
        """Open the session in a file."""

    def open_sample(self, name: str) -> None:
        """Open a copy of an example."""

    def new_session(self, title: str) -> None:
        """Start a workshop."""

    def show_matrix(self) -> None:
        """Show the matrix as a page to read."""
