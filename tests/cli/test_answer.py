"""`fouraxis answer`: one answer, saved; or a plain line on what is allowed."""

import errno
import tomllib
from pathlib import Path
from typing import Any

import pytest

from fouraxis.disk.system import Disk
from fouraxis.store.read import read
from tests.cli.conftest import Run


def held(file: Path, *path: str) -> Any:
    tree: Any = tomllib.loads(file.read_text())
    for key in path:
        tree = tree[key]
    return tree


@pytest.mark.parametrize(
    ("item", "value", "path"),
    [
        ("sensitivity", "medium", ("axes", "sensitivity", "level")),
        ("readiness", "post-launch", ("axes", "readiness", "level")),
        ("certainty", "unknown", ("axes", "certainty", "level")),
        (
            "sensitivity.ip-exposure",
            "medium",
            ("axes", "sensitivity", "factors", "ip-exposure", "level"),
        ),
        ("core-logic", "yes", ("rules", "core-logic", "answer")),
        ("incident-response", "Zoë Ng", ("ownership", "incident-response", "owner")),
        ("structure", "joint-operated", ("operations", "structure")),
        ("latency.target", "under 2 s", ("contract", "latency", "target")),
        ("contract.latency.measured-by", "QA", ("contract", "latency", "measured_by")),
        ("incident-response.vendor", "on call", ("ownership", "incident-response", "vendor")),
        ("name", "Chatbot", ("name",)),
        ("description", "Answers customers.", ("description",)),
        ("owner", "Zoë Ng", ("owner",)),
        ("kind", "agentic-system", ("kind",)),
    ],
)
def test_an_answer_is_in_the_file(
    run: Run, workshop: Path, item: str, value: str, path: tuple[str, ...]
) -> None:
    result = run("answer", workshop, "support-chatbot", item, value)
    assert result.exit_code == 0
    assert held(workshop, "workloads", "support-chatbot", *path) == value
    assert f"Saved to {workshop}" in result.stdout


@pytest.mark.parametrize(
    ("item", "value", "path", "kept"),
    [
        ("production-deployments", "partial", ("criteria", "production-deployments", "mark"), None),
        ("clean-data-demo", "yes", ("red_flags", "clean-data-demo", "answer"), None),
        ("sprint.support-chatbot.weeks", "4", ("sprints", "support-chatbot", "weeks"), 4),
        (
            "sprint.support-chatbot.verdict",
            "proceed",
            ("sprints", "support-chatbot", "verdict"),
            None,
        ),
        (
            "sprint.support-chatbot.use-case",
            "one claim",
            ("sprints", "support-chatbot", "use_case"),
            None,
        ),
        ("note", "Met twice.", ("note",), None),
    ],
)
def test_vendors_are_answered_in_the_same_way(
    run: Run, workshop: Path, *, item: str, value: str, path: tuple[str, ...], kept: Any
) -> None:
    assert run("answer", workshop, "brightworks", item, value).exit_code == 0
    assert held(workshop, "vendors", "brightworks", *path) == (kept or value)


def test_a_vendor_is_taken_out_of_the_running_with_a_reason_and_back(
    run: Run, workshop: Path
) -> None:
    assert run("answer", workshop, "support-chatbot", "chosen-vendor", "brightworks").exit_code == 0
    result = run("answer", workshop, "brightworks", "disqualified", "No sprint.", "--by", "Zoë Ng")
    assert result.exit_code == 0
    out = held(workshop, "vendors", "brightworks", "disqualified")
    assert (out["reason"], out["by"]) == ("No sprint.", "Zoë Ng")
    assert "chosen_vendor" not in held(workshop, "workloads", "support-chatbot")
    again = run("answer", workshop, "support-chatbot", "chosen-vendor", "brightworks")
    assert (again.exit_code, "is not possible" in again.stderr) == (2, True)
    assert run("answer", workshop, "brightworks", "disqualified", "").exit_code == 0
    assert "disqualified" not in held(workshop, "vendors", "brightworks")


@pytest.mark.parametrize(
    ("item", "value", "path"),
    [
        ("portability", "agreed", ("contract", "portability", "answer")),
        ("contract.source-code.owner", "shared", ("contract", "source-code", "owner")),
        ("latency.target", "under 2 s", ("contract", "latency", "target")),
        ("title", "Where next?", ("title",)),
        ("organisation", "Contoso", ("organisation",)),
        ("reveal", "live", ("reveal",)),
    ],
)
@pytest.mark.parametrize("programme", ["programme", "*"])
def test_what_holds_for_the_whole_programme_is_answered_in_the_same_way(
    run: Run, workshop: Path, *, programme: str, item: str, value: str, path: tuple[str, ...]
) -> None:
    result = run("answer", workshop, programme, item, value)
    assert result.exit_code == 0
    assert held(workshop, *path) == value
    assert "The programme: " in result.stdout


