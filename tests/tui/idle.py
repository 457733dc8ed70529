"""Waiting for the application as for an event: until nothing is left to do, not for a time.

Textual's own pilot takes a process that has hardly worked for a fiftieth of a second for an idle
one, twice for each key. The loop itself knows better: it is idle when it would sleep, because no
callback is ready, no byte has come, and no thread that it started still works.
"""

import asyncio
import selectors
from asyncio import Future
from collections.abc import Callable
from typing import Any, Final

import pytest
from textual.pilot import Pilot

_AT_ONCE: Final = 0.05
"""A timer that is due so soon, in seconds, belongs to what is being done."""
_LONGEST: Final = 1.0
"""How long a thread may work, in seconds, until the loop counts as idle all the same."""
_OFTEN: Final = 20
"""How often the loop itself may work as long as that, on a machine that is busy with others."""


class _Selector(selectors.DefaultSelector):
    """What the loop asks for news, and how long it would sleep until then."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[Future[None]] = []
        self.threads = 0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if self.waiting and not self.threads and (timeout is None or timeout > _AT_ONCE):
            if news := super().select(0):
                return news
            for one in self.waiting:
                if not one.done():
                    one.set_result(None)
            self.waiting.clear()
            return []
        return super().select(timeout)


class Loop(asyncio.SelectorEventLoop):
    """A loop that can be waited for until it has nothing left to do."""

    def __init__(self) -> None:
        self._news = _Selector()
        super().__init__(self._news)

    def run_in_executor(self, executor: Any, func: Callable[..., Any], *args: Any) -> Future[Any]:  # type: ignore[override]
        """Hand work to a thread, and count it until it is done."""
        future = super().run_in_executor(executor, func, *args)
        self._news.threads += 1
        future.add_done_callback(self._thread_done)
        return future

    def _thread_done(self, _: Future[Any]) -> None:
        self._news.threads -= 1

    async def idle(self) -> None:
        """Wait until nothing is left to do."""
        waiting: Future[None] = self.create_future()
        self._news.waiting.append(waiting)
        for _ in range(_OFTEN):
            await asyncio.wait([waiting], timeout=_LONGEST)
            if waiting.done() or self._news.threads:
                return


async def idle(min_sleep: float = 0, max_sleep: float = 1) -> None:
    """Wait until the running loop has nothing left to do."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, Loop)
    await loop.idle()


async def _screen_idle(pilot: Pilot[Any], timeout: float = 30.0) -> bool:
    await idle()
    return True


def wait_for_events(patch: pytest.MonkeyPatch) -> None:
    """Let Textual's pilot wait until nothing is left to do, and nothing slide into its place."""
    patch.setattr("textual.constants.TEXTUAL_ANIMATIONS", "none")
    patch.setattr("textual.pilot.wait_for_idle", idle)
    patch.setattr("textual.app.wait_for_idle", idle)
    patch.setattr(Pilot, "_wait_for_screen", _screen_idle)
