"""Checklists: groups of questions under headings, with what is known already and what presses."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from fouraxis.content.language import tr
from fouraxis.tui.glyphs import GLYPHS
from fouraxis.tui.questions.screen import QuestionScreen, row_of
from fouraxis.tui.widgets.meanings import Meaning
from fouraxis.tui.widgets.question_row import Row
from fouraxis.workshop import questions
from fouraxis.workshop.questions import Question

_PICKS = 9
"""As many people as there are digits can be picked with one key."""


class ChecklistScreen(QuestionScreen):
    """A step that is one list of questions about one workload."""

    def compose_body(self) -> ComposeResult:
        """What is to be known first, then the questions."""
        yield Static(id="ask")
        yield from self.compose_questions()

    def rows(self) -> tuple[Row, ...]:
        """The questions under their headings; what belongs to the one before is set in."""
        rows: list[Row] = []
        group = ""
        for question in self.asked():
            heading = question.heading
            if question.pressing:
                heading = tr("First: {heading}", heading=heading)
            if heading and heading != group:
                rows.append(Row(item=f"heading:{heading}", label=heading, heading=True))
                group = heading
            rows.append(self.row(question))
        return tuple(rows)

    def row(self, question: Question) -> Row:
        """One question; a person to be named can be picked from those in the room."""
        row = row_of(self.bench.session, question)
        if not question.counts:
            row = replace(row, indent=2)
        if question.field in ("owner", "measured_by") and question.kind == "text":
            row = replace(row, picks=self.people(), empty=tr("nobody is named"))
        return row

    def people(self) -> tuple[str, ...]:
        """Who is in the room, as many as one key can pick."""
        names = [one.name for one in self.bench.session.participants.values()]
        return tuple(names[:_PICKS])

    def show(self) -> None:
        """Show what is to be known first, then the questions."""
        self.query_one("#ask", Static).update(self.head())
        super().show()

    def head(self) -> Content:
        """What stands above the questions: what this step is for."""
        purpose: str = getattr(self.bench.words, self.step).screen.purpose
        return Content.styled(" ".join(purpose.split()), "bold")

    def show_aside(self) -> None:
        """Show the question, what to know about it, its anchors and its note."""
        super().show_aside()
        question = self.question(self.table.item)
        if question is not None:
            session = self.bench.session
            value = questions.value(session, question)
            self.aside.show(
                "\n".join(self._to_know(question, value)),
                self.meanings(question, value),
                questions.note(session, question),
            )

    @staticmethod
    def _to_know(question: Question, value: Any) -> Iterator[str]:
        """The question; then why it presses, why it is answered already, and what it is about."""
        yield question.text
        if question.pressing:
            yield f"{GLYPHS.warning} {question.pressing}"
        if question.because and value in (None, ""):
            yield f"{GLYPHS.known} {question.because}"
        yield from question.about

    def meanings(self, question: Question, value: Any) -> tuple[Meaning, ...]:
        """The anchors; for a name to be given, the people in the room."""
        people = tuple(
            Meaning(str(number), "", name, name == value)
            for number, name in enumerate(self.row(question).picks, 1)
        )
        return (*super().meanings(question, value), *people)
