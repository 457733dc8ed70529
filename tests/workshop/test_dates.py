"""Days as rooms type them: read as they are meant, and what is none is refused in words."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from fouraxis.content.language import speak
from fouraxis.content.load import content_folder
from fouraxis.workshop.text import EARLIEST, LATEST, EditError, day, written

NOW = date(2026, 11, 27)  # a Friday


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("", None),
        ("   ", None),
        ("2026-12-18", "2026-12-18"),
        ("2026/12/8", "2026-12-08"),
        ("18.12.2026", "2026-12-18"),
        ("18. 12. 26", "2026-12-18"),
        ("18.12.", "2026-12-18"),
        ("1.3", "2027-03-01"),
        ("27.11.", "2026-11-27"),
        ("26.11.", "2027-11-26"),
        ("29.2.", "2028-02-29"),
        ("18 Dec", "2026-12-18"),
        ("Dec 18", "2026-12-18"),
        ("december 18th, 2027", "2027-12-18"),
        ("18th December", "2026-12-18"),
        ("12/18", "2026-12-18"),
        ("18/12/2026", "2026-12-18"),
        ("3/3", "2027-03-03"),
        ("+14", "2026-12-11"),
        ("+ 2 weeks", "2026-12-11"),
        ("+2w", "2026-12-11"),
        ("+3m", "2027-02-27"),
        ("+0", "2026-11-27"),
        ("today", "2026-11-27"),
        ("Tomorrow", "2026-11-28"),
        ("mon", "2026-11-30"),
        ("Friday", "2026-12-04"),
        ("１８.１２.", "2026-12-18"),
    ],
)
def test_a_day_is_read_as_it_is_meant(text: str, meant: str | None) -> None:
    assert day(text, NOW) == (date.fromisoformat(meant) if meant else None)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "30.2.",
            "31.4.2027",
            "2026-13-01",
            "soon",
            "next week",
            "14",
            "+",
            "+-3",
            "5.",
            "18.12.1",
        ),
        *("1999-12-31", "2100-01-01", "+99999", "18 Foo", "\x1b[2J", "[/x]", "18.12.2026 10:00"),
    ],
)
def test_what_is_no_day_is_refused_in_words(text: str) -> None:
    with pytest.raises(EditError) as refused:
        day(text, NOW)
    assert "is no day" in refused.value.what
    assert refused.value.what.isprintable()


def test_what_could_be_two_days_is_neither() -> None:
    with pytest.raises(EditError) as refused:
        day("3/4", NOW)
    assert "2027-03-04 or 2027-04-03" in refused.value.what


def test_a_month_on_from_its_last_day_is_the_last_day_of_the_next() -> None:
    assert day("+1m", date(2027, 1, 31)) == date(2027, 2, 28)
    assert day("+12m", date(2028, 2, 29)) == date(2029, 2, 28)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("18. Dezember", "2026-12-18"),
        ("3. März 2027", "2027-03-03"),
        ("Mo", "2026-11-30"),
        ("Freitag", "2026-12-04"),
        ("morgen", "2026-11-28"),
        ("+2 Wochen", "2026-12-11"),
        ("+1 Monat", "2026-12-27"),
        ("18 Dec", "2026-12-18"),
    ],
)
def test_a_german_room_types_german_days(text: str, meant: str) -> None:
    speak(content_folder(Path("de")))
    try:
        assert day(text, NOW) == date.fromisoformat(meant)
    finally:
        speak(None)


@given(st.dates(EARLIEST, LATEST))
def test_what_is_written_is_read_as_the_same_day(any_day: date) -> None:
    assert day(written(any_day), NOW) == any_day


@given(st.text(max_size=12))
def test_whatever_is_typed_is_a_day_or_refused(text: str) -> None:
    try:
        meant = day(text, NOW)
    except EditError:
        return
    assert meant is None or EARLIEST <= meant <= LATEST
