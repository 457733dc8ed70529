"""A workload's whole reasoning on one page: recommended and why, decided, answered."""

from collections.abc import Iterable, Iterator
from typing import ClassVar, Final, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content

from fouraxis.content.language import noted, tr
from fouraxis.content.models import Content as Words
from fouraxis.decision.reasons import possible_words, say
from fouraxis.decision.recommendation import change_words
from fouraxis.report.answers import AnswerRow, Answers
from fouraxis.report.summary import way_back, who_does_what
from fouraxis.tui.keys import BACK, NEXT
from fouraxis.tui.look import (
    GLYPHS,
    STRICT,
    Banner,
    Block,
    Page,
    Reading,
    cut,
    entry,
    heading,
    model_style,
    shown,
    shown_line,
    whose_words,
)
from fouraxis.tui.parts import bars, dialogs
from fouraxis.tui.step import ROOMY
from fouraxis.tui.summary import decide, detail, table
from fouraxis.tui.vendors import mark_counts
from fouraxis.tui.workbench import Workbench
from fouraxis.workshop import actions, agreement, assess, matters, questions
from fouraxis.workshop.session import Decision, Place
from fouraxis.workshop.text import today, written

_STANDS: Final[dict[assess.NeedState, tuple[str, str]]] = {
    "no": (GLYPHS.no, "bold reverse $error"),
    "yes": (GLYPHS.done, "$success"),
    "unknown": (GLYPHS.unknown, "bold $warning"),
    "not-applicable": ("-", "$quiet"),
    "parked": (GLYPHS.parked, "bold $warning"),
    "open": (GLYPHS.none, "$quiet"),
    "left-out": ("-", "$quiet"),
}
"""The mark and the style of a condition."""


_TEXTS: Final = {
    "reason": noted("reason"),
    "evidence": noted("evidence"),
    "plan": noted("plan"),
    "vendor": noted("vendor"),
}
"""What is written beside an answer; a note stands there without a name."""

_COLUMN: Final = 13
"""As many cells does what stands before the outcome take, at least."""


def _label(text: str) -> str:
    """What stands before something of the outcome, in its column."""
    return f"{text}  ".ljust(_COLUMN)


def reasoning(bench: Workbench, workload: str) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """What led to a workload's recommendation and decision; what it takes, and all that was said.

    The two stand beside each other where there is room.
    """
    words, assessed = bench.words, bench.assessed(workload)
    vendors = [bench.assessment.vendors[key] for key in assess.considered(bench.session, workload)]
    session = bench.session.model_copy(update={"workloads": {workload: assessed.workload}})
    answers = Answers(session, words).of("workloads", workload)
    hidden = table.hidden(bench.session, assessed)
    outcome: Iterable[Block] = _not_placed(words)
    takes: tuple[Block, ...] = ()
    if not hidden:
        outcome = (*_outcome(words, assessed), *_why(words, assessed))
        needs = assess.needs(bench.session, words, workload)
        takes = (*_needs(words, assessed, needs), *_to_do(bench, workload))
        answers = tuple(row for row in answers if row.step != "conditions")
    decision = tuple(_decision(words, assessed, reveal=not hidden))
    made = assessed.workload.decision is not None
    again = (Content(line) for line in assess.to_confirm_again(assessed, words))
    doubtful = (Content(line) for line in assess.fragile_lines(assessed, words))
    led = (
        *_list(tr("Level to confirm again"), again, GLYPHS.warning, "bold $error"),
        *(decision if made else ()),
        *_list(tr("Fragile"), doubtful, table.FRAGILE, "bold $warning"),
        *_placed(words, assessed),
        *_votes(bench, assessed),
        *outcome,
        *(() if hidden else _closing(words, assessed)),
    )
    beside = (
        *takes,
        *(() if made else decision),
        *_ready(bench, workload),
        *_answered(words, answers),
        *_owners(words, assessed, answers),
        *_vendors(words, vendors),
    )
    return led, beside


