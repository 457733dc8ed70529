"""How a question of the portfolio is answered: its SQL, the engine, and the answer in words.

The SQL is the part of the language that DuckDB and Spark share. Tables are read where they are, and
nothing else: the engine reaches no other file, no network, and writes nothing.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from fouraxis.content.language import Message, noted, tr
from fouraxis.content.models import Content
from fouraxis.content.terms import MODELS
from fouraxis.memo import per_content
from fouraxis.portfolio import build, tables
from fouraxis.portfolio.questions import HEADS, SESSION, Question
from fouraxis.workshop import agenda, assess, catalogue

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_EVENTS: Final = {
    "session": noted("session held"),
    "milestone": noted("milestone reached"),
    "decision": noted("decision made"),
    "replaced-decision": noted("decision replaced"),
    "replaced-level": noted("level replaced"),
    "replaced-answer": noted("answer replaced"),
}
_QUARTER: Final = timedelta(days=91)

Cell = str | int | float | bool | date | datetime | None


class Span(NamedTuple):
    """The days that a question may ask about: today, and two between which something changed."""

    today: date
    since: date
    until: date

    @classmethod
    def of(cls, today: date, since: date | None = None, until: date | None = None) -> "Span":
        """With a quarter of a year until today, where nothing else is named."""
        until = until or today
        return cls(today, since or until - _QUARTER, until)


def text(name: str, span: Span) -> str:
    """The SQL of a ready question with its days filled in, as DuckDB and Spark read it."""
    whole = (files("fouraxis.portfolio") / "sql" / f"{name}.sql").read_text("utf-8")
    for place in ("today", "since", "until"):
        whole = whole.replace(f":{place}", f"DATE '{getattr(span, place):%Y-%m-%d}'")
    return whole


class Answer(NamedTuple):
    """The rows that a question gives, by the names of their columns."""

    names: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    question: Question | None = None

    @property
    def title(self) -> str:
        """What was asked, in words; empty for a question of one's own."""
        return tr(self.question.title) if self.question else ""

    def session(self, row: int) -> str:
        """The session that a row is from; empty where it is from several."""
        at = self.names.index(SESSION) if SESSION in self.names else -1
        return str(self.rows[row][at]) if at >= 0 else ""

    def shown(self, content: Content) -> "Shown":
        """The answer as people read it: words for ids, heads for columns, no ids of sessions.

        What somebody asked in SQL stays as the engine gives it.
        """
        if self.question is None:
            plain = tuple(tuple(map(_plain, row)) for row in self.rows)
            return Shown("", "", self.names, plain, self.names)
        chosen = [at for at, name in enumerate(self.names) if name != SESSION]
        words = [_words(self.names[at], content) for at in chosen]
        return Shown(
            tr(self.question.title),
            tr(self.question.about),
            tuple(tr(HEADS.get(self.names[at], self.names[at])) for at in chosen),
            tuple(
                tuple(
                    _worded(row[at], vocabulary)
                    for at, vocabulary in zip(chosen, words, strict=True)
                )
                for row in self.rows
            ),
            tuple(self.names[at] for at in chosen),
        )


