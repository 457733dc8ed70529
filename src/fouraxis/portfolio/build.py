"""Building the tables of a portfolio from session files: in processes, and only what changed.

A build is there whole or not at all. It makes a folder of its own (`0007`) beside the one before,
in which months that nobody touched are the same files, and `portfolio.json` names the one that
holds: that file changes last, in one step. A file at fault is a row of the table `faults`.
"""

import csv
import gc
import hashlib
import hmac
import json
import os
import re
import secrets
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, NamedTuple

from fouraxis import __version__
from fouraxis.content.language import Message, speak, tr
from fouraxis.content.load import load, shipped
from fouraxis.disk import atomic, system
from fouraxis.portfolio.tables import FAULTS, KEYS, LISTED, TABLES, Columns, Row, milestone, rows
from fouraxis.report.clean import clean
from fouraxis.store.faults import SessionFileError, StoreError, reason
from fouraxis.store.folder import TRASH
from fouraxis.store.read import read
from fouraxis.store.session_file import Lock, LockedBy
from fouraxis.store.state import StateFolder, resolved

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from fouraxis.workshop.session import Session

MANIFEST: Final = "portfolio.json"
"""The file that names the folder of tables that holds."""

CURRENT: Final = "current"
"""A link to that folder, where the system has links: for whoever reads the Parquet directly."""

_LAYOUT: Final = 3
_INDEX: Final = "files.json"
_FEW: Final = 48
"""So many files are read here: starting processes takes longer."""

_CHUNK: Final = 24
_FRESH: Final = 2_000_000_000
"""A file that changed so many nanoseconds before it was read may have changed again since."""

_SELDOM: Final = 500_000
_MEMORY: Final = "600MB"
_KEPT: Final = 2

Progress = Callable[[float], None]


class NeedsPortfolio(Exception):
    """The extra `portfolio` is not installed; worded where it is shown."""

    def __str__(self) -> str:
        return tr("The portfolio needs DuckDB. Install it: pip install 'fouraxis[portfolio]'")


class PortfolioError(StoreError):
    """Something is wrong with a folder of tables; what was there before is untouched."""


class Source(NamedTuple):
    """A session file as it was read: what tells whether it changed, and what it is.

    `below` is the folder that it lies in, seen from the one that was named; `reason` is why it is
    at fault. Without a `session` nothing of it is in the tables.
    """

    path: str
    size: int
    time: int
    digest: str
    read: int
    below: str
    session: str = ""
    organisation: str = ""
    unit: str = ""
    date: str = ""
    milestone: str = ""
    reason: str = ""

    @property
    def month(self) -> str:
        """The month that its rows are kept under."""
        return self.date[:7]


class Candidate(NamedTuple):
    """A file that may be a session; `size` below 0 where the system does not let it be read."""

    path: str
    below: str
    size: int
    time: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class How:
    """How a portfolio is built: the content to read under, without names, in so many processes."""

    screens: Path | None = None
    clean: bool = False
    jobs: int = field(default_factory=lambda: min(os.cpu_count() or 1, 8))


class Built(NamedTuple):
    """What a build did: the folder of its tables, and how many files were what."""

    folder: Path
    sessions: int
    read: int
    unchanged: int
    faults: int


def need_duckdb() -> None:
    """See that DuckDB is installed.

    Raises:
        NeedsPortfolio: it is not.
    """
    if not find_spec("duckdb"):
        raise NeedsPortfolio


def build(
    folders: Sequence[Path], into: Path, how: How | None = None, progress: Progress | None = None
) -> Built:
    """Build the tables of all session files in these folders and below.

    Raises:
        NeedsPortfolio: DuckDB is not installed.
        PortfolioError: another build is at work there, or the folder is something else.
        OSError: a folder cannot be read or written.
    """
    need_duckdb()
    how, progress = how or How(), progress or (lambda _: None)
    _see_that_it_is_ours(into)
    into.mkdir(parents=True, exist_ok=True)
    lock = Lock(into / "portfolio")
    try:
        lock.acquire()
    except LockedBy as locked:
        what = Message("is being built by {user}", user=locked.holder.user)
        raise PortfolioError(into, what, Message("Try again when that is done.")) from None
    try:
        return _Build(folders, into, how, progress).done()
    finally:
        lock.release()


