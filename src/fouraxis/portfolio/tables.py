"""The tables of a portfolio: what each holds, and the rows of one session in each.

The files stay the truth, and what follows from them is worked out as everywhere: a row has what
`summary --format json` says of the same thing. Ids stand in the tables, words are put beside them
where they are shown; whatever depends on the day is left to the question.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any, Final, Literal, NamedTuple, get_args

from fouraxis.content.models import Content
from fouraxis.content.terms import AXES, UNKNOWN, AskedRule
from fouraxis.memo import per_content
from fouraxis.workshop import actions, agreement, assess, catalogue, questions
from fouraxis.workshop.question import OF_WORKLOAD, Subject
from fouraxis.workshop.session import (
    AxisAnswer,
    Claimable,
    Mark,
    Node,
    Session,
    SessionPath,
    Sprint,
    Vendor,
    Workload,
)

Kind = Literal["VARCHAR", "BIGINT", "BOOLEAN", "DATE", "TIMESTAMP"]
Columns = Mapping[str, Kind]

KEYS: Final[Columns] = {
    "session": "VARCHAR",
    "organisation": "VARCHAR",
    "unit": "VARCHAR",
    "date": "DATE",
    "month": "VARCHAR",
    "milestone": "VARCHAR",
}
"""What every row of a session begins with: whose it is, and when it was."""

_TEXT: Final[Kind] = "VARCHAR"


def _texts(*names: str) -> dict[str, Kind]:
    return dict.fromkeys(names, _TEXT)


TABLES: Final[Mapping[str, Columns]] = {
    "sessions": {
        **_texts("title", "file"),
        "created": "TIMESTAMP",
        **dict.fromkeys(("workloads", "decided", "vendors", "participants", "carried"), "BIGINT"),
    },
    "workloads": {
        **_texts("workload", "name", "owner", "kind", *AXES, "recommended", "basis"),
        **dict.fromkeys(("provisional", "not_yet", "strict_governance"), "BOOLEAN"),
        **_texts("status", "decided", "decision", "model"),
        **dict.fromkeys(("open", "unowned", "unassigned", "unagreed", "considered"), "BIGINT"),
        "carried": "BIGINT",
        **_texts("chosen_vendor", "back_owner"),
        "revisit": "DATE",
        **_texts("legal_reviewed", "legal_owner"),
        "legal_date": "DATE",
    },
    "levels": {
        **_texts("workload", "axis", "level", "against", "reason", "note", "confidence"),
        "dissent": "BIGINT",
        **dict.fromkeys(("confirm_again", "parked"), "BOOLEAN"),
    },
    "answers": {
        **_texts("subject", "id", "part", "item", "answer", "state", "note"),
        "review": "BOOLEAN",
    },
    "rules": _texts("workload", "rule", "answer", "note"),
    "decisions": {
        **_texts("workload", "name", "model", "kind", "state", "overtaken", "reason", "decided_by"),
        "decided_at": "TIMESTAMP",
    },
    "vendors": {
        **_texts("vendor", "name"),
        "out": "BOOLEAN",
        **_texts("out_reason"),
        **dict.fromkeys(("workloads", "strong", "partial", "claimed", "red_marks"), "BIGINT"),
        "red_flags": "BIGINT",
    },
    "flags": {
        **_texts("vendor", "name", "flag", "answer", "note"),
        **dict.fromkeys(("claimed", "out"), "BOOLEAN"),
    },
    "sprints": {
        **_texts("vendor", "name", "workload"),
        "weeks": "BIGINT",
        **_texts("paid", "production_like_data", "verdict", "conditions", "conditions_open"),
    },
    "risks": {**_texts("workload", "risk", "side", "owner"), "settled": "BOOLEAN"},
    "contract": {
        **_texts("workload", "item", "answer", "owner", "target", "measured_by"),
        "settled": "BOOLEAN",
    },
    "owners": {**_texts("workload", "readiness", "area", "owner", "vendor"), "owned": "BOOLEAN"},
    "actions": {
        **_texts("action", "kind", "title", "workload", "vendor", "owner"),
        "due": "DATE",
        **_texts("state", "reason"),
    },
    "votes": _texts("workload", "axis", "round", "participant", "level"),
    "earlier": {
        **_texts("workload", "name", "what", "item", "was", "reason"),
        "replaced_at": "TIMESTAMP",
    },
    "milestones": {**_texts("name"), "reached_at": "TIMESTAMP"},
    "waiting": {**_texts("part", "item"), "workloads": "BIGINT"},
}
"""By name the columns of each table of sessions, behind the keys."""

FAULTS: Final[Columns] = {"file": "VARCHAR", "reason": "VARCHAR", "left_out": "BOOLEAN"}
"""The table of files at fault: `left_out` where nothing of the file is in the other tables."""

LISTED: Final[Mapping[str, str]] = {
    "levels": "axis",
    "rules": "rule",
    "risks": "risk",
    "contract": "item",
    "owners": "area",
}
"""The column that may list several ids, parted by spaces: each becomes a row of its own."""

Row = tuple[Any, ...]
Rows = dict[str, list[Row]]


def rows(session: Session, content: Content, file: str = "") -> Rows:
    """What a session says, by table, without the keys; see `LISTED` for rows that stand for many.

    Args:
        session: as it was opened, or cleaned.
        content: what the room answered under.
        file: where it is; empty where that is not to be told.
    """
    assessment = assess.assess(session, content)
    many: Rows = defaultdict(list)
    decided = sum(workload.decision is not None for workload in session.workloads.values())
    counts = len(session.workloads), decided, len(session.vendors), len(session.participants)
    carried = len(session.carried)
    carried += sum(len(workload.carried) for workload in session.workloads.values())
    carried += sum(len(vendor.carried) for vendor in session.vendors.values())
    begun = _moment(session.created)
    many["sessions"].append((session.title, file, begun, *counts, carried))
    many["milestones"] += [(each.name, _moment(each.at)) for each in session.milestones.values()]
    for key, assessed in assessment.workloads.items():
        _of_workload(many, key, assessed, session)
        many["answers"] += _answers(assessed.workload, "workload", key, content)
    for vetted in assessment.vendors.values():
        _of_vendor(many, vetted)
        many["answers"] += _answers(vetted.vendor, "vendor", vetted.vendor_id, content)
    for item, answer in session.contract.items():
        state = (item, answer.answer, answer.owner, answer.target, answer.measured_by)
        many["contract"].append(("", *state, answer.answer in _AGREED))
    many["actions"] += _settled_actions(session, content)
    many["waiting"] += [(*what, number) for what, number in _waiting(many).items()]
    return many


def _waiting(many: Rows) -> Counter[tuple[str, str]]:
    """In how many workloads something waits: open, unknown or parked; counted once for questions.

    Each table is asked by the names of its columns, so that none of them has to keep its place.
    """
    waiting: Counter[tuple[str, str]] = Counter()
    for table, part, item, waits in _WAITS:
        names = list(TABLES[table])
        at, of = names.index(item), names.index("subject" if table == "answers" else "workload")
        looked_at = tuple(names.index(name) for name in waits)
        for row in many.get(table, ()):
            if row[of] and all(
                row[place] in values
                for place, values in zip(looked_at, waits.values(), strict=True)
            ):
                named = part or row[names.index("part")]
                waiting.update((named, each) for each in row[at].split(" "))
    return waiting


_OPEN: Final = (None, "", UNKNOWN)
_WAITS: Final[tuple[tuple[str, str, str, Mapping[str, tuple[Any, ...]]], ...]] = (
    ("levels", "axes", "axis", {"level": _OPEN}),
    ("rules", "rules", "rule", {"answer": _OPEN}),
    ("risks", "risks", "risk", {"settled": (False,)}),
    ("contract", "contract", "item", {"settled": (False,)}),
    ("owners", "ownership", "area", {"owned": (False,)}),
    (
        "answers",
        "",
        "item",
        {
            "subject": ("workload",),
            "state": ("unknown", "parked"),
            "part": ("profile", "conditions", "drivers"),
        },
    ),
)
"""By table, part and the column with what is asked: what the columns hold where it waits."""


_AGREED: Final = ("agreed", "not-applicable")
_ASSIGNED: Final = ("enterprise", "vendor", "both", "not-applicable")


def _moment(value: datetime | None) -> str | None:
    """A moment in UTC as a table has it; one without a zone is in UTC."""
    if value is None:
        return None
    aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return aware.strftime("%Y-%m-%d %H:%M:%S")


def _of_workload(many: Rows, key: str, assessed: assess.Assessed, session: Session) -> None:
    workload = assessed.workload
    many["workloads"].append(_workload(key, assessed, session))
    again = {contradiction.axis for contradiction in assessed.contradictions}
    for axis, at in workload.axes.items():
        texts = (at.level, at.against, at.reason, at.note, at.confidence)
        many["levels"].append(
            (key, axis, *texts, len(agreement.objecting(at)), axis in again, at.parked)
        )
        many["votes"] += _votes(key, axis, at, session)
    if rest := " ".join(axis for axis in AXES if axis not in workload.axes):
        many["levels"].append((key, rest, "", "", "", "", "", 0, False, False))
    many["earlier"] += _earlier(key, workload)
    for rule, given in workload.rules.items():
        many["rules"].append((key, rule, given.answer, given.note))
    if rest := " ".join(rule for rule in _RULES if rule not in workload.rules):
        many["rules"].append((key, rest, "", ""))
    _settled_or_not(many, key, assessed)
    if decision := workload.decision:
        state = (decision.model, decision.kind, assessed.decision_state)
        why = (" ".join(assessed.overtaken), decision.reason, decision.by, _moment(decision.at))
        many["decisions"].append((key, workload.name, *state, *why))


_RULES: Final[tuple[AskedRule, ...]] = get_args(AskedRule)


def _votes(key: str, axis: str, answer: AxisAnswer, session: Session) -> Iterator[Row]:
    """Every vote of every round; an id alone may tell a name, so whoever is gone has none."""
    for number, votes in answer.votes.items():
        for person, level in votes.levels.items():
            participant = session.participants.get(person)
            yield key, axis, number, participant.name if participant else "", level


def _earlier(key: str, workload: Workload) -> Iterator[Row]:
    """What was decided, settled or answered before, and when something else took its place."""
    for stamp, decision in workload.earlier.items():
        yield _replaced(key, workload, stamp, "decision", "", decision.model, decision.reason)
    for axis, at in workload.axes.items():
        for stamp, level in at.earlier.items():
            yield _replaced(key, workload, stamp, "level", axis, level.level, level.reason)
    for rule, given in workload.rules.items():
        for stamp, answer in given.earlier.items():
            yield _replaced(key, workload, stamp, "answer", rule, answer.answer, answer.reason)


def _replaced(key: str, workload: Workload, stamp: str, *what: str) -> Row:
    """A row of what was replaced; a stamp is a moment in UTC, and may name none that there is."""
    try:
        at = _moment(datetime.strptime(stamp, "%Y-%m-%dT%H-%M-%SZ").replace(tzinfo=UTC))
    except ValueError:
        at = None
    return (key, workload.name, *what, at)


def milestone(session: Session) -> str:
    """The milestone that a session reached last; empty where there is none."""
    return list(session.milestones.values())[-1].name if session.milestones else ""


def _workload(key: str, assessed: assess.Assessed, session: Session) -> Row:
    workload, follows = assessed.workload, assessed.recommendation
    decided = workload.decision.model if workload.decision else None
    vendor = session.vendors.get(workload.chosen_vendor or "")
    return (
        *(key, workload.name, workload.owner, workload.kind),
        *(workload.axes[axis].level if axis in workload.axes else None for axis in AXES),
        *(follows.lead, follows.basis.kind, follows.provisional, follows.not_yet),
        *(follows.strict_governance, assessed.status, decided, assessed.decision_state),
        *(assessed.model, assessed.open, len(assessed.unowned)),
        *(_count(assessed.unassigned), _count(assessed.unagreed)),
        *(len(assess.considered(session, key)), len(workload.carried)),
        vendor.name if vendor else None,
        *(workload.reentry.owner, workload.reentry.revisit),
        *(workload.legal.reviewed, workload.legal.owner, workload.legal.date),
    )


def _count(items: tuple[str, ...] | None) -> int | None:
    """How many; nothing where the workshop does not ask for it."""
    return None if items is None else len(items)


def _settled_or_not(many: Rows, key: str, assessed: assess.Assessed) -> None:
    """What was settled on risks, contract and areas, and in a row each what was not."""
    workload = assessed.workload
    for risk, carried in workload.risks.items():
        many["risks"].append((key, risk, carried.side, carried.owner, carried.side in _ASSIGNED))
    rest = [risk for risk in assessed.unassigned or () if risk not in workload.risks]
    if rest:
        many["risks"].append((key, " ".join(rest), "", "", False))
    unagreed = assessed.unagreed or ()
    for item, given in workload.contract.items():
        state = (item, given.answer, given.owner, given.target, given.measured_by)
        many["contract"].append((key, *state, item not in unagreed))
    rest = [item for item in unagreed if item not in workload.contract]
    if rest:
        many["contract"].append((key, " ".join(rest), "", "", "", "", False))
    live = workload.axis("readiness").level
    for area, whose in workload.ownership.items():
        owned = whose.owner.casefold() not in ("", UNKNOWN)
        many["owners"].append((key, live, area, whose.owner, whose.vendor, owned))
    rest = [area for area in assessed.unowned if area not in workload.ownership]
    if rest:
        many["owners"].append((key, live, " ".join(rest), "", "", False))


def _of_vendor(many: Rows, vetted: assess.Vetted) -> None:
    key, vendor = vetted.vendor_id, vetted.vendor
    out, marks = vendor.disqualified, vetted.marks
    counts = (marks.get(mark, 0) for mark in ("strong", "partial", "claimed", "red-flag"))
    many["vendors"].append(
        (
            *(key, vendor.name, out is not None, out.reason if out else ""),
            *(len(vendor.workloads), *counts, len(vetted.red_flags)),
        )
    )
    for flag, heard in vendor.red_flags.items():
        texts = (key, vendor.name, flag, heard.answer, heard.note)
        many["flags"].append((*texts, "answer" in heard.claimed, out is not None))
    for workload, sprint in vendor.sprints.items():
        many["sprints"].append(_sprint(vendor, key, workload, sprint))
    if vendor.sprint != Sprint():
        many["sprints"].append(_sprint(vendor, key, "", vendor.sprint))


def _sprint(vendor: Vendor, key: str, workload: str, sprint: Sprint) -> Row:
    terms = (sprint.weeks, sprint.paid, sprint.production_like_data, sprint.verdict)
    return (key, vendor.name, workload, *terms, sprint.conditions, sprint.conditions_open)


# -- every answer, by the catalogue


class _Places(NamedTuple):
    """Where the catalogue's questions have their answers, and what a mark alone is about."""

    answers: dict[SessionPath, tuple[str, str, SessionPath]]
    marks: dict[SessionPath, tuple[str, str]]


