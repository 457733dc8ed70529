"""Columns: texts side by side, each in its own cells, so that no two of them ever touch."""

from collections.abc import Iterable, Sequence
from typing import Final, Literal

from textual.content import Content

Align = Literal["left", "center", "right"]

GAP: Final = 1
"""Blank cells between two columns, at least."""


def fit(text: Content, width: int, align: Align = "left") -> Content:
    """A text in exactly so many cells: cut with an ellipsis, or with space beside it."""
    text = text.truncate(width, ellipsis=True)
    room = max(width - text.cell_length, 0)
    before = {"left": 0, "center": room // 2, "right": room}[align]
    return text.pad_left(before).pad_right(room - before)


def in_columns(
    texts: Iterable[Content],
    widths: Sequence[int],
    aligned: Sequence[Align] = (),
    *,
    gap: int = GAP,
) -> Content:
    """A line of a table: each text fitted to its column, so much space between any two.

    A column of no width is not there. Columns beyond those that `aligned` tells of are on the left.
    """
    rest: list[Align] = ["left"] * (len(widths) - len(aligned))
    return Content(" " * gap).join(
        [
            fit(text, width, side)
            for text, width, side in zip(texts, widths, (*aligned, *rest), strict=True)
            if width > 0
        ]
    )
