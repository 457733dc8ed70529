"""The help page and the list of commands: plain text, so that showing it imports nothing.

Not even `typing`, which takes as long as Python itself.
"""

VERSION = "fouraxis {version}"

COMMANDS = {
    "new": ("main", "start a new session, with a title if you like"),
    "sample": ("main", "open a copy of an example (--list names them)"),
    "summary": ("show", "print a session's summary: table, markdown, csv or json"),
    "agenda": ("show", "print how long the workshop takes, part by part"),
    "notes": ("show", "follow a session in a second terminal, for the facilitator"),
    "actions": ("show", "print what is to be done next: table, csv, ics or json"),
    "report": ("report", "write a report: docx, html, xlsx, pictures and more"),
    "recommend": ("reference", "recommend an engagement model for one placement"),
    "matrix": ("reference", "print all 27 cells of the matrix, with what each rests on"),
    "ask": ("ask", "ask the questions as plain lines, for screen readers and pipes"),
    "answer": ("answer", "set one answer in a session file"),
    "check": ("files", "validate session files"),
    "recover": ("files", "list a session's backups and journal, and restore one"),
    "diff": ("show", "say which answers differ between two session files"),
    "compare": ("show", "say what was decided and done between two sessions"),
    "milestone": ("files", "name what a session has reached, to compare with later"),
    "merge": ("merge", "merge two session files answer by answer (a git merge driver)"),
    "git-setup": ("merge", "have git merge the sessions of a folder answer by answer"),
    "seal": ("files", "sign off: nothing in a session is changed any more"),
    "unseal": ("files", "open a sealed session again, with a reason that stays"),
    "keys": ("reference", "print what every key does, and how to change it"),
    "vendor-form": ("vendor", "write a form for a vendor to fill: xlsx, docx or md"),
    "vendor-import": ("vendor", "read a filled form back, as claimed by the vendor"),
    "list": ("show", "list the sessions of a folder"),
    "portfolio": ("portfolio", "many sessions as tables: build, show, query"),
    "content": ("own_content", "copy, check, compare your own content: init, check, diff"),
}
"""By name the module that has a command, and what it does in one line; as the help page lists them.
"""

_PAGE = """\
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
    commands = "\n".join(f"  {name:<14}{does}" for name, (_, does) in COMMANDS.items())
    return _PAGE.format(commands=commands)
