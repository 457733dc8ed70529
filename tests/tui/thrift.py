"""What all tests of a process need not do anew: parse a style sheet, read the words, draw a frame.

Nothing of it is tested less: a sheet parsed under the same variables holds the same rules, the
words shipped do not change while tests run, and of the frames after a key the room draws the last,
which stays on the wall. The tests in a real terminal do all three as the program does.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from textual._compositor import Compositor
from textual._context import visible_screen_stack
from textual.app import App
from textual.css.model import RuleSet
from textual.css.parse import parse
from textual.screen import Screen
from textual.strip import Strip

from fouraxis.content.load import load, shipped
from fouraxis.content.models import Content

_PARSED: dict[Any, list[RuleSet]] = {}


def _rules(scope: str, css: str, read_from: Any, **more: Any) -> Iterable[RuleSet]:
    """The rules of a sheet, as parsed when its variables first had these values."""
    variables = more["variable_tokens"] or {}
    values = {name: "".join(token.value for token in of) for name, of in variables.items()}
    way = (more["is_default_rules"], more["tie_breaker"])
    key = (scope, css, read_from, frozenset(values.items()), way)
    if key not in _PARSED:
        _PARSED[key] = list(parse(scope, css, read_from, **more))
    return _PARSED[key]


@cache
def _shipped(folder: Path) -> Content:
    return load(folder)


def _words(folder: Path | None = None) -> Content:
    """The content of a folder, which is read once if it is one that is shipped."""
    screens = shipped("screens")
    folder = folder or screens
    return _shipped(folder) if folder.is_relative_to(screens) else load(folder)


def _undrawn(
    compositor: Compositor, full: bool = False, screen_stack: list[Screen[Any]] | None = None
) -> Any:
    """Draw no frame that nobody looks at: a room that is waited for draws the last."""
    compositor._dirty_regions.clear()
    return None


def frame(app: App[Any]) -> list[Strip]:
    """What the terminal shows of an application, with what lies behind a dialog."""
    visible_screen_stack.set(list(app._background_screens))
    return app.screen._compositor.render_strips(app.size)


def spare(patch: pytest.MonkeyPatch) -> None:
    """Do once what would be the same again."""
    patch.setattr("textual.css.stylesheet.parse", _rules)
    patch.setattr("fouraxis.tui.app.load", _words)
    patch.setattr(Compositor, "render_update", _undrawn)
