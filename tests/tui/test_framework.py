"""What Textual does wrong inside the program; docs/upstream.md has each fault under its number."""

import gc
import inspect
import random
import re
import weakref
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any
from weakref import ref

import pytest
from textual import events
from textual._compositor import Compositor
from textual._styles_cache import StylesCache
from textual.app import SystemCommand
from textual.color import Color
from textual.css import stylesheet
from textual.css.model import RuleSet
from textual.css.query import NoMatches
from textual.geometry import Region
from textual.notifications import Notification
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import OptionList
from textual.worker import WorkerFailed

from fouraxis.content.models import Content
from fouraxis.tui import app, framework, keys
from fouraxis.tui.framework import Palette
from fouraxis.tui.keys import Burst
from tests.tui.conftest import OpenApp
from tests.tui.workshops import standing, workshop

UPSTREAM = Path(__file__).resolve().parents[2] / "docs" / "upstream.md"


def test_the_version_that_was_looked_at_is_the_one_that_is_used() -> None:
    used = version("textual")
    assert used in (framework.__doc__ or "")
    assert used in UPSTREAM.read_text("utf-8")


def test_every_fault_that_is_worked_round_stands_in_the_report() -> None:
    source = Path(framework.__file__).read_text("utf-8")
    named = {
        int(n) for group in re.findall(r"\((\d+(?:, \d+)*)\)", source) for n in group.split(",")
    }
    told = {int(n) for n in re.findall(r"^## (\d+)\.", UPSTREAM.read_text("utf-8"), re.MULTILINE)}
    assert named
    assert named <= told


@pytest.mark.few("key", 2)
@pytest.mark.parametrize("key", ["pageup", "pagedown", "up", "down", "shift+home", "ctrl+end"])
@pytest.mark.parametrize("text", ["", "no such command"])
async def test_any_key_in_the_palette_while_its_list_is_empty(
    open_app: OpenApp, content: Content, key: str, text: str
) -> None:
    async with open_app(standing(workshop(content), "axes")) as room:
        room.app.post_message(events.Key("ctrl+p", None))
        for letter in text:
            room.app.post_message(events.Key(letter if letter != " " else "space", letter))
        for _ in range(3):
            room.app.post_message(events.Key(key, None))
        await room.pilot.pause()
        await room.press(key)
        assert isinstance(room.screen, Palette)
        await room.press("escape")


async def test_enter_twice_in_the_palette_runs_one_command(
    open_app: OpenApp, content: Content
) -> None:
    async with open_app(standing(workshop(content), "axes")) as room:
        await room.press("ctrl+p")
        await room.type("Go to Vendors")
        await room.settle()  # the search is a worker
        for _ in range(4):
            room.app.post_message(events.Key("enter", "\r"))
        for _ in range(100):
            await room.pilot.pause(0.02)
            if room.app.quiet:
                break
        await room.settle()
        assert len(room.app.screen_stack) == 2
        assert room.bench.place.step == "vendors"


CLIPS = ("•\tGo to Vendors\r", "\r\n\x1b[2J1. Go to Vendors\r\n• Go to Risks\r\n")
"""What a list on the clipboard is when it comes."""


@pytest.mark.parametrize("clip", CLIPS)
async def test_the_palette_looks_for_what_was_pasted_and_not_for_its_bullet(
    open_app: OpenApp, content: Content, clip: str
) -> None:
    async with open_app(standing(workshop(content), "axes")) as room:
        await room.press("ctrl+p")
        await room.paste(clip)
        await room.settle()  # the search is a worker
        await room.press("enter")
        await room.settle()
        assert room.bench.place.step == "vendors"


