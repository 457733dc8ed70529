"""What commands print: all of it passes here."""

import os
import sys
from typing import Final, NoReturn

from fouraxis.workshop.text import showable

_LONGEST: Final = 500


def show(text: str) -> None:
    """Print text for people: nothing in it is obeyed by a terminal."""
    write(showable(text) + "\n")


def write(text: str) -> None:
    """Print text as it is: for formats that have their own escaping."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        leave_quietly()


def complain(text: str) -> None:
    """Print a line or two on what is at fault to standard error."""
    print("\n".join(map(_short, showable(text).split("\n"))), file=sys.stderr)


def _short(line: str) -> str:
    """The line without the middle of what is far too long: a value of 5,000 characters."""
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST // 2]} … {line[-_LONGEST // 2 :]}"


def leave_quietly() -> NoReturn:
    """The reader of our output went away (`| head`): nothing is at fault, nothing is said."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(0)
