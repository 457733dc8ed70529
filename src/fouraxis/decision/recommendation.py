"""From a placement to a recommendation that says why, what warns, and what would change it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from typing import Any, Final, Literal, NamedTuple

from fouraxis.content import terms
from fouraxis.content.items import Text
from fouraxis.content.models import Content
from fouraxis.decision import reasons as why
from fouraxis.decision.matrix import Evidence, Placement, Question
from fouraxis.decision.outlook import ADVICE, FORBIDDEN, SUCCESS, Outlook, outlook
from fouraxis.memo import per_content


@dataclass(frozen=True, slots=True)
class Basis:
    """What the recommendation rests on.

    `kind` is rule where an asked rule forbids, else interpretation where any cell that is still
    possible has no published row, else published. `rows` are the published rows of all cells that
    are still possible; `rules` the asked rules answered yes.
    """

    kind: Literal["published", "interpretation", "rule"]
    rows: tuple[int, ...]
    rules: tuple[terms.AskedRule, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Answers that differ, and the lead model there (None: provisional there).

    Most are a single answer; several stand together where no single one gives another outcome.
    `rows`, `tie_break` and `not_yet` are as in a recommendation and its basis; `ruled`: a rule
    strikes out what the matrix offers there.
    """

    answers: tuple[tuple[Question, str], ...]
    lead: terms.Model | None
    strict_governance: bool
    rows: tuple[int, ...]
    ruled: bool
    tie_break: bool
    not_yet: bool


ReentryId = Literal["team-emerging", "criteria-written", "legal-clearance"]


@dataclass(frozen=True, slots=True)
class Reentry:
    """What has to become true before a workload that may not yet go outside is looked at again."""

    id: ReentryId
    text: str
    because: str


@dataclass(frozen=True, slots=True)
class NextStep:
    """Something to do next, and what it rests on: an answer, a row, or the stage and the model.

    `id` says which of them it is: `rule.core-logic`, `team.emerging`, `stage.calibration-sprint`.
    """

    id: str
    text: str
    because: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A recommended engagement model, with every step that led to it.

    `lead` is None while it is provisional; then `possible` lists every model that an open question
    could still give, with what would have to hold. `options` has the lead first, then the
    alternative. `open_questions` are all that are unknown or not asked, `deciding` those of them
    that can change the lead. `without_rules` is the lead had no asked rule been answered yes.
    `tie_break`: published rows leave several models, or disagree, and the guide says which leads.
    `not_yet`: it stays inside for now, and `reentry` says what brings it back.
    """

    lead: terms.Model | None
    options: tuple[terms.Model, ...]
    basis: Basis
    strict_governance: bool
    possible: dict[terms.Model, tuple[str, ...]]
    without_rules: terms.Model | None
    changes: tuple[Change, ...]
    reasons: tuple[why.Reason, ...]
    open_questions: tuple[Question, ...]
    deciding: tuple[Question, ...]
    warnings: tuple[str, ...]
    next_steps: tuple[NextStep, ...]
    tie_break: bool = False
    not_yet: bool = False
    reentry: tuple[Reentry, ...] = ()

    @property
    def provisional(self) -> bool:
        """Whether an open question can still change the lead."""
        return self.lead is None

    @property
    def weightiest(self) -> tuple[why.Reason, ...]:
        """The reasons for where few are told: a rule that turned it comes before what it turned."""
        if self.basis.kind != "rule":
            return self.reasons
        return tuple(sorted(self.reasons, key=lambda reason: reason.kind != "rule"))


BELOW_HIGH: Final = ("low", "medium")
NOBODY: Final = ("", "no", "unknown")
"""Answers to "who" that name nobody."""


def warnings(
    placement: Placement, evidence: Evidence, outlook: Outlook, content: Content
) -> tuple[str, ...]:
    """The warnings that a placement draws, with whatever evidence there is.

    Evidence that was not asked for draws none, nor does an unknown on either side.
    """
    return (
        *_contradictions(placement, evidence, content),
        *_conditions(placement, evidence, outlook, content),
    )


def warn(content: Content, warning: str, **places: object) -> str:
    """A warning of the content with its {places} filled."""
    return content.matrix.warnings[warning].text.format(**places)


def _contradictions(placement: Placement, evidence: Evidence, content: Content) -> Iterator[str]:
    if placement.core_logic == "yes":
        if evidence.ip_exposure in BELOW_HIGH:
            yield warn(content, "core-logic-ip")
        elif placement.sensitivity in BELOW_HIGH:
            level = why.value_words(content, "sensitivity", placement.sensitivity)
            yield warn(content, "core-logic-sensitivity", level=level)
    if placement.data_cannot_leave == "yes":
        if evidence.regulatory_exposure in BELOW_HIGH:
            yield warn(content, "data-regulatory")
        elif placement.sensitivity in BELOW_HIGH:  # it is the highest of its factors
            level = why.value_words(content, "sensitivity", placement.sensitivity)
            yield warn(content, "data-sensitivity", level=level)
    undefined = placement.undefined_success == "yes" or evidence.measurable_success == "no"
    if placement.certainty == "high" and undefined:
        yield warn(content, "certainty-success")
    if placement.certainty == "low" and placement.readiness in ("scaled", "post-launch"):
        stage = why.value_words(content, "readiness", placement.readiness)
        yield warn(content, "stage-certainty", stage=stage)


def _conditions(
    placement: Placement, evidence: Evidence, outlook: Outlook, content: Content
) -> Iterator[str]:
    leading = evidence.decided or outlook.lead
    if leading is None:
        return
    model = content.matrix.models[leading]
    for condition in model.conditions.values():
        if condition.retired is None and evidence.conditions.get(condition.id) == "no":
            yield warn(content, "condition-no", model=model.name, condition=condition.name)
    outside = evidence.decided is None or evidence.decided in terms.OUTSIDE
    if outlook.strict_governance and outside and evidence.governance:
        items = [item for item in content.matrix.governance.values() if item.retired is None]
        left = [item.name for item in items if evidence.governance.get(item.id) != "yes"]
        if left:
            yield warn(
                content, "governance-open", open=len(left), total=len(items), items=", ".join(left)
            )
    if leading in terms.DELIVERED and evidence.fit.get("shared-responsibility") == "no":
        yield warn(content, "responsibility-refused", model=model.name)
    if leading in _OF_THE_PARTNER and evidence.fit.get("in-house-lacking") == "no":
        yield warn(content, "engineering-not-lacking", model=model.name)
    if leading == ADVICE and _nobody(evidence.handoff):
        yield warn(content, "advice-without-handoff")
    if leading == FORBIDDEN and _lacks_capability(placement, outlook) and _nobody(evidence.builder):
        yield warn(content, "capability-without-builder")


_OF_THE_PARTNER: Final = ("full-outsourcing", "co-build-squad")
"""The models that bring in engineering of somebody else's."""