@per_content
def _places(content: Content) -> Mapping[Subject, _Places]:
    """By subject and path the part, the item and the place of the mark of each question."""
    places: dict[Subject, _Places] = {"workload": _Places({}, {}), "vendor": _Places({}, {})}
    for group, asked in catalogue.catalogue(content).items():
        for subject in filter(group.answered_by, places):
            for question in asked:
                item = question.item.replace(f"{OF_WORKLOAD}.", "")
                at = (question.step, item, question.mark_path)
                places[subject].answers.setdefault(question.value_path, at)
                places[subject].marks.setdefault(question.mark_path, at[:2])
    return places


def _answers(node: Node, subject: Subject, key: str, content: Content) -> Iterator[Row]:
    """A row for each answer that somebody gave about a workload or vendor, parked or noted."""
    places = _places(content)[subject]
    given: list[_Given] = []
    _gather(node, (), None, given)
    done: set[int] = set()
    for path, around, value in given:
        if value is None or path not in places.answers:
            continue
        part, item, mark_path = places.answers[path]
        beside = mark_path != path[:-1] and OF_WORKLOAD not in mark_path
        mark = (questions.at(node, mark_path) if beside else around) or _UNMARKED
        done.add(id(mark))
        state = questions.state_of(value, mark)
        if state == "answered" and isinstance(mark, Claimable) and path[-1] in mark.claimed:
            state = "unknown"
        yield (subject, key, part, item, value, state, mark.note, mark.review)
    for path, alone, value in given:
        if value is None and alone is not None and id(alone) not in done and path in places.marks:
            part, item = places.marks[path]
            state = questions.state_of(None, alone)
            yield (subject, key, part, item, None, state, alone.note, alone.review)


