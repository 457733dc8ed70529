"""Risks: what outsourcing AI adds, on whose side each one is, and who carries it by name."""

from textual.content import Content

from fouraxis.content.language import tr
from fouraxis.tui.glyphs import GLYPHS
from fouraxis.tui.questions.checklists import ChecklistScreen


class RisksScreen(ChecklistScreen):
    """The risks of one workload; what nobody carries is loud."""

    step = "risks"

    def head(self) -> Content:
        """How many risks are on no side."""
        subject = self.subject
        if subject is None or subject not in self.bench.session.workloads:
            return super().head()
        unassigned = self.bench.assessed(subject).unassigned or ()
        if not unassigned:
            return Content.styled(tr("Every risk is on a side"), "$success")
        risks = len(self.bench.words.risks.risks)
        loud = tr("{count} of {risks} risks are on no side yet", count=len(unassigned), risks=risks)
        return Content.styled(f"{GLYPHS.warning} {loud}", "bold $warning")
