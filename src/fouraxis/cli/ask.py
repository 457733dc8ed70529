"""The command that asks the questions of a session as plain lines, and hears the answers."""

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fouraxis.cli.interview import Interview
from fouraxis.cli.run import PATH, Refusal, Settings, complain, see_writable, show, write
from fouraxis.content.language import tr
from fouraxis.store.delivery import NotSaved
from fouraxis.store.session_file import Lock, SessionFile, open_file

if TYPE_CHECKING:
    from fouraxis.store.read import Opened


@click.command("ask")
@click.argument("file", type=PATH)
@click.pass_obj
def ask_command(settings: Settings, file: Path) -> None:
    """Ask the questions of the session in FILE as plain lines, one after the other.

    For screen readers, braille, terminals that draw nothing, and pipes. The answers are typed, one
    line each; ? is help. The screens go on where this ends, and the other way round.
    """
    from fouraxis.workshop.catalogue import arrange

    with settings.spoken() as content:
        opened = open_file(file)
        for notice in opened.notices:
            complain(notice)
        see_writable(opened)
        lock = Lock(opened.path).acquire()
        kept = SessionFile(opened, lock=lock)
        try:
            _talk(Interview(arrange(opened.session, content), content), kept)
        finally:
            saved = kept.close()
        if not saved:
            raise Refusal(_unsaved(kept, opened))
        write(tr("Saved.") + "\n")


def _unsaved(kept: "SessionFile", opened: "Opened") -> str:
    """Why not all is in the file, and where it is kept meanwhile."""
    state = kept.state
    if not isinstance(state, NotSaved):
        return f"{opened.path}: the last answers are not saved."
    return f"{opened.path}: not saved: {state.why}. {state.advice}"


def _talk(interview: Interview, kept: "SessionFile") -> None:
    """Ask and listen until the room leaves, or nothing more can come."""
    for line in interview.greeting():
        show(line)
    trouble: object = None
    while not interview.over:
        for line in interview.question():
            show(line)
        heard = _line()
        if heard is None:
            break
        before = interview.session
        for line in interview.hear(heard):
            show(line)
        if interview.session != before:
            kept.keep(interview.session)
            kept.flush()
        if (merged := kept.came_in()) is not None:
            interview.take_in(merged.onto(interview.session), merged.onto)
            kept.keep(interview.session, merged)
        if isinstance(kept.state, NotSaved) and kept.state != trouble:
            trouble = kept.state
            show(tr("Not saved: {why}. {advice}", why=kept.state.why, advice=kept.state.advice))


def _line() -> str | None:
    """The next line that is typed; None at the end of the input."""
    if sys.stdin.isatty():
        write("> ")
    with suppress(UnicodeDecodeError):  # a line in another encoding is asked for again
        line = sys.stdin.readline()
        return line if line else None
    return ""
