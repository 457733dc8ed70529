"""Two sessions side by side: what was placed, recommended, decided and done between them."""

import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from fouraxis.cli.main import fouraxis
from fouraxis.content.load import shipped
from fouraxis.content.models import Content
from fouraxis.report.comparison import Comparison, compare, comparison_json, comparison_page
from fouraxis.store.read import read
from fouraxis.workshop import edit
from fouraxis.workshop.assess import decide
from fouraxis.workshop.session import Session

TODAY = date(2026, 11, 27)
CHATBOT = "support-chatbot"


@pytest.fixture
def session() -> Session:
    """The finished example."""
    return read(shipped("sessions") / "four-workloads.toml").session


def differences(comparison: Comparison, name: str) -> dict[str, tuple[str, str]]:
    workload = next(each for each in comparison.workloads if each.name == name)
    return {each.what: (each.before, each.after) for each in workload.differences}


def test_a_session_beside_itself_is_unchanged(session: Session, content: Content) -> None:
    same = compare(session, session, content, TODAY)
    assert [workload.changed for workload in same.workloads] == [False] * 4
    names = ", ".join(node.name for node in session.workloads.values())
    assert comparison_page(same) == f"Unchanged: {names}"


def test_what_moved_is_told_with_before_and_after(session: Session, content: Content) -> None:
    path = ("workloads", CHATBOT, "axes", "sensitivity", "level")
    later = edit.set_at(session, path, "high")
    later = edit.set_at(later, ("workloads", CHATBOT, "owner"), "Ana Berg")
    later = edit.set_at(later, ("workloads", CHATBOT, "rules", "core-logic", "answer"), "yes")
    at = datetime(2026, 11, 27, tzinfo=UTC)
    later = decide(later, content, CHATBOT, "as-recommended", by="Bo", at=at)
    comparison = compare(session, later, content, TODAY)
    name = session.workloads[CHATBOT].name
    told = differences(comparison, name)
    before = session.workloads[CHATBOT]
    assert told["Sensitivity"] == (before.axes["sensitivity"].level, "high")
    assert told["Business owner"] == (before.owner, "Ana Berg")
    assert told["Core decision logic"] == ("No", "Yes")
    assert told["Recommended"][1].startswith("Do not outsource (")
    assert told["Decision"][1] == "Do not outsource, by Bo"
    page = comparison_page(comparison)
    assert f"  Sensitivity: {before.axes['sensitivity'].level} → high" in page
    assert "Unchanged: " in page


def test_what_is_to_be_done_comes_and_goes(session: Session, content: Content) -> None:
    path = ("workloads", CHATBOT, "risks", "model-drift", "side")
    open_again = edit.set_at(session, path, "unassigned")
    gone = compare(open_again, session, content, TODAY).workloads
    come = compare(session, open_again, content, TODAY).workloads
    done = next(each.done for each in gone if each.done)
    assert done == next(each.fresh for each in come if each.fresh)
    assert not any(each.fresh for each in gone)
    assert f"    - {done[0]}" in comparison_page(compare(open_again, session, content, TODAY))


def test_workloads_belong_together_by_id_else_by_name(session: Session, content: Content) -> None:
    name = session.workloads[CHATBOT].name
    other = edit.delete_workload(session, CHATBOT)
    renamed, key = edit.add_workload(other, name.upper())
    assert key != CHATBOT
    comparison = compare(session, renamed, content, TODAY)
    assert (comparison.added, comparison.gone) == ((), ())
    assert differences(comparison, name.upper())["Name"] == (name, name.upper())
    apart = compare(session, other, content, TODAY)
    assert apart.gone == (name,)
    assert compare(other, session, content, TODAY).added == (name,)


def test_any_text_is_shown_as_text(session: Session, content: Content) -> None:
    path = ("workloads", CHATBOT, "owner")
    later = edit.set_at(session, path, "[/x] \u202eowner\nsecond")
    page = comparison_page(compare(session, later, content, TODAY))
    assert "\u202e" not in page
    assert "[/x]" in page
    assert comparison_json(compare(session, later, content, TODAY))["workloads"][0]["differences"]


def test_the_command_prints_lines_or_json_and_changes_nothing(tmp_path: Path) -> None:
    old = Path(shutil.copy(shipped("sessions") / "half-way.toml", tmp_path / "old.toml"))
    new = Path(shutil.copy(shipped("sessions") / "four-workloads.toml", tmp_path / "new.toml"))
    before = (old.read_bytes(), new.read_bytes())
    runner = CliRunner()
    printed = runner.invoke(fouraxis, ["compare", str(old), str(new)])
    assert printed.exit_code == 0
    assert "Only in the earlier session: " in printed.stdout
    tree = json.loads(runner.invoke(fouraxis, ["compare", str(old), str(new), "--json"]).stdout)
    assert len(tree["added"]) == 4
    german = runner.invoke(fouraxis, ["--screens", "de", "compare", str(old), str(old)])
    assert german.stdout.startswith("Unverändert: ")
    assert (old.read_bytes(), new.read_bytes()) == before
    missing = runner.invoke(fouraxis, ["compare", str(old), str(tmp_path / "none.toml")])
    assert missing.exit_code != 0
