"""The folder of sessions: listed at once, without parsing a file; and what can be done with them.

This module loads no more than it must: the start screen stands on it. Whatever reads or writes a
session loads the rest when it is called.
"""

import os
import re
import stat
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from fouraxis.content.language import Message, tr
from fouraxis.disk.system import DISK, SUFFIX, Disk, file_name, new_id, same_name
from fouraxis.store.faults import ChangedOutside, FolderError, StoreError, reason
from fouraxis.store.header import LONG_SIZE, SIZE, header

if TYPE_CHECKING:
    from fouraxis.content.models import Content
    from fouraxis.workshop.session import Session


# A pipe that calls itself a session must not be waited for.
_READING: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Entry(NamedTuple):
    """A session in the list; without a title, its name.

    `note` is what is wrong with its file; so many `copies` of the session are beside it.
    """

    folder: Path
    name: str
    title: str
    organisation: str
    id: str
    modified_ns: int
    note: str = ""
    copies: int = 0

    @property
    def path(self) -> Path:
        """The file."""
        return self.folder / self.name

    @property
    def modified(self) -> datetime | None:
        """When the file was changed last; None where that cannot be told."""
        return datetime.fromtimestamp(self.modified_ns / 1e9, UTC) if self.modified_ns else None

    @property
    def changed(self) -> str:
        """The same to the minute, by this machine's clock; empty where it cannot be told."""
        return f"{self.modified.astimezone():%Y-%m-%d %H:%M}" if self.modified else ""


def entry_of(folder: Path, name: str, path: str) -> Entry | None:
    """What the first bytes of a file say; None if it is no file, or went away this moment."""
    stem, modified = name.removesuffix(SUFFIX), 0
    try:
        file = os.open(path, _READING)
        try:
            looks = os.fstat(file)
            if not stat.S_ISREG(looks.st_mode):
                return None
            modified = looks.st_mtime_ns
            data = os.read(file, SIZE)
            head = header(data)
            if head.note and len(data) == SIZE:
                head = header(data + os.read(file, LONG_SIZE))
        finally:
            os.close(file)
    except FileNotFoundError:
        return None
    except OSError as error:
        note = tr("cannot be read: {why}", why=reason(error))
        return Entry(folder, name, stem, "", "", modified, note)
    title = head.title or stem
    return Entry(folder, name, title, head.organisation, head.id, modified, head.note)


_WORKLOAD: Final = re.compile(rb"""^\[workloads\.(?:"[^"\n]*"|[^."\]\n]+)(\.decision)?\]""", re.M)
_ACTION: Final = re.compile(rb"""^\[actions\.[^\n]*\]\r?\n((?:[^\[\n][^\n]*\n?)*)""", re.M)
_CONCLUDED: Final = re.compile(rb"""^state = "(?:done|dropped)\"""", re.M)


class Count(NamedTuple):
    """How many workloads a session has, how many are decided, how many actions somebody took on."""

    workloads: int
    decided: int
    actions: int = 0


def count(path: Path, disk: Disk = DISK) -> Count | None:
    """What a session file holds, counted without reading it closer; None where it cannot be."""
    try:
        data = disk.read(path, COUNTED)
    except OSError:
        return None
    tables = _WORKLOAD.findall(data)
    decided = sum(bool(decision) for decision in tables)
    kept = sum(not _CONCLUDED.search(action) for action in _ACTION.findall(data))
    return Count(len(tables) - decided, decided, kept)


COUNTED: Final = 4 * 1024 * 1024
"""The largest file that is counted, in bytes: it holds a thousand workloads."""


def _siblings(folder: Path, id_: str) -> list[Entry]:
    """The files of a folder that are of this session."""
    if not id_:
        return []
    try:
        names = os.listdir(folder)  # noqa: PTH208  # names are wanted, not paths
    except OSError:
        return []
    entries = (
        entry_of(folder, name, str(folder / name))
        for name in sorted(names)
        if name.endswith(SUFFIX) and not name.startswith(".")
    )
    return [entry for entry in entries if entry is not None and entry.id == id_]


