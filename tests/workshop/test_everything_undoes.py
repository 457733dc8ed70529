"""Whatever a workshop does, in whatever order, can be undone to the start and redone to the end."""

# ruff: noqa: D102  (the name of a rule is its sentence)

from collections.abc import Iterator
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from fouraxis.workshop import edit, questions
from fouraxis.workshop.catalogue import arrange
from fouraxis.workshop.history import History, same_values
from fouraxis.workshop.session import Place, Session
from tests.workshop.nasty import NASTY
from tests.workshop.sessions import CONTENT, START, answered, asked

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
        self.history = History(START)
        self.values = [START]
        self.now = 0

    def apply(self, session: Session, coalesce: str | None = None) -> None:
        if self.history.apply(session, "an edit", coalesce=coalesce):
            del self.values[self.now + 1 :]
            self.values.append(session)
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