def in_front(bench: Workbench, workload: str) -> tuple[tuple[Content, ...], str]:
    """What is decided or recommended, to stand above the rest, and its hue."""
    words, assessed = bench.words, bench.assessed(workload)
    decision, lead = assessed.workload.decision, assessed.recommendation.lead
    if decision is None and (lead is None or table.hidden(bench.session, assessed)):
        return (), "$warning"
    state = words.summary.decisions[assessed.decision_state]
    model = decision.model if decision else str(lead)
    stands = Content.styled(state.name, "$warning" if decision is None else "$title")
    if assessed.decision_state == "outdated":
        stands = Content.styled(state.name.upper(), table.LOUD)
    name = table.model_name(words, model, "bold")
    if assessed.recommendation.not_yet and model == lead:
        name = Content.assemble(name, (f": {say(words, 'not-yet')}", "bold"))
    name = Content.assemble(name, "  ", stands)
    return ((name,) if decision is None else (name, _made(decision))), model_style(model)


def _list(
    title: str, lines: Iterable[Content], mark: str = "-", style: str = "bold $accent"
) -> Iterator[Block]:
    """A heading and its items; nothing where there are none."""
    items = [entry(line, mark) for line in lines]
    if items:
        yield heading(title, style)
        yield from items


def _placed(words: Words, assessed: assess.Assessed) -> Iterator[Block]:
    workload = assessed.workload
    if workload.description:
        about = words.workloads.fields["description"].name
        yield Block(
            Content.assemble((f"{about}: ", "$quiet"), shown(workload.description)), gap=True
        )
    if workload.owner:
        yield Block(Content.assemble((f"{tr('Owner')}: ", "$quiet"), shown_line(workload.owner)))
    yield Block(detail.levels(words, assessed), gap=True)


def _closing(words: Words, assessed: assess.Assessed) -> Iterator[Block]:
    """What a workshop closes with beyond the axes: what stays, what is built, who owns it."""
    yield heading(tr("What it comes to"))
    *_, stays, built, owned = words.summary.closing.values()
    answers = who_does_what(assessed, words)
    for asked, answer in zip((stays, built, owned), answers, strict=True):
        text = answer.replace("\n", "; ") or words.setup.answers["open"].name
        label = (f"{asked.question} ", "$quiet")
        yield entry(Content.assemble(label, shown_line(text, "bold" if answer else "$quiet")))


def _votes(bench: Workbench, assessed: assess.Assessed) -> Iterator[Block]:
    """How the room came to the levels on which it voted, and who dissents."""
    agreed = tuple(agreement.agreements(bench.session, assessed.workload, bench.words))
    if agreed:
        yield heading(tr("Votes and dissent"))
    for each in agreed:
        yield entry(shown_line(each.title, "bold"))
        for line in each.rounds:
            yield entry(shown_line(line, "$quiet"), "", 4)
        for line in each.against:
            yield entry(shown_line(line), Content.styled(f"  {GLYPHS.warning}", "bold $warning"), 4)


def _not_placed(words: Words) -> Iterator[Block]:
    status = words.summary.statuses["not-placed"]
    yield Block(
        Content.assemble(
            (f"{status.text} ", "bold $warning"), tr("The outcome shows once they are.")
        ),
        gap=True,
    )
    yield Block(Content.styled(tr("a goes to the next one."), "$quiet"))


def _outcome(words: Words, assessed: assess.Assessed) -> Iterator[Block]:
    """What is recommended, the alternative, and how far it is."""
    recommendation, status = assessed.recommendation, words.summary.statuses[assessed.status]
    if recommendation.lead is None:
        open_question = tr("Provisional: an open question decides")
        yield Block(Content.styled(open_question, "bold $warning"), gap=True)
    else:
        strict = ""
        if recommendation.not_yet:
            strict = f": {say(words, 'not-yet')}"
        elif recommendation.strict_governance:
            strict = f" {say(words, 'with-strict-governance')}"
        name = table.model_name(words, recommendation.lead, "bold")
        yield Block(Content.assemble((_label(tr("Recommended")), "$quiet"), name, strict), gap=True)
        for other in recommendation.options[1:]:
            name = table.model_name(words, other)
            yield Block(Content.assemble((_label(tr("Alternative")), "$quiet"), name))
    without = recommendation.without_rules
    if recommendation.basis.rules and without and without != recommendation.lead:
        name = table.model_name(words, without)
        label = tr("Without the rule it would be")
        yield Block(Content.assemble((f"{label}  ", "$quiet"), name))
    yield Block(
        Content.assemble((_label(tr("Rests on")), "$quiet"), table.because(words, recommendation))
    )
    style = "$success" if assessed.status == "final" else "bold $warning"
    yield entry(Content.assemble((status.name, style), f". {status.text}"), tr("Status"), _COLUMN)


