"""The brief and the parts behind it: two pages, a few for each workload, and what a reader needs.

Pages are counted as Word would lay them out: A4, ten points, so many letters on a line.
"""

from collections.abc import Iterable, Iterator
from itertools import product
from math import ceil

import pytest

from fouraxis.content.language import speak
from fouraxis.content.load import load, shipped
from fouraxis.content.models import Content
from fouraxis.content.terms import ASKED_RULES, WorkshopPart
from fouraxis.report.composition import Audience, Options, compose
from fouraxis.report.document import Block, Bullets, Facts, Figure, Heading, Paragraph, Table
from fouraxis.report.formats import NotForVendor, ReportFormat, render
from fouraxis.report.summary import summarise
from fouraxis.store.read import read
from fouraxis.workshop import edit, questions
from fouraxis.workshop.assess import decide
from fouraxis.workshop.session import Session
from tests.report.reading import text_of

PAGE, LINE = 48, 92
"""Lines of a page, and letters of a line."""

CHATBOT = "support-chatbot"


@pytest.fixture(scope="module")
def session() -> Session:
    session: Session = read(shipped("sessions") / "four-workloads.toml").session
    return session


@pytest.fixture
def german() -> Iterator[Content]:
    """The content in German, and a program that speaks it."""
    folder = shipped("screens") / "de"
    speak(folder)
    yield load(folder)
    speak(None)


def lines(blocks: Iterable[Block]) -> float:
    """How many lines of a page these blocks take."""
    return sum(map(_lines, blocks))