_UNMARKED: Final = Mark()
_NOT_ANSWERS: Final = frozenset({"note", "parked", "review"})

_Given = tuple[SessionPath, Mark | None, Any]


def _gather(node: Node, path: SessionPath, around: Mark | None, given: list[_Given]) -> None:
    """Each value below a node, with where it stands in the catalogue and what is marked there.

    What is marked or noted comes once more without a value.
    """
    mark = node if isinstance(node, Mark) else around
    fields, values = node.model_fields_set, node.__dict__
    for name in values:  # in the order of the model
        if name not in fields or name in _NOT_ANSWERS:
            continue
        value = values[name]
        if isinstance(value, str):
            if value:
                given.append(((*path, name), mark, value))
        elif isinstance(value, dict):
            for key, entry in value.items():
                at = (*path, name, OF_WORKLOAD if name == "sprints" else key)
                if isinstance(entry, Node):
                    _gather(entry, at, mark, given)
                else:
                    given.append((at, mark, entry))
        elif isinstance(value, Node):
            _gather(value, (*path, name), mark, given)
        elif isinstance(value, tuple):
            answer = "no" if name.startswith("not_") else "yes"
            given += [((*path, name.removeprefix("not_"), key), mark, answer) for key in value]
        elif value is not None:
            given.append(((*path, name), mark, value))
    if mark is node and (mark.parked or mark.note or mark.review):
        given.append((path, mark, None))


