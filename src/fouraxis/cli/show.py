"""Commands that print what sessions hold: list, summary, agenda, notes, actions, diff, compare."""

import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fouraxis.cli.run import PATH, Refusal, Settings, complain, read_aloud, show, write
from fouraxis.report.escape import in_columns, json_text, members
from fouraxis.workshop.text import showable_line, today

if TYPE_CHECKING:
    from fouraxis.report.formats import Format
    from fouraxis.store.entries import Entry


_COLUMNS = (16, 30, 30)


@click.command("list")
@click.argument("folder", required=False, type=PATH)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list.")
@click.pass_obj
def list_command(settings: Settings, folder: Path | None, as_json: bool) -> None:
    """List the sessions in FOLDER, or in the sessions folder, the one changed last first."""
    from fouraxis.store.folder import SessionsFolder

    if folder is not None and not folder.is_dir():
        what = "this is a file, not a folder" if folder.exists() else "there is no such folder"
        raise Refusal(f"{folder}: {what}.")
    where = folder or settings.sessions_folder()
    entries = SessionsFolder(where).entries()
    if as_json:
        write(_json(entries))
    elif entries:
        show(_table(where, entries))
    else:
        show(f"No sessions in {where} yet.\nfouraxis new TITLE starts one.")


def _table(where: Path, entries: Sequence["Entry"]) -> str:
    rows = [
        (
            entry.changed,
            "\n".join((showable_line(entry.title), *_notes(entry))),
            showable_line(entry.path.name),
        )
        for entry in entries
    ]
    rule = tuple("-" * cells for cells in _COLUMNS)
    body = in_columns([("Changed", "Session", "File"), rule, *rows], _COLUMNS)
    return "\n".join([f"Sessions in {where}", "", *body])


def _notes(entry: "Entry") -> Iterator[str]:
    """What is wrong with a file, that it is sealed, that others beside it are of one session."""
    if entry.note:
        yield f"({showable_line(entry.note)})"
    if _is_sealed(entry):
        yield "(sealed)"
    if entry.copies:
        yield f"({entry.copies} more file{'' if entry.copies == 1 else 's'} of it beside this)"


def _is_sealed(entry: "Entry") -> bool:
    from fouraxis.store.entries import count

    counted = count(entry.path)
    return counted is not None and counted.sealed


def _json(entries: Sequence["Entry"]) -> str:
    return json_text([_object(entry) for entry in entries]) + "\n"


def _object(entry: "Entry") -> dict[str, str | int | bool | None]:
    return {
        "path": str(entry.path),
        "title": entry.title,
        "organisation": entry.organisation,
        "id": entry.id,
        "modified": f"{entry.modified:%Y-%m-%dT%H:%M:%SZ}" if entry.modified else None,
        "note": entry.note,
        "copies": entry.copies,
        "sealed": _is_sealed(entry),
    }


@click.command("summary")
@click.argument("file", type=PATH)
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "markdown", "csv", "json"), case_sensitive=False),
    default="table",
    show_default=True,
)
@click.pass_obj
def summary_command(settings: Settings, file: Path, form: "Format") -> None:
    """Print the summary of the session in FILE.

    The table has recommendations, decisions and reasons; markdown and json have every answer and
    note as well; csv has one row per workload.
    """
    from fouraxis.report.formats import report

    opened = read_aloud(file)
    with settings.spoken() as content:
        write(report(opened.session, content, form))


@click.command("agenda")
@click.argument("file", type=PATH)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, times in minutes.")
@click.pass_obj
def agenda_command(settings: Settings, file: Path, as_json: bool) -> None:
    """Print the agenda of the session in FILE: its parts in order, and how long each takes.

    Where the clock was used, it says how long each took; in JSON, `time` has the seconds.
    It follows the workloads, the vendors and what set-up leaves out. To plan other minutes for a
    part, use Setup, or: fouraxis answer FILE programme agenda.risks 10
    """
    from fouraxis.report.back_matter import agenda_page
    from fouraxis.report.json_report import agenda_json
    from fouraxis.workshop.agenda import agenda

    opened = read_aloud(file)
    with settings.spoken() as content:
        if as_json:
            plan = agenda(opened.session, content)
            written = members(agenda_json(plan))
            if plan.clocked:
                written["time"] = opened.session.time.model_dump(mode="json")
            write(json_text(written) + "\n")
        else:
            show(agenda_page(opened.session, content))