def lacks_capability(placement: Placement, content: Content) -> bool:
    """Whether what stays inside takes people who are not there yet.

    Where it stays inside only until success is defined, nobody has to be found for that.
    """
    return _lacks_capability(placement, outlook(placement, content))


def _lacks_capability(placement: Placement, here: Outlook) -> bool:
    if placement.axis("maturity") != "none":
        return False
    kept = "yes" in (placement.core_logic, placement.data_cannot_leave)
    return kept or here.lead != FORBIDDEN or _TEAM_ROW in here.certain_rows


_TEAM_ROW: Final = 5
"""The published row that asks for a team before anything goes outside."""


def _nobody(named: str | None) -> bool:
    return named is not None and named.strip().casefold() in NOBODY


class _Move(NamedTuple):
    """Another answer to a question, and how many steps it is away."""

    question: Question
    to: str
    steps: int


MOST_COMBINATIONS: Final = 3
"""How many sets of answers are shown where no single one changes anything."""

_ONE_FACTOR: Final = ("sensitivity", "maturity", "certainty")
"""The axes on which one factor alone can move the level by two."""


def changes(placement: Placement, content: Content) -> tuple[Change, ...]:
    """What would give another lead or another governance, the smallest change first.

    Each known answer one step away; an axis two steps away, where a factor alone can move it so far
    and that gives something new; and where no single answer changes anything, the smallest few
    combinations that do. Open questions are not listed, they are told by what they could give.
    """
    here = outlook(placement, content)
    moves = tuple(_moves(placement))
    singles: dict[_Move, Outlook] = {}
    for move in moves:
        if move.steps > 2 or (move.steps == 2 and move.question not in _ONE_FACTOR):
            continue
        there = outlook(_moved(placement, (move,)), content)
        if _differs(here, there) and not _is_on_the_way(move, there, singles):
            singles[move] = there
    if singles:
        ordered = sorted(singles.items(), key=lambda item: item[0].steps)
        return tuple(_change((move,), there) for move, there in ordered)
    return tuple(_combinations(placement, moves, here, content))


def _moves(placement: Placement) -> Iterator[_Move]:
    """Every other answer to what is known: axes first, then asked rules."""
    for axis in terms.AXES:
        level = placement.axis(axis)
        if level is not None:
            at = terms.LEVELS[axis].index(level)
            others = [(abs(i - at), i) for i in range(len(terms.LEVELS[axis])) if i != at]
            for steps, index in sorted(others):
                yield _Move(axis, terms.LEVELS[axis][index], steps)
    for rule in terms.ASKED_RULES:
        answer = placement.rule(rule)
        if answer is not None:
            yield _Move(rule, "no" if answer == "yes" else "yes", 1)