class Shown(NamedTuple):
    """An answer in words: every cell is a text, a whole number, or a day."""

    title: str
    about: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str | int | date, ...], ...]
    names: tuple[str, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The columns that hold numbers alone."""
        return tuple(
            at
            for at in range(len(self.heads))
            if self.rows and all(isinstance(row[at], int) for row in self.rows)
        )


def _plain(cell: Cell) -> str | int | date:
    if isinstance(cell, bool):
        return tr("yes") if cell else tr("no")
    if isinstance(cell, int | date):
        return cell
    return "" if cell is None else str(cell)


def _worded(cell: Cell, words: Mapping[str, str]) -> str | int | date:
    plain = _plain(cell)
    if not isinstance(plain, str) or not words:
        return plain
    if plain in words:
        return words[plain]
    several = plain.split(" ")
    return ", ".join(words[each] for each in several) if words.keys() >= {*several} else plain


def _words(column: str, content: Content) -> Mapping[str, str]:
    """What the ids of a column are called; nothing for what people typed."""
    if column == "what":
        return {what: tr(words) for what, words in _EVENTS.items()}
    if column == "overtaken":
        return {change: tr(words) for change, words in assess.OVERTAKEN.items()}
    if column == "model":
        return {"": tr("no model yet"), **_vocabulary(content)["model"]}
    if column == "round":
        return {f"round-{number}": str(number) for number in (1, 2)}
    return _vocabulary(content).get(column, {})


@per_content
def _vocabulary(content: Content) -> Mapping[str, Mapping[str, str]]:
    """By column what the ids in it are called."""
    models: dict[str, str] = {model: content.matrix.models[model].name for model in MODELS}
    items = {asked.item.id: asked.item.name for asked in catalogue.every_item(content)}
    for asked_questions in catalogue.catalogue(content).values():
        items |= {question.item: question.name for question in asked_questions}
    axes: dict[str, str] = {str(key): axis.name for key, axis in content.axes.axes.items()}
    return {
        "model": models,
        "recommended": models,
        "decided": models,
        "was": {**_levels(content), **models},
        "axis": axes,
        "item": {**items, **axes},
        "area": {key: area.name for key, area in content.ownership.areas.items()},
        "flag": {key: flag.name for key, flag in content.vendors.red_flags.items()},
        "part": {step: agenda.title(content, step) for step in agenda.STEPS},
    }


def _levels(content: Content) -> dict[str, str]:
    """What levels and answers are called, by their ids: those that axes share are named alike."""
    answers = {key: answer.name for key, answer in content.setup.answers.items()}
    levels = (axis.levels for axis in content.axes.axes.values())
    return answers | {key: level.name for each in levels for key, level in each.items()}


class Portfolio:
    """The tables of a portfolio, to be asked; see `opened`."""

    def __init__(self, engine: "DuckDBPyConnection", scratch: Path) -> None:
        self._engine = engine
        self._scratch = scratch

    def ask(self, question: Question, span: Span) -> Answer:
        """The answer to a ready question."""
        return self._answer(text(question.name, span), question)

    def query(self, sql: str) -> Answer:
        """The answer to a question in SQL, which reads the tables and nothing else.

        Raises:
            QueryError: it is no single query, or the engine refuses it; in its words.
        """
        self._see_that_it_reads(sql)
        return self._answer(sql, None)

    def parquet(self, sql: str) -> bytes:
        """The answer to a question in SQL as a Parquet file, each column of its own type.

        Raises:
            QueryError: it is no single query, or the engine refuses it.
        """
        self._see_that_it_reads(sql)
        file = self._scratch / "answer.parquet"
        with _in_words():
            self._engine.execute(f"COPY (\n{sql.strip().rstrip(';')}\n) TO '{file}'")
        return file.read_bytes()

    def file_of(self, session: str) -> str:
        """Where a session is; empty where the tables do not tell."""
        asked = self._engine.execute("SELECT file FROM sessions WHERE session = ?", [session])
        row = asked.fetchone()
        return str(row[0]) if row else ""

    def _answer(self, sql: str, question: Question | None) -> Answer:
        with _in_words():
            asked = self._engine.execute(sql)
            names = tuple(str(column[0]) for column in asked.description or ())
            return Answer(names, tuple(map(tuple, asked.fetchall())), question)

    def _see_that_it_reads(self, sql: str) -> None:
        from duckdb import StatementType

        with _in_words():
            statements = self._engine.extract_statements(sql)
        if len(statements) != 1 or statements[0].type != StatementType.SELECT:
            raise QueryError(
                tr("A question is one SELECT. It reads the tables and changes nothing.")
            )


class QueryError(Exception):
    """A question in SQL cannot be asked; in the engine's words, or ours."""


@contextmanager
def _in_words() -> Iterator[None]:
    """See that a fault of the engine is told as one of the question."""
    from duckdb import Error

    try:
        yield
    except Error as error:
        raise QueryError(str(error).strip()) from None


@contextmanager
def opened(into: Path) -> Iterator[Portfolio]:
    """The portfolio in a folder of tables, for as long as it is asked.

    Raises:
        NeedsPortfolio: DuckDB is not installed.
        PortfolioError: the folder holds no tables, or they cannot be read.
        OSError: the folder cannot be read.
    """
    build.need_duckdb()
    import duckdb

    folder = build.tables_folder(into).resolve()
    with TemporaryDirectory(prefix="fouraxis-") as scratch, duckdb.connect() as engine:
        try:
            _fit(engine, folder, scratch)
        except duckdb.Error:
            advice = Message("Build them again: fouraxis portfolio build.")
            raise build.PortfolioError(into, Message("its tables cannot be read"), advice) from None
        yield Portfolio(engine, Path(scratch))


_SETTINGS: Final[Mapping[str, Any]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "enable_external_access": "false",
    "lock_configuration": "true",
}
"""What shuts the engine in with the tables; the last keeps a query from opening it again."""


def _fit(engine: "DuckDBPyConnection", folder: Path, scratch: str) -> None:
    for table in tables.TABLES:
        every = _quoted(folder / table / "*" / "*.parquet")
        engine.execute(
            f"CREATE VIEW {table} AS FROM read_parquet({every}, hive_partitioning = false)"
        )
    faults = _quoted(folder / "faults" / "*.parquet")
    engine.execute(f"CREATE VIEW faults AS FROM read_parquet({faults})")
    reached = ", ".join(_quoted(f"{each}/") for each in (folder, scratch))
    engine.execute(f"SET allowed_directories = [{reached}]")
    for name, value in _SETTINGS.items():
        engine.execute(f"SET {name} = {value}")


def _quoted(value: object) -> str:
    return "'" + str(value).replace("'", "''") + "'"
