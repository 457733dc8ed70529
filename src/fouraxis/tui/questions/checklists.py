"""The steps that are checklists: profile, conditions, risks, contract, after launch, drivers."""

from collections.abc import Iterator
from dataclasses import replace
from operator import add
from typing import Any, ClassVar, Final

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize

from fouraxis.content.language import ntr, tr
from fouraxis.content.models import Content as Words
from fouraxis.decision.reasons import say
from fouraxis.tui.look import (
    GLYPHS,
    Below,
    Block,
    Paragraph,
    entry,
    filled,
    heading,
    in_columns,
    model_glyph,
    model_style,
    shown_line,
)
from fouraxis.tui.questions.aside import AsideText, Meaning
from fouraxis.tui.questions.screen import QuestionScreen, row_of
from fouraxis.tui.questions.table import PICKS, QuestionTable, Row
from fouraxis.workshop import assess, matters, questions, standing
from fouraxis.workshop.question import PROGRAMME, Question
from fouraxis.workshop.text import showable_line

_REASONS: Final = 2
"""So many reasons are said beside a checklist; the page of reasons has all."""

_ABREAST: Final = 3
"""So many checks stand on one line."""


class ChecklistScreen(QuestionScreen):
    """A step that is one list of questions about one workload.

    What belongs to a question (who carries it, what is measured, what the vendor does) is told
    behind its answer, and has rows of its own while the room is at it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "more", "owner and more", id="checklist.owner"),
    ]

    def compose_body(self) -> ComposeResult:
        """What is to be known first, then the questions."""
        yield Paragraph(id="ask")
        yield from self.compose_questions()
        yield Below(id="consequence")

    def rows(self) -> tuple[Row, ...]:
        """The questions under their headings; what belongs to the one before is set in."""
        rows: list[Row] = []
        group = ""
        for question in self.questions:
            heading = question.heading
            if question.pressing:
                heading = tr("First: {heading}", heading=heading)
            if heading and heading != group:
                rows.append(Row(item=f"heading:{heading}", label=heading, heading=True))
                group = heading
            if (matter := self._matter(question.item)) is None:
                row = self.row(question)
                rows.append(replace(row, beside=self._told_behind(question.item) or row.beside))
            elif matter == self._unfolded:
                rows.append(self.row(question))
        return tuple(rows)

    def _matter(self, item: str) -> str | None:
        """The question that another one belongs to: "risk.drift" of "risk.drift.owner"."""
        matter = item.rpartition(".")[0]
        return matter if self.question(matter) is not None else None

    @property
    def _unfolded(self) -> str | None:
        """The question of which the room is at something that belongs to it."""
        return self._matter(self.bench.place.item or "")

    def _belonging(self, matter: str) -> tuple[Question, ...]:
        return tuple(each for each in self.questions if self._matter(each.item) == matter)

    def _told_behind(self, matter: str) -> tuple[str, ...]:
        """What is known of what belongs to a question, from the longest wording to the shortest."""
        session = self.bench.session
        held = [
            (each, showable_line(value))
            for each in self._belonging(matter)
            if (value := self.answer_name(each, str(questions.value(session, each) or "")))
        ]
        if not held:
            return ()
        named = tuple("" if each.field == "owner" else f"{each.name}: " for each, _ in held)
        values = [value for _, value in held]
        short = [value.partition(" (")[0] for value in values]
        wordings = [list(map(add, named, each)) for each in (values, short)]
        return (*("  ".join(wording) for wording in wordings), wordings[-1][0])

    def on_question_table_moved(self, _: QuestionTable.Moved) -> None:
        """What belongs to a question folds away when the room leaves it."""
        self.call_after_refresh(self._fold)

    def _fold(self) -> None:
        if self.is_current and self.is_mounted:
            rows = self.rows()
            if rows != self.table.rows:
                self.table.show(rows, self.bench.place.item)

    def action_more(self) -> None:
        """Go to what belongs to the question, or back from there."""
        item = self.table.item or ""
        matter = self._matter(item)
        belonging = self._belonging(item)
        if matter is not None:
            self._move(matter)
        elif belonging:
            self._move(belonging[0].item)
        self.arrive()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What belongs to a question is offered where there is something."""
        if action == "more":
            item = (self.table.item or "") if self.is_mounted else ""
            return self._matter(item) is not None or bool(self._belonging(item))
        return super().check_action(action, parameters)

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
        names = [person.name for person in self.bench.session.participants.values()]
        return tuple(names[:PICKS])

    def show_around(self) -> None:
        """Show what is to be known first, then what this part alone cannot settle."""
        self.query_one("#ask", Paragraph).update(
            Content("\n").join((self.head(), *self._held_up()))
        )
        self._show_below()

    def _held_up(self) -> Iterator[Content]:
        """Each check of this part that stays open on a ground which another part tells."""
        session, words = self.bench.session, self.bench.words
        if self.subject is None or self.subject not in session.workloads:
            return
        for check in matters.ready_to_sign(session, words, self.subject):
            if check.held_up and check.step == self.step:
                part = getattr(words, check.place.step).screen.title
                line = filled(
                    tr("{check} stays open: {why} ({part})"),
                    check=shown_line(check.name),
                    why=shown_line(matters.missing(session, words, check)),
                    part=shown_line(part),
                )
                yield Content.assemble((f"{GLYPHS.warning} ", "bold"), line).stylize("$warning")

    @property
    def foot(self) -> int:
        """A line below what is asked, where something may stand there."""
        return 1 if self.roomy and not self.app.has_class("-projector") else 0

    def on_resize(self, _: Resize) -> None:
        """Another size may have room for more of what is to be known, and hangs on the answers."""
        if self._shown is not None:
            self.show_around()

    def _show_below(self) -> None:
        self.query_one(Below).show(tuple(self._consequence()) if self.roomy else ())

    def _consequence(self) -> Iterator[Block]:
        """Where the workload lands and why, and what is in place for signing."""
        subject, session, words = self.at_hand, self.bench.session, self.bench.words
        if subject is None:
            return
        assessed = self.bench.assessed(subject)
        recommendation = assessed.recommendation
        hidden = assessed.status == "not-placed" and session.reveal != "live"
        if not hidden and recommendation.lead is not None:
            heads = tr("Lands on"), tr("because")
            column = max(map(cell_len, heads)) + 3
            model = _model_line(words, assessed, recommendation.lead)
            lines = [model, *(Content(each.text) for each in recommendation.weightiest[:_REASONS])]
            for head, line in zip((*heads, *[""] * _REASONS), lines, strict=False):
                yield entry(line, Content.styled(head, "$quiet"), column)
        yield from self._in_place(subject)

    def _in_place(self, subject: str) -> Iterator[Block]:
        """What has to be in place before somebody signs, each with its mark."""
        checks = [
            (GLYPHS.done if check.state == "met" else GLYPHS.none, check.name, check.state)
            for check in matters.ready_to_sign(self.bench.session, self.bench.words, subject)
            if check.state != "not-applicable"
        ]
        if not checks:
            return
        met = sum(state == "met" for *_, state in checks)
        title = tr("Ready to sign? {met} of {total}", met=met, total=len(checks))
        yield heading(title, "bold $title")
        widths = [max(cell_len(name) for _, name, _ in checks) + 2] * _ABREAST
        for at in range(0, len(checks), _ABREAST):
            line = [
                Content.assemble(
                    (f"{mark} ", "$success" if state == "met" else "$accent"),
                    (name, "$title" if state == "met" else ""),
                )
                for mark, name, state in checks[at : at + _ABREAST]
            ]
            yield Block(in_columns(line, widths[: len(line)], gap=2).rstrip())
        if still := assess.unagreed_words(self.bench.assessed(subject), self.bench.words):
            yield Block(Content.styled(still, "$warning"))

    def head(self) -> Content:
        """What stands above the questions: what this step is for."""
        purpose: str = getattr(self.bench.words, self.step).screen.purpose
        return Content.styled(" ".join(purpose.split()), "bold")

    def aside_of(self, question: Question) -> AsideText:
        """The question, what to know about it, its anchors and its note."""
        value = questions.value(self.bench.session, question)
        to_know = "\n".join(self._to_know(question, value))
        return replace(super().aside_of(question), question=to_know, label=tr("note"))

    @staticmethod
    def _to_know(question: Question, value: Any) -> Iterator[str]:
        """The question; then why it presses, why it is answered already, and what it is about."""
        yield question.text
        if question.pressing:
            yield f"{GLYPHS.warning} {question.pressing}"
        if question.because and value in (None, ""):
            yield f"{GLYPHS.derived} {question.because}"
        yield from question.about

    def meanings(self, question: Question, value: Any) -> tuple[Meaning, ...]:
        """The anchors; for a name to be given, the people in the room."""
        people = self.names_to_pick(self.row(question).picks, value)
        return (*super().meanings(question, value), *people)


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
        if question.item.startswith("transfer."):
            return replace(row, indent=2)
        return row

    def head(self) -> Content:
        """How many areas nobody is named for."""
        subject = self.subject
        if subject is None or subject not in self.bench.session.workloads:
            return Content()
        unowned = self.bench.assessed(subject).unowned
        if not unowned:
            return Content.styled(tr("Every area has a named owner"), "$success")
        areas = len([area for area in self.questions if area.field == "owner"])
        loud = ntr(
            len(unowned),
            "{count} of {areas} areas has no named owner",
            "{count} of {areas} areas have no named owner",
            areas=areas,
        )
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
            return tuple(self._structure(question, value))
        if question.item == "internal-long-term":
            return (Meaning("", "", words.transfer.why.strip()),)
        return super().meanings(question, value)

    def _structure(self, question: Question, value: Any) -> Iterator[Meaning]:
        """What each operating structure means, and why one of them is suggested."""
        words = self.bench.words
        workload = self.bench.session.workloads.get(self.subject or "")
        why = tr("Suggested by the maturity (guide).")
        if workload is not None and standing.built_inside(workload, words):
            why = tr("Suggested, as nobody outside delivers it (guide).")
        for number, option in enumerate(question.options, 1):
            structure = words.ownership.structures[option.id]
            if workload is not None:
                structure = structure.seen(alone=standing.stays_inside(workload, words))
            text = f"{structure.description} {structure.consequence}"
            if option.id == question.suggested:
                text = f"{text} {why}"
            yield Meaning(str(number), structure.name, text, option.id == value)


