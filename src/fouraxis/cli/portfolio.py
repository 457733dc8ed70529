"""`fouraxis portfolio`: many sessions as tables, built from their files, and asked."""

import shlex
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import click

from fouraxis.cli.run import (
    FILE,
    PATH,
    Refusal,
    Settings,
    complain,
    named,
    on_terminal,
    show,
    write,
)

if TYPE_CHECKING:
    from fouraxis.content.models import Content
    from fouraxis.portfolio.engine import Answer, Portfolio, Span
    from fouraxis.portfolio.forms import Form
    from fouraxis.portfolio.questions import Question

_FORMS = ("table", "csv", "json", "xlsx", "html", "parquet")
_PRINTED = ("table", "csv", "json")
_FROM = click.option(
    "--from",
    "tables",
    type=PATH,
    metavar="TABLES",
    help="The folder of tables; if left out, `portfolio` in the sessions folder.",
)
_FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(_FORMS, case_sensitive=False),
    help="If left out, what --output ends with, else a table.",
)
_OUTPUT = click.option(
    "--output",
    type=FILE,
    callback=named,
    metavar="FILE",
    help="Where to write; xlsx, html and parquet make a new file in this folder if left out.",
)
_FORCE = click.option("--force", is_flag=True, help="Overwrite what is at FILE.")


@click.group("portfolio", no_args_is_help=False)
def portfolio_command() -> None:
    """Build tables of many sessions, and ask what all of them say together.

    Needs the extra `portfolio`: pip install 'fouraxis[portfolio]'
    """


@portfolio_command.command("build")
@click.argument("folders", type=PATH, nargs=-1, metavar="[FOLDER]...")
@click.option(
    "--into",
    type=PATH,
    metavar="TABLES",
    help="Where the tables go; if left out, `portfolio` in the sessions folder.",
)
@click.option("--clean", is_flag=True, help="No names: people as roles, clients and vendors coded.")
@click.option(
    "--jobs", type=click.IntRange(1, 64), help="So many processes; if left out, one for each core."
)
@click.pass_obj
def build_command(
    settings: Settings,
    *,
    folders: tuple[Path, ...],
    into: Path | None,
    clean: bool,
    jobs: int | None,
) -> None:
    """Read the session files in each FOLDER and below it (if none is named, the sessions folder).

    Only what changed since the last build is read. A file at fault is a row in the table `faults`.
    The folder below FOLDER that a file lies in is its unit.
    """
    from fouraxis.portfolio.build import How, build

    named = f" --from {shlex.quote(str(into))}" if into else ""
    into = into or _usual(settings)
    for folder in folders:
        if not folder.exists():
            raise Refusal(f"{folder}: there is no such folder.")
    how = How(settings.screens, clean, jobs) if jobs else How(settings.screens, clean)
    with _refusing(), on_terminal("Reading sessions") as progress:
        built = build(folders or (settings.sessions_folder(),), into, how, progress)
    read = f"{built.read:,} file{'' if built.read == 1 else 's'} read"
    sessions = f"{built.sessions:,} session{'' if built.sessions == 1 else 's'}"
    show(f"{into}: {sessions}, {read}, {built.unchanged:,} unchanged")
    if built.faults:
        number = f"{built.faults:,} file{'' if built.faults == 1 else 's'}"
        complain(f"{number} at fault: fouraxis portfolio show faults{named} names them.")


@portfolio_command.command("show")
@click.argument("question", default="")
@_FROM
@_FORMAT
@_OUTPUT
@_FORCE
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="What is due by this day.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="What changed behind this day.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="What changed until this day.")
@click.pass_obj
def show_command(
    settings: Settings,
    *,
    question: str,
    tables: Path | None,
    form: "Form | None",
    output: Path | None,
    force: bool,
    today: datetime | None,
    since: datetime | None,
    until: datetime | None,
) -> None:
    """Answer a ready QUESTION; without one, list them with how many rows each has.

    As html or xlsx without a QUESTION: all of them.
    """
    from fouraxis.portfolio.engine import Span, opened
    from fouraxis.portfolio.questions import READY
    from fouraxis.workshop.text import today as this_day

    if question and question not in READY:
        raise click.UsageError(
            f"there is no question “{question}”. There are: {', '.join(READY)}.",
            click.get_current_context(),
        )
    span = Span.of(_day(today) or this_day(), _day(since), _day(until))
    form = form or _form(output)
    with _refusing(), opened(tables or _usual(settings)) as portfolio, settings.spoken() as content:
        asked = [READY[question]] if question else list(READY.values())
        if len(asked) > 1 and form not in ("html", "xlsx"):
            if form != "table" or output:
                raise click.UsageError(
                    f"name a question: {', '.join(READY)}.", click.get_current_context()
                )
            show(_overview(portfolio, asked, span))
            return
        answers = [portfolio.ask(each, span) for each in asked]
        if form == "parquet":
            from fouraxis.portfolio.engine import text

            pieces: Iterable[bytes] = [portfolio.parquet(text(question, span))]
        else:
            pieces = _pieces(answers, content, form, output)
        _put(pieces, form, output, question or "questions", force=force)


