"""A report is in the language of its content, down to the last head, caption and picture.

It is proven with a language that nobody speaks: none of its words has an English letter, nor has
anything that the room typed. So an English word in a report is one that no language can replace.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from fouraxis.content.language import speak, tr
from fouraxis.content.load import content_folder, load, shipped
from fouraxis.content.models import Content
from fouraxis.content.terms import OUTSIDE
from fouraxis.decision.matrix import Placement
from fouraxis.decision.recommendation import recommend
from fouraxis.report.comparison import Shift, compare, comparison_json, comparison_page
from fouraxis.report.composition import Options
from fouraxis.report.document import Paragraph, Table
from fouraxis.report.drawing import Text
from fouraxis.report.escape import width
from fouraxis.report.figures import pictures
from fouraxis.report.formats import ReportFormat, report
from fouraxis.report.recommendation import matrix_page, recommendation_page
from fouraxis.report.register import FEW, actions_page, calendar, first_actions, other_actions
from fouraxis.report.spreadsheet import sheets
from fouraxis.report.summary import summarise, way_back
from fouraxis.report.vendor_form import written as filled_form
from fouraxis.store.read import read
from fouraxis.workshop.actions import actions, assign, conclude, schedule
from fouraxis.workshop.edit import set_at
from fouraxis.workshop.session import LegalReview, Reentry, Session, Workload
from fouraxis.workshop.vendor_form import form
from tests.content.test_interface import SOURCES, texts_of_the_program
from tests.report.reading import parts, text_of, written
from tests.report.unspoken import english_in, fragments, readings, sessions, sheet_names
from tests.tui.pseudo import write_language

GERMAN = content_folder(Path("de"))

NEVER_SAID = {
    "The workbook could not be put together in {folder}: {why}",  # a fault of the disk
    "{form} needs {libraries}. Install it: pip install 'fouraxis[office]'",  # without the extra
    "Somebody",  # stands for a person whom no field names: there is none today
    "Owner after launch",  # and for roles, if nobody else in the room has the name
}
"""What no report of a session says."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_language(tmp_path_factory.mktemp("language"))


