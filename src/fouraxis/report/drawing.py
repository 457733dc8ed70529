"""Pictures as boxes, lines and texts, drawn the same as SVG and as PNG, in the screen's colours.

PNG needs Pillow, which `fouraxis[office]` has.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from fouraxis.report.escape import plain, svg as safe, width as cells_of
from fouraxis.report.palette import LIGHT

if TYPE_CHECKING:
    from PIL import ImageDraw, ImageFont


Hatch = Literal["none", "rising", "level", "crossed"]
"""How a box is hatched, so that it differs in grey too."""

Segment = tuple[float, float, float, float]

_CELL: Final = 0.58
"""How wide a narrow character is on average, as a part of the size of the type."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box; `fill`, `outline` and the hatching's `ink` are colours of the palette."""

    x: float
    y: float
    width: float
    height: float
    fill: str = "paper"
    outline: str = ""
    hatch: Hatch = "none"
    ink: str = "quiet"
    round: float = 0
    weight: float = 1


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x: float
    y: float
    to_x: float
    to_y: float
    ink: str = "line"
    weight: float = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text; `y` is its base line, `x` its start, middle or end as `anchor` says."""

    x: float
    y: float
    text: str
    size: float = 13
    ink: str = "ink"
    anchor: Literal["start", "middle", "end"] = "start"
    bold: bool = False


Shape = Box | Line | Text


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with its words: `title` is its caption, `description` says it to who cannot see."""

    name: str
    title: str
    description: str
    width: float
    height: float
    shapes: tuple[Shape, ...]


def fitting(text: str, room: float, size: float) -> str:
    """The text on one line, cut to the room that there is: a table beside has it whole."""
    line = " ".join(text.split())
    if cells_of(line) * size * _CELL <= room:
        return line
    while line and (cells_of(line) + 1) * size * _CELL > room:
        line = line[:-1]
    return f"{line.rstrip()}…"


def hatching(box: Box) -> Iterator[Segment]:
    """The lines of a box's hatching, cut off at its edges."""
    x, y, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    if box.hatch == "level":
        for step in range(1, int(box.height / 5) + 1):
            if y + step * 5 < bottom:
                yield x, y + step * 5, right, y + step * 5
    if box.hatch in ("rising", "crossed"):
        for start in range(6, int(box.width + box.height), 6):
            over_x, over_y = max(0.0, start - box.height), max(0.0, start - box.width)
            yield x + over_x, min(y + start, bottom), min(x + start, right), y + over_y
            if box.hatch == "crossed":
                yield x + over_x, max(y, bottom - start), min(x + start, right), bottom - over_y


SCALE: Final = 2
"""Dots per unit of the drawing: sharp in print."""

_FONTS: Final = (
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    ("arial.ttf", "arialbd.ttf"),
    ("Arial.ttf", "Arial Bold.ttf"),
    ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    ("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"),
    ("msgothic.ttc", "msgothic.ttc"),
    ("PingFang.ttc", "PingFang.ttc"),
)
"""Where the system has none of these, Pillow's own font draws Latin text."""


def png(picture: Picture) -> bytes:
    """The picture on white paper, without any metadata.

    Raises:
        ImportError: Pillow is not installed.
    """
    from PIL import Image, ImageDraw

    size = (round(picture.width * SCALE), round(picture.height * SCALE))
    image = Image.new("RGB", size, LIGHT["paper"])
    draw = ImageDraw.Draw(image)
    for shape in picture.shapes:
        match shape:
            case Box():
                _box(draw, shape)
            case Line():
                ends = _scaled(shape.x, shape.y, shape.to_x, shape.to_y)
                draw.line(ends, LIGHT[shape.ink], _weight(shape.weight))
            case Text():
                _text(draw, shape)
    written = io.BytesIO()
    image.quantize(128).save(written, "PNG", optimize=False, dpi=(SCALE * 96, SCALE * 96))
    return written.getvalue()


def _box(draw: "ImageDraw.ImageDraw", box: Box) -> None:
    place = _scaled(box.x, box.y, box.x + box.width, box.y + box.height)
    draw.rounded_rectangle(place, box.round * SCALE, LIGHT[box.fill])
    for segment in hatching(box):
        draw.line(_scaled(*segment), LIGHT[box.ink], _weight(1))
    if box.outline:
        outline = LIGHT[box.outline]
        draw.rounded_rectangle(place, box.round * SCALE, None, outline, _weight(box.weight))


