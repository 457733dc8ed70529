"""Whatever a workshop does, in whatever order, can be undone to the start and redone to the end."""

# ruff: noqa: D102  (the name of a rule is its sentence)

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from hypothesis import settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from fouraxis.content.terms import PARTS
from fouraxis.store.merge import merge
from fouraxis.workshop import actions, edit, questions
from fouraxis.workshop.agenda import STEPS
from fouraxis.workshop.catalogue import arrange
from fouraxis.workshop.history import History, same_values
from fouraxis.workshop.session import Place, Session
from fouraxis.workshop.union import merge_workloads, split_workload
from tests.workshop.nasty import NASTY
from tests.workshop.sessions import CONTENT, START, answered, asked

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
names = st.sampled_from(("Chatbot", "日本語", *NASTY))


def texts(tree: Any) -> Iterator[str]:
    """Every text in plain tables."""
    if isinstance(tree, str):
        yield tree
    for part in tree.values() if isinstance(tree, dict) else ():
        yield from texts(part)


class Workshop(RuleBasedStateMachine):
    """A room that edits, moves about, undoes and redoes at random."""

    def __init__(self) -> None:
        super().__init__()
        ticks = count()
        self.history = History(START, now=lambda: NOON + timedelta(seconds=next(ticks)))
        self.values = [START]
        self.now = 0

    def apply(self, session: Session, coalesce: str | None = None) -> None:
        if self.history.apply(session, "an edit", coalesce=coalesce):
            del self.values[self.now + 1 :]
            self.values.append(self.history.session)
            self.now += 1

    def one_of(self, data: st.DataObject, group: str) -> str:
        entries: dict[str, object] = getattr(self.history.session, group)
        return data.draw(st.sampled_from(list(entries)), label=group)

    @rule(name=names)
    def add_a_workload(self, name: str) -> None:
        self.apply(edit.add_workload(self.history.session, name)[0])

    @rule(name=names)
    def add_a_vendor(self, name: str) -> None:
        linked = list(self.history.session.workloads)[:1]
        self.apply(edit.add_vendor(self.history.session, name, workloads=linked)[0])

    @rule(name=names)
    def somebody_joins(self, name: str) -> None:
        self.apply(edit.add_participant(self.history.session, name)[0])

    @precondition(lambda self: bool(asked(self.history.session)))
    @rule(data=st.data())
    def answer_something(self, data: st.DataObject) -> None:
        self.apply(data.draw(answered(self.history.session)))

    @precondition(lambda self: self.history.session.workloads)
    @rule(data=st.data())
    def decide(self, data: st.DataObject) -> None:
        workload = self.one_of(data, "workloads")
        session = self.history.session
        if session.workloads[workload].decision:
            self.apply(edit.undecide(session, workload))
        else:
            self.apply(edit.decide(session, workload, "internal-rnd", "override", reason="why"))

    @precondition(lambda self: self.history.session.workloads)
    @rule(data=st.data(), by=st.integers(-2, 2))
    def rearrange(self, data: st.DataObject, by: int) -> None:
        workload = self.one_of(data, "workloads")
        if by:
            self.apply(edit.move_workload(self.history.session, workload, by))
        else:
            self.apply(edit.duplicate_workload(self.history.session, workload)[0])

    @precondition(lambda self: self.history.session.workloads)
    @rule(data=st.data())
    def carry_maturity(self, data: st.DataObject) -> None:
        workload = self.one_of(data, "workloads")
        if edit.maturity_to_carry(self.history.session, workload):
            self.apply(edit.carry_maturity(self.history.session, workload))

    @precondition(lambda self: self.history.session.workloads)
    @rule(data=st.data())
    def delete_a_workload(self, data: st.DataObject) -> None:
        workload = self.one_of(data, "workloads")
        self.apply(edit.delete_workload(self.history.session, workload))

    @precondition(lambda self: self.history.session.vendors and self.history.session.workloads)
    @rule(data=st.data(), linked=st.booleans())
    def link_a_vendor(self, data: st.DataObject, linked: bool) -> None:
        vendor, workload = self.one_of(data, "vendors"), self.one_of(data, "workloads")
        self.apply(edit.link_vendor(self.history.session, vendor, workload, linked))

    @precondition(lambda self: self.history.session.vendors)
    @rule(data=st.data())
    def delete_a_vendor(self, data: st.DataObject) -> None:
        self.apply(edit.delete_vendor(self.history.session, self.one_of(data, "vendors")))

    @precondition(lambda self: self.history.session.workloads)
    @rule(data=st.data(), text=st.sampled_from(("", "a", "a thought ", *NASTY)))
    def type_on(self, data: st.DataObject, text: str) -> None:
        """What is typed into one field is one step, however often it is kept meanwhile."""
        path = ("workloads", self.one_of(data, "workloads"), "acceptance", "scope")
        before, now = self.values[self.now], self.history.session
        for typed in (text[:1], text):
            now = edit.set_at(now, path, typed)
            self.history.apply(now, "what success is", coalesce=".".join(path))
        self.history.settle()
        if not same_values(before, now):
            self.values[self.now + 1 :] = [now]
            self.now += 1
        elif self.history.redoable is None:  # typed and deleted again: what was undone is gone
            del self.values[self.now + 1 :]

    @precondition(lambda self: self.history.session.vendors)
    @rule(data=st.data())
    def choose_or_disqualify(self, data: st.DataObject) -> None:
        vendor, session = self.one_of(data, "vendors"), self.history.session
        if session.vendors[vendor].disqualified:
            self.apply(edit.requalify(session, vendor))
        elif data.draw(st.booleans()):
            self.apply(edit.choose_vendor(session, vendor, list(session.workloads)[:2]))
        else:
            self.apply(edit.disqualify(session, vendor, "too dear", at=START.created))

    @precondition(lambda self: len(self.history.session.workloads) > 1)
    @rule(data=st.data())
    def split_or_merge(self, data: st.DataObject) -> None:
        workload, session = self.one_of(data, "workloads"), self.history.session
        other = next(key for key in session.workloads if key != workload)
        if data.draw(st.booleans()):
            self.apply(split_workload(session, workload, "One half", "The other half")[0])
        else:
            self.apply(merge_workloads(session, CONTENT, workload, other))

    @rule(data=st.data())
    def plan(self, data: st.DataObject) -> None:
        session = self.history.session
        part, out = data.draw(st.sampled_from(PARTS)), data.draw(st.booleans())
        planned = edit.plan(session, data.draw(st.sampled_from(STEPS)), 20 if out else None)
        self.apply(edit.leave_out(planned, part, out))

    @rule(data=st.data())
    def settle_an_action(self, data: st.DataObject) -> None:
        session = self.history.session
        if not session.actions:
            self.apply(actions.agree(session, "Ask legal")[0])
            return
        key = data.draw(st.sampled_from(list(session.actions)), label="action")
        changed = data.draw(
            st.sampled_from(
                (
                    actions.assign(session, key, "Ana"),
                    actions.schedule(session, key, START.created.date()),
                    actions.conclude(session, key, "dropped", "no need"),
                    actions.annotate(session, key, "said twice"),
                    actions.reword(session, key, ""),
                )
            )
        )
        self.apply(changed)

    @rule(name=names)
    def somebody_else_saves(self, name: str) -> None:
        """What comes from outside is a step, and is in what can still be done again."""
        before = self.history.session
        merged = merge(before, before, edit.add_participant(before, name)[0])
        assert self.history.take_in(merged.session, "from outside", merged.onto)
        later = [merged.onto(value) for value in self.values[self.now + 1 :]]
        self.values[self.now + 1 :] = [merged.session, *later]
        self.now += 1

    @precondition(lambda self: self.history.session.workloads)
    @rule(data=st.data())
    def move_on(self, data: st.DataObject) -> None:
        workload = self.one_of(data, "workloads")
        self.history.replace(edit.go(self.history.session, "axes", workload=workload))

    @rule()
    def undo(self) -> None:
        if self.history.undo():
            self.now -= 1

    @rule()
    def redo(self) -> None:
        if self.history.redo():
            self.now += 1

    @invariant()
    def the_session_is_the_value_that_it_should_be(self) -> None:
        assert same_values(self.history.session, self.values[self.now])

    @invariant()
    def the_session_is_valid_and_made_fit_to_store(self) -> None:
        session = self.history.session
        tables = session.model_dump()
        assert Session.model_validate(tables) == session
        assert not any(set(text) & set("\x1b\x9b\x00\ud800") for text in texts(tables))

    @invariant()
    def nothing_points_at_what_is_gone(self) -> None:
        session = self.history.session
        assert session.place.workload in (None, *session.workloads)
        for vendor in session.vendors.values():
            assert set(vendor.workloads) <= set(session.workloads)

    @invariant()
    def answers_stand_in_the_order_of_the_content(self) -> None:
        assert arrange(self.history.session, CONTENT) is self.history.session

    @invariant()
    def no_empty_entry_is_left_behind(self) -> None:
        for question in asked(self.history.session):
            node = questions.at(self.history.session, question.mark_path)
            assert node is None or node != type(node)() or len(question.mark_path) == 3

    def teardown(self) -> None:
        while self.history.undo():
            pass
        assert same_values(self.history.session, START)
        while self.history.redo():
            pass
        assert same_values(self.history.session, self.values[-1])


Workshop.TestCase.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
TestWorkshop = Workshop.TestCase


def test_a_place_is_no_value() -> None:
    moved = START.model_copy(update={"place": Place(step="summary")})
    assert same_values(START, moved)
