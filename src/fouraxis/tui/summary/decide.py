"""Deciding on a workload: which model, why, and who said so; one question at a time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, ClassVar, Final, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from fouraxis.content.language import noted, tr
from fouraxis.content.models import Content as Words
from fouraxis.content.terms import MODELS, Model
from fouraxis.tui.keys import opened
from fouraxis.tui.look import Paragraph, cut, shown_line
from fouraxis.tui.parts import bars, dialogs, editors
from fouraxis.tui.summary import table
from fouraxis.tui.workbench import Workbench
from fouraxis.workshop import assess, edit, seal
from fouraxis.workshop.session import Decision, Session
from fouraxis.workshop.text import EditError, one_line, person

Stage = Literal["model", "reason", "by"]

_WIDE: Final = 24
"""The least width of the column of models, in cells."""

_KINDS: dict[assess.Kind, str] = {
    "as-recommended": noted("as recommended"),
    "alternative": noted("the alternative"),
    "override": noted("override: needs a reason"),
}


@dataclass(frozen=True, slots=True)
class Decided:
    """What the room decided. `kind` is how that stands beside the recommendation."""

    model: Model
    kind: assess.Kind
    reason: str
    by: str


class DecisionDialog(dialogs.Dialog[Decided | None]):
    """Model, reason, person; Esc goes one question back, and from the first one away.

    `people` are the participants, whoever decides first, and `former` who decided last. Without
    `reveal` nothing says what is recommended: the room has not placed the workload yet. With a
    `model` that is settled, and all that is asked is who decides.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "back", key_display="Esc", id="deciding.back"),
        Binding(
            "enter", "onward", "go on", key_display="Enter", priority=True, id="deciding.onward"
        ),
        *[Binding(str(n), f"pick({n - 1})", show=False) for n in range(1, 10)],
    ]

    def __init__(
        self,
        words: Words,
        assessed: assess.Assessed,
        people: tuple[str, ...],
        *,
        former: str = "",
        reveal: bool = True,
        model: Model | None = None,
    ) -> None:
        super().__init__()
        self._words = words
        self._assessed = assessed
        self._people = people
        self._reveal = reveal
        offered = assessed.recommendation.options if reveal else ()
        self._models: tuple[Model, ...] = (*offered, *(m for m in MODELS if m not in offered))
        widest = max(table.model_name(words, model).cell_length for model in MODELS)
        self._wide = max(widest + 2, _WIDE)
        self._stage: Stage = "model"
        self._model: Model = model or self._models[0]
        self._settled = model is not None
        decision = assessed.workload.decision
        self._by = (decision.by if decision else "") or former

    @property
    def about(self) -> str:
        """The workload that is decided."""
        return self._assessed.workload.name

    def compose(self) -> ComposeResult:
        """The question, and below it what this question is answered with."""
        decision = self._assessed.workload.decision
        with Vertical(classes="dialog", id="decision") as box:
            name = self._assessed.workload.name
            box.border_title = shown_line(tr("Decide: {workload}", workload=name))
            yield Paragraph(id="decision-question")
            yield OptionList(*map(self._model_option, self._models), id="models", markup=False)
            yield editors.LineEditor(decision.reason if decision else "", id="reason")
            people = dialogs.numbered(self._people)
            yield OptionList(*map(Option, people), id="people", markup=False)
            yield editors.LineEditor(
                self._by,
                id="by",
                placeholder=tr("or type a name, or external: NAME; may be empty"),
            )
            yield Paragraph(id="decision-fault")
            yield bars.KeyBar()

    def on_mount(self) -> None:
        """Ask for the model first, at what was decided so far."""
        decision = self._assessed.workload.decision
        models = self.query_one("#models", OptionList)
        models.highlighted = self._models.index(decision.model) if decision else 0
        people = self.query_one("#people", OptionList)
        people.highlighted = self._people.index(self._by) if self._by in self._people else 0
        self._offer_reason()
        self._ask("by" if self._settled else "model")

    def _model_option(self, model: Model) -> Option:
        kind = assess.kind_of(self._assessed.recommendation, model)
        number = self._models.index(model) + 1
        name = table.model_name(self._words, model)
        return Option(
            Content.assemble(
                (f"{number} ", "$accent"),
                name.pad_right(self._wide - name.cell_length),
                (tr(_KINDS[kind]) if self._reveal else "", "$quiet"),
            )
        )

    @property
    def kind(self) -> assess.Kind:
        """How the chosen model stands beside the recommendation."""
        return assess.kind_of(self._assessed.recommendation, self._model)

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
            question = Content.assemble(table.model_name(self._words, self._model), f"  {why}")
            focus = "#reason"
        else:
            who = tr("Who decides?")
            question = Content.assemble(table.model_name(self._words, self._model), f"  {who}")
            outside = self._settled and self._by and self._by not in self._people
            focus = "#people" if self._people and not outside else "#by"
            self.query_one("#by", editors.LineEditor).action_select_all()
        self.query_one("#decision-question", Paragraph).update(question)
        self._complain("")
        self.query_one(focus).focus()
        opened(self)

    def _recommended(self) -> Content:
        if not self._reveal:
            text = self._words.summary.statuses["not-placed"].text
            return Content("\n").join((Content.styled(text, "$warning"), *self._so_far()))
        recommended = Content.assemble(
            (f"{tr('Recommended')}: ", "$quiet"),
            table.recommended(self._words, self._assessed.recommendation),
            (f"  ({table.because(self._words, self._assessed.recommendation)})", "$quiet"),
        )
        return Content("\n").join((recommended, *self._so_far()))

    def _so_far(self) -> Iterator[Content]:
        """The decision that there is, and how it stands beside what is recommended now."""
        decision = self._assessed.workload.decision
        if decision is not None:
            outdated = self._assessed.decision_state == "outdated"
            yield Content.assemble(
                (f"{tr('Decided so far')}: ", "$quiet"),
                table.model_name(self._words, decision.model),
                "  ",
                (
                    assess.standing(self._assessed, self._words),
                    "bold $error" if outdated else "$quiet",
                ),
            )

    def _complain(self, text: str) -> None:
        fault = self.query_one("#decision-fault", Paragraph)
        fault.update(Content.styled(text, "bold $warning"))
        fault.display = bool(text)

    # -- going on

    def action_pick(self, number: int) -> None:
        """A digit picks the model of that number, or whoever decides."""
        if self._stage == "by" and number < len(self._people):
            self._finish(self._people[number])
        elif self._stage == "model" and number < len(self._models):
            self._model = self._models[number]
            self.query_one("#models", OptionList).highlighted = number
            self._offer_reason()
            self._ask("reason")

    def _offer_reason(self) -> None:
        """What was written for one model is no reason for another."""
        decision = self._assessed.workload.decision
        if decision is None:
            return
        field, former = self.query_one("#reason", editors.LineEditor), one_line(decision.reason)
        if self._model != decision.model and field.value == former:
            field.rewrite("")
        elif self._model == decision.model and not field.value:
            field.rewrite(former)

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
            self._finish(person(self.query_one("#by", editors.LineEditor).value, self._people))

    @property
    def _reason(self) -> str:
        """The reason; one of several lines that was not touched keeps its lines."""
        typed = self.query_one("#reason", editors.LineEditor).value.strip()
        decision = self._assessed.workload.decision
        kept = decision.reason if decision else ""
        return kept if typed == one_line(kept) else typed

    def _finish(self, by: str) -> None:
        self.dismiss(Decided(self._model, self.kind, self._reason, by))

    def action_back(self) -> None:
        """One question back; from the first one, nothing is decided."""
        if self._stage == "by" and not self._settled:
            self._ask("reason")
        elif self._stage == "reason":
            self._ask("model")
        else:
            self.dismiss(None)


