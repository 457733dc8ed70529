"""What every screen has to say of itself, and the news that screens are told."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from textual.message import Message


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
            if "home" in fact.get("beside", ("home",))
        ),
    )


@dataclass
class SessionChanged(Message):
    """The session on the workbench is another value now: show it anew."""

    bubble = False


@dataclass(frozen=True, slots=True)
class FileMark:
    """What is known of the file: `mark` is ok, busy or bad, `text` says it in words, `more` all."""

    mark: str = "busy"
    text: str = ""
    more: str = ""


@dataclass
class SaveChanged(Message):
    """What is known of the file has changed. Sent by the thread that saves."""
