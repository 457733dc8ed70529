"""Home: find, start, resume, look around, copy, rename, trash; by keys alone and by mouse alone."""

import gc
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from weakref import ref

import pytest
from textual.widgets import OptionList

from fouraxis.content.load import content_folder, load
from fouraxis.content.models import Content
from fouraxis.store.delivery import save
from fouraxis.store.folder import SessionsFolder
from fouraxis.store.read import read
from fouraxis.tui.app import FouraxisApp, Start
from fouraxis.tui.file.home import HomeScreen
from fouraxis.tui.parts import bars
from fouraxis.tui.parts.editors import LineEditor
from fouraxis.workshop.seal import seal
from fouraxis.workshop.session import Session
from tests.tui.conftest import OpenApp, Room
from tests.tui.others import until
from tests.tui.workshops import standing, workshop

SIZES = ((80, 24), (120, 36))
FRAME = dict.fromkeys(map(ord, "│┃▁▂▃▄▅▆▇█▎▊╷╵"))
"""The frame and the scroll bar of a page, which run between its lines."""


def titles(folder: Path) -> list[str]:
    """The sessions in the folder."""
    return sorted(entry.title for entry in SessionsFolder(folder).entries())


def filled(folder: Path, session: Session, *names: str) -> list[Path]:
    """The folder with a session of each title."""
    return [
        SessionsFolder(folder).create(
            session.model_copy(update={"title": name, "id": f"id-{name}"})
        )
        for name in names
    ]


def pointed_at(room: Room) -> str:
    """The title that the cursor is on."""
    home = room.screen
    assert isinstance(home, HomeScreen)
    return home.selected.title if home.selected else ""


@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_folder_says_what_to_do(open_app: OpenApp, size: tuple[int, int]) -> None:
    async with open_app(size=size) as room:
        assert "Press n to start one" in room.text
        assert "made with the first workshop" in " ".join(room.text.split())
        for key in ("enter", "d", "r", "x", "u", "escape"):
            await room.press(key)
        assert isinstance(room.screen, HomeScreen)


async def test_a_small_terminal_lists_workshops_before_it_tells_anything_else(
    open_app: OpenApp, folder: Path, three: Session
) -> None:
    filled(folder, three, "Contoso", "Fabrikam", "Northwind")
    async with open_app(size=(40, 12)) as room:
        for size in ((40, 12), (40, 16), (60, 15), (40, 17)):
            await room.pilot.resize_terminal(*size)
            await room.settle()
            assert room.screen.query_one("#sessions").content_size.height >= 3
            assert pointed_at(room) in room.text
        assert "no legal review" not in room.text
        assert isinstance(room.screen, HomeScreen)
        assert "no legal review" in room.screen.guide().guidance


