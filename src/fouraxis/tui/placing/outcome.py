"""Where a workload lands: the reveal, the map with its cell, what would change it, the matrix."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import ClassVar, Final, Literal, NamedTuple

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from fouraxis.content.language import tr
from fouraxis.content.load import shipped
from fouraxis.content.models import Content as Words, EngagementModel
from fouraxis.content.terms import AXES, LEVELS, Axis, model_code
from fouraxis.decision import reasons
from fouraxis.decision.matrix import Cell, Placement, alternative, cells, lead
from fouraxis.decision.reasons import models_words, place_words, say
from fouraxis.decision.recommendation import Change, Recommendation, because_words, change_words
from fouraxis.tui.look import (
    GAP,
    GLYPHS,
    MEASURE,
    STRICT,
    Align,
    Banner,
    Block,
    Growing,
    Page,
    Reading,
    codes_in_words,
    cut,
    cut_content,
    entry,
    filled,
    fit,
    heading,
    in_columns,
    model_glyph,
    model_style,
    shown_line,
    whose_words,
)
from fouraxis.tui.parts import bars, dialogs
from fouraxis.workshop import assess
from fouraxis.workshop.question import live

CELL: Final = 8
"""Cells of the terminal per cell of the map: a mark where the workload is, and two codes."""

_RULE: Final = 2
"""As many steps of a level as another answer to a rule is away."""

_SHORT_HEAD: Final = 4
"""Cells for the name of a row of the map, in a panel that has no more room."""

_NAMED: Final = 36
"""Lines of a screen from which on the map has names, which take several lines each."""

_GUTTER: Final = 2
"""Blank cells at either side of the reveal, as in reveal.tcss."""

NEAREST: Final = 2
"""So many answers are named that would change it."""

_AROUND: Final = 5
"""Lines of a screen beside those of the panel: bars above and below it, and its border."""

_HEAD: Final = 8
"""Cells for the name of a row of a map with names, and a blank."""


def longest_word(words: Words) -> int:
    """The cells of the longest word in the names of the models that are on the map."""
    models = words.matrix.models
    there = {option for cell in cells(words).values() for option in cell.options}
    return max(cell_len(word) for option in there for word in models[option].name.split())


def width_for_names(words: Words) -> int:
    """The cells that a map with names asks for, none of whose words is broken."""
    return _HEAD + len(LEVELS["maturity"]) * (longest_word(words) + len(GLYPHS.chosen_left) + GAP)


class Landing(NamedTuple):
    """What there is to show. `revealed` is false while the room has not placed all axes.

    `again` says which levels are to be confirmed again.
    """

    placement: Placement
    recommendation: Recommendation
    status: str
    revealed: bool
    again: tuple[str, ...] = ()


def nearest(placement: Placement, changes: Sequence[Change]) -> list[Change]:
    """Changes with the nearest first: few answers before several, a step before two of them."""

    def steps(question: str, to: str) -> int:
        axis = next((axis for axis in AXES if axis == question), None)
        if axis is None:  # a rule: yes or no, and no small thing
            return _RULE
        levels = tuple(LEVELS[axis])
        here = placement.axis(axis)
        if here not in levels or to not in levels:
            return 1
        return abs(levels.index(here) - levels.index(to))

    def far(change: Change) -> tuple[int, int]:
        return len(change.answers), sum(steps(question, to) for question, to in change.answers)

    return sorted(changes, key=far)


def _change(words: Words, change: Change) -> Content:
    return Content.styled(
        change_words(words, change), model_style(change.lead) if change.lead else ""
    )


def _height(line: Content, width: int) -> int:
    return max(len(line.wrap(max(width, 1))), 1)


def outcome(words: Words, landing: Landing) -> list[Content]:
    """The outcome in a few lines: lead, alternative, basis, and whether it is final."""
    recommendation = landing.recommendation
    if not landing.revealed:
        return [
            Content.styled(tr("Hidden until all four axes are placed."), "$quiet"),
            Content.styled(tr("l shows it at once."), "$quiet"),
        ]
    models = words.matrix.models
    if recommendation.lead is None:
        lines = [Content.styled(tr("Provisional: it depends"), "bold $warning")]
        for model, holds in list(recommendation.possible.items())[:4]:
            condition = reasons.possible_words(words, holds[:2]) + (" …" if len(holds) > 2 else "")
            name = f"{model_glyph(model)} {models[model].name}"
            lines.append(Content.assemble((name, model_style(model)), (f": {condition}", "$quiet")))
        return lines
    style = model_style(recommendation.lead)
    name = models[recommendation.lead].name
    lines = [Content.styled(f"{model_glyph(recommendation.lead)} {name}", f"bold {style}")]
    if recommendation.not_yet:
        lines.append(Content.styled(reasons.say(words, "not-yet"), style))
    if recommendation.strict_governance:
        lines.append(Content.styled(reasons.say(words, "with-strict-governance"), style))
    for other in recommendation.options[1:]:
        lines.append(
            filled(tr("or {model}"), model=Content.styled(models[other].name, model_style(other)))
        )
    lines.append(Content.styled(because_words(words, recommendation), "$quiet"))
    if landing.status == "to-confirm":
        lines.append(Content.styled(tr("Not in the published matrix: confirm it"), "$warning"))
    return lines


class LandingWidget(Widget):
    """Something that shows where a workload lands."""

    def __init__(self, words: Words, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._words = words
        self._landing: Landing | None = None

    def show(self, landing: Landing | None) -> None:
        """Show where the workload lands (None: there is no workload)."""
        if landing != self._landing:
            self._landing = landing
            self.changed()

    def changed(self) -> None:
        """Something else is to be drawn."""
        self.refresh()


class LandingPanel(LandingWidget, Growing):
    """The map with this workload's cell marked, the outcome, and what would change it."""

    def __init__(self, words: Words, *, id: str | None = None) -> None:
        super().__init__(words, id=id)
        self._drawn: tuple[Landing | None, Size, int] | None = None
        self._content = Content()

    def changed(self) -> None:
        """What is revealed may take many more lines than what hid it."""
        self.grow()

    def lines_at(self, width: int) -> int:
        """As many lines as the map and its words need."""
        return self.render().get_height(self.styles.get_rules(), width)

    def render(self) -> Content:
        """The map and its words, drawn once for a landing and a size."""
        drawn = (self._landing, self.app.size, self.content_size.width)
        if drawn != self._drawn:
            self._drawn, self._content = drawn, self._draw()
        return self._content

    def _draw(self) -> Content:
        """Of what would change it, there is the nearest where there is no room for all."""
        if self._landing is None:
            return Content.styled(tr("No workload yet."), "$quiet")
        landing, width = self._landing, self.content_size.width
        named = self._has_room_for_names()
        chart = self._named_map(landing) if named else self._map(landing)
        lines = [*chart, Content(""), *outcome(self._words, landing)]
        for warning in landing.again:
            lines += [Content(""), Content.styled(f"{GLYPHS.warning} {warning}", "bold $warning")]
        changes: list[Content] = []
        below = self._legend(landing, named=named)
        if landing.revealed:
            warnings = landing.recommendation.warnings
            below = [
                *(
                    line
                    for warning in warnings
                    for line in (
                        Content(""),
                        Content.styled(f"{GLYPHS.warning} {warning}", "$warning"),
                    )
                ),
                *below,
            ]
            ordered = nearest(landing.placement, landing.recommendation.changes)
            changes = [_change(self._words, change) for change in ordered]
        if changes:
            lines += [Content(""), Content.styled(tr("What would change it"), "bold")]
            taken = sum(_height(line, width) for line in (*lines, *below))
            lines += self._fitting(changes, self.app.size.height - _AROUND - taken, width)
        return Content("\n").join([*lines, *below])

    @staticmethod
    def _fitting(changes: list[Content], room: int, width: int) -> list[Content]:
        """Those that so many lines have room for, at least the nearest, and how many more."""
        if sum(_height(change, width) for change in changes) <= room:
            return changes
        kept: list[Content] = []
        for change in changes:
            room -= _height(change, width)
            if room < 1 and len(kept) >= NEAREST:
                break
            kept.append(change)
        left = len(changes) - len(kept)
        more = [Content.styled(tr("and {count} more", count=left), "$quiet")] if left else []
        return [*kept, *more]

    @property
    def _name_width(self) -> int:
        """The cells of a column of the map that has names."""
        return (self.content_size.width - _HEAD) // len(LEVELS["maturity"]) - GAP

    def _has_room_for_names(self) -> bool:
        """Whether the map can have names: no word of them is broken, and enough is left below."""
        marked = len(GLYPHS.chosen_left)
        fits = longest_word(self._words) + marked <= self._name_width
        return fits and self.app.size.height >= _NAMED

    def _map(self, landing: Landing) -> list[Content]:
        widths = self._widths(LEVELS["maturity"])
        aligned: list[Align] = ["left", "center", "center", "center"]
        lines = self._heads(landing, widths, aligned)
        for sensitivity in LEVELS["sensitivity"]:
            parts = [Content.styled(self._level("sensitivity", sensitivity, widths[0]), "$quiet")]
            for maturity in LEVELS["maturity"]:
                cell, here = self._at(landing, sensitivity, maturity)
                parts.append(self._cell(cell, landing, here))
            lines.append(in_columns(parts, widths, aligned))
        return lines

    def _named_map(self, landing: Landing) -> list[Content]:
        """The same with names in its cells, each over as many lines as it takes."""
        column = self._name_width
        widths = [_HEAD - GAP, *(column for _ in LEVELS["maturity"])]
        lines = self._heads(landing, widths, [])
        for sensitivity in LEVELS["sensitivity"]:
            head = Content.styled(self._level("sensitivity", sensitivity, _HEAD - GAP), "$quiet")
            parts = [[head]]
            for maturity in LEVELS["maturity"]:
                cell, here = self._at(landing, sensitivity, maturity)
                parts.append(self._names(cell, landing, here, column))
            lines += [
                in_columns(line, widths) for line in zip_longest(*parts, fillvalue=Content(""))
            ]
            lines.append(Content(""))
        return lines[:-1]

    def _heads(self, landing: Landing, widths: list[int], aligned: list[Align]) -> list[Content]:
        """At which certainty, and the names of the columns."""
        certainty = landing.placement.axis("certainty")
        names = [
            self._level("maturity", maturity, column)
            for maturity, column in zip(LEVELS["maturity"], widths[1:], strict=True)
        ]
        axis = self._words.axes.axes["certainty"].name
        placed = self._level("certainty", certainty) if certainty else tr("not placed")
        return [
            Content.assemble((f"{axis}: ", "$quiet"), (placed, "bold")),
            in_columns([Content(""), *map(Content, names)], widths, aligned).stylize("$quiet"),
        ]

    def _at(self, landing: Landing, sensitivity: str, maturity: str) -> tuple[Cell | None, bool]:
        """A cell of the map, as far as it is revealed, and whether the workload lies there."""
        placement = landing.placement
        place = (sensitivity, maturity, placement.axis("certainty") or "")
        cell = cells(self._words).get(place) if landing.revealed else None
        here = placement.axis("sensitivity"), placement.axis("maturity")
        return cell, here == (sensitivity, maturity)

    def _legend(self, landing: Landing, *, named: bool) -> list[Content]:
        """What the codes in sight stand for, and what says whose they are."""
        shown = [
            cell
            for sensitivity in LEVELS["sensitivity"]
            for maturity in LEVELS["maturity"]
            if (cell := self._at(landing, sensitivity, maturity)[0]) is not None
        ]
        if not shown:
            return []
        return [Content(""), *codes_in_words(self._words, shown, models=not named)]

    def _names(self, cell: Cell | None, landing: Landing, here: bool, width: int) -> list[Content]:
        """The options of a cell by name, what leads first; in small letters where that is ours."""
        if cell is None:
            mark = GLYPHS.chosen_left if here else GLYPHS.none
            return [Content.styled(mark, "bold" if here else "$faint")]
        first, other = self._options(cell, landing)
        names = [self._words.matrix.models[model].name for model in (first, other) if model]
        text = " / ".join(names) + ("!" if cell.strict_governance else "")
        room = width - len(GLYPHS.chosen_left) if here else width
        lines = Content(text.lower() if cell.interpretation else text).wrap(room)
        if not here:
            return [line.stylize(model_style(first)) for line in lines]
        return [
            fit(Content.assemble("" if at else GLYPHS.chosen_left, line), width).stylize(
                f"bold reverse {model_style(first)}"
            )
            for at, line in enumerate(lines)
        ]

    @staticmethod
    def _options(cell: Cell, landing: Landing) -> tuple[str, str | None]:
        """What leads in a cell, and what else is offered there."""
        readiness = landing.placement.axis("readiness")
        if readiness:
            return lead(cell, readiness), alternative(cell, readiness)
        return cell.options[0], cell.options[1] if len(cell.options) > 1 else None

    def _widths(self, maturities: Sequence[str]) -> list[int]:
        """The columns of the map: as wide as their names, as long as there is room for it."""
        axes = self._words.axes.axes
        whole = [
            max(len(level.name) for level in axes["sensitivity"].levels.values()),
            *(len(axes["maturity"].levels[maturity].name) for maturity in maturities),
        ]
        widths = [_SHORT_HEAD, *(CELL for _ in maturities)]
        room = self.content_size.width - sum(widths) - GAP * len(maturities)
        for at, name in reversed(list(enumerate(whole))):
            more = name - widths[at]
            if 0 < more <= room:
                widths[at] += more
                room -= more
        return widths

    def _level(self, axis: Axis, level: str, cells: int = 0) -> str:
        """A level in words; short where so many cells (0: any) have no room for its name."""
        words = self._words.axes.axes[axis].levels[level]
        fits = not cells or len(words.name) <= cells
        return words.name if fits else cut(words.short or words.name, cells)

    @staticmethod
    def _cell(cell: Cell | None, landing: Landing, here: bool) -> Content:
        if cell is None:
            text, style = GLYPHS.none, "$faint"
        else:
            first, other = LandingPanel._options(cell, landing)
            text = model_code(first, interpretation=cell.interpretation)
            if other:
                text += "/" + model_code(other, interpretation=cell.interpretation)
            if cell.strict_governance:
                text += "!"
            style = model_style(first)
        if here:
            return Content.styled(f"{GLYPHS.chosen_left}{text}", f"bold reverse {style}")
        return Content.styled(text, style)


