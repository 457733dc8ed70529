"""A session whose questions read differently now: said when it opens, until the room agrees."""

from collections.abc import Callable, Iterator
from typing import Any

from textual.app import App, SystemCommand

from fouraxis.content.language import tr
from fouraxis.tui.dialogs.wording import WordingDialog
from fouraxis.tui.workbench import Workbench
from fouraxis.workshop.drift import drift, unseen
from fouraxis.workshop.wording import adopted


def announce(bench: Workbench, say: Callable[[str], None]) -> None:
    """Say that the wording has changed, as long as the room has not said that it is fine."""
    if unseen(bench.session, bench.words):
        say(tr("Questions have changed since they were answered: set-up says which, at Content."))


def show_wording(app: App[Any], bench: Workbench) -> None:
    """Show what differs; the room may go on under the new wording, as one step to undo."""
    said = drift(bench.session, bench.words)
    new = bool(unseen(bench.session, bench.words))

    def adopt(fine: bool | None) -> None:
        if fine:
            bench.apply(adopted(bench.session, bench.words), tr("the new wording is fine"))

    nothing = tr("Everything reads as it did when it was answered.")
    text = "\n".join(f"- {line}" for line in said) or nothing
    app.push_screen(WordingDialog(text, asked=new and not bench.read_only), adopt)


def commands(app: App[Any], bench: Workbench) -> Iterator[SystemCommand]:
    """What the palette offers: the list, as long as it has anything to say."""
    if drift(bench.session, bench.words):
        about = tr("What reads differently than when it was answered")
        yield SystemCommand(tr("Changed wording"), about, lambda: show_wording(app, bench))
