"""The workloads on the map: sensitivity by maturity, each as its number, with a legend."""

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from fouraxis.content.language import tr
from fouraxis.content.models import Content as Words
from fouraxis.content.terms import LEVELS, model_code
from fouraxis.decision.matrix import cells
from fouraxis.decision.reasons import question_words
from fouraxis.tui.look import GLYPHS, PLAIN, cut, model_glyph, model_style
from fouraxis.tui.parts.text import Growing, fit
from fouraxis.tui.summary import verdict
from fouraxis.workshop.assess import Assessed
from fouraxis.workshop.session import Session

ALL: Final = "all"
_LABEL: Final = 8
_BAR, _DASH, _CROSS = ("|", "-", "+") if PLAIN else ("│", "─", "┼")


class PlacementMap(Growing):
    """Nine cells at one certainty, or at all of them together."""

    def __init__(self, words: Words, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._words = words
        self._rows: tuple[Assessed, ...] = ()
        self._session: Session | None = None
        self._certainty = ALL

    def show(self, session: Session, rows: tuple[Assessed, ...], certainty: str) -> None:
        """Show these workloads, all of them or those of one certainty."""
        self._session, self._rows, self._certainty = session, rows, certainty
        self.grow()

    def lines_at(self, width: int) -> int:
        """As many lines as map and legend need."""
        return len(self._lines(width))

    def render(self) -> Content:
        """The map, then the legend."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        cell = max((width - _LABEL - 6) // 3, 10)
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
            self._join("", [Content.styled(name, "bold") for name in names], cell),
        ]
        rule = _DASH * _LABEL + "".join(_CROSS + _DASH * (cell + 1) for _ in maturities)
        for sensitivity in LEVELS["sensitivity"]:
            lines.append(Content.styled(rule, "$line"))
            stacks = [self._cell(sensitivity, maturity, cell) for maturity in maturities]
            name = axes["sensitivity"].levels[sensitivity].name
            for number in range(max(2, *map(len, stacks))):
                parts = [stack[number] if number < len(stack) else Content("") for stack in stacks]
                lines.append(self._join(name if number == 0 else "", parts, cell))
        return [*lines, Content.styled(rule, "$line"), *self._legend(width)]

    @staticmethod
    def _join(label: str, parts: Sequence[Content], cell: int) -> Content:
        """A line of the map: its label, then three cells between bars."""
        line = [fit(Content.styled(label, "bold"), _LABEL)]
        for part in parts:
            line += [Content.styled(_BAR, "$line"), Content(" "), fit(part, cell)]
        return Content.assemble(*line)

    def _cell(self, sensitivity: str, maturity: str, width: int) -> list[Content]:
        """What the matrix says there, where one certainty is shown; then the points."""
        lines: list[Content] = []
        outcome = cells(self._words).get((sensitivity, maturity, self._certainty))
        if outcome is not None:
            codes = "/".join(
                model_code(model, interpretation=outcome.interpretation)
                for model in outcome.options
            )
            text = codes + (verdict.STRICT if outcome.strict_governance else "")
            lines.append(Content.styled(text, model_style(outcome.options[0])))
        points = [
            self._point(number, assessed)
            for number, assessed in enumerate(self._rows, 1)
            if self._placed(assessed)
            and assessed.placement.axis("sensitivity") == sensitivity
            and assessed.placement.axis("maturity") == maturity
        ]
        if points:
            lines += Content(" ").join(points).wrap(width)
        return lines

    def _placed(self, assessed: Assessed) -> bool:
        """Whether it has a place on this map."""
        return _on_map(assessed) and self._certainty in (ALL, assessed.placement.axis("certainty"))

    def _point(self, number: int, assessed: Assessed) -> Content:
        if self._session is None or verdict.hidden(self._session, assessed):
            return Content.styled(f"{number}", "bold")
        lead = assessed.recommendation.lead
        if lead is None:
            return Content.styled(f"{number}?", "bold $warning")
        if verdict.overtaken(self._words, assessed):
            return Content.styled(f"{number}{model_glyph(lead)}{GLYPHS.review}", verdict.LOUD)
        return Content.styled(f"{number}{model_glyph(lead)}", f"bold {model_style(lead)}")

    def _outcome(self, assessed: Assessed) -> Content:
        """What is recommended, shorter where something is to be looked at again, told beside."""
        if self._session is None or verdict.hidden(self._session, assessed):
            return Content("")
        again = verdict.overtaken(self._words, assessed)
        if not again:
            return verdict.recommended(self._words, assessed.recommendation, 26)
        lead = verdict.recommended(self._words, assessed.recommendation, 8)
        return Content.assemble(lead, again)

    def _legend(self, width: int) -> list[Content]:
        """Each point with its name; then what has no place on this map, and why."""
        here = [(n, assessed) for n, assessed in enumerate(self._rows, 1) if self._placed(assessed)]
        lines = [Content("")]
        room = max(min(width - 36, 48), 10)
        for number, assessed in here:
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


def _on_map(assessed: Assessed) -> bool:
    """Whether both levels are known; what is only unknown has no place."""
    return None not in (assessed.placement.axis("sensitivity"), assessed.placement.axis("maturity"))
