"""`fouraxis ask`: the workshop as plain lines, and the same session as the screens."""

import errno
import os
import subprocess
import sys
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from fouraxis.cli.interview import Interview
from fouraxis.cli.main import fouraxis
from fouraxis.content.load import load
from fouraxis.disk.system import Disk, login
from fouraxis.store.read import read
from fouraxis.store.session_file import Lock
from fouraxis.workshop import edit, questions, votes
from fouraxis.workshop.carry import carried_on
from fouraxis.workshop.session import Session

CONTENT = load(None)


def ask(file: Path, *lines: str, screens: str = "") -> Result:
    """What is printed when these lines come in through a pipe."""
    options = ["--screens", screens] if screens else []
    text = "".join(f"{line}\n" for line in lines)
    result = CliRunner().invoke(fouraxis, [*options, "ask", str(file)], input=text)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def typed(interview: Interview, *lines: str) -> str:
    """What is read after these lines."""
    return "\n".join(text for line in lines for text in interview.hear(line))


def held(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text("utf-8"))


@pytest.fixture
def session(workshop: Path) -> Session:
    """A session with one workload about which nothing was said, and nobody in the room."""
    found = read(workshop).session
    for workload in tuple(found.workloads):
        found = edit.delete_workload(found, workload)
    found = found.model_copy(update={"participants": {}})
    for vendor in tuple(found.vendors):
        found = edit.delete_vendor(found, vendor)
    return edit.add_workload(found, "Chatbot")[0]


def test_a_whole_workload_is_answered_and_decided(session: Session) -> None:
    interview = Interview(session, CONTENT)
    given = {"text": "Ana", "number": "3", "date": str(date(2026, 12, 4))}
    met: list[str] = []
    while (question := interview.asked) is not None and question.item != "decision":
        assert question.item not in met, "asked twice in a row"
        met.append(question.item)
        typed(interview, given.get(question.kind, "1"))
    assert typed(interview, "as recommended", "it fits", "Ana Berg") == "Decided.\n" + typed(
        interview, ""
    )
    now = interview.session
    assert [
        question.item
        for step in questions.WORKLOAD_STEPS
        for question in questions.of(now, CONTENT, step, "chatbot")
        if questions.state(now, question) == "open"
    ] == []
    decision = now.workloads["chatbot"].decision
    assert decision is not None
    assert (decision.reason, decision.by) == ("it fits", "Ana Berg")
    assert len(met) > 100
    lost = "The decision on “Chatbot” is outdated"
    assert lost in typed(interview, "/go Axes", "/go Rules", "no")
    assert lost not in typed(interview, "no"), "it is said once, and in the summary"
    assert lost in typed(interview, "/summary")


def test_every_answer_is_in_the_file_and_the_screens_go_on_there(half_way: Path) -> None:
    before = held(half_way)
    result = ask(half_way, "/go Axes", "1", "medium", "/quit")
    assert result.exit_code == 0
    assert result.stdout.rstrip().endswith("Saved.")
    place = held(half_way)["place"]
    assert (place["step"], place["workload"], place["item"]) == (
        "axes",
        before["place"]["workload"],
        "sensitivity.customer-decision-impact",
    )
    factors = held(half_way)["workloads"][place["workload"]]["axes"]["sensitivity"]["factors"]
    assert factors["ip-exposure"]["level"] == "low"
    assert factors["regulatory-exposure"]["level"] == "medium"
    again = ask(half_way)
    assert "Axes, 3 of 13." in again.stdout, "the end of the input leaves, and it is resumed there"