# -- what is to be done


def _settled_actions(session: Session, content: Content) -> Iterator[Row]:
    """The actions that somebody owns, dated, closed or thought of; no room settles the others."""
    concerned = {workload for workload in map(_subject, session.actions) if workload}
    concerned |= {kept.workload for kept in session.actions.values() if kept.workload}
    for key, workload in session.workloads.items():
        back, legal = workload.reentry, workload.legal
        if back.owner or back.revisit or legal.owner or legal.date or _finds_out(workload):
            concerned.add(key)
    if any(key.startswith("vendor.") for key in session.actions):
        concerned |= session.workloads.keys()  # whether a vendor is in the running, all of them say
    if not concerned and not session.actions:
        return
    some = {key: workload for key, workload in session.workloads.items() if key in concerned}
    looked_at = session.model_copy(update={"workloads": some})
    for action in actions.actions(looked_at, content, date.max):
        if action.owner or action.due or not action.open or action.kind == "own":
            yield _action(action)


def _finds_out(workload: Workload) -> bool:
    """Whether somebody is named who finds out what was parked: that is whose action it is."""
    parts: tuple[Mapping[Any, Mark], ...] = (
        *(workload.axes, workload.rules, workload.conditions, workload.governance),
        *(workload.risks, workload.contract, workload.ownership),
    )
    return any(mark.finder for part in parts for mark in part.values())


def _subject(key: str) -> str:
    """The workload that an action is for, by its key."""
    kind, _, rest = key.partition(".")
    return rest.partition(".")[0] if kind == "workload" else ""


def _action(action: actions.Action) -> Row:
    of = (action.workload, action.vendor, action.owner, action.due, action.state, action.reason)
    return (action.id, action.kind, action.title, *of)