def _why(words: Words, assessed: assess.Assessed) -> Iterator[Block]:
    """Reasons, what is open, what would change it, and warnings."""
    recommendation = assessed.recommendation
    yield heading(tr("Why"))
    for number, reason in enumerate(recommendation.reasons, 1):
        text = Content.assemble(reason.text, whose_words(words, reason.source))
        yield entry(text, f"{number}", 3)
    if recommendation.provisional:
        possible = (
            Content.assemble(table.model_name(words, model), f": {possible_words(words, ways)}")
            for model, ways in recommendation.possible.items()
        )
        yield from _list(tr("Still possible"), possible, "?")
    conditions = [Content(condition.text) for condition in recommendation.reentry]
    if conditions and (who := way_back(assessed.workload.reentry)):
        conditions.append(shown_line(who, "bold"))
    yield from _list(tr("What brings it back"), conditions)
    changes = [
        Content.styled(change_words(words, change), model_style(change.lead) if change.lead else "")
        for change in recommendation.changes
    ]
    yield from _list(tr("What would change it"), changes)
    warnings = (Content(warning) for warning in recommendation.warnings)
    yield from _list(tr("Warnings"), warnings, GLYPHS.warning, "bold $warning")


def _to_do(bench: Workbench, workload: str) -> Iterator[Block]:
    """What is to be done about a workload, by whom and by when."""
    now = today()
    lines: list[Content] = []
    for action in actions.actions(bench.session, bench.words, now):
        if action.workload == workload and action.open:
            style = "bold $error" if action.overdue(now) else "$quiet"
            beside = ", ".join(filter(None, (action.owner, written(action.due))))
            parts = (shown_line(action.title), shown_line(beside, style))
            lines.append(Content("  ").join(part for part in parts if part.plain))
    yield from _list(bench.words.summary.follow_up.title, lines)


def _needs(
    words: Words, assessed: assess.Assessed, takes: tuple[assess.Need, ...]
) -> Iterator[Block]:
    """What the model takes, with how each of it stands; what does not hold is loud."""
    decision = assessed.workload.decision
    model = decision.model if decision else assessed.recommendation.lead
    if not takes or model is None:
        return
    yield heading(tr("What it takes: {model}", model=words.matrix.models[model].name))
    for need in takes:
        sign, style = _STANDS[need.state]
        again = f" {GLYPHS.review} {words.setup.answers['review'].name}" if need.review else ""
        strict = f" {STRICT}" if need.strict else ""
        text = Content.assemble(
            shown_line(need.answer, style),
            (again, "$warning"),
            (f"  {need.name}: ", "$quiet"),
            need.question,
            (strict, "bold"),
            whose_words(words, need.source),
        )
        yield entry(text, Content.styled(sign, style))
        if need.note:
            yield entry(shown(need.note), Content.styled(f"  {GLYPHS.note}", "$accent"), 4)
    if any(need.strict for need in takes):
        about = f"{STRICT} = {words.conditions.governance_heading}"
        yield Block(Content.styled(about, "$quiet"))


def _decision(words: Words, assessed: assess.Assessed, *, reveal: bool) -> Iterator[Block]:
    decision, state = assessed.workload.decision, words.summary.decisions[assessed.decision_state]
    title = words.summary.columns["decision"].name
    if decision is None:
        keys = tr("d decides.")
        if reveal and assessed.recommendation.lead:
            keys = tr("c confirms as recommended, d decides.")
        yield heading(title)
        yield Block(Content.assemble(f"{state.text} ", (keys, "$quiet")))
        return
    if assessed.decision_state == "outdated":
        name, _, why = assess.standing(assessed, words).partition(": ")
        yield Block(shown_line(f"{name.upper()}: {why}", table.LOUD))
        yield Block(Content.styled(state.text, "$error"))
    else:
        yield Block(shown_line(state.text))  # how it is called stands above it
    if decision.reason:
        yield entry(shown(decision.reason), GLYPHS.note)


