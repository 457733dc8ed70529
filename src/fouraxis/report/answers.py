"""Every answer and note that a session holds, in words: nothing of it is lost on its way out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from fouraxis.content.language import noted, tr
from fouraxis.content.models import Content
from fouraxis.content.terms import ASKED_RULES, AXES, NOT_APPLICABLE, Axis
from fouraxis.report.recommendation import level_name, model_name
from fouraxis.workshop import actions, boards, catalogue, history, questions, standing, wording
from fouraxis.workshop.question import FOLLOW_UP, PROGRAMME, Question, State
from fouraxis.workshop.session import (
    Decision,
    FormerLevel,
    Mark,
    Proof,
    Session,
    SessionPath,
    Stamp,
    Step,
    Workload,
)

_SUBJECTS: Final = (("workloads",), ("vendors",))
_BESIDE: Final = {
    "note": noted("note"),
    "reason": noted("reason"),
    "evidence": noted("evidence"),
    "plan": noted("plan"),
    "vendor": noted("vendor"),
}
"""What can be written beside an answer, by kind, and what it is called."""

TEXTS: Final = tuple(_BESIDE)
"""The kinds of what can be written beside an answer."""

_LISTS: Final = {"motives": "yes", "not_motives": "no"}
_MARKS: Final = ("parked", "review")
_PUT_OFF: Final = ("parked_why", "finder")

CARRIED: Final = noted("carried over, not confirmed")
"""What is said of an answer that came from another session, and that nobody has confirmed."""


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One question, what the room answered, and what was written beside it.

    `value` is in words, empty while the question is open; `texts` are the note and its like by
    kind; `marks` say that it is parked, to be looked at again, or the vendor's word alone. `state`
    is `unknown` where it has to be found out, such as what is `claimed`. `because` says why a value
    holds that nobody gave here, `heading` what stands above its group, and `under` is the item that
    it is a detail of (the owner of a risk, say), `matter` what that is called, and `kind` how it
    is answered. What is `carried` came from another session, and this room has not confirmed it.
    """

    step: Step
    item: str
    name: str
    value: str
    texts: dict[str, str]
    marks: tuple[str, ...]
    state: State = "open"
    because: str = ""
    heading: str = ""
    under: str = ""
    matter: str = ""
    claimed: bool = False
    kind: str = "choice"
    carried: bool = False

    @property
    def full_name(self) -> str:
        """What is asked, where it stands alone: "Trained models: owner"."""
        return f"{self.matter}: {self.name}" if self.matter else self.name


class Kept(NamedTuple):
    """Something that the session holds and no question asks for: where it is, and what."""

    path: SessionPath
    value: str

    @property
    def where(self) -> str:
        """The place as the session file names it."""
        return ".".join(self.path)


class _Part(NamedTuple):
    """A workload, a vendor, or the session without them: its values by path, and those shown.

    `beside` has the values of each node by their names.
    """

    leaves: dict[SessionPath, str]
    beside: dict[SessionPath, dict[str, str]]
    shown: set[SessionPath]

    def tell(self, path: SessionPath) -> str:
        """The text at a path, which is thereby told; empty where there is none."""
        if text := self.leaves.get(path, ""):
            self.shown.add(path)
        return text