def test_who_builds_the_capability_and_by_when_is_asked_where_nobody_outside_may(
    run: Run, workshop: Path
) -> None:
    run("answer", workshop, "claims-decisions", "builder", "Zoë Ng")
    run("answer", workshop, "claims-decisions", "builder.by-when", "June")
    builder = held(workshop, "workloads", "claims-decisions", "builder")
    assert (builder["owner"], builder["by_when"]) == ("Zoë Ng", "June")


@pytest.mark.parametrize(
    ("value", "model", "kind"),
    [
        ("as-recommended", "full-outsourcing", "as-recommended"),
        ("Full outsourcing", "full-outsourcing", "as-recommended"),
        ("advisory-only", "advisory-only", "override"),
    ],
)
def test_the_decision_says_what_by_whom_and_why(
    run: Run, workshop: Path, value: str, model: str, kind: str
) -> None:
    options = ("--by", "Zoë Ng", "--reason", "The board asked.")
    result = run("answer", workshop, "support-chatbot", "decision", value, *options)
    decision = held(workshop, "workloads", "support-chatbot", "decision")
    assert (decision.pop("model"), decision.pop("kind")) == (model, kind)
    assert (decision["by"], decision["reason"]) == ("Zoë Ng", "The board asked.")
    assert f"Decision: {model} ({kind})" in result.stdout
    again = run("answer", workshop, "support-chatbot", "decision", value, *options)
    assert "Nothing to change" in again.stdout


def test_a_decision_is_taken_back_by_an_empty_value(run: Run, workshop: Path) -> None:
    run("answer", workshop, "support-chatbot", "decision", "as-recommended")
    run("answer", workshop, "support-chatbot", "decision", "")
    assert "decision" not in held(workshop, "workloads", "support-chatbot")


def test_without_an_item_all_items_are_listed_with_what_is_possible(
    run: Run, workshop: Path
) -> None:
    listed = run("answer", workshop, "support-chatbot").stdout.splitlines()
    assert "sensitivity: low, medium, high, unknown" in listed
    assert "contract.latency.target: a text" in listed
    assert any(line.startswith("decision: as-recommended, full-outsourcing,") for line in listed)
    assert (
        "sprint.support-chatbot.weeks: a whole number"
        in run("answer", workshop, "brightworks").stdout
    )


def test_it_says_where_the_workload_lands_now(run: Run, workshop: Path) -> None:
    result = run("answer", workshop, "support-chatbot", "core-logic", "yes")
    assert "Lands on: Do not outsource (matrix row 1 + rule)" in result.stdout


def test_a_note_is_set_with_the_answer(run: Run, workshop: Path) -> None:
    run(
        "answer",
        workshop,
        "fraud-detection",
        "core-logic",
        "no",
        "--note",
        "Signed.\nTwice.",
    )
    rule = held(workshop, "workloads", "fraud-detection", "rules", "core-logic")
    assert rule == {"answer": "no", "note": "Signed.\nTwice."}


def test_a_vendors_evidence_is_its_note(run: Run, workshop: Path) -> None:
    run("answer", workshop, "brightworks", "industry-fit", "strong", "--note", "Seen.")
    assert (
        held(workshop, "vendors", "brightworks", "criteria", "industry-fit")["evidence"] == "Seen."
    )


def test_an_empty_value_takes_the_answer_back(run: Run, workshop: Path) -> None:
    assert "taken back" in run("answer", workshop, "support-chatbot", "readiness", "").stdout
    assert "level" not in held(workshop, "workloads", "support-chatbot", "axes", "readiness")


def test_a_workload_can_be_called_by_its_name_and_an_option_by_its(
    run: Run, workshop: Path
) -> None:
    assert run("answer", workshop, "fraud detection MODEL", "Readiness", "PoC").exit_code == 0
    assert held(workshop, "workloads", "fraud-detection", "axes", "readiness", "level") == "poc"


def test_one_answer_changes_its_own_lines_and_the_saved_table_only(
    run: Run, workshop: Path
) -> None:
    before = workshop.read_text().splitlines()
    run("answer", workshop, "support-chatbot", "readiness", "scaled")
    after = workshop.read_text().splitlines()
    gone = [line for line in before if line not in after]
    assert len(gone) <= 5
    assert 'level = "scaled"' in after


def test_an_answer_that_is_replaced_is_kept_with_its_day(run: Run, workshop: Path) -> None:
    run("answer", workshop, "support-chatbot", "readiness", "scaled")
    readiness = read(workshop).session.workloads["support-chatbot"].axis("readiness")
    assert [former.level for former in readiness.earlier.values()] == ["pilot"]


def test_the_same_answer_again_leaves_the_file_alone(run: Run, workshop: Path) -> None:
    before = workshop.read_bytes()
    result = run("answer", workshop, "support-chatbot", "readiness", "pilot")
    assert "Nothing to change" in result.stdout
    assert workshop.read_bytes() == before


