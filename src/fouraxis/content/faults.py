"""What can be wrong with a content folder, in words for the person who edits it."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff"  # controls but tab and newline; half characters
    "\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"  # invisible, or turns text around
)
"""Characters that a terminal obeys or does not show: no content text may hold one."""


def visible(text: str) -> str:
    """The text on one line with every hidden character spelled out, fit for a terminal."""
    return HIDDEN.sub(lambda found: f"<U+{ord(found[0]):04X}>", re.sub("[\n\t]", " ", text))


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: in which file, at which key, and what was expected there.

    `key` is a path of dots as in the file, a line where the file is not TOML at all, or empty where
    the fault is the file itself.
    """

    file: Path
    key: str
    message: str

    def __str__(self) -> str:
        return visible(": ".join(part for part in (str(self.file), self.key, self.message) if part))


class ContentError(Exception):
    """The content cannot be used; `faults` says all of why.

    Its text is the first fault and how many more there are: short enough for a status line.
    """

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults)
        self.faults = faults

    def __str__(self) -> str:
        more = len(self.faults) - 1
        return f"{self.faults[0]}" + (f" (and {more} more)" if more else "")
