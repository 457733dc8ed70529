"""Undo and redo over everything: the session is a value, so history is a list of values.

What the room has changed its mind about is kept in the session itself, for good: the levels,
answers to rules, and decisions of before. That is what stood there at the beginning of the sitting,
or what a decision rested on; whatever is put right within a sitting leaves no trace. A sitting is
from opening a session until it is closed.

A reason that somebody gave is kept however young it is, once what it was given for is over: why a
question was parked, a vendor out of the running, or something decided.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple, TypeVar

from fouraxis.content.terms import ASKED_RULES, AXES, AskedRule, Axis
from fouraxis.workshop import edit, standing
from fouraxis.workshop.session import (
    Action,
    AxisAnswer,
    Decision,
    FormerAnswer,
    FormerLevel,
    Mark,
    Node,
    Place,
    RuleAnswer,
    Session,
    SessionPath,
    Sprint,
    Stamp,
    Time,
    Vendor,
    WasDisqualified,
    WasDropped,
    WasParked,
    Workload,
)

STEP_LIMIT: Final = 1_000
"""How many steps can be undone; older ones are forgotten first."""


class Step(NamedTuple):
    """An edit that can be undone or redone: what it was, and the place where it happened."""

    label: str
    place: Place


@dataclass(frozen=True, slots=True)
class _Entry:
    """A step with the session on its other side; `burst` is the key of a burst that may go on.

    `came_in` is what has to be brought into that session, since it came in after it was left.
    """

    step: Step
    session: Session
    burst: str | None = None
    came_in: tuple[Callable[[Session], Session], ...] = ()


class History:
    """The current session, and the way back and forth.

    Where the room is does not belong to the values that are undone: moving about makes no step, and
    undoing leaves the place as it is (as far as it still exists) and reports where to go. Nor does
    the time that was used: it does not come back.

    With a clock (`now`), what an edit changes the mind of the room about is kept in the session,
    with the name of whom it is changed `by`.
    """

    def __init__(
        self,
        session: Session,
        limit: int = STEP_LIMIT,
        now: Callable[[], datetime] | None = None,
        by: str = "",
    ) -> None:
        self._session = session
        self._begun = session
        self._limit = limit
        self._now = now
        self._by = by
        self._past: list[_Entry] = []
        self._future: list[_Entry] = []

    @property
    def session(self) -> Session:
        """The session as it is now."""
        return self._session

    @property
    def undoable(self) -> Step | None:
        """The step that `undo` would take back."""
        return self._past[-1].step if self._past else None

    @property
    def redoable(self) -> Step | None:
        """The step that `redo` would make again."""
        return self._future[-1].step if self._future else None

    def apply(
        self,
        session: Session,
        label: str,
        place: Place | None = None,
        coalesce: str | None = None,
    ) -> bool:
        """Make an edited session the current one; False if no value differs.

        Edits that follow one another under one `coalesce` key (the letters of a note) are one step.
        `place` is where the edit happened; by default where the room was before it.
        """
        if self._now is not None:
            session = with_former(self._session, session, self._begun, self._now(), self._by)
        return self._step(session, label, place, coalesce)

    def _step(
        self,
        session: Session,
        label: str,
        place: Place | None = None,
        coalesce: str | None = None,
    ) -> bool:
        before = self._session
        if same_values(before, session):
            self._session = session
            return False
        step = Step(label, place or before.place)
        self._session = session
        self._future.clear()
        top = self._past[-1] if self._past else None
        if top is None or coalesce is None or top.burst != coalesce:
            self._past.append(_Entry(step, before, coalesce))
            del self._past[: -self._limit]
        elif same_values(top.session, session):
            self._past.pop()
        else:
            self._past[-1] = _Entry(step, top.session, coalesce)
        return True

    def take_in(self, session: Session, label: str, onto: Callable[[Session], Session]) -> bool:
        """Make a session with what others changed the current one, as a step of its own.

        What was undone can still be done again: `onto` brings what the others changed into it, so
        that doing it again takes nothing of theirs away. False if no value differs.
        """
        undone = [replace(entry, came_in=(*entry.came_in, onto)) for entry in self._future]
        if not self._step(session, label):
            return False
        self._begun = onto(self._begun)
        self._future = undone
        return True

    def replace(self, session: Session) -> None:
        """Make this the current session without a step: for moves of the place."""
        self._session = session

    def settle(self) -> None:
        """End a burst: the next edit is a step of its own, whatever its key."""
        if self._past and self._past[-1].burst is not None:
            self._past[-1] = _Entry(self._past[-1].step, self._past[-1].session)

    def undo(self) -> Step | None:
        """Take back the last step; it is returned, with the place to go to."""
        return self._swap(self._past, self._future)

    def redo(self) -> Step | None:
        """Make the last undone step again; it is returned, with the place to go to."""
        return self._swap(self._future, self._past)

    def _swap(self, source: list[_Entry], target: list[_Entry]) -> Step | None:
        if not source:
            return None
        entry = source.pop()
        target.append(_Entry(entry.step, self._session))
        restored, here = entry.session, self._session.place
        for onto in entry.came_in:
            restored = onto(restored)
        place, time = edit.fitting(restored, here), _with_used(restored, self._session)
        if (place, time) != (restored.place, restored.time):
            restored = restored.model_copy(update={"place": place, "time": time})
        self._session = restored
        return Step(entry.step.label, edit.fitting(restored, entry.step.place))


def same_values(session: Session, other: Session) -> bool:
    """Whether two sessions hold the same answers in the same order, wherever the room is.

    How long it has been there makes no difference either.

    Parts that are the same objects are not looked into.
    """
    if session is other:
        return True
    return (
        list(session.workloads) == list(other.workloads)
        and list(session.vendors) == list(other.vendors)
        and session.model_copy(update={"place": other.place, "time": _with_used(session, other)})
        == other
    )


def _with_used(session: Session, clocked: Session) -> Time:
    """What a session says of its time, with what was used of it by another one."""
    time, used = session.time, clocked.time.used
    return time if time.used == used else time.model_copy(update={"used": used})


def stamp(at: datetime) -> Stamp:
    """The moment as a key of the session file: UTC, to the second."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H-%M-%SZ}"


