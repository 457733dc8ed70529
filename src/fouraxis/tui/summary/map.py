"""The map of all workloads: sensitivity by maturity, with names, and what goes where."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from rich.cells import cell_len
from textual.content import Content

from fouraxis.content.language import tr
from fouraxis.content.models import Content as Words
from fouraxis.content.terms import LEVELS, model_code
from fouraxis.decision.matrix import Cell, cells
from fouraxis.decision.reasons import question_words
from fouraxis.tui.look import (
    GLYPHS,
    PLAIN,
    STRICT,
    Lined,
    codes_in_words,
    cut,
    fit,
    flowing,
    model_glyph,
    model_style,
    shown_line,
)
from fouraxis.tui.summary.table import LOUD, hidden, overtaken, recommended
from fouraxis.workshop import assess
from fouraxis.workshop.session import Session

ALL: Final = "all"
_LABEL: Final = 8
_NAMES: Final = 4
"""The most workloads in one cell of which each is named there."""
_LEAST_LINES, _LINES, _MOST_LINES = 2, 3, 8
"""The least lines of a cell; with a gap; and the most that it has only because there is room."""
_AROUND: Final = 17
"""Lines of the screen that are no cells, where the map is all that it shows."""
_BAR, _DASH, _CROSS = ("|", "-", "+") if PLAIN else ("│", "─", "┼")


class PlacementMap(Lined):
    """Nine cells at one certainty, or at all of them together."""

    def __init__(self, words: Words, *, around: int = _AROUND, id: str | None = None) -> None:
        super().__init__(id=id)
        self._words = words
        self._around = around
        self._rows: tuple[assess.Assessed, ...] = ()
        self._session: Session | None = None
        self._certainty = ALL

    def show(self, session: Session, rows: tuple[assess.Assessed, ...], certainty: str) -> None:
        """Show these workloads, all of them or those of one certainty."""
        self._session, self._rows, self._certainty = session, rows, certainty
        self.grow()

    def _lines(self, width: int) -> list[Content]:
        cell = self._cell_width(width)
        maturities = LEVELS["maturity"]
        axes = self._words.axes.axes
        names = [axes["maturity"].levels[level].name for level in maturities]
        title = tr(
            "{sensitivity} by {maturity}",
            sensitivity=axes["sensitivity"].name,
            maturity=question_words(self._words, "maturity"),
        )
        lines = [
            Content.styled(title, "$quiet"),
            self._join("", [Content.styled(name, "bold") for name in names], [(cell, "")] * 3),
        ]
        rule = _DASH * _LABEL + "".join(_CROSS + _DASH * (cell + 1) for _ in maturities)
        for sensitivity in LEVELS["sensitivity"]:
            lines.append(Content.styled(rule, "$line"))
            stacks = [self._cell(sensitivity, maturity, cell) for maturity in maturities]
            tints = [(cell, self._tint(sensitivity, maturity)) for maturity in maturities]
            name = axes["sensitivity"].levels[sensitivity].name
            room = self.screen.size.height - self._around
            least = max(room // len(LEVELS["sensitivity"]), _LEAST_LINES)
            for number in range(max(min(least, _MOST_LINES), *map(len, stacks))):
                parts = [stack[number] if number < len(stack) else Content("") for stack in stacks]
                lines.append(self._join(name if number == 0 else "", parts, tints))
        return [*lines, Content.styled(rule, "$line"), *self._legend(width)]

    @staticmethod
    def _cell_width(width: int) -> int:
        return max((width - _LABEL - 6) // 3, 10)

    @staticmethod
    def _join(label: str, parts: Sequence[Content], tints: Sequence[tuple[int, str]]) -> Content:
        """A line of the map: its label, then three cells between bars, each in its tint."""
        line = [fit(Content.styled(label, "bold"), _LABEL)]
        for part, (cell, tint) in zip(parts, tints, strict=True):
            inside = fit(part, cell).pad_left(1)
            line += [Content.styled(_BAR, "$line"), inside.stylize_before(tint) if tint else inside]
        return Content.assemble(*line)

    def _tint(self, sensitivity: str, maturity: str) -> str:
        """The ground of a cell: a breath of the hue of what goes there, where that is one thing."""
        outcome = cells(self._words).get((sensitivity, maturity, self._certainty))
        return "" if outcome is None else f"on {model_style(outcome.options[0])} 12%"

    def _cell(self, sensitivity: str, maturity: str, width: int) -> list[Content]:
        """What goes there; then the workloads that are there, by name or as points."""
        here = self._lying(sensitivity, maturity)
        lines = self._goes_there(sensitivity, maturity, width, empty=not here)
        if self._by_name:
            for number, assessed in here:
                lines += self._named(number, assessed, width, 2 if len(here) > 1 else _LINES + 1)
        elif here:
            points = (self._point(number, assessed) for number, assessed in here)
            lines += Content(" ").join(points).wrap(width)
        return lines

    def _lying(self, sensitivity: str, maturity: str) -> list[tuple[int, assess.Assessed]]:
        """The workloads of a cell, each with its number."""
        return [
            (number, assessed)
            for number, assessed in enumerate(self._rows, 1)
            if self._placed(assessed)
            and assessed.placement.axis("sensitivity") == sensitivity
            and assessed.placement.axis("maturity") == maturity
        ]

    def _goes_there(
        self, sensitivity: str, maturity: str, width: int, *, empty: bool
    ) -> list[Content]:
        """What the matrix says there: in words for one certainty, as codes for each of the three.

        Where workloads lie, and every certainty is shown, they say it themselves.
        """
        every = cells(self._words)
        if self._certainty == ALL:
            if not empty:
                return []
            names = self._words.axes.axes["certainty"].levels.values()
            codes = [self._codes(every[sensitivity, maturity, each.id]) for each in names]
            for heads in (
                [each.name for each in names],
                [each.short or each.name for each in names],
            ):
                line = Content("  ").join(
                    Content.assemble((f"{head} ", "$faint"), code)
                    for head, code in zip(heads, codes, strict=True)
                )
                if line.cell_length < width:  # a blank before the bar
                    return [line]
            return [Content(" ").join(codes)]
        outcome = every.get((sensitivity, maturity, self._certainty))
        if outcome is None:
            return []
        style = f"{'' if empty else 'bold '}{model_style(outcome.options[0])}"
        whole = self._in_words(outcome, width)
        return [Content.styled(whole, style) if whole else self._codes(outcome)]

    def _in_words(self, outcome: Cell, width: int) -> str:
        """The options of a cell by name; empty where they have no room, with a blank behind."""
        models = self._words.matrix.models
        strict = f" {STRICT}" if outcome.strict_governance else ""
        either = " / ".join(models[option].name for option in outcome.options)
        whole = f"{model_glyph(outcome.options[0])} {either}{strict}"
        return whole if cell_len(whole) < width else ""

    @staticmethod
    def _codes(outcome: Cell) -> Content:
        """The options of a cell as codes, in the hue of the first."""
        codes = "/".join(
            model_code(model, interpretation=outcome.interpretation) for model in outcome.options
        )
        text = codes + (STRICT if outcome.strict_governance else "")
        return Content.styled(text, model_style(outcome.options[0]))

    def _coded(self, width: int) -> Iterator[Cell]:
        """The cells of the matrix that are on the map as codes."""
        cell = self._cell_width(width)
        for (sensitivity, maturity, certainty), outcome in cells(self._words).items():
            if self._certainty == ALL:
                coded = not self._lying(sensitivity, maturity)
            else:
                coded = certainty == self._certainty and not self._in_words(outcome, cell)
            if coded:
                yield outcome

    @property
    def _by_name(self) -> bool:
        """Whether the cells have room for names: numbers stand for them where many lie in one."""
        taken = Counter(
            (assessed.placement.axis("sensitivity"), assessed.placement.axis("maturity"))
            for assessed in self._rows
            if self._placed(assessed)
        )
        return max(taken.values(), default=0) <= _NAMES

    def _named(
        self, number: int, assessed: assess.Assessed, width: int, most: int
    ) -> list[Content]:
        """A workload by its name, behind the mark of where it lands, in so many lines at most."""
        mark = self._point(number, assessed)[len(str(number)) :]
        mark = mark if mark.plain else Content.styled(GLYPHS.none, "$faint")
        style = self._style(assessed)
        name = shown_line(assessed.workload.name, style)
        room = max(width - mark.cell_length - 1, 4)
        lines = [line.rstrip() for line in name.wrap(room)]
        if len(lines) > most:
            rest = " ".join(line.plain for line in lines[most - 1 :])
            lines = [*lines[: most - 1], Content.styled(cut(rest, room), style)]
        return [
            Content.assemble(mark if at == 0 else " " * mark.cell_length, " ", line.rstrip())
            for at, line in enumerate(lines)
        ]

    def _style(self, assessed: assess.Assessed) -> str:
        lead = assessed.recommendation.lead
        if lead is None or self._session is None or hidden(self._session, assessed):
            return "bold"
        return f"bold {model_style(lead)}"

    def _placed(self, assessed: assess.Assessed) -> bool:
        """Whether it has a place on this map."""
        return _on_map(assessed) and self._certainty in (ALL, assessed.placement.axis("certainty"))

    def _point(self, number: int, assessed: assess.Assessed) -> Content:
        if self._session is None or hidden(self._session, assessed):
            return Content.styled(f"{number}", "bold")
        lead = assessed.recommendation.lead
        if lead is None:
            return Content.styled(f"{number}?", "bold $warning")
        if overtaken(self._words, assessed):
            return Content.styled(f"{number}{model_glyph(lead)}{GLYPHS.review}", LOUD)
        return Content.styled(f"{number}{model_glyph(lead)}", f"bold {model_style(lead)}")

    def _outcome(self, assessed: assess.Assessed) -> Content:
        """What is recommended, shorter where something is to be looked at again, told beside."""
        if self._session is None or hidden(self._session, assessed):
            return Content("")
        again = overtaken(self._words, assessed)
        if not again:
            return recommended(self._words, assessed.recommendation, 26)
        lead = recommended(self._words, assessed.recommendation, 8)
        return Content.assemble(lead, again)

    def _legend(self, width: int) -> list[Content]:
        """Each point with its name; then what has no place on this map, and why."""
        here = [(n, assessed) for n, assessed in enumerate(self._rows, 1) if self._placed(assessed)]
        lines = [Content("")]
        if self._certainty == ALL:
            about = tr(
                "Where nothing lies: what goes there, from the highest certainty to the lowest"
            )
            lines = Content.styled(about, "$quiet").wrap(max(width, 10))
        lines += flowing(codes_in_words(self._words, [*self._coded(width)]), width)
        again = [(n, assessed) for n, assessed in here if overtaken(self._words, assessed)]
        listed = again if self._by_name else here
        room = max(min(width - 36, 48), 10)
        for number, assessed in listed:
            point = self._point(number, assessed)
            name = Content(cut(assessed.workload.name, room))
            outcome = self._outcome(assessed)
            lines.append(
                Content.assemble(
                    point.pad_left(max(5 - point.cell_length, 0)),
                    "  ",
                    name.pad_right(room - name.cell_length + 2),
                    outcome,
                )
            )
        if not here:
            lines.append(Content.styled(tr("Nothing is placed here yet."), "$quiet"))
        lost = [assessed for assessed in self._rows if not _on_map(assessed)]
        if lost:
            lines += [Content(""), Content.styled(tr("Not on the map: no level yet"), "$quiet")]
            lines += [
                Content.styled(
                    f"       {cut(assessed.workload.name, max(width - 8, 10))}", "$quiet"
                )
                for assessed in lost
            ]
        return lines


def _on_map(assessed: assess.Assessed) -> bool:
    """Whether both levels are known; what is only unknown has no place."""
    return None not in (assessed.placement.axis("sensitivity"), assessed.placement.axis("maturity"))
