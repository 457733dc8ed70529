"""A question of the workshop, a group of them, and how one workload meets a group.

Which of the questions it meets, what is pressing and what is known already follows from its other
answers. Workloads of the same case meet the very same questions.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, NamedTuple, TypeVar

from fouraxis.content import terms
from fouraxis.content.items import Item, Level
from fouraxis.content.language import noted, tr
from fouraxis.content.models import AxisContent, Content, Context, Factor
from fouraxis.memo import Remembered
from fouraxis.workshop import standing
from fouraxis.workshop.session import (
    ACCEPTANCE,
    ContractAnswer,
    SessionPath,
    Sprint,
    Step,
    Vendor,
    Workload,
)

State = Literal["answered", "unknown", "not-applicable", "parked", "open", "carried"]
"""The five states of an answer, which are never mixed up; and one of before, not confirmed yet."""

PROGRAMME: Final = "*"
"""The subject of a question that is asked once for the whole programme."""

OF_WORKLOAD: Final = "<workload>"
"""The part of a template's path below a vendor that is the id of a workload of the session."""

FOLLOW_UP: Final = frozenset(
    {terms.UNKNOWN, "not-asked", "claimed", "not-run", "undecided", "unassigned", "open"},
)
"""Said, but nothing settled: somebody has to find out, ask, see, decide, take it on, or agree."""


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer; `anchor` says what it means, so that two rooms answer alike."""

    id: str
    name: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question to one subject (a workload, a vendor, or the programme).

    The answer is `field` of what is at `path`. Note, parking and review mark are at `mark_path`,
    which several questions on one matter share (a sprint, the operations); without a `note_field`
    there is no note. `options` is empty where the answer is typed: a text, a number or a date as
    `kind` says. `unknown` tells whether "unknown" may be answered, `counts` whether progress counts
    the question (a guiding factor does not count), and `order` has the ids in the content's order,
    for `set_at`. `within` is what the item belongs to in the content (a model, an axis), empty
    where that is nothing.

    `derived` is what holds as long as the room says nothing else, and `because` says why; where it
    is the programme's own answer, it is `inherited`. `suggested` is the usual answer. `about` has
    what to know before answering, `facts` what is worth knowing beside it, `heading` the words
    above the first question of a group, and `pressing` why the question comes before its group.
    """

    step: Step
    subject: str
    item: str
    name: str
    text: str
    options: tuple[Option, ...]
    path: SessionPath
    field: str
    note_field: str = "note"
    unknown: bool = True
    counts: bool = True
    source: terms.Source = "published"
    kind: Literal["choice", "text", "number", "date"] = "choice"
    mark_path: SessionPath = ()
    order: tuple[str, ...] = ()
    heading: str = ""
    about: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    suggested: str | None = None
    derived: str | None = None
    because: str = ""
    inherited: bool = False
    pressing: str = ""
    within: str = ""

    @property
    def value_path(self) -> SessionPath:
        """Where the answer is."""
        return (*self.path, self.field)

    @property
    def note_path(self) -> SessionPath:
        """Where the note is."""
        return (*self.mark_path, self.note_field)

    @property
    def allowed(self) -> tuple[str, ...]:
        """Every value that can be chosen, unknown last; empty where the answer is typed."""
        chosen = tuple(option.id for option in self.options)
        return (*chosen, terms.UNKNOWN) if self.unknown else chosen


Subject = Literal["workload", "vendor", "programme"]
"""What a question can be about."""

WITHIN: Final = "*"
"""The part of a group's path that is the id of what an item belongs to."""

Items = Mapping[str, Mapping[Any, Item]]
"""Items by what they belong to in the content (an axis, a model); "" where that is nothing."""

Meet = Callable[[tuple[Question, ...], Any, Content, standing.ProgrammeWide], tuple[Question, ...]]
"""How a workload or vendor meets a group: which questions, in which order, what is known."""

