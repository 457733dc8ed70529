"""The news that every screen can hear."""

from dataclasses import dataclass

from textual.message import Message

from fouraxis.tui.widgets.title_bar import Saved


@dataclass
class SessionChanged(Message):
    """The session on the workbench is another value now: show it anew."""

    bubble = False

    def can_replace(self, message: Message) -> bool:
        """A burst of changes is shown once."""
        return isinstance(message, SessionChanged)


@dataclass
class SaveChanged(Message):
    """What is known of the file has changed. Sent by the thread that saves."""

    saved: Saved

    def can_replace(self, message: Message) -> bool:
        """Only the newest state counts."""
        return isinstance(message, SaveChanged)