class Matter(NamedTuple):
    """Something that is said in a few lines: texts below each other, behind a head."""

    head: Content
    texts: tuple[Content, ...]

    def height(self, width: int) -> int:
        """The lines that all of it takes."""
        return sum(map(len, self._wrapped(width)))

    def lines(self, width: int, room: int) -> list[Content]:
        """The texts that so many lines have room for, and how many more there are.

        Where not even the first has room, it says so by its end.
        """
        lines: list[Content] = []
        left = len(self.texts)
        for wrapped in self._wrapped(width):
            if len(lines) + len(wrapped) > room:
                break
            lines += wrapped
            left -= 1
        if not lines:
            lines = self._wrapped(width)[0][:room]
            left -= 1
            lines[-1] = Content.assemble(lines[-1].rstrip(), " …")
        if left:
            more = Content.styled(f"  {tr('and {count} more', count=left)}", "$quiet")
            fits = lines[-1].cell_length + more.cell_length <= width
            lines[-1] = Content.assemble(lines[-1].rstrip(), more if fits else " …")
        return [cut_content(line, width) for line in lines]

    def _wrapped(self, width: int) -> list[list[Content]]:
        """The lines of each text, the very first one with its head."""
        indent = self.head.cell_length
        wrapped = [text.wrap(max(width - indent, 10)) or [Content("")] for text in self.texts]
        return [
            [
                Content.assemble(" " * indent if at or number else self.head, line)
                for number, line in enumerate(lines)
            ]
            for at, lines in enumerate(wrapped)
        ]