"""The role of the participant who decides."""

KEYS: Final = (
    Binding("d", "decide", "decide", id="decision.decide"),
    Binding("c", "confirm", "confirm as recommended", id="decision.confirm"),
    Binding("x,delete", "take_back", "take decision back", key_display="x", id="decision.undecide"),
)
"""The keys of a screen that lets the room decide."""


def people(session: Session) -> tuple[str, ...]:
    """The participants by name, whoever decides first."""
    participants = sorted(
        session.participants.values(), key=lambda person: person.role != seal.DECIDER
    )
    return tuple(dict.fromkeys(person.name for person in participants))


def decider(session: Session) -> str:
    """Who decides, where the room has exactly one person for it; else nobody is written down."""
    deciders = [
        person.name for person in session.participants.values() if person.role == seal.DECIDER
    ]
    return deciders[0] if len(deciders) == 1 else ""


def last_decider(session: Session) -> str:
    """Who decided last in this session; nobody where nothing is decided, or nobody was named."""
    decisions = (workload.decision for workload in session.workloads.values())
    made = {each.at: each.by for each in decisions if each is not None and each.at and each.by}
    return made[max(made, key=datetime.timestamp)] if made else ""


def _short(assessed: assess.Assessed) -> str:
    """The workload's name, short enough for a sentence."""
    return cut(assessed.workload.name, 60)


