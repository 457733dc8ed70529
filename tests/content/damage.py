"""Damage done to a copy of the content, and what is said about it."""

from dataclasses import dataclass
from pathlib import Path

from fouraxis.content.load import check

Faults = list[tuple[str, str]]
"""Faults as (key, message)."""


def replaced(folder: Path, name: str, old: str, new: str) -> Path:
    """The content file of this name, with a text in it replaced once."""
    path = folder / f"{name}.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path


@dataclass(frozen=True)
class Damage:
    """Replaces a text of a content file once, and tells what is said then."""

    folder: Path

    def __call__(self, name: str, old: str, new: str) -> Faults:
        """The faults of the damaged folder; each names the damaged file."""
        path = replaced(self.folder, name, old, new)
        faults = check(self.folder)
        assert all(fault.file == path for fault in faults)
        return [(fault.key, fault.message) for fault in faults]


def faults_of(folder: Path) -> Faults:
    """What is said about a folder."""
    return [(fault.key, fault.message) for fault in check(folder)]