@pytest.mark.parametrize(
    ("args", "hint"),
    [
        (("suport-chatbot", "sensitivity", "low"), "Did you mean support-chatbot?"),
        (("support-chatbot", "sensitvity", "low"), "Did you mean sensitivity or"),
        (("support-chatbot", "sensitivity", "hgh"), "Did you mean high?"),
        (("support-chatbot", "sensitivity", "9"), "There are: low, medium, high, unknown."),
        (("support-chatbot", "production-deployments", "strong"), "is not asked"),
        (("support-chatbot", "nothing", "yes"), "Without ITEM and VALUE all are listed."),
        (("brightworks", "sprint.support-chatbot.weeks", "soon"), "no whole number"),
        (("brightworks", "sprint.support-chatbot.weeks", "400"), "104"),
        (("support-chatbot", "incident-response", "x" * 6_000), "5,000"),
        (("support-chatbot", "sensitivity"), "needs a VALUE: low, medium, high, unknown"),
        (("support-chatbot", "name", ""), "cannot be left empty"),
        (("support-chatbot", "kind", "robot"), "There are: custom-ml-model,"),
        (("support-chatbot", "owner", "Zoë", "--note", "new"), "takes no note"),
        (("support-chatbot", "readiness", "pilot", "--by", "Zoë"), "with the item decision only"),
        (("support-chatbot", "decision", "advisory-only"), "an override needs a reason"),
        (("support-chatbot", "decision", "outsource"), "There are: as-recommended,"),
        (("support-chatbot", "decision", "", "--note", "why"), "say why with --reason"),
        (("program", "title", "Next"), "Did you mean programme?"),
        (("programme", "sensitivity", "low"), "programme is not asked “sensitivity”"),
        (("programme", "title", ""), "cannot be left empty"),
    ],
)
def test_what_cannot_be_is_refused_with_what_is_allowed(
    run: Run, workshop: Path, args: tuple[str, ...], hint: str
) -> None:
    before = workshop.read_bytes()
    result = run("answer", workshop, *args)
    assert result.exit_code == 2
    assert hint in result.stderr
    assert len(result.stderr.splitlines()) == 2
    assert workshop.read_bytes() == before


def test_where_nothing_is_recommended_yet_a_model_has_to_be_named(run: Run, workshop: Path) -> None:
    run("answer", workshop, "support-chatbot", "certainty", "")
    result = run("answer", workshop, "support-chatbot", "decision", "as-recommended")
    assert result.exit_code == 2
    assert "nothing is recommended yet; decide for one of full-outsourcing," in result.stderr


def test_a_file_of_a_newer_fouraxis_is_not_changed(run: Run, workshop: Path) -> None:
    workshop.write_text(workshop.read_text().replace("schema = 2", "schema = 99"))
    before = workshop.read_bytes()
    result = run("answer", workshop, "support-chatbot", "readiness", "scaled")
    assert result.exit_code == 1
    assert "newer fouraxis" in result.stderr
    assert workshop.read_bytes() == before


def test_a_file_that_is_read_only_is_refused(run: Run, workshop: Path) -> None:
    workshop.chmod(0o400)
    before = workshop.read_bytes()
    result = run("answer", workshop, "support-chatbot", "readiness", "scaled")
    assert result.exit_code == 1
    assert "is read-only" in result.stderr
    assert workshop.read_bytes() == before


def test_a_full_disk_is_said_and_the_file_stays(
    run: Run, workshop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Disk, "create", refuse)
    before = workshop.read_bytes()
    result = run("answer", workshop, "support-chatbot", "readiness", "scaled")
    assert result.exit_code == 1
    assert f"{workshop}: not saved: no space is left on the disk" in result.stderr
    assert "Saved" not in result.stdout
    assert workshop.read_bytes() == before


def test_in_a_folder_that_takes_no_new_file_the_file_is_written_in_its_place(
    run: Run, workshop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create = Disk.create

    def refuse(disk: Disk, path: Path) -> int:
        if path.parent == workshop.parent:
            raise PermissionError(errno.EACCES, "Permission denied")
        return create(disk, path)

    monkeypatch.setattr(Disk, "create", refuse)
    before = workshop.read_bytes()
    result = run("answer", workshop, "support-chatbot", "readiness", "scaled")
    assert (result.exit_code, "Saved" in result.stdout) == (0, True)
    assert workshop.read_bytes() != before


def test_what_nobody_sees_is_not_taken_over_from_a_command(run: Run, workshop: Path) -> None:
    name = "Customer\u00a0SUPPORT chat\u00adbot"
    result = run("answer", workshop, name, "owner", "\u200bZoë\u00ad Ng", "--note", "a\u2060b\x0bc")
    assert result.exit_code != 0  # an owner takes no note
    result = run("answer", workshop, name, "owner", "\u200bZoë\u00ad Ng")
    assert result.exit_code == 0
    assert held(workshop, "workloads", "support-chatbot", "owner") == "Zoë Ng"
    result = run("answer", workshop, name, "sensitivity", "low", "--note", "a\u2060b\x0bc")
    assert result.exit_code == 0
    assert held(workshop, "workloads", "support-chatbot", "axes", "sensitivity", "note") == "ab\nc"