@click.command("notes")
@click.argument("file", type=PATH)
@click.option("--once", is_flag=True, help="Print the notes as plain lines, and leave.")
@click.pass_obj
def notes_command(settings: Settings, file: Path, *, once: bool) -> int | None:
    """Follow the session in FILE in a second terminal, with what a facilitator reads beside it.

    The guidance on the question at hand, what comes next, notes, what is parked, and the time.
    Nothing is written, and whoever has the session open keeps it. In a pipe: the same, once.
    """
    from fouraxis.report.notes import notes_page
    from fouraxis.store.read import read

    opened = read(file)
    with settings.spoken() as content:
        at_a_terminal = all(part.isatty() for part in (sys.stdin, sys.stdout, sys.stderr))
        if once or not at_a_terminal:
            for notice in opened.notices:
                complain(notice)
            show(notes_page(opened.session, content))
            return None
        from fouraxis.tui.live.notes import follow

        return follow(file, content, opened)


@click.command("actions")
@click.argument("file", type=PATH)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "csv", "ics"), case_sensitive=False),
    default="table",
    show_default=True,
    help="ics: a calendar file of the open actions that have a day.",
)
@click.option("--clean", is_flag=True, help="People as roles, vendors as letters, no notes.")
@click.pass_obj
def actions_command(
    settings: Settings, *, file: Path, as_json: bool, form: str, clean: bool
) -> None:
    """Print what is to be done about the session in FILE: overdue first, then what decides most."""
    from fouraxis.report import clean as cleaning
    from fouraxis.report.register import action_json, actions_page, calendar
    from fouraxis.report.spreadsheet import separated_actions
    from fouraxis.workshop.actions import actions

    opened = read_aloud(file)
    with settings.spoken() as content:
        session = cleaning.clean(opened.session, content) if clean else opened.session
        listed = actions(session, content, today())
        if as_json:
            write(json_text([action_json(action) for action in listed]) + "\n")
        elif form == "csv":
            write("".join(separated_actions(session, listed, content)))
        elif form == "ics":
            if not any(action.open and action.due for action in listed):
                complain("No open action has a day: the calendar is empty.")
            write("".join(calendar(session, listed, datetime.now(UTC))))
        else:
            show(actions_page(session, listed, content, today()))


@click.command("diff")
@click.argument("old", metavar="A", type=PATH)
@click.argument("new", metavar="B", type=PATH)
@click.pass_obj
def diff_command(settings: Settings, old: Path, new: Path) -> None:
    """Say which answers, texts and names differ in session B from those in session A."""
    from fouraxis.store.merge import in_words
    from fouraxis.workshop import actions

    before, after = read_aloud(old).session, read_aloud(new).session
    if before.id != after.id:
        complain(f"{new}: is not the same session as {old}.")
    naming = actions.naming(settings.in_english(settings.content()), after, before)
    lines = in_words(before, after, naming)
    show("\n".join(map(showable_line, lines)) if lines else "No answer differs.")


@click.command("compare")
@click.argument("old", metavar="A", type=PATH)
@click.argument("new", metavar="B|NAME", type=PATH)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def compare_command(settings: Settings, old: Path, new: Path, *, as_json: bool) -> None:
    """Say what was placed, recommended, decided and done between session A and session B.

    A is the earlier one: last quarter's file, or a backup. Instead of B, the NAME of a milestone of
    A, or the beginning of a backup's time such as "2026-11-27 18", compares A with what it was
    then. No file is changed.
    """
    from fouraxis.report.comparison import compare, comparison_json, comparison_page
    from fouraxis.store.milestone import find

    session = read_aloud(old).session
    if new.exists() or new.suffix == ".toml":
        before, after = session, read_aloud(new).session
    else:
        before, after = find(str(new), session, old).session(old), session
    with settings.spoken() as content:
        comparison = compare(before, after, content, date.today())
        if as_json:
            write(json_text(comparison_json(comparison)) + "\n")
        else:
            show(comparison_page(comparison))