class Answers:
    """The answers of one session in words, and a record of which of its values have been told.

    A workload or vendor is looked into when it is first asked for, and let go once its rest is
    told, so that a large session is never held twice.
    """

    def __init__(self, session: Session, content: Content) -> None:
        self._session = session
        self._content = content
        self._parts: dict[SessionPath, _Part] = {}

    def of(self, group: str, subject: str) -> tuple[AnswerRow, ...]:
        """Every question about a workload or vendor that has an answer or anything beside it."""
        steps: tuple[Step, ...] = ("vendors",) if group == "vendors" else questions.WORKLOAD_STEPS
        node = getattr(self._session, group)[subject]
        shared = standing.programme_wide(self._session)
        asked = [
            question
            for step in steps
            for question in questions.asked(node, self._content, step, shared)
        ]
        return self._rows(asked, (group, subject))

    def of_programme(self) -> tuple[AnswerRow, ...]:
        """What the room agreed on once for all workloads, which then inherit it."""
        programme = PROGRAMME
        return self._rows(questions.of(self._session, self._content, "contract", programme), ())

    def _rows(self, asked: Sequence[Question], root: SessionPath) -> tuple[AnswerRow, ...]:
        """The questions with something to tell; a detail names its matter if that has nothing.

        `root` is where the paths of the questions start.
        """
        notes = frozenset((*root, *question.note_path) for question in asked)
        names = {question.item: question.name for question in asked}
        part = self._part(root)
        rows = [self._row(question, root, part, notes, names) for question in asked]
        spoken = [row for row in rows if row]
        items = {row.item for row in spoken}
        return tuple(
            replace(row, name=row.full_name, under="", matter="")
            if row.under and row.under not in items
            else row
            for row in spoken
        )

    def text_at(self, *path: str) -> str:
        """The text at a path, which is thereby told; empty where there is none."""
        return self._part(path).tell(path)

    def pass_over(self, *below: str) -> None:
        """Take what is at a path or below as told: something else says it, or nobody asks."""
        part = self._part(below)
        part.shown.update(path for path in part.leaves if path[: len(below)] == below)

    def rest(self, *root: str) -> tuple[Kept, ...]:
        """What a workload, a vendor or the session itself holds that was not told so far.

        No question asks for it.
        """
        part = self._part(root)
        unasked = [Kept(path, text) for path, text in part.leaves.items() if path not in part.shown]
        self._parts.pop(root, None)
        return tuple(unasked)

    def _part(self, path: SessionPath) -> _Part:
        root = path[:2] if path[:1] in _SUBJECTS else ()
        if root not in self._parts:
            self._parts[root] = self._opened(root)
        return self._parts[root]

    def _opened(self, root: SessionPath) -> _Part:
        node = getattr(self._session, root[0])[root[1]] if root else self._session
        without = None if root else {name for (name,) in _SUBJECTS}
        dumped = node.model_dump(mode="json", exclude_defaults=True, exclude=without)
        values = dict(_chosen(path, text) for path, text in leaves(dumped, root))
        beside: dict[SessionPath, dict[str, str]] = {}
        for path, text in values.items():
            beside.setdefault(path[:-1], {})[path[-1]] = text
        carried = {path for path in values if path[:-1] == (*root, "carried")}  # told by answers
        return _Part(values, beside, carried)

    def _row(
        self,
        question: Question,
        root: SessionPath,
        part: _Part,
        notes: frozenset[SessionPath],
        names: Mapping[str, str],
    ) -> AnswerRow | None:
        """One answer, or None; what several questions share is told with the first of them."""
        at = (*root, *question.path, question.field)
        value = "" if at in part.shown else part.tell(at)
        because = ""
        if not value and question.derived and _worth_telling(question):
            value, because = question.derived, question.because
        written = _beside(part, (*root, *question.mark_path), question.note_field, notes)
        if not value and not written:
            return None
        marks = list(_marks(written, self._content))
        state = _state(value, parked="parked" in written)
        claimed = bool(value) and self._claimed(question, root, part)
        if claimed:
            marks.append(self._content.vendors.marks["claimed"].name)
            state = "unknown"
        carried = bool(value) and not claimed and self._carried(at, root, part)
        if carried:
            marks.append(tr(CARRIED))
            state = "carried" if state != "unknown" else state
        under = question.item.rpartition(".")[0] if question.step != "axes" else ""
        return AnswerRow(
            step=question.step,
            item=question.item,
            name=_called(question),
            value=self._said(question, value),
            texts={name: written[name] for name in _BESIDE if name in written},
            marks=tuple(marks),
            state=state,
            because=because,
            heading=questions.heading_of(self._session, question),
            under=under if under in names else "",
            matter=names.get(under, ""),
            claimed=claimed or (question.field == "mark" and value == "claimed"),
            kind=question.kind,
            carried=carried,
        )

    @staticmethod
    def _carried(at: SessionPath, root: SessionPath, part: _Part) -> bool:
        """Whether an answer came from another session, unconfirmed."""
        return ".".join(at[len(root) :]) in part.beside.get((*root, "carried"), {}).values()

    def _claimed(self, question: Question, root: SessionPath, part: _Part) -> bool:
        """Whether the answer is the vendor's word alone; that is thereby told."""
        at = (*root, *question.mark_path, "claimed")
        claims = part.beside.get(at, {})
        ours = [key for key, claim in claims.items() if claim == question.field.replace("_", "-")]
        part.shown.update((*at, key) for key in ours)
        return bool(ours)

    def _said(self, question: Question, value: str) -> str:
        """An answer in words; what the room typed stays as it is."""
        for option in question.options:
            if option.id == value:
                return option.name
        words = self._content.setup.answers
        if question.options and value in words:  # unknown, not applicable, or a yes of before
            return words[value].name
        return value