def _text(draw: "ImageDraw.ImageDraw", text: Text) -> None:
    shown = plain(text.text).replace("\n", " ")
    font = _font(shown, text.size * SCALE, text.bold)
    anchor = {"start": "ls", "middle": "ms", "end": "rs"}[text.anchor]
    draw.text((text.x * SCALE, text.y * SCALE), shown, LIGHT[text.ink], font, anchor)


def _font(text: str, size: float, bold: bool) -> "ImageFont.FreeTypeFont | ImageFont.ImageFont":
    """The first font that has every letter of the text, else the one that has most of them."""
    from PIL import ImageFont

    fonts = [font for names in _FONTS if (font := _loaded(names[bold], size))]
    if not fonts:
        return ImageFont.load_default(size)
    letters = {letter for letter in text if not letter.isspace()}
    return max(fonts, key=lambda font: sum(_has(font, letter) for letter in letters))


@lru_cache(maxsize=256)
def _loaded(name: str, size: float) -> "ImageFont.FreeTypeFont | None":
    from PIL import ImageFont

    try:
        return ImageFont.truetype(name, size)
    except OSError:
        return None


@lru_cache(maxsize=20_000)
def _has(font: "ImageFont.FreeTypeFont", letter: str) -> bool:
    """Whether a font has a letter: what it lacks, it draws as the box for what it lacks."""
    if letter.isascii():
        return True
    lacking, drawn = font.getmask("\U000e0fff"), font.getmask(letter)
    return drawn.size != lacking.size or bytes(drawn) != bytes(lacking)


def _scaled(*places: float) -> tuple[float, ...]:
    return tuple(place * SCALE for place in places)


def _weight(weight: float) -> int:
    return max(1, round(weight * SCALE))


_FONT: Final = "system-ui, 'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"


def svg(picture: Picture, *, alone: bool = True) -> str:
    """The picture as one `svg` element; `alone` makes it a file, with a background and a size."""
    size = f'width="{picture.width:g}" height="{picture.height:g}" ' if alone else ""
    space = 'xmlns="http://www.w3.org/2000/svg" ' if alone else ""
    ids = f"{picture.name}-title {picture.name}-text"
    lines = [
        f'<svg {space}{size}viewBox="0 0 {picture.width:g} {picture.height:g}" role="img"'
        f' aria-labelledby="{ids}" font-family="{_FONT}">',
        f'<title id="{picture.name}-title">{safe(picture.title)}</title>',
        f'<desc id="{picture.name}-text">{safe(picture.description)}</desc>',
    ]
    if alone:
        lines.append(f'<rect width="100%" height="100%" fill="{LIGHT["paper"]}"/>')
    for shape in picture.shapes:
        lines += _shape(shape)
    return "\n".join([*lines, "</svg>", ""])


def _shape(shape: Box | Line | Text) -> Iterator[str]:
    match shape:
        case Box():
            yield from _svg_box(shape)
        case Line():
            yield _line((shape.x, shape.y, shape.to_x, shape.to_y), shape.ink, shape.weight)
        case Text():
            weight = ' font-weight="bold"' if shape.bold else ""
            anchor = f' text-anchor="{shape.anchor}"' if shape.anchor != "start" else ""
            yield (
                f'<text x="{shape.x:g}" y="{shape.y:g}" font-size="{shape.size:g}"{anchor}{weight}'
                f" {_fill(shape.ink)}>{safe(shape.text)}</text>"
            )


def _svg_box(box: Box) -> Iterator[str]:
    place = f'x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}"'
    corner = f' rx="{box.round:g}"' if box.round else ""
    yield f"<rect {place}{corner} {_fill(box.fill)}/>"
    for segment in hatching(box):
        yield _line(segment, box.ink, 1)
    if box.outline:
        stroke = f'class="s-{box.outline}" stroke="{LIGHT[box.outline]}"'
        yield f'<rect {place}{corner} fill="none" {stroke} stroke-width="{box.weight:g}"/>'


def _line(segment: tuple[float, float, float, float], ink: str, weight: float) -> str:
    x, y, to_x, to_y = segment
    return (
        f'<path d="M{x:g} {y:g}L{to_x:g} {to_y:g}" class="s-{ink}" stroke="{LIGHT[ink]}"'
        f' stroke-width="{weight:g}"/>'
    )


def _fill(colour: str) -> str:
    return f'class="f-{colour}" fill="{LIGHT[colour]}"'
