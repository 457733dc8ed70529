"""What a terminal makes of a program's output: cells on a screen, and answers to questions.

pyte does the cells. It knows no alternate screen and draws the tail of sequences that are newer
than it is, so those are taken out of the stream and seen to here; and it reads a sequence letter by
letter, so colours and places, which are most of what is written, are read here, too.
"""

import codecs
import re
from typing import Any

import pyte

_SPECIAL = re.compile(
    r"\x1b\[(?P<mark>[<=>?]?)(?P<numbers>[\d;]*)(?P<between>\$?)(?P<final>[cnpqtuhlmH])"
    r"|\x1b(?P<string>[\]PX^_].*?)(?:\x07|\x1b\\)",
    re.DOTALL,
)
_UNFINISHED = re.compile(r"\x1b(?:\[[\d;<=>?$]*|[\]PX^_](?:(?!\x07|\x1b\\).)*)?\Z", re.DOTALL)
_ALTERNATE_SCREEN = "1049"
_WHOLE_FRAMES = "2026"


class Emulator:
    """A terminal's inside, without a window: fed with output, read as text.

    Attributes:
        screen: The pyte screen that is in view; `screen.buffer[row][column]` is a cell.
        frame_open: A program that announces its frames is in the middle of one.
        strings: The OSC, DCS, SOS, PM and APC strings received (titles, clipboard, links, …).
    """

    def __init__(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self._usual = pyte.Screen(columns, rows)
        self._alternate = pyte.Screen(columns, rows)
        self.screen: Any = self._usual
        self._stream = pyte.Stream(self.screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._rest = ""
        self.frame_open = False
        self.strings: list[str] = []
        self._painted: dict[tuple[Any, str], Any] = {}

    def feed(self, data: bytes) -> bytes:
        """Take in output as it came, however it was cut; return what the terminal answers."""
        text = self._rest + self._decoder.decode(data)
        cut = unfinished.start() if (unfinished := _UNFINISHED.search(text)) else len(text)
        text, self._rest = text[:cut], text[cut:]
        answers, drawn = b"", 0
        for special in _SPECIAL.finditer(text):
            self._stream.feed(text[drawn : special.start()])
            drawn = special.end()
            answers += self._see_to(special)
        self._stream.feed(text[drawn:])
        return answers

    def _see_to(self, special: re.Match[str]) -> bytes:
        """Do what a sequence says that pyte does not know, or hand it on to pyte."""
        if special["string"]:
            self.strings.append(special["string"])
        match special["mark"], special["numbers"], special["between"], special["final"]:
            case "", colours, "", "m":
                self._paint(colours)
            case "", place, "", "H":
                self.screen.cursor_position(*_numbers(place))
            case "?", number, "$", "p":
                state = 2 if number == _WHOLE_FRAMES else 0  # 2: known and off, 0: not known
                return f"\x1b[?{number};{state}$y".encode()
            case "?", number, "", "h" | "l" as final if number == _WHOLE_FRAMES:
                self.frame_open = final == "h"
            case "?", number, "", "h" | "l" as final if number == _ALTERNATE_SCREEN:
                self._show(self._alternate if final == "h" else self._usual)
            case ("?" | "", _, "", "h" | "l"):
                self._stream.feed(special[0])
            case "", "6", "", "n":
                cursor = self.screen.cursor
                return f"\x1b[{cursor.y + 1};{cursor.x + 1}R".encode()
            case "", "" | "0", "", "c":
                return b"\x1b[?62;22c"  # a VT220 with colour
        return b""

    def _paint(self, colours: str) -> None:
        """Give what is drawn from here on these colours; pyte's answer is remembered."""
        cursor = self.screen.cursor
        key = cursor.attrs, colours
        if key not in self._painted:
            self.screen.select_graphic_rendition(*_numbers(colours))
            self._painted[key] = cursor.attrs
        cursor.attrs = self._painted[key]

    def _show(self, screen: Any) -> None:
        if screen is self.screen:
            return
        if screen is self._alternate:
            screen.reset()
        self.screen = screen
        self._stream = pyte.Stream(screen)

    def resize(self, columns: int, rows: int) -> None:
        """Give both screens another size."""
        self.columns, self.rows = columns, rows
        for screen in (self._usual, self._alternate):
            screen.resize(rows, columns)

    @property
    def lines(self) -> list[str]:
        """The rows of the screen as text, without the blanks at their ends."""
        buffer, columns = self.screen.buffer, range(self.columns)
        return [
            "".join([buffer[row][column].data for column in columns]).rstrip()
            for row in range(self.rows)
        ]

    def _row(self, row: int) -> tuple[str, list[int]]:
        """One row's text, and the column that each of its characters stands in."""
        text, columns = "", []
        for column in range(self.columns):
            cell = self.screen.buffer[row][column].data  # "" follows a character two cells wide
            text += cell
            columns += [column] * len(cell)
        return text, columns

    def find(self, text: str) -> list[tuple[int, int]]:
        """Where a text stands: the column and row of its middle, for each place, downwards."""
        places = []
        for row in range(self.rows):
            line, columns = self._row(row)
            places += [
                (columns[found.start() + len(text) // 2], row)
                for found in re.finditer(re.escape(text), line)
            ]
        return places


def _numbers(text: str) -> list[int]:
    """The numbers of a sequence; one that is not given is 0."""
    return [int(number or 0) for number in text.split(";")]
