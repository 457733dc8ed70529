"""What a report is made of: blocks of plain text that each format writes in its own way.

No text in here is escaped, and none is markup: escaping is each writer's own business.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from fouraxis.report.drawing import Picture

Tone = Literal["plain", "lead", "quiet", "notice"]
"""How a paragraph sounds: as any other, as an opening, as an aside, as the standing notice."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 for a part, 2 for a workload or vendor, 3 for what is below.

    It looks as its level does. It counts as deep as `depth`, since who listens to a report counts
    on it that no level is left out; 0: as deep as its level.
    """

    text: str
    level: int
    anchor: str = ""
    depth: int = 0

    @property
    def deep(self) -> int:
        """How deep it counts."""
        return self.depth or self.level


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; line breaks in it are the room's."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without numbers."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with what they are: a table of two columns without heads."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its first column heads the rows.

    `title` says what it is to who cannot see it, `widths` are parts of the whole width, and
    `numbers` are the columns that hold numbers.
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, with a table of the same data beside it unless it stands `alone`."""

    picture: Picture
    alone: bool = False


@dataclass(frozen=True, slots=True)
class PageEnd:
    """What follows starts on a new page, where there are pages."""


Block = Heading | Paragraph | Bullets | Facts | Table | Figure | PageEnd


def nested(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, with each heading one deeper than the one that it is below."""
    above: list[int] = []
    for block in blocks:
        if isinstance(block, Heading):
            above = [level for level in above if level < block.level] + [block.level]
            yield replace(block, depth=len(above))
        else:
            yield block


def facts(title: str, rows: dict[str, str]) -> tuple[Facts, ...]:
    """The facts that there are; nothing where there is none."""
    filled = tuple((name, text) for name, text in rows.items() if text)
    return (Facts(title, filled),) if filled else ()


def table(
    title: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    widths: Sequence[int],
    numbers: Iterable[int] = (),
) -> tuple[Table, ...]:
    """A table without the columns that are empty all the way down; nothing where it has no row."""
    full = [tuple(row) for row in rows]
    if not full:
        return ()
    kept = [n for n in range(len(heads)) if n == 0 or any(row[n] for row in full)]
    return (
        Table(
            title,
            tuple(heads[n] for n in kept),
            tuple(tuple(row[n] for n in kept) for row in full),
            tuple(widths[n] for n in kept),
            frozenset(kept.index(n) for n in numbers if n in kept),
        ),
    )


def section(heading: Heading, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """A heading with what is below it; nothing where nothing is below: no section is empty."""
    below = tuple(blocks)
    return (heading, *below) if below else ()
