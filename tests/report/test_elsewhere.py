"""What came from Word or a web page reads in a report as it reads on the screen."""

from pathlib import Path
from typing import get_args

import pytest

from fouraxis.content.models import Content
from fouraxis.report.formats import ReportFormat
from fouraxis.store.format import dumps, loads
from fouraxis.workshop import questions
from fouraxis.workshop.session import Session
from tests.report.reading import text_of

FILE = """schema = 1
id = "0198c0de-0000-7000-8000-000000000701"
title = "In\\u00advisible"
created = 2026-11-23T09:00:00Z

[workloads.a]
name = "Kunden\\u00addienst"

[workloads.b]
name = "\\u200bSupport\\u2060 chatbot\\ufeff"

[workloads.c]
name = "Up\\u202edown"
"""
WORDS = [form for form in get_args(ReportFormat) if form not in ("png", "svg", "json")]


@pytest.fixture
def session() -> Session:
    """A session of a file that was written before anything was taken out at paste."""
    return loads(FILE.encode(), Path("session.toml")).session


@pytest.mark.parametrize("form", WORDS)
def test_no_report_shows_what_nobody_sees_and_all_show_what_misleads(
    session: Session, content: Content, form: ReportFormat
) -> None:
    text = text_of(session, content, form).replace("&lt;", "<").replace("&gt;", ">")
    text = text.replace("\\", "")
    assert "Kundendienst" in text
    assert "Support chatbot" in text
    assert "Up<U+202E>down" in text
    assert "<U+00AD>" not in text
    assert not set(text) & set("\u00ad\u200b\u2060")


def test_the_file_keeps_what_it_held(session: Session) -> None:
    data = dumps(session, session.created, "Ana")
    assert "Kunden\u00addienst".encode() in data
    assert dumps(loads(data, Path("session.toml")).session, session.created, "Ana") == data


@pytest.mark.parametrize("form", WORDS)
@pytest.mark.parametrize("end", ["\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
@pytest.mark.few("form", 2)
def test_a_break_in_a_note_is_one_in_the_file_and_in_every_report(
    session: Session, content: Content, form: ReportFormat, end: str
) -> None:
    question = questions.find(session, content, "a", "sensitivity")
    noted = questions.annotate(session, question, f"Legal agrees{end}if data stays{end}See annex")
    assert questions.note(noted, question) == "Legal agrees\nif data stays\nSee annex"
    saved = loads(dumps(noted, noted.created, "Ana"), Path("session.toml")).session
    assert questions.note(saved, question) == "Legal agrees\nif data stays\nSee annex"
    text = text_of(noted, content, form)
    assert "\ufffd" not in text
    assert "Legal agrees" in text
    assert "See annex" in text
    assert "agrees if data" not in text
