"""Opening a session: an existing file, a new one, or a copy of an example."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from fouraxis.content.folder import shipped
from fouraxis.content.language import tr
from fouraxis.content.models import Content
from fouraxis.store.backups import Backups
from fouraxis.store.copies import copies
from fouraxis.store.faults import SessionFileError
from fouraxis.store.folder import SessionsFolder
from fouraxis.store.journal import Journal, pending
from fouraxis.store.lock import Lock
from fouraxis.store.names import file_name
from fouraxis.store.open import UnfinishedMerge, open_file
from fouraxis.store.read import Opened, read
from fouraxis.store.save import save
from fouraxis.workshop.edit import new_session
from fouraxis.workshop.session import Session
from fouraxis.workshop.wording import stamped


@dataclass(frozen=True, slots=True)
class Found:
    """A version of the session that goes into it at once: from a journal, or from a copy."""

    session: Session
    label: str
    journal: Journal | None = None
    copy: Path | None = None


@dataclass(frozen=True, slots=True)
class Arrived:
    """A session that is ready for the table, with its lock, or with why it takes no edits."""

    opened: Opened
    lock: Lock | None = None
    read_only: str = ""
    found: tuple[Found, ...] = ()


def existing(path: Path) -> Arrived | None:
    """The session in a file; None where something has to be asked first.

    Raises:
        SessionFileError: The file is no session, and there is nothing to have it back from.
    """
    try:
        opened = open_file(path)
    except UnfinishedMerge:
        return None
    except SessionFileError:
        if path.is_file() and (Backups(path).related() or pending(path) or copies(path)):
            return None
        raise
    if opened.read_only:  # nothing is written, so nobody is in anybody's way
        return Arrived(opened)
    if Lock(path).holder() or pending(path) or copies(path):
        return None
    return held(opened)


def held(opened: Opened) -> Arrived:
    """A session whose lock is taken, whoever had it."""
    lock = Lock(opened.path)
    lock.takeover()
    return Arrived(opened, lock)


def new(folder: SessionsFolder, title: str, words: Content) -> Arrived:
    """A new, empty session, written to the folder at once.

    Raises:
        FolderError: The folder cannot be written.
    """
    pack = words.home.pack
    session = new_session(title or tr("New workshop"), str(uuid4()), datetime.now(UTC), pack)
    return held(read(folder.create(stamped(session, words))))


def sample(folder: SessionsFolder, name: str) -> Arrived:
    """A copy of an example, written to the folder as a session of its own.

    Raises:
        FolderError: The folder cannot be written.
        SessionFileError: The example is damaged.
    """
    example: Session = read(shipped("sessions") / f"{name}.toml").session
    copy = example.model_copy(update={"id": str(uuid4())})
    return held(read(folder.create(copy)))


def copy_of(opened: Opened) -> Arrived:
    """A copy beside the file: still the same session, so that both can be merged later.

    Raises:
        SaveError: It cannot be written there.
    """
    path = opened.path
    title = f"{path.stem}-copy-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    taken = [entry.name for entry in path.parent.iterdir()]
    copy = path.with_name(file_name(title, taken))
    save(opened.session, copy, None)
    return held(read(copy))


def samples() -> dict[str, str]:
    """The examples: name of the file, and title."""
    return {entry.path.stem: entry.title for entry in SessionsFolder(shipped("sessions")).entries()}
