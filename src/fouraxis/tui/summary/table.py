"""The table over all workloads: levels, the verdict, and how much is open."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Final, Literal, NamedTuple

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from fouraxis.content.language import tr
from fouraxis.content.models import Content as Words
from fouraxis.content.terms import AXES, Axis, Model, model_code
from fouraxis.decision.reasons import say
from fouraxis.decision.recommendation import Recommendation, because_words
from fouraxis.report.recommendation import level_name
from fouraxis.report.summary import signed, tell
from fouraxis.tui.look import (
    GLYPHS,
    STRICT,
    Align,
    PointedList,
    cut,
    in_columns,
    model_glyph,
    model_style,
    shown_line,
)
from fouraxis.workshop import actions, assess, carry, matters
from fouraxis.workshop.session import Session
from fouraxis.workshop.text import today

LOUD: Final = "bold reverse $error"
"""The style of what a room must not overlook."""


def model_name(words: Words, model: str, style: str = "") -> Content:
    """An engagement model with its glyph, in its hue."""
    name = words.matrix.models[model].name
    return Content.styled(f"{model_glyph(model)} {name}", f"{style} {model_style(model)}".strip())


def code_in_hue(model: str) -> Content:
    """An engagement model as its code, in its hue."""
    return Content.styled(model_code(model), model_style(model))


def hidden(session: Session, assessed: assess.Assessed) -> bool:
    """Whether the room has not earned the outcome yet: it places all four axes first."""
    return assessed.status == "not-placed" and session.reveal != "live"


def recommended(words: Words, recommendation: Recommendation, width: int = 0) -> Content:
    """What is recommended; codes instead of names where the width (0: any) asks for it."""
    lead = recommendation.lead
    if lead is None:
        return _possible(recommendation, width)
    strict = f" {STRICT}" if recommendation.strict_governance else ""
    later = f": {say(words, 'not-yet')}" if recommendation.not_yet else ""
    full = Content.assemble(model_name(words, lead), (strict + later, f"bold {model_style(lead)}"))
    if not width or full.cell_length <= width:
        return full
    short = f"{model_glyph(lead)} {model_code(lead)}{strict}"
    if later and len(short + later) <= width:
        short += later
    return Content.styled(short, model_style(lead))


def _possible(recommendation: Recommendation, width: int) -> Content:
    """The models that are still possible: "? ADV/DNO", or how many they are: "? 5 ways"."""
    codes = Content.styled("/", "$quiet").join(map(code_in_hue, recommendation.possible))
    full = Content.assemble(("? ", "bold $warning"), codes)
    if not width or full.cell_length <= width:
        return full
    return Content.styled(tr("? {count} ways", count=len(recommendation.possible)), "$warning")


def because(words: Words, recommendation: Recommendation, width: int = 0) -> str:
    """What it rests on: "matrix row 5 + rule"; where the width (0: any) asks, "row 5 + rule".

    So it stands in a column that is named after the matrix; where that is narrow, as "5+rule".
    """
    full, basis = because_words(words, recommendation), recommendation.basis
    in_words = recommendation.provisional or not basis.rows
    if not width or (in_words and len(full) <= width):
        return full
    if recommendation.provisional:
        return tell(words, "no-model")
    rows = [*map(str, basis.rows)]
    rule = [say(words, "because-rule")] if basis.rules else []
    guide = [tr("guide")] if recommendation.tie_break and not rule else []
    parts = [*(rows or [tr("interp.")]), *rule]
    if rows:
        named = tr("row {rows}", rows="+".join(rows))
        whole = " + ".join([named, *rule, *guide])
        if len(whole) <= width:
            return whole
    whole = "+".join([*parts, *guide])
    return whole if len(whole) <= width else "+".join(parts)


def decided(
    words: Words, assessed: assess.Assessed, width: int = 0, *, named: bool = False
) -> Content:
    """What the room decided, with the model where it is neither the recommended one nor `named`."""
    state, decision = assessed.decision_state, assessed.workload.decision
    name = words.summary.decisions[state].name
    if decision is None:
        if assessed.status == "to-confirm":
            return Content.styled(words.summary.statuses[assessed.status].name, "$warning")
        return Content.styled(name, "$quiet")
    if named:
        carried = carry.decision_carried(assessed.workload) and state != "outdated"
        style = {"agreed": "$success", "outdated": LOUD}.get(state, "")
        name = name.upper() if state == "outdated" else name
        return Content.styled(tr("carried"), "$warning") if carried else Content.styled(name, style)
    if carry.decision_carried(assessed.workload) and state != "outdated":
        full = f"{tr('carried')} {model_code(decision.model)}"
        return Content.styled(
            full if not width or len(full) <= width else tr("carried"), "$warning"
        )
    if state == "agreed":
        return Content.styled(name, "$success")
    if state == "outdated":
        full = f"{name.upper()} {model_code(decision.model)}"
        return Content.styled(full if not width or len(full) <= width else name.upper(), LOUD)
    if width and len(name) + 4 > width:
        name = words.summary.decisions[state].short or name
    return Content.assemble(f"{name} ", code_in_hue(decision.model))


def settled(words: Words, assessed: assess.Assessed, width: int, *, out_of_sight: bool) -> Content:
    """What was decided, in whole words; in brackets what is recommended and not decided yet."""
    decision, state = assessed.workload.decision, assessed.decision_state
    if assessed.contradictions:
        return Content.styled(words.summary.statuses["level-again"].name.upper(), LOUD)
    if decision is None:
        lead = assessed.recommendation.lead
        if out_of_sight:
            return Content.styled(unplaced(words, assessed, width), "$quiet")
        if lead is None:
            return _possible(assessed.recommendation, width)
        name = Content.assemble("(", _staying(words, assessed, lead, width - 2), ")")
        if assessed.status != "to-confirm":
            code = Content.assemble("(", code_in_hue(lead), ")")
            return name if name.cell_length <= width else code
        open_yet = ("  " + words.summary.statuses["to-confirm"].name, "$warning")
        full = Content.assemble(name, open_yet)
        short = Content.assemble("(", code_in_hue(lead), ")", open_yet)
        return full if full.cell_length <= width else short
    name = _staying(words, assessed, decision.model, width)
    carried = carry.decision_carried(assessed.workload)
    if state == "agreed" and not carried:
        return name if name.cell_length <= width else code_in_hue(decision.model)
    mark = words.summary.decisions[state]
    style = LOUD if state == "outdated" else "$warning"
    text = mark.name.upper() if state == "outdated" else mark.short or mark.name
    if carried and state != "outdated":
        text = tr("carried")
    full = Content.assemble(name, "  ", (text, style))
    if full.cell_length <= width:
        return full
    return Content.assemble(code_in_hue(decision.model), "  ", (text, style))


def _staying(words: Words, assessed: assess.Assessed, model: Model, width: int) -> Content:
    """A model in whole words; where it stays inside for now, it says that it is not for ever."""
    if not assessed.recommendation.not_yet or model != assessed.recommendation.lead:
        return model_name(words, model)
    return recommended(words, assessed.recommendation, width)


def overtaken(words: Words, assessed: assess.Assessed) -> Content:
    """What has to be looked at again, loud, to stand behind a name; else nothing.

    A level to be confirmed again is, and a decision that is outdated.
    """
    loud = []
    if assessed.contradictions:
        loud.append(words.summary.statuses["level-again"].name)
    if assessed.decision_state == "outdated":
        loud.append(words.summary.decisions["outdated"].name)
    return Content("").join(Content.assemble("  ", (name.upper(), LOUD)) for name in loud)


def unplaced(words: Words, assessed: assess.Assessed, cells: int) -> str:
    """How far a workload is that the room has not placed yet, short where there is little room."""
    state = words.summary.statuses[assessed.status]
    return state.name if len(state.name) <= cells else state.short or state.name


@dataclass(frozen=True, slots=True)
class Columns:
    """How wide each column is, 0 where it is not there; the workload's name takes what is left."""

    levels: tuple[int, int, int, int]
    recommended: int
    because: int
    decision: int
    ready: int
    open: int
    gap: int = 1

    @property
    def behind(self) -> tuple[int, ...]:
        """The columns behind the name."""
        rest = (self.recommended, self.because, self.decision, self.ready, self.open)
        return (*self.levels, *rest)

    @property
    def gaps(self) -> int:
        """How many columns have space before them."""
        return sum(width > 0 for width in self.behind)

    def name(self, width: int) -> int:
        """How wide the name is where the whole line has this width."""
        return max(width - sum(self.behind) - self.gap * self.gaps, 8)

    def cells(self, width: int) -> tuple[int, ...]:
        """How wide each column is in a line of this width, from the first to the last."""
        return (self.name(width), *self.behind)