def _called(question: Question) -> str:
    """What is asked, below a heading that says nothing of roles."""
    if question.item.startswith("role."):
        return tr("Role missing: {role}", role=question.name)
    return question.name


def _beside(
    part: _Part, mark: SessionPath, note: str, notes: frozenset[SessionPath]
) -> dict[str, str]:
    """What was written at an answer, and its marks; a note goes with its own question.

    Behind the note stands how the answer is known.
    """
    written = part.beside.get(mark, {})
    texts: dict[str, str] = {}
    for name in (*_BESIDE, *_MARKS, *_PUT_OFF):
        path = (*mark, name)
        if name not in written or path in part.shown or (path in notes and name != note):
            continue
        texts[name] = part.tell(path)
    if proof := _proof(part, (*mark, "proof")):
        texts["note"] = "\n".join(filter(None, (texts.get("note", ""), f"({proof})")))
    return texts


def _proof(part: _Part, path: SessionPath) -> str:
    """How an answer is known, in words, which is thereby told; empty where nobody has said."""
    given = part.beside.get(path)
    if not given:
        return ""
    proof = Proof.model_validate(
        {
            name: part.tell((*path, name))
            for name in Proof.model_fields
            if name in given and (*path, name) not in part.shown
        }
    )
    return questions.proof_words(proof)


def _marks(written: Mapping[str, str], content: Content) -> Iterator[str]:
    """The marks in words: with that it is parked, why, and who finds out."""
    reason, finder = written.get("parked_why", ""), written.get("finder", "")
    why = questions.put_off(Mark(parked_why=reason, finder=finder)) if reason or finder else ""
    for name in _MARKS:
        if name in written:
            word = content.setup.answers[name].name
            yield f"{word} ({why})" if why and name == "parked" else word
    if why and "parked" not in written:
        yield why


def _worth_telling(question: Question) -> bool:
    """What is known without being asked; not what is said once for all, or that none applies."""
    return not question.inherited and question.derived != NOT_APPLICABLE


def _chosen(path: SessionPath, value: str) -> tuple[SessionPath, str]:
    """A choice out of many, which the file keeps as a list: at its own name, as yes or no."""
    if len(path) == 4 and path[0] == "workloads" and path[2] in _LISTS:
        return (*path[:2], "motives", value), _LISTS[path[2]]
    return path, value


def _state(value: str, *, parked: bool) -> State:
    if value:
        if value == NOT_APPLICABLE:
            return "not-applicable"
        return "unknown" if value in FOLLOW_UP else "answered"
    return "parked" if parked else "open"


def kind_name(kind: str) -> str:
    """What a kind of text beside an answer is called: one of `TEXTS`."""
    return tr(_BESIDE[kind])


