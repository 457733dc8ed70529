"""The register in every report, as CSV and JSON, and as a calendar that a strict reader takes."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from fouraxis.content.load import load, shipped
from fouraxis.content.models import Content
from fouraxis.report.clean import clean
from fouraxis.report.document import Table
from fouraxis.report.escape import WIDTH, width
from fouraxis.report.register import (
    FEW,
    UNDATED,
    action_json,
    actions_page,
    calendar,
    first_actions,
    other_actions,
)
from fouraxis.report.spreadsheet import separated_actions, sheets
from fouraxis.report.summary import Summary, summarise
from fouraxis.store.read import read
from fouraxis.workshop import edit
from fouraxis.workshop.actions import actions, agree, annotate, assign, conclude, schedule
from fouraxis.workshop.session import Session

NOW = date(2026, 11, 27)
AT = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
NASTY = '=cmd|"/c calc"!A1; a, b \\ c\nBEGIN:VEVENT\r\n\x1b[2J 請求書 ' + "Wx" * 60


@pytest.fixture(scope="module")
def session(content: Content) -> Session:
    """The example, with owners, days, a dropped action, and two of the room's own."""
    session = read(shipped("sessions") / "four-workloads.toml").session
    first, second, third, *_ = (action.id for action in actions(session, content, NOW))
    session = schedule(assign(session, first, "Ana Lund"), first, date(2026, 11, 20))
    session = schedule(session, second, date(2026, 12, 18))
    session = conclude(session, third, "dropped", "Legal said no.")
    session, own = agree(session, NASTY, "claims-decisions")
    session = annotate(schedule(session, own, date(2027, 1, 4)), own, NASTY)
    return session


@pytest.fixture(scope="module")
def summary(session: Session, content: Content) -> Summary:
    return summarise(session, content, NOW)


# -- in reports


def test_the_first_pages_say_who_does_what_by_when(summary: Summary, content: Content) -> None:
    (first,) = (block for block in first_actions(summary) if isinstance(block, Table))
    assert first.heads == ("To do", "For", "Owner", "Due")
    assert first.rows[0][2:] == ("Ana Lund", "2026-11-20, overdue")
    assert "2026-12-11" in {row[3] for row in first.rows}
    assert len(first.rows) <= FEW
    days = [row[3] for row in first.rows if row[3]]
    assert days == sorted(days)
    assert all(row[2] for row in first.rows)
    assert not any("Legal said no." in cell for row in first.rows for cell in row)


def test_every_action_stands_in_a_report_once(summary: Summary, content: Content) -> None:
    blocks = [*first_actions(summary), *other_actions(summary, content)]
    rows = [row for block in blocks if isinstance(block, Table) for row in block.rows]
    for action in summary.actions:
        opening, _, item = action.title.rstrip(".").partition(": ")
        here = [row for row in rows if row[0].startswith(opening) and item in row[0]]
        assert here, action.title
    flags = [row[0] for row in rows if "Hollow Pine Labs (fictional), or let it go" in row[0]]
    assert len(flags) == 3  # the one with an owner, the other two heard, and those of criteria
    assert any("dropped: Legal said no." in row for row in rows)
    assert "nobody yet" in {row[2] for row in rows}


def test_what_nobody_has_taken_up_is_one_line_of_the_first_pages(content: Content) -> None:
    session = read(shipped("sessions") / "four-workloads.toml").session
    for item in ("internal-lead", "vetting", "named-roles"):
        path = ("workloads", "fraud-detection", "conditions", item, "answer")
        session = edit.set_at(session, path, "unknown")
    session = session.model_copy(update={"actions": {}})
    summary = summarise(session, content, NOW)
    summary = replace(summary, actions=tuple(a for a in summary.actions if a.kind == "condition"))
    assert isinstance(first := first_actions(summary)[0], Table)
    joined = "Find out whether this holds: Internal lead, The vendor's vetting, Named roles."
    assert [row[0] for row in first.rows] == [f"{joined} (answer: unknown)"]
    assert list(other_actions(summary, content)) == []


