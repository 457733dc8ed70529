"""Ready to sign? Seven checks for a workload that goes outside: all derived, none asked."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from sys import intern
from typing import Final, Literal

from fouraxis.content import terms
from fouraxis.content.models import Content
from fouraxis.memo import Remembered
from fouraxis.workshop import questions
from fouraxis.workshop.assess import Assessed, assess_workload
from fouraxis.workshop.question import Question, live
from fouraxis.workshop.session import Place, Session, Sprint, Step, Vendor, Workload
from fouraxis.workshop.standing import factors, programme_wide

ReadyState = Literal["met", "open", "not-applicable"]

_PASSED: Final = ("proceed", "proceed-with-conditions")


@dataclass(frozen=True, slots=True)
class Ready:
    """One check: what it is called, how far it is, and the place that says so."""

    id: str
    name: str
    text: str
    state: ReadyState
    place: Place


@dataclass(frozen=True, slots=True)
class Signing:
    """How far a workload is from a signature: its checks in the order of the content.

    `met` of `asked` checks are met; none is asked where the workload stays inside.
    """

    checks: tuple[Ready, ...]
    met: int
    asked: int

    @property
    def open(self) -> int:
        """How many checks are not met."""
        return self.asked - self.met

    @property
    def first_open(self) -> Ready | None:
        """The first check that is not met; None where nothing is open."""
        return next((check for check in self.checks if check.state == "open"), None)


_Found = tuple[bool, Place]
"""Whether a check is met, and the place that says so."""

_signings: Remembered[Session, dict[str, Signing]] = Remembered(4)
_known: Remembered[Workload, Signing] = Remembered(4_096)


def signing(session: Session, content: Content) -> Mapping[str, Signing]:
    """How far every workload is from a signature; after an edit only what it touched is looked at.

    None applies to work that stays inside; nor does one whose part this workshop leaves out.
    """
    return _signings.get(session, lambda whole: _signing(whole, content), content)


def ready_to_sign(session: Session, content: Content, workload: str) -> tuple[Ready, ...]:
    """The checks for one workload.

    Raises:
        KeyError: there is no such workload.
    """
    return signing(session, content)[workload].checks


@dataclass(frozen=True)
class _Case:
    """The workload that is looked at, and the vendors considered for it."""

    session: Session
    content: Content
    id: str
    node: Workload
    vendors: Mapping[str, Vendor]

    @cached_property
    def contract(self) -> Mapping[str, Question]:
        """What is asked about the contract, looked up once for all checks."""
        shared = programme_wide(self.session)
        asked = questions.asked(self.node, self.content, "contract", shared)
        return {question.item: question for question in asked}

    def at(self, step: Step, item: str) -> Place:
        return Place(step=step, workload=self.id, item=item)

    def of_sprint(self, vendor: str | None, item: str) -> Place:
        item = f"sprint.{self.id}.{item}"
        return Place(step="vendors", workload=self.id, vendor=vendor, item=item)


def _signing(session: Session, content: Content) -> dict[str, Signing]:
    shared = programme_wide(session)
    vendors: dict[str, dict[str, Vendor]] = {key: {} for key in session.workloads}
    for name, vendor in session.vendors.items():
        for key in vendor.workloads:
            if key in vendors:
                vendors[key][name] = vendor
    signings: dict[str, Signing] = {}
    for key, node in session.workloads.items():
        case = _Case(session, content, key, node, vendors[key])
        # what the checks depend on; a name is the same object wherever it is interned
        beside = (content, shared, intern(key), *map(intern, case.vendors), *case.vendors.values())
        signings[key] = _known.get(node, partial(_checked, case), *beside)
    return signings


def _checked(case: _Case, _: Workload) -> Signing:
    decision = case.node.decision
    model = decision.model if decision else _assessed(case).recommendation.lead
    inside = model is not None and model not in terms.OUTSIDE
    has = programme_wide(case.session).has
    checks: Mapping[str, tuple[Step, Callable[[_Case], _Found]]] = dict(
        zip(terms.READY_CHECKS, _CHECKS, strict=True)
    )
    checked: list[Ready] = []
    for check in case.content.summary.ready.values():
        step, look = checks[check.id]
        state: ReadyState = "not-applicable"
        place = Place(step="summary" if inside else "setup", workload=case.id)
        if not inside and has(step):
            met, place = look(case)
            state = "met" if met else "open"
        checked.append(Ready(check.id, check.name, check.text, state, place))
    states = [check.state for check in checked]
    settled = states.count("met")
    return Signing(tuple(checked), settled, settled + states.count("open"))


def _placed(case: _Case) -> _Found:
    """All four axes are placed, and no open question can change the model."""
    assessed = _assessed(case)
    unplaced = [axis for axis in terms.AXES if assessed.workload.axis(axis).level is None]
    deciding = [*unplaced, *assessed.recommendation.deciding]
    if not deciding:
        return True, case.at("axes", terms.AXES[0])
    first = deciding[0]
    return False, case.at("axes" if first in terms.AXES else "rules", first)


def _sprint(case: _Case) -> _Found:
    """A vendor considered for it has passed a sprint on production-like data."""
    vendor, sprint = _best(case)
    ran = sprint.verdict in _PASSED
    item = "production-like-data" if ran else "verdict"
    place = case.of_sprint(vendor, item)
    return _on_real_data(sprint), place


def _method(case: _Case) -> _Found:
    """The same vendor has written down how it evaluates."""
    vendor, sprint = _best(case)
    return _documented(sprint), case.of_sprint(vendor, "evaluation-method")


def _criteria(case: _Case) -> _Found:
    """Success is defined, and can be measured as far as anybody has said."""
    if case.node.rule("undefined-success").answer != "no":
        return False, case.at("rules", "undefined-success")
    measured = factors(case.node, "certainty")["measurable-success"]
    if measured is None:  # the room set the level at once: high says that it can be measured
        level = case.node.axis("certainty").level
        return level == "high", case.at("axes", "certainty")
    return measured == "yes", case.at("axes", "certainty.measurable-success")


def _ownership(case: _Case) -> _Found:
    """Every IP item is agreed with an owner, and portability is."""
    group = case.content.contract.groups[terms.IP_GROUP]
    items = [item.id for item in live(group.items.values())]
    return _agreed(case, [*items, terms.PORTABILITY])


def _support(case: _Case) -> _Found:
    return _agreed(case, [terms.SUPPORT])


def _operation(case: _Case) -> _Found:
    """Who operates it is chosen, and every area has an owner."""
    if case.node.operations.structure in (None, terms.UNKNOWN):
        return False, case.at("ownership", "structure")
    unowned = _assessed(case).unowned
    return not unowned, case.at("ownership", unowned[0] if unowned else "structure")


_CHECKS: Final[tuple[tuple[Step, Callable[[_Case], _Found]], ...]] = (
    ("axes", _placed),
    ("vendors", _sprint),
    ("vendors", _method),
    ("axes", _criteria),
    ("contract", _ownership),
    ("contract", _support),
    ("ownership", _operation),
)
"""In the order of `READY_CHECKS`: the part of the workshop that each looks at, and how."""


def _assessed(case: _Case) -> Assessed:
    return assess_workload(case.id, case.node, case.content, programme_wide(case.session))


def _best(case: _Case) -> tuple[str | None, Sprint]:
    """The vendor considered for it that is furthest, since the room signs with one."""
    sprints = [(key, vendor.sprint_for(case.id)) for key, vendor in case.vendors.items()]
    going = [(key, sprint) for key, sprint in sprints if sprint.verdict != "stop"] or sprints
    far = max(going, key=lambda ran: _how_far(ran[1]), default=None)
    return far or (None, Sprint())


def _how_far(sprint: Sprint) -> tuple[int, bool]:
    return _on_real_data(sprint) + _documented(sprint), sprint.verdict in _PASSED


def _on_real_data(sprint: Sprint) -> bool:
    return sprint.verdict in _PASSED and sprint.production_like_data == "yes"


def _documented(sprint: Sprint) -> bool:
    return sprint.verdict != "stop" and sprint.outputs.get("evaluation-method") == "yes"


def _agreed(case: _Case, items: Iterable[str]) -> _Found:
    """Whether these contract items are agreed; the first that is not, else the first of all."""
    asked = [question for item in items for question in _of_item(case.contract, item)]
    missing = [question.item for question in asked if not _settled(case, question)]
    first = next(iter([*missing, *(question.item for question in asked)]), None)
    return not missing, Place(step="contract", workload=case.id, item=first)


def _of_item(asked: Mapping[str, Question], item: str) -> Iterator[Question]:
    """Whether it is agreed, and whose it is where that is asked."""
    for key in (f"contract.{item}", f"contract.{item}.owner"):
        if key in asked:
            yield asked[key]


def _settled(case: _Case, question: Question) -> bool:
    """Agreed or not applicable; an owner that nobody named is the usual one, "open" is none."""
    value: str | None = questions.at(case.node, question.value_path) or question.derived
    return (
        value != "open" if question.field == "owner" else value in ("agreed", terms.NOT_APPLICABLE)
    )