def moment(stamp: Stamp) -> datetime:
    """The moment of such a key."""
    return datetime.strptime(stamp, "%Y-%m-%dT%H-%M-%SZ").replace(tzinfo=UTC)


def with_former(
    before: Session, after: Session, begun: Session, at: datetime, by: str = ""
) -> Session:
    """The edited session with what it replaced, where the room has changed its mind.

    Args:
        before: the session before the edit.
        after: the session after it.
        begun: the session at the beginning of the sitting.
        at: when that was.
        by: who made it; empty where nobody knows.
    """
    reasons = _Reasons(stamp(at), by, after.workloads)
    updates: dict[str, object] = {}
    for group in ("workloads", "vendors", "contract"):
        was, now = getattr(before, group), getattr(after, group)
        news = {}
        for key, node in now.items() if now is not was else ():
            old, first = was.get(key), getattr(begun, group).get(key)
            if old is None or old is node:
                continue
            kept = reasons.kept_in(node, old, first)
            if isinstance(kept, Workload):
                kept = _Past(old, first, stamp(at), by).kept_in(kept)
            if kept is not node:
                news[key] = kept
        if news:
            updates[group] = {**now, **news}
    if after.actions is not before.actions:
        dropped = reasons.drops(after, before.actions, begun.actions)
        if dropped:
            updates["actions"] = {**after.actions, **dropped}
    return after.model_copy(update=updates) if updates else after


