"""The table over all workloads: levels, verdict, and how much is open."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final, Literal

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from fouraxis.content.language import tr
from fouraxis.content.models import Content as Words
from fouraxis.content.terms import AXES, Axis
from fouraxis.report.recommendation import level_name
from fouraxis.report.summary import signed
from fouraxis.tui.look import GLYPHS, cut, shown_line
from fouraxis.tui.parts.editors import PointedList
from fouraxis.tui.parts.text import Align, in_columns
from fouraxis.tui.summary.verdict import (
    LOUD,
    because,
    decided,
    recommended,
    settled,
    unplaced,
)
from fouraxis.workshop.assess import Assessed
from fouraxis.workshop.ready import Signing
from fouraxis.workshop.session import Session


@dataclass(frozen=True, slots=True)
class Columns:
    """How wide each column is; the workload's name takes what is left."""

    levels: tuple[int, int, int, int]
    recommended: int
    because: int
    decision: int
    ready: int
    open: int = 4

    def name(self, width: int) -> int:
        """How wide the name is where the whole line has this width."""
        rest = (*self.levels, self.recommended, self.because, self.decision, self.ready, self.open)
        return max(width - sum(rest) - len(rest), 8)

    def cells(self, width: int) -> tuple[int, ...]:
        """How wide each column is in a line of this width, from the first to the last."""
        rest = (self.recommended, self.because, self.decision, self.ready, self.open)
        return (self.name(width), *self.levels, *rest)


WIDE: Final = Columns((7, 9, 7, 8), 22, 13, 15, 6)
NARROW: Final = Columns((4, 4, 4, 5), 10, 8, 10, 4)
WIDE_FROM: Final = 112
"""The width of a line from which words stand in full."""


def columns(width: int) -> Columns:
    """The columns for a line of this width."""
    return WIDE if width >= WIDE_FROM else NARROW


@dataclass(frozen=True, slots=True)
class DecidedColumns:
    """How wide each column of the decisions is; one of no width has no room."""

    name: int
    decided: int
    because: int
    by: int
    next: int

    @property
    def cells(self) -> tuple[int, ...]:
        """How wide each column is, from the first to the last."""
        return (self.name, self.decided, self.because, self.by, self.next)


_LEAST_NEXT: Final = 24
"""The narrowest column that says what comes next: less of it says nothing."""


def decided_columns(width: int, longest: int) -> DecidedColumns:
    """The columns of the decisions, where the longest name has so many cells.

    A name is whole before anything says what comes next; that has all that is left.
    """
    decided, because, by = (24, 13, 16) if width >= WIDE_FROM else (24, 8, 14)
    rest = width - decided - because - by - 3 * _GAP
    name = min(max(longest, len("Workload")), rest)
    left = rest - name - _GAP
    if left < _LEAST_NEXT and rest - _LEAST_NEXT - _GAP >= _LEAST_NAME:
        name = max(rest - _LEAST_NEXT - _GAP, _LEAST_NAME)
        left = rest - name - _GAP
    if left < _LEAST_NEXT:
        return DecidedColumns(rest, decided, because, by, 0)
    return DecidedColumns(name, decided, because, by, left)


_GAP: Final = 2
_LEAST_NAME: Final = 28
"""A name may be cut to so many cells where that makes room for what comes next."""

_ALIGNED: Final[tuple[Align, ...]] = (*("left",) * 9, "right")
"""Only the count of what is open stands at the right of its column."""


View = Literal["decided", "levels"]
"""What a line says of a workload: what was decided, or where it was placed."""


def head_line(words: Words, width: int, view: View = "levels", longest: int = 0) -> Content:
    """The names of the columns, short where there is little room."""
    if view == "decided":
        names = words.summary.columns
        head_names = (
            names["workload"].name,
            tr("Decided"),
            names["because"].name,
            tr("By"),
            tr("Next step"),
        )
        room = decided_columns(width, longest).cells
        return in_columns(map(Content, head_names), room, gap=_GAP).stylize("bold $quiet")
    cells = columns(width).cells(width)
    heads = [
        Content.styled(head.name if len(head.name) <= room else head.short or head.name)
        for head, room in zip(words.summary.columns.values(), cells, strict=True)
    ]
    return in_columns(heads, cells, _ALIGNED).stylize("bold $quiet")


def _who(name: str, cells: int) -> str:
    """A person, without what stands in brackets behind the name where that has no room."""
    return name if cell_len(name) <= cells else name.partition(" (")[0]


