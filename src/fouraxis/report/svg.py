"""A picture as SVG: a file of its own, or a part of a page whose style sheet may recolour it."""

from collections.abc import Iterator
from typing import Final

from fouraxis.report.drawing import Box, Line, Picture, Text, hatching
from fouraxis.report.escape import svg as safe
from fouraxis.report.palette import LIGHT

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
            yield from _box(shape)
        case Line():
            yield _line((shape.x, shape.y, shape.to_x, shape.to_y), shape.ink, shape.weight)
        case Text():
            weight = ' font-weight="bold"' if shape.bold else ""
            anchor = f' text-anchor="{shape.anchor}"' if shape.anchor != "start" else ""
            yield (
                f'<text x="{shape.x:g}" y="{shape.y:g}" font-size="{shape.size:g}"{anchor}{weight}'
                f" {_fill(shape.ink)}>{safe(shape.text)}</text>"
            )


def _box(box: Box) -> Iterator[str]:
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
