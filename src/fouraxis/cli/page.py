"""The help page and the list of commands: plain text, so that showing it imports nothing."""

from typing import Final, NamedTuple

VERSION: Final = "fouraxis {version}"


class Command(NamedTuple):
    """A command of the program: the module that has it, and one line on what it does."""

    module: str
    does: str


COMMANDS: Final[dict[str, Command]] = {
    "new": Command("main", "start a new session, with a title if you like"),
    "sample": Command("main", "open a copy of an example (--list names them)"),
    "summary": Command("show", "print a session's summary: table, markdown, csv or json"),
    "agenda": Command("show", "print how long the workshop takes, part by part"),
    "notes": Command("show", "follow a session in a second terminal, for the facilitator"),
    "actions": Command("show", "print what is to be done next: table, csv, ics or json"),
    "report": Command("report", "write a report: docx, html, xlsx, pictures and more"),
    "recommend": Command("show", "recommend an engagement model for one placement"),
    "matrix": Command("show", "print all 27 cells of the matrix, with what each rests on"),
    "ask": Command("interview", "ask the questions as plain lines, for screen readers and pipes"),
    "answer": Command("answer", "set one answer in a session file"),
    "check": Command("files", "validate session files"),
    "recover": Command("files", "list a session's backups and journal, and restore one"),
    "diff": Command("show", "say which answers differ between two session files"),
    "compare": Command("show", "say what was decided and done between two sessions"),
    "milestone": Command("files", "name what a session has reached, to compare with later"),
    "merge": Command("files", "merge two session files answer by answer (a git merge driver)"),
    "git-setup": Command("files", "have git merge the sessions of a folder answer by answer"),
    "seal": Command("files", "sign off: nothing in a session is changed any more"),
    "unseal": Command("files", "open a sealed session again, with a reason that stays"),
    "keys": Command("show", "print what every key does, and how to change it"),
    "vendor-form": Command("vendor", "write a form for a vendor to fill: xlsx, docx or md"),
    "vendor-import": Command("vendor", "read a filled form back, as claimed by the vendor"),
    "list": Command("show", "list the sessions of a folder"),
    "portfolio": Command("portfolio", "many sessions as tables: build, show, query"),
    "content": Command("own_content", "copy, check, compare your own content: init, check, diff"),
}
"""By name, in the order in which the help page shows them."""

_PAGE: Final = """\
Usage: fouraxis [OPTIONS] [FILE | COMMAND [ARGUMENTS]]

  Run the AI outsourcing decision as a live workshop, in a terminal, offline.

  fouraxis       open Home: new, resume, sample
  fouraxis FILE  open a session where it was left
                 (a file that is named like a command: ./FILE)

Commands (each has its own --help):
{commands}

Options:
  --screens FOLDER   use the content in this folder (or set FOURAXIS_SCREENS);
                     de, where no folder has that name: the content in German.
                     The screens, report, summary, actions, agenda, recommend
                     and matrix then speak its language; all else is English
  --sessions FOLDER  where sessions are kept (or set FOURAXIS_SESSIONS)
  --version          show the version
  --help             show this page

Exit status: 0 done, 1 a file or its content is at fault, 2 wrong use.

Completion by Tab, for bash (zsh and fish alike):
  eval "$(_FOURAXIS_COMPLETE=bash_source fouraxis)"\
"""


def help_page() -> str:
    """What `fouraxis --help` shows."""
    commands = "\n".join(f"  {name:<14}{command.does}" for name, command in COMMANDS.items())
    return _PAGE.format(commands=commands)