def _original(entries: Iterable[Entry]) -> Entry:
    """Whose copies the other files of one session are: whoever copies makes a name longer."""
    return min(entries, key=lambda entry: (len(entry.name), entry.name))


def others(path: Path) -> tuple[Entry, ...]:
    """The other files beside this one that are of the same session."""
    own = entry_of(path.parent, path.name, str(path))
    siblings = _siblings(path.parent, own.id) if own is not None else []
    return tuple(entry for entry in siblings if entry.name != path.name)


def copies(path: Path) -> tuple[Entry, ...]:
    """The copies beside a session file: the same session by its id, whatever their names are.

    None of a file that is a copy itself: what is merged goes into the original.
    """
    own = entry_of(path.parent, path.name, str(path))
    siblings = _siblings(path.parent, own.id) if own is not None else []
    if not siblings or _original(siblings).name != path.name:
        return ()
    return tuple(entry for entry in siblings if entry.name != path.name)


def without_copies(entries: Iterable[Entry]) -> list[Entry]:
    """The sessions alone: of the files of one session the original, which knows of its copies."""
    sessions: dict[str, list[Entry]] = {}
    for number, entry in enumerate(entries):
        sessions.setdefault(entry.id or f"\0{number}", []).append(entry)
    return [
        _original(files)._replace(copies=len(files) - 1) if len(files) > 1 else files[0]
        for files in sessions.values()
    ]


def start(folder: "SessionsFolder", title: str, content: "Content") -> Path:
    """A new session in a folder.

    Raises:
        EditError: the title is too long.
        FolderError: the folder cannot be written.
    """
    from fouraxis.workshop.drift import stamped
    from fouraxis.workshop.edit import new_session

    session = new_session(title, new_id(), datetime.now(UTC), content.home.pack)
    return folder.create(stamped(session, content))


def carry_over(folder: "SessionsFolder", path: Path, title: str, content: "Content") -> Path:
    """A new session in a folder, with the answers of the one in a file, not confirmed.

    Raises:
        SessionFileError: the file cannot be opened.
        FolderError: the folder cannot be written, or a newer fouraxis saved the file.
    """
    from fouraxis.store.read import read
    from fouraxis.workshop.carry import carried_on

    opened = read(path)
    if opened.read_only:
        what, advice = Message("is of a newer fouraxis"), Message("Update to carry on from it.")
        raise FolderError(path, what, advice)
    return folder.create(carried_on(opened.session, content, new_id(), datetime.now(UTC), title))


_DATES: Final = (
    r"\d{4}-\d{2}-\d{2}(?:[-_ ]\d{2}-\d{2}(?:-\d{2})?)?|[A-Z][a-z]{2}-\d{1,2}-\d{4,6}-\d{4}"
    r"|\b\d{8}(?:[-T]\d{6})?\b|\b\d{6}\b|(?<=_)\d{8}(?:-\d{6})?|\(\d{1,3}\)|\b\d{1,3}\b(?!\w)"
)
_MARKS: Final = (
    *("conflicted copy", "case clash(?: from| conflict)?"),
    *("case conflict", "sync-conflict", "sfconflict", "conflict(?:ed| from)?", "(?:another )?copy"),
    *("(?:in konflikt stehende |konflikt)?kopie(?: von)?", "konflikt"),
    *("copie (?:en conflit|conflictuelle)(?: de)?", "en conflit", "conflit", "copie(?: de)?"),
    *("copia (?:en conflicto|conflictiva)(?: de)?", "copia in conflitto(?: di)?", "copia"),
    *("cópia (?:em conflito|conflitante)(?: de)?", "cópia", "kopia w konflikcie(?: użytkownika)?"),
    *("konflikt kopii", "kopia i konflikt", "konfliktkopia", "kopia", "conflict-kopie(?: van)?"),
    *("conflicterende kopie(?: van)?", "konfliktkopi(?: av)?", "kopi"),
    *("конфликтующая копия(?: с)?", "копия", "の競合コピー", "競合コピー", "のコピー"),
    *("的冲突副本", "冲突副本", "的冲突拷贝", "的衝突複本", "副本", "의 충돌된 사본"),
)
"""What programs that make copies call them, in the languages that they speak."""


