"""The outline of a statement of work for a workload that goes outside: derived, stored never.

A workstream is one workload that goes outside. Each clause has what the answers say already, how
much is still missing, and the place to say it.
"""

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from fouraxis.content.models import Content
from fouraxis.content.terms import (
    CLAUSES,
    DATA_GROUP,
    EXIT_GROUP,
    IP_GROUP,
    KNOWLEDGE_TRANSFER,
    OUTSIDE,
    PORTABILITY,
    SLA_GROUP,
    SUPPORT,
    Model,
)
from fouraxis.workshop import questions
from fouraxis.workshop.asking_facts import facts as written
from fouraxis.workshop.assess import assess, considered
from fouraxis.workshop.known import Fact, Known, facts, said, told
from fouraxis.workshop.programme_wide import programme_wide
from fouraxis.workshop.question import Question, at
from fouraxis.workshop.ready import Ready, ready_to_sign
from fouraxis.workshop.session import Place, Session, Step, Workload
from fouraxis.workshop.standing import holding


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: what belongs there, what is known of it, and how much is still `open`.

    `place` leads to the first thing that is missing, else to where the clause comes from. A clause
    whose part this workshop leaves out is `left_out`, and knows nothing.
    """

    id: str
    name: str
    text: str
    known: tuple[Known, ...]
    open: int
    place: Place
    left_out: bool = False


def workstreams(session: Session, content: Content) -> dict[Model, tuple[str, ...]]:
    """The workloads that go outside, by the engagement model that holds, in control order."""
    models = assess(session, content).programme.models
    return {model: ids for model, ids in models.items() if model in OUTSIDE}


def outline(session: Session, content: Content, workload: str) -> tuple[Clause, ...]:
    """What a statement of work for this workload would say; nothing where it stays inside.

    Raises:
        KeyError: there is no such workload.
    """
    node = session.workloads[workload]
    model = holding(node, content)
    if model not in OUTSIDE:
        return ()
    ready = {check.id: check for check in ready_to_sign(session, content, workload)}
    case = _Case(session, content, workload, node, model, ready)
    return tuple(
        _clause(case, key, steps, find) for key, (steps, find) in zip(CLAUSES, _FOUND, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Case:
    """The workload that is looked at, and the model that holds for it."""

    session: Session
    content: Content
    id: str
    node: Workload
    model: Model
    ready: Mapping[str, Ready]

    def asked(self, step: Step) -> tuple[Question, ...]:
        return questions.asked(self.node, self.content, step, programme_wide(self.session))

    def facts(self, step: Step, wanted: Callable[[Question], bool]) -> Iterator[Fact]:
        return facts(filter(wanted, self.asked(step)), self.id, self.node)

    def agreed(self, items: Container[str]) -> Iterator[Fact]:
        """These items of the contract."""
        return self.facts("contract", lambda one: one.path[-1] in items)

    def checked(self, check: str) -> Fact:
        """What has to be in place before signing, as it is decided there; it tells nothing."""
        found = self.ready[check]
        return Fact("", "", found.state == "open", found.place)


def _clause(
    case: _Case, key: str, steps: tuple[Step, ...], find: Callable[[_Case], Iterator[Fact]]
) -> Clause:
    words = case.content.summary.clauses[key]
    shared = programme_wide(case.session)
    if not any(shared.has(step) for step in steps):
        return Clause(key, words.name, words.text, (), 0, Place(step="setup"), left_out=True)
    found = tuple(find(case))
    missing = [one for one in found if one.missing]
    first = next(iter((*missing, *found)), None)
    place = first.place if first else Place(step=steps[0], workload=case.id)
    return Clause(key, words.name, words.text, told(found), len(missing), place)


def _scope(case: _Case) -> Iterator[Fact]:
    """What it does, what kind of work it is, and who in the business answers for it."""
    wanted = ("description", "kind", "owner")
    asked = (one for one in written(case.content, "workload") if one.item in wanted)
    return facts(asked, case.id, case.node)


def _engagement(case: _Case) -> Iterator[Fact]:
    """The model with its published cost pattern, and the conditions under which it works."""
    model = case.content.matrix.models[case.model]
    state = assess(case.session, case.content).workloads[case.id].decision_state
    place = Place(step="summary", workload=case.id)
    yield Fact(model.name, model.cost or model.best_for or "", state in _UNDECIDED, place)
    yield from case.facts("conditions", lambda one: not _of_governance(one))


def _delivery(case: _Case) -> Iterator[Fact]:
    """Who does each delivery layer."""
    return case.facts("profile", lambda one: one.path == ("layers",))


def _acceptance(case: _Case) -> Iterator[Fact]:
    """What "done" means, and whether it can be measured."""
    check = case.checked("acceptance-criteria")
    yield check
    for one in case.asked("rules"):
        if one.item == "undefined-success" and at(case.node, one.value_path) == "no":
            meaning = next(option.anchor for option in one.options if option.id == "no")
            yield Fact("", meaning, False, check.place)
    for one in case.asked("axes"):
        if one.item == "certainty.measurable-success":
            yield Fact(one.name, said(one, case.node), False, check.place)


def _data(case: _Case) -> Iterator[Fact]:
    """Strict governance where it goes with the model, and what is agreed about the data."""
    yield from case.facts("conditions", _of_governance)
    yield from case.agreed(_group(case, DATA_GROUP))


def _service_levels(case: _Case) -> Iterator[Fact]:
    return case.agreed(_group(case, SLA_GROUP))


def _ip(case: _Case) -> Iterator[Fact]:
    return case.agreed({*_group(case, IP_GROUP), PORTABILITY})


def _operation(case: _Case) -> Iterator[Fact]:
    """Who operates it, who owns each area, what the vendor supports and has to."""
    areas = case.content.ownership.areas
    yield from case.facts("ownership", lambda one: one.item == "structure")
    yield from case.facts("ownership", lambda one: one.item.partition(".")[0] in areas)
    yield from case.agreed((SUPPORT,))


def _transfer(case: _Case) -> Iterator[Fact]:
    """Whether it is to be owned inside in the long term, and what the contract says then."""
    plan = ("internal-long-term", "transfer")
    yield from case.facts("ownership", lambda one: one.item.partition(".")[0] in plan)
    yield from case.agreed((KNOWLEDGE_TRANSFER,))


def _exit(case: _Case) -> Iterator[Fact]:
    return case.agreed(_group(case, EXIT_GROUP) - {KNOWLEDGE_TRANSFER})


def _vendor(case: _Case) -> Iterator[Fact]:
    """Who is considered, how each sprint went, and what that leaves open before signing."""
    place = Place(step="vendors", workload=case.id)
    vendors = considered(case.session, case.id)
    if not vendors:
        yield Fact("", "", True, place)
    for key in vendors:
        node = case.session.vendors[key]
        asked = questions.asked(node, case.content, "vendors", programme_wide(case.session))
        terms = [one for one in asked if one.path == ("sprint",)]
        run = [f"{one.name}: {text}" for one in terms if (text := said(one, node))]
        ended = place.model_copy(update={"vendor": key, "item": "sprint.verdict"})
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