def test_what_is_due_soon_and_finds_no_room_is_counted(summary: Summary) -> None:
    session = summary.session
    for action in summary.actions:
        session = edit.set_at(session, ("actions", action.id, "due"), date(2026, 12, 1))
    dated = replace(summary, session=session, actions=actions(session, load(), NOW))
    soon = sum(action.open for action in dated.actions) - FEW
    *_, rest = first_actions(dated)
    assert f"Due in these thirty days: {soon}." in str(rest)


def test_a_long_register_has_its_rest_behind(content: Content) -> None:
    session = read(shipped("sessions") / "twenty-four-workloads.toml").session
    summary = summarise(session, content, NOW)
    *_, rest = first_actions(summary)
    behind = next(block for block in other_actions(summary, content) if isinstance(block, Table))
    settled = sum(not action.open for action in summary.actions)
    assert f"{len(behind.rows) - settled} more actions" in str(rest)  # counted as they are listed
    undated = replace(summary, actions=tuple(replace(a, due=None) for a in summary.actions))
    assert isinstance(first := first_actions(undated)[0], Table)
    assert len(first.rows) == UNDATED


def test_the_workbook_has_a_sheet_of_them(summary: Summary, content: Content) -> None:
    (sheet,) = (sheet for sheet in sheets(summary, content) if sheet.name == "Actions")
    assert len(sheet.rows) == len(summary.actions)
    assert sheet.rows[0][:4] == (
        summary.actions[0].title,
        "Agent for supplier onboarding",
        "Ana Lund",
        "2026-11-20",
    )


def test_csv_is_data_and_no_formula(summary: Summary, content: Content) -> None:
    text = "".join(separated_actions(summary.session, summary.actions, content))
    rows = list(csv.reader(io.StringIO(text)))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) == len(summary.actions) + 1
    assert all(cell[:1] not in ("=", "+", "-", "@") for row in rows for cell in row)
    assert "\x1b" not in text


def test_json_says_what_each_rests_on(summary: Summary) -> None:
    for action in summary.actions:
        printed = action_json(action)
        assert printed.because
        assert all(ground.id and ground.text for ground in printed.because)
        assert printed.due is None or date.fromisoformat(printed.due) == action.due


def test_the_page_for_a_terminal_is_as_wide_as_a_mail(summary: Summary, content: Content) -> None:
    page = actions_page(summary.session, summary.actions, content, NOW)
    assert max(map(width, page.split("\n"))) <= WIDTH
    assert "2026-11-20" in page
    assert "overdue" in page
    assert "\x1b" not in page


def test_where_nothing_is_to_be_done_that_is_said(content: Content) -> None:
    when = datetime(2026, 11, 23, 9, 0, 0, tzinfo=UTC)
    empty = edit.new_session("Contoso", "0198c0de", when, content.home.pack)
    assert "Nothing is to be done." in actions_page(empty, (), content, NOW)
    assert first_actions(summarise(empty, content, NOW)) == ()


# -- as a calendar

_NAME = r"[A-Z-]+"
_LINE = re.compile(rf"({_NAME})((?:;{_NAME}=[^;:\"]+)*):(.*)", re.DOTALL)
_TEXT = re.compile(r"(?:[^\x00-\x08\x0a-\x1f\x7f\\;,]|\\[\\;,nN])*")


def strictly(data: bytes) -> Iterator[tuple[str, str, str]]:
    """The lines of a calendar file as (name, parameters, value), as RFC 5545 has them (3.1)."""
    assert data.endswith(b"\r\n")
    physical = data[:-2].split(b"\r\n")
    assert all(len(line) <= 75 for line in physical)
    assert b"\r" not in b"".join(physical)
    assert b"\n" not in b"".join(physical)
    for line in physical:
        line.decode()  # no character is cut in two
    for line in data[:-2].replace(b"\r\n ", b"").replace(b"\r\n\t", b"").split(b"\r\n"):
        match = _LINE.fullmatch(line.decode())
        assert match, line
        yield match[1], match[2], match[3]