NARROW: Final = Columns((4, 4, 4, 5), 10, 0, 10, 4, 4)
IN_WORDS: Final = Columns((7, 9, 7, 8), 8, 0, 10, 0, 0)
LAYOUTS: Final = (
    Columns((7, 9, 7, 11), 30, 15, 15, 6, 4),
    Columns((7, 9, 7, 8), 22, 13, 15, 6, 4),
    Columns((7, 9, 7, 8), 10, 8, 15, 6, 4),
    Columns((7, 9, 7, 8), 10, 0, 15, 6, 4),
    Columns((7, 9, 7, 8), 8, 0, 15, 6, 4),
    IN_WORDS,
    NARROW,
)
"""The most that each column is given: words in full, codes for models, and all of it short.

Where names have little room, what a recommendation rests on is said with the decisions alone; and
before a level is short, what is counted is said below alone.
"""

WIDE_FROM: Final = 112
"""The width of a line from which levels stand in full, even where names are cut for it."""


def columns(width: int) -> Columns:
    """The columns for a line of this width in which the names have no room as they are."""
    return LAYOUTS[2] if width >= WIDE_FROM else NARROW


class DecidedColumns(NamedTuple):
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


def decided_columns(width: int, longest: int, who: int = 0) -> DecidedColumns:
    """The columns of the decisions, where the longest name has so many cells.

    A name is whole before anything says what comes next; that has all that is left. Of the people
    who decided the longest has `who` cells (0: any); where nothing says what comes next, the model
    has what is not needed for them.
    """
    decided, because, by = (28, 13, 16) if width >= WIDE_FROM else (24, 8, 14)
    spare = by - max(who, _LEAST_WHO) if 0 < who < by else 0
    by -= spare
    rest = width - decided - because - by - 3 * _GAP
    name = min(max(longest, len("Workload")), rest)
    left = rest - name - _GAP
    if left < _LEAST_NEXT and rest - _LEAST_NEXT - _GAP >= _LEAST_NAME:
        name = max(rest - _LEAST_NEXT - _GAP, _LEAST_NAME)
        left = rest - name - _GAP
    if left < _LEAST_NEXT:
        spare = max(rest - max(longest, _LEAST_NAME), spare)
        wider = min(spare, _WHOLE_MODEL - decided)
        return DecidedColumns(rest - wider, decided + wider, because, by, 0)
    return DecidedColumns(name, decided, because, by, left)


