"""What is wrong with a screen on a wall: cut, outside, glued, too many keys, or not loud enough."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from textual.content import Content
from textual.geometry import Region
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from fouraxis.tui.look import GLYPHS, Growing
from fouraxis.tui.parts.bars import AT_THE_FOOT, KeyBar
from fouraxis.tui.step import StepScreen
from tests.report.contrast import contrast
from tests.stage.cells import Line, plain, runs

AA, AAA = 4.5, 7.0
"""The contrast that WCAG asks of text, and of text that has to be read from afar."""

FREE: Final = 6
"""More blank cells than these beside a text, and it need not have been cut."""

CUT: Final = re.compile(r"\w…(?=\s|$)")
FRAMES: Final = re.compile("[─-╿▀-▟]")
KEYS_APART: Final = re.compile(r"\s{2,}")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where it can be seen."""

    kind: str
    where: str


def faults_of_layout(screen: Screen[Any], lines: tuple[Line, ...]) -> Iterator[Fault]:
    """What is wrong whatever the colours are."""
    size = screen.size.region
    for widget in shown(screen):
        region = seen(widget, size)
        text = [plain(line[region.x : region.right]) for line in lines[region.y : region.bottom]]
        yield from _cut(widget, text)
        yield from _outside(widget, size)
        yield from _lost(widget)
        if isinstance(widget, KeyBar):
            yield from _too_many_keys(widget, text)
    yield from _glued(lines)


def faults_of_colour(screen: Screen[Any], lines: tuple[Line, ...]) -> Iterator[Fault]:
    """What cannot be read well, and what is louder than the question."""
    texts = [run for run in runs(lines) if not FRAMES.fullmatch(run.text[0])]
    if isinstance(screen, ModalScreen):  # what lies behind it is dimmed, and not to be read
        boxes = [box.region for box in screen.query(".dialog").results(Widget)]
        texts = [run for run in texts if any(box.contains(run.column, run.row) for box in boxes)]
    for run in texts:
        if run.look.text != run.look.ground and contrast(run.look.text, run.look.ground) < AA:
            yield Fault("faint", run.text)
    if not isinstance(screen, StepScreen):
        return
    for question in screen.query("#aside-question").results(Widget):
        region = seen(question, screen.size.region)
        loud = [run for run in texts if region.contains(run.column, run.row)]
        if not question.display or not loud:
            continue
        asked = loud[0].look
        if contrast(asked.text, asked.ground) < AAA:
            yield Fault("question faint", loud[0].text)
        for run in texts:
            at_cursor = any(cell.sign == GLYPHS.cursor for cell in lines[run.row])
            if run.look.loud > asked.loud and not at_cursor and run.row != loud[0].row:
                yield Fault("louder than the question", run.text)


def shown(screen: Screen[Any]) -> Iterator[Widget]:
    """The widgets that draw something themselves."""
    for widget in screen.query("*").results(Widget):
        inner = [child for child in widget.children if child.display]
        visible = all(
            node.display for node in widget.ancestors_with_self if isinstance(node, Widget)
        )
        if visible and not inner and widget.region.area:
            yield widget


def seen(widget: Widget, screen: Region) -> Region:
    """The part of a widget that is on the screen and in whatever it lies in."""
    region = widget.region.intersection(screen)
    for node in widget.ancestors:
        if isinstance(node, Widget):
            region = region.intersection(node.region)
    return region


def _cut(widget: Widget, text: list[str]) -> Iterator[Fault]:
    """A text that was cut beside cells that are blank on its line, or at the end of every line.

    The last column of a table is as wide as its longest text, so other lines end before it.
    """
    lines = [FRAMES.sub(" ", line) for line in text]
    ends = [len(line) - len(line.rstrip()) for line in lines if line.strip()]
    for line in lines:
        for cut in CUT.finditer(line):
            rest = line[cut.end() :]
            beside = len(rest) - len(rest.lstrip())
            if (beside > FREE and rest.strip()) or min(ends) > FREE:
                yield Fault("cut", f"{type(widget).__name__}: {line.strip()}")


def _lost(widget: Widget) -> Iterator[Fault]:
    """A text that takes more lines than its widget has: its end is nowhere to be seen."""
    if isinstance(widget, Growing):
        text, size = widget.render(), widget.content_size
        if isinstance(text, Content) and len(text.wrap(max(size.width, 1))) > size.height:
            yield Fault("lost", f"{widget!r}: {text.plain[-40:]}")


def _outside(widget: Widget, screen: Region) -> Iterator[Fault]:
    scrolls = any(
        isinstance(node, Widget) and (node.is_scrollable and node.allow_vertical_scroll)
        for node in widget.ancestors
    )
    if not scrolls and seen(widget, screen) != widget.region:
        yield Fault("outside", f"{widget!r} {widget.region}")


def _too_many_keys(bar: KeyBar, text: list[str]) -> Iterator[Fault]:
    keys = [key for line in text for key in KEYS_APART.split(line.strip()) if key]
    if len(keys) > AT_THE_FOOT or len(text) > 1:
        yield Fault("keys", " | ".join(keys))


def _glued(lines: tuple[Line, ...]) -> Iterator[Fault]:
    """Two words of two looks with nothing between them."""
    for line in lines:
        for at, (one, other) in enumerate(pairwise(line)):
            looks = (one.text, one.bold) != (other.text, other.bold) and one.ground == other.ground
            if looks and one.sign.isalnum() and other.sign.isalnum():
                yield Fault("glued", plain(line[max(at - 12, 0) : at + 12]))