def _made(decision: Decision) -> Content:
    """Who decided, and when."""
    time = f"{decision.at:%Y-%m-%d %H:%M} UTC" if decision.at else ""
    if decision.by and time:
        text = tr("by {person} on {time}", person=decision.by, time=time)
    elif decision.by:
        text = tr("by {person}", person=decision.by)
    else:
        text = tr("on {time}", time=time) if time else ""
    return shown_line(text, "$quiet")


def _ready(bench: Workbench, workload: str) -> Iterator[Block]:
    """What has to be in place before signing, and how far each of it is."""
    signs = {
        "met": Content.styled(GLYPHS.done, "$success"),
        "open": Content.styled(GLYPHS.warning, "bold $warning"),
    }
    checks = matters.ready_to_sign(bench.session, bench.words, workload)
    asked = [check for check in checks if check.state != "not-applicable"]
    if asked:
        met = sum(check.state == "met" for check in asked)
        yield heading(tr("Ready to sign? {met} of {total}", met=met, total=len(asked)))
        for check in asked:
            what = matters.missing(bench.session, bench.words, check)
            waits = shown_line(f"  {what}" if what else "", "$warning")
            text = Content.assemble(check.called, waits, (f"  {check.text}", "$quiet"))
            yield entry(text, signs[check.state])
        if still := assess.unagreed_words(bench.assessed(workload), bench.words):
            yield entry(Content.styled(still, "$warning"), signs["open"])


def _answered(words: Words, answers: tuple[AnswerRow, ...]) -> Iterator[Block]:
    """Every answer, with its notes; of what is a long list only what was said."""
    for step in questions.WORKLOAD_STEPS:
        if step == "ownership":
            continue
        rows = [row for row in answers if row.step == step]
        if step not in ("axes", "rules"):
            rows = [row for row in rows if row.value or row.marks or row.texts]
        if rows:
            title = getattr(words, step).screen.title
            yield heading(tr("{step}: what the room said", step=title))
            for row in rows:
                yield from _answer(words, row)


def _answer(words: Words, row: AnswerRow) -> Iterator[Block]:
    answer = ", ".join(filter(None, (row.value or words.setup.answers["open"].name, *row.marks)))
    yield entry(Content.assemble((f"{row.name}: ", "$quiet"), shown_line(answer)))
    for kind, text in row.texts.items():
        label = f"{tr(_TEXTS[kind])}: " if kind in _TEXTS else ""
        mark = Content.styled(f"  {GLYPHS.note}", "$accent")
        yield entry(Content.assemble((label, "$quiet"), shown(text)), mark, 4)


def _owners(
    words: Words, assessed: assess.Assessed, answers: tuple[AnswerRow, ...]
) -> Iterator[Block]:
    """Who owns it after launch, and what nobody is named for."""
    rows = [row for row in answers if row.step == "ownership"]
    yield heading(words.ownership.screen.title)
    for row in rows:
        yield from _answer(words, row)
    if assessed.unowned:
        names = ", ".join(words.ownership.areas[area].name for area in assessed.unowned)
        text = Content.styled(tr("Nobody is named for: {names}", names=names), "$warning")
        yield entry(text, Content.styled(GLYPHS.warning, "bold $warning"))


def _vendors(words: Words, vendors: list[assess.Vetted]) -> Iterator[Block]:
    if not vendors:
        return
    yield heading(tr("Vendors considered"))
    for vetted in vendors:
        marks = ", ".join(mark_counts(words, vetted))
        yield entry(
            Content.assemble(shown_line(vetted.vendor.name, "bold"), (f"  {marks}", "$quiet"))
        )
        for flag in (*vetted.red_flags, *vetted.marked):
            asked = words.vendors.criteria if flag in vetted.marked else words.vendors.red_flags
            name, style = asked[flag].name, "$error"
            if flag in vetted.answered:
                name, style = tr("{name} (answered)", name=name), "$quiet"
            yield entry(Content.styled(name, style), Content.styled(f"  {GLYPHS.review}", style), 4)