@pytest.fixture(scope="module")
def read_out(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """All that a reader sees or hears of every format and page in that language, by its name."""
    speak(folder)
    unspoken = load(folder)
    spoken = sessions(unspoken, tmp_path_factory.mktemp("sessions"))
    texts = {
        f"{name}, {form}": text
        for name, session in spoken.items()
        for form, text in readings(session, unspoken)
    }
    texts |= _pages(unspoken, spoken["walked"])
    texts["for vendors"] = "\n".join(_for_vendors(unspoken, spoken))
    texts["compared"] = "\n".join(_compared(unspoken, spoken))
    speak(None)
    return texts


def _pages(content: Content, session: Session) -> dict[str, str]:
    pages = [
        recommendation_page(row.assessed.placement, row.assessed.recommendation, content)
        for row in summarise(session, content).workloads
    ]
    struck = Placement("low", "none", "high", core_logic="yes")  # a rule that turns the outcome
    pages.append(recommendation_page(struck, recommend(struck, content), content))
    pages += [matrix_page(content, stage) for stage in (None, "pilot")]
    pages += [*_ways_back(), *_of_actions(content, session), *_forms(content, session)]
    pages += [*_undecided(content, session), _ready_with_more_open(content)]
    return {"pages": "\n".join(pages)}


def _undecided(content: Content, session: Session) -> Iterator[str]:
    """The first page before anything is decided: with one and with two on either side."""
    sides: dict[bool, Workload] = {}
    for row in summarise(session, content).workloads:
        if lead := row.assessed.recommendation.lead:
            sides[lead in OUTSIDE] = row.assessed.workload.model_copy(update={"decision": None})
    assert len(sides) == 2
    for many in (1, 2):
        workloads = {f"{side}-{n}": node for side, node in sides.items() for n in range(many)}
        undecided = session.model_copy(
            update={"workloads": workloads, "vendors": {}, "actions": {}}
        )
        yield text_of(undecided, content, "markdown", Options(brief=True))


def _ready_with_more_open(content: Content) -> str:
    """What the first page says where a workload may be signed and its contract has open items."""
    session = read(shipped("sessions") / "four-workloads.toml").session
    own = {"name": "Ωμ", "legal": LegalReview()}
    node = session.workloads["support-chatbot"].model_copy(update=own)
    session = session.model_copy(update={"workloads": {"support-chatbot": node}})
    place = ("workloads", "support-chatbot", "contract", "audit-access", "answer")
    session = set_at(session, place, "open")
    session = set_at(session, ("contract", "trained-models", "owner"), None)
    text = text_of(session, content, "markdown")
    titles = (tr("Brief"), content.contract.screen.title)
    parts_ = [text.split(f"\n## {title}\n")[1].split("\n#")[0] for title in titles]
    (line,) = (line for line in text.splitlines() if line.startswith("- Ωμ: "))
    return "\n".join((*parts_, line))


def _compared(content: Content, spoken: dict[str, Session]) -> Iterator[str]:
    """Two sessions side by side, as a page and as the values for programs."""
    pairs = (("half-way", "decided"), ("decided", "half-way"), ("half-way", "walked"))
    for before, after in (*pairs, ("walked", "contradicted"), ("walked", "walked")):
        comparison = compare(spoken[before], spoken[after], content, date(2020, 2, 1))
        yield comparison_page(comparison)
        yield from _values(comparison_json(comparison))
    for many in (1, 2):
        yield from Shift(many, many, many, many).words


def _values(value: object) -> Iterator[str]:
    """The texts of plain values, without the keys that programs read."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for below in value.values() if isinstance(value, dict) else value:
            yield from _values(below)


def _for_vendors(content: Content, spoken: dict[str, Session]) -> Iterator[str]:
    """What vendors are given: all together, each of them, and where nothing is settled."""
    for session in spoken.values():
        for vendor in (None, *session.vendors):
            yield text_of(session, content, "markdown", Options(audience="vendor", vendor=vendor))


def _ways_back() -> Iterator[str]:
    """Who brings a workload back, and when: both are given, or one of them."""
    for owner, day in (("№", date(2020, 1, 31)), ("№", None), ("", date(2020, 1, 31))):
        yield way_back(Reentry(owner=owner, revisit=day))


def _forms(content: Content, session: Session) -> Iterator[str]:
    """What a vendor fills in."""
    vendor = next(iter(session.vendors))
    for form_format in ("md", "xlsx", "docx"):
        data = filled_form(form(session, content, vendor), form_format, session.created, "zz")
        if form_format == "md":
            yield data.decode()
        if form_format == "xlsx":
            yield from openpyxl.load_workbook(BytesIO(data)).sheetnames


def _of_actions(content: Content, session: Session) -> Iterator[str]:
    """The register with an action that somebody is late with, as a page and as a calendar."""
    late = date(2020, 1, 31)
    action, other, *_ = (action.id for action in actions(session, content, late) if action.open)
    session = schedule(assign(session, action, "Ωμ"), action, late)
    session = conclude(session, other, "done")
    summary = summarise(session, content, date(2020, 2, 1))
    yield actions_page(session, summary.actions, content, summary.today)
    yield actions_page(session, (), content, summary.today)
    undated = next(a for a in summary.actions if a.open and a.due is None)
    for beyond in (0, 1, 2):
        some = replace(summary, actions=(undated,) * (FEW + beyond)) if beyond else summary
        for block in (*first_actions(some), *other_actions(some, content)):
            if isinstance(block, Table):
                yield from (cell for row in block.rows for cell in row)
            elif isinstance(block, Paragraph):
                yield block.text
    lines = "".join(calendar(session, summary.actions, datetime.now(UTC))).replace("\r\n ", "")
    for line in lines.split("\r\n"):
        name, _, value = line.partition(":")
        if name in ("SUMMARY", "DESCRIPTION"):
            yield value.replace("\\n", "\n")


@pytest.mark.long
def test_no_format_has_a_word_that_its_language_cannot_replace(read_out: dict[str, str]) -> None:
    english = {name: english_in(text) for name, text in read_out.items()}
    assert {name: words for name, words in english.items() if words} == {}


@pytest.mark.long
def test_every_text_of_a_report_is_said_in_one_of_these(read_out: dict[str, str]) -> None:
    """So that there is none whose English would not have been found."""
    every = " ".join(" ".join(read_out.values()).split()).casefold()
    texts = set(texts_of_the_program(SOURCES / "report")) - NEVER_SAID
    missing = [
        text for text in sorted(texts) if any(fragment not in every for fragment in fragments(text))
    ]
    assert missing == []
    assert len(texts) > 150


def test_the_documents_name_their_language() -> None:
    speak(GERMAN)
    content = load(GERMAN)
    session = read(shipped("sessions") / "four-workloads.toml").session
    assert '<html lang="de">' in text_of(session, content, "html")
    files = dict(parts(written(session, content, "docx")))
    assert b"<dc:language>de</dc:language>" in files["docProps/core.xml"]
    assert b'<w:lang w:val="de"' in files["word/styles.xml"]


def test_the_heads_of_csv_are_those_of_the_table_and_no_two_are_the_same() -> None:
    session = read(shipped("sessions") / "four-workloads.toml").session
    speak(GERMAN)
    content = load(GERMAN)
    heads = report(session, content, "csv").splitlines()[0].split(",")
    assert len(set(heads)) == len(heads)
    for column in ("workload", "recommended", "because", "decision", "ready", "open"):
        assert content.summary.columns[column].name.lower() in heads


def test_a_sheet_has_a_name_that_spreadsheets_take(content: Content) -> None:
    risks = content.risks.screen.model_copy(update={"title": "What [if] / why: it fails, or not?"})
    vendors = content.vendors.screen.model_copy(update={"title": content.contract.screen.title})
    own = content.model_copy(
        update={
            "risks": content.risks.model_copy(update={"screen": risks}),
            "vendors": content.vendors.model_copy(update={"screen": vendors}),
        }
    )
    session = read(shipped("sessions") / "four-workloads.toml").session
    names = sheet_names(written(session, own, "xlsx"))
    assert "What if why it fails, or not" in names
    assert {"Contract", "Contract (2)"} <= set(names)


def test_a_sheet_of_a_step_has_no_empty_column_of_texts(content: Content) -> None:
    session = read(shipped("sessions") / "four-workloads.toml").session
    for sheet in sheets(summarise(session, content), content):
        if sheet.name in ("Risks", "Contract", "Drivers"):
            assert not {"Reason", "Evidence", "Plan", "Vendor"} & set(sheet.heads)
            assert "Note" in sheet.heads


@pytest.mark.parametrize("form", ["markdown", "xlsx"])
def test_that_it_is_a_hybrid_is_said_once(content: Content, form: ReportFormat) -> None:
    summary = summarise(read(shipped("sessions") / "four-workloads.toml").session, content)
    assert summary.programme.hybrid_reason is not None
    assert text_of(summary.session, content, form).count(summary.programme.hybrid_reason) == 1


def test_what_stands_in_a_german_picture_ends_on_its_paper() -> None:
    speak(GERMAN)
    content = load(GERMAN)
    session = read(shipped("sessions") / "four-workloads.toml").session
    typed = [workload.name for workload in session.workloads.values()]
    typed += [vendor.name for vendor in session.vendors.values()]
    for picture in pictures(summarise(session, content), content):
        texts = [shape for shape in picture.shapes if isinstance(shape, Text)]
        cut = [text.text[:-1] for text in texts if text.text.endswith("…")]
        assert not [start for start in cut if not any(name.startswith(start) for name in typed)]
        for text in texts:
            if text.anchor == "start":
                assert text.x + width(text.text) * text.size / 2 <= picture.width, text.text
