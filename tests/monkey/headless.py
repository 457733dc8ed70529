"""The monkey without a terminal: the same keys, handed on as the driver would hand them on."""

from itertools import groupby
from pathlib import Path
from typing import Any, Final

from textual import events
from textual.geometry import Size
from textual.message import Message

from fouraxis.content.load import shipped
from fouraxis.tui.app import FouraxisApp, Start
from fouraxis.tui.framework import CellParser, Typed
from tests.monkey.keys import Act, Setting, acts
from tests.tui.idle import idle

_ESCAPE: Final = b"\x1b"


def application(folder: Path, seed: int) -> FouraxisApp:
    """The application as the seed says: at Home or on a copy of an example, in its language."""
    setting = Setting.of(seed)
    file = setting.put_into(folder)
    screens = shipped("screens") / "de" if setting.german else None
    return FouraxisApp(folder, screens, Start(None if setting.at_home else file))


class Walker:
    """Presses keys; what Quit or a fault ends is begun anew by whoever asked for it.

    Attributes:
        done: All has been pressed.
        number: So many keys have been.
        last: What they were.
    """

    def __init__(self, seed: int, count: int) -> None:
        self._left = acts(seed, count)
        self.done = False
        self.number = 0
        self.last: list[str] = []

    async def press(self, app: FouraxisApp) -> None:
        """Press them, until the program is left or there are none any more."""
        for act in self._left:
            self.number += 1
            self.last = [*self.last[-39:], act.name]
            _hand_on(app, act)
            if act.pause is None:
                await idle()
                if app.return_code is not None:
                    return
        self.done = True
        await idle()


def _hand_on(app: FouraxisApp, act: Act) -> None:
    if act.size is not None:
        size = Size(*act.size)
        app.post_message(events.Resize(size, size))
    for are_keys, messages in groupby(_read(act.data), lambda one: isinstance(one, events.Key)):
        together: list[Any] = list(messages)
        if are_keys and len(together) > 1:
            together = [Typed(tuple(together))]
        for message in together:
            app.post_message(message)


def _read(data: bytes) -> list[Message]:
    """What a terminal's bytes mean; Esc alone would be waited for."""
    if data == _ESCAPE:
        return [events.Key("escape", "\x1b")]
    return list(CellParser().feed(data.decode())) if data else []