def _is_on_the_way(move: _Move, there: Outlook, singles: dict[_Move, Outlook]) -> bool:
    """Whether one step on the same axis gives the same already."""
    return move.steps > 1 and any(
        move.question == nearer.question and not _differs(there, elsewhere)
        for nearer, elsewhere in singles.items()
    )


def _combinations(
    placement: Placement, moves: tuple[_Move, ...], here: Outlook, content: Content
) -> Iterator[Change]:
    """The smallest sets of answers that give another outcome, by their number of steps."""
    reached: dict[frozenset[_Move], Outlook] = {}
    for sizes in ((1, 2), (3,), (4,), (5,), (6,), (7,)):
        sets = [
            chosen
            for size in sizes
            for chosen in combinations(moves, size)
            if len({move.question for move in chosen}) == size
        ]
        for chosen in sorted(sets, key=lambda chosen: sum(move.steps for move in chosen)):
            if any(smaller <= frozenset(chosen) for smaller in reached):
                continue
            there = outlook(_moved(placement, chosen), content)
            nearer = (elsewhere for steps, elsewhere in reached.items() if _alike(steps, chosen))
            if _differs(here, there) and all(_differs(there, elsewhere) for elsewhere in nearer):
                yield _change(chosen, there)
                reached[frozenset(chosen)] = there
                if len(reached) == MOST_COMBINATIONS:
                    return
        if reached:
            return


def _alike(moves: frozenset[_Move], chosen: tuple[_Move, ...]) -> bool:
    """Whether the same questions are answered otherwise."""
    return {move.question for move in moves} == {move.question for move in chosen}


def _change(moves: tuple[_Move, ...], there: Outlook) -> Change:
    answers = tuple((move.question, move.to) for move in moves)
    return Change(
        answers,
        there.lead,
        there.strict_governance,
        there.rows,
        bool(there.forbidding),
        there.tie_break,
        there.not_yet,
    )


def _moved(placement: Placement, moves: tuple[_Move, ...]) -> Placement:
    given: dict[str, Any] = {name: getattr(placement, name) for name in _FIELDS.values()}
    return Placement(**given | {_FIELDS[move.question]: move.to for move in moves})


_FIELDS: Final = {
    question: question.replace("-", "_") for question in (*terms.AXES, *terms.ASKED_RULES)
}


def _differs(here: Outlook, there: Outlook) -> bool:
    return here.lead != there.lead or here.strict_governance != there.strict_governance


NO_EVIDENCE = Evidence()


def recommend(
    placement: Placement, content: Content, evidence: Evidence = NO_EVIDENCE
) -> Recommendation:
    """The engagement model for a workload, with every step that led to it.

    Pure and total: the same placement always gives the same answer, and every placement has one.

    Raises:
        ValueError: A level is none of its axis.
    """
    here, explained = _remembered(content)(placement)
    contradictions = warnings(placement, evidence, here, content)
    return replace(explained, warnings=contradictions) if contradictions else explained


@per_content
def _remembered(content: Content) -> Callable[[Placement], tuple[Outlook, Recommendation]]:
    def work_out(placement: Placement) -> tuple[Outlook, Recommendation]:
        here = outlook(placement, content)
        return here, _explain(placement, here, content)

    return lru_cache(maxsize=4096)(work_out)


def _explain(placement: Placement, here: Outlook, content: Content) -> Recommendation:
    """The recommendation without warnings, which need the evidence too."""
    return Recommendation(
        lead=here.lead,
        options=_options(here),
        basis=_basis(here),
        strict_governance=here.strict_governance,
        possible=why.possible(here, content),
        without_rules=here.without_rules,
        changes=changes(placement, content),
        reasons=why.reasons(here, content),
        open_questions=here.open_questions,
        deciding=here.deciding(),
        warnings=(),
        next_steps=_once(_next_steps(placement, here, content)),
        tie_break=here.tie_break,
        not_yet=here.not_yet,
        reentry=tuple(reentry(here, content)),
    )


def _options(here: Outlook) -> tuple[terms.Model, ...]:
    """The lead, then what the room may take instead; nothing while the lead is open."""
    return () if here.lead is None else (here.lead, *here.alternatives)


def reentry(here: Outlook, content: Content) -> Iterator[Reentry]:
    """What has to become true before it is looked at again."""
    if not here.not_yet:
        return
    if _TEAM_ROW in here.certain_rows:
        yield _back("team-emerging", why.rows_words(content, (_TEAM_ROW,)), content)
    if SUCCESS in here.defied:
        yield _back("criteria-written", why.answer_words(content, SUCCESS, "yes"), content)
    if "data-cannot-leave" in here.defied:
        because = why.answer_words(content, "data-cannot-leave", "yes")
        yield _back("legal-clearance", because, content)


def _back(name: ReentryId, because: str, content: Content) -> Reentry:
    return Reentry(name, why.say(content, f"reentry-{name}"), because)


