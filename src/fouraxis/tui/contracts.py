"""What screens and the application know of each other: guidance, navigation, news, opening."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from textual.message import Message

from fouraxis.tui.parts.bars import FileMark
from fouraxis.workshop.session import Step


@dataclass(frozen=True, slots=True)
class Quote:
    """A statement to read out, whose it is (published or guide, in words), and where it stands."""

    text: str
    whose: str
    cite: str


@dataclass(frozen=True, slots=True)
class Guide:
    """Title and purpose of a screen, and one minute of facilitator's guidance.

    `quotes` are the facts that the facilitator may read out.
    """

    title: str
    purpose: str
    guidance: str
    quotes: tuple[Quote, ...] = ()


def guide_of(words: Mapping[str, Any], more: str = "") -> Guide:
    """The guide in the words of a content file as they stand, with the facts that it has.

    `more` is said behind the guidance.
    """
    screen, sources = words["screen"], words.get("sources", {})
    return Guide(
        str(screen["title"]),
        str(screen["purpose"]),
        f"{str(screen['guidance']).strip()}\n\n{more}",
        tuple(
            Quote(str(fact["text"]), str(sources[fact["source"]]["name"]), str(fact["cite"]))
            for fact in words.get("facts", {}).values()
        ),
    )


class Navigator(Protocol):
    """The application, as screens know it. None of these touches a file in the way of a key."""

    def go(
        self,
        step: Step,
        *,
        workload: str | None = None,
        vendor: str | None = None,
        item: str | None = None,
    ) -> None:
        """Show a step, at a workload, vendor and item; where they are missing, the first ones."""

    def turn_page(self, by: int) -> None:
        """Go `by` pages further in the walk."""

    def go_to_open(self) -> None:
        """Go to the next question that is open, unknown, parked or marked for review."""

    def go_home(self) -> None:
        """Close the session, all of it saved, and show Home."""

    def ask_where_to_go(self) -> None:
        """Let the room pick a step or a workload."""

    def show_agenda(self, part: Step | None = None) -> None:
        """Show the agenda over the step where the room is, with the cursor on a part."""

    def undo(self) -> None:
        """Take back the last change and go where it was made."""

    def redo(self) -> None:
        """Do again what was taken back and go where it was made."""


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

    saved: FileMark

    def can_replace(self, message: Message) -> bool:
        """Only the newest state counts."""
        return isinstance(message, SaveChanged)


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
