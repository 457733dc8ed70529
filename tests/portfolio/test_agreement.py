"""The tables say what `summary --format json` says of each session, and clean ones name nobody."""

import json
import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from fouraxis.content.load import load, shipped
from fouraxis.content.terms import AXES
from fouraxis.portfolio.build import How, build
from fouraxis.portfolio.engine import Portfolio, Span, opened
from fouraxis.portfolio.questions import READY
from fouraxis.portfolio.tables import TABLES
from fouraxis.report.formats import report
from fouraxis.store.faults import SessionFileError
from fouraxis.store.format import dumps
from fouraxis.store.read import read
from fouraxis.workshop import actions, edit, questions
from fouraxis.workshop.assess import decide
from fouraxis.workshop.session import Milestone, Session, SessionPath
from tests.portfolio.conftest import NAMES

SAMPLE = 4
"""So many generated sessions are compared beside the shipped ones."""


def opened_sessions(folder: Path) -> list[Session]:
    every = []
    for path in sorted(folder.rglob("*.toml")):
        try:
            every.append(read(path).session)
        except SessionFileError:
            continue
    return every


@pytest.mark.long
def test_numbers_are_those_of_the_summary(many: Path, tables: Path) -> None:
    content = load()
    every = opened_sessions(many)
    chance = random.Random(7)  # noqa: S311  # a draw that can be repeated
    generated = [session for session in every if len(session.workloads) == 6]
    chosen = [session for session in every if session not in generated]
    assert len(chosen) == len(NAMES)
    with opened(tables) as portfolio:
        for session in (*chosen, *chance.sample(generated, SAMPLE)):
            whole = json.loads(report(session, content, "json"))
            assert_workloads_agree(portfolio, session.id, whole)
            assert_vendors_agree(portfolio, session.id, whole)
            assert_actions_agree(portfolio, session.id, whole)


def rows_of(portfolio: Portfolio, table: str, session: str) -> list[dict[str, Any]]:
    answer = portfolio.query(f"from {table} where session = '{session}'")
    return [dict(zip(answer.names, row, strict=True)) for row in answer.rows]


def assert_workloads_agree(portfolio: Portfolio, session: str, whole: dict[str, Any]) -> None:
    rows = {row["workload"]: row for row in rows_of(portfolio, "workloads", session)}
    levels = {(row["workload"], row["axis"]): row for row in rows_of(portfolio, "levels", session)}
    unowned = Counter(
        row["workload"] for row in rows_of(portfolio, "owners", session) if not row["owned"]
    )
    assert rows.keys() == {workload["id"] for workload in whole["workloads"]}
    for workload in whole["workloads"]:
        row, follows = rows[workload["id"]], workload["recommendation"]
        assert row["name"] == workload["name"]
        assert row["owner"] == workload["owner"]
        assert row["status"] == workload["status"]
        assert row["open"] == workload["open"]
        assert row["recommended"] == (follows["lead"] or "")
        assert row["not_yet"] == follows["not_yet"]
        assert row["unowned"] == unowned[workload["id"]] == len(workload["unowned"])
        assert row["considered"] == len(workload["vendors"])
        decision = workload["decision"] or {"state": "none", "model": ""}
        assert (row["decision"], row["decided"]) == (decision["state"], decision["model"])
        again = {contradiction["axis"] for contradiction in workload["to_confirm_again"]}
        for axis in ("sensitivity", "maturity", "certainty", "readiness"):
            level = levels[workload["id"], axis]
            assert row[axis] == level["level"] == (workload[axis] or "")
            assert level["confirm_again"] == (axis in again)


def assert_vendors_agree(portfolio: Portfolio, session: str, whole: dict[str, Any]) -> None:
    rows = {row["vendor"]: row for row in rows_of(portfolio, "vendors", session)}
    flags = rows_of(portfolio, "flags", session)
    assert rows.keys() == {vendor["id"] for vendor in whole["vendors"]}
    for vendor in whole["vendors"]:
        row = rows[vendor["id"]]
        raised = {
            flag["flag"]
            for flag in flags
            if flag["vendor"] == vendor["id"] and flag["answer"] == "yes"
        }
        assert raised == set(vendor["red_flags"])
        assert row["red_flags"] == len(vendor["red_flags"])
        assert row["strong"] == vendor["marks"]["strong"]
        assert row["out"] == (vendor["disqualified"] is not None)


def assert_actions_agree(portfolio: Portfolio, session: str, whole: dict[str, Any]) -> None:
    settled = {
        action["id"]: (action["title"], action["owner"], action["due"], action["state"])
        for action in whole["actions"]
        if action["owner"] or action["due"] or action["state"] != "open" or action["kind"] == "own"
    }
    rows = {
        row["action"]: (row["title"], row["owner"], str(row["due"] or "") or None, row["state"])
        for row in rows_of(portfolio, "actions", session)
    }
    assert rows == settled


