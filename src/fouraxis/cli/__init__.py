"""The command line: every command in its own module, imported when it is called."""

import sys

from fouraxis import __version__
from fouraxis.cli.page import VERSION, help_page


def main() -> None:
    """Run the `fouraxis` command and leave with its exit status.

    0: done. 1: a file or its content is at fault. 2: wrong use. The two questions that scripts and
    packagers ask most, `--version` and `--help`, are answered before even click is imported; and
    before that, whoever opens Home sees that it was heard.
    """
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