class SummaryTable(PointedList):
    """Arrows or a click move, Enter or another click asks for the reasons."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "show why", key_display="Enter", id="summary.why"),
    ]

    @dataclass
    class Moved(Message):
        """The cursor is on this workload."""

        workload: str

    @dataclass
    class Wanted(Message):
        """The reasons of this workload are wanted; None: the table is empty."""

        workload: str | None

    @dataclass
    class LaidOut(Message):
        """The columns have other widths now."""

    def __init__(self, words: Words, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._words = words
        self._rows: tuple[Assessed, ...] = ()
        self._signings: Mapping[str, Signing] = {}
        self._drawn: tuple[int, bool] = (0, False)
        self._live = False
        self.view: View = "decided"

    @property
    def longest(self) -> int:
        """The cells of the longest name."""
        return max((cell_len(row.workload.name) for row in self._rows), default=0)

    def turn(self) -> None:
        """Show the other view."""
        self.view = "levels" if self.view == "decided" else "decided"
        at = self.highlighted
        if self._rows:
            self.set_options(Option(self._prompt(row)) for row in self._rows)
            self.highlighted = at

    @property
    def workload(self) -> str | None:
        """The workload under the cursor."""
        at = self.highlighted
        return self._rows[at].workload_id if at is not None and at < len(self._rows) else None

    @property
    def line_width(self) -> int:
        """How many cells a line has."""
        return self.scrollable_content_region.width

    def show(
        self,
        session: Session,
        rows: tuple[Assessed, ...],
        signings: Mapping[str, Signing],
        current: str | None,
    ) -> None:
        """Show these workloads with the cursor on one of them; what did not change stays."""
        wanted = (self.line_width, session.reveal == "live")
        old, self._rows = self._rows, rows
        signed, self._signings = self._signings, signings
        names = [[(r.workload_id, r.workload.name) for r in each] for each in (old, rows)]
        same = self._drawn == wanted and names[0] == names[1]
        self._drawn = wanted
        self._live = wanted[1]
        if not rows:
            empty = tr("No workloads yet. Enter goes where they are added.")
            self.set_options([Option(Content.styled(empty, "$quiet"))])
        elif same and old:
            for index, (row, before) in enumerate(zip(rows, old, strict=True)):
                key = row.workload_id
                if row is not before or signings[key] is not signed[key]:
                    self.replace_option_prompt_at_index(index, self._prompt(row))
        else:
            self.set_options(Option(self._prompt(row)) for row in rows)
        ids = [row.workload_id for row in rows]
        self.highlighted = ids.index(current) if current in ids else 0

    def on_resize(self, _: events.Resize) -> None:
        """Lay the lines out anew for another width."""
        if self._rows and self.line_width != self._drawn[0]:
            at = self.highlighted
            self._drawn = (self.line_width, self._live)
            self.set_options(Option(self._prompt(row)) for row in self._rows)
            self.highlighted = at
        self.post_message(self.LaidOut())

    def _decided(self, assessed: Assessed) -> Content:
        """A workload with what was decided, why, by whom, and what comes next."""
        words, width = self._words, self.line_width
        layout = decided_columns(width, self.longest)
        recommendation = assessed.recommendation
        out_of_sight = assessed.status == "not-placed" and not self._live
        steps = () if out_of_sight else recommendation.next_steps
        decision = assessed.workload.decision
        parts = [
            shown_line(assessed.workload.name),
            settled(words, assessed, layout.decided, out_of_sight=out_of_sight),
            Content("" if out_of_sight else because(words, recommendation, layout.because)),
            shown_line(_who(decision.by if decision else "", layout.by)),
            shown_line(steps[0].text if steps else "", "$quiet"),
        ]
        return in_columns(parts, layout.cells, gap=_GAP)

    def _prompt(self, assessed: Assessed) -> Content:
        if self.view == "decided":
            return self._decided(assessed)
        width = self.line_width
        layout = columns(width)
        words, workload = self._words, assessed.workload
        again = {contradiction.axis for contradiction in assessed.contradictions}
        levels = [
            self._level(words, axis, workload.axis(axis).level, cells)
            if axis not in again
            else self._again(words, axis, workload.axis(axis).level, cells)
            for axis, cells in zip(AXES, layout.levels, strict=True)
        ]
        out_of_sight = assessed.status == "not-placed" and not self._live
        outcome = (
            Content.styled(unplaced(words, assessed, layout.recommended), "$quiet")
            if out_of_sight
            else recommended(words, assessed.recommendation, layout.recommended)
        )
        reason = "" if out_of_sight else because(words, assessed.recommendation, layout.because)
        parts = [
            shown_line(workload.name),
            *levels,
            outcome,
            Content(reason),
            decided(words, assessed, layout.decision),
            Content("") if out_of_sight else self._ready(assessed.workload_id, layout.ready),
            Content.styled(str(assessed.open), "$quiet" if not assessed.open else "$foreground"),
        ]
        return in_columns(parts, layout.cells(width), _ALIGNED)

    def _again(self, words: Words, axis: Axis, level: str | None, cells: int) -> Content:
        """A level to confirm again, marked as well as loud."""
        name = self._level(words, axis, level, cells - 1).plain
        return Content.styled(f"{cut(name, cells - 1)}{GLYPHS.warning}", LOUD)

    def _ready(self, workload: str, cells: int) -> Content:
        """How many checks before signing are met; a dash where the word for none has no room."""
        signs = self._signings[workload]
        text = signed(signs, self._words)
        if not signs.asked:
            return Content.styled(text if len(text) <= cells else "-", "$quiet")
        return Content.styled(text, "$warning" if signs.open else "$success")

    @staticmethod
    def _level(words: Words, axis: Axis, level: str | None, cells: int) -> Content:
        """A level in words; a question mark where it is unknown, a dot where it was not asked."""
        if level is None:
            return Content.styled("·", "$faint")
        if level == "unknown":
            return Content.styled("?", "bold $warning")
        name, wording = level_name(level, axis, words), words.axes.axes[axis].levels.get(level)
        return Content(wording.short or name if wording and len(name) > cells else name)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell where the cursor is."""
        event.stop()
        if self.workload is not None:
            self.post_message(self.Moved(self.workload))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter, or a click on the row under the cursor, asks for the reasons."""
        event.stop()
        at = event.option_index
        self.post_message(self.Wanted(self._rows[at].workload_id if self._rows else None))
