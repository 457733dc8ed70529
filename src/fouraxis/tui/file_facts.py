"""What the setup says about the session's file: where it is, and what is odd about it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fouraxis.content.models import Content
from fouraxis.tui.shown import path_shown
from fouraxis.workshop.drift import drift, unseen
from fouraxis.workshop.faults import quoted
from fouraxis.workshop.session import Session, SetAside


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact in a few words (`short`) and in full; `warns` if somebody should look at it."""

    name: str
    short: str
    text: str
    warns: bool = False


def facts(
    path: Path, session: Session, content: Content, notices: Sequence[str]
) -> dict[str, Fact]:
    """The facts by id: `path` and `content` always, `notices` and `set-aside` if there are any."""
    found = {
        "path": Fact("Kept in", path_shown(path), f"{path}\nEvery answer is saved there at once."),
        "content": _content(session, content),
    }
    if notices:
        found["notices"] = Fact("Notices", _number(notices, "notice"), "\n\n".join(notices), True)
    if session.set_aside:
        lines = [_set_aside(one) for one in session.set_aside]
        text = (
            "These values of the file cannot be used where they stand. They stay in the file until "
            "somebody answers there.\n\n" + "\n\n".join(lines)
        )
        found["set-aside"] = Fact("Set aside", _number(lines, "value"), text, True)
    return found


def _content(session: Session, content: Content) -> Fact:
    pack = session.pack
    answered = f"{pack.id} {pack.version}" if pack else "no content named"
    odd, new = drift(session, content), bool(unseen(session, content))
    return Fact(
        "Content",
        f"{answered}: differs from what is shown" if new else answered,
        "\n".join(odd) or f"The questions of {answered}, the same that are shown here.",
        new,
    )


def _number(things: Sequence[str], name: str) -> str:
    many = f"{len(things)} {name}s" if len(things) != 1 else f"1 {name}"
    return f"{many}: Enter to read"


def _set_aside(one: SetAside) -> str:
    value = one.value if isinstance(one.value, str) else json.dumps(one.value, default=str)
    return f"{'.'.join(one.path)} = {quoted(value)}: {one.fault}"
