"""Text that came where keys are commands: a paste from a terminal that does not mark it as one."""

from collections.abc import Callable
from typing import Any

from textual import events
from textual.app import App

from fouraxis.content.language import ntr, tr
from fouraxis.tui.look import cut
from fouraxis.tui.parts.dialogs import Pick
from fouraxis.tui.questions.screen import QuestionScreen
from fouraxis.tui.setup.screen import SetupScreen
from fouraxis.tui.step import StepScreen
from fouraxis.tui.walk import Walk
from fouraxis.workshop.text import one_line

_BEGINNING = 60
"""So many letters of it say which text it is."""


class PastedText(Pick):
    """Asks what is to become of a text; the rest of it, if it comes in pieces, is added."""

    def __init__(self, text: str, choices: tuple[tuple[str, str], ...]) -> None:
        beginning = cut(one_line(text), _BEGINNING)
        size = ntr(len(text), "{count} letter", "{count} letters")
        super().__init__(tr("This looks like pasted text"), f"{beginning}\n{size}", choices)
        self.text = text


def offer(
    app: App[Any],
    text: str,
    keys: list[events.Key],
    *,
    walk: Walk | None,
    press: Callable[[list[events.Key]], object],
) -> None:
    """Ask what is to become of a text that came as keys.

    Args:
        app: the application.
        text: the text.
        keys: the keys that it came as.
        walk: the way to the workloads; None while no session is open.
        press: lets the keys act, if keys is what they were.
    """
    screen = app.screen
    if isinstance(screen, PastedText):
        screen.text += text
        return
    choices = []
    if isinstance(screen, SetupScreen) and not screen.bench.read_only:
        choices.append(("people", tr("Add it as people; they are shown before")))
    if isinstance(screen, StepScreen) and walk is not None and not screen.bench.read_only:
        choices.append(("workloads", tr("Add it as workloads; they are shown before")))
    if isinstance(screen, QuestionScreen) and screen.may_note:
        choices.append(("note", tr("Add it to the note on this question")))
    choices.append(("drop", tr("Throw it away")))
    choices.append(("keys", tr("These were keys: let them act")))
    dialog = PastedText(text, tuple(choices))

    def done(choice: str | None) -> None:
        if choice == "people" and isinstance(screen, SetupScreen):
            screen.offer_people(dialog.text)
        elif choice == "workloads" and walk is not None:
            _show_workloads(app, walk, dialog.text)
        elif choice == "note" and isinstance(screen, QuestionScreen):
            screen.note_further(dialog.text)
        elif choice == "keys":
            press(keys)

    app.push_screen(dialog, done)


def _show_workloads(app: App[Any], walk: Walk, text: str) -> None:
    """Show what workloads are in a text, over the list of workloads."""
    from fouraxis.tui.workloads.screen import WorkloadsScreen

    walk.go("workloads")
    screen = app.screen
    if isinstance(screen, WorkloadsScreen):
        screen.offer_list(text)
