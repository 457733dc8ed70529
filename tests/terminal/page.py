"""Reading and pointing at the pages of the program: tabs, rows of questions, marks."""

import re
from collections.abc import Callable
from contextlib import suppress

from tests.terminal.driver import NotAsExpected, Terminal

HOME = r"n new workshop"
SAVED = r"✔ saved"
_OPTION = r"(?<=[ ▸]){digit} \S"


def on(tab: str) -> str:
    """A pattern for the page of this tab."""
    return rf"\[{tab}[ \]✓◔]"


def answered(label: str, digit: int) -> str:
    """A pattern for a question that is answered with this digit.

    Where the window is wide, the options of the question in hand stand below all questions, and the
    answers of the others are words.
    """
    return rf"[✓⚑] +{label}\b(?:[^▸\n]*\n?[^▸\n]*▸{digit} |.* {{2}}\S)"


def filled(label: str, text: str) -> str:
    """A pattern for a field that holds this text."""
    return rf"✓ +{label} +{re.escape(text)}"


def saved_screen(terminal: Terminal) -> list[str]:
    """The screen when nothing moves any more and it says that all is saved, without that line."""
    terminal.settle()
    terminal.wait_for(SAVED)
    title, *rest = terminal.emulator.lines
    return [title.partition("✔")[0], *rest]


def row_of(terminal: Terminal, label: str) -> int | None:
    """The row of the screen in which a question stands, if it is in sight."""
    pattern = re.compile(rf"[✓◦?] +{label}(?= |$)")
    lines = terminal.emulator.lines
    return next((row for row, line in enumerate(lines) if pattern.search(line)), None)


def bring_into_sight(terminal: Terminal, label: str) -> int:
    """Turn the wheel until a question is in sight, and return its row."""
    middle = terminal.emulator.columns // 2
    for notches in (1,) * 12 + (-1,) * 24:
        if (row := row_of(terminal, label)) is not None:
            return row
        terminal.scroll(middle, 8, notches)
    raise AssertionError(f"{label} does not come into sight\n{terminal.picture()}")


def point(
    terminal: Terminal,
    place: Callable[[], tuple[int, int] | None],
    shows: str,
    quiet: float = 0.1,
) -> None:
    """Click where something stands when nothing has moved for so long, and again if it did then.

    A page takes its keys in a second frame, and a busy machine may draw that one late.
    """
    for _ in range(3):
        terminal.settle(quiet)
        if (cell := place()) is not None:
            terminal.click(*cell)
        with suppress(NotAsExpected):
            terminal.wait_for(shows, timeout=3)
            return
    terminal.wait_for(shows)


def click(terminal: Terminal, text: str, shows: str, place: int = -1) -> None:
    """Click on a text, the lowest if there are several, and see what comes of it."""
    terminal.wait_for(re.escape(text))
    found = terminal.emulator.find
    point(terminal, lambda: next(iter(found(text)[place:]), None), shows, quiet=0.3)


def click_option(terminal: Terminal, label: str, digit: int, shows: str = "") -> None:
    """Click on the option of this digit in a question's row, and see it chosen, or what it shows.

    In a wide window it stands in the block of the question, in a narrow one beside its meaning.
    """

    def place() -> tuple[int, int] | None:
        row = bring_into_sight(terminal, label)
        for below in (0, 1):  # where the window is narrow, the options stand below the label
            line = terminal.emulator.lines[row + below]
            if option := re.search(_OPTION.format(digit=digit), line):
                return option.end() - 1, row + below
        terminal.click(terminal.emulator.lines[row].index(label) + 1, row)
        terminal.settle(0.2)
        for _ in range(4):  # in the block of the question, which may be longer than its room
            for below, line in enumerate(terminal.emulator.lines):
                if below > row and (option := re.search(rf"(?:▌|^) +[▸(]?{digit} \S", line)):
                    return option.end() - 1, below
            terminal.scroll(terminal.emulator.columns // 2, terminal.emulator.rows - 4, 1)
            terminal.settle(0.2)
        return None

    point(terminal, place, shows or answered(label, digit))


def click_row(terminal: Terminal, label: str) -> None:
    """Click on a question's label, and see the cursor there."""

    def place() -> tuple[int, int]:
        row = bring_into_sight(terminal, label)
        return terminal.emulator.lines[row].index(label) + 1, row

    point(terminal, place, rf"▐ . +{label}")