def whose(copy: str, original: str) -> str:
    """Whose copy it is, as far as the name of a copy tells: a person, a device; mostly nothing.

    Sync tools put a name, a date and "conflicted copy" behind the original's name, in the language
    of whoever made the copy. Whether it is a copy shows only in its session id.
    """
    rest = copy.removesuffix(SUFFIX).removeprefix(original.removesuffix(SUFFIX))
    if len(rest) == len(copy.removesuffix(SUFFIX)):
        return ""
    marks = sorted(_MARKS, key=len, reverse=True)
    rest = re.sub(r"['’]s(?= conflict)", "", re.sub(_DATES, " ", rest))
    words = "|".join(rf"(?<![^\W_]){mark}(?![^\W_])" for mark in marks)
    rest = re.sub(words, " ", rest, flags=re.IGNORECASE)
    rest = re.sub(r"の競合コピー|的冲突副本|的冲突拷贝|的衝突複本|의 충돌된 사본", " ", rest)
    return " ".join(rest.split()).strip("()[]{}._- ~'’")


VARIABLE: Final = "FOURAXIS_SESSIONS"
TRASH: Final = "trash"


def sessions_folder(option: Path | None = None) -> Path:
    """Where sessions live: the option, else FOURAXIS_SESSIONS, else the user's documents."""
    if option is not None:
        return option
    if named := os.environ.get(VARIABLE):
        return Path(named).expanduser()
    from platformdirs import user_documents_path

    return user_documents_path() / "fouraxis"


def _is_file(file: os.DirEntry[str]) -> bool:
    """Whether there is a file to be opened: a link that cannot be followed says why in its row."""
    try:
        return file.is_file()
    except OSError:
        return True