class LandingLine(LandingWidget, Growing):
    """The same in a few lines, for a terminal too narrow for the panel.

    It takes as many as there is `room` for: each matter has one before any has a second.
    """

    LEAST: Final = 2
    room = LEAST

    def changed(self) -> None:
        """Something else may take more lines."""
        self.grow()

    def stand_below(self, left: int) -> bool:
        """Begin so many cells from the left, where what stands above begins; whether it did not."""
        other = bool(self.styles.padding.left != left)
        if other:
            self.styles.padding = (0, 0, 0, left)
        return other

    def give(self, room: int) -> bool:
        """Take at most so many lines from now on; whether it took others before."""
        room = max(room, self.LEAST)
        before, self.room = self.room, room
        if room != before:
            self.grow()
        return room != before

    def lines_at(self, width: int) -> int:
        """As many lines as there are to show and room for."""
        needed = sum(matter.height(width) for matter in self._matters())
        return min(max(needed, self.LEAST), self.room)

    def render(self) -> Content:
        """The outcome, what is to be confirmed again, warnings, and what would change it."""
        width, matters = self.content_size.width, self._matters()[: self.room]
        more = self.room - len(matters)
        lines: list[Content] = []
        for matter in matters:
            part = matter.lines(width, 1 + more)
            more -= len(part) - 1
            lines += part
        return Content("\n").join(lines)

    def _matters(self) -> list[Matter]:
        """What there is to say, what weighs most first."""
        if self._landing is None:
            return []
        recommendation, quiet = self._landing.recommendation, "$quiet"
        heads = (tr("Lands on"), tr("Changes"))
        indent = max(map(len, heads)) + 2
        lands, changing = (Content.styled(head.ljust(indent), quiet) for head in heads)
        sign = Content.styled(GLYPHS.warning.rjust(indent - 1) + " ", "$warning")
        matters = [Matter(lands, (Content("  ").join(outcome(self._words, self._landing)),))]
        matters += [
            Matter(sign, (Content.styled(text, "bold $warning"),)) for text in self._landing.again
        ]
        if self._landing.revealed:
            matters += [
                Matter(sign, (Content.styled(text, "$warning"),))
                for text in recommendation.warnings
            ]
            ordered = nearest(self._landing.placement, recommendation.changes)
            if ordered:
                changes = tuple(_change(self._words, change) for change in ordered)
                matters.append(Matter(changing, changes))
        return matters


