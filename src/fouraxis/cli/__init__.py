"""The command line: every command in its own module, imported when it is called."""

import os
import sys

from fouraxis import __version__
from fouraxis.cli.page import VERSION, help_page


def main() -> None:
    """Run the `fouraxis` command and leave with its exit status.

    0: done. 1: a file or its content is at fault. 2: wrong use. The two questions that scripts and
    packagers ask most, `--version` and `--help`, are answered before even click is imported; and
    before that, whoever opens Home sees that it was heard.
    """
    _open_what_is_closed()
    match sys.argv[1:]:
        case ["--version"]:
            print(VERSION.format(version=__version__))
        case ["--help"]:
            print(help_page())
        case arguments:
            if not arguments and sys.stdin.isatty() and sys.stderr.isatty():
                sys.stderr.reconfigure(errors="replace")  # type: ignore[union-attr]
                print("fouraxis: opening Home …", file=sys.stderr, flush=True)
            from fouraxis.cli.main import fouraxis

            fouraxis.main(prog_name="fouraxis")


def _open_what_is_closed() -> None:
    """Have the three standard streams, each under its number, where the caller closed one.

    Else the next file to be opened gets the number, and what is meant for the screen goes into it.
    """
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        if getattr(sys, name) is None:
            nothing = open(os.devnull, mode, encoding="utf-8")  # noqa: PTH123, SIM115
            if nothing.fileno() != number:
                os.dup2(nothing.fileno(), number)
            setattr(sys, name, nothing)
