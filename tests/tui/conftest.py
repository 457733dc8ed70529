"""A room to test screens in: the real application on a session, driven by keys and mouse."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip

from fouraxis.content.load import load
from fouraxis.content.models import Content
from fouraxis.store.folder import SessionsFolder
from fouraxis.tui import keys
from fouraxis.tui.app import FouraxisApp, Start
from fouraxis.tui.parts import dialogs
from fouraxis.tui.workbench import Workbench
from fouraxis.workshop import edit
from fouraxis.workshop.session import Session
from tests.tui.idle import Loop, wait_for_events
from tests.tui.thrift import frame, spare
from tests.tui.workshops import standing, workshop


def pytest_asyncio_loop_factories() -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Let every test of a screen run in a loop that can be waited for."""
    return {"idle": Loop}


@pytest.fixture(autouse=True)
def events_and_not_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for what follows a key, and not for a time in which it should have followed."""
    wait_for_events(monkeypatch)
    spare(monkeypatch)


class Room:
    """A running application, as a person in front of it sees and uses it."""

    def __init__(self, app: FouraxisApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def bench(self) -> Workbench:
        """The open session's workbench."""
        assert self.app.bench is not None
        return self.app.bench

    @property
    def session(self) -> Session:
        """The session as it is now."""
        return self.bench.session

    @property
    def screen(self) -> Screen[Any]:
        """The screen in front."""
        return self.app.screen

    @property
    def strips(self) -> list[Strip]:
        """What the terminal shows, line by line, with its looks."""
        return frame(self.app)

    @property
    def underlined(self) -> str:
        """What of the screen is underlined."""
        parts = (part for strip in self.strips for part in strip)
        return "".join(part.text for part in parts if part.style and part.style.underline)

    @property
    def text(self) -> str:
        """What the terminal shows."""
        return "\n".join(strip.text for strip in self.strips)

    @property
    def said(self) -> str:
        """What was said at the corner of the screen."""
        return "\n".join(one.message for one in self.app._notifications)

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until all has followed."""
        await self.pilot.press(*keys)
        await self._rest()

    async def type(self, text: str) -> None:
        """Type text in one go, as fast as a good typist: all keys wait in the queue together."""
        for one in text:
            self.app.post_message(events.Key("space" if one == " " else one, one))
        await self.pilot.pause()
        await self._rest()

    async def paste(self, text: str) -> None:
        """Paste text, as a terminal with bracketed paste does."""
        self.app.post_message(events.Paste(text))
        await self.pilot.pause()
        await self._rest()

    async def settle(self) -> None:
        """Wait for workers and for what they bring about."""
        await self.app.workers.wait_for_complete()
        await self._rest()

    async def _rest(self) -> None:
        """Wait until all has followed, and draw what stays on the screen."""
        await self.pilot.pause()
        frame(self.app)

    async def saved(self) -> None:
        """Wait until what is to be saved is saved, or cannot be, and the title says so."""
        if self.bench.file is not None:
            await asyncio.to_thread(self.bench.file.flush)
            await self.pilot.pause()

    async def click(self, text: str, by: int = 1) -> None:
        """Click where a text stands on the screen."""
        for y, line in enumerate(self.text.split("\n")):
            x = line.find(text)
            if x >= 0:
                await self.pilot.click(offset=(x + by, y))
                await self._rest()
                return
        raise AssertionError(f"{text!r} is not on the screen:\n{self.text}")


OpenApp = Callable[..., AbstractAsyncContextManager[Room]]
"""Call it with a session (none: Home) and a size; inside the context there is a `Room`."""


@pytest.fixture(autouse=True)
def prompt_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everything take an answer at once; test_dialogs and test_twice test that it does not."""
    monkeypatch.setattr(dialogs, "LISTENS_AFTER", float("-inf"))
    monkeypatch.setattr(keys, "SECOND_PRESS", float("-inf"))


@pytest.fixture(scope="session")
def content() -> Content:
    """The shipped content."""
    return load()


@pytest.fixture
def empty(content: Content) -> Session:
    """A session in which nobody has answered anything."""
    when = datetime(2026, 11, 23, 9, 0, 0, tzinfo=UTC)
    return edit.new_session("Contoso", "0198c0de", when, content.home.pack)


@pytest.fixture
def none_yet(empty: Session) -> Session:
    """A session without workloads, at the workloads."""
    return edit.go(empty, "workloads")


@pytest.fixture
def three(none_yet: Session) -> Session:
    """Three workloads; the room stands on the first."""
    session = none_yet
    for name in ("Chatbot", "Fraud", "Agent"):
        session, _ = edit.add_workload(session, name)
    return edit.go(session, "workloads", workload="chatbot")


@pytest.fixture
def at_ip(content: Content) -> Session:
    """A workshop that stands at the first factor of its first workload."""
    return standing(workshop(content), "axes", "sensitivity.ip-exposure")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of sessions."""
    return tmp_path / "sessions"


@pytest.fixture
def path(folder: Path, at_ip: Session) -> Path:
    """The file of that workshop, in the folder."""
    return SessionsFolder(folder).create(at_ip)


@pytest.fixture
def open_app(folder: Path) -> OpenApp:
    """The application, at Home or on a session."""

    @asynccontextmanager
    async def opened(
        session: Session | None = None, size: tuple[int, int] = (80, 24)
    ) -> AsyncIterator[Room]:
        start = Start()
        if session is not None:
            start = Start(file=SessionsFolder(folder).create(session))
        app = FouraxisApp(folder, start=start)
        async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
            room = Room(app, pilot)
            if session is not None:
                for _ in range(100):
                    if app.bench is not None and len(app.screen_stack) > 1:
                        break
                    await pilot.pause(0.02)
            await pilot.pause()
            yield room

    return opened


@pytest.fixture
def open_file(folder: Path) -> OpenApp:
    """The application, started with a file: on its session, or at whatever is asked before."""

    @asynccontextmanager
    async def opened(path: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Room]:
        app = FouraxisApp(folder, start=Start(file=path))
        async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
            room = Room(app, pilot)
            for _ in range(200):
                if app.bench is not None or len(app.screen_stack) > 1 or room.said:
                    break
                await pilot.pause(0.02)
            await pilot.pause()
            yield room

    return opened
