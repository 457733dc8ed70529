"""Opening a session: an existing file, a new one, or a copy of an example."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from fouraxis.content.folder import shipped
from fouraxis.content.models import Content
from fouraxis.store.file import Opened, read
from fouraxis.store.folder import SessionsFolder
from fouraxis.workshop.edit import new_session
from fouraxis.workshop.session import Session
from fouraxis.workshop.wording import stamped


def existing(path: Path) -> Opened:
    """The session in a file.

    Raises:
        SessionFileError: The file is no session.
    """
    return read(path)


def new(folder: SessionsFolder, title: str, words: Content) -> Opened:
    """A new, empty session, written to the folder at once.

    Raises:
        FolderError: The folder cannot be written.
    """
    pack = words.home.pack
    session = new_session(title or "New workshop", str(uuid4()), datetime.now(UTC), pack)
    return read(folder.create(stamped(session, words)))


def sample(folder: SessionsFolder, name: str) -> Opened:
    """A copy of an example, written to the folder as a session of its own.

    Raises:
        FolderError: The folder cannot be written.
        SessionFileError: The example is damaged.
    """
    example: Session = read(shipped("sessions") / f"{name}.toml").session
    copy = example.model_copy(update={"id": str(uuid4())})
    return read(folder.create(copy))


def samples() -> dict[str, str]:
    """The examples: name of the file, and title."""
    return {entry.path.stem: entry.title for entry in SessionsFolder(shipped("sessions")).entries()}