def test_in_a_pipe_and_a_dumb_terminal_nothing_is_drawn(half_way: Path) -> None:
    command = [sys.executable, "-m", "fouraxis", "ask", str(half_way)]
    lines = b"1\n=\n/summary\n\xff\xfe\x1b[2J\n/note \x1b]52;c;aGk=\x07 odd\n"
    env = {**os.environ, "TERM": "dumb"}
    done = subprocess.run(command, input=lines, capture_output=True, env=env, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert not {byte for byte in done.stdout if byte < 0x20} - {0x0A}
    assert b"\x1b" not in half_way.read_bytes()


def test_what_is_typed_is_a_number_a_name_or_a_command(session: Session) -> None:
    interview = Interview(session, CONTENT)
    typed(interview, "/go axes")
    at = interview.session.place.item
    assert "1 to 3, or 0" in typed(interview, "4")
    assert "1 to 3, or 0" in typed(interview, "five")
    assert "There is no command /nope" in typed(interview, "/nope")
    assert "no workload, vendor or part called “mars”" in typed(interview, "/go mars")
    assert interview.session.place.item == at
    assert typed(interview, "HIGH") == "IP exposure: high."
    assert typed(interview, "<", "/clear") == "IP exposure: taken back."
    assert typed(interview, "/unknown") == "IP exposure: unknown."
    assert typed(interview, "/park") == "Regulatory exposure: parked."
    assert typed(interview, "<", "/note //as said") == "Noted."
    assert (
        interview.session.workloads["chatbot"]
        .axes["sensitivity"]
        .factors["regulatory-exposure"]
        .note
        == "//as said"
    )
    lines = "\n".join(interview.question())
    assert "Parked." in lines
    assert "Note: //as said" in lines
    typed(interview, "/go rules", "", "", "")
    assert interview.asked is not None
    assert interview.asked.kind == "text"
    assert typed(interview, "//etc/hosts is in scope").endswith(": /etc/hosts is in scope.")


def test_nought_is_unknown_where_that_is_an_answer(session: Session) -> None:
    interview = Interview(session, CONTENT)
    typed(interview, "/go axes")
    assert list(interview.question())[-1] == "0 unknown"
    assert typed(interview, "0") == "IP exposure: unknown."
    typed(interview, "/go profile")
    assert interview.asked is not None
    assert not interview.asked.unknown
    count = len(interview.asked.options)
    assert typed(interview, "0") == (f"That is no answer here. Type a number from 1 to {count}.")


def test_what_a_command_cannot_use_is_said_and_nothing_is_done(session: Session) -> None:
    interview = Interview(session, CONTENT)
    typed(interview, "1", "/undo 2", "/clear it", "/unknown so far", "/quit now")
    assert typed(interview, "/undo 2") == "Nothing was done: /undo takes no text."
    assert not interview.over
    assert typed(interview, "/undo") == "Taken back: Strategy and architecture."
    at_decision = edit.go(session, "summary", workload="chatbot", item="decision")
    assert "is not parked" in typed(Interview(at_decision, CONTENT), "/park later")


def test_the_answers_are_read_once_and_again_on_demand(session: Session) -> None:
    interview = Interview(session, CONTENT)
    typed(interview, "/go axes")
    assert any(line.startswith("1 ") for line in interview.question())
    typed(interview, "five")
    assert not any(line.startswith("1 ") for line in interview.question())
    assert "Lands on: not placed yet: Sensitivity, Maturity" in typed(interview, "=")
    assert any(line.startswith("1 ") for line in interview.question())


def test_where_a_workload_lands_is_said_when_it_moves(session: Session) -> None:
    interview = Interview(session, CONTENT)
    for axis, level in (("sensitivity", "high"), ("maturity", "none"), ("certainty", "low")):
        session = edit.set_at(session, ("workloads", "chatbot", "axes", axis, "level"), level)
    interview = Interview(edit.go(session, "axes", workload="chatbot", item="readiness"), CONTENT)
    assert "Lands on: Do not outsource" in typed(interview, "1")
    assert "Lands on" not in typed(interview, "2", "2")


def test_a_decision_is_asked_with_what_is_recommended(session: Session) -> None:
    interview = Interview(edit.go(session, "summary", workload="chatbot"), CONTENT)
    assert "Lands on: not placed yet: Sensitivity" in "\n".join(interview.question())
    for axis, level in (("sensitivity", "high"), ("maturity", "none"), ("certainty", "low")):
        session = edit.set_at(session, ("workloads", "chatbot", "axes", axis, "level"), level)
    session = edit.set_at(session, ("workloads", "chatbot", "axes", "readiness", "level"), "poc")
    interview = Interview(edit.go(session, "summary", workload="chatbot"), CONTENT)
    assert "Lands on: Do not outsource" in "\n".join(interview.question())


def test_a_change_is_taken_back_and_made_again(session: Session) -> None:
    interview = Interview(session, CONTENT)
    assert typed(interview, "/undo") == "Nothing to take back."
    typed(interview, "/add Tariff advice", "1")
    with_answer = interview.session
    assert typed(interview, "/undo") == "Taken back: Strategy and architecture."
    assert typed(interview, "/undo") == "Taken back: Tariff advice added."
    assert list(interview.session.workloads) == ["chatbot"]
    assert "Made again" in typed(interview, "/redo", "/redo")
    assert interview.session.workloads == with_answer.workloads
    assert typed(interview, "/redo") == "Nothing to make again."


def test_a_session_without_workloads_says_what_to_do(session: Session) -> None:
    interview = Interview(edit.delete_workload(session, "chatbot"), CONTENT)
    nothing = "There is no workload yet. /add NAME adds one."
    assert list(interview.question()) == [nothing]
    for line in ("1", "", "<", ">", "=", "?", "/park", "/clear", "/note x", "/summary", "/go x"):
        typed(interview, line)
    assert "cannot be done" in typed(interview, "/add ")
    typed(interview, "/add First")
    assert interview.asked is not None


def test_what_others_saved_meanwhile_stays(session: Session) -> None:
    interview = Interview(session, CONTENT)
    typed(interview, "1")

    def onto(current: Session) -> Session:
        return edit.set_at(current, ("organisation",), "Theirs")

    interview.take_in(onto(interview.session), onto)
    assert interview.session.organisation == "Theirs"
    assert typed(interview, "/undo") == "Taken back: what came from outside."
    assert typed(interview, "/redo") == "Made again: what came from outside."
    assert interview.session.organisation == "Theirs"


def test_a_decision_against_the_recommendation_needs_a_reason(workshop: Path) -> None:
    opened = read(workshop).session
    workload = next(iter(opened.workloads))
    interview = Interview(edit.go(opened, "summary", workload=workload, item="decision"), CONTENT)
    assert "That cannot be done" in typed(interview, "do-not-outsource", "", "Ana")
    typed(interview, "do-not-outsource", "too early", "Ana")
    decision = interview.session.workloads[workload].decision
    assert decision is not None
    assert (decision.model, decision.kind) == ("do-not-outsource", "override")


def test_one_that_somebody_has_open_is_left_alone(half_way: Path) -> None:
    other = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        lock = Lock(half_way).acquire()
        text = lock.file.read_text("utf-8").replace(f'"pid": {os.getpid()}', f'"pid": {other.pid}')
        lock.file.write_text(text, "utf-8")
        result = ask(half_way, "1")
    finally:
        other.communicate(b"\n")
    assert result.exit_code == 1
    assert "is open by" in result.stderr
    assert "Answer" not in result.stdout


def test_it_speaks_the_language_of_the_content(half_way: Path) -> None:
    result = ask(half_way, "?", "/quit", screens="de")
    assert result.stdout.rstrip().endswith("Gespeichert.")
    assert "Die Nummer einer Antwort oder ihren Namen eingeben" in result.stdout


@pytest.mark.parametrize(("walk", "then"), [("by-workload", "chatbot"), ("by-part", "second")])
def test_the_questions_come_in_the_order_of_the_walk(
    session: Session, walk: str, then: str
) -> None:
    session = edit.set_at(edit.add_workload(session, "Second")[0], ("walk",), walk)
    last = questions.of(session, CONTENT, "profile", "chatbot")[-1].item
    interview = Interview(edit.go(session, "profile", workload="chatbot", item=last), CONTENT)
    typed(interview, "")
    assert interview.asked is not None
    assert (interview.asked.step, interview.asked.subject) == (
        "axes" if then == "chatbot" else "profile",
        then,
    )


def test_votes_are_read_with_the_level_on_which_they_were_taken(session: Session) -> None:
    session, ana = edit.add_participant(session, "Ana Lund", "expert")
    at = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
    session = votes.cast(session, "chatbot", "sensitivity", {ana: "low"}, at)
    session = edit.go(session, "axes", workload="chatbot", item="sensitivity")
    assert "Round 1: low: Ana Lund" in "\n".join(Interview(session, CONTENT).question())


def test_a_vote_is_taken_in_two_rounds_and_who_differs_is_asked_why(session: Session) -> None:
    people = ("Ana Lund", "Bo Ek", "Cy Moe")
    for name in people:
        session, _ = edit.add_participant(session, name, "expert")
    interview = Interview(edit.go(session, "axes", workload="chatbot", item="sensitivity"), CONTENT)
    typed(interview, "/vote")
    assert list(interview.question()) == [
        "Ana Lund: 1 low, 2 medium, 3 high, 0 unsure, - absent?",
    ]
    assert typed(interview, "1 4") == "3 hands are missing. A digit, 0 for unsure, - for absent."
    too_many = "These are 4 hands; 3 hands are missing. A digit, 0 for unsure, - for absent."
    assert typed(interview, "1 2 3 1") == too_many
    assert typed(interview, "/vote 1 2 3 1") == too_many
    assert typed(interview, "1") == ""
    assert "".join(interview.question()).startswith("Bo Ek: ")
    said = typed(interview, "3-")
    assert said == "Spread: low to high.\nFirst to speak: Ana Lund, then Bo Ek."
    assert typed(interview, "/vote 2, 2, 0").endswith("agree: medium.")
    typed(interview, "/vote", "1 2 0", "2")
    assert "".join(interview.question()).startswith("Ana Lund is for low. What is the objection?")
    typed(interview, "The data is public", "", "A contract")
    answer = interview.session.workloads["chatbot"].axis("sensitivity")
    assert len(answer.votes) == 3
    assert answer.level == "medium"
    assert {who: given.model_dump() for who, given in answer.dissent.items()} == {
        "ana-lund": {"what": "The data is public", "why": "", "change": "A contract"}
    }
    assert interview.asked is not None
    assert interview.asked.item != "sensitivity", "it goes on"
    typed(interview, "<", "/less")
    assert interview.session.workloads["chatbot"].axis("sensitivity").confidence == "low"
    typed(interview, "/undo", "/undo", "/undo", "/undo", "/undo")
    assert len(interview.session.workloads["chatbot"].axis("sensitivity").votes) == 2


def test_what_was_carried_over_is_counted_and_confirmed_by_the_same_answer(
    session: Session,
) -> None:
    path = ("workloads", "chatbot", "axes", "sensitivity", "level")
    then = datetime(2027, 2, 26, 9, 0, tzinfo=UTC)
    carried = carried_on(edit.set_at(session, path, "low"), CONTENT, "0198c0df", then)
    at_axis = edit.go(carried, "axes", workload="chatbot", item="sensitivity")
    interview = Interview(at_axis, CONTENT)
    assert "Carried over, not confirmed: 1." in typed(interview, "=")
    assert "Answer now: low (carried)." in "\n".join(interview.question())
    assert "Carried over" not in typed(interview, "1", "=")


def test_a_command_leaves_what_was_asked_in_between(session: Session) -> None:
    session, _ = edit.add_participant(session, "Ana Lund", "expert")
    at_axis = edit.go(session, "axes", workload="chatbot", item="sensitivity")
    interview = Interview(at_axis, CONTENT)
    typed(interview, "/vote", "<")
    assert interview.session.workloads["chatbot"].axes == {}
    assert interview.asked is not None
    typed(interview, "/go certainty")
    assert interview.asked.item == "certainty"
    typed(interview, "<", "/vote")
    assert "".join(interview.question()).startswith("Ana Lund: ")
    assert interview.session.place.item == "certainty"
    typed(interview, "/quit")
    assert interview.over
    assert "go there first" in typed(Interview(session, CONTENT), "/vote")


def test_why_a_question_is_parked_and_what_was_before_are_told(session: Session) -> None:
    session, _ = edit.add_participant(session, "Lena Ott", "expert")
    at_axis = edit.go(session, "axes", workload="chatbot", item="sensitivity")
    interview = Interview(at_axis, CONTENT)
    assert "parked: no figures; Lena Ott finds out." in typed(interview, "/park no figures @len")
    assert "Nothing else was settled here before." in typed(interview, "/history")
    settled = edit.set_at(
        interview.session, ("workloads", "chatbot", "axes", "sensitivity", "level"), "low"
    )
    later = Interview(edit.go(settled, "axes", workload="chatbot", item="sensitivity"), CONTENT)
    assert "Sensitivity, until 2" in typed(later, "3", "/history")
    assert f"changed by {login()}" in typed(later, "/history")


def test_a_vote_says_why_there_is_none_and_what_it_comes_to(session: Session) -> None:
    at_axis = edit.go(session, "axes", workload="chatbot", item="sensitivity")
    lea, _ = edit.add_participant(at_axis, "Lea Quist", "facilitator")
    assert "Nobody who votes is here" in typed(Interview(lea, CONTENT), "/vote")
    two = lea
    for name in ("Ana Lund", "Bo Ek"):
        two, _ = edit.add_participant(two, name, "expert")
    interview = Interview(two, CONTENT)
    assert typed(interview, "/vote 1 1") == "All who named a level agree: low."
    assert typed(interview, "/vote 0 -") == "", "nobody named a level"
    assert len(interview.session.workloads["chatbot"].axis("sensitivity").votes) == 2
    assert "go there first" in typed(interview, "/go Rules", "/surer")
    assert "go there first" in typed(interview, "/vote")


def test_an_objection_that_nobody_wants_to_name_is_left_out(session: Session) -> None:
    for name in ("Ana Lund", "Bo Ek"):
        session, _ = edit.add_participant(session, name, "expert")
    at_axis = edit.go(session, "axes", workload="chatbot", item="sensitivity")
    interview = Interview(at_axis, CONTENT)
    typed(interview, "/vote 1 3", "2")
    assert "".join(interview.question()).startswith("Ana Lund is for low.")
    assert typed(interview, "") == "", "Ana says nothing: the next one is asked"
    assert "".join(interview.question()).startswith("Bo Ek is for high.")
    typed(interview, "Fines")
    assert "Why?" in "".join(interview.question())
    typed(interview, "/open")
    dissent = interview.session.workloads["chatbot"].axis("sensitivity").dissent
    assert {who: given.what for who, given in dissent.items()} == {"bo-ek": "Fines"}


def test_a_vendors_word_alone_is_told_as_that(session: Session) -> None:
    session, vendor = edit.add_vendor(session, "Brightworks", workloads=["chatbot"])
    flag = questions.find(session, CONTENT, vendor, "clean-data-demo")
    for field, given in (("answer", "yes"), ("claimed", ("answer",))):
        session = edit.set_at(session, (*flag.value_path[:-1], field), given)
    there = edit.go(session, "vendors", vendor=vendor, item=flag.item)
    assert "Answer now: heard (claimed)." in "\n".join(Interview(there, CONTENT).question())
    assert "(claimed)" not in "\n".join(
        Interview(edit.set_at(there, flag.value_path, None), CONTENT).question()
    )


def test_where_it_cannot_be_saved_it_says_so_once_and_at_the_end(
    half_way: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = half_way.read_bytes()

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Disk, "write", full)
    result = ask(half_way, "/go Axes", "1", "medium", "/quit")
    assert result.exit_code == 1
    assert result.stdout.count("Not saved: ") == 1
    assert "Saved." not in result.stdout
    assert "not saved" in result.stderr
    assert half_way.read_bytes() == before