class _Reasons:
    """Keeps why something was so, once it is over.

    Args:
        at: when the edit is made.
        by: who makes it.
        workloads: those that are left; a sprint goes with its workload.
    """

    def __init__(self, at: Stamp, by: str, workloads: Mapping[str, Workload]) -> None:
        self._at = at
        self._by = by
        self._workloads = workloads

    def kept_in(self, now: Any, was: Any, begun: Any) -> Any:
        """The edited part of a session with the reasons of before; parts that fit stay the same.

        `was` is that part before the edit, `begun` at the beginning of the sitting.
        """
        if now is was or was is None:
            return now
        if isinstance(now, dict):
            kept = {key: self._below(key, now, was, begun) for key in was}
            news = {key: part for key, part in kept.items() if part is not now.get(key)}
            return {**now, **news} if news else now
        if not isinstance(now, Node):
            return now
        updates: dict[str, object] = {}
        for name in type(now).model_fields:
            part, old = getattr(now, name), getattr(was, name)
            if part is not old and isinstance(part, dict | Node) and name != "earlier":
                kept = self.kept_in(part, old, getattr(begun, name, None))
                if kept is not part:
                    updates[name] = kept
        if isinstance(now, Mark):
            past = self._parkings(now, was, begun)
            if past != now.was_parked:
                updates["was_parked"] = past
        elif isinstance(now, Vendor) and now.disqualified != was.disqualified:
            updates["earlier"] = self._exclusions(now, was, begun)
        return now.model_copy(update=updates) if updates else now

    def _below(self, key: str, now: Any, was: Any, begun: Any) -> Any:
        """What a table has under a key; a mark that went when its question was taken up is back."""
        old, part = was[key], now.get(key)
        first = begun.get(key) if begun else None
        if part is not None or not isinstance(old, Mark):
            return self.kept_in(part, old, first)
        if isinstance(old, Sprint) and key not in self._workloads:
            return None
        blank = type(old)()
        kept = self.kept_in(blank, old, first)
        return kept if kept is not blank else None

    def _parkings(self, now: Mark, was: Mark, begun: Mark | None) -> dict[Stamp, WasParked]:
        """Why a question was parked before; what is put back as it was takes its trace with it."""
        past = {**was.was_parked, **now.was_parked}
        before, after = _put_off(was), _put_off(now)
        last = max(past, default=None)
        if before == after:
            return past
        young = last is not None and not (begun and last in begun.was_parked)
        if last is not None and young and (past[last].reason, past[last].finder) == after:
            return {at: held for at, held in past.items() if at != last}
        lost = any(old and old != new for old, new in zip(before, after, strict=True))
        stood = begun is not None and _put_off(begun) == before
        if lost and (stood or not now.parked) and self._at not in past:
            why, finder = before
            past[self._at] = WasParked(reason=why, finder=finder, changed_by=self._by)
        return past

    def drops(
        self, after: Session, was: Mapping[str, Action], begun: Mapping[str, Action]
    ) -> dict[str, Action]:
        """The actions that were dropped and are so no longer, with why that was.

        One that went because its workload or vendor is gone, or it was the room's own, stays gone.
        """
        kept: dict[str, Action] = {}
        for key, old in was.items():
            there = after.actions.get(key)
            if old is there or (there is None and (old.title or not _has_subject(after, key))):
                continue
            now, first = there or Action(), begun.get(key)
            past = self._dropped_before(now, old, first)
            if past != now.earlier:
                kept[key] = now.model_copy(update={"earlier": past})
        return kept

    def _dropped_before(
        self, now: Action, was: Action, begun: Action | None
    ) -> dict[Stamp, WasDropped]:
        past = {**was.earlier, **now.earlier}
        before, after = _dropped(was), _dropped(now)
        if before == after:
            return past
        last = max(past, default=None)
        young = last is not None and not (begun and last in begun.earlier)
        if last is not None and young and past[last].reason == after:
            return {at: held for at, held in past.items() if at != last}
        stood = begun is not None and _dropped(begun) == before
        if before and (stood or not after) and self._at not in past:
            past[self._at] = WasDropped(reason=before, changed_by=self._by)
        return past

    def _exclusions(
        self, now: Vendor, was: Vendor, begun: Vendor | None
    ) -> dict[Stamp, WasDisqualified]:
        """Why a vendor was out of the running before."""
        past = {**was.earlier, **now.earlier}
        stood = begun is not None and begun.disqualified == was.disqualified
        if was.disqualified and (stood or not now.disqualified) and self._at not in past:
            values = {**dict(was.disqualified), "changed_by": self._by}
            past[self._at] = WasDisqualified.model_validate(values)
        return past


def _dropped(action: Action) -> str:
    """Why an action is dropped; nothing where it is not."""
    return action.reason if action.state == "dropped" else ""


def _has_subject(session: Session, action: str) -> bool:
    """Whether the workload or vendor is there that a derived action is about."""
    kind, _, rest = action.partition(".")
    subjects = session.vendors if kind == "vendor" else session.workloads
    return rest.partition(".")[0] in subjects


def _put_off(mark: Mark) -> tuple[str, str]:
    """Why a question is parked, and who finds out; nothing where it is not."""
    return (mark.parked_why, mark.finder) if mark.parked else ("", "")


def parkings(node: object, root: SessionPath) -> Iterator[tuple[SessionPath, Mark]]:
    """Every mark below a part of the session, at `root`, that was parked before, with its path."""
    for path, mark in standing.put_off(node):
        if mark.was_parked:
            yield (*root, *path), mark


_Former = TypeVar("_Former", FormerLevel, FormerAnswer, Decision)


