"""What commands print: all of it passes here."""

import os
import sys
from typing import NoReturn

from fouraxis.workshop.text import showable


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
    """Print a line on what is at fault to standard error."""
    print(showable(text), file=sys.stderr)


def leave_quietly() -> NoReturn:
    """The reader of our output went away (`| head`): nothing is at fault, nothing is said."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(0)
