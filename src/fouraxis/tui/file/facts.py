"""What is said about the session's file: where it is, what is saved, what reads differently now."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from textual.app import App, ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from fouraxis.content.language import ntr, tr
from fouraxis.content.models import Content
from fouraxis.store.delivery import NotSaved
from fouraxis.store.state import Backups
from fouraxis.tui.look import path_shown, shown, shown_line
from fouraxis.tui.parts.bars import KeyBar
from fouraxis.tui.parts.dialogs import Dialog
from fouraxis.tui.workbench import Workbench
from fouraxis.workshop.actions import due
from fouraxis.workshop.dates import today, written
from fouraxis.workshop.drift import adopted, drift, unseen
from fouraxis.workshop.edit import cleaned_texts, without_originals
from fouraxis.workshop.session import Session, SetAside
from fouraxis.workshop.text import quoted


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
    facts_by_id = {
        "path": Fact(tr("Kept in"), path_shown(path), f"{path}\n{at_once}"),
        "content": _content(session, content),
    }
    if notices:
        short = ntr(len(notices), "{count} notice: Enter to read", "{count} notices: Enter to read")
        facts_by_id["notices"] = Fact(tr("Notices"), short, "\n\n".join(notices), True)
    if waiting := due(session, content, today()):
        text = "\n".join(f"{written(action.due)}  {action.title}" for action in waiting)
        short = tr("{count} due: Enter to read", count=len(waiting))
        facts_by_id["actions"] = Fact(content.summary.follow_up.title, short, text, True)
    if session.set_aside:
        lines = [_set_aside(value) for value in session.set_aside]
        about = tr(
            "These values of the file cannot be used where they stand. They stay in the file until "
            "somebody answers there."
        )
        short = ntr(len(lines), "{count} value: Enter to read", "{count} values: Enter to read")
        facts_by_id["set-aside"] = Fact(tr("Set aside"), short, "\n\n".join([about, *lines]), True)
    return facts_by_id


def where_saved(bench: Workbench) -> str:
    """Where a session is, whether all of it is saved, and what backups there are, in lines."""
    saved = bench.saved
    lines = [str(bench.path), "", f"{saved.text[:1].upper()}{saved.text[1:]}. {saved.more}"]
    if isinstance(bench.state, NotSaved):
        lines.append(str(bench.state.advice))
    lines.append("")
    backups = Backups(bench.path).related()
    if not backups:
        lines.append(tr("A backup is made on this machine with the first change."))
        return "\n".join(lines)
    newest = tr(
        "Backups on this machine: {count}, the newest of {time}.",
        count=len(backups),
        time=f"{backups[0].at.astimezone():%Y-%m-%d %H:%M}",
    )
    return "\n".join([*lines, newest, str(backups[0].path.parent)])


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


def _set_aside(aside: SetAside) -> str:
    value = aside.value if isinstance(aside.value, str) else json.dumps(aside.value, default=str)
    return f"{'.'.join(aside.path)} = {quoted(value)}: {aside.fault}"


class WordingDialog(Dialog[bool]):
    """A list to read; closed, it says whether the room goes on under the new wording.

    Args:
        text: what differs.
        asked: whether the room has not said so yet, and may.
    """

    confirms = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "adopt", "fine from now on", id="wording.adopt"),
        Binding("escape,enter", "dismiss(False)", "close", key_display="Esc"),
    ]

    def __init__(self, text: str, *, asked: bool) -> None:
        super().__init__()
        self._text = text
        self._asked = asked

    def compose(self) -> ComposeResult:
        """What differs, and what the key means."""
        with VerticalScroll(classes="dialog") as page:
            page.border_title = shown_line(tr("Changed wording"))
            yield Static(shown(self._text))
            if self._asked:
                question = tr("Fine like this? Press a: it is not said again, and u takes it back.")
                yield Static(shown(f"\n{question}"))
            yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to adopt twice."""
        return self._asked if action == "adopt" else super().check_action(action, parameters)

    def action_adopt(self) -> None:
        """Go on under the new wording."""
        self.dismiss(True)


def changed_wording(bench: Workbench) -> tuple[str, ...]:
    """That the wording has changed, as long as the room has not said that it is fine."""
    if not unseen(bench.session, bench.words):
        return ()
    return (tr("Questions have changed since they were answered: set-up says which, at Content."),)


def due_actions(bench: Workbench) -> tuple[str, ...]:
    """That there are actions which are due, and where they stand."""
    many = len(due(bench.session, bench.words, today()))
    if not many:
        return ()
    return (
        ntr(
            many,
            "{count} action is due: a on the summary shows it.",
            "{count} actions are due: a on the summary shows them.",
        ),
    )


def show_wording(app: App[Any], bench: Workbench) -> None:
    """Show what differs; the room may go on under the new wording, as one step to undo."""
    differences = drift(bench.session, bench.words)
    new = bool(unseen(bench.session, bench.words))

    def adopt(fine: bool | None) -> None:
        if fine:
            bench.apply(adopted(bench.session, bench.words), tr("the new wording is fine"))

    nothing = tr("Everything reads as it did when it was answered.")
    text = "\n".join(f"- {line}" for line in differences) or nothing
    app.push_screen(WordingDialog(text, asked=new and not bench.read_only), adopt)


def commands(app: App[Any], bench: Workbench) -> Iterator[SystemCommand]:
    """What the palette offers: the lists, as long as they have anything to say."""
    if (texts := cleaned_texts(bench.session)) and not bench.read_only:
        about = ntr(
            len(texts),
            "{count} text had control characters: let the file forget its original",
            "{count} texts had control characters: let the file forget their originals",
        )
        label = tr("Cleaned texts are fine")

        def agree() -> None:
            bench.apply(without_originals(bench.session), label)

        yield SystemCommand(label, about, agree)
    if drift(bench.session, bench.words):
        about = tr("What reads differently than when it was answered")
        yield SystemCommand(tr("Changed wording"), about, lambda: show_wording(app, bench))