def events(data: bytes) -> list[dict[str, tuple[str, str]]]:
    """The events of a calendar file, each property by its name; anything odd is refused."""
    lines = list(strictly(data))
    assert lines[0] == ("BEGIN", "", "VCALENDAR")
    assert lines[-1] == ("END", "", "VCALENDAR")
    head = [name for name, _, _ in lines[1:3]]
    assert sorted(head) == ["PRODID", "VERSION"]
    listed: list[dict[str, tuple[str, str]]] = []
    inside = False
    for name, parameters, value in lines[3:-1]:
        if (name, value) == ("BEGIN", "VEVENT"):
            assert not inside
            inside = True
            listed.append({})
        elif (name, value) == ("END", "VEVENT"):
            assert inside
            inside = False
        else:
            assert inside
            assert name not in listed[-1], "a property that may be there once"
            listed[-1][name] = (parameters, value)
    assert not inside
    return listed


def unescaped(value: str) -> str:
    """The text behind a value of the type TEXT (3.3.11)."""
    assert _TEXT.fullmatch(value), value
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)


def test_due_dates_are_whole_days_of_a_calendar(session: Session, content: Content) -> None:
    listed = actions(session, content, NOW)
    dated = [action for action in listed if action.open and action.due]
    read_back = events("".join(calendar(session, listed, AT)).encode())
    assert len(read_back) == len(dated) >= 3
    assert len({event["UID"] for event in read_back}) == len(dated)
    for action, event in zip(dated, read_back, strict=True):
        assert action.due
        assert event["DTSTAMP"] == ("", "20261127T093000Z")
        assert event["DTSTART"] == (";VALUE=DATE", f"{action.due:%Y%m%d}")
        assert "T" not in event["DTEND"][1]
        assert unescaped(event["SUMMARY"][1]).startswith(action.title.split("\x1b")[0][:20])
        assert unescaped(event["UID"][1]) == f"{action.id}@{session.id}"
    assert any("Ana Lund" in unescaped(event["DESCRIPTION"][1]) for event in read_back)


def test_the_same_action_has_the_same_uid_in_the_next_file(
    session: Session, content: Content
) -> None:
    later = datetime(2026, 12, 1, tzinfo=UTC)
    files = [
        events("".join(calendar(session, actions(session, content, NOW), at)).encode())
        for at in (AT, later)
    ]
    assert [event["UID"] for event in files[0]] == [event["UID"] for event in files[1]]


def test_a_clean_calendar_names_nobody(session: Session, content: Content) -> None:
    cleaned = clean(session, content)
    listed = actions(cleaned, content, NOW)
    whole = "".join(calendar(cleaned, listed, AT)).replace("\r\n ", "")
    printed = json.dumps([str(action_json(action)) for action in listed])
    people = [who.name for who in session.participants.values()]
    vendors = [vendor.name for vendor in session.vendors.values()]
    for name in ("Ana Lund", *people, *vendors, *session.vendors, *session.workloads):
        assert name not in whole
        assert name not in printed
    dated = [action for action in listed if action.open and action.due]
    assert len(events("".join(calendar(cleaned, listed, AT)).encode())) == len(dated) >= 3


def test_what_nobody_has_taken_up_stands_once_for_all_workloads_that_it_is_the_same_for(
    content: Content,
) -> None:
    half_way = read(shipped("sessions") / "half-way.toml").session
    summary = summarise(half_way, content)
    drift = [action for action in summary.actions if action.title.endswith("Model drift.")]
    session = assign(half_way, drift[0].id, "Ana")
    (listed,) = (
        block
        for block in other_actions(summarise(session, content), content)
        if isinstance(block, Table)
    )
    risks = [row for row in listed.rows if "which side carries" in row[0]]
    assert [row[0] for row in risks if "Ana" in row] == [f"{drift[0].title} (on no side)"]
    names = [node.name for node in half_way.workloads.values()]
    assert [row[1] for row in risks if "Model drift, Post-launch" in row[0]] == [
        ", ".join(names[1:4]),
        names[4],  # it has a risk more, of what acts on its own
    ]
    page = actions_page(session, actions(session, content, NOW), content, NOW)
    assert page.count("Find out: readiness.") == 1
    assert len(page.splitlines()) < 116