class _Past:
    """What of a workload is to be kept when it is edited.

    Args:
        was: the workload before the edit.
        begun: the workload at the beginning of the sitting; None where there was none.
        at: when the edit is made.
        by: who makes it.
    """

    def __init__(self, was: Workload, begun: Workload | None, at: Stamp, by: str) -> None:
        self._was = was
        self._by = by
        self._begun = begun
        self._at = at
        ground = was.decision.ground if was.decision else None
        self._levels: Mapping[Axis, str] = ground.levels if ground else {}
        self._answers: Mapping[AskedRule, str] = ground.answers if ground else {}
        self._decided_before = was.decision is not None and not (self._levels or self._answers)

    def kept_in(self, node: Workload) -> Workload:
        """The edited workload with what was there before."""
        updates: dict[str, object] = {}
        if node.axes is not self._was.axes:
            axes = {axis: self._axis(axis, node) for axis in AXES}
            updates["axes"] = {
                a: held for a, held in axes.items() if a in node.axes or held.earlier
            }
        if node.rules is not self._was.rules:
            rules = {rule: self._rule(rule, node) for rule in ASKED_RULES}
            updates["rules"] = {
                r: held for r, held in rules.items() if r in node.rules or held.earlier
            }
        if node.decision != self._was.decision:
            updates["earlier"] = self._decisions(node)
        changed = {name: new for name, new in updates.items() if new != getattr(node, name)}
        return node.model_copy(update=changed) if changed else node

    def _suggested(self, axis: Axis) -> str | None:
        """What the factors came to when the level of before was settled, as far as can be told.

        A level from an earlier sitting was settled on the factors of that sitting: what they were
        answered since took its ground away, or came too late to be one.
        """
        begun = self._begun
        stood = begun is not None and begun.axis(axis).level == self._was.axis(axis).level
        return standing.suggestion(begun if begun and stood else self._was, axis).level

    def _axis(self, axis: Axis, node: Workload) -> AxisAnswer:
        was, now = self._was.axis(axis), node.axis(axis)
        former = None
        if was.level is not None:
            former = FormerLevel(
                level=was.level,
                suggested=was.against or self._suggested(axis),
                reason=was.reason or was.note,
                changed_by=self._by,
            )
        begun = self._begun.axis(axis) if self._begun else AxisAnswer()
        rested = self._decided_before or self._levels.get(axis) == was.level
        earlier = self._earlier(
            {**was.earlier, **now.earlier},
            *(begun.earlier, former, was.level != now.level),
            returned=lambda last: last.level == now.level,
            stood=was.level == begun.level,
            rested=rested,
        )
        return now if earlier == now.earlier else now.model_copy(update={"earlier": earlier})

    def _rule(self, rule: AskedRule, node: Workload) -> RuleAnswer:
        was, now = self._was.rule(rule), node.rule(rule)
        former = None
        if was.answer:
            former = FormerAnswer(answer=was.answer, reason=was.note, changed_by=self._by)
        begun = self._begun.rule(rule) if self._begun else RuleAnswer()
        rested = self._decided_before or self._answers.get(rule) == was.answer
        earlier = self._earlier(
            {**was.earlier, **now.earlier},
            *(begun.earlier, former, was.answer != now.answer),
            returned=lambda last: last.answer == now.answer,
            stood=was.answer == begun.answer,
            rested=rested,
        )
        return now if earlier == now.earlier else now.model_copy(update={"earlier": earlier})

    def _decisions(self, node: Workload) -> dict[Stamp, Decision]:
        """Those of before; one that had lost its ground was a change of mind, however young.

        So was one for a model with a reason, once it is for another model, or for none.
        """
        was, now, begun = self._was.decision, node.decision, self._begun
        elsewhere = now is None or (was is not None and now.model != was.model)
        reasoned = was is not None and bool(was.reason) and elsewhere
        undated = now and now.model_copy(update={"at": None})
        return self._earlier(
            {**self._was.earlier, **node.earlier},
            *(begun.earlier if begun else {}, was, True),
            returned=lambda last: last.model_copy(update={"at": None}) == undated,
            stood=reasoned or (begun is not None and was == begun.decision),
            rested=was is not None and bool(standing.moved(was, self._was)),
        )

    def _earlier(
        self,
        earlier: dict[Stamp, _Former],
        begun: Mapping[Stamp, _Former],
        former: _Former | None,
        changed: bool,
        *,
        returned: Callable[[_Former], bool],
        stood: bool,
        rested: bool,
    ) -> dict[Stamp, _Former]:
        """What was there earlier, once an edit is made.

        Where an edit brings back what was replaced in this sitting, that was no change of mind.
        """
        if not changed or former is None:
            return earlier
        last = max(earlier, default=None)
        if last is not None and last not in begun and returned(earlier[last]) and not rested:
            return {at: held for at, held in earlier.items() if at != last}
        if (stood or rested) and self._at not in earlier:
            return dict(sorted({**earlier, self._at: former}.items()))
        return earlier
