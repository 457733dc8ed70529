"""What colleagues, clients and vendors write is shown as text by the program, and does nothing."""

import re

import pytest

from tests.terminal.driver import Terminal
from tests.terminal.laptop import Laptop
from tests.terminal.page import HOME, on

pytestmark = [pytest.mark.terminal, pytest.mark.long]

BOOM = "BOOM"  # stands behind whatever a terminal would obey
TEXTS = {
    "markup": f"[/{BOOM}] [@click=app.quit]{BOOM}[/] $v {{v}} %s {BOOM}",
    "sequences": f"\x1b]0;{BOOM}\x07\x1b]52;c;{BOOM}\x1b\\"
    f"\x1b[31m\x1b[2J{BOOM}\x9d0;{BOOM}\x9c\x9b31m{BOOM}",
    "scripts": f"{BOOM}日本語の業務 \u202eodnu\u2066 עברית {BOOM}",
    "5,000 characters": BOOM + "x" * 4_992 + BOOM,
}
ALL = " ".join(TEXTS.values())
OBEYED = re.compile("[\x80-\x9f\u202a-\u202e\u2066-\u2069]")
MEANT = re.compile(
    rb"\x1b(?:\[[0-9;:<=>?]*[ $]?[@-~]|[=>78]|\](?:22;(?:text|pointer|default)|0;fouraxis)?\x07)"
)


def toml(text: str) -> str:
    """The text as a string in TOML, which writes what cannot be seen as an escape."""
    plain = re.sub(r'["\\]', lambda found: f"\\{found[0]}", text)
    return '"' + re.sub("[\x00-\x1f\x7f-\x9f]", lambda one: f"\\u{ord(one[0]):04x}", plain) + '"'


def session(text: str) -> str:
    """A session file with this text wherever somebody may write."""
    text = toml(text)
    return f"""\
schema = 1
id = "0198c0de-0000-7000-8000-00000000000f"
title = {text}
organisation = {text}
created = 2026-11-23T09:00:00Z
[pack]
id = "ai-outsourcing"
version = "1.1.0"
[place]
step = "setup"
[participants.ana]
name = {text}
role = "decider"
[workloads.one]
name = {text}
description = {text}
owner = {text}
[workloads.one.axes.sensitivity]
level = "low"
note = {text}
[workloads.one.axes.maturity]
level = "none"
[workloads.one.axes.certainty]
level = "high"
[workloads.one.axes.readiness]
level = "pilot"
[workloads.one.rules.core-logic]
answer = "no"
note = {text}
[workloads.one.ownership.monitoring-and-observability]
owner = {text}
vendor = {text}
note = {text}
[workloads.one.decision]
model = "internal-rnd"
kind = "override"
reason = {text}
by = {text}
at = 2026-11-23T11:40:00Z
[vendors.one]
name = {text}
note = {text}
workloads = ["one"]
[vendors.one.criteria.production-deployments]
mark = "strong"
evidence = {text}
"""


def checked(terminal: Terminal) -> None:
    """Nothing of what was written was obeyed: not by the program, and not by the terminal."""
    assert terminal.status is None, terminal.picture()
    output = bytes(terminal.output)
    assert not [string for string in terminal.emulator.strings if BOOM in string]
    assert not OBEYED.search(output.decode("utf-8", "replace"))
    unknown = re.sub(MEANT, b"", output)
    assert b"\x1b" not in unknown, unknown[max(unknown.find(b"\x1b") - 20, 0) :][:80]


def opened(laptop: Laptop, text: str, size: tuple[int, int] = (120, 36)) -> Terminal:
    """The program with a session that has this text everywhere."""
    path = laptop.sessions / "nasty.toml"
    path.write_text(session(text), "utf-8")
    terminal = laptop.start(path, size=size)
    terminal.wait_for(on("Setup"))
    return terminal


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_every_screen_shows_it_as_text(laptop: Laptop, text: str) -> None:
    terminal = opened(laptop, text)
    terminal.wait_for(BOOM)
    for step in ("Workloads", "Axes", "Rules", "Vendors", "After launch", "Summary"):
        terminal.press("g").wait_for("Go to")
        terminal.type(step).wait_for(rf"│ +{step} ")
        terminal.press("enter").wait_for(on(step))
        terminal.wait_for(BOOM)
    terminal.press("enter").wait_for("Esc back to the table")
    terminal.press("escape").wait_gone("Esc back to the table")
    terminal.press("d").wait_for("Decide: ")
    terminal.press("escape").wait_gone("Decide: ")
    terminal.press("m").wait_for("Sensitivity by maturity")
    terminal.press("escape").wait_gone("Sensitivity by maturity")
    for step in ("After launch", "Workloads"):  # where the room came from, and up
        terminal.press("escape").wait_for(on(step))
    terminal.press("escape").wait_for(HOME)
    terminal.wait_for(BOOM)
    terminal.press("x").wait_for("To trash")
    checked(terminal)


def test_a_click_on_it_is_a_click_on_text(laptop: Laptop) -> None:
    terminal = opened(laptop, TEXTS["markup"])
    places = terminal.emulator.find(BOOM)
    assert places
    for column, row in places:
        terminal.click(column, row).settle()
        checked(terminal)


def pasted(laptop: Laptop, text: str, shows: str) -> str:
    """What the file holds when somebody has pasted this text into a note."""
    terminal = laptop.start("sample", "half-way")
    terminal.wait_for(on("Axes"))
    terminal.press("n").wait_for("Esc keep and close")
    terminal.paste(text).wait_for(shows)
    terminal.press("escape").wait_gone("Esc keep and close")
    checked(terminal)
    terminal.press("ctrl+q").wait_exit()
    (file,) = laptop.sessions.glob("*.toml")
    return file.read_text("utf-8")


def test_what_is_pasted_is_kept_as_text(laptop: Laptop) -> None:
    kept = pasted(laptop, ALL.replace(TEXTS["sequences"], "\x9d0;\x9c"), shows=f"x{BOOM}")
    for part in (TEXTS["markup"], "日本語の業務", "עברית", "x" * 4_992 + BOOM):
        assert part in kept
    assert not OBEYED.search(re.sub("[\u202e\u2066]", "", kept))


def test_sequences_in_what_is_pasted_are_not_obeyed(laptop: Laptop) -> None:
    """Most terminals take ESC out of what is pasted; this one does not."""
    assert "\x1b" not in pasted(laptop, TEXTS["sequences"], shows=BOOM)


@pytest.mark.parametrize(
    "command",
    [
        ["summary", "FILE"],
        ["summary", "FILE", "--format", "markdown"],
        ["summary", "FILE", "--format", "csv"],
        ["summary", "FILE", "--format", "json"],
        ["check", "FILE"],
        ["list"],
        ["answer", "FILE", "one", "core-logic", "yes", "--note", "NASTY"],
        ["answer", "FILE", "NASTY", "core-logic", "yes"],
        ["answer", "FILE", "one", "core-logic", "NASTY"],
    ],
    ids=" ".join,
)
def test_every_command_prints_it_as_text(laptop: Laptop, command: list[str]) -> None:
    path = laptop.sessions / "nasty.toml"
    path.write_text(session(ALL), "utf-8")
    done = laptop.run(*({"FILE": str(path), "NASTY": ALL}.get(word, word) for word in command))
    said = done.stdout + done.stderr
    assert "\x1b" not in said
    assert not OBEYED.search(said), repr(said)
    assert "Traceback" not in said