def _basis(here: Outlook) -> Basis:
    if here.forbidding:
        return Basis("rule", here.rows, here.forbidding)
    read = any(cell.interpretation for cell in here.cells)
    return Basis("interpretation" if read else "published", here.rows, ())


def _next_steps(placement: Placement, here: Outlook, content: Content) -> Iterator[NextStep]:
    """The smallest team where there is none to advise; the way out of each rule; then the stage."""
    if here.lead == ADVICE and placement.axis("maturity") == "none":
        emerging = outlook(replace(placement, maturity="emerging"), content)
        models = (emerging.lead,) if emerging.lead else emerging.leads
        text = why.say(content, "smallest-team", models=why.models_words(content, models))
        yield NextStep("team.emerging", text, why.answer_words(content, "maturity", "none"))
    for asked in here.defied:
        because = why.answer_words(content, asked, "yes")
        yield NextStep(f"rule.{asked}", content.rules.rules[asked].way_out, because)
    for rule in content.rules.rules.values():
        if not rule.asked and rule.row is not None and rule.row in here.certain_rows:
            yield NextStep(f"rule.{rule.id}", rule.way_out, why.rows_words(content, (rule.row,)))
    yield from _of_stage(placement, here, content)


def _once(steps: Iterator[NextStep]) -> tuple[NextStep, ...]:
    """Each step once, with the first thing that it rests on."""
    by_text: dict[str, NextStep] = {}
    for step in steps:
        by_text.setdefault(step.text, step)
    return tuple(by_text.values())


def _of_stage(placement: Placement, here: Outlook, content: Content) -> Iterator[NextStep]:
    stage = placement.axis("readiness")
    if here.lead is not None and stage is not None:
        because = stage_words(content, stage, here.lead)
        for step in stage_steps(content, stage, here.lead):
            yield NextStep(f"stage.{step.id}", step.text, because)


def stage_steps(content: Content, stage: str, model: terms.Model) -> tuple[Text, ...]:
    """What a stage calls for under a model: nothing that a partner does where none is.

    People who join the team bring nothing that would have to be ported.
    """
    words = next(steps for name, steps in content.matrix.stages.items() if name == stage)
    if model in terms.DELIVERED:
        delivered = words.steps.values()
        return tuple(s for s in delivered if model != _BY_THE_ROLE or s.id != _PORTED)
    return tuple((words.advised if model == ADVICE else words.inside).values())


_BY_THE_ROLE: Final[terms.Model] = "staff-augmentation"
_PORTED: Final = "portability-trial"


def stage_words(content: Content, stage: str, model: terms.Model) -> str:
    """What a step of a stage rests on: "readiness pilot, co-build squad"."""
    return why.say(
        content,
        "stage-and-model",
        stage=why.answer_words(content, "readiness", stage),
        model=why.model_words(content, model),
    )


def change_words(content: Content, change: Change) -> str:
    """One line on what would change a recommendation: "certainty high: co-build squad, row 6"."""
    answers = [why.answer_words(content, question, to) for question, to in change.answers]
    answer = why.listed(content, "and", answers)
    if change.lead is None:
        return why.say(content, "change-open", answer=answer)
    phrase = "change-strict" if change.strict_governance else "change"
    lead = why.model_words(content, change.lead)
    if change.not_yet:
        lead = f"{lead} ({why.say(content, 'not-yet')})"
    text = why.say(content, phrase, answer=answer, lead=lead)
    if not any(question in terms.AXES for question, _ in change.answers):
        return text
    return f"{text}, {_rests_on(content, change.rows, change.ruled, change.tie_break)}"


def _rests_on(
    content: Content, rows: tuple[int, ...], ruled: bool, tie_break: bool, *, read: bool = False
) -> str:
    """Rows or our reading, and the rule that strikes out or the tie-break: "row 5 + rule"."""
    parts = [why.rows_words(content, rows)] if rows else []
    if read or not rows:
        parts.append(why.say(content, "because-interpretation"))
    if ruled:
        parts.append(why.say(content, "because-rule"))
    elif tie_break:
        parts.append(why.say(content, "because-guide"))
    return " + ".join(parts)


def step_words(content: Content, step: NextStep) -> str:
    """A next step with what it rests on, as one line."""
    return why.say(content, "step", step=step.text, because=step.because)


def because_words(content: Content, recommendation: Recommendation) -> str:
    """What a recommendation rests on, in a few words for a table: "row 5 + rule".

    "row 8 + guide": the row is published, and which of its models leads is ours to say.
    """
    if recommendation.provisional:
        return why.say(content, "because-open")
    basis, read = recommendation.basis, recommendation.basis.kind == "interpretation"
    ruled = bool(basis.rules)
    return _rests_on(content, basis.rows, ruled, recommendation.tie_break, read=read)
