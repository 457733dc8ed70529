"""Nothing that a room reads is English by itself: a whole workshop in a language nobody speaks."""

import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import pytest
from textual.widget import Widget
from textual.widgets import Input, OptionList

from fouraxis.content.language import speak
from fouraxis.content.terms import MODEL_CODES
from fouraxis.report.formats import SUFFIXES
from fouraxis.tui.app import FouraxisApp, Start
from fouraxis.tui.file.opening import ConflictDialog
from fouraxis.tui.setup.screen import AGENDA, FACT, SetupTable
from fouraxis.workshop.agenda import STEPS
from fouraxis.workshop.session import Step
from tests.tui.conftest import Room
from tests.tui.others import elsewhere, locked_by, until
from tests.tui.pseudo import marked, wordless_folder, write_language, write_session

pytestmark = pytest.mark.long
"""What the screens are made of, tests/content finds: a text that nobody can translate."""

KEYS: Final = {"Enter", "Esc", "Tab", "Space", "PgDn"}
KEYS_BY_NAME: Final = {"bksp", "space", "home", "end", "pgup", "pgdn"}
"""What stands on the keys of a keyboard is said as it stands there."""
CODES: Final = {*MODEL_CODES.values(), *(code.lower() for code in MODEL_CODES.values())}
"""The marks of the engagement models, the same in every report and language."""
NAMES: Final = {"fouraxis", *SUFFIXES, *(suffix.upper() for suffix in SUFFIXES)}
"""The program itself, and formats of files."""
ALLOWED: Final = KEYS | KEYS_BY_NAME | CODES | NAMES | {"UTC"}
FOLDER: Final = marked("sessions")
NOT_SAID: Final = re.compile(rf"(?<!\w)~?/\S*|\S*{FOLDER}\S*|\S+\.toml|ai-o(utsourcing)?")
"""Paths and names of files, however a line breaks them, and the machine's name of the content."""
WORD: Final = re.compile(r"[A-Za-z]{2,}")


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    speak(None)