async def test_a_click_on_a_text_that_was_removed_is_no_fault(
    open_app: OpenApp, content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_app(standing(workshop(content), "axes")) as room:
        screen = room.screen
        at = next(
            (x, y)
            for y in range(24)
            for x in range(80)
            if None not in screen.get_widget_and_offset_at(x, y)
            and screen.get_widget_at(x, y)[0] is not screen
        )
        widget, _ = screen.get_widget_and_offset_at(*at)
        down = events.MouseDown(widget, *at, 0, 0, 1, False, False, False, *at)
        with monkeypatch.context() as patch:
            patch.setattr(type(widget), "parent", None)
            await room.app.on_event(down)


ODD = ("Zoë [/", "[/x] and more", r"C:\[b]", "[b", "[@click=quit]", "half [", "end \\")
"""What a markup takes for its own, closed or not."""


async def test_what_the_palette_says_of_a_command_is_text(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = [SystemCommand(f"No. {at}", text, lambda: None) for at, text in enumerate(ODD)]
    async with open_app(size=(100, 40)) as room:
        monkeypatch.setattr(room.app, "get_system_commands", lambda _: commands)
        await room.press("ctrl+p")
        await room.settle()
        assert [text for text in ODD if text not in room.text] == []


class Seeker(Widget):
    """Looks for what is in it."""

    sought = 0

    def seek(self) -> None:
        """Look for something that is not there."""
        self.sought += 1
        self.query_one("#part")


Later = Callable[[Widget, Callable[[], None]], object]
LATER: tuple[Later, ...] = (
    lambda screen, seek: screen.call_after_refresh(seek),
    lambda screen, seek: screen.call_later(seek),
    lambda screen, seek: screen.call_next(seek),
    lambda screen, seek: screen.set_timer(0.001, seek),
)


async def test_what_is_done_later_may_find_its_widget_gone(open_app: OpenApp) -> None:
    async with open_app() as room:
        await room.screen.mount(seeker := Seeker())
        await seeker.remove()
        for number, later in enumerate(LATER, 1):
            later(room.screen, seeker.seek)
            room.screen.refresh()
            while seeker.sought < number:
                await room.pilot.pause()


@pytest.mark.parametrize("later", LATER)
async def test_what_a_widget_that_is_there_does_not_find_is_a_fault(
    open_app: OpenApp, later: Later
) -> None:
    with pytest.raises(NoMatches):
        async with open_app() as room:
            await room.screen.mount(seeker := Seeker())
            later(room.screen, seeker.seek)
            room.screen.refresh()
            while not seeker.sought:
                await room.pilot.pause()


async def test_a_worker_may_find_its_widget_gone_and_its_fault_has_a_place(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_app() as room:
        survived: list[Exception] = []
        monkeypatch.setattr(room.app, "fault_survived", survived.append)
        room.app.endures = True
        await room.screen.mount(seeker := Seeker())

        async def seek() -> None:
            seeker.seek()

        await seeker.remove()
        room.app.run_worker(seek())
        while not seeker.sought:
            await room.pilot.pause()
        assert survived == []
        await room.screen.mount(there := Seeker())

        async def seek_there() -> None:
            there.seek()

        room.app.run_worker(seek_there())
        while not survived:
            await room.pilot.pause()
        assert isinstance(survived[0], NoMatches)
        log = app.record(WorkerFailed(survived[0]))
        assert log is not None
        assert "seek_there" in log.read_text("utf-8")


@pytest.mark.parametrize("way", ["action_page_up", "action_page_down"])
async def test_a_page_is_turned_in_no_list_that_was_not_drawn(open_app: OpenApp, way: str) -> None:
    async with open_app() as room:
        options = OptionList("a", "b")
        options.display = False
        await room.screen.mount(options)
        options.highlighted = 1
        getattr(options, way)()
        assert options.highlighted == 1


async def test_a_notification_that_expires_while_they_are_shown_is_no_fault(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_app() as room:
        room.app.notify("first")
        await room.pilot.pause()

        def over_when_counted(_: Notification) -> bool:
            return any(frame.function == "__len__" for frame in inspect.stack(0)[:4])

        monkeypatch.setattr(Notification, "has_expired", property(over_when_counted))
        room.app.notify("second")
        await room.pilot.pause()


def burst(text: str, seconds: float) -> Burst:
    """Letters with so much time between them."""
    made = Burst()
    for number, letter in enumerate(text):
        event = events.Key(letter, letter)
        event.time = 100 + number * seconds
        if not made.goes_on(event):
            made = Burst()
            made.goes_on(event)
    return made


@pytest.mark.parametrize(
    ("text", "seconds", "pasted"),
    [
        ("Proxy logs", 0.0, True),
        ("491701234567", 0.001, True),
        ("12345678", 0.0, False),  # eight are still fingers
        ("uuuuuuuuuuuuuuu", 0.0, False),  # a key held down
        ("Proxy logs", 0.01, False),  # a fast typist, or a slow machine
        ("1231231231231", 0.005, False),
    ],
)
def test_what_nobody_can_have_typed_is_text(text: str, seconds: float, pasted: bool) -> None:
    assert burst(text, seconds).pasted is pasted


def test_the_limit_is_the_one_that_was_agreed() -> None:
    assert (keys.FASTEST, keys.WITHIN) == (8, 0.03)


def test_all_objects_are_looked_through_when_nobody_types_and_not_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now, count, done = [100.0], [0, 0, 9], list[str]()
    monkeypatch.setattr(framework, "monotonic", lambda: now[0])
    monkeypatch.setattr(gc, "get_count", lambda: tuple(count))
    for name in ("unfreeze", "collect", "freeze"):
        monkeypatch.setattr(gc, name, partial(done.append, name))
    sweeper = framework.Sweeper()
    sweeper.much_stays()
    assert done == ["freeze"]  # a session is open, and its first key may come at any time
    for typed in (False, True, False, True, False, False, False):
        now[0] += 0.2
        sweeper.heard(typed)
    assert done == ["freeze"]
    count[2] = 10
    sweeper.heard(False)
    assert done == ["freeze", "collect"]
    count[2] = 0
    now[0] += 4.5
    sweeper.heard(False)
    assert done[2:] == ["unfreeze", "collect", "freeze"]  # what has come with a session, once
    now[0] += 10
    sweeper.heard(False)
    assert done[5:] == []


class Ring:
    """Something that is garbage as soon as nobody else has it, and that only a look finds."""

    def __init__(self) -> None:
        self.itself = self


def test_what_is_closed_does_not_stay_for_good_where_nobody_pauses() -> None:
    sweeper = framework.Sweeper()
    closed = list[weakref.ref[Ring]]()
    try:
        for _ in range(9):
            sweeper.much_comes()
            session = Ring()
            sweeper.much_stays()
            closed.append(weakref.ref(session))
            del session
            sweeper.heard(True)
        assert sum(each() is not None for each in closed) <= 3
    finally:
        gc.unfreeze()
        gc.enable()
        gc.collect()


def test_nobody_looks_while_much_comes_and_never_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(framework, "monotonic", lambda: now[0])
    monkeypatch.setattr(gc, "freeze", lambda: None)
    sweeper = framework.Sweeper()
    assert gc.isenabled()
    try:
        sweeper.much_comes()
        sweeper.heard(True)
        assert not gc.isenabled()
        sweeper.much_stays()
        assert gc.isenabled()
        sweeper.much_comes()
        now[0] += 4.9
        sweeper.heard(True)
        assert not gc.isenabled()
        now[0] += 0.2
        sweeper.heard(False)  # nobody said that it has come
        assert gc.isenabled()
    finally:
        gc.enable()


def test_the_terminal_s_reader_leaves_it_to_the_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    set_to = list[tuple[int, ...]]()
    monkeypatch.setattr(gc, "set_threshold", lambda *given: set_to.append(given))
    framework.Sweeper().begin()
    assert set_to == [(*gc.get_threshold()[:2], 40)]


def test_what_was_drawn_of_a_widget_goes_with_it() -> None:
    drawn = StylesCache()
    inner, outer = drawn.get_inner_outer(Color(1, 2, 3), Color(4, 5, 6, 0.5))
    assert inner.background != outer.background == Color(1, 2, 3)
    kept = ref(drawn)
    del drawn
    assert kept() is None


async def test_a_style_is_parsed_once_for_each_set_of_colours(
    open_app: OpenApp, content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed = list[tuple[str, int]]()
    parse = stylesheet.parse  # type: ignore[attr-defined]  # Textual's own, and not public

    def counted(scope: str, css: str, *args: Any, **more: Any) -> Iterable[RuleSet]:
        parsed.append((css, more["tie_breaker"]))
        rules: Iterable[RuleSet] = parse(scope, css, *args, **more)
        return rules

    monkeypatch.setattr(stylesheet, "parse", counted)
    async with open_app(standing(workshop(content), "axes")) as room:
        for key in ("f1", "escape", "s", "s", "]", "ctrl+p", "escape"):
            await room.pilot.press(key)
        assert parsed
        assert max(Counter(parsed).values()) == 1
        before = room.app.screen.styles.background
        await room.pilot.press("f6")
        await room.pilot.pause()
        assert max(Counter(parsed).values()) == 2
        assert room.app.screen.styles.background != before


async def test_a_frame_asks_those_widgets_alone_of_which_something_has_changed(
    open_app: OpenApp, content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(5)  # noqa: S311 - the same each time is what is wanted
    async with open_app(standing(workshop(content), "axes")) as room:
        compositor = room.app.screen._compositor
        width, height = compositor.size
        asked = list[Region]()
        render_lines = Widget.render_lines

        def render(widget: Widget, crop: Region) -> list[Strip]:
            asked.append(widget.region)
            return render_lines(widget, crop)

        monkeypatch.setattr(Widget, "render_lines", render)
        spared = 0
        for _ in range(60):
            changed = set[Region]()
            for _ in range(chance.randint(1, 4)):
                x, y = chance.randrange(width), chance.randrange(height)
                of = Region(x, y, chance.randint(1, width - x), chance.randint(1, 4))
                changed.add(of.intersection(Region(0, 0, width, height)))
            drawn, counts = list[str](), list[int]()
            for draw in (
                inspect.unwrap(Compositor.render_partial_update),
                Compositor.render_partial_update,
            ):
                compositor._dirty_regions = set(changed)
                asked.clear()
                update = draw(compositor)
                assert update is not None
                drawn.append(update.render_segments(room.app.console))
                counts.append(len(asked))
            assert drawn[0] == drawn[1]
            assert all(any(region.overlaps(each) for each in changed) for region in asked)
            spared += counts[0] - counts[1]
        assert spared > 60