_LEAST_WHO: Final = 6
"""The narrowest column of who decided."""

_WHOLE_MODEL: Final = 30
"""Cells for the longest name of a model, which has them before a name has more than it needs."""

_GAP: Final = 2
_WIDEST_GAP: Final = 6
"""Blank cells between two columns where there is much room, so that no gap behind names is wide."""

_SHORT_NAME: Final = 20
"""A name is cut to so many cells before levels are short."""

_LEAST_NAME: Final = 28
"""A name may be cut to so many cells where that makes room for what comes next."""

_ALIGNED: Final[tuple[Align, ...]] = (*("left",) * 9, "right")
"""Only the count of what is open stands at the right of its column."""


View = Literal["decided", "levels"]
"""What a line says of a workload: what was decided, or where it was placed."""


def _heads(words: Words, layout: Columns) -> list[str]:
    """The names of the columns behind the name, short where there is little room."""
    named = list(words.summary.columns.items())[1:]
    return [
        tr("Matrix")
        if key == "because"
        else head.name
        if len(head.name) <= room
        else head.short or head.name
        for (key, head), room in zip(named, layout.behind, strict=True)
    ]


def head_line(
    words: Words, width: int, layout: Columns | None = None, longest: int = 0, who: int = 0
) -> Content:
    """The names of the columns: those of the levels in their layout, or else of the decisions."""
    names = words.summary.columns
    if layout is None:
        head_names = (
            names["workload"].name,
            tr("Decided"),
            tr("Matrix"),
            tr("By"),
            tr("Next step"),
        )
        room = decided_columns(width, longest, who).cells
        return in_columns(map(Content, head_names), room, gap=_GAP).stylize("bold $quiet")
    heads = map(Content, (names["workload"].name, *_heads(words, layout)))
    line = in_columns(heads, layout.cells(width), _ALIGNED, gap=layout.gap)
    return line.stylize("bold $quiet")


FRAGILE: Final = "~"
"""Stands behind the name of a workload whose recommendation is fragile."""