class ContractScreen(ChecklistScreen):
    """The contract checklist. What is agreed for all workloads holds for each until it differs."""

    step = "contract"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "for_all", "for all / for one", id="contract.all"),
    ]
    _for_all = False

    @property
    def subject(self) -> str | None:
        """The workload, or the whole programme."""
        return PROGRAMME if self._for_all else super().subject

    def head(self) -> Content:
        """For whom it is asked, and that this is no legal advice."""
        notice = " ".join(self.bench.words.contract.notice.split())
        if self._for_all:
            whose = tr("For all workloads: each inherits it until it differs")
        else:
            whose = tr("For this workload; in brackets: as agreed for all workloads")
        return Content.assemble((whose, "bold"), "\n", (notice, "$quiet"))

    def action_for_all(self) -> None:
        """Ask for the whole programme, or for the workload again."""
        self._for_all = not self._for_all
        self.arrive()


def _model_line(words: Words, assessed: assess.Assessed, model: str) -> Content:
    """A model with its mark, and whether it is only not yet what the matrix may allow later."""
    name = f"{model_glyph(model)} {words.matrix.models[model].name}"
    if assessed.recommendation.not_yet and model == assessed.recommendation.lead:
        name = f"{name}: {say(words, 'not-yet')}"
    return Content.styled(name, f"bold {model_style(model)}")