Onward = Place | Literal["undo", "boards"] | None
"""What the page closes with: a place to go to, a change to take back, the boards, or nothing."""


class ReasoningDialog(dialogs.Dialog[Onward]):
    """A page that scrolls; closed, it says what the room wants next.

    The room can decide here as in the table, and step through the workloads. The place in the
    session follows, so that the table is at the same workload when the page closes.
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (140, "-broad")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "dismiss(None)", "back to the table", key_display="Esc"),
        *decide.KEYS,
        Binding("a", "answer", "to its questions", id="reasoning.answer"),
        Binding("w", "trial", "what if", id="reasoning.trial"),
        Binding("h", "history", "what it was before", show=False, id="step.history"),
        Binding("b", "dismiss('boards')", "boards", show=False, id="step.boards"),
        Binding("u,ctrl+z", "dismiss('undo')", "undo", key_display="u"),
        Binding(NEXT, "neighbour(1)", "next one", key_display="]", id="step.down"),
        Binding(BACK, "neighbour(-1)", "one before", key_display="[", id="step.up"),
    ]

    def __init__(self, bench: Workbench, workload: str) -> None:
        super().__init__()
        self.bench = bench
        self.workload = workload
        self._deciding = decide.Deciding(self, bench)

    def compose(self) -> ComposeResult:
        """The page and its keys."""
        with Reading(classes="dialog", id="reasoning"):
            yield Banner()
            with Container(id="reasoning-columns"):
                yield Page(id="reasoning-led")
                yield Page(id="reasoning-answers")
        yield bars.KeyBar()

    def on_mount(self) -> None:
        """Show the reasons."""
        self._show()
        self.query_one("#reasoning").focus()

    def on_session_changed(self, _: bars.SessionChanged) -> None:
        """Something was decided: show it."""
        self._show()

    def on_screen_resume(self) -> None:
        """What was tried out over it may have been kept."""
        self._show()

    def _show(self) -> None:
        if self.workload not in self.bench.session.workloads:
            return
        name = self.bench.session.workloads[self.workload].name
        room = max(min(self.app.size.width, 104) - 12, 10)
        self.query_one("#reasoning").border_title = Content(cut(name, room))
        lines, hue = in_front(self.bench, self.workload)
        self.query_one(Banner).show(lines, hue, low=self.app.size.height < ROOMY[1])
        for side, blocks in zip(
            ("led", "answers"), reasoning(self.bench, self.workload), strict=True
        ):
            self.query_one(f"#reasoning-{side}", Page).show(blocks)

    def action_decide(self) -> None:
        """Decide."""
        self._deciding.decide(self.workload)

    def action_confirm(self) -> None:
        """Decide as recommended."""
        self._deciding.confirm(self.workload)

    def action_take_back(self) -> None:
        """Take the decision back."""
        self._deciding.take_back(self.workload)

    def action_trial(self) -> None:
        """Try out other answers, without meaning them yet."""
        from fouraxis.tui.live.trial import TrialScreen

        self.app.push_screen(TrialScreen(self.bench, self.workload))

    def action_history(self) -> None:
        """Show what was decided and settled before."""
        from fouraxis.tui.live.history import HistoryDialog

        self.app.push_screen(HistoryDialog(self.bench, self.workload, None))

    def action_answer(self) -> None:
        """Go to the question that it depends on, or to its axes."""
        self.dismiss(matters.next_step(self.bench.assessed(self.workload)))

    def action_neighbour(self, by: int) -> None:
        """Show the next or previous workload."""
        ids = list(self.bench.session.workloads)
        self.workload = ids[(ids.index(self.workload) + by) % len(ids)]
        self.bench.move(self.bench.place.model_copy(update={"workload": self.workload}))
        self._show()
        self.query_one("#reasoning").scroll_home(animate=False)