def test_every_action_that_somebody_has_or_that_is_due_is_a_row(tmp_path: Path) -> None:
    """Whoever said it and wherever: on the register, as a way back, as a review, or in parking."""
    content, now = load(), datetime(2026, 11, 23, tzinfo=UTC)
    session = edit.new_session("Any", "0198c0de", now, content.home.pack)
    ways: dict[str, tuple[SessionPath, object]] = {
        "back": (("reentry", "revisit"), DAY),
        "who brings it back": (("reentry", "owner"), "Ana"),
        "review": (("legal", "date"), DAY),
        "who sees to the review": (("legal", "owner"), "Bo"),
        "nobody": (("owner",), "Cy"),
    }
    for name, (path, value) in ways.items():
        session, key = edit.add_workload(session, name)
        for axis, level in zip(AXES, ("high", "none", "medium", "poc"), strict=True):
            session = edit.set_at(session, ("workloads", key, "axes", axis, "level"), level)
        session = edit.set_at(session, ("workloads", key, *path), value)
    session, parked = edit.add_workload(session, "parked")
    question = questions.find(session, content, parked, "core-logic")
    session = questions.park(session, question, why="ask", finder="Di")
    for day, title in ((-1, "late"), (-1, "done"), (0, "today"), (1, "later")):
        session, own = actions.agree(session, title)
        session = actions.schedule(session, own, DAY + timedelta(days=day))
        if title == "done":
            session = actions.conclude(session, own, "done")
    with opened(tables_of(session, tmp_path)) as portfolio:
        assert_actions_agree(portfolio, session.id, json.loads(report(session, content, "json")))
        found_out = [row["owner"] for row in rows_of(portfolio, "actions", session.id)]
        assert {"Ana", "Bo", "Di"} <= set(found_out)
        overdue = portfolio.ask(READY["overdue"], Span.of(DAY, DAY - timedelta(days=365)))
        at = overdue.names.index("action")
        assert [row[at] for row in overdue.rows] == ["late"]


DAY = date(2026, 12, 4)


def tables_of(session: Session, folder: Path) -> Path:
    """The tables of one session."""
    (folder / "clients").mkdir()
    now = datetime(2026, 11, 23, tzinfo=UTC)
    (folder / "clients/one.toml").write_bytes(dumps(session, now, "test"))
    build([folder / "clients"], folder / "tables", How(jobs=1))
    return folder / "tables"


@pytest.mark.parametrize(
    ("levels", "model", "holds", "due"),
    [
        (("high", None), "as-recommended", "do-not-outsource", 1),
        (("high", None), "full-outsourcing", "full-outsourcing", 0),  # overruled, and it stands
        (("high", "medium"), "full-outsourcing", "advisory-only", 0),
        (("low", "high"), "as-recommended", "do-not-outsource", 1),
    ],
)
def test_an_outdated_decision_is_no_model_and_hides_no_way_back(
    tmp_path: Path, levels: tuple[str, str | None], model: str, holds: str, due: int
) -> None:
    content, (first, later) = load(), levels
    session = edit.new_session(
        "Any", "0198c0de", datetime(2026, 11, 23, tzinfo=UTC), content.home.pack
    )
    session, key = edit.add_workload(session, "Claims")
    for axis, level in zip(AXES, (first, "none", "medium", "poc"), strict=True):
        session = edit.set_at(session, ("workloads", key, "axes", axis, "level"), level)
    for rule in ("core-logic", "data-cannot-leave", "undefined-success"):
        session = edit.set_at(session, ("workloads", key, "rules", rule, "answer"), "no")
    session = edit.set_at(session, ("workloads", key, "reentry", "revisit"), DAY)
    session = decide(session, content, key, model, reason="so be it")
    if later is not None:
        path = ("workloads", key, "axes", "sensitivity", "level")
        session = edit.set_at(session, path, later)
    with opened(tables_of(session, tmp_path)) as portfolio:
        (row,) = rows_of(portfolio, "workloads", session.id)
        assert row["model"] == holds
        revisit = portfolio.ask(READY["revisit"], Span.of(DAY, DAY - timedelta(days=365)))
        assert len(revisit.rows) == due


@pytest.mark.parametrize("verdict", ["proceed", "stop"])
def test_what_is_to_be_asked_of_a_vendor_is_a_row_while_it_is_in_the_running(
    tmp_path: Path, verdict: str
) -> None:
    content = load()
    session = edit.new_session(
        "Any", "0198c0de", datetime(2026, 11, 23, tzinfo=UTC), content.home.pack
    )
    session, key = edit.add_workload(session, "Chatbot")
    session, vendor = edit.add_vendor(session, "Pine", workloads=[key])
    own = ("vendors", vendor)
    session = edit.set_at(session, (*own, "red_flags", "clean-data-demo", "answer"), "yes")
    session = edit.set_at(session, (*own, "sprints", key, "verdict"), verdict)
    session = actions.schedule(session, f"vendor.{vendor}.red-flag.clean-data-demo", DAY)
    with opened(tables_of(session, tmp_path)) as portfolio:
        assert_actions_agree(portfolio, session.id, json.loads(report(session, content, "json")))
        assert len(rows_of(portfolio, "actions", session.id)) == (verdict == "proceed")


