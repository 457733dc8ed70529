"""The options that stand before a command, and what every command makes of them."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fouraxis.content.models import Content


@dataclass(frozen=True, slots=True)
class Settings:
    """Which content to use and where the sessions are; None means the usual place."""

    screens: Path | None = None
    sessions: Path | None = None

    def content(self) -> "Content":
        """The content of the workshop.

        Raises:
            ContentError: A content file cannot be used.
        """
        from fouraxis.content.load import load

        return load(self.screens)

    def sessions_folder(self) -> Path:
        """The folder that sessions live in; it need not exist yet."""
        from fouraxis.store.folder import sessions_folder

        return sessions_folder(self.sessions)