class SessionsFolder:
    """The sessions in a folder; one that does not exist yet is empty.

    Args:
        path: the folder.
        disk: what carries out each step of writing.
    """

    def __init__(self, path: Path, disk: Disk = DISK) -> None:
        self.path = path
        self.trash_path = path / TRASH
        self._disk = disk

    def entries(self) -> list[Entry]:
        """The sessions, the one changed last first; files at fault have a note.

        Conflict copies of a session beside it are none of their own: `copies` has them.

        Raises:
            FolderError: the folder cannot be listed.
        """
        entries: list[Entry] = []
        try:
            with os.scandir(self.path) as files:
                for file in files:
                    name = file.name
                    if not name.endswith(SUFFIX) or name.startswith(".") or not _is_file(file):
                        continue
                    if (entry := entry_of(self.path, name, file.path)) is not None:
                        entries.append(entry)
        except FileNotFoundError:
            return []
        except OSError as error:
            raise self._fault(
                self.path, Message("cannot be listed: {why}", why=reason(error))
            ) from None
        return sorted(without_copies(entries), key=lambda entry: (-entry.modified_ns, entry.name))

    def create(self, session: "Session") -> Path:
        """Save a new session under a name made of its title.

        Raises:
            FolderError: the folder cannot be made or written.
        """
        from fouraxis.store.delivery import save

        try:
            self._disk.make_folder(self.path)
            taken = self._names(self.path)
            while True:
                path = self.path / file_name(session.title, taken)
                try:
                    save(session, path, None, self._disk)
                except ChangedOutside:  # somebody took the name in this moment
                    taken.append(path.name)
                else:
                    return path
        except OSError as error:
            what = Message("cannot be written: {why}", why=reason(error))
            raise self._fault(self.path, what) from None
        except StoreError as error:
            what = Message("cannot be written: {why}", why=error.what)
            raise self._fault(self.path, what) from None

    def rename(self, path: Path, title: str) -> Path:
        """Give a session another title, and its file the name that goes with it.

        Raises:
            FolderError: the title does not fit, or the file cannot be written.
            SessionFileError: the file cannot be opened.
        """
        from pydantic import ValidationError

        from fouraxis.store.delivery import save
        from fouraxis.store.read import read
        from fouraxis.workshop.seal import standing
        from fouraxis.workshop.session import Session

        path = self._inside(path, self.path)
        opened = read(path, self._disk)
        if opened.read_only:
            raise FolderError(
                path, Message("is of a newer fouraxis"), Message("Update to rename it.")
            )
        if (seal := standing(opened.session)) is not None:
            raise FolderError(path, seal, Message("Unseal it to rename it."))
        try:
            checked = Session(id="", title=title, created=opened.session.created).title
        except ValidationError:
            checked = ""
        if not checked:
            what = Message("needs a title of 1 to 5,000 characters")
            raise FolderError(path, what, Message("Choose another."))
        renamed = opened.session.model_copy(update={"title": checked})
        try:
            save(renamed, path, opened.stamp, self._disk)
        except StoreError as error:
            what = Message("cannot be renamed: {why}", why=error.what)
            raise FolderError(path, what, error.advice) from None
        others = [name for name in self._names(self.path) if name != path.name]
        name = file_name(checked, others)
        return path if name == path.name else self._move(path, self.path, name, others)

    def duplicate(self, path: Path) -> Path:
        """Save a copy of a session as a session of its own, with "(copy)" behind its title.

        Nobody has signed off on the copy, whether the session is sealed or not.

        Raises:
            FolderError: the folder cannot be written.
            SessionFileError: the file cannot be opened.
        """
        from fouraxis.store.read import read
        from fouraxis.workshop.edit import copied
        from fouraxis.workshop.seal import unsigned

        opened = read(self._inside(path, self.path), self._disk)
        if opened.read_only:
            raise FolderError(
                path, Message("is of a newer fouraxis"), Message("Update to copy it.")
            )
        title = copied(opened.session.title)
        copy = unsigned(opened.session)
        return self.create(copy.model_copy(update={"id": new_id(), "title": title}))

    def trash(self, path: Path) -> Path:
        """Move a session into the folder `trash` beside it; it is never deleted.

        Raises:
            FolderError: it cannot be moved.
        """
        path = self._inside(path, self.path)
        try:
            self._disk.make_folder(self.trash_path)
        except OSError as error:
            what = Message("cannot be made: {why}", why=reason(error))
            raise self._fault(self.trash_path, what) from None
        return self._move(path, self.trash_path, path.name, self._names(self.trash_path))

    def restore(self, trashed: Path) -> Path:
        """Move a session back from the trash.

        Raises:
            FolderError: it cannot be moved.
        """
        trashed = self._inside(trashed, self.trash_path)
        return self._move(trashed, self.path, trashed.name, self._names(self.path))

    def _names(self, folder: Path) -> list[str]:
        try:
            return os.listdir(folder)  # noqa: PTH208  # names are wanted, not paths
        except FileNotFoundError:
            return []
        except OSError as error:
            raise self._fault(
                folder, Message("cannot be listed: {why}", why=reason(error))
            ) from None

    def _move(self, path: Path, folder: Path, name: str, taken: list[str]) -> Path:
        """Move a file to the folder under this name, or one like it that is free there."""
        while True:
            if same_name(name) in map(same_name, taken):
                name = file_name(name.removesuffix(SUFFIX), taken)
            target = folder / name
            try:
                if same_name(target.name) == same_name(path.name) and folder == path.parent:
                    self._disk.replace(
                        path, target
                    )  # only its case differs: no other file is there
                else:
                    self._disk.move(path, target)
                self._disk.sync_folder(folder)
            except FileExistsError:
                taken = [*taken, target.name]
            except OSError as error:
                what = Message("cannot be moved: {why}", why=reason(error))
                raise self._fault(path, what) from None
            else:
                return target

    def _inside(self, path: Path, folder: Path) -> Path:
        """The path of a session of this folder, and of no other place.

        Raises:
            FolderError: the path leaves the folder, or is no session's.
        """
        inside = folder / path
        try:
            leaves = inside.parent.resolve() != folder.resolve()
        except (OSError, RuntimeError, ValueError):
            leaves = True
        if leaves or inside.name.startswith(".") or inside.suffix != SUFFIX:
            advice = Message("It must be in {folder}.", folder=folder)
            raise FolderError(path, Message("is not a session of this folder"), advice)
        return inside

    def _fault(self, path: Path, what: Message) -> FolderError:
        return FolderError(path, what, Message("Choose another folder with --sessions."))