Answer = Literal["decide", "differ", "later"] | None
"""What the room makes of it: decided as recommended, differently, not now; or it goes back."""


def in_full(words: Words, recommendation: Recommendation, width: int) -> tuple[Content, ...]:
    """The outcome in full words: the model large, what goes with it, or what is still possible."""
    models = words.matrix.models
    lead = recommendation.lead
    if lead is None:
        lines = [Content.styled(tr("Provisional: it depends"), "bold $warning")]
        lines += [
            Content.styled(f"{model_glyph(model)} {models[model].name}", model_style(model))
            for model in recommendation.possible
        ]
        return tuple(lines)
    style = model_style(lead)
    name = models[lead].name.upper()
    spaced = " ".join(name)
    large = spaced if len(spaced) + 8 <= width else name
    lines = [Content.styled(f"{model_glyph(lead)}  {large}", f"bold {style}")]
    if recommendation.not_yet:
        lines.append(Content.styled(reasons.say(words, "not-yet"), style))
    if recommendation.strict_governance:
        lines.append(Content.styled(reasons.say(words, "with-strict-governance"), style))
    lines += [
        filled(tr("or {model}"), model=Content.styled(models[other].name, model_style(other)))
        for other in recommendation.options[1:]
    ]
    return tuple(lines)


def because(words: Words, assessed: assess.Assessed, doubts: Sequence[str] = ()) -> Iterator[Block]:
    """Why, in plain words, with whose it is; the nearest changes; the warnings, and the `doubts`.

    Those are the levels of which the room is unsure, or against which somebody is.
    """
    recommendation = assessed.recommendation
    column = max(len(tr("because")), len(tr("it changes with"))) + 3
    steps = [reason for reason in recommendation.weightiest if reason.kind != "unknown"]
    for number, reason in enumerate(steps[:NEAREST]):
        label = Content.styled(tr("because") if number == 0 else "", "$quiet")
        yield entry(Content(reason.text), label, column)
    basis = because_words(words, recommendation)
    yield entry(Content.styled(basis, "$quiet"), "", column)
    for number, change in enumerate(nearest(assessed.placement, recommendation.changes)[:NEAREST]):
        label = Content.styled(tr("it changes with") if number == 0 else "", "$quiet")
        style = model_style(change.lead) if change.lead else ""
        text = Content.styled(change_words(words, change), style)
        yield entry(text, label, column, gap=number == 0)
    for number, warning in enumerate((*recommendation.warnings, *doubts)):
        sign = Content.styled(GLYPHS.warning, "bold $warning")
        yield entry(shown_line(warning, "$warning"), sign, column, gap=number == 0)


