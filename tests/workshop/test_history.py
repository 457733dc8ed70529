"""Anything can be undone and redone, across the whole session."""

from fouraxis.workshop import edit
from fouraxis.workshop.history import History
from fouraxis.workshop.session import Session

NOTE = ("workloads", "chatbot", "axes", "sensitivity", "note")
LEVEL = ("workloads", "chatbot", "axes", "sensitivity", "level")


def test_undo_gives_the_very_session_from_before_and_redo_the_one_from_after(
    session: Session,
) -> None:
    history = History(session)
    answered = edit.set_at(session, LEVEL, "low")
    assert history.apply(answered, "Sensitivity: low")
    step = history.undo()
    assert step is not None
    assert step.label == "Sensitivity: low"
    assert history.session is session
    assert history.redo() is not None
    assert history.session is answered


def test_there_is_nothing_to_undo_or_redo_at_the_start(session: Session) -> None:
    history = History(session)
    assert history.undo() is None
    assert history.redo() is None
    assert history.undoable is None
    assert history.redoable is None


def test_a_new_edit_ends_what_could_be_redone(session: Session) -> None:
    history = History(session)
    history.apply(edit.set_at(session, LEVEL, "low"), "low")
    history.undo()
    history.apply(edit.set_at(session, LEVEL, "high"), "high")
    assert history.redo() is None


def test_an_edit_that_changes_nothing_is_no_step(session: Session) -> None:
    history = History(session)
    assert not history.apply(session, "nothing")
    assert not history.apply(session.model_copy(deep=True), "nothing")
    assert history.undoable is None


def test_moving_about_is_no_step_and_is_not_undone(session: Session) -> None:
    history = History(session)
    history.apply(edit.set_at(session, LEVEL, "low"), "low")
    there = edit.go(history.session, "rules", workload="chatbot")
    history.replace(there)
    assert not history.apply(edit.go(there, "summary"), "a move")
    history.replace(there)
    step = history.undo()
    assert step is not None
    assert step.place == session.place
    assert history.session.place == there.place
    assert history.session.workloads is session.workloads


def test_undo_says_where_the_edit_happened(session: Session) -> None:
    history = History(edit.go(session, "axes", workload="chatbot", item="sensitivity"))
    history.apply(edit.set_at(history.session, LEVEL, "low"), "low")
    history.replace(edit.go(history.session, "summary"))
    step = history.undo()
    assert step is not None
    assert (step.place.step, step.place.workload, step.place.item) == (
        "axes",
        "chatbot",
        "sensitivity",
    )


def test_undo_never_leaves_the_room_at_a_workload_that_is_not_there(session: Session) -> None:
    history = History(session)
    added, new = edit.add_workload(session, "New")
    history.apply(added, "add New")
    history.replace(edit.go(history.session, "axes", workload=new, item="maturity"))
    history.undo()
    assert history.session.place.workload is None
    history.redo()
    assert new in history.session.workloads


def test_the_letters_of_a_note_are_one_step(session: Session) -> None:
    history = History(session)
    for text in ("m", "mo", "moat"):
        history.apply(edit.set_at(history.session, NOTE, text), "note", coalesce="note")
    history.undo()
    assert history.session is session
    history.redo()
    assert history.session.workloads["chatbot"].axis("sensitivity").note == "moat"


def test_a_note_typed_and_deleted_again_is_no_step(session: Session) -> None:
    history = History(session)
    for text in ("m", ""):
        history.apply(edit.set_at(history.session, NOTE, text), "note", coalesce="note")
    assert history.undoable is None


def test_a_burst_ends_with_another_edit_an_undo_or_when_it_is_settled(session: Session) -> None:
    history = History(session)

    def type_note(text: str) -> None:
        history.apply(edit.set_at(history.session, NOTE, text), "note", coalesce="note")

    type_note("a")
    history.apply(edit.set_at(history.session, LEVEL, "low"), "low")
    type_note("b")
    history.settle()
    type_note("c")
    history.undo()
    history.redo()
    type_note("d")
    notes = []
    while history.undo():
        notes.append(history.session.workloads["chatbot"].axis("sensitivity").note)
    assert notes == ["c", "b", "a", "a", ""]


def test_only_so_many_steps_are_kept(session: Session) -> None:
    history = History(session, limit=3)
    for number in range(5):
        history.apply(edit.set_at(history.session, NOTE, str(number)), str(number))
    undone = 0
    while history.undo():
        undone += 1
    assert undone == 3
    assert history.session.workloads["chatbot"].axis("sensitivity").note == "1"


def test_the_order_of_workloads_is_undone_too(session: Session) -> None:
    history = History(session)
    assert history.apply(edit.move_workload(session, "chatbot", 1), "move")
    history.undo()
    assert list(history.session.workloads) == ["chatbot", "fraud-detection"]