class Deciding:
    """The three things that can be done about a decision, each one step to undo.

    Where the decision is not to be seen on the screen, it `tells` what was decided.
    """

    def __init__(self, screen: Screen[Any], bench: Workbench, *, tells: bool = False) -> None:
        self._screen = screen
        self._bench = bench
        self._tells = tells

    def decide(self, workload: str) -> None:
        """Let the room pick any model, say why, and who decided."""
        if not self._writable():
            return

        def keep(decided: Decided | None) -> None:
            if decided is not None:
                self._keep(workload, decided)

        session = self._bench.session
        assessed = self._bench.assessed(workload)
        dialog = DecisionDialog(
            self._bench.words,
            assessed,
            people(session),
            former=last_decider(session),
            reveal=not table.hidden(session, assessed),
        )
        self._screen.app.push_screen(dialog, keep)

    def confirm(self, workload: str, then: Callable[[], None] = lambda: None) -> None:
        """Decide as recommended, at once; a decision for another model is replaced after asking.

        Who decides is asked where there are people, and none or several of them are to decide.
        `then` is called once it is decided.
        """
        assessed = self._bench.assessed(workload)
        lead, decision = assessed.recommendation.lead, assessed.workload.decision
        if table.hidden(self._bench.session, assessed):
            self._say(tr("Not placed on all four axes yet; d decides all the same."))
        elif lead is None:
            self._say(tr("Still open: answer what it depends on, or decide with d."))
        else:
            self._confirm(assessed, lead, decision, then)

    def _confirm(
        self,
        assessed: assess.Assessed,
        lead: Model,
        decision: Decision | None,
        then: Callable[[], None],
    ) -> None:
        decided = Decided(lead, "as-recommended", "", decider(self._bench.session))
        if decision is None:
            self._by_somebody(assessed, decided, then)
        elif decision.model == lead and assessed.decision_state == "agreed":
            self._say(tr("It is decided as recommended."))
        elif decision.model == lead:  # it stands, now that what has changed is in view
            reason, by = decision.reason, decided.by or decision.by
            self._by_somebody(assessed, replace(decided, reason=reason, by=by), then)
        elif self._writable():

            def keep(sure: bool | None) -> None:
                if sure:
                    self._by_somebody(assessed, decided, then)

            name = self._bench.words.matrix.models
            text = tr(
                "{workload} was decided for {former}. "
                "Replace that, and its reason, by {model} as recommended?",
                workload=_short(assessed),
                former=name[decision.model].name,
                model=name[lead].name,
            )
            self._screen.app.push_screen(dialogs.Confirm(tr("Replace the decision"), text), keep)

    def _by_somebody(
        self, assessed: assess.Assessed, decided: Decided, then: Callable[[], None]
    ) -> None:
        """Keep a decision, in the name of whom the room says where nobody is named for it yet."""
        workload, session = assessed.workload_id, self._bench.session
        who = people(session)
        if decided.by or not who:
            self._keep(workload, decided)
            then()
            return
        if not self._writable():
            return

        def keep(named: Decided | None) -> None:
            if named is not None:
                self._keep(workload, replace(decided, by=named.by))
                then()

        dialog = DecisionDialog(
            self._bench.words, assessed, who, former=last_decider(session), model=decided.model
        )
        self._screen.app.push_screen(dialog, keep)

    def take_back(self, workload: str) -> None:
        """Take the decision back, after asking."""
        assessed = self._bench.assessed(workload)
        if assessed.workload.decision is None:
            self._say(tr("Nothing is decided here yet."))
            return
        if not self._writable():
            return

        def take(sure: bool | None) -> None:
            if sure:
                self._change(
                    lambda: edit.undecide(self._bench.session, workload),
                    tr("decision on {workload} taken back", workload=_short(assessed)),
                )

        text = tr(
            "{workload}: the decision goes, with its reason. u brings it back.",
            workload=_short(assessed),
        )
        self._screen.app.push_screen(dialogs.Confirm(tr("Take the decision back"), text), take)

    def _keep(self, workload: str, decided: Decided) -> None:
        name = _short(self._bench.assessed(workload))
        done = self._change(
            lambda: assess.decide(
                self._bench.session,
                self._bench.words,
                workload,
                decided.model,
                reason=decided.reason,
                by=decided.by,
                at=datetime.now(UTC),
            ),
            tr("decision on {workload}", workload=name),
        )
        if done and self._tells:
            model = self._bench.words.matrix.models[decided.model].name
            sentence = tr(
                "{workload}: decided, {model}. u takes it back.", workload=name, model=model
            )
            if decided.by:
                sentence = tr(
                    "{workload}: decided, {model}, by {name}. u takes it back.",
                    workload=name,
                    model=model,
                    name=decided.by,
                )
            bars.say(self._screen.app, sentence, until_changed=True)

    def _change(self, change: Callable[[], Session], label: str) -> bool:
        """Make a change; whether it can be made. If not, why is said."""
        try:
            self._bench.apply(change(), label)
        except EditError as fault:
            self._say(tr("Not possible: {what}.", what=fault))
            return False
        return True

    def _writable(self) -> bool:
        """Whether the session takes a decision; if not, say so before anything is typed."""
        if self._bench.sealed:
            self._say(tr("Not possible: {what}.", what=self._bench.why_not))
        elif self._bench.read_only:
            self._say(tr("This session is open read-only; save a copy to decide."))
        return not self._bench.read_only

    def _say(self, text: str) -> None:
        bars.say(self._screen.app, text)
