"""What the room decides: which model, why, and who said so; one question at a time."""

from dataclasses import dataclass
from typing import ClassVar, Final, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from fouraxis.content.language import noted, tr
from fouraxis.content.models import Content as Words
from fouraxis.content.terms import MODELS, Model
from fouraxis.tui.dialogs.dialog import TypingDialog
from fouraxis.tui.look import shown_line
from fouraxis.tui.parts.editors import LineEditor
from fouraxis.tui.widgets import verdict
from fouraxis.tui.widgets.key_bar import KeyBar
from fouraxis.workshop.assess import Assessed, Kind, kind_of
from fouraxis.workshop.text import one_line

Stage = Literal["model", "reason", "by"]

_WIDE: Final = 24
"""The least width of the column of models, in cells."""

_KINDS: dict[Kind, str] = {
    "as-recommended": noted("as recommended"),
    "alternative": noted("the alternative"),
    "override": noted("override: needs a reason"),
}


@dataclass(frozen=True, slots=True)
class Decided:
    """What the room decided. `kind` is how that stands beside the recommendation."""

    model: Model
    kind: Kind
    reason: str
    by: str


class DecisionDialog(TypingDialog[Decided | None]):
    """Model, reason, person; Esc goes one question back, and from the first one away.

    `people` are the participants, whoever decides first. Without `reveal` nothing says what is
    recommended: the room has not placed the workload yet.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "back", key_display="Esc"),
        Binding("enter", "after_typing('onward')", "go on", key_display="Enter", priority=True),
        *[Binding(str(n), f"pick({n - 1})", show=False) for n in range(1, len(MODELS) + 1)],
    ]

    def __init__(
        self, words: Words, one: Assessed, people: tuple[str, ...], *, reveal: bool = True
    ) -> None:
        super().__init__()
        self._words = words
        self._one = one
        self._people = people
        self._reveal = reveal
        offered = one.recommendation.options if reveal else ()
        self._models: tuple[Model, ...] = (*offered, *(m for m in MODELS if m not in offered))
        widest = max(verdict.model_name(words, model).cell_length for model in MODELS)
        self._wide = max(widest + 2, _WIDE)
        self._stage: Stage = "model"
        self._model: Model = self._models[0]

    def compose(self) -> ComposeResult:
        """The question, and below it what this question is answered with."""
        decision = self._one.workload.decision
        with Vertical(classes="dialog", id="decision") as box:
            name = self._one.workload.name
            box.border_title = shown_line(tr("Decide: {workload}", workload=name))
            yield Static(id="decision-question")
            yield OptionList(*map(self._model_option, self._models), id="models", markup=False)
            yield LineEditor(decision.reason if decision else "", id="reason")
            people = [Option(shown_line(name)) for name in self._people]
            yield OptionList(*people, id="people", markup=False)
            yield LineEditor(
                decision.by if decision else "",
                id="by",
                placeholder=tr("or type a name; may be empty"),
            )
            yield Static(id="decision-fault")
            yield KeyBar()

    def on_mount(self) -> None:
        """Ask for the model first, at what was decided so far."""
        decision = self._one.workload.decision
        models = self.query_one("#models", OptionList)
        models.highlighted = self._models.index(decision.model) if decision else 0
        people = self.query_one("#people", OptionList)
        by = decision.by if decision else ""
        people.highlighted = self._people.index(by) if by in self._people else 0
        self._ask("model")

    def _model_option(self, model: Model) -> Option:
        kind = kind_of(self._one.recommendation, model)
        number = self._models.index(model) + 1
        name = verdict.model_name(self._words, model)
        return Option(
            Content.assemble(
                (f"{number} ", "$accent"),
                name.pad_right(self._wide - name.cell_length),
                (tr(_KINDS[kind]) if self._reveal else "", "$quiet"),
            )
        )

    @property
    def kind(self) -> Kind:
        """How the chosen model stands beside the recommendation."""
        return kind_of(self._one.recommendation, self._model)

    def _ask(self, stage: Stage) -> None:
        self._stage = stage
        for name, stages in {
            "#models": ("model",),
            "#reason": ("reason",),
            "#people": ("by",) if self._people else (),
            "#by": ("by",),
        }.items():
            self.query_one(name).display = stage in stages
        question: Content
        if stage == "model":
            question = self._recommended()
            focus = "#models"
        elif stage == "reason":
            why = tr("Why?") if self.kind == "override" else tr("Why? May stay empty.")
            question = Content.assemble(verdict.model_name(self._words, self._model), f"  {why}")
            focus = "#reason"
        else:
            question = Content(tr("Who decides?"))
            focus = "#people" if self._people else "#by"
        self.query_one("#decision-question", Static).update(question)
        self._complain("")
        self.query_one(focus).focus()

    def _recommended(self) -> Content:
        if not self._reveal:
            return Content.styled(self._words.summary.statuses["not-placed"].text, "$warning")
        return Content.assemble(
            (f"{tr('Recommended')}: ", "$quiet"),
            verdict.recommended(self._words, self._one.recommendation),
            (f"  ({verdict.because(self._words, self._one.recommendation)})", "$quiet"),
        )

    def _complain(self, text: str) -> None:
        fault = self.query_one("#decision-fault", Static)
        fault.update(Content.styled(text, "bold $warning"))
        fault.display = bool(text)

    # -- going on

    def action_pick(self, number: int) -> None:
        """A digit picks the model of that number."""
        if self._stage == "model" and number < len(self._models):
            self._model = self._models[number]
            self.query_one("#models", OptionList).highlighted = number
            self._ask("reason")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click picks."""
        event.stop()
        if event.option_list.id == "models":
            self.action_pick(event.option_index)
        else:
            self._finish(self._people[event.option_index])

    def action_onward(self) -> None:
        """Go on to the next question, or finish with the name that was typed."""
        if self._stage == "model":
            at = self.query_one("#models", OptionList).highlighted
            self.action_pick(at or 0)
        elif self._stage == "reason":
            if self.kind == "override" and not self._reason:
                why = tr("An override needs a reason: it stays beside the recommendation.")
                self._complain(why)
            else:
                self._ask("by")
        elif (people := self.query_one("#people", OptionList)).has_focus:
            self._finish(self._people[people.highlighted or 0])
        else:
            self._finish(self.query_one("#by", LineEditor).value.strip())

    @property
    def _reason(self) -> str:
        """The reason; one of several lines that was not touched keeps its lines."""
        typed = self.query_one("#reason", LineEditor).value.strip()
        decision = self._one.workload.decision
        kept = decision.reason if decision else ""
        return kept if typed == one_line(kept) else typed

    def _finish(self, by: str) -> None:
        self.dismiss(Decided(self._model, self.kind, self._reason, by))

    def action_back(self) -> None:
        """One question back; from the first one, nothing is decided."""
        if self._stage == "by":
            self._ask("reason")
        elif self._stage == "reason":
            self._ask("model")
        else:
            self.dismiss(None)
