"""A session of an older schema opens with nothing lost, and says what was carried where."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given

from fouraxis.store.format import loads
from fouraxis.store.merge import merge
from fouraxis.workshop import edit
from fouraxis.workshop.session import Session
from tests.examples import examples
from tests.store.samples import PATH, agree, sessions, written

GOLDEN = Path(__file__).parent / "golden"
ONE = (GOLDEN / "schema-1.toml").read_bytes()
TWO = (GOLDEN / "schema-2.toml").read_bytes()
SPRINT = {
    "weeks": 3,
    "paid": "yes",
    "note": "went well",
    "outputs": {"working-artifact": "yes"},
    "verdict": "proceed",
    "later-key": 5,
}


def first_schema(sprint: Any, *links: str) -> bytes:
    """A file of the first schema, with this sprint of a vendor linked to these workloads."""
    tree = tomllib.loads(ONE.decode())
    del tree["saved"]
    tree["vendors"]["brightworks"] |= {"sprint": sprint, "workloads": list(links)}
    return tomli_w.dumps(tree).encode()


def test_the_golden_file_of_this_schema_opens_without_a_word_and_is_written_as_it_was() -> None:
    loaded = loads(TWO, PATH)
    assert loaded.notices == ()
    assert written(loaded.session) == TWO


def test_a_sprint_goes_to_the_only_workload_that_its_vendor_is_considered_for() -> None:
    loaded = loads(first_schema(SPRINT, "support-chatbot"), PATH)
    (notice,) = loaded.notices
    assert "vendors.brightworks.sprints.support-chatbot (line " in notice
    assert "'Brightworks' now stands with 'Customer support chatbot'" in notice
    again = tomllib.loads(written(loaded.session).decode())
    assert again["vendors"]["brightworks"]["sprints"] == {"support-chatbot": SPRINT}
    assert "sprint" not in again["vendors"]["brightworks"]


@pytest.mark.parametrize("links", [(), ("support-chatbot", "pricing"), ("gone",)])
def test_a_sprint_that_may_be_for_none_or_several_is_kept_and_claimed_for_none(
    links: tuple[str, ...],
) -> None:
    loaded = loads(first_schema(SPRINT, *links), PATH)
    assert "says not for which workload" in loaded.notices[0]
    vendor = loaded.session.vendors["brightworks"]
    assert vendor.sprints == {}
    again = tomllib.loads(written(loaded.session).decode())
    assert again["vendors"]["brightworks"]["sprint"] == SPRINT
    placed = edit.place_sprint(loaded.session, "brightworks", "pricing")
    again = tomllib.loads(written(placed).decode())
    assert again["vendors"]["brightworks"]["sprints"] == {"pricing": SPRINT}
    assert "sprint" not in again["vendors"]["brightworks"]


@pytest.mark.parametrize("sprint", ["none", 3, [], {}, ["a"]])
def test_what_is_no_sprint_is_said_as_ever(sprint: Any) -> None:
    loaded = loads(first_schema(sprint, "support-chatbot"), PATH)
    assert not any("stands with" in notice for notice in loaded.notices)
    wrong = [aside.value for aside in loaded.session.set_aside]
    assert wrong == ([] if sprint == {} else [sprint])


def test_a_wrong_value_in_a_sprint_is_named_with_the_line_where_it_stands() -> None:
    data = ONE.replace(b"weeks = 3", b"weeks = 300")
    line = data[: data.index(b"weeks = 300")].count(b"\n") + 1
    assert f"weeks = 300 (line {line})" in " ".join(loads(data, PATH).notices)


def test_a_comment_goes_with_the_sprint_that_it_is_about() -> None:
    data = ONE.replace(b"weeks = 3", b"# not in August\nweeks = 3  # at most")
    text = written(loads(data, PATH).session).decode()
    assert "[vendors.brightworks.sprints.support-chatbot]\n# not in August\nweeks = 3 # at" in text


def test_nothing_but_the_sprint_and_the_schema_differs_once_it_is_saved() -> None:
    before = tomllib.loads(ONE.decode())
    after = tomllib.loads(written(loads(ONE, PATH).session).decode())
    vendor = before["vendors"]["brightworks"]
    vendor["sprints"] = {"support-chatbot": vendor.pop("sprint")}
    assert {**before, "schema": 2, "saved": 0} == {**after, "saved": 0}


@given(sessions())
@examples(12)
def test_any_session_of_the_first_schema_keeps_all_that_it_says(session: Session) -> None:
    vendors = {key: one.model_copy(update={"sprints": {}}) for key, one in session.vendors.items()}
    session = session.model_copy(update={"vendors": vendors})
    kept = written(session)  # without what says nothing
    tree = tomllib.loads(kept.decode())
    del tree["saved"]
    opened = loads(tomli_w.dumps({**tree, "schema": 1}).encode(), PATH).session
    for key, vendor in loads(kept, PATH).session.vendors.items():
        now = opened.vendors[key]
        assert vendor.sprint in (now.sprint, *now.sprints.values())
    back = {
        key: one.model_copy(update={"sprint": vendors[key].sprint, "sprints": {}})
        for key, one in opened.vendors.items()
    }
    assert agree(opened.model_copy(update={"vendors": back}), session)
    assert agree(loads(written(opened), PATH).session, opened)


def test_versions_of_both_schemas_are_merged_answer_by_answer() -> None:
    base = loads(ONE, PATH).session
    path = ("vendors", "brightworks", "sprints", "support-chatbot")
    theirs = loads(ONE.replace(b"weeks = 3", b"weeks = 4"), PATH).session
    merged = merge(base, edit.set_at(base, (*path, "verdict"), "proceed"), theirs)
    assert merged.conflicts == ()
    sprint = merged.session.vendors["brightworks"].sprint_for("support-chatbot")
    assert (sprint.weeks, sprint.paid, sprint.verdict) == (4, "yes", "proceed")


def test_what_was_settled_of_one_action_is_merged_field_by_field() -> None:
    base = loads(TWO, PATH).session
    path = ("actions", "workload.support-chatbot.legal")
    mine = edit.set_at(base, (*path, "owner"), "Bo")
    theirs = edit.set_at(base, (*path, "due"), "2027-01-15")
    merged = merge(base, mine, theirs)
    assert merged.conflicts == ()
    assert b'owner = "Bo"\ndue = 2027-01-15\nstate = "open"\n' in written(merged.session)


@pytest.mark.parametrize("wrong", ["2026-12-04T09:00:00Z", '"2026-12-04"', "20261204", "true"])
def test_a_day_is_written_as_a_day(wrong: str) -> None:
    data = TWO.replace(b"due = 2026-12-04", f"due = {wrong}".encode())
    loaded = loads(data, PATH)
    assert any("must be a date such as" in notice for notice in loaded.notices)
    assert f"due = {wrong}\n".encode() in written(loaded.session)


def test_what_names_a_workload_or_vendor_goes_when_that_goes() -> None:
    session = loads(TWO, PATH).session
    without = edit.delete_workload(session, "support-chatbot")
    assert list(without.actions) == ["own-1"]
    assert without.vendors["brightworks"].sprints == {}
    assert edit.delete_workload(session, "pricing").actions["own-1"].workload is None
    without = edit.delete_vendor(session, "brightworks")
    assert without.workloads["support-chatbot"].chosen_vendor is None


def test_an_answer_of_the_room_replaces_the_claim_of_the_vendor_and_nothing_else() -> None:
    session = loads(TWO, PATH).session
    path = ("vendors", "brightworks", "sprints", "support-chatbot")
    noted = edit.set_at(session, (*path, "note"), "seen")
    assert noted.vendors["brightworks"].sprint_for("support-chatbot").claimed == ("paid",)
    other = edit.set_at(session, (*path, "weeks"), 4)
    assert other.vendors["brightworks"].sprint_for("support-chatbot").claimed == ("paid",)
    confirmed = edit.set_at(session, (*path, "paid"), "no")
    assert confirmed.vendors["brightworks"].sprint_for("support-chatbot").claimed == ()
