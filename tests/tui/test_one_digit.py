"""The way of one pressed digit, from the key to the disk and back to the screen, is short.

Each function of ours that runs meanwhile is noted, in the interface and in the thread that saves.
"""

import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import fouraxis
from fouraxis.content.load import shipped
from fouraxis.store.read import read
from tests.tui.conftest import OpenApp, Room

OURS = str(Path(fouraxis.__file__).parent)
MODULES = 33
"""Modules of ours that a digit passes; half of the 66 when subjects were cut into slices."""

REGULATORY = "sensitivity.regulatory-exposure"


class Way:
    """What runs while it is watched: how often each function, and in which modules."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()
        self.watching = False

    def note(self, frame: FrameType, event: str, _: Any) -> None:
        """Note a call; what a module does when it is imported is no part of the way."""
        code = frame.f_code
        called = self.watching and event == "call" and code.co_name != "<module>"
        if called and code.co_filename.startswith(OURS):
            module = Path(code.co_filename).relative_to(OURS).with_suffix("")
            self.calls[f"{'.'.join(module.parts)}:{code.co_qualname}"] += 1

    @property
    def modules(self) -> set[str]:
        """The modules that were passed."""
        return {call.partition(":")[0] for call in self.calls}

    def times(self, *functions: str) -> dict[str, int]:
        """How often functions ran, by class and name."""
        names = {call.partition(":")[2]: count for call, count in self.calls.items()}
        return {name: names.get(name, 0) for name in functions}


@pytest.fixture
def way() -> Iterator[Way]:
    """Watches every thread that starts from now on, and this one."""
    way = Way()
    threading.setprofile(way.note)
    yield way
    threading.setprofile(None)


@contextmanager
def watched(way: Way) -> Iterator[None]:
    """What happens in here is noted."""
    sys.setprofile(way.note)
    way.watching = True
    try:
        yield
    finally:
        way.watching = False
        sys.setprofile(None)


async def press_a_digit(open_app: OpenApp, way: Way) -> Room:
    """In the sample, answer a factor that has an answer, and wait until that is on disk."""
    session = read(shipped("sessions") / "four-workloads.toml").session
    async with open_app(session, size=(120, 36)) as room:
        assert room.app.walk_through is not None
        workload = "claims-decisions"  # its intellectual property alone makes it sensitive
        for digit in ("1", "2"):  # the first one imports what answering needs
            room.app.walk_through.go("axes", workload=workload, item=REGULATORY)
            await room.pilot.pause()
            with watched(way):
                way.calls.clear()
                await room.press(digit)
                assert room.bench.file is not None
                assert room.bench.file.flush()
                await room.press()
    return room


async def test_an_answer_is_shown_once(open_app: OpenApp, way: Way) -> None:
    await press_a_digit(open_app, way)
    once = (
        "AxesScreen.asked",
        "AxesScreen.rows",
        "StepScreen.arrive",
        "StepScreen._show_frame",
        "QuestionScreen.show",
        "QuestionScreen.show_aside",
        "QuestionTable.show",
        "Aside.show",
        "Workbench.apply",
        "Workbench.move",
    )
    assert way.times(*once) == dict.fromkeys(once, 1)
    assert way.times("QuestionScreen.stand_at", "QuestionTable.move_to") == {
        "QuestionScreen.stand_at": 0,
        "QuestionTable.move_to": 0,
    }


async def test_an_answer_passes_few_modules(open_app: OpenApp, way: Way) -> None:
    await press_a_digit(open_app, way)
    print(len(way.modules), *sorted(way.modules))
    assert len(way.modules) <= MODULES