def _named(assessed: assess.Assessed, cells: int) -> Content:
    """A workload's name, marked where its recommendation is fragile."""
    name = assessed.workload.name
    if not assessed.fragile:
        return shown_line(name)
    return Content.assemble(
        shown_line(cut(name, max(cells - 2, 1))), (f" {FRAGILE}", "bold $warning")
    )


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

    def __init__(self, words: Words, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._words = words
        self._rows: tuple[assess.Assessed, ...] = ()
        self._signings: Mapping[str, matters.Signing] = {}
        self._steps: Mapping[str, str] = {}
        self._drawn: tuple[int, bool] = (0, False)
        self._live = False
        self._fitted: Columns | None = None
        self.view: View = "decided"

    @property
    def longest(self) -> int:
        """The cells of the longest name."""
        return max((cell_len(row.workload.name) for row in self._rows), default=0)

    @property
    def who(self) -> int:
        """The cells of the longest name of those who decided, without what stands behind it."""
        decisions = (row.workload.decision for row in self._rows)
        names = (_who(each.by, 0) for each in decisions if each is not None)
        return max(map(cell_len, names), default=0)

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
        rows: tuple[assess.Assessed, ...],
        signings: Mapping[str, matters.Signing],
        current: str | None,
    ) -> None:
        """Show these workloads with the cursor on one of them; what did not change stays."""
        wanted = (self.line_width, session.reveal == "live")
        old, self._rows = self._rows, rows
        fitted, self._fitted = self._fitted, None
        signed, self._signings = self._signings, signings
        steps, self._steps = self._steps, actions.next_steps(session, self._words, today())
        names = [[(r.workload_id, r.workload.name) for r in each] for each in (old, rows)]
        same = self._drawn == wanted and names[0] == names[1]
        if self.view == "levels":
            same = same and fitted == self.fitted
        self._drawn = wanted
        self._live = wanted[1]
        if not rows:
            empty = tr("No workloads yet. Enter goes where they are added.")
            self.set_options([Option(Content.styled(empty, "$quiet"))])
        elif same and old:
            for index, (row, before) in enumerate(zip(rows, old, strict=True)):
                key = row.workload_id
                step = self._steps.get(key) != steps.get(key)
                if row is not before or signings[key] is not signed[key] or step:
                    self.replace_option_prompt_at_index(index, self._prompt(row))
        else:
            self.set_options(Option(self._prompt(row)) for row in rows)
        ids = [row.workload_id for row in rows]
        self.highlighted = ids.index(current) if current in ids else 0

    def lay_out(self) -> bool:
        """Lay the lines out anew, if they have another width than those that are shown."""
        other = bool(self._rows) and self.line_width != self._drawn[0]
        if other:
            at = self.highlighted
            self._drawn = (self.line_width, self._live)
            self._fitted = None
            self.set_options(Option(self._prompt(row)) for row in self._rows)
            self.highlighted = at
        return other

    def _decided(self, assessed: assess.Assessed) -> Content:
        """A workload with what was decided, why, by whom, and what comes next."""
        words, width = self._words, self.line_width
        layout = decided_columns(width, self.longest, self.who)
        recommendation = assessed.recommendation
        out_of_sight = assessed.status == "not-placed" and not self._live
        step = "" if out_of_sight else self._steps.get(assessed.workload_id, "")
        decision = assessed.workload.decision
        parts = [
            _named(assessed, layout.name),
            settled(words, assessed, layout.decided, out_of_sight=out_of_sight),
            Content("" if out_of_sight else because(words, recommendation, layout.because)),
            shown_line(_who(decision.by if decision else "", layout.by)),
            shown_line(step, "$quiet"),
        ]
        return in_columns(parts, layout.cells, gap=_GAP)

    def _prompt(self, assessed: assess.Assessed) -> Content:
        if self.view == "decided":
            return self._decided(assessed)
        layout, width = self.fitted, self.line_width
        cells = [_named(assessed, layout.name(width)), *self._behind(assessed, layout)]
        return in_columns(cells, layout.cells(width), _ALIGNED, gap=layout.gap)

    @property
    def fitted(self) -> Columns:
        """The columns of the levels: the fullest that leave the names whole, no wider than filled.

        Where none does, those for a line of this width.
        """
        if self._fitted is None:
            width = self.line_width
            named = max(self.longest, len("Workload")) + 2 * any(row.fragile for row in self._rows)
            for layout in map(self._filled, LAYOUTS):
                gap = (width - sum(layout.behind) - named) // layout.gaps
                if gap >= 1:
                    self._fitted = replace(layout, gap=min(gap, _WIDEST_GAP))
                    break
            else:
                layout, words = columns(width), self._filled(IN_WORDS)
                short = layout == NARROW and words.name(width) >= _SHORT_NAME
                self._fitted = words if short else self._filled(layout)
        return self._fitted

    def _filled(self, layout: Columns) -> Columns:
        """The columns, no wider than what stands in them."""
        lines = [[cell.cell_length for cell in self._behind(row, layout)] for row in self._rows]
        heads = [cell_len(head) for head in _heads(self._words, layout)]
        cells = map(min, layout.behind, map(max, *lines, heads) if lines else heads)
        sensitivity, maturity, certainty, readiness, *rest = cells
        return Columns((sensitivity, maturity, certainty, readiness), *rest)

    def _behind(self, assessed: assess.Assessed, layout: Columns) -> list[Content]:
        """What stands behind a name: levels, outcome and reason, the decision, what is open."""
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
        return [
            *levels,
            outcome,
            Content(reason),
            decided(words, assessed, layout.decision),
            Content("") if out_of_sight else self._ready(assessed.workload_id, layout.ready),
            Content.styled(str(assessed.open), "$quiet" if not assessed.open else "$foreground"),
        ]

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