def _see_that_it_is_ours(into: Path) -> None:
    """See that nothing else is kept in the folder."""
    if into.is_dir() and not (into / MANIFEST).exists():
        others = [each for each in into.iterdir() if not each.name.startswith(".")]
        if any(not _is_generation(each) for each in others if each.name != CURRENT):
            advice = Message("Name a folder of its own for the tables.")
            raise PortfolioError(into, Message("holds something else already"), advice)


def _is_generation(path: Path) -> bool:
    return bool(re.fullmatch(r"\d{4,}", path.name)) and path.is_dir()


def manifest(into: Path) -> dict[str, Any]:
    """What stands in the manifest of a folder of tables; nothing where there is none.

    Raises:
        OSError: it cannot be read.
    """
    try:
        whole = json.loads((into / MANIFEST).read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return {}
    return whole if isinstance(whole, dict) else {}


def tables_folder(into: Path) -> Path:
    """The folder of the tables that hold.

    Raises:
        PortfolioError: there is none yet.
    """
    name = manifest(into).get("tables", "")
    folder = into / str(name)
    if not name or not folder.is_dir():
        advice = Message("fouraxis portfolio build FOLDER --into {path} makes them.", path=into)
        raise PortfolioError(into, Message("holds no tables of a portfolio"), advice)
    return folder


# -- which files there are


def files(folders: Iterable[Path], leave_out: Path) -> Iterator[Candidate]:
    """Every file that may be a session, in folders and below; each once, in order of paths."""
    seen: set[str] = set()
    for folder in folders:
        for each in sorted(_files(resolved(folder), resolved(leave_out))):
            if each.path not in seen:
                seen.add(each.path)
                yield each


def _files(top: Path, leave_out: Path) -> Iterator[Candidate]:
    if not top.is_dir():
        yield _looked_at(str(top), "")
        return
    waiting = [(str(top), "")]
    while waiting:
        folder, below = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        if entry.name != TRASH and Path(entry.path) != leave_out:
                            deeper = f"{below}/{entry.name}" if below else entry.name
                            waiting.append((entry.path, deeper))
                    elif entry.name.endswith(system.SUFFIX):
                        yield _looked_at(entry.path, below)
        except OSError as error:
            yield Candidate(folder, below, -1, 0, str(reason(error)))


def _looked_at(path: str, below: str) -> Candidate:
    try:
        looks = os.stat(path)  # noqa: PTH116  # a path object for each of 10,000 files takes longer
    except OSError as error:
        return Candidate(path, below, -1, 0, str(reason(error)))
    return Candidate(path, below, looks.st_size, looks.st_mtime_ns)


# -- reading one file, in whichever process


class _Reader:
    """Reads session files and writes their rows as CSV, one file a table for this process."""

    def __init__(self, screens: Path | None, secret: bytes, parts: Path) -> None:
        self._content = load(screens)
        speak(screens)
        self._secret = secret
        self._parts = parts
        self._files: dict[str, IO[str]] = {}
        gc.collect()
        gc.freeze()
        # a session goes as soon as its rows are written: looking for rings among it takes a quarter
        # of the time that reading it does, and finds next to nothing
        gc.set_threshold(_SELDOM, *gc.get_threshold()[1:])

    def read(self, number: int, candidate: Candidate) -> Source:
        """Read a file and write its rows; whatever is wrong with it is a reason, never a stop."""
        now = time.time_ns()
        at_fault = Source(candidate.path, candidate.size, candidate.time, "", now, candidate.below)
        if candidate.size < 0:
            return at_fault._replace(reason=candidate.reason)
        try:
            opened = read(Path(candidate.path))
            source = self._rows(
                number, opened.session, at_fault._replace(digest=opened.stamp.sha256)
            )
        except SessionFileError as error:
            what = tr("cannot be opened") if self._secret else str(error.what)
            return at_fault._replace(reason=what)
        except Exception as error:  # a file that nobody thought of must not stop the others
            why = tr("cannot be worked out ({kind})", kind=type(error).__name__)
            return at_fault._replace(reason=why)
        if aside := len(opened.session.set_aside):
            return source._replace(reason=tr("values set aside: {number}", number=aside))
        return source

    def _rows(self, number: int, session: "Session", source: Source) -> Source:
        file, organisation, unit = source.path, session.organisation, source.below
        names = _Names(session.organisation, self._secret) if self._secret else None
        if names:
            session = names.cleaned(session, clean(session, self._content))
            file, organisation, unit = "", session.organisation, names.unit(unit)
        reached = milestone(session)
        for table, many in rows(session, self._content, file).items():
            fit = map(names.row, many) if names else many
            self._table(table).writerows([(number, *row) for row in fit])
        return source._replace(
            session=session.id,
            organisation=organisation,
            unit=unit,
            date=session.created.date().isoformat(),
            milestone=names.text(reached) if names else reached,
        )

    def _table(self, table: str) -> Any:
        if table not in self._files:
            path = self._parts / f"{table}-{os.getpid()}.csv"
            self._files[table] = path.open("a", encoding="utf-8", errors="replace", newline="")
        return csv.writer(self._files[table], lineterminator="\n")

    def flush(self) -> None:
        """Bring what was written to the files."""
        for each in self._files.values():
            each.flush()

    def close(self) -> None:
        """Close the files."""
        for each in self._files.values():
            each.close()


class _Names:
    """What stands for clients, units and vendors: the same in every session, and in no reverse.

    Made with a secret that stays on this machine: nobody can try a list of names on them.
    """

    def __init__(self, organisation: str, secret: bytes) -> None:
        self._secret = secret
        self.organisation = self._called(tr("Client"), organisation) if organisation else ""
        short = re.sub(r"\s*[(,;/].*$", "", organisation, flags=re.DOTALL).strip()
        spellings = {organisation.strip(), short, short.partition(" ")[0]}
        wanted = sorted((each for each in spellings if len(each) > 2), key=len, reverse=True)
        any_of = "|".join(map(re.escape, wanted))
        self._pattern = re.compile(rf"(?i)(?<!\w)(?:{any_of})(?!\w)") if wanted else None

    def _called(self, what: str, name: str) -> str:
        plain = " ".join(name.split()).casefold().encode("utf-8", "replace")
        return f"{what} {hmac.new(self._secret, plain, 'sha256').hexdigest()[:6].upper()}"

    def unit(self, unit: str) -> str:
        """What stands for a unit."""
        return self._called(tr("Unit"), unit) if unit else ""

    def cleaned(self, session: "Session", nameless: "Session") -> "Session":
        """The cleaned session with what stands for its client and its vendors everywhere."""
        pairs = zip(nameless.vendors.items(), session.vendors.values(), strict=True)
        vendors = {
            key: vendor.model_copy(update={"name": self._called(tr("Vendor"), real.name)})
            for (key, vendor), real in pairs
        }
        update = {"organisation": self.organisation, "title": self.organisation, "vendors": vendors}
        return nameless.model_copy(update=update)

    def row(self, row: Row) -> Row:
        """A row without the client's name in any text."""
        if self._pattern is None:
            return row
        return tuple(self.text(cell) if isinstance(cell, str) else cell for cell in row)

    def text(self, text: str) -> str:
        """A text without the client's name."""
        return self._pattern.sub(self.organisation, text) if self._pattern else text


_readers: list[_Reader] = []
"""The reader of this process."""


def _begin(screens: Path | None, secret: bytes, parts: Path) -> None:
    _readers[:] = [_Reader(screens, secret, parts)]


def _read_some(some: Sequence[tuple[int, Candidate]]) -> list[Source]:
    (reader,) = _readers
    sources = [reader.read(number, candidate) for number, candidate in some]
    reader.flush()
    return sources


def _read_here(
    some: Sequence[tuple[int, Candidate]], beginning: tuple[Path | None, bytes, Path]
) -> list[Source]:
    """Read in this process, which speaks English again and holds nothing back afterwards."""
    before = gc.get_threshold()
    _begin(*beginning)
    try:
        return _read_some(some)
    finally:
        _readers.pop().close()
        gc.unfreeze()
        gc.set_threshold(*before)
        speak(None)


# -- the build


class _Build:
    """One build, from the folders to the manifest."""

    def __init__(self, folders: Sequence[Path], into: Path, how: How, progress: Progress) -> None:
        self._folders, self._into, self._how, self._progress = folders, into, how, progress
        before = manifest(into)
        name = str(before.get("tables", ""))
        self._before = into / name if name and (into / name).is_dir() else None
        numbers = [int(each.name) for each in into.iterdir() if _is_generation(each)]
        self._name = f"{max(numbers, default=0) + 1:04}"
        self._next = into / f".next-{os.getpid()}-{secrets.token_hex(3)}"
        self._state = StateFolder().place("portfolio", into)
        self._secret = self._own_secret() if how.clean else b""
        self._mark = _mark(how)
        self._old: dict[str, Source] = {}
        if self._before and before.get("mark") == self._mark:
            self._old = _index(self._index(self._before.name))
        if not self._old:
            self._before = None

    def done(self) -> Built:
        """Build, and say what was done."""
        for leftover in self._into.glob(".next-*"):
            shutil.rmtree(leftover, ignore_errors=True)
        parts = self._next / "parts"
        parts.mkdir(parents=True)
        try:
            return self._build(parts)
        finally:
            shutil.rmtree(self._next, ignore_errors=True)

    def _build(self, parts: Path) -> Built:
        there = list(files(self._folders, self._into))
        sources: dict[str, Source] = {}
        to_read = []
        for number, candidate in enumerate(there):
            same = self._unchanged(candidate)
            if same:
                sources[candidate.path] = same
            else:
                to_read.append((number, candidate))
        fresh = {source.path for source in self._read(to_read, parts, sources)}
        live = _live(sources.values())
        # a copy that counts from now on, since the other one went
        held = {source.path for source in _live(self._old.values()).values()}
        late = [
            (number, candidate)
            for number, candidate in enumerate(there)
            if candidate.path not in fresh and candidate.path not in held and candidate.path in live
        ]
        fresh |= {source.path for source in self._read(late, parts, sources)}
        numbers = {candidate.path: number for number, candidate in enumerate(there)}
        written = _Writing(self._before, self._next, parts)
        written.write(
            new=[(numbers[path], source) for path, source in live.items() if path in fresh],
            gone=[
                source
                for path, source in _live(self._old.values()).items()
                if live.get(path) is not source
            ],
            faults=list(_faults(sources.values(), live, nameless=self._how.clean)),
        )
        self._progress(0.95)
        self._switch(sources)
        reasons = sum(bool(source.reason) for source in sources.values())
        reasons += sum(bool(s.session) for s in sources.values()) - len(live)
        read_now = len(to_read) + len(late)
        return Built(self._into / self._name, len(live), read_now, len(there) - read_now, reasons)

    def _unchanged(self, candidate: Candidate) -> Source | None:
        """What is known of a file from the build before; None where it has to be read."""
        source = self._old.get(candidate.path)
        looks = (candidate.size, candidate.below)
        if source is None or (source.size, source.below) != looks or candidate.size < 0:
            return None
        if source.time == candidate.time and source.time < source.read - _FRESH:
            return source
        try:
            now, data = time.time_ns(), Path(candidate.path).read_bytes()
        except OSError:
            return None
        if hashlib.sha256(data).hexdigest() != source.digest:
            return None
        # the very source where only its time differs: its rows stay as they are
        again = source._replace(time=candidate.time, read=now)
        self._old[candidate.path] = again
        return again

    def _read(
        self, some: list[tuple[int, Candidate]], parts: Path, sources: dict[str, Source]
    ) -> Iterator[Source]:
        for done, source in enumerate(self._in_processes(some, parts), 1):
            sources[source.path] = source
            self._progress(0.7 * done / len(some))
            yield source

    def _in_processes(self, some: list[tuple[int, Candidate]], parts: Path) -> Iterator[Source]:
        beginning = (self._how.screens, self._secret, parts)
        if len(some) <= _FEW or self._how.jobs == 1:
            if some:
                yield from _read_here(some, beginning)
            return
        chunks = [some[at : at + _CHUNK] for at in range(0, len(some), _CHUNK)]
        pool = ProcessPoolExecutor(
            self._how.jobs, get_context("spawn"), initializer=_begin, initargs=beginning
        )
        try:
            for sources in pool.map(_read_some, chunks):
                yield from sources
        finally:
            pool.shutdown(cancel_futures=True)

    def _switch(self, sources: Mapping[str, Source]) -> None:
        """Give the tables their place, and name them as those that hold."""
        shutil.rmtree(self._next / "parts", ignore_errors=True)
        index = self._index(self._name)
        kept = json.dumps([list(source) for source in sources.values()]).encode()
        final = self._into / self._name
        self._next.rename(final)
        index.parent.mkdir(parents=True, exist_ok=True)
        atomic.over(index, [kept], lasting=False)
        whole = {
            "portfolio": _LAYOUT,
            "tables": self._name,
            "built": datetime.now(UTC).isoformat(timespec="seconds"),
            "clean": self._how.clean,
            "mark": self._mark,
        }
        atomic.over(self._into / MANIFEST, [json.dumps(whole, indent=2).encode(), b"\n"])
        self._link()
        generations = sorted(
            filter(_is_generation, self._into.iterdir()), key=lambda p: int(p.name)
        )
        for old in generations[:-_KEPT]:
            shutil.rmtree(old, ignore_errors=True)
            with suppress(OSError):
                self._index(old.name).unlink()

    def _link(self) -> None:
        link = self._into / CURRENT
        with suppress(OSError):
            beside = link.with_name(f".{CURRENT}-{os.getpid()}")
            beside.symlink_to(self._name, target_is_directory=True)
            beside.replace(link)

    def _index(self, name: str) -> Path:
        """Where the files are listed that a build read: apart from tables that go out nameless."""
        if self._how.clean:
            return self._state / f"{name}-{_INDEX}"
        return self._into / name / _INDEX

    def _own_secret(self) -> bytes:
        """The secret that names are hidden with, kept on this machine for the next build."""
        path = StateFolder().ready("portfolio", self._into) / "secret"
        with suppress(OSError):
            if secret := path.read_bytes():
                return secret
        secret = secrets.token_bytes(32)
        atomic.over(path, [secret])
        return secret


def _mark(how: How) -> str:
    """What the rows depend on beside the files: program, content and layout."""
    parts = [__version__, str(_LAYOUT), str(how.clean), repr(TABLES)]
    folder = how.screens or shipped("screens")
    parts += [path.read_text("utf-8", "replace") for path in sorted(folder.glob("*.toml"))]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()


def _index(path: Path) -> dict[str, Source]:
    """The files of a build by path; none where the index is gone or garbled."""
    try:
        return {each[0]: Source(*each) for each in json.loads(path.read_bytes())}
    except (OSError, ValueError, TypeError, IndexError, KeyError):
        return {}


def _live(sources: Iterable[Source]) -> dict[str, Source]:
    """The files that count, by path: of several copies of a session the one changed last."""
    newest: dict[str, Source] = {}
    for source in sources:
        if not source.session:
            continue
        other = newest.get(source.session)
        rank = (source.time, -len(source.path), source.path)
        if other is None or rank > (other.time, -len(other.path), other.path):
            newest[source.session] = source
    return {source.path: source for source in newest.values()}


def _faults(
    sources: Iterable[Source], live: Mapping[str, Source], *, nameless: bool
) -> Iterator[Row]:
    by_session = {source.session: path for path, source in live.items()}
    for number, source in enumerate(sources, 1):
        path = tr("file {number}", number=number) if nameless else source.path
        if source.session and source.path not in live:
            other = tr("another file") if nameless else by_session[source.session]
            yield path, tr("is a copy of the same session as {path}", path=other), True
        elif source.reason:
            yield path, source.reason, not source.session


# -- from CSV to Parquet


class _Writing:
    """Writes the tables of one build."""

    def __init__(self, before: Path | None, into: Path, parts: Path) -> None:
        self._before, self._into, self._parts = before, into, parts

    def write(self, new: list[tuple[int, Source]], gone: list[Source], faults: list[Row]) -> None:
        """Write every table: the months that changed anew, the others as they are."""
        import duckdb

        keys = [
            (n, s.session, s.organisation, s.unit, s.date, s.month, s.milestone) for n, s in new
        ]
        _written(self._parts / "keys.csv", keys)
        _written(self._parts / "gone.csv", [(source.session,) for source in gone])
        _written(self._parts / "faults.csv", faults)
        touched = {source.month for source in gone} | {source.month for _, source in new}
        with duckdb.connect() as engine:
            engine.execute(f"SET memory_limit = '{_MEMORY}'")
            engine.execute("SET preserve_insertion_order = false")
            engine.execute(f"SET temp_directory = {_text(self._into / 'parts')}")
            keys_read = _read_csv([self._parts / "keys.csv"], {"n": "BIGINT", **KEYS})
            engine.execute(f"CREATE TABLE keys AS FROM {keys_read}")
            gone_read = _read_csv([self._parts / "gone.csv"], {"session": "VARCHAR"})
            engine.execute(f"CREATE TABLE gone AS FROM {gone_read}")
            for table, columns in TABLES.items():
                self._table(engine, table, columns, touched)
            target = self._into / "faults"
            target.mkdir()
            said = _read_csv([self._parts / "faults.csv"], FAULTS)
            engine.execute(f"COPY (FROM {said}) TO {_text(target / 'faults.parquet')}")

    def _table(
        self, engine: "DuckDBPyConnection", table: str, columns: Columns, touched: set[str]
    ) -> None:
        target, parts = self._into / table, sorted(self._parts.glob(f"{table}-*.csv"))
        months = sorted((self._before / table).glob("month=*")) if self._before else []
        kept = [month for month in months if month.name.removeprefix("month=") not in touched]
        stale = [file for month in months if month not in kept for file in month.glob("*.parquet")]
        selects = []
        if parts:
            selects.append(_joined(table, columns, _read_csv(parts, {"n": "BIGINT", **columns})))
        if stale:
            listed = ", ".join(map(_text, stale))
            old = f"FROM read_parquet([{listed}], hive_partitioning = false)"
            selects.append(f"{old} WHERE session NOT IN (FROM gone)")
        if selects:
            engine.execute(
                f"COPY ({' UNION ALL '.join(selects)}) TO {_text(target)}"
                " (FORMAT parquet, PARTITION_BY (month), WRITE_PARTITION_COLUMNS true)"
            )
        target.mkdir(exist_ok=True)
        for month in kept:
            _same(month, target / month.name)
        if not any(target.glob("month=*/*.parquet")):
            (target / "month=none").mkdir(exist_ok=True)
            nothing = ", ".join(
                f"NULL::{kind} AS {name}" for name, kind in {**KEYS, **columns}.items()
            )
            file = target / "month=none" / "empty.parquet"
            engine.execute(f"COPY (SELECT {nothing} WHERE false) TO {_text(file)}")


def _joined(table: str, columns: Columns, rows_read: str) -> str:
    """The rows of the parts with their keys, ids that are listed together in a row each."""
    chosen = [
        f"coalesce(k.{name}, '') AS {name}" if kind == "VARCHAR" else f"k.{name}"
        for name, kind in KEYS.items()
    ]
    for name, kind in columns.items():
        if LISTED.get(table) == name:
            chosen.append(f"unnest(string_split(t.{name}, ' ')) AS {name}")
        else:
            chosen.append(f"coalesce(t.{name}, '') AS {name}" if kind == "VARCHAR" else f"t.{name}")
    columns_chosen = ", ".join(chosen)
    return f"SELECT {columns_chosen} FROM {rows_read} t JOIN keys k USING (n)"  # noqa: S608  # ours


def _read_csv(paths: Sequence[Path], columns: Columns) -> str:
    listed = ", ".join(map(_text, paths))
    kinds = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
    return (
        f"read_csv([{listed}], columns = {{{kinds}}}, header = false, auto_detect = false,"
        " delim = ',', quote = '\"', escape = '\"', nullstr = '', max_line_size = 16777216)"
    )


def _text(value: object) -> str:
    """A path as a text of SQL."""
    return "'" + str(value).replace("'", "''") + "'"


def _written(path: Path, many: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(many)


def _same(folder: Path, target: Path) -> None:
    """The files of a folder once more: the very same where the disk has links, else copies."""
    target.mkdir()
    for file in folder.iterdir():
        try:
            os.link(file, target / file.name)
        except OSError:
            shutil.copyfile(file, target / file.name)
