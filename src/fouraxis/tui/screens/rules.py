"""The rules that forbid outsourcing: three are asked, two are read off the axes."""

from typing import Final

from textual.app import ComposeResult
from textual.content import Content

from fouraxis.content.language import tr
from fouraxis.decision.matrix import cells
from fouraxis.report.programme import tell
from fouraxis.tui.glyphs import GLYPHS
from fouraxis.tui.placing.common import PlacingScreen
from fouraxis.tui.widgets.paragraph import Paragraph

_MARK: Final = 9
"""Cells for what is said of a rule that is read off the axes."""


class RulesScreen(PlacingScreen):
    """The rules, for one workload."""

    step = "rules"

    def compose_head(self) -> ComposeResult:
        """What is asked here."""
        yield Paragraph(id="ask")

    def compose_foot(self) -> ComposeResult:
        """The two rules that nobody has to answer, and what follows from a yes."""
        yield Paragraph(id="derived")
        yield Paragraph(id="way-out")

    def show(self) -> None:
        """Show the rules."""
        words = self.bench.words.rules
        self.query_one("#ask", Paragraph).update(
            Content.styled(words.screen.purpose.strip().partition("\n")[0], "bold")
        )
        self.query_one("#derived", Paragraph).update(Content("\n").join(self._derived()))
        super().show()

    def show_aside(self) -> None:
        """Show what is asked, what a yes and a no mean, and the way out of a yes."""
        super().show_aside()
        rule = self.bench.words.rules.rules.get(self.table.item or "")
        if rule is not None:
            self.query_one("#way-out", Paragraph).update(
                Content.assemble(
                    (tr("If yes:"), "bold"),
                    f" {rule.outcome} ",
                    (tr("Way out:"), "bold"),
                    f" {rule.way_out}",
                )
            )

    def _derived(self) -> list[Content]:
        """What each rule that is read off the axes says at the moment."""
        subject = self.subject
        if subject is None or subject not in self.bench.session.workloads:
            return []
        placement = self.bench.assessed(subject).placement
        axes = (placement.sensitivity, placement.maturity, placement.certainty)
        cell = cells(self.bench.words).get(axes)  # type: ignore[arg-type]  # None: not placed
        lines = []
        for rule in self.bench.words.rules.rules.values():
            if rule.asked:
                continue
            mark = Content.styled(f"  {tr('clear')}", "$quiet")
            if cell is None:
                mark = Content.styled(f"  {tell(self.bench.words, 'no-model')}", "$quiet")
            elif rule.row in cell.rows:
                mark = Content.styled(f"{GLYPHS.warning} {tr('applies')}", "bold $warning")
            mark = mark.pad_right(max(_MARK - mark.cell_length, 0))
            from_axes = (f"  {tr('from the axes')}", "$faint")
            lines.append(Content.assemble(mark, "  ", rule.name, from_axes))
        return lines
