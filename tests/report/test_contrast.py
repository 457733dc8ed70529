"""Every text of a page and of its pictures can be read: in light, in dark, and in print.

The colours are read out of the style sheet itself, so that a new one is looked at too.
"""

import re
from collections.abc import Iterator

import pytest

from fouraxis.content.load import shipped
from fouraxis.content.models import Content
from fouraxis.report.drawing import Box, Picture, Text
from fouraxis.report.figures import pictures
from fouraxis.report.palette import DARK, LIGHT, Palette
from fouraxis.report.summary import summarise
from fouraxis.report.web import style_sheet
from fouraxis.store.read import read
from tests.report.contrast import contrast
from tests.report.marked import Texts, full

TEXT, GRAPHIC = 4.5, 3.0
"""What WCAG AA asks of text, and of what else has to be seen."""

PALETTES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light and print", "dark"])


def rules() -> Iterator[tuple[str, str]]:
    """Every rule of the style sheet: what it is for, and what it says."""
    for rule in re.finditer(r"([^{}]+)\{([^{}]*)\}", style_sheet()):
        yield rule[1].strip(), rule[2]


def colours(name: str) -> set[str]:
    """The colours of the palette that a property such as `color` is given anywhere."""
    pattern = rf"(?<![\w-]){name}:[^;}}]*?var\(--([\w-]+)\)"
    return {colour for _, looks in rules() for colour in re.findall(pattern, looks)}


@PALETTES
def test_every_colour_of_text_can_be_read_on_every_ground(palette: Palette) -> None:
    inks, grounds = colours("color"), colours("background")
    assert {"ink", "quiet", "accent"} <= inks
    assert {"paper", "panel"} <= grounds
    pairs = {(ink, ground) for ink in inks for ground in grounds}
    assert [pair for pair in pairs if contrast(palette[pair[0]], palette[pair[1]]) < TEXT] == []


@PALETTES
def test_what_has_the_focus_is_framed_so_that_it_is_seen(palette: Palette) -> None:
    for frame in colours("outline"):
        for ground in colours("background"):
            assert contrast(palette[frame], palette[ground]) >= GRAPHIC


def test_all_colours_come_from_the_palette_and_a_page_is_printed_in_the_light_one() -> None:
    looks = [text for where, text in rules() if where != ":root" and "@media" not in where]
    assert not re.findall(r"#[0-9a-f]{3,8}\b|rgb|hsl|gradient|opacity", " ".join(looks))
    light, dark = (text for where, text in rules() if where.endswith(":root"))
    assert f"--ink: {LIGHT['ink']}" in light
    assert f"--ink: {DARK['ink']}" in dark
    assert style_sheet().count("prefers-color-scheme") == 1
    assert "@media screen and (prefers-color-scheme: dark)" in style_sheet()


def drawn(content: Content) -> Iterator[Picture]:
    for name in ("four-workloads", "half-way", "twenty-four-workloads"):
        session = read(shipped("sessions") / f"{name}.toml").session
        yield from pictures(summarise(session, content), content)
    yield from pictures(summarise(full(content, Texts()), content), content)


def below(text: Text, picture: Picture) -> Box:
    """The box that a text is written on; the paper where there is none."""
    ground = Box(0, 0, picture.width, picture.height)
    x, y = text.x, text.y - text.size / 3
    for shape in picture.shapes[: picture.shapes.index(text)]:
        if isinstance(shape, Box):
            across = shape.x <= x <= shape.x + shape.width
            ground = shape if across and shape.y <= y <= shape.y + shape.height else ground
    return ground


@PALETTES
def test_every_text_of_a_picture_can_be_read_on_what_is_below_it(
    content: Content, palette: Palette
) -> None:
    seen = 0
    for picture in drawn(content):
        for text in (
            shape for shape in picture.shapes if isinstance(shape, Text) and shape.text.strip()
        ):
            ground = below(text, picture)
            assert contrast(palette[text.ink], palette[ground.fill]) >= TEXT, (text, ground)
            assert ground.hatch == "none", (text, ground)
            seen += 1
    assert seen > 300