async def test_of_very_many_workshops_the_newest_are_listed_and_all_are_found(
    open_app: OpenApp, folder: Path
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    made = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    for row in range(1_003):
        path = folder / f"{row}.toml"
        text = f'schema = 2\nid = "{row}"\ntitle = "Workshop {row}"\ncreated = {made.isoformat()}\n'
        path.write_text(text, "utf-8")
        os.utime(path, (row, row))
    async with open_app() as room:
        listed = room.screen.query_one("#sessions", OptionList)
        assert listed.option_count == 1_000
        assert pointed_at(room) == "Workshop 1002"
        await room.press("end")
        assert "the newest 1000: / finds the others" in room.text
        assert pointed_at(room) == "Workshop 3"
        await room.press("slash", *"shop 2", "enter")
        await room.press("end")
        assert pointed_at(room) == "Workshop 2"


@pytest.mark.parametrize("size", SIZES)
async def test_a_workshop_is_started_and_found_again(
    open_app: OpenApp, folder: Path, size: tuple[int, int]
) -> None:
    async with open_app(size=size) as room:
        await room.press("n")
        await room.type("Where should it live?")
        await room.press("enter")
        await room.settle()
        assert room.session.title == "Where should it live?"
        assert room.bench.place.step == "setup"
        await room.press("escape")
        assert isinstance(room.screen, HomeScreen)
        assert pointed_at(room) == "Where should it live?"
        assert titles(folder) == ["Where should it live?"]


async def test_an_example_opens_as_a_copy(open_app: OpenApp, folder: Path) -> None:
    async with open_app() as room:
        await room.press("e")
        assert "Enter pick" in room.text
        await room.press("down", "enter")
        await room.settle()
        assert room.bench.path.parent == folder
        assert room.session.workloads


async def test_a_click_points_and_another_one_opens(
    open_app: OpenApp, folder: Path, content: Content
) -> None:
    filled(folder, workshop(content), "Alpha", "Beta", "Gamma")
    async with open_app() as room:
        for name in ("Alpha", "Gamma", "Beta"):
            await room.click(name)
            assert pointed_at(room) == name
        await room.click("r rename")
        await room.type(" two")
        await room.click("Enter OK")
        assert titles(folder) == ["Alpha", "Beta two", "Gamma"]
        await room.click("Enter open")
        await room.settle()
        assert room.session.title == "Beta two"


async def test_find_narrows_the_list_and_esc_shows_all(
    open_app: OpenApp, folder: Path, content: Content
) -> None:
    filled(folder, workshop(content), "Alpha", "Beta", "Gamma")
    async with open_app() as room:
        await room.press("slash")
        await room.type("amm")
        await room.press("enter")
        assert "Gamma" in room.text
        assert "Alpha" not in room.text
        await room.press("slash")
        await room.type("zzz")
        await room.press("enter")
        assert "Nothing fits. Esc shows all." in room.text
        await room.press("enter", "escape")
        assert "Alpha" in room.text


async def test_find_finds_what_reads_so(open_app: OpenApp, folder: Path, content: Content) -> None:
    filled(folder, workshop(content), "Kunden\u00addienst", "Pru\u0308fung\u00a0Nord", "Gamma")
    async with open_app() as room:
        for sought, title in (("KUNDENDIENST", "Kundendienst"), ("Prüfung nord", "fung")):
            await room.press("slash")
            await room.type(sought)
            await room.press("enter")
            assert title in room.text
            assert "Gamma" not in room.text
            await room.press("escape")


async def test_find_looks_for_the_first_of_the_lines_that_were_pasted(
    open_app: OpenApp, folder: Path, content: Content
) -> None:
    filled(folder, workshop(content), "Alpha", "Beta")
    async with open_app() as room:
        await room.press("slash")
        await room.paste("\u2022\tAlpha\r\n\u2022\tBeta\r\n")
        assert room.screen.query_one(LineEditor).value == "Alpha"
        await room.press("enter")
        assert "Alpha" in room.text
        assert "Beta" not in room.text


@pytest.mark.parametrize("end", ["enter", "ctrl+j"])
async def test_the_end_of_a_line_ends_a_field_of_one_line_however_it_is_sent(
    open_app: OpenApp, folder: Path, content: Content, end: str
) -> None:
    filled(folder, workshop(content), "Alpha", "Beta")
    async with open_app() as room:
        await room.press("slash")
        await room.type("Alpha")
        await room.press(end)
        assert not room.screen.query(LineEditor)
        assert "Beta" not in room.text


async def test_a_copy_and_the_trash_and_back(
    open_app: OpenApp, folder: Path, content: Content
) -> None:
    filled(folder, workshop(content), "Alpha")
    async with open_app() as room:
        await room.press("d")
        assert len(titles(folder)) == 2
        await room.press("x", "enter")
        assert len(titles(folder)) == 2
        await room.press("x", "y")
        assert len(titles(folder)) == 1
        await room.press("u")
        assert len(titles(folder)) == 2
        assert "undo trash" not in room.text


async def test_a_file_that_is_no_session_is_said_plainly(open_app: OpenApp, folder: Path) -> None:
    folder.mkdir()
    (folder / "broken.toml").write_text("title = [\n")
    async with open_app() as room:
        await room.press("enter")
        await room.settle()
        assert isinstance(room.screen, HomeScreen)
        assert "broken.toml" in room.said


async def test_what_is_odd_about_a_file_is_said_when_it_opens(
    open_app: OpenApp, folder: Path, content: Content
) -> None:
    path = filled(folder, standing(workshop(content), "axes"), "Alpha")[0]
    path.write_text(path.read_text().replace('name = "W2"', 'name = "W2"\nmotives = "nonsense"'))
    async with open_app() as room:
        await room.press("enter")
        await room.settle()
        assert "nonsense" in room.said
        assert list(room.session.workloads) == ["w1", "w2"]


async def test_a_folder_that_cannot_be_made_is_said(open_app: OpenApp, folder: Path) -> None:
    folder.write_text("a file where the folder should be")
    async with open_app() as room:
        assert str(folder)[:20] in room.text
        await room.press("n")
        await room.type("x")
        await room.press("enter")
        await room.settle()
        assert isinstance(room.screen, HomeScreen)
        assert "folder" in room.said


async def test_another_size_keeps_the_cursor(
    open_app: OpenApp, folder: Path, content: Content
) -> None:
    filled(folder, workshop(content), *(f"Session {n:03}" for n in range(60)))
    async with open_app() as room:
        await room.press("down", "down", "down")
        here = pointed_at(room)
        await room.pilot.resize_terminal(40, 15)
        await room.pilot.pause()
        assert pointed_at(room) == here
        assert room.screen.query_one(OptionList).option_count == 60


@pytest.mark.long
@pytest.mark.parametrize("language", [None, "de"])
async def test_f1_has_the_facts_to_open_with_each_with_its_source(
    folder: Path, language: str | None
) -> None:
    screens = content_folder(Path(language)) if language else None
    home = load(screens).home
    app = FouraxisApp(folder, screens=screens)
    async with app.run_test(size=(80, 24)) as pilot:
        room = Room(app, pilot)
        await room.press("f1")
        pages: list[str] = []
        while (page := "".join(room.text.translate(FRAME).split())) not in pages:
            pages.append(page)
            await room.press("down", "down", "down")
        opening = [fact for fact in home.facts.values() if fact.belongs_to("home")]
        assert len(opening) > 5
        for fact in opening:
            said = f"{fact.text} ({home.sources[fact.source].name}: {fact.cite})"
            assert any("".join(said.split()) in page for page in pages)


async def test_two_sessions_of_one_title_are_told_apart_by_their_files(
    open_app: OpenApp, folder: Path, content: Content
) -> None:
    session = workshop(content)
    filled(folder, session, "Alone")
    for number in range(2):
        SessionsFolder(folder).create(
            session.model_copy(update={"title": "Client", "id": f"id-{number}"})
        )
    async with open_app() as room:
        assert "Client.toml" in room.text
        assert "Client-2.toml" in room.text
        assert "Alone.toml" not in room.text


async def test_of_long_names_of_files_the_end_tells_them_apart(
    open_app: OpenApp, folder: Path, content: Content
) -> None:
    title = "Where our work with AI belongs"
    for number in range(2):
        session = workshop(content).model_copy(update={"title": title, "id": f"id-{number}"})
        SessionsFolder(folder).create(session)
    async with open_app(size=(80, 24)) as room:
        assert "longs.toml " in room.text
        assert "longs-2.toml " in room.text


@pytest.mark.parametrize("size", [(80, 24), (100, 12), (120, 36)])
async def test_what_is_sealed_says_so_in_the_list(
    open_app: OpenApp, folder: Path, content: Content, size: tuple[int, int]
) -> None:
    session = workshop(content)
    filled(folder, session, "Going on")
    filled(folder, seal(session, "Ana", session.created), "Done")
    async with open_app(size=size) as room:
        lines = room.text.partition("Kept in")[0].splitlines()
        plain = [line.translate(FRAME).strip() for line in lines]
        at = {line.split("  ")[0]: number for number, line in enumerate(plain)}
        below = 1 if size[1] > 12 else 0
        assert "sealed" in lines[at["Done"] + below]
        assert "sealed" not in lines[at["Going on"] + below]


async def test_copies_of_a_sync_tool_are_none_of_their_own_and_are_offered_one_by_one(
    open_app: OpenApp, folder: Path, content: Content
) -> None:
    session = workshop(content)
    names = (
        "Client (In Konflikt stehende Kopie von Zoe 2026-11-26).toml",
        "Client (Copie en conflit de Ana 2026-11-26).toml",
        "Client 2.toml",
        "Client_conflict-20261126-101010.toml",
    )
    (path,) = filled(folder, session, "Client")
    for number, name in enumerate(names):
        copied = read(path).session.model_copy(update={"organisation": f"from copy {number}"})
        save(copied, folder / name, None)
    async with open_app() as room:
        assert "4 copies beside it" in room.text
        await room.press("enter")
        offered = []
        for _ in names:
            await until(room, lambda: "There is a copy" in room.text)
            offered += [who for who in ("Zoe", "Ana") if f"it is from {who}" in room.text]
            await room.press("end", "enter")
        await until(room, lambda: room.app.bench is not None)
        assert sorted(offered) == ["Ana", "Zoe"]


@pytest.mark.parametrize("link", [False, True])
async def test_whoever_leaves_a_session_finds_the_cursor_on_it(
    folder: Path, tmp_path: Path, content: Content, link: bool
) -> None:
    """A session can lie elsewhere, with a link that leads to it: then the file has two paths."""
    first, _ = filled(folder, workshop(content), "First", "Second")
    if link:
        first.rename(tmp_path / "elsewhere.toml")
        first.symlink_to(tmp_path / "elsewhere.toml")
    app = FouraxisApp(folder, start=Start(file=first))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        room = Room(app, pilot)
        await until(room, lambda: app.bench is not None)
        await room.settle()
        newer = (tmp_path / "elsewhere.toml" if link else first).read_bytes()
        (folder / "newer.toml").write_bytes(
            newer.replace(b"First", b"Third").replace(b"id-", b"ix-")
        )
        await room.press("escape")
        await room.settle()
        assert isinstance(room.screen, HomeScreen)
        assert pointed_at(room) == "First"


@asynccontextmanager
async def opened_first(folder: Path, content: Content) -> AsyncIterator[Room]:
    """A room with the first of two sessions open."""
    first, _ = filled(folder, workshop(content), "First", "Second")
    app = FouraxisApp(folder, start=Start(file=first))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        room = Room(app, pilot)
        await until(room, lambda: app.bench is not None)
        yield room


async def leave(room: Room) -> None:
    """Back to Home."""
    await room.press("escape")
    await room.settle()
    assert isinstance(room.screen, HomeScreen)


async def test_nothing_that_was_said_of_a_session_is_said_on_home(
    folder: Path, content: Content
) -> None:
    async with opened_first(folder, content) as room:
        bars.say(room.app, "Not possible, as things are", "warning", until_changed=True)
        await leave(room)
        assert room.said == room.app.goodbye


async def test_nothing_that_was_worked_out_for_a_session_stays_when_it_is_closed(
    folder: Path, content: Content
) -> None:
    async with opened_first(folder, content) as room:
        workload = ref(room.session.workloads["w1"])
        await leave(room)
        gc.unfreeze()
        gc.collect()
        assert workload() is None