@pytest.fixture(scope="module")
def language(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a language that nobody speaks."""
    return write_language(tmp_path_factory.mktemp("language"))


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder whose path has no words."""
    with wordless_folder() as folder:
        yield folder


def english(text: str) -> set[str]:
    """The English words of a text, but for paths, keys, codes and names."""
    found = set(WORD.findall(NOT_SAID.sub(" ", text))) - ALLOWED
    return {word for word in found if not _is_cut(word)}


def _is_cut(word: str) -> bool:
    """Whether it is what a dialog has left of a key or a mark, or a line of a file's name."""
    whole = (*KEYS, *CODES, "toml")
    return any(known.startswith(word) or known.endswith(word) for known in whole)


def test_what_was_left_in_english_is_found() -> None:
    assert english(f"{marked('Suggests')} Enter confirms ~/{marked('x')}/y.toml FUL") == {
        "confirms"
    }


class Reader:
    """Reads what is on the screen, and keeps each English word with where it stood."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.found: dict[str, str] = {}
        self.seen: set[str] = set()

    def look(self) -> None:
        """Read the screen, what is said at its corner, and what hangs at a mouse pointer."""
        room = self.room
        self.seen.add(type(room.screen).__name__)
        hung = (str(one.tooltip) for one in room.screen.query(Widget) if one.tooltip)
        for line in (*room.text.split("\n"), *room.said.split("\n"), *hung):
            for word in english(line):
                self.found.setdefault(word, f"{type(room.screen).__name__}: {line.strip()}")

    async def press(self, *keys: str) -> None:
        """Press one key after the other, and read after each."""
        for key in keys:
            await self.room.press(key)
            self.look()

    async def through(self, key: str = "down", most: int = 80) -> None:
        """Press a key, and read, until nothing changes any more."""
        self.look()
        for _ in range(most):
            before = self.room.text
            await self.press(key)
            if self.room.text == before:
                return


@asynccontextmanager
async def reading(
    language: Path,
    home: Path,
    sample: str | None = "four-workloads",
    *,
    before: Callable[[Path], object] | None = None,
    see: str = "",
    but: str = "",
) -> AsyncIterator[Reader]:
    """A workshop of a room that speaks the language, read from the moment it is open.

    Something may happen to its file `before`. The room must have come to `see` these screens. It
    may read these words all the same, `but` no others: keys of the file, named as they stand there.
    """
    folder = home / FOLDER
    folder.mkdir(parents=True)
    file = write_session(folder, sample) if sample else None
    if before and file:
        before(file)
    app = FouraxisApp(folder, language, Start(file=file))
    async with app.run_test(size=(120, 36), notifications=True, tooltips=True) as pilot:
        room = Room(app, pilot)
        for _ in range(100):
            if sample is None or len(app.screen_stack) > 1:
                break
            await pilot.pause(0.02)
        await pilot.pause()
        reader = Reader(room)
        reader.look()
        yield reader
        assert set(see.split()) <= reader.seen
        left = {word: place for word, place in reader.found.items() if word not in but.split()}
        assert not left, "\n".join(f"{word}  in  {place}" for word, place in left.items())


async def at(reader: Reader, step: Step) -> None:
    """Go to a step."""
    walk = reader.room.app.walk_through
    assert walk is not None
    walk.go(step)
    await reader.room.pilot.pause()
    reader.look()


@pytest.mark.parametrize("step", STEPS)
async def test_a_step_with_every_row_of_it(language: Path, home: Path, step: Step) -> None:
    async with reading(language, home, see="GuidanceDialog") as reader:
        await at(reader, step)
        await reader.through()
        await reader.press("f1")
        await reader.through("pagedown")


async def test_every_step_of_a_workshop_that_has_just_begun(language: Path, home: Path) -> None:
    async with reading(language, home, None) as reader:
        await reader.press("n", "ñ", "enter")
        await reader.room.settle()
        for step in STEPS:
            await at(reader, step)
            await reader.press("down", "down")


async def test_the_axes_with_notes_and_marks(language: Path, home: Path) -> None:
    async with reading(language, home, "half-way") as reader:
        await at(reader, "axes")
        for _ in range(4):
            await reader.through()
            await reader.press("0", "p", "escape", "f", "n", "escape", "enter", "right")
        await reader.press("greater_than_sign", "l", "[", "]", *["u"] * 8, "ctrl+y")


@pytest.mark.parametrize("step", ["profile", "risks", "contract", "ownership", "conditions"])
async def test_answers_are_given_and_taken_back(language: Path, home: Path, step: Step) -> None:
    async with reading(language, home) as reader:
        await at(reader, step)
        await reader.press(*(["backspace", "down"] * 6), *(["up"] * 6))
        await reader.press(*(["1", "0", "down", "p", "escape", "f", "n", "escape"] * 2), *["u"] * 6)
        await reader.press("end", "enter", "ñ", "escape", "a", "down", "u", "ctrl+y")


async def test_home_and_what_is_done_there(language: Path, home: Path) -> None:
    async with reading(language, home, see="AskLine Confirm MatrixScreen") as reader:
        await reader.press("escape", "escape")
        await reader.press("slash", "ñ", "enter", "escape", "slash", "ŵ", "ŵ", "enter", "escape")
        await reader.press("d", "r", "escape", "x", "enter", "x", "y", "u", "f1")
        await reader.through("pagedown")
        await reader.press("escape", "m")
        await reader.through("pagedown")


async def test_what_is_reached_from_every_step(language: Path, home: Path) -> None:
    async with reading(language, home, see="GoTo AgendaScreen AskLine") as reader:
        await reader.press("g", "ç", "escape", "t")
        await reader.through()
        await reader.press(
            "up", "m", "ñ", "enter", "escape", "m", "7", "enter", "f1", "escape", "u"
        )


async def test_the_palette_but_for_what_textual_says(language: Path, home: Path) -> None:
    async with reading(language, home, see="Palette") as reader:
        await reader.room.press("ctrl+p")
        palette = reader.room.screen
        offered = palette.query_one(OptionList)
        for _ in range(100):
            if offered.option_count:
                break
            await reader.room.pilot.pause(0.02)
        palette.query_one(Input).placeholder = ""
        await reader.through()


async def test_the_summary_its_reasons_and_its_programme(language: Path, home: Path) -> None:
    async with reading(language, home, see="ReasoningDialog ProgrammeDialog") as reader:
        for _ in range(4):
            await reader.press("enter")
            await reader.through("pagedown")
            await reader.press("escape", "down")
        await reader.press("m", "v", "v", "v", "m", "p")
        await reader.through("down")
        await reader.press("enter", "tab")
        await reader.through("down")
        await reader.press("escape", "tab")
        for _ in range(3):
            await reader.press("down", "enter")
            await at(reader, "summary")


async def test_decisions(language: Path, home: Path) -> None:
    async with reading(language, home, see="DecisionDialog Confirm") as reader:
        await reader.press("x", "enter", "x", "y", "c", "u", "u", "down", "c", "enter")
        for model in "123456":
            await reader.press("d", "down", model, "enter", "ñ", "enter", "enter", "enter")
            await reader.press("escape", "escape") if len(
                reader.room.app.screen_stack
            ) > 2 else None


async def test_the_export(language: Path, home: Path) -> None:
    async with reading(language, home, see="Pick") as reader:
        await reader.press("e")
        await reader.through("down", 12)


async def test_vendors_and_what_is_done_with_them(language: Path, home: Path) -> None:
    async with reading(language, home, see="Comparison PickMany AskLine Confirm") as reader:
        await at(reader, "vendors")
        await reader.press("c")
        await reader.through("down", 20)
        await reader.press("escape", "w", "space", "escape", "u", "e", "ñ", "enter", "u", "a", "ñ")
        await reader.press("enter", "x", "enter", "x", "y", "u")


async def test_workloads_and_what_is_done_with_them(language: Path, home: Path) -> None:
    async with reading(language, home, see="WorkloadDialog PasteList ImportCsv") as reader:
        await at(reader, "workloads")
        await reader.press("a", "ñ", "tab", "tab", "down", "tab", "1", "escape", "u", "ctrl+y")
        await reader.press("e", "tab", "tab", "escape", "J", "u", "d", "u", "x", "enter", "x", "y")
        await reader.press("p", "tab", "escape", "p")
        await reader.room.paste("ñé\nŵó, þ\nñé")
        await reader.press("enter", "u", "i", "ñ", "tab", "escape")


async def test_the_set_up_and_what_is_done_there(language: Path, home: Path) -> None:
    async with reading(language, home, see="Confirm Reading WordingDialog AskLine") as reader:
        await at(reader, "setup")
        await reader.press("a", "ñ", "enter", "escape", "u", "home", "down", "down", "2", "u")
        await reader.press(
            "down", "1", "2", "backspace", "e", "escape", "x", "enter", "x", "y", "u"
        )
        await reader.press("end", "enter")  # unfolds the plan, with its parts and the file
        await reader.press("end")
        table = reader.room.screen.query_one(SetupTable)
        while str(table.item).startswith((FACT, AGENDA)):
            await reader.press("enter", "escape", "up")
        await reader.press("2", "1", "m", "escape", "2", "u", "1")


async def test_what_others_do_to_the_file(language: Path, home: Path) -> None:
    async with reading(language, home, see="ConflictDialog") as reader:
        room = reader.room
        elsewhere(room.bench.path, (("title",), marked("theirs")))
        room.bench.set(("title",), marked("ours"), marked("ours"))
        await until(room, lambda: isinstance(room.screen, ConflictDialog))
        await reader.press("1", "2", "escape", "exclamation_mark", "3", "enter", "u")


async def test_what_is_asked_before_a_file_opens(language: Path, home: Path) -> None:
    def taken(file: Path) -> None:
        locked_by(file, user="ñ", host="ḱ")

    async with reading(language, home, before=taken, see="Pick") as reader:
        await reader.press("down", "down", "home", "enter", "a", "s", "e", "escape")