def leaves(value: Any, path: SessionPath = ()) -> Iterator[tuple[SessionPath, str]]:
    """Every single value of a tree with its path; what is empty is left out."""
    if isinstance(value, Mapping):
        for key, below in value.items():
            yield from leaves(below, (*path, str(key)))
    elif isinstance(value, list | tuple):
        for number, below in enumerate(value, 1):
            yield from leaves(below, (*path, str(number)))
    elif isinstance(value, bool):
        yield path, "yes" if value else "no"
    elif value is not None and value != "":
        yield path, str(value)


@dataclass(frozen=True, slots=True)
class Former:
    """Something about which the room has changed its mind: what it was until when, what it became.

    `item` is an axis, a rule, or `decision`, and `what` that is called. `basis` says what it rested
    on, `reason` what the room had written about it. `now` is empty where it was taken back. `by` is
    who decided so, `changed_by` who made it another one.
    """

    at: datetime
    workload: str
    name: str
    item: str
    what: str
    was: str
    now: str
    basis: str
    by: str
    reason: str
    changed_by: str = ""

    @property
    def rested(self) -> str:
        """What it rested on, who decided it, and who made it another one."""
        changed = tr("changed by {name}", name=self.changed_by) if self.changed_by else ""
        return ", ".join(filter(None, (self.basis, self.by, changed)))

    @property
    def day(self) -> str:
        """When it was replaced, as it is shown: the time of this place, to the minute."""
        return f"{self.at.astimezone():%Y-%m-%d %H:%M}"


def former(session: Session, content: Content, workload: str) -> tuple[Former, ...]:
    """What a workload was before: its levels, rules and decision, each from the oldest on.

    Behind them stands why its questions were parked before, and its actions dropped.
    """
    node = session.workloads[workload]
    lines = [*_levels(node, content), *_rules(node, content), *_decisions(node, content)]
    lines += _parkings(session, content, ("workloads", workload))
    lines += _drops(session, content, ("workload", workload))
    return tuple(replace(line, workload=workload, name=node.name) for line in lines)


def former_vendor(session: Session, content: Content, vendor: str) -> tuple[Former, ...]:
    """Why a vendor was out of the running before, and its questions parked."""
    node = session.vendors[vendor]
    now = tr("out") if node.disqualified else tr("back in the running")
    lines = [
        Former(
            *(
                history.moment(stamp),
                "",
                "",
                catalogue.DISQUALIFIED,
                tr("Out of the running"),
                tr("out"),
                now,
            ),
            *(held.at.date().isoformat() if held.at else "", held.by),
            *(held.reason, held.changed_by),
        )
        for stamp, held in sorted(node.earlier.items())
    ]
    lines += _parkings(session, content, ("vendors", vendor))
    lines += _drops(session, content, ("vendor", vendor))
    return tuple(replace(line, name=node.name) for line in lines)


def former_programme(session: Session, content: Content) -> tuple[Former, ...]:
    """Why something that is agreed for all workloads was parked before."""
    lines = (*_parkings(session, content, ("contract",)), *_drops(session, content, ("", "")))
    return tuple(replace(line, name=tr("all workloads")) for line in lines)


def _drops(session: Session, content: Content, about: tuple[str, str]) -> Iterator[Former]:
    """Why actions on a workload or vendor, or on neither, were dropped before."""
    were = {key: held for key, held in session.actions.items() if held.earlier}
    if not were:
        return
    titles = {each.id: each.title for each in actions.actions(session, content, date.max)}
    elsewhere = tr("something that is not called for now")
    states = {"done": tr("carried out"), "dropped": tr("dropped")}
    for key, held in were.items():
        kind, _, rest = key.partition(".")
        subject = (kind, rest.partition(".")[0])
        if held.title:
            there = held.workload in session.workloads
            subject = ("workload", held.workload or "") if there else ("", "")
        for stamp, before in sorted(held.earlier.items()) if subject == about else ():
            now = states.get(held.state or "", tr("not done yet"))
            yield Former(
                *(history.moment(stamp), "", ""),
                *(key, titles.get(key) or held.title or elsewhere, tr("dropped"), now),
                *("", "", before.reason, before.changed_by),
            )


