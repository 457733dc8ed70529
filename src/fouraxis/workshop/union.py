"""One workload out of two, with nothing of either lost, and two out of one.

Where both have an answer, that of the workload that stays holds; the other one's is written into
the note of the question, or into the description where a question has none. The decision stays
with what was decided: that of the other workload becomes a sentence of the description.
"""

from functools import cache
from typing import Any, Final

from pydantic import ValidationError

from fouraxis.content.language import tr
from fouraxis.content.models import Content
from fouraxis.workshop import catalogue, edit, wording
from fouraxis.workshop.session import Node, Session, SessionPath, Workload, next_round
from fouraxis.workshop.text import NOTE_LIMIT, EditError, explained, written

_APART: Final = frozenset({"name", "decision", "against", "not_motives"})
"""Fields that are no answers of their own."""


def split_workload(session: Session, workload: str, first: str, second: str) -> tuple[Session, str]:
    """The session with two workloads in the place of one, and the id of the second.

    Both have all answers and notes, and the same vendors are considered for both. The first keeps
    what belongs to the whole once: the decision, the chosen vendor, sprints and actions.

    Raises:
        EditError: there is no such workload, or the two are not named, each differently.
    """
    if not first.strip() or not second.strip() or first.strip() == second.strip():
        raise EditError(("workloads", workload, "name"), tr("the two parts need two names"))
    session, made = edit.duplicate_workload(session, workload, second)
    session = edit.set_at(session, ("workloads", workload, "name"), first)
    for key, vendor in session.vendors.items():
        if workload in vendor.workloads:
            session = edit.link_vendor(session, key, made)
    return session, made


def merge_workloads(session: Session, content: Content, into: str, other: str) -> Session:
    """The session in which a workload has become a part of another one.

    Sprints, links of vendors and actions of the other one are those of the merged one from now on.

    Raises:
        EditError: there is no such workload, it is the same one, something of the other one in the
            file cannot be read, or a note would become too long.
    """
    for key in (into, other):
        if key not in session.workloads or into == other:
            raise EditError(("workloads", key), tr("there is no such workload"))
    if any(aside.path[:2] == ("workloads", other) for aside in session.set_aside):
        raise EditError(("workloads", other), tr("something of it in the file cannot be read yet"))
    union = _Union(session, content, session.workloads[other].name)
    merged = union.workload(into, other)
    session = session.model_copy(
        update={
            "workloads": {**session.workloads, into: merged},
            "vendors": {
                key: union.vendor(vendor, into, other) for key, vendor in session.vendors.items()
            },
            "actions": union.actions(into, other),
        }
    )
    for key, vendor in session.vendors.items():
        if other in vendor.workloads:
            session = edit.link_vendor(session, key, into)
    return catalogue.arrange(edit.delete_workload(session, other), content)


