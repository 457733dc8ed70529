"""After launch: who owns what, what the vendor supports, who operates it, and the way inside."""

from dataclasses import replace
from typing import Any

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from fouraxis.tui.glyphs import GLYPHS
from fouraxis.tui.questioning import QuestionScreen, row_of
from fouraxis.tui.widgets.meanings import Meaning
from fouraxis.tui.widgets.question_row import Row
from fouraxis.workshop.assess import suggested_structure
from fouraxis.workshop.questions import Question

_PICKS = 9
"""As many people as there are digits can be picked with one key."""


class OwnershipScreen(QuestionScreen):
    """The six areas of one workload, its operating structure, and the plan for hand-over."""

    step = "ownership"

    def compose_body(self) -> ComposeResult:
        """What is loud, then the questions."""
        yield Static(id="ask")
        yield from self.compose_questions()

    def rows(self) -> tuple[Row, ...]:
        """Per area an owner and what the vendor supports; then who operates it, then hand-over."""
        rows: list[Row] = []
        for question in self.asked():
            row = row_of(self.bench.session, question)
            area, _, vendor = question.item.partition(".")
            if question.field == "owner":
                row = replace(row, picks=self._people(), empty="nobody is named")
            elif vendor == "vendor":
                usual = self.bench.words.ownership.areas[area].usual_vendor
                row = replace(row, indent=2, picks=(usual,), empty="nothing yet", noted=False)
            elif question.item == "structure":
                row = replace(row, suggested=self._suggested())
            elif question.item.startswith("transfer."):
                row = replace(row, indent=2)
            rows.append(row)
        return tuple(rows)

    def _people(self) -> tuple[str, ...]:
        people = [one.name for one in self.bench.session.participants.values()]
        return tuple(people[:_PICKS])

    def _suggested(self) -> str | None:
        workload = self.bench.session.workloads.get(self.subject or "")
        return suggested_structure(workload) if workload else None

    def show(self) -> None:
        """Show the questions, and how many areas nobody is named for."""
        subject = self.subject
        if subject is not None and subject in self.bench.session.workloads:
            unowned = self.bench.assessed(subject).unowned
            areas = len([one for one in self.asked() if one.field == "owner"])
            loud = (
                (
                    f"{GLYPHS.warning} {len(unowned)} of {areas} areas have no named owner",
                    "bold $warning",
                )
                if unowned
                else ("Every area has a named owner", "$success")
            )
            self.query_one("#ask", Static).update(Content.styled(*loud))
        super().show()

    def meanings(self, question: Question, value: Any) -> tuple[Meaning, ...]:
        """For an area the usual owner and the people in the room; else the anchors."""
        words = self.bench.words.ownership
        area, _, vendor = question.item.partition(".")
        if question.field == "owner":
            usual = Meaning("", "usually", words.areas[area].usual_owner)
            people = tuple(
                Meaning(str(number), "", name, name == value)
                for number, name in enumerate(self._people(), 1)
            )
            return (usual, *people)
        if vendor == "vendor":
            usual_vendor = words.areas[area].usual_vendor
            return (Meaning("1", "usually", usual_vendor, value == usual_vendor),)
        if question.item == "structure":
            suggested = self._suggested()
            return tuple(
                Meaning(
                    str(number),
                    structure.name,
                    f"{structure.description} {structure.consequence}"
                    + (" Suggested by the maturity (guide)." if key == suggested else ""),
                    key == value,
                )
                for number, (key, structure) in enumerate(words.structures.items(), 1)
                if structure.retired is None
            )
        if question.item == "internal-long-term":
            return (Meaning("", "", words.transfer.why.strip()),)
        return super().meanings(question, value)
