"""After launch: who owns what, what the vendor supports, who operates it, and the way inside."""

from dataclasses import replace
from typing import Any

from textual.content import Content

from fouraxis.content.language import tr
from fouraxis.tui.glyphs import GLYPHS
from fouraxis.tui.questions.checklists import ChecklistScreen
from fouraxis.tui.widgets.meanings import Meaning
from fouraxis.tui.widgets.question_row import Row
from fouraxis.workshop.assess import suggested_structure
from fouraxis.workshop.questions import Question


class OwnershipScreen(ChecklistScreen):
    """The six areas of one workload, its operating structure, and the plan for hand-over."""

    step = "ownership"

    def row(self, question: Question) -> Row:
        """Per area an owner and what the vendor supports; then who operates it, then hand-over."""
        row = super().row(question)
        area, _, vendor = question.item.partition(".")
        if vendor == "vendor":
            usual = self.bench.words.ownership.areas[area].usual_vendor
            return replace(row, picks=(usual,), empty=tr("nothing yet"), noted=False)
        if question.item == "structure":
            return replace(row, suggested=self._suggested())
        if question.item.startswith("transfer."):
            return replace(row, indent=2)
        return row

    def _suggested(self) -> str | None:
        workload = self.bench.session.workloads.get(self.subject or "")
        return suggested_structure(workload) if workload else None

    def head(self) -> Content:
        """How many areas nobody is named for."""
        subject = self.subject
        if subject is None or subject not in self.bench.session.workloads:
            return Content()
        unowned = self.bench.assessed(subject).unowned
        if not unowned:
            return Content.styled(tr("Every area has a named owner"), "$success")
        areas = len([one for one in self.asked() if one.field == "owner"])
        loud = tr("{count} of {areas} areas have no named owner", count=len(unowned), areas=areas)
        return Content.styled(f"{GLYPHS.warning} {loud}", "bold $warning")

    def meanings(self, question: Question, value: Any) -> tuple[Meaning, ...]:
        """For an area the usual owner and the people in the room; else the anchors."""
        words = self.bench.words.ownership
        area, _, vendor = question.item.partition(".")
        if question.field == "owner":
            usual = Meaning("", tr("usually"), words.areas[area].usual_owner)
            return (usual, *super().meanings(question, value))
        if vendor == "vendor":
            usual_vendor = words.areas[area].usual_vendor
            return (Meaning("1", tr("usually"), usual_vendor, value == usual_vendor),)
        if question.item == "structure":
            suggested = self._suggested()
            return tuple(
                Meaning(
                    str(number),
                    structure.name,
                    f"{structure.description} {structure.consequence}"
                    + (f" {tr('Suggested by the maturity (guide).')}" if key == suggested else ""),
                    key == value,
                )
                for number, (key, structure) in enumerate(words.structures.items(), 1)
                if structure.retired is None
            )
        if question.item == "internal-long-term":
            return (Meaning("", "", words.transfer.why.strip()),)
        return super().meanings(question, value)
