"""A picture as PNG, for documents that take no SVG. Needs Pillow, which `fouraxis[office]` has."""

import io
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from fouraxis.report.drawing import Box, Line, Picture, Text, hatching
from fouraxis.report.escape import plain
from fouraxis.report.palette import LIGHT

if TYPE_CHECKING:
    from PIL import ImageDraw, ImageFont

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

    found = [font for names in _FONTS if (font := _loaded(names[bold], size))]
    if not found:
        return ImageFont.load_default(size)
    letters = {letter for letter in text if not letter.isspace()}
    return max(found, key=lambda font: sum(_has(font, letter) for letter in letters))


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
