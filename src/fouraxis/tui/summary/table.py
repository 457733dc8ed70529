"""The table over all workloads, and how a recommendation and a decision are said in a few words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from fouraxis.content.language import tr
from fouraxis.content.models import Content as Words
from fouraxis.content.terms import AXES, MODEL_CODES, Axis
from fouraxis.decision.recommendation import Recommendation
from fouraxis.decision.words import because_words, say
from fouraxis.report.summary import level_name, signed, tell
from fouraxis.tui.look import cut, model_glyph, model_style
from fouraxis.tui.parts.editors import PointedList
from fouraxis.workshop.assess import Assessed
from fouraxis.workshop.ready import Signing
from fouraxis.workshop.session import Session

STRICT: Final = "!"
"""The mark of strict governance beside a model, the same as on the map."""


def model_name(words: Words, model: str, style: str = "") -> Content:
    """An engagement model with its glyph, in its hue."""
    name = words.matrix.models[model].name
    return Content.styled(f"{model_glyph(model)} {name}", f"{style} {model_style(model)}".strip())


def model_code(model: str) -> Content:
    """An engagement model as its code, in its hue."""
    return Content.styled(MODEL_CODES[model], model_style(model))


def hidden(session: Session, assessed: Assessed) -> bool:
    """Whether the room has not earned the outcome yet: it places all four axes first."""
    return assessed.status == "not-placed" and session.reveal != "live"


def recommended(words: Words, recommendation: Recommendation, width: int = 0) -> Content:
    """What is recommended; codes instead of names where the width (0: any) asks for it."""
    lead = recommendation.lead
    if lead is None:
        return _possible(recommendation, width)
    strict = f" {STRICT}" if recommendation.strict_governance else ""
    full = Content.assemble(model_name(words, lead), (strict, f"bold {model_style(lead)}"))
    if not width or full.cell_length <= width:
        return full
    short = f"{model_glyph(lead)} {MODEL_CODES[lead]}{strict}"
    return Content.styled(short, model_style(lead))


def _possible(recommendation: Recommendation, width: int) -> Content:
    """The models that are still possible: "? ADV/DNO", or how many they are: "? 5 ways"."""
    codes = Content.styled("/", "$quiet").join(map(model_code, recommendation.possible))
    full = Content.assemble(("? ", "bold $warning"), codes)
    if not width or full.cell_length <= width:
        return full
    return Content.styled(tr("? {count} ways", count=len(recommendation.possible)), "$warning")


def because(words: Words, recommendation: Recommendation, width: int = 0) -> str:
    """What it rests on: "row 5 + rule"; "5+rule" where the width (0: any) asks for it."""
    full = because_words(words, recommendation)
    if not width or len(full) <= width:
        return full
    if recommendation.provisional:
        return tell(words, "no-model")
    basis = recommendation.basis
    parts = [*map(str, basis.rows)] or [tr("interp.")]
    return "+".join([*parts, say(words, "because-rule")] if basis.rules else parts)


def decided(words: Words, assessed: Assessed, width: int = 0) -> Content:
    """What the room decided, with the model where it is not the recommended one."""
    state, decision = assessed.decision_state, assessed.workload.decision
    name = words.summary.decisions[state].name
    if decision is None:
        if assessed.status == "to-confirm":
            return Content.styled(words.summary.statuses[assessed.status].name, "$warning")
        return Content.styled(name, "$quiet")
    if state == "agreed":
        return Content.styled(name, "$success")
    if state == "outdated":
        full = f"{name.upper()} {MODEL_CODES[decision.model]}"
        return Content.styled(
            full if not width or len(full) <= width else name.upper(), "bold reverse $error"
        )
    if width and len(name) + 4 > width:
        name = words.summary.decisions[state].short or name
    return Content.assemble(f"{name} ", model_code(decision.model))


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


WIDE: Final = Columns((7, 9, 7, 8), 22, 12, 15, 6)
NARROW: Final = Columns((4, 4, 4, 5), 10, 8, 10, 4)
WIDE_FROM: Final = 112
"""The width of a line from which words stand in full."""


def columns(width: int) -> Columns:
    """The columns for a line of this width."""
    return WIDE if width >= WIDE_FROM else NARROW


def head_line(words: Words, width: int) -> Content:
    """The names of the columns, short where there is little room."""
    layout = columns(width)
    heads = [
        head.name if len(head.name) <= cells else head.short or head.name
        for head, cells in zip(words.summary.columns.values(), layout.cells(width), strict=True)
    ]
    return _line([Content.styled(head, "bold $quiet") for head in heads], layout, width)


def _line(parts: Sequence[Content], layout: Columns, width: int) -> Content:
    """Parts in their columns, one cell apart; the last one stands at the right."""
    *most, last = [
        (part.truncate(cell, ellipsis=True), max(cell - part.cell_length, 0))
        for part, cell in zip(parts, layout.cells(width), strict=True)
    ]
    return Content(" ").join(
        [*(part.pad_right(room) for part, room in most), last[0].pad_left(last[1])]
    )


def _unplaced(words: Words, assessed: Assessed, cells: int) -> str:
    """How far a workload is that the room has not placed yet, short where there is little room."""
    state = words.summary.statuses[assessed.status]
    return state.name if len(state.name) <= cells else state.short or state.name


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
        same = self._drawn == wanted and [r.workload_id for r in old] == [
            r.workload_id for r in rows
        ]
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

    def _prompt(self, assessed: Assessed) -> Content:
        width = self.line_width
        layout = columns(width)
        words, workload = self._words, assessed.workload
        levels = [
            self._level(words, axis, level, cells)
            for axis, cells in zip(AXES, layout.levels, strict=True)
            for level in (workload.axis(axis).level,)
        ]
        out_of_sight = assessed.status == "not-placed" and not self._live
        outcome = (
            Content.styled(_unplaced(words, assessed, layout.recommended), "$quiet")
            if out_of_sight
            else recommended(words, assessed.recommendation, layout.recommended)
        )
        reason = "" if out_of_sight else because(words, assessed.recommendation, layout.because)
        parts = [
            Content(cut(workload.name, layout.name(width))),
            *levels,
            outcome,
            Content(reason),
            decided(words, assessed, layout.decision),
            Content("") if out_of_sight else self._ready(assessed.workload_id, layout.ready),
            Content.styled(str(assessed.open), "$quiet" if not assessed.open else "$foreground"),
        ]
        return _line(parts, layout, width)

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
