"""The outline of a statement of work for a workload that goes outside: derived, stored never.

A workstream is one workload that goes outside. Each clause has what the answers say already, how
much is still missing, and the place to say it.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from fouraxis.content import terms
from fouraxis.content.language import tr
from fouraxis.content.models import Content
from fouraxis.workshop import assess, catalogue, questions, standing
from fouraxis.workshop.matters import Ready, in_the_running, ready_to_sign
from fouraxis.workshop.question import FOLLOW_UP, Question
from fouraxis.workshop.session import ACCEPTANCE, Place, Session, Step, Vendor, Workload

_NEEDED: Final = ("target", "measured_by")
"""Details without which a matter is not settled."""


class Known(NamedTuple):
    """A line: what it is about (perhaps nothing, where the text says so), and what is known."""

    label: str
    text: str

    @property
    def line(self) -> str:
        """Both in one."""
        return f"{self.label}: {self.text}" if self.label else self.text


@dataclass(frozen=True, slots=True)
class Fact:
    """One matter: what was said (perhaps nothing), whether something is missing, and where to say.

    Facts that were `chosen` and are the same can be told in one line.
    """

    name: str
    answer: str
    missing: bool
    place: Place
    chosen: bool = False


def facts(
    asked: Iterable[Question], workload: str, node: Workload, shared: Container[str] = ()
) -> Iterator[Fact]:
    """A fact for each matter that is asked about, with its details: whose it is, who measures it.

    The paths of the questions start at the workload. What was carried over, and nobody confirmed,
    says so; `shared` is what was carried of what is agreed for all workloads.
    """
    matters: dict[str, list[Question]] = {}
    for question in asked:
        stem = question.item.rpartition(".")[0]
        matters.setdefault(stem if stem in matters else question.item, []).append(question)
    for main, *details in matters.values():
        fact = _fact(main, details, workload, node)
        if fact.answer and any(_carried(each, node, shared) for each in (main, *details)):
            unconfirmed = tr("{answer} (carried over, not confirmed)", answer=fact.answer)
            fact = replace(fact, answer=unconfirmed)
        yield fact


def _carried(question: Question, node: Workload, shared: Container[str]) -> bool:
    """Whether the answer that holds is that of an earlier room."""
    own = questions.at(node, question.value_path) not in (None, "")
    return ".".join(question.value_path) in (node.carried if own else shared)


def known_lines(facts: Iterable[Fact]) -> tuple[Known, ...]:
    """What is known, in lines: matters of which the same was chosen share one.

    Where some do, a chosen answer stands first in all of these lines.
    """
    lines: dict[tuple[str, str], list[Fact]] = {}
    for number, fact in enumerate(facts):
        if fact.answer:
            key = (fact.answer, "" if fact.chosen else str(number))
            lines.setdefault(key, []).append(fact)
    joined = any(len(same) > 1 for same in lines.values())
    return tuple(
        Known(f"{answer[:1].upper()}{answer[1:]}", ", ".join(fact.name for fact in same))
        if joined and same[0].chosen
        else Known(same[0].name, answer)
        for (answer, _), same in lines.items()
    )


def in_words(question: Question, node: Workload | Vendor) -> str:
    """The answer to one question in words; empty where there is none, or it is to be found out."""
    value = _value(question, node)
    return _words(question, value) if settled(value) else ""


def settled(value: object) -> bool:
    """Whether an answer leaves nothing to find out; "Unknown" for a name is none."""
    return value not in (None, "") and str(value).casefold() not in FOLLOW_UP


def _fact(main: Question, details: Sequence[Question], workload: str, node: Workload) -> Fact:
    value = _value(main, node)
    text = _words(main, value) if settled(value) else ""
    missing, chosen = not text, bool(main.options)
    for detail in details if value != terms.NOT_APPLICABLE else ():
        # what nobody said is the usual one, once the matter itself is settled
        given = _value(detail, node) or (detail.suggested if settled(value) else None)
        if settled(given):
            addition = (
                f", {detail.name} {_words(detail, given)}"
                if detail.options
                else f"; {detail.name}: {given}"
            )
            text, chosen = (text + addition).lstrip(",; "), chosen and bool(detail.options)
        elif detail.field in _NEEDED or given not in (None, ""):
            missing = True
    place = Place(step=main.step, workload=workload, item=main.item)
    return Fact(main.name, text, missing, place, chosen)


def _value(question: Question, node: Workload | Vendor) -> object:
    given = questions.at(node, question.value_path)
    return question.derived if given in (None, "") else given


def _words(question: Question, value: object) -> str:
    """An answer as the room reads it."""
    option = next((option for option in question.options if option.id == value), None)
    return option.name if option else str(value)


class Clause(NamedTuple):
    """A clause: what belongs there, what is known of it, and what is `missing`.

    `place` leads to the first thing that is missing, else to where the clause comes from. A clause
    whose part this workshop leaves out is `left_out`, and knows nothing.
    """

    id: str
    name: str
    text: str
    lines: tuple[Known, ...]
    missing: tuple[str, ...]
    place: Place
    left_out: bool = False

    @property
    def open(self) -> int:
        """How much is missing."""
        return len(self.missing)


def workstreams(session: Session, content: Content) -> dict[terms.Model, tuple[str, ...]]:
    """The workloads that go outside, by the engagement model that holds, in control order.

    None of which the decision is overtaken, and that may not go outside as things are now.
    """
    assessment = assess.assess(session, content)
    goes = {
        key: assessed.model is None or assessed.model in terms.OUTSIDE
        for key, assessed in assessment.workloads.items()
    }
    models = assessment.programme.models
    outside = {model: models[model] for model in models if model in terms.OUTSIDE}
    going = {model: tuple(key for key in ids if goes[key]) for model, ids in outside.items()}
    return {model: ids for model, ids in going.items() if ids}


def outline(session: Session, content: Content, workload: str) -> tuple[Clause, ...]:
    """What a statement of work for this workload would say; nothing where it stays inside.

    Raises:
        KeyError: there is no such workload.
    """
    node = session.workloads[workload]
    model = standing.holding(node, content)
    if model not in terms.OUTSIDE:
        return ()
    ready = {check.id: check for check in ready_to_sign(session, content, workload)}
    case = _Case(session, content, workload, node, model, ready)
    return tuple(
        _clause(case, key, steps, find)
        for key, (steps, find) in zip(terms.CLAUSES, _FOUND, strict=True)
    )


class _Case(NamedTuple):
    """The workload that is looked at, and the model that holds for it."""

    session: Session
    content: Content
    id: str
    node: Workload
    model: terms.Model
    ready: Mapping[str, Ready]

    def asked(self, step: Step) -> tuple[Question, ...]:
        return questions.asked(self.node, self.content, step, standing.programme_wide(self.session))

    def facts(self, step: Step, wanted: Callable[[Question], bool]) -> Iterator[Fact]:
        return facts(filter(wanted, self.asked(step)), self.id, self.node, self.session.carried)

    def agreed(self, items: Container[str]) -> Iterator[Fact]:
        """These items of the contract."""
        return self.facts("contract", lambda question: question.path[-1] in items)

    def checked(self, check: str) -> Fact:
        """What has to be in place before signing, as it is decided there; it tells nothing."""
        ready = self.ready[check]
        return Fact(ready.name, "", ready.state == "open", ready.place)


def _clause(
    case: _Case, key: str, steps: tuple[Step, ...], find: Callable[[_Case], Iterator[Fact]]
) -> Clause:
    words = case.content.summary.clauses[key]
    shared = standing.programme_wide(case.session)
    if not any(shared.has(step) for step in steps):
        return Clause(key, words.name, words.text, (), (), Place(step="setup"), left_out=True)
    facts = tuple(find(case))
    missing = [fact for fact in facts if fact.missing]
    names = tuple(fact.name for fact in missing)
    first = next(iter((*missing, *facts)), None)
    place = first.place if first else Place(step=steps[0], workload=case.id)
    return Clause(key, words.name, words.text, known_lines(facts), names, place)


def _scope(case: _Case) -> Iterator[Fact]:
    """What it does, what kind of work it is, and who in the business answers for it."""
    wanted = ("description", "kind", "owner")
    asked = (
        question
        for question in catalogue.facts(case.content, "workload")
        if question.item in wanted
    )
    yield from facts(asked, case.id, case.node)
    yield from _written(case, ("scope", "out_of_scope"))


def _written(case: _Case, fields: Container[str]) -> Iterator[Fact]:
    """What was written there of what success is."""
    for question in case.asked("rules"):
        if question.path == ("acceptance",) and question.field in fields:
            place = Place(step="rules", workload=case.id, item=question.item)
            yield Fact(question.name, in_words(question, case.node), False, place)


def _engagement(case: _Case) -> Iterator[Fact]:
    """The model with its published cost pattern, and the conditions under which it works."""
    model = case.content.matrix.models[case.model]
    state = assess.assess(case.session, case.content).workloads[case.id].decision_state
    place = Place(step="summary", workload=case.id)
    yield Fact(model.name, model.cost or model.best_for or "", False, place)
    if state in _UNDECIDED:
        yield Fact(case.content.summary.columns["decision"].name, "", True, place)
    yield from case.facts("conditions", lambda question: not _of_governance(question))


def _delivery(case: _Case) -> Iterator[Fact]:
    """Who does each delivery layer."""
    return case.facts("profile", lambda question: question.path == ("layers",))


def _acceptance(case: _Case) -> Iterator[Fact]:
    """What "done" means, and whether it can be measured."""
    check = case.checked("acceptance-criteria")
    yield check
    details = tuple(_written(case, ACCEPTANCE))
    for question in case.asked("rules"):
        if (
            question.item == "undefined-success"
            and questions.at(case.node, question.value_path) == "no"
        ):
            defined = next(option for option in question.options if option.id == "no")
            if any(fact.answer for fact in details):
                yield Fact("", defined.anchor, False, check.place)
            else:  # the room says so, and nothing of it is written down here
                yield Fact(question.name, defined.name, False, check.place)
    for question in case.asked("axes"):
        if question.item == "certainty.measurable-success":
            yield Fact(question.name, in_words(question, case.node), False, check.place)
    yield from _written(case, ACCEPTANCE[2:])


def _data(case: _Case) -> Iterator[Fact]:
    """Strict governance where it goes with the model, and what is agreed about the data."""
    yield from case.facts("conditions", _of_governance)
    yield from case.agreed(_group(case, terms.DATA_GROUP))


def _service_levels(case: _Case) -> Iterator[Fact]:
    return case.agreed(_group(case, terms.SLA_GROUP))


def _ip(case: _Case) -> Iterator[Fact]:
    return case.agreed({*_group(case, terms.IP_GROUP), terms.PORTABILITY})


def _operation(case: _Case) -> Iterator[Fact]:
    """Who operates it, who owns each area, what the vendor supports and has to."""
    areas = case.content.ownership.areas
    yield from case.facts("ownership", lambda question: question.item == "structure")
    yield from case.facts("ownership", lambda question: question.item.partition(".")[0] in areas)
    yield from case.agreed((terms.EVALUATION_SUITE, terms.SUPPORT))


def _transfer(case: _Case) -> Iterator[Fact]:
    """Whether it is to be owned inside in the long term, and what the contract says then."""
    plan = ("internal-long-term", "transfer")
    yield from case.facts("ownership", lambda question: question.item.partition(".")[0] in plan)
    yield from case.agreed((terms.KNOWLEDGE_TRANSFER,))


def _exit(case: _Case) -> Iterator[Fact]:
    return case.agreed(_group(case, terms.EXIT_GROUP) - {terms.KNOWLEDGE_TRANSFER})


def _vendor(case: _Case) -> Iterator[Fact]:
    """Who it is signed with, how the sprint went, and what that leaves open before signing.

    Whoever is considered beside that one has no place in it.
    """
    place = Place(step="vendors", workload=case.id)
    vendors = {key: case.session.vendors[key] for key in assess.considered(case.session, case.id)}
    chosen = in_the_running(case.node, vendors)
    if chosen is None:
        yield Fact(tr("Chosen vendor"), "", True, place)
    else:
        node = vendors[chosen]
        asked = questions.asked(
            node, case.content, "vendors", standing.programme_wide(case.session)
        )
        sprint = [question for question in asked if question.path == ("sprints", case.id)]
        run = [
            f"{question.name}: {text.removesuffix('.')}"
            for question in sprint
            if (text := in_words(question, node))
        ]
        ended = place.model_copy(update={"vendor": chosen, "item": f"sprint.{case.id}.verdict"})
        yield Fact(node.name if run else "", "; ".join(run) or node.name, False, ended)
    yield from map(case.checked, ("calibration-sprint", "evaluation-method"))


_UNDECIDED: Final = ("none", "outdated")

_FOUND: Final[tuple[tuple[tuple[Step, ...], Callable[[_Case], Iterator[Fact]]], ...]] = (
    (("workloads",), _scope),
    (("summary",), _engagement),
    (("profile",), _delivery),
    (("axes",), _acceptance),
    (("conditions", "contract"), _data),
    (("contract",), _service_levels),
    (("contract",), _ip),
    (("ownership", "contract"), _operation),
    (("ownership", "contract"), _transfer),
    (("contract",), _exit),
    (("vendors",), _vendor),
)
"""In the order of `CLAUSES`: the parts of the workshop that a clause is made from, and how."""


def _of_governance(question: Question) -> bool:
    return question.path[0] == "governance"


def _group(case: _Case, group: str) -> frozenset[str]:
    return frozenset(case.content.contract.groups[group].items)


@dataclass(frozen=True, slots=True)
class Candidates:
    """The vendors considered for one workload, and whether it goes `outside` at all."""

    workload: str
    outside: bool
    vendors: tuple[str, ...]


class Shortlist(NamedTuple):
    """All vendors in the room's order, and the workloads for which one is considered, or should be.

    Workloads that go outside come first, in control order.
    """

    vendors: Mapping[str, assess.Vetted]
    workloads: tuple[Candidates, ...]

    @property
    def nobody(self) -> tuple[str, ...]:
        """The workloads that go outside and for which no vendor is considered."""
        return tuple(
            candidates.workload
            for candidates in self.workloads
            if candidates.outside and not candidates.vendors
        )


def shortlist(session: Session, content: Content) -> Shortlist | None:
    """Who is considered for what; None where this workshop leaves vendors out.

    Who is out of the running stands among the vendors, and is considered for nothing.
    """
    if not standing.programme_wide(session).has("vendors"):
        return None
    vendors: dict[str, list[str]] = {}
    for vendor, node in session.vendors.items():
        for workload in assess.considered_for(session, vendor) if node.disqualified is None else ():
            vendors.setdefault(workload, []).append(vendor)
    outside = [workload for ids in workstreams(session, content).values() for workload in ids]
    inside = [
        workload
        for workload in session.workloads
        if workload in vendors and workload not in outside
    ]
    return Shortlist(
        assess.assess(session, content).vendors,
        tuple(
            Candidates(workload, goes, tuple(vendors.get(workload, ())))
            for goes, ids in ((True, outside), (False, inside))
            for workload in ids
        ),
    )


def verdicts(vetted: assess.Vetted) -> dict[str, str]:
    """How the vendor's calibration sprints ended, by workload; not run, as long as nobody said."""
    vendor = vetted.vendor
    workloads = dict.fromkeys((*vendor.workloads, *vendor.sprints))
    return {key: vendor.sprint_for(key).verdict or "not-run" for key in workloads}