def _retired(key: str, content: Content) -> str:
    """What is called so that is asked no more."""
    items = (asked.item for asked in catalogue.every_item(content) if asked.item.id == key)
    return next((item.name for item in items), wording.field_name(key))


def _parkings(session: Session, content: Content, root: SessionPath) -> Iterator[Former]:
    """Why questions below a place were parked before, and what each is answered now."""
    below: Any = session
    for key in root:
        below = below[key] if isinstance(below, dict) else getattr(below, key)
    marks = dict(history.parkings(below, root))
    if not marks:
        return
    asked: dict[SessionPath, Question] = {}
    subject = root[1] if len(root) > 1 else PROGRAMME
    for question in questions.every(session, content, subject):
        asked.setdefault(question.mark_path, question)
    naming, words = wording.Naming(content), content.setup.answers
    for path, mark in marks.items():
        item, what, now = path[-1], naming.place(path) or _retired(path[-1], content), ""
        if path in asked:
            item, what = asked[path].item, boards.full_name(session, content, asked[path])
            given = str(questions.value(session, asked[path]) or "")
            now = naming.value(asked[path].value_path, given) or given
        for stamp, held in sorted(mark.was_parked.items()):
            yield Former(
                *(history.moment(stamp), "", ""),
                *(item, what, words["parked"].name),
                words["parked"].name if mark.parked else now,
                tr("{name} finds out", name=held.finder) if held.finder else "",
                *("", held.reason, held.changed_by),
            )


def _successive(
    item: str, what: str, was: Mapping[Stamp, tuple[str, str, str, str, str]], now: str
) -> Iterator[Former]:
    """Values by when they were replaced: each with its basis, by whom, why, and who changed it."""
    stamps = sorted(was)
    became = [*(was[stamp][0] for stamp in stamps), now][1:]
    for stamp, after in zip(stamps, became, strict=True):
        value, *others = was[stamp]
        yield Former(history.moment(stamp), "", "", item, what, value, after, *others)


def _levels(node: Workload, content: Content) -> Iterator[Former]:
    for axis in AXES:
        answer = node.axis(axis)
        was = {
            stamp: (
                level_name(level.level, axis, content),
                _basis(level, axis, content),
                "",
                level.reason,
                level.changed_by,
            )
            for stamp, level in answer.earlier.items()
        }
        name = content.axes.axes[axis].name
        yield from _successive(axis, name, was, level_name(answer.level, axis, content))


def _basis(level: FormerLevel, axis: Axis, content: Content) -> str:
    """What a level rested on, in words."""
    if level.suggested is None:
        return tr("the room")
    if level.suggested == level.level:
        return tr("as its answers suggested")
    suggested = level_name(level.suggested, axis, content)
    return tr("the room; its answers suggested {level}", level=suggested)


def _rules(node: Workload, content: Content) -> Iterator[Former]:
    words = content.setup.answers
    for rule in ASKED_RULES:
        answer, asked = node.rule(rule), content.rules.rules[rule]
        was = {
            stamp: (asked.answered(held.answer, words), "", "", held.reason, held.changed_by)
            for stamp, held in answer.earlier.items()
        }
        now = asked.answered(answer.answer, words)
        yield from _successive(rule, asked.called, was, now)


def _decisions(node: Workload, content: Content) -> Iterator[Former]:
    was = {
        stamp: (
            model_name(decision.model, content),
            _kind(decision, content),
            decision.by,
            decision.reason,
            "",
        )
        for stamp, decision in node.earlier.items()
    }
    now = model_name(node.decision.model, content) if node.decision else ""
    name = content.summary.columns["decision"].name
    yield from _successive("decision", name, was, now)


def _kind(decision: Decision, content: Content) -> str:
    """How a decision stood beside what was recommended, and when it was made."""
    state = "agreed" if decision.kind == "as-recommended" else decision.kind
    name = content.summary.decisions[state].name
    return f"{name}, {decision.at:%Y-%m-%d}" if decision.at else name
