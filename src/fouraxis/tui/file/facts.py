"""What is said about the session's file: where it is, what is saved, what is odd about it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fouraxis.content.language import ntr, tr
from fouraxis.content.models import Content
from fouraxis.store.backups import Backups
from fouraxis.store.states import NotSaved
from fouraxis.tui.look import path_shown
from fouraxis.tui.workbench import Workbench
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
    at_once = tr("Every answer is saved there at once.")
    found = {
        "path": Fact(tr("Kept in"), path_shown(path), f"{path}\n{at_once}"),
        "content": _content(session, content),
    }
    if notices:
        short = ntr(len(notices), "{count} notice: Enter to read", "{count} notices: Enter to read")
        found["notices"] = Fact(tr("Notices"), short, "\n\n".join(notices), True)
    if session.set_aside:
        lines = [_set_aside(one) for one in session.set_aside]
        about = tr(
            "These values of the file cannot be used where they stand. They stay in the file until "
            "somebody answers there."
        )
        short = ntr(len(lines), "{count} value: Enter to read", "{count} values: Enter to read")
        found["set-aside"] = Fact(tr("Set aside"), short, "\n\n".join([about, *lines]), True)
    return found


def where_saved(bench: Workbench) -> str:
    """Where a session is, whether all of it is saved, and what backups there are, in lines."""
    saved = bench.saved
    lines = [str(bench.path), "", f"{saved.text[:1].upper()}{saved.text[1:]}. {saved.more}"]
    if isinstance(bench.state, NotSaved):
        lines.append(bench.state.advice)
    lines.append("")
    backups = Backups(bench.path).related()
    if not backups:
        lines.append(tr("A backup is made on this machine with the first change."))
        return "\n".join(lines)
    said = tr(
        "Backups on this machine: {count}, the newest of {time}.",
        count=len(backups),
        time=f"{backups[0].at.astimezone():%Y-%m-%d %H:%M}",
    )
    return "\n".join([*lines, said, str(backups[0].path.parent)])


def _content(session: Session, content: Content) -> Fact:
    pack = session.pack
    answered = f"{pack.id} {pack.version}" if pack else tr("no content named")
    odd, new = drift(session, content), bool(unseen(session, content))
    same = tr("The questions of {content}, the same that are shown here.", content=answered)
    return Fact(
        tr("Content"),
        tr("{content}: differs from what is shown", content=answered) if new else answered,
        "\n".join(odd) or same,
        new,
    )


def _set_aside(one: SetAside) -> str:
    value = one.value if isinstance(one.value, str) else json.dumps(one.value, default=str)
    return f"{'.'.join(one.path)} = {quoted(value)}: {one.fault}"
