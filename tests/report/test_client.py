"""What a client reads beyond the brief: each fact once, nothing negated twice, nothing unsaid."""

import json
import re
from typing import Any

import pytest

from fouraxis.content.load import shipped
from fouraxis.content.models import Content
from fouraxis.report.composition import Options
from fouraxis.report.formats import report
from fouraxis.store.read import read
from fouraxis.workshop import edit
from fouraxis.workshop.session import Session
from tests.report.reading import text_of


@pytest.fixture(scope="module")
def session() -> Session:
    """The example in which everything is answered."""
    return read(shipped("sessions") / "four-workloads.toml").session


@pytest.fixture(scope="module")
def half_way() -> Session:
    return read(shipped("sessions") / "half-way.toml").session


def plain(session: Session, content: Content, **options: Any) -> str:
    """The document in Markdown, without its signs."""
    return text_of(session, content, "markdown", Options(**options)).replace("\\", "")


def test_the_alternative_is_named_once(session: Session, content: Content) -> None:
    text = plain(session, content, audience="board")
    assert "- **Alternative**: Internal R&D" in text
    assert "The alternative is" not in text


def test_the_notice_stands_once(session: Session, content: Content) -> None:
    notice = " ".join(content.home.notice.split())
    for audience in (None, "board", "procurement", "delivery", "vendor"):
        text = " ".join(plain(session, content, audience=audience).split())
        assert text.count(notice) == 1, audience


def test_the_programme_says_in_one_table_which_workload_goes_where(
    session: Session, content: Content
) -> None:
    part = plain(session, content).partition("\n## Programme\n")[2].partition("\n## ")[0]
    assert part.count("Fraud detection model |") == 2  # the mix, and who owns what
    assert "- Staff augmentation: Fraud detection model" not in part
    assert "- Ready to sign: 1 of 3" in part


def test_a_red_flag_says_that_it_is_one_and_whether_it_was_heard(
    session: Session, content: Content
) -> None:
    text = plain(session, content)
    assert "| Red flag: No named deployment | not heard | heard |" in text
    assert "- **Red flag: Gaps in the contract**: not heard. Exit annex came" in text
    assert "- **Red flag: Clean-data demo**: heard. Shown again on" in text


def test_a_sprint_that_is_open_says_for_which_workload(session: Session, content: Content) -> None:
    part = plain(session, content).partition("Questions to come back to")[2]
    assert "| Calibration sprint: Customer support chatbot, Verdict | Hollow Pine" in part


def test_a_statement_of_work_names_what_is_open(
    session: Session, half_way: Session, content: Content
) -> None:
    text = plain(session, content)
    vendor = "| Vendor and sprint | Hollow Pine Labs (fictional) |"
    assert f"{vendor} Calibration sprint, Evaluation method |" in text
    made = (item.name for item in content.contract.groups["ip-ownership"].items.values())
    many = ", ".join(("Portability", *made))
    assert f"| {many} |" in plain(half_way, content)
    assert many in text_of(half_way, content, "xlsx")
    streams = json.loads(report(half_way, content, "json"))["programme"]["workstreams"]
    clauses = {clause["id"]: clause for clause in streams[0]["clauses"]}
    assert ", ".join(clauses["ip"]["missing"]) == many
    assert clauses["ip"]["open"] == 9
    assert "| Outage messages to customers | 74 | Profile (" in plain(half_way, content)
    alone = half_way.model_copy(update={"vendors": {}})
    assert "| Chosen vendor, Calibration sprint, Evaluation method |" in plain(alone, content)


def test_criteria_are_written_down_only_where_they_are(half_way: Session, content: Content) -> None:
    written = content.rules.rules["undefined-success"].no or ""
    assert written not in plain(half_way, content)
    assert "Success criteria: defined" in plain(half_way, content)
    case = edit.set_at(half_way, ("workloads", "outage-messages", "acceptance", "scope"), "All")
    assert written in plain(case, content)


def test_undefined_success_is_told_as_it_was_asked(session: Session, content: Content) -> None:
    text = plain(session, content)
    assert "- Success criteria: not yet. It strikes out nothing" in text
    assert "undefined: yes" not in text
    place = ("workloads", "support-chatbot", "rules", "undefined-success", "answer")
    struck = edit.set_at(session, place, "yes")
    brief = plain(struck, content, brief=True)
    assert "| Success criteria: not yet. Do not outsource yet. |" in brief


@pytest.mark.parametrize("ending", ["lacking: No", "No deep, lasting access: Yes"])
def test_no_name_turns_its_answer_round(ending: str, session: Session, content: Content) -> None:
    name, _, answer = ending.partition(": ")
    assert f"{name} | {answer}" not in plain(session, content)
    for item in (*content.profile.fit.values(), *_conditions(content)):
        assert not item.name.startswith("No "), item.name
        assert not item.name.endswith(" lacking"), item.name


def _conditions(content: Content) -> list[Any]:
    return [c for model in content.matrix.models.values() for c in model.conditions.values()]


def test_the_checks_before_signing_keep_their_meaning(content: Content) -> None:
    ready = content.summary.ready
    assert "paid" in ready["calibration-sprint"].text
    assert "AI-specific" in ready["support"].text


def test_an_example_is_said_to_be_one_once(session: Session, content: Content) -> None:
    assert "For example:" not in plain(session, content)


def test_no_internal_name_is_read(session: Session, content: Content) -> None:
    text = plain(session, content)
    assert content.home.pack.id not in text
    for key in (*session.workloads, *session.vendors):
        assert f"({key})" not in text


def test_what_carries_each_recommendation_is_explained(session: Session, content: Content) -> None:
    """Published, the guide's, or our interpretation: where it stands, somebody asks."""
    method = plain(session, content, audience="procurement").partition("## Method and")[2]
    for name in ("Published", "Guide", "Interpretation"):
        assert f"- **{name}**: " in method


def test_a_workbook_says_of_which_sprint_something_is_open(
    session: Session, content: Content
) -> None:
    text = text_of(session, content, "xlsx")
    assert "Calibration sprint: Customer support chatbot, Verdict" in text


def test_whose_something_is_goes_without_saying_only_where_that_is_said(
    session: Session, content: Content
) -> None:
    usual = "no owner is named, it is the enterprise's"
    assert usual not in plain(session, content)  # all of them are named
    place = ("contract", "trained-models", "owner")
    assert usual in plain(edit.set_at(session, place, None), content, audience="procurement")


def test_where_nobody_is_named_for_anything_it_is_a_line_and_no_table(content: Content) -> None:
    session = read(shipped("sessions") / "half-way.toml").session
    first, *others = (workload.name for workload in session.workloads.values())
    text = text_of(session, content, "markdown")
    assert f"Nobody is named for any area of these: {', '.join((first, *others))}" in text
    place = ("workloads", next(iter(session.workloads)), "ownership", "incident-response", "owner")
    text = text_of(edit.set_at(session, place, "Otis"), content, "markdown")
    assert f"Nobody is named for any area of these: {', '.join(others)}" in text
    table = text.partition("Who owns what after launch")[2].partition("Nobody is named")[0]
    assert re.search(rf"\| {first} \|.* Otis \|", table)
    assert others[0] not in table