class ConditionsScreen(ChecklistScreen):
    """What has to hold for the model of one workload; a "no" is a warning on the summary."""

    step = "conditions"

    def row(self, question: Question) -> Row:
        """A condition; one that does not hold warns."""
        row = super().row(question)
        return replace(row, alarm=row.value == "no")

    def meanings(self, question: Question, value: Any) -> tuple[Meaning, ...]:
        """What comes of a yes and of a no, and the anchors where there are some."""
        if (anchors := super().meanings(question, value)) or not question.options:
            return anchors
        follows = {
            "yes": tr("It holds today, and somebody in the room can say how."),
            "no": tr("A warning and something to do. The recommendation stands."),
        }
        return tuple(
            Meaning(str(number), option.name, follows.get(option.id, ""), option.id == value)
            for number, option in enumerate(question.options, 1)
        )

    def head(self) -> Content:
        """The model that is asked about, or why there is nothing to ask; then the warnings."""
        words = self.bench.words
        subject = self.subject
        if subject is None or subject not in self.bench.session.workloads:
            return super().head()
        assessed = self.bench.assessed(subject)
        decision = assessed.workload.decision
        model = decision.model if decision else assessed.recommendation.lead
        if model is None:
            return Content.styled(words.conditions.not_yet, "$quiet")
        lines = [_model_line(words, assessed, model)]
        lines += [
            Content.styled(f"{GLYPHS.warning} {again}", "bold $warning")
            for again in assess.to_decide_again(assessed, words)
        ]
        if not self.questions:
            lines.append(Content.styled(words.conditions.nothing, "$quiet"))
        return Content("\n").join((*lines, *self._warnings(assessed)))

    def _warnings(self, assessed: assess.Assessed) -> Iterator[Content]:
        """As many as leave the question room; what is answered no is marked in the list as well."""
        warnings = assessed.recommendation.warnings
        room = _REASONS if self.roomy else 1
        for warning in warnings[:room]:
            yield Content.styled(f"{GLYPHS.warning} {warning}", "$warning")
        if left := len(warnings[room:]):
            yield Content.styled(f"  {tr('and {count} more', count=left)}", "$warning")