class _Union:
    """Brings together what two workloads have; `name` is that of the one that is no more."""

    def __init__(self, session: Session, content: Content, name: str) -> None:
        self._session = session
        self._answers = content.setup.answers
        self._naming = wording.Naming(content)
        self._name = name

    def workload(self, into: str, other: str) -> Workload:
        """Both as one."""
        mine, theirs = self._session.workloads[into], self._session.workloads[other]
        sentences: list[str] = []
        merged = self._node(mine, theirs, ("workloads", into), sentences)
        if (decision := theirs.decision) is not None:
            path = ("workloads", into, "decision", "model")
            model = self._naming.value(path, decision.model) or decision.model
            day = written(decision.at.date()) if decision.at else ""
            more = map(str, (decision.model_extra or {}).values())
            parts = ", ".join(filter(None, (model, decision.by, day, *more)))
            sentences.append(
                f"{wording.field_name('decision')}: {parts}\n{decision.reason}".strip()
            )
        about = f"{tr('With “{name}”.', name=self._name)} {theirs.description}".strip()
        texts = (mine.description, about, *(f"{self._name}: {text}" for text in sentences))
        whole: Workload = merged.model_copy(update={"description": _joined(*texts)})
        self._check(whole, ("workloads", into))
        return whole

    def vendor(self, vendor: Any, into: str, other: str) -> Any:
        """The vendor with its sprint for the other workload at the merged one."""
        sprint = vendor.sprints.get(other)
        if sprint is None:
            return vendor
        sprints = {key: held for key, held in vendor.sprints.items() if key != other}
        path = ("vendors", "", "sprints", into)
        held = sprints.get(into)
        sprints[into] = sprint if held is None else self._node(held, sprint, path, [])
        self._check(sprints[into], path)
        return vendor.model_copy(update={"sprints": sprints})

    def actions(self, into: str, other: str) -> dict[str, Any]:
        """What was settled about actions, those of the other workload as the merged one's."""
        actions: dict[str, Any] = {}
        before = self._session.actions
        for name, settled in before.items():
            key = f".{name}.".replace(f".workload.{other}.", f".workload.{into}.")[1:-1]
            of_other = settled.workload == other
            action = settled.model_copy(update={"workload": into}) if of_other else settled
            held = actions.get(key) or (before.get(key) if key != name else None)
            if held is None:
                actions[key] = action
            else:
                mine, theirs = (held, action) if key != name else (action, held)
                actions[key] = self._node(mine, theirs, ("actions", key), [])
                self._check(actions[key], ("actions", key))
        return actions

    # -- part by part

    def _node(self, mine: Any, theirs: Any, path: SessionPath, sentences: list[str]) -> Any:
        """Both nodes as one. What does not hold is written into its note, else `sentences`."""
        kind: type[Node] = type(mine)
        lost: list[str] = sentences if "note" not in kind.model_fields else []
        values = {**dict(theirs), **dict(mine)}
        for name in dict(theirs):
            if name not in _APART and not (name == "description" and isinstance(mine, Workload)):
                theirs_is, mine_is = getattr(theirs, name), values[name]
                if mine_is and theirs_is and name in _notes(kind) and mine_is != theirs_is:
                    values[name] = _joined(mine_is, f"{self._name}: {theirs_is}")
                else:
                    values[name] = self._value(mine_is, theirs_is, (*path, name), lost)
        if "against" in values:
            values["against"] = (theirs if mine.level is None else mine).against
        if isinstance(mine, Workload):
            chosen = {*values["motives"]}
            denied = dict.fromkeys((*mine.not_motives, *theirs.not_motives))
            values["motives"] = tuple(m for m in values["motives"] if m not in mine.not_motives)
            values["not_motives"] = tuple(m for m in denied if m not in values["motives"])
            against = chosen & {*denied}
            lost += [self._said((*path, "motives", m), _motive(theirs, m)) for m in against]
        if lost is not sentences and lost:
            values["note"] = _joined(values["note"], *(f"{self._name}: {text}" for text in lost))
        return mine.model_copy(update=values)

    def _value(self, mine: Any, theirs: Any, path: SessionPath, lost: list[str]) -> Any:
        """Both values as one, as far as that is possible; mine where it is not."""
        if mine == theirs or _nothing(theirs):
            return mine
        if isinstance(mine, Node) and isinstance(theirs, Node):
            return self._node(mine, theirs, path, lost)
        if isinstance(mine, dict) and isinstance(theirs, dict):
            both = dict(mine)
            for key, value in theirs.items():
                if path[-1] == "votes":  # the rounds of both, one after the other
                    both |= {} if value in both.values() else {next_round(both): value}
                    continue
                held = both.get(key)
                both[key] = value if held is None else self._value(held, value, (*path, key), lost)
            return both
        if _nothing(mine):
            return theirs
        if isinstance(mine, tuple):
            return tuple(dict.fromkeys((*mine, *theirs)))
        lost.append(self._said(path, str(theirs)))
        return mine

    def _said(self, path: SessionPath, value: str) -> str:
        """An answer in the words of the room, under the name of its question if it has one."""
        words = self._naming.value(path, value) or value
        if value in self._answers:
            words = self._answers[value].name
        elif path[-1] == "chosen_vendor" and value in self._session.vendors:
            words = self._session.vendors[value].name
        name = self._naming.place(path) or (
            "" if path[-1] in _PLAIN else wording.field_name(path[-1])
        )
        return f"{name}: {words}" if name else words

    @staticmethod
    def _check(node: Node, path: SessionPath) -> None:
        """Do nothing where no text of a node has become too long.

        Raises:
            EditError: one has.
        """
        try:
            type(node).model_validate(node.model_dump())
        except ValidationError as error:
            raise EditError(path, explained(error)) from None


_PLAIN: Final = frozenset({"answer", "level", "mark", "side", "state"})
"""Fields that are the answer to the question that their table is about."""


@cache
def _notes(kind: type[Node]) -> frozenset[str]:
    """The fields of any number of lines, which take both texts."""
    return frozenset(
        name
        for name, field in kind.model_fields.items()
        if any(getattr(limit, "max_length", None) == NOTE_LIMIT for limit in field.metadata)
    )


def _motive(theirs: Workload, motive: str) -> str:
    return edit.chosen(theirs, "motives", motive) or ""


def _nothing(value: Any) -> bool:
    blank = isinstance(value, Node) and value == type(value).model_construct()
    return value is None or value is False or value in ("", (), {}) or blank


def _joined(*texts: str) -> str:
    return "\n".join(filter(None, texts))