@pytest.mark.long
def test_every_answer_that_was_given_is_a_row(many: Path, tables: Path) -> None:
    with opened(tables) as portfolio:
        session = read(many / "four-workloads.toml").session
        rows = rows_of(portfolio, "answers", session.id)
    for key, workload in session.workloads.items():
        here = {row["item"]: row for row in rows if row["id"] == key}
        for area, answer in workload.ownership.items():
            assert here[area]["answer"] == answer.owner
        for driver, effect in workload.drivers.items():
            row = here[f"driver.{driver}"]
            assert (row["answer"], row["note"]) == (effect.answer or "", effect.note)
        for motive in workload.motives:
            assert here[f"motive.{motive}"]["answer"] == "yes"
        for layer, doer in workload.layers.items():
            assert here[f"layer.{layer}"]["answer"] == doer


@pytest.mark.long
def test_a_clean_portfolio_holds_no_name(many: Path, tables: Path, tmp_path: Path) -> None:
    clean = tmp_path / "clean"
    build([many], clean, How(clean=True, jobs=1))
    names = set()
    for session in opened_sessions(many):
        names |= {session.organisation, session.title}
        names |= {person.name for person in session.participants.values()}
        names |= {vendor.name for vendor in session.vendors.values()}
        names |= {owner.owner for w in session.workloads.values() for owner in w.ownership.values()}
        names |= {workload.owner for workload in session.workloads.values()}
        names |= {action.owner for action in session.actions.values()}
    names |= {part for name in names for part in (name.partition(" (")[0], name.partition(":")[0])}
    names = {name for name in names if len(name) > 3 and name != "unknown"}
    assert len(names) > 40
    whole = b"".join(path.read_bytes() for path in clean.rglob("*") if path.is_file())
    plain = plain_text(clean)
    assert [name for name in names if name.encode() in whole or name in plain] == []
    assert str(many) not in plain
    assert "grid" not in plain
    assert_codes_stand_for_names(tables, clean)


def test_a_milestone_that_is_called_by_the_client_tells_no_name(tmp_path: Path) -> None:
    folder = tmp_path / "clients"
    folder.mkdir()
    session = read(shipped("sessions") / "half-way.toml").session
    vendor = next(iter(session.vendors.values())).name if session.vendors else "Brightworks"
    called = f"Signed by Quibblestone AG, with {vendor} at Quibblestone"
    named = session.model_copy(
        update={
            "organisation": "Quibblestone AG",
            "milestones": {"signed": Milestone(name=called, at=session.created)},
        }
    )
    (folder / "one.toml").write_bytes(dumps(named, session.created, "test"))
    build([folder], tmp_path / "tables", How(clean=True, jobs=1))
    plain = plain_text(tmp_path / "tables")
    assert "Signed by Client " in plain
    assert "Quibblestone" not in plain
    assert not session.vendors or vendor not in plain


def plain_text(tables: Path) -> str:
    """Everything that stands in the tables."""
    with opened(tables) as portfolio:
        every = (*TABLES, "faults")
        return "\n".join(repr(portfolio.query(f"from {table}").rows) for table in every)


def assert_codes_stand_for_names(tables: Path, clean: Path) -> None:
    """A client, a unit and a vendor have one code in every session, so that answers are as long."""
    span = Span.of(date(2028, 1, 1), date(2020, 1, 1))
    with opened(tables) as named, opened(clean) as coded:
        for sql in (
            "select count(distinct organisation), count(distinct unit) from sessions",
            "select count(distinct lower(name)) from vendors",
        ):
            assert coded.query(sql).rows == named.query(sql).rows
        for question in READY.values():
            answers = [portfolio.ask(question, span) for portfolio in (named, coded)]
            assert len(answers[0].rows) == len(answers[1].rows), question.name
        (organisation,), *_ = coded.query("select organisation from sessions").rows
        assert str(organisation).startswith("Client ")


@pytest.mark.long
def test_codes_stay_from_build_to_build(clients: Path, tmp_path: Path) -> None:
    sql = "select organisation from sessions order by all"
    seen = []
    for _ in range(2):
        build([clients], tmp_path / "tables", How(clean=True, jobs=1))
        with opened(tmp_path / "tables") as portfolio:
            seen.append(portfolio.query(sql).rows)
        (clients / "half-way.toml").touch()
    assert seen[0] == seen[1]