class RisksScreen(ChecklistScreen):
    """The risks of one workload; what nobody carries is loud."""

    step = "risks"

    def row(self, question: Question) -> Row:
        """A risk; that nobody carries it is no answer to be content with."""
        row = super().row(question)
        return replace(row, alarm=bool(row.options) and row.value == "unassigned")

    def head(self) -> Content:
        """How many risks are on no side."""
        subject = self.subject
        if subject is None or subject not in self.bench.session.workloads:
            return super().head()
        unassigned = self.bench.assessed(subject).unassigned or ()
        if not unassigned:
            return Content.styled(tr("Every risk is on a side"), "$success")
        risks = len(self.bench.words.risks.risks)
        loud = ntr(
            len(unassigned),
            "{count} of {risks} risks is on no side yet",
            "{count} of {risks} risks are on no side yet",
            risks=risks,
        )
        return Content.styled(f"{GLYPHS.warning} {loud}", "bold $warning")


class DriversScreen(ChecklistScreen):
    """The drivers of one workload, under the relations that were published."""

    step = "drivers"

    def row(self, question: Question) -> Row:
        """A driver; what was answered when only yes and no could be is said behind the levels."""
        row = super().row(question)
        if row.value in ("yes", "no"):
            before = self.bench.words.setup.answers[row.value].name
            return replace(row, beside=(tr("before: {answer}", answer=before),))
        return row

    def head(self) -> Content:
        """The published relations."""
        relations = self.bench.words.drivers.relations.values()
        return Content.styled("\n".join(relation.text for relation in relations), "$quiet")


class ProfileScreen(ChecklistScreen):
    """The profile of one workload. Nothing here moves the recommendation."""

    step = "profile"