_AnyItem = TypeVar("_AnyItem", bound=Item)


def plainly(group: "Group", content: Content) -> Iterator[Question]:
    """A question with yes and no for each item, in the item's own words."""
    for within, item in group.live(content):
        yield group.question(content, item, within, text=item.question, options=yes_no(content))


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Items of one kind, declared once: all that is asked about them follows from here.

    The answer to an item is at `path` from the workload or vendor on, then the item's id (a `path`
    with `WITHIN` has one place for each part of the content). `items` are the content's, retired
    ones too, and `ask` words the questions: None where another group asks them in between its own,
    or where the items are answers themselves. `meet` says how a workload or vendor meets them.

    `kind` is what an item is called when the content has changed under it. `prefix` begins the ids
    of its questions, `heading` stands above the first. Where the answers are plain words, `marks`
    is where their notes and marks stand. `whole` tells that the programme answers them, too.
    """

    step: Step
    path: SessionPath
    items: Callable[[Content], Items]
    ask: Callable[["Group", Content], Iterator[Question]] | None = plainly
    kind: str = noted("question")
    prefix: str = ""
    heading: Callable[[Content], str] = lambda _: ""
    meet: Meet | None = None
    marks: SessionPath = ()
    subject: Subject = "workload"
    whole: bool = False

    def live(self, content: Content) -> Iterator[tuple[str, Any]]:
        """The items that are still asked, each with what it belongs to."""
        for within, items in self.items(content).items():
            for item in live(items.values()):
                yield within, item

    def answered_by(self, subject: Subject) -> bool:
        """Whether its answers are kept with a subject of a kind."""
        return subject == self.subject or (self.whole and subject == "programme")

    def places(self, content: Content) -> Iterator[tuple[SessionPath, Mapping[Any, Item]]]:
        """Where answers are kept, and the items that they belong to, retired ones too."""
        items = self.items(content)
        if WITHIN in self.path:
            for within in items:
                yield self.place(within), items[within]
        else:
            yield self.path, {key: item for part in items.values() for key, item in part.items()}

    def place(self, within: str = "") -> SessionPath:
        """Where the answers to the items of a part are kept."""
        return tuple(within if key == WITHIN else key for key in self.path)

    def question(self, content: Content, item: Item, within: str = "", /, **given: Any) -> Question:
        """A question on an item, which gives it id, name and source; the group gives its place.

        Whatever is `given` goes before that. What is typed is never answered with unknown.
        """
        place = self.place(within)
        at = (
            {"path": place, "field": item.id, "mark_path": (*self.marks, item.id)}
            if self.marks
            else {"path": (*place, item.id), "field": "answer"}
        )
        return Question(
            **{
                **at,
                "step": self.step,
                "subject": "",
                "item": f"{self.prefix}.{item.id}" if self.prefix else item.id,
                "name": item.name,
                "options": (),
                "unknown": given.get("kind", "choice") == "choice",
                "source": item.source,
                "heading": self.heading(content),
                "within": within,
                **given,
            }
        )


def live(items: Iterable[_AnyItem]) -> tuple[_AnyItem, ...]:
    """The items that are still asked, in the order of the content."""
    return tuple(item for item in items if item.retired is None)


def yes_no(content: Content, yes: str = "", no: str = "") -> tuple[Option, ...]:
    """The two answers to a plain question, and what each of them means here."""
    words = content.setup.answers
    return (Option("yes", words["yes"].name, yes), Option("no", words["no"].name, no))


def options(levels: Iterable[Level]) -> tuple[Option, ...]:
    """The anchored levels that can be chosen, in the order of the content."""
    return tuple(Option(level.id, level.name, level.anchor) for level in live(levels))


Questions = tuple[Question, ...]

Derived = dict[str, tuple[str, str]]
"""By the id of a question: what is known about it without being asked, and why."""

_OWN_OPERATION: Final = ("joint-operated", "enterprise-operated")

_cases: Remembered[Questions, dict[Hashable, Questions]] = Remembered(64)


def _in_case(questions: Questions, case: Hashable, work_out: Callable[[], Questions]) -> Questions:
    """The questions as they are met in a case; the very same ones each time."""
    cases = _cases.get(questions, lambda _: {})
    if case not in cases:
        cases[case] = work_out()
    return cases[case]


def with_roles_for_talent(
    questions: Questions, workload: Workload, content: Content, shared: standing.ProgrammeWide
) -> Questions:
    """Missing roles are asked only where people are a motive."""
    if terms.TALENT in workload.motives:
        return questions
    without = (question for question in questions if question.path != ("missing_roles",))
    return _in_case(questions, terms.TALENT, lambda: tuple(without))


def of_holding_model(
    questions: Questions, workload: Workload, content: Content, shared: standing.ProgrammeWide
) -> Questions:
    """The conditions of the model that holds, with what other answers say of them.

    Who builds the capability is not asked where it is there, or where only success is undefined,
    unless somebody was named already.
    """
    model = standing.holding(workload, content)
    derived = tuple(_known_conditions(workload, content).items())
    built = bool(workload.builder.owner) or not standing.has_capability(workload, content)

    def of_model() -> Questions:
        asked = tuple(
            question
            for question in questions
            if question.within == model and (built or question.path != (terms.BUILDER,))
        )
        return _with_known(asked, dict(derived))

    return _in_case(questions, (model, derived, built), of_model)


_BROUGHT_AT_ONCE: Final = "we-bring"
_BROUGHT: Final = ("our-direction", "our-criteria", "our-knowledge", "our-governance")
"""What the enterprise brings to a joint team; earlier content asked for all of it in one question.