def _lines(block: Block) -> float:
    match block:
        case Heading():
            return 2
        case Paragraph(text=text):
            return wrapped(text, LINE) + 0.5
        case Bullets(items=items):
            return sum(wrapped(item, LINE - 4) for item in items)
        case Facts(rows=rows):
            return sum(wrapped(text, LINE * 3 // 4) for _, text in rows) + 1
        case Table():
            shares = [max(LINE * part // sum(block.widths) - 2, 4) for part in block.widths]
            return 1 + sum(
                max(map(wrapped, row, shares)) + 0.3 for row in (block.heads, *block.rows)
            )
        case Figure(picture=picture, alone=alone):
            return picture.height / picture.width * 37 + (0.5 if alone else 1.5)
        case _:
            return 0


def wrapped(text: str, letters: int) -> int:
    return sum(ceil(max(len(line), 1) / letters) for line in text.split("\n"))


def composed(session: Session, content: Content, options: Options) -> list[Block]:
    return list(compose(summarise(session, content), content, options=options))


def many_things(session: Session, content: Content) -> Session:
    """The four workloads at their worst: a decision is outdated, one is overruled, one is open."""
    session = edit.set_at(session, ("workloads", CHATBOT, "rules", "core-logic", "answer"), "yes")
    session = decide(
        session,
        content,
        "fraud-detection",
        "full-outsourcing",
        reason="The board wants it run outside by the summer, whatever the matrix says about it.",
        by="Rhea Solano",
    )
    return edit.undecide(session, "agent-workflow")


def test_the_brief_on_four_workloads_has_two_pages(session: Session, content: Content) -> None:
    for case in (session, many_things(session, content)):
        assert lines(composed(case, content, Options(brief=True))) <= 2 * PAGE


def test_the_brief_in_german_has_two_pages_too(session: Session, german: Content) -> None:
    for case in (session, many_things(session, german)):
        assert lines(composed(case, german, Options(brief=True))) <= 2 * PAGE


SAMPLES = {"four-workloads": 2.0, "half-way": 2.0, "twenty-four-workloads": 4.5}
"""The pages that the brief of each sample may have."""


@pytest.mark.parametrize(("sample", "pages"), SAMPLES.items())
def test_the_brief_of_every_sample_is_short(sample: str, pages: float, content: Content) -> None:
    case = read(shipped("sessions") / f"{sample}.toml").session
    assert lines(composed(case, content, Options(brief=True))) <= pages * PAGE


@pytest.mark.parametrize(("sample", "pages"), SAMPLES.items())
def test_the_brief_of_every_sample_is_short_in_german(
    sample: str, pages: float, german: Content
) -> None:
    case = read(shipped("sessions") / f"{sample}.toml").session
    assert lines(composed(case, german, Options(brief=True))) <= pages * PAGE


def test_what_decides_the_same_workloads_is_found_out_in_one_line(content: Content) -> None:
    half_way = read(shipped("sessions") / "half-way.toml").session
    text = text_of(half_way, content, "markdown", Options(brief=True)).replace("\\", "")
    line = "Crew scheduling, Pipe inspection by camera: core decision logic; data that must stay."
    assert line in text
    asked = [each for each in text.splitlines() if each.startswith("- Find out for ")]
    names = [each.partition(": ")[0] for each in asked]
    assert len(set(names)) == len(names) > 1


def test_who_decided_on_some_as_recommended_is_told_no_count_of_them(content: Content) -> None:
    half_way = read(shipped("sessions") / "half-way.toml").session
    text = text_of(half_way, content, "markdown", Options(brief=True))
    assert "The room decided on 1 of 5, as recommended." in text


def test_of_one_workload_it_is_not_said_on_how_many_the_room_decided(
    session: Session, content: Content
) -> None:
    alone = session.model_copy(update={"workloads": {CHATBOT: session.workloads[CHATBOT]}})
    text = text_of(alone, content, "markdown", Options(brief=True))
    assert "The room decided on it as recommended." in text
    assert "1 of 1" not in text


def test_of_many_workloads_conditions_are_told_matter_by_matter(content: Content) -> None:
    many = read(shipped("sessions") / "twenty-four-workloads.toml").session
    text = text_of(many, content, "markdown", Options(brief=True)).replace("\\", "")
    part = text.partition("### Conditions outstanding")[2].partition("###")[0]
    lines_ = [line for line in part.splitlines() if line]
    assert lines_[0].startswith("- Still open before anybody signs, for how many: IP and port")
    assert "Calibration sprint (12)" in lines_[0]
    assert len(lines_) == 6
    assert lines_[-1] == "- and 16 more"


def test_without_the_appendix_four_workloads_have_twelve_pages(
    session: Session, content: Content
) -> None:
    for case in (session, many_things(session, content)):
        blocks = composed(case, content, Options(audience="board"))
        assert lines(blocks) <= 11 * PAGE  # and one for the contents


def test_it_asks_for_what_is_to_be_decided_and_says_who_overruled_what(
    session: Session, content: Content
) -> None:
    case = many_things(session, content)
    text = text_of(case, content, "docx", Options(brief=True))
    assert "Decide again on Customer support chatbot." in text
    assert "Decide on Agent for supplier onboarding. Recommended: Advisory-only." in text
    overruled = text.partition("Decided otherwise than recommended")[2]
    assert "decided by Rhea Solano" in overruled
    assert "The board wants it" in overruled
    assert "Full outsourcing (" not in text.partition("The sourcing mix")[0]
    assert "Nobody" not in text


def test_before_anything_is_decided_it_says_where_workloads_are_to_go(
    session: Session, content: Content
) -> None:
    undecided = session.model_copy(
        update={
            "workloads": {
                key: each.model_copy(update={"decision": None})
                for key, each in session.workloads.items()
            }
        }
    )
    text = text_of(undecided, content, "markdown")
    assert "3 are to go outside, 1 is to stay inside" in text
    assert "The room has not decided on any of them yet." in text


def test_nothing_is_asked_of_the_reader_where_all_is_decided(
    session: Session, content: Content
) -> None:
    text = text_of(session, content, "markdown", Options(brief=True))
    assert "What you are asked to decide" not in text
    assert "Decided otherwise" not in text


def test_a_decision_for_what_is_recommended_now_is_not_set_against_it(
    session: Session, content: Content
) -> None:
    overruled = decide(session, content, CHATBOT, "do-not-outsource", reason="we keep it")
    question = questions.find(overruled, content, CHATBOT, ASKED_RULES[0])
    now = questions.answer(overruled, question, "yes")
    text = text_of(now, content, "markdown", Options(brief=True)).replace("\\", "")
    assert "decided for Do not outsource, and that is recommended now" in text
    assert "now Do not outsource is recommended" not in text


def test_what_brings_a_workload_back_is_said_beside_what_it_waits_for(
    session: Session, content: Content
) -> None:
    place = ("workloads", CHATBOT, "rules", "undefined-success", "answer")
    waiting = edit.set_at(session, place, "yes")
    waiting = edit.set_at(waiting, ("workloads", CHATBOT, "reentry", "owner"), "Hugo Brandt")
    back = edit.set_at(waiting, ("workloads", CHATBOT, "reentry", "revisit"), "2027-03-01")
    text = text_of(back, content, "markdown", Options(brief=True))
    assert "Not yet, and what brings it back" in text
    assert "(Hugo Brandt, 2027-03-01)" in text


AUDIENCES: tuple[Audience, ...] = ("board", "procurement", "delivery", "vendor")


def test_it_says_why_something_is_parked_and_who_finds_out(
    session: Session, content: Content
) -> None:
    question = questions.find(session, content, CHATBOT, "risk.model-drift")
    case = questions.park(session, question, why="No figures yet", finder="Petra Lind")
    text = text_of(case, content, "markdown", Options(brief=True)).replace("\\", "")
    assert "Customer support chatbot, Model drift: No figures yet; Petra Lind finds out" in text


def test_each_reader_has_the_brief_the_workloads_and_an_appendix_of_his_own(
    session: Session, content: Content
) -> None:
    parts = {
        audience: [
            block.anchor
            for block in composed(session, content, Options(audience=audience))
            if isinstance(block, Heading) and block.level == 1
        ]
        for audience in AUDIENCES
    }
    vendor = parts.pop("vendor")
    assert all(anchors[:2] == ["brief", "workloads"] for anchors in parts.values())
    assert parts["board"] == ["brief", "workloads"]
    assert "vendors" in parts["procurement"]
    assert vendor == ["work", "asked", "contract"]
    assert "answers" in parts["delivery"]


def test_a_report_for_a_vendor_has_what_goes_outside_and_what_is_asked_of_it(
    session: Session, content: Content
) -> None:
    text = text_of(session, content, "markdown", Options(audience="vendor"))
    assert "Fraud detection model: Staff augmentation" in text
    assert "Automated claims decisions" not in text
    own = text_of(session, content, "markdown", Options(audience="vendor", vendor="hollow-pine"))
    assert "for Hollow Pine Labs" in own
    assert "Customer support chatbot" not in own
    for criterion in content.vendors.criteria.values():
        assert criterion.ask in own.replace("\\", "")
    flags = content.vendors.red_flags.values()
    assert all(flag.form in own.replace("\\", "") for flag in flags if flag.form)
    assert "A paid trial before any contract: Fraud detection model" in own


def test_what_has_to_be_decided_again_is_no_vendor_s_business_yet(
    session: Session, content: Content
) -> None:
    options = Options(audience="vendor", vendor="brightworks")
    case = many_things(session, content)
    text = text_of(case, content, "markdown", options)
    assert "Customer support chatbot" not in text
    assert "outdated" not in text


def test_who_only_advises_is_asked_for_no_sprint(session: Session, content: Content) -> None:
    case = edit.link_vendor(session, "brightworks", "agent-workflow")
    options = Options(audience="vendor", vendor="brightworks")
    text = text_of(case, content, "markdown", options)
    assert "Agent for supplier onboarding: Advisory-only" in text
    assert "A paid trial before any contract: Agent" not in text


def test_a_vendor_reads_what_was_carried_over_and_nobody_confirmed(
    session: Session, content: Content
) -> None:
    work = session.workloads[CHATBOT]
    paths = ("contract.support.answer", "rules.core-logic.answer", "ownership.documentation.owner")
    carried = work.model_copy(update={"carried": paths})
    case = session.model_copy(update={"workloads": {CHATBOT: carried}})
    options = Options(audience="vendor", vendor="brightworks")
    text = text_of(case, content, "markdown", options)
    assert "agreed, carried over, not confirmed" in text
    assert text.count("carried over, not confirmed") == 3  # the contract, and two clauses
    assert "rules" not in text
    assert "core-logic" not in text


@pytest.mark.parametrize("form", ["xlsx", "csv", "json", "svg", "png"])
def test_what_holds_everything_is_not_written_for_a_vendor(
    session: Session, content: Content, form: ReportFormat
) -> None:
    with pytest.raises(NotForVendor, match="holds everything"):
        next(render(session, content, form, Options(audience="vendor")))


@pytest.mark.parametrize(("form", "brief"), list(product(("docx", "html"), (True, False))))
def test_documents_begin_with_it(
    session: Session, content: Content, form: str, brief: bool
) -> None:
    text = text_of(session, content, "docx" if form == "docx" else "html", Options(brief=brief))
    assert "Brief" in text
    assert ("Workload by workload" in text) is not brief
    assert ("Contents" in text) is not brief or form == "html"


def test_each_workload_begins_with_the_questions_to_close_with(
    session: Session, content: Content
) -> None:
    asked = [question.question for question in content.summary.closing.values()]
    first: dict[str, Facts] = {}
    name = ""
    for block in composed(session, content, Options(audience="board")):
        if isinstance(block, Heading) and block.level == 2:
            name = block.text
        if isinstance(block, Facts):
            first.setdefault(name, block)
    assert list(first) == [node.name for node in session.workloads.values()]
    assert all([question for question, _ in facts.rows] == asked for facts in first.values())
    chatbot, *_, claims = (dict(facts.rows) for facts in first.values())
    assert chatbot["What does a partner build?"].startswith("Build, Deploy and operate; shared")
    assert "Cost governance" in chatbot["Who owns it after launch?"]
    assert claims["What stays inside?"] == "all of it"
    bare = edit.set_at(session, ("workloads", CHATBOT, "layers"), {})
    for left_out in ((), ("profile",)):
        blocks = composed(bare.model_copy(update={"left_out": left_out}), content, Options())
        rows = dict(next(block for block in blocks if isinstance(block, Facts)).rows)
        assert ("What stays inside?" in rows) is ("profile" not in left_out)


def test_a_review_that_is_done_needs_nobody_to_see_to_it(
    session: Session, content: Content
) -> None:
    node = session.workloads[CHATBOT]
    legal = node.legal.model_copy(update={"owner": ""})
    workloads = {**session.workloads, CHATBOT: node.model_copy(update={"legal": legal})}
    rows = summarise(session.model_copy(update={"workloads": workloads}), content).workloads
    assert [row.legal for row in rows if row.id == CHATBOT] == ["reviewed, 2026-11-09"]


def test_where_all_checks_are_met_it_says_how_much_of_the_contract_is_open(
    session: Session, content: Content
) -> None:
    name = session.workloads[CHATBOT].name
    line = f"{name}: ready to sign, "
    assert line not in text_of(session, content, "markdown", Options(brief=True))
    named = "still open in the contract: "
    for items, still in (
        (("accuracy-threshold",), f"{named}Accuracy threshold"),
        (("hallucination-threshold",), f"{named}Accuracy threshold, Hallucination threshold"),
        (("latency", "retention"), "4 contract items are still open"),
    ):
        for item in items:
            session = edit.set_at(
                session, ("workloads", CHATBOT, "contract", item, "answer"), "open"
            )
        assert f"{line}{still}" in text_of(session, content, "markdown", Options(brief=True))
        whole = text_of(session, content, "markdown", Options(audience="board"))
        assert f"7 of 7; {still}" in whole


def test_brief_and_register_agree_on_where_a_legal_review_is_due(content: Content) -> None:
    half_way = read(shipped("sessions") / "half-way.toml").session
    summary = summarise(half_way, content)
    due = [a.workload for a in summary.actions if a.id.endswith("legal.review")]
    assert due
    names = ", ".join(row.name for row in summary.workloads if row.id in due)
    text = text_of(half_way, content, "markdown", Options(brief=True))
    assert f"- Not reviewed yet, and nobody sees to it: {names}\n" in text


def test_a_vendor_of_what_stays_inside_is_told_with_that(
    session: Session, content: Content
) -> None:
    claims = "claims-decisions"
    session = edit.choose_vendor(session, "brightworks", [CHATBOT, claims])
    name = session.workloads[claims].name
    text = text_of(session, content, "markdown")
    assert f"chosen for Customer support chatbot, {name} (stays inside)" in text
    assert "Brightworks (fictional); yet the work stays inside" in text.replace("\\", "")


def test_what_goes_outside_all_the_same_waits_for_no_way_back(
    session: Session, content: Content
) -> None:
    heading = "Not yet, and what brings it back"
    agent = "agent-workflow"
    for axis, level in (("certainty", "medium"), ("sensitivity", "high"), ("maturity", "none")):
        path = ("workloads", agent, "axes", axis, "level")
        session = edit.set_at(session, path, level)
    assert heading in text_of(session, content, "markdown", Options(brief=True))
    over = decide(session, content, agent, "co-build-squad", reason="The board wants it.")
    assert heading not in text_of(over, content, "markdown", Options(brief=True))


@pytest.mark.parametrize("part", ["contract", "vendors", "conditions"])
def test_the_legal_review_is_told_whatever_part_is_left_out(
    session: Session, content: Content, part: WorkshopPart
) -> None:
    bare = edit.leave_out(session, part)
    heading = "Legal review, due before anybody develops"
    for options in (Options(brief=True), Options(audience="board"), Options()):
        assert heading in text_of(bare, content, "markdown", options)
