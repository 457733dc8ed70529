"""Text that came where keys are commands: a paste from a terminal that does not mark it as one."""

from collections.abc import Callable
from typing import Any

from textual import events
from textual.app import App

from fouraxis.content.language import ntr, tr
from fouraxis.tui.look import cut
from fouraxis.tui.parts.dialogs import Pick
from fouraxis.tui.questions.screen import QuestionScreen
from fouraxis.tui.step import StepScreen
from fouraxis.workshop.text import one_line

_BEGINNING = 60
"""So many letters of it say which text it is."""


class PastedText(Pick):
    """Asks what is to become of a text; the rest of it, if it comes in pieces, is added."""

    confirms = True

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
    add_workloads: Callable[[str], None] | None,
    press: Callable[[list[events.Key]], None],
) -> None:
    """Ask what is to become of a text that came as keys.

    Args:
        app: the application.
        text: the text.
        keys: the keys that it came as.
        add_workloads: shows what workloads are in it; None where there is no session to add to.
        press: lets the keys act, if keys is what they were.
    """
    screen = app.screen
    if isinstance(screen, PastedText):
        screen.text += text
        return
    choices = []
    if isinstance(screen, StepScreen) and add_workloads is not None:
        choices.append(("workloads", tr("Add it as workloads; they are shown before")))
    if isinstance(screen, QuestionScreen) and screen.may_note:
        choices.append(("note", tr("Add it to the note on this question")))
    choices.append(("drop", tr("Throw it away")))
    choices.append(("keys", tr("These were keys: let them act")))
    dialog = PastedText(text, tuple(choices))

    def done(choice: str | None) -> None:
        if choice == "workloads" and add_workloads is not None:
            add_workloads(dialog.text)
        elif choice == "note" and isinstance(screen, QuestionScreen):
            screen.note_further(dialog.text)
        elif choice == "keys":
            press(keys)

    app.push_screen(dialog, done)