@portfolio_command.command("query")
@click.argument("sql")
@_FROM
@_FORMAT
@_OUTPUT
@_FORCE
@click.pass_obj
def query_command(
    settings: Settings,
    *,
    sql: str,
    tables: Path | None,
    form: "Form | None",
    output: Path | None,
    force: bool,
) -> None:
    """Ask in SQL: one SELECT, which reads the tables and nothing else.

    The tables: sessions workloads levels answers rules decisions vendors flags sprints risks
    contract owners actions votes earlier milestones waiting faults. `describe workloads` tells the
    columns of one.
    """
    from fouraxis.portfolio.engine import opened

    form = form or _form(output)
    with _refusing(), opened(tables or _usual(settings)) as portfolio, settings.spoken() as content:
        if form == "parquet":
            pieces: Iterable[bytes] = [portfolio.parquet(sql)]
        else:
            pieces = _pieces([portfolio.query(sql)], content, form, output)
        _put(pieces, form, output, "query", force=force)


@portfolio_command.command("open")
@click.argument("tables", type=PATH, required=False)
@click.pass_obj
def open_command(settings: Settings, tables: Path | None) -> int | None:
    """Show the ready questions of TABLES on the screen; Enter opens the session of a row."""
    from fouraxis.cli.main import at_a_terminal
    from fouraxis.portfolio.engine import opened

    tables = tables or _usual(settings)
    with _refusing(), opened(tables):  # what is at fault is said before there is a screen
        pass
    if not at_a_terminal():
        raise click.UsageError(
            "the screen needs a terminal; fouraxis portfolio show prints the questions."
        )
    from fouraxis.tui.app import run

    return run(sessions=settings.sessions_folder(), screens=settings.screens, portfolio=tables)


def _usual(settings: Settings) -> Path:
    return settings.sessions_folder() / "portfolio"


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _form(output: Path | None) -> "Form":
    """The format that a name asks for; else a table."""
    suffix = output.suffix.lower().removeprefix(".") if output else ""
    for form in _FORMS[1:]:
        if suffix == form:
            return form  # type: ignore[return-value]  # one of those that are listed
    return "table"


@contextmanager
def _refusing() -> Iterator[None]:
    """See that what is at fault with tables or a query is told in a line or two."""
    from fouraxis.portfolio.build import NeedsPortfolio
    from fouraxis.portfolio.engine import QueryError

    try:
        yield
    except (NeedsPortfolio, QueryError) as error:
        raise Refusal(str(error)) from None


def _overview(portfolio: "Portfolio", asked: Sequence["Question"], span: "Span") -> str:
    """Every ready question with what it is called by, and how many rows it has."""
    from fouraxis.content.language import tr
    from fouraxis.report.escape import in_columns

    rows = [
        (each.name, f"{len(portfolio.ask(each, span).rows):>7,}", tr(each.title)) for each in asked
    ]
    lines = in_columns(rows, (14, 7, 50))
    return "\n".join([*lines, "", "fouraxis portfolio show QUESTION answers one of them."])


def _pieces(
    answers: Sequence["Answer"], content: "Content", form: "Form", output: Path | None
) -> Iterable[bytes]:
    """What is written, in a format other than Parquet."""
    from fouraxis.portfolio import forms
    from fouraxis.report.formats import NeedsOffice, missing

    shown = [answer.shown(content) for answer in answers]
    room = get_terminal_size().columns if sys.stdout.isatty() and output is None else 120
    texts: dict[str, Callable[[], Iterable[str]]] = {
        "table": lambda: [forms.table(shown[0], max(room, 40)), "\n"],
        "csv": lambda: (
            forms.for_spreadsheet(shown[0], content.home.pack.language)
            if output
            else forms.separated(shown[0])
        ),
        "json": lambda: [forms.plain_json(answers[0])],
        "html": lambda: forms.page(list(zip(answers, shown, strict=True)), content),
    }
    if form == "xlsx":
        if lacking := missing("xlsx"):
            raise Refusal(str(NeedsOffice("xlsx", lacking)))
        return [forms.workbook(shown)]
    return (piece.encode("utf-8", "replace") for piece in texts[form]())


def _put(
    pieces: Iterable[bytes], form: "Form", output: Path | None, what: str, *, force: bool
) -> None:
    """Print what is text for a terminal or a pipe; else write it to a file, and say where."""
    if output is None and form in _PRINTED:
        write(b"".join(pieces).decode())
        return
    from fouraxis.report.formats import place, unused

    path = output or unused(Path("portfolio.toml"), f".{form}", what)
    try:
        place([(path, pieces)], force=force)
    except FileExistsError as error:
        raise Refusal(f"{error.filename}: is there already. --force overwrites it.") from None
    show(f"Written to {path}")