class RevealScreen(dialogs.Dialog[Answer]):
    """A whole screen for the moment: what, why, what would change it, and what the room does."""

    CSS_PATH = [shipped("screens") / "reveal.tcss"]
    confirms = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "decide", key_display="Enter", id="reveal.decide"),
        Binding("d", "dismiss('differ')", "differ", id="reveal.differ"),
        Binding("n", "dismiss('later')", "not now", id="reveal.later"),
        Binding("escape", "dismiss(None)", "back", key_display="Esc", id="reveal.back"),
    ]

    def __init__(self, words: Words, assessed: assess.Assessed, doubts: Sequence[str] = ()) -> None:
        super().__init__()
        self._words = words
        self._assessed = assessed
        self._doubts = doubts

    def compose(self) -> ComposeResult:
        """The workload, the outcome in full, the reasons, the keys."""
        with Reading(id="reveal"):
            whose = Block(shown_line(self._assessed.workload.name, "bold"))
            yield Page((whose,), id="reveal-whose")
            yield Banner()
            why = tuple(because(self._words, self._assessed, self._doubts))
            yield Page(why, id="reveal-why")
        yield bars.KeyBar()

    def on_resize(self, _: Resize) -> None:
        """Fill the room; where it is too low for all, the blank lines go first."""
        recommendation, size = self._assessed.recommendation, self.app.size
        hue = model_style(recommendation.lead) if recommendation.lead else "$warning"
        lines = in_full(self._words, recommendation, min(size.width, MEASURE))
        banner, why = self.query_one(Banner), self.query_one("#reveal-why", Page)
        width = min(size.width, MEASURE) - 2 * _GUTTER
        for low, tight in ((False, False), (True, False), (True, True)):
            banner.show(lines, hue, low=low)
            self.set_class(tight, "-tight")
            gaps = 1 if tight else 2
            needs = 1 + gaps + banner.lines_at(width) + why.lines_at(width)
            if needs < size.height:  # the keys have a line
                return

    def action_take(self) -> None:
        """Decide as recommended; where it still depends, there is nothing to decide yet."""
        self.dismiss("decide" if self._assessed.recommendation.lead is not None else None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is offered that is not there yet: it may still depend."""
        if action == "take" and self._assessed.recommendation.lead is None:
            return False
        return super().check_action(action, parameters)


_GAP = "    "


class MatrixScreen(Screen[None]):
    """Nothing to answer here; Esc closes it."""

    CSS_PATH = [shipped("screens") / "frame.tcss", shipped("screens") / "matrix.tcss"]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-medium"), (100, "-wide")]
    AUTO_FOCUS = "#matrix"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,m", "close", "close", key_display="Esc", id="matrix.close"),
    ]

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        """A title, the page, the keys."""
        title = Content.assemble(
            (tr("The matrix"), "bold $accent"), (f"  {self._words.home.pack.title}", "$quiet")
        )
        yield Static(title, id="matrix-title")
        with Reading(id="matrix"):
            yield Page(id="matrix-page")
        yield bars.KeyBar()

    def on_resize(self, _: Resize) -> None:
        """The maps stand beside each other where there is room for that."""
        self.query_one(Page).show(tuple(matrix_blocks(self._words, self.app.size.width >= 120)))

    def guide(self) -> bars.Guide:
        """What F1 says about the matrix."""
        screen = self._words.matrix.screen
        return bars.Guide(screen.title, screen.purpose, screen.guidance)

    def action_close(self) -> None:
        """Go back to where the room was."""
        self.dismiss(None)


def matrix_blocks(words: Words, beside: bool) -> Iterator[Block]:
    """The whole page; `beside` puts the three maps next to each other."""
    matrix = words.matrix
    yield Block(Content(matrix.screen.purpose.strip()))
    yield heading(tr("The published rows"))
    for row in matrix.rows.values():
        marks = Content(" ").join(
            Content.styled(f"{model_glyph(option)} {model_code(option)}", model_style(option))
            for option in row.options
        )
        yield entry(Content(row.text), Content.assemble((f"{row.number}  ", "bold"), marks), 16)
    yield heading(tr("Every cell, by certainty"))
    yield from _maps(words, beside)
    yield Block(
        Content.styled(
            tr(
                "CAPITALS are published; small letters are our interpretation, to be confirmed by "
                "the room; {mark} = strict governance; a / parts two options, and which one "
                "leads is the guide's to say.",
                mark=STRICT,
            ),
            "$quiet",
        ),
        gap=True,
    )
    yield heading(tr("Our interpretation of what the rows leave open"))
    for cell in matrix.interpretations.values():
        place = place_words(words, cell.sensitivity, cell.maturity, cell.certainty)
        options = models_words(words, cell.options)
        yield entry(
            Content.assemble(
                f"{place}: ",
                (options, model_style(cell.options[0])),
                f". {say(words, 'leans-on', leans_on=cell.leans_on)}",
            )
        )
    yield heading(tr("Strict governance"))
    for item in live(matrix.governance.values()):
        yield entry(Content.assemble(item.question, whose_words(words, item.source)), STRICT)
    yield heading(tr("The engagement models"))
    for number, model in enumerate(live(matrix.models.values())):
        yield from _model(words, model, gap=number > 0)
    yield Block(Content.styled(" ".join(words.home.notice.split()), "$quiet"), gap=True)


def _model(words: Words, model: EngagementModel, *, gap: bool) -> Iterator[Block]:
    """An engagement model and its published properties."""
    style = model_style(model.id)
    mark = Content.styled(f"{model_glyph(model.id)} {model_code(model.id)}", f"bold {style}")
    text = Content.assemble(
        (f"{model.name}. ", f"bold {style}"), model.description, whose_words(words, model.source)
    )
    yield entry(text, mark, 7, gap=gap)
    needs = [condition.name for condition in live(model.conditions.values())]
    properties = {
        tr("Best for"): model.best_for,
        tr("Control"): model.control,
        tr("Cost"): model.cost,
        tr("Speed"): model.speed,
        tr("Risk"): model.risk,
        tr("Needs"): ", ".join(needs) or None,
    }
    for name, value in properties.items():
        if value:
            yield entry(Content(value), Content.styled(f"       {name}", "$quiet"), 17)


def _maps(words: Words, beside: bool) -> Iterator[Block]:
    """The three maps, next to or below each other."""
    maps = [_map(words, certainty) for certainty in LEVELS["certainty"]]
    if beside:
        for parts in zip(*maps, strict=True):
            yield Block(Content(_GAP).join(parts))
    else:
        for number, lines in enumerate(maps):
            for at, line in enumerate(lines):
                yield Block(line, gap=number > 0 and at == 0)


def _map(words: Words, certainty: str) -> list[Content]:
    """Sensitivity by maturity at one certainty, each line of the same width."""
    axes, by_place = words.axes.axes, cells(words)
    widths = _map_columns(words)
    width = sum(widths) + GAP * (len(widths) - 1)
    name = axes["certainty"].levels[certainty].name
    title = Content.styled(f"{axes['certainty'].name} {name}", "bold")
    heads = ("", *(axes["maturity"].levels[maturity].name for maturity in LEVELS["maturity"]))
    head = in_columns((Content.styled(text, "$quiet") for text in heads), widths)
    lines = [title.pad_right(width - title.cell_length), head]
    for sensitivity in LEVELS["sensitivity"]:
        label = Content.styled(axes["sensitivity"].levels[sensitivity].name, "$quiet")
        row = (_cell(by_place[sensitivity, each, certainty]) for each in LEVELS["maturity"])
        lines.append(in_columns((label, *row), widths))
    return lines


def _map_columns(words: Words) -> tuple[int, ...]:
    """As many cells as what stands in each column needs, the same on all three maps."""
    axes, by_place = words.axes.axes, cells(words)
    labels = (cell_len(axes["sensitivity"].levels[each].name) for each in LEVELS["sensitivity"])
    columns = (
        max(
            cell_len(axes["maturity"].levels[maturity].name),
            *(
                _cell(by_place[sensitivity, maturity, certainty]).cell_length
                for sensitivity in LEVELS["sensitivity"]
                for certainty in LEVELS["certainty"]
            ),
        )
        for maturity in LEVELS["maturity"]
    )
    return max(labels), *columns


def _cell(cell: Cell) -> Content:
    """The options of a cell as codes, each in its hue; small letters for an interpretation."""
    codes = [
        Content.styled(model_code(option, interpretation=cell.interpretation), model_style(option))
        for option in cell.options
    ]
    strict = STRICT if cell.strict_governance else ""
    return Content("/").join(codes) + Content.styled(strict, model_style(cell.options[0]))