A "no" to that says not what was missing: it is kept, and each is asked.
"""


def _known_conditions(workload: Workload, content: Content) -> Derived:
    """The conditions that the answers on success settle, or an earlier question on several."""
    clear = measured(workload, content) or _said_to_be_measured(workload, content)
    derived: Derived = {_CRITERIA: clear} if clear else {}
    asked = content.matrix.models["co-build-squad"].conditions.get(_BROUGHT_AT_ONCE)
    earlier = workload.conditions.get(_BROUGHT_AT_ONCE)
    if asked and asked.retired and earlier and earlier.answer == "yes":
        why = f"{asked.name}: {content.setup.answers['yes'].name}"
        derived |= {f"condition.{item}": ("yes", why) for item in _BROUGHT}
    return derived


def with_success_as_written(
    questions: Questions, workload: Workload, content: Content, shared: standing.ProgrammeWide
) -> Questions:
    """Once all of what success is has been written, it is suggested that success is defined."""
    if not written_in_full(workload):
        return questions
    return _in_case(questions, SUCCESS, lambda: _with_suggested(questions, SUCCESS, "no"))


def with_what_other_answers_say(
    questions: Questions, workload: Workload, content: Content, shared: standing.ProgrammeWide
) -> Questions:
    """Whether success can be measured was said with the rule; the EU AI Act suggests a level."""
    touched = any(area.answer == "yes" for area in workload.ai_act.values())
    by_rule = measured(workload, content)
    if not touched and not by_rule:
        return questions

    def met() -> Questions:
        asked = _with_suggested(questions, _REGULATED, "high") if touched else questions
        suggests = content.rules.ai_act_suggests
        asked = tuple(
            replace(question, facts=(*question.facts, suggests))
            if touched and question.item == _REGULATED
            else question
            for question in asked
        )
        return _with_known(asked, {_MEASURED: by_rule}) if by_rule else asked

    return _in_case(questions, (touched, by_rule), met)


SUCCESS: Final = "undefined-success"
_MEASURED: Final = "certainty.measurable-success"
_REGULATED: Final = "sensitivity.regulatory-exposure"
_CRITERIA: Final = "condition.acceptance-criteria"


def written_in_full(workload: Workload) -> bool:
    """Whether everything is written that says what success is."""
    texts = (getattr(workload.acceptance, name) for name in ACCEPTANCE)
    return all(text.strip() for text in texts)


def measured(workload: Workload, content: Content) -> tuple[str, str] | None:
    """Whether there are criteria to measure success by, as the rule on it says, and why."""
    answer = workload.rule(SUCCESS).answer
    rule = content.rules.rules[SUCCESS]
    if answer == "yes":
        return "no", f"{rule.called}: {rule.yes}"
    if answer == "no" and written_in_full(workload):
        return "yes", f"{rule.called}: {rule.no}"
    return None


def _said_to_be_measured(workload: Workload, content: Content) -> tuple[str, str] | None:
    """That criteria are clear, where success is defined and somebody said that it is measured."""
    key = _MEASURED.partition(".")[2]
    answer = workload.axis("certainty").factors.get(key)
    if workload.rule(SUCCESS).answer != "no" or answer is None or answer.level != "yes":
        return None
    factor = content.axes.axes["certainty"].factors[key]
    return "yes", f"{factor.name}: {factor.levels['yes'].name}"


def _with_suggested(questions: Questions, item: str, value: str) -> Questions:
    return tuple(
        replace(question, suggested=value) if question.item == item else question
        for question in questions
    )


def if_not_yet(
    questions: Questions, workload: Workload, content: Content, shared: standing.ProgrammeWide
) -> Questions:
    """The way back, for what may not go outside yet."""
    return questions if standing.not_yet(workload, content) else ()


def if_strictly_governed(
    questions: Questions, workload: Workload, content: Content, shared: standing.ProgrammeWide
) -> Questions:
    """The checklist of strict governance, where that goes with the workload."""
    return questions if standing.strictly_governed(workload, content) else ()


def with_fitting_structures(
    questions: Questions, workload: Workload, content: Content, shared: standing.ProgrammeWide
) -> Questions:
    """Who runs it, with the usual answer: no vendor alone, where none delivers.

    Where none has a part in it at all, none is named. An answer of before that stays possible.
    """
    given = workload.operations.structure
    alone = standing.stays_inside(workload, content)
    takes_one = {"vendor-operated", "joint-operated"} if alone else {terms.VENDORS_STRUCTURE}
    without = takes_one - {given} if standing.built_inside(workload, content) else set()
    usual = standing.suggested_structure(workload, content)

    def met() -> Questions:
        return tuple(
            replace(
                question,
                suggested=usual,
                options=tuple(
                    _named_for(option, content, alone=alone)
                    for option in question.options
                    if option.id not in without
                ),
            )
            if question.item == "structure"
            else question
            for question in questions
        )

    return _in_case(questions, (alone, frozenset(without), usual), met)


def _named_for(option: Option, content: Content, *, alone: bool) -> Option:
    structure = content.ownership.structures[option.id].seen(alone=alone)
    return replace(option, name=structure.name, anchor=structure.description)


def with_support_where_a_vendor_is(
    questions: Questions, workload: Workload, content: Content, shared: standing.ProgrammeWide
) -> Questions:
    """What a vendor supports is not asked of what stays inside, unless something is said of it."""
    if not standing.stays_inside(workload, content):
        return questions
    of_vendors = {key for key, area in workload.ownership.items() if area.vendor}

    def met() -> Questions:
        return tuple(q for q in questions if q.field != "vendor" or q.path[-1] in of_vendors)

    return _in_case(questions, frozenset(of_vendors), met)


def if_owned_in_the_end(
    questions: Questions, workload: Workload, content: Content, shared: standing.ProgrammeWide
) -> Questions:
    """What transfers knowledge, where internal ownership is the long-term plan.

    What stays inside has it already, and nobody to get it from.
    """
    operations = workload.operations
    inside = standing.stays_inside(workload, content) and not operations.transfer
    return questions if operations.internal_long_term == "yes" and not inside else ()


def with_known_risks(
    questions: Questions, workload: Workload, content: Content, shared: standing.ProgrammeWide
) -> Questions:
    """A workload that is of another kind cannot have the risk that only agents have."""
    risk = content.risks.risks.get(terms.AGENT_RISK)
    if risk is None or workload.kind in (None, "", terms.AGENTIC):
        return questions
    return _with_known(
        questions, {f"risk.{terms.AGENT_RISK}": (terms.NOT_APPLICABLE, risk.not_applicable or "")}
    )


def with_known_drivers(
    questions: Questions, workload: Workload, content: Content, shared: standing.ProgrammeWide
) -> Questions:
    """What other answers say of a driver: the model, the operation, the axes, the surroundings."""
    derived: Derived = {}
    models = content.matrix.models
    model = standing.holding(workload, content)
    if model is not None:
        paid = models[model] if models[model].cost else models[terms.IN_HOUSE]
        why = f"{models[model].name}: {paid.cost}" if paid.cost else models[model].name
        derived[f"driver.{terms.MODEL_DRIVER}"] = (paid.effect or "medium", why)
    given = workload.operations.structure
    operated = given or standing.suggested_structure(workload, content)
    structure = standing.structure_of(workload, content, operated)
    if structure is not None:
        named = structure.name if given else tr("{name} (suggested)", name=structure.name)
        why = f"{named}: {structure.consequence}"
        derived[f"driver.{terms.OPERATIONS_DRIVER}"] = (structure.effect or "medium", why)
    for driver, known in _surrounded(workload, content):
        derived[f"driver.{driver}"] = known
    return _with_known(questions, derived)


_HARDNESS: Final[dict[str, terms.Effect]] = {
    **dict.fromkeys(("yes", "low", "scaled", "post-launch"), "low"),
    **dict.fromkeys(("partly", "medium", "pilot"), "medium"),
    **dict.fromkeys(("no", "high", "poc"), "high"),
}
"""How strongly a level or an answer drives what it bears on."""


def _surrounded(
    workload: Workload, content: Content
) -> Iterator[tuple[str, tuple[terms.Effect, str]]]:
    """The drivers on which a level of the surroundings, a factor or the readiness bears."""
    axes, context = content.axes.axes, content.profile.context
    given: list[tuple[str, Context | Factor | AxisContent, str | None]] = [
        (driver, context[key], workload.context[key].level)
        for key, driver in terms.CONTEXT_DRIVERS.items()
        if key in context and key in workload.context
    ]
    for axis, key, driver in terms.FACTOR_DRIVERS:
        factor = workload.axis(axis).factors.get(key)
        given.append((driver, axes[axis].factors[key], factor.level if factor else None))
    given.append((terms.GAP_DRIVER, axes["readiness"], workload.axis("readiness").level))
    for driver, asked, level in given:
        if level in _HARDNESS and level in asked.levels:
            yield driver, (_HARDNESS[level], f"{asked.name}: {asked.levels[level].name}")


def _with_known(questions: Questions, derived: Derived) -> Questions:
    """The questions with what is known already."""
    if not derived:
        return questions

    def filled(question: Question) -> Question:
        if question.item not in derived:
            return question
        value, why = derived[question.item]
        return replace(question, derived=value, because=why)

    return _in_case(questions, tuple(derived.items()), lambda: tuple(map(filled, questions)))


def of_each_workload(
    questions: Questions, vendor: Vendor, content: Content, shared: standing.ProgrammeWide
) -> Questions:
    """The sprint once for each workload that the vendor is considered for, or ran one for."""
    workloads = tuple(dict.fromkeys((*vendor.workloads, *vendor.sprints)))
    return _in_case(
        questions,
        workloads,
        lambda: tuple(
            _of_workload(question, workload) for workload in workloads for question in questions
        ),
    )


def _of_workload(question: Question, workload: str) -> Question:
    """A question on the sprint of a vendor as it is asked about one workload."""

    def placed(path: SessionPath) -> SessionPath:
        return tuple(workload if key == OF_WORKLOAD else key for key in path)

    prefix, _, item = question.item.partition(".")
    return replace(
        question,
        item=f"{prefix}.{workload}.{item}",
        path=placed(question.path),
        mark_path=placed(question.mark_path),
        within=workload,
    )


def if_of_no_workload(
    questions: Questions, vendor: Vendor, content: Content, shared: standing.ProgrammeWide
) -> Questions:
    """The sprint of which nobody said for which workload it was, as long as there is one."""
    return () if vendor.sprint == Sprint() else questions


class _Case(NamedTuple):
    """All of a workload that decides how it meets the contract.

    `reasons` are why some items come first, the weightiest first.
    """

    inside: bool
    reasons: tuple[str, ...]


_contracts: Remembered[standing.ProgrammeWide, dict[_Case, Questions]] = Remembered(64)


def with_what_the_programme_agreed(
    questions: Questions, workload: Workload, content: Content, shared: standing.ProgrammeWide
) -> Questions:
    """The contract as one workload meets it: what is pressing first, and what is known already.

    Known is what the programme has agreed on; and for work that stays inside, that there is nothing
    to sign.
    """
    case = _case(workload, content)
    contracts = _contracts.get(shared, lambda _: {}, content)
    if case not in contracts:
        contracts[case] = _as_met(questions, case, content, shared)
    return contracts[case]


def _case(workload: Workload, content: Content) -> _Case:
    model = standing.holding(workload, content)
    if model is not None and model not in terms.OUTSIDE:
        return _Case(True, ())
    structure = workload.operations.structure or standing.suggested_structure(workload, content)
    delivered = model is None or model in terms.DELIVERED
    holds = {
        "full-outsourcing": model == "full-outsourcing",
        "scaled": delivered and workload.axis("readiness").level == "scaled",
        "operation": delivered and structure in _OWN_OPERATION,
    }
    return _Case(False, tuple(reason for reason, here in holds.items() if here))


def _as_met(
    questions: Questions, case: _Case, content: Content, shared: standing.ProgrammeWide
) -> Questions:
    pressing = _pressing(case, content)
    met: list[Question] = []
    for question in questions:
        news = _agreed(question, case.inside, content, shared)
        if question.path[-1] in pressing:
            news["pressing"] = pressing[question.path[-1]]
        met.append(replace(question, **news) if news else question)
    return tuple(sorted(met, key=lambda question: not question.pressing))


def _agreed(
    question: Question, inside: bool, content: Content, shared: standing.ProgrammeWide
) -> dict[str, Any]:
    """What holds for an item before the workload answers it."""
    if inside:
        if question.field != "answer":
            return {}
        return {"derived": terms.NOT_APPLICABLE, "because": content.contract.stays_inside}
    default = shared.contract.get(question.path[-1], ContractAnswer())
    derived = getattr(default, question.field)
    if not derived:
        return {}
    because = content.contract.inherited
    if ".".join(question.value_path[-3:]) in shared.carried:
        because = tr("{check} (carried, not confirmed)", check=because)
    return {"derived": derived, "because": because, "inherited": True}


def _pressing(case: _Case, content: Content) -> dict[str, str]:
    """The items that come first, and why, by id; the first reason that holds is given."""
    words, groups = content.contract.pressing, content.contract.groups
    items: dict[str, Iterable[str]] = {
        "full-outsourcing": (terms.PORTABILITY, *groups[terms.EXIT_GROUP].items),
        "scaled": groups[terms.SLA_GROUP].items,
        "operation": (terms.KNOWLEDGE_TRANSFER,),
    }
    pressing: dict[str, str] = {}
    for reason in case.reasons:
        for item in items[reason]:
            pressing.setdefault(item, words[reason].text)
    return pressing
