"""Days as people in a room type them: 2026-12-18, 18.12., 18 Dec, Friday, +14.

A day has no time and no zone. What could be two days is neither.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from fouraxis.content.language import noted, tr
from fouraxis.workshop.text import EditError, folded, quoted

EARLIEST: Final = date(2000, 1, 1)
LATEST: Final = date(2099, 12, 31)
"""The days that somebody can mean: beyond them it is a slip of the finger."""

_MONTHS: Final = noted("jan feb mar apr may jun jul aug sep oct nov dec")
_WEEKDAYS: Final = noted("mon tue wed thu fri sat sun")
_WORDS: Final = noted("today tomorrow")
_UNITS: Final = noted("day week month")
_LETTERS: Final = 3
"""As many letters of a month or weekday tell it from all others; `de` wants two for weekdays."""


def today() -> date:
    """The day that it is where the program runs."""
    return datetime.now().astimezone().date()


def day(text: str, now: date) -> date | None:
    """The day that a text means, seen from now; None for an empty one.

    Without a year it is the next such day. `+14` is in fourteen days, `+2w` in two weeks, `+1m` in
    a month.

    Raises:
        EditError: that is no day, it could be two, or it is out of reach.
    """
    plain = folded(text)
    if not plain:
        return None
    for read in (_ahead, _spoken, _iso, _dotted, _named, _slashed):
        meant = read(plain, now)
        if meant is not None:
            return _in_reach(meant, text)
    raise _no_day(text)


def written(day: date | None) -> str:
    """A day as it is shown everywhere: year, month, day; nothing for none."""
    return day.isoformat() if day else ""


def _ahead(text: str, now: date) -> date | None:
    """So many days, weeks or months from today."""
    units = [unit[:1] for unit in (*_UNITS.split(), *tr(_UNITS).split())]
    match = re.fullmatch(rf"\+ ?(\d{{1,4}}) ?([{''.join(units)}]?)[a-z]*", text)
    if match is None:
        return None
    many, unit = int(match[1]), units.index(match[2]) % 3 if match[2] else 0
    try:
        if unit == _MONTH:
            month = now.month - 1 + many
            return _last_that_is(now.year + month // 12, month % 12 + 1, now.day)
        return now + timedelta(days=many * (7 if unit else 1))
    except (ValueError, OverflowError):
        raise _no_day(text) from None


_MONTH: Final = 2


def _last_that_is(year: int, month: int, wanted: int) -> date:
    """That day of a month, or its last one: a month after January 31 ends February."""
    for number in range(wanted, 27, -1):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    return date(year, month, wanted)


def _spoken(text: str, now: date) -> date | None:
    """Today, tomorrow, or the next day of a weekday."""
    for words in (_WORDS.split(), tr(_WORDS).split()):
        if text in words:
            return now + timedelta(days=words.index(text))
    for names in (_WEEKDAYS.split(), tr(_WEEKDAYS).split()):
        for number, name in enumerate(names):
            if text.rstrip(".").startswith(name) and text.rstrip(".").isalpha():
                return now + timedelta(days=(number - now.weekday() - 1) % 7 + 1)
    return None


def _iso(text: str, _: date) -> date | None:
    match = re.fullmatch(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})", text)
    return _made(text, match[1], match[2], match[3]) if match else None


def _dotted(text: str, now: date) -> date | None:
    match = re.fullmatch(r"(\d{1,2})\. ?(\d{1,2})\.? ?(\d{4}|\d{2})?", text)
    return _made_or_next(text, match[3], match[2], match[1], now) if match else None


def _named(text: str, now: date) -> date | None:
    """A day with the name of its month, before it or behind it."""
    match = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th|\.)? ?([^\W\d]+)\.?,? ?(\d{4}|\d{2})?", text)
    if match:
        number, name, year = match[1], match[2], match[3]
    else:
        match = re.fullmatch(r"([^\W\d]+)\.? ?(\d{1,2})(?:st|nd|rd|th)?(?:,? ?(\d{4}))?", text)
        if match is None:
            return None
        name, number, year = match[1], match[2], match[3]
    for months in (_MONTHS.split(), tr(_MONTHS).split()):
        for at, month in enumerate(map(folded, months), 1):
            if len(name) >= _LETTERS and name.startswith(month):
                return _made_or_next(text, year, str(at), number, now)
    return None


def _slashed(text: str, now: date) -> date | None:
    """With slashes, the day and the month change places from country to country."""
    match = re.fullmatch(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?", text)
    if match is None:
        return None
    first, second = int(match[1]), int(match[2])
    if first != second and max(first, second) <= 12:
        ways = (_made_or_next(text, match[3], m, d, now) for m, d in _both(match))
        one_way, other_way = map(written, sorted(ways))
        raise EditError(
            (),
            tr(
                "{text} can be {first} or {second}; write one of them",
                text=quoted(text),
                first=one_way,
                second=other_way,
            ),
        )
    month, number = (second, first) if first > 12 else (first, second)
    return _made_or_next(text, match[3], str(month), str(number), now)


def _both(match: re.Match[str]) -> Iterable[tuple[str, str]]:
    return ((match[1], match[2]), (match[2], match[1]))


def _made_or_next(text: str, year: str | None, month: str, number: str, now: date) -> date:
    """The day of a year; without one, the next such day there is, today included."""
    if year is not None:
        return _made(text, year, month, number)
    for ahead in range(9):  # a leap day comes after eight years at the latest
        try:
            coming = date(now.year + ahead, int(month), int(number))
        except ValueError:
            continue
        if coming >= now:
            return coming
    raise _no_day(text)


def _made(text: str, year: str, month: str, number: str) -> date:
    try:
        return date(int(year) + (2000 if len(year) <= 2 else 0), int(month), int(number))
    except ValueError:
        raise _no_day(text) from None


def _in_reach(meant: date, text: str) -> date:
    if not EARLIEST <= meant <= LATEST:
        raise _no_day(text)
    return meant


def _no_day(text: str) -> EditError:
    what = tr("{text} is no day; write 2026-12-18, 18 Dec, Friday or +14", text=quoted(text))
    return EditError((), what)
