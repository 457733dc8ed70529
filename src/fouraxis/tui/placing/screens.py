"""The four axes: guided factors, anchors, the level that they suggest, and where it lands."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from fouraxis.content.language import tr
from fouraxis.content.terms import AXES, Axis
from fouraxis.tui.contracts import Guide
from fouraxis.tui.filled import filled
from fouraxis.tui.flow import page_of
from fouraxis.tui.placing.common import PlacingScreen
from fouraxis.tui.questions.screen import row_of
from fouraxis.tui.widgets.paragraph import Paragraph
from fouraxis.tui.widgets.question_row import Row
from fouraxis.workshop import edit, questions
from fouraxis.workshop.assess import suggestion
from fouraxis.workshop.questions import Question
from fouraxis.workshop.subjects import maturity_to_carry


class AxesScreen(PlacingScreen):
    """One axis of one workload."""

    step = "axes"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "carry", "as the last", id="axes.carry"),
    ]

    @property
    def axis(self) -> Axis:
        """The axis that is asked about."""
        axis = page_of(self.bench.place).axis
        return next((one for one in AXES if one == axis), AXES[0])

    def compose_head(self) -> ComposeResult:
        """The question of the axis."""
        yield Paragraph(id="ask")

    def compose_foot(self) -> ComposeResult:
        """The level that the factors suggest."""
        yield Paragraph(id="suggests")

    def guide(self) -> Guide:
        """What F1 says: the guidance for this axis first, then for all of them."""
        words = self.bench.words.axes
        axis = words.axes[self.axis]
        guidance = f"{axis.guidance.strip()}\n\n{words.screen.guidance.strip()}"
        return Guide(axis.name, axis.measures, guidance)

    def asked(self) -> tuple[Question, ...]:
        """The factors of this axis, then the axis itself."""
        axis = self.axis
        return tuple(one for one in super().asked() if one.item.partition(".")[0] == axis)

    def rows(self) -> tuple[Row, ...]:
        """The factors, then the level of the axis with the suggested one underlined."""
        suggested = self._suggested()
        return tuple(
            row_of(self.bench.session, one, suggested if one.item == self.axis else None)
            for one in self.asked()
        )

    def _suggested(self) -> str | None:
        workload = self.bench.session.workloads.get(self.subject or "")
        return suggestion(workload, self.axis).level if workload else None

    def show(self) -> None:
        """Show the axis."""
        axis = self.bench.words.axes.axes[self.axis]
        self.query_one("#ask", Paragraph).update(Content.styled(axis.question, "bold"))
        self.query_one("#suggests", Paragraph).update(self._suggestion_line())
        super().show()

    def show_aside(self) -> None:
        """Show the factor's question; for the axis itself, what it measures."""
        super().show_aside()
        question = self.question(self.table.item)
        if question is not None and question.item == self.axis:
            self.aside.show(
                self.bench.words.axes.axes[self.axis].measures,
                self.meanings(question, questions.value(self.bench.session, question)),
                questions.note(self.bench.session, question),
            )

    def _suggestion_line(self) -> Content:
        words = self.bench.words.axes.axes[self.axis]
        workload = self.bench.session.workloads.get(self.subject or "")
        if workload is None or not words.factors:
            return Content("")
        given = suggestion(workload, self.axis)
        level = workload.axis(self.axis).level
        if given.level is None:
            return Content.styled(words.suggests, "$quiet")
        name = words.levels[given.level].name
        if level is None:
            said = tr("Suggests {level}") if given.settled else tr("So far this suggests {level}")
            return Content.assemble(
                filled(said, "$quiet", level=Content.styled(name.upper(), "bold $accent")),
                (f"   {tr('Enter confirms')}", "$quiet"),
            )
        if level == given.level:
            return Content.styled(tr("As suggested: {level}.", level=name), "$quiet")
        return Content.assemble(
            (tr("The answers suggest {level}.", level=name), "$warning"),
            (f" {tr('Note why you differ: n')}", "$quiet"),
        )

    def _level_name(self, level: str) -> str:
        return self.bench.words.axes.axes[self.axis].levels[level].name

    def action_carry(self) -> None:
        """Take the last workload's maturity: it usually holds for the whole enterprise."""
        workload = self.subject
        if workload is not None and self.attempt(
            lambda: self.bench.apply(
                edit.carry_maturity(self.bench.session, workload),
                tr("maturity as the last workload"),
            )
        ):
            self.stand_at(self.axis)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The last workload's maturity is offered where maturity is asked and there is one."""
        if action == "carry":
            return (
                self.axis == "maturity"
                and maturity_to_carry(self.bench.session, self.subject or "") is not None
            )
        return super().check_action(action, parameters)

    def answered(self, question: Question) -> None:
        """After the last factor comes the axis itself; there the room looks where it lands."""
        if question.item != self.axis:
            self.stand_at(self.table.next_open() or self.axis)

    def confirmed(self, question: Question) -> None:
        """Enter takes the suggested level if there is none yet, and goes on."""
        workload = self.bench.session.workloads.get(self.subject or "")
        suggested = self._suggested()
        if workload and workload.axis(self.axis).level is None:
            if suggested is None:
                following = self.table.next_open()
                if following is not None:
                    self.stand_at(following)
                    return
            else:
                axis = self.question(self.axis)
                if axis is not None and not self.attempt(
                    lambda: self.bench.apply(
                        questions.answer(self.bench.session, axis, suggested),
                        tr("{name}: {value}", name=axis.name, value=self._level_name(suggested)),
                    )
                ):
                    return
        self.action_page(1)
