"""The folder of sessions: listed at once, without parsing a file; and what can be done with them.

This module loads no more than it must: the start screen stands on it. Whatever reads or writes a
session loads the rest when it is called.
"""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fouraxis.content.language import Message
from fouraxis.disk.system import DISK, SUFFIX, Disk, file_name, new_id, same_name
from fouraxis.store.entries import Entry, entry_of, without_copies
from fouraxis.store.faults import ChangedOutside, FolderError, StoreError, reason

if TYPE_CHECKING:
    from fouraxis.content.models import Content
    from fouraxis.workshop.session import Session


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
            FolderError: the title does not fit, it is open elsewhere, or cannot be written.
            SessionFileError: the file cannot be opened.
        """
        from pydantic import ValidationError

        from fouraxis.store.delivery import save
        from fouraxis.store.read import read
        from fouraxis.workshop.seal import standing
        from fouraxis.workshop.session import Session

        path = self._inside(path, self.path)
        self._refuse_if_open(path)
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
            FolderError: it is open elsewhere, or cannot be moved.
        """
        path = self._inside(path, self.path)
        self._refuse_if_open(path)
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

    def _refuse_if_open(self, path: Path) -> None:
        """Leave a file where it is while somebody else works in it.

        They would save it there once more, and from then on there were two of it.

        Raises:
            FolderError: it is open elsewhere.
        """
        from fouraxis.store.session_file import Lock, LockedBy

        holder = Lock(path, self._disk).holder()
        if holder is not None:
            raise FolderError(path, LockedBy(path, holder).what, Message("Close it there first."))

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
