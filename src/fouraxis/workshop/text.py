"""User text: made fit to store, made fit to show, compared as a reader would, and read as a day.

Text comes from colleagues, clients and vendors. A terminal obeys escape sequences wherever they
come from, so nothing that a person typed may reach a screen, a pipe or a file without passing here.

A day is typed as 2026-12-18, 18.12., 18 Dec, Friday, +14. It has no time and no zone, and what
could be two days is neither.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from fouraxis.content.language import noted, tr
from fouraxis.content.misfit import misfits
from fouraxis.content.read import HIDDEN

if TYPE_CHECKING:
    from pydantic import ValidationError


LINE_LIMIT: Final = 5_000
"""The longest name or title, in characters."""

NOTE_LIMIT: Final = 100_000
"""The longest note, in characters."""

REPLACEMENT: Final = "\ufffd"

LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
"""Word and PowerPoint end a line by U+000B and a page by U+000C, others by U+0085 or U+2028."""
_UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_BLANK_ENDS = re.compile(r"\A(?:[^\S\n]*\n)+|\s+\Z")
_BREAKS = re.compile(r"\s*\n\s*|\t")
_UNSEEN = re.compile("[\u00ad\u180e\u200b\u2060-\u2064\ufeff\ufffc]")
"""Hints for breaking lines, marks of byte order, places of pictures: nobody sees or means them."""

_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\))?")
_OPENING = re.compile(r"\A(?:[^\w\n]|_|\w(?:\t|[^\S\n]{2,})|\w{1,4}(?:\.\w{1,3})*[.)]\s)*")
"""Bullets, numbers and quotation marks: whatever stands before the first word."""


def storable(text: str) -> str:
    """The text as it is stored: line ends are newlines, control characters are replaced.

    Tabs and newlines stay; every other control character (C1 and lone surrogates too) becomes
    U+FFFD, so that it is seen and not obeyed.
    """
    return _UNSTORABLE.sub(REPLACEMENT, LINE_ENDS.sub("\n", text))


def one_line(text: str) -> str:
    """The text for a field of one line: lines are joined by spaces, and nothing is cut."""
    return _BREAKS.sub(" ", storable(text).strip())


def without_blank_ends(text: str) -> str:
    """The text without blank lines before and behind it: pressed Enter once more, nobody means one.

    What is nothing but blank lines is empty, and says nothing. How far the first line is indented
    stays.
    """
    return _BLANK_ENDS.sub("", text)


def legible(text: str) -> str:
    """A text that comes from elsewhere (pasted, imported), fit to store and without what is unseen.

    Spaces and signs that say in which direction to read stay, since somebody may mean them.
    """
    return _UNSEEN.sub("", storable(text))


def sought(text: str) -> str:
    """What is looked for by a text that was typed or pasted into a field for that.

    Whoever pastes a line of a list means neither its bullet or number nor the lines below it.
    """
    plain = LINE_ENDS.sub("\n", _ESCAPES.sub("", text))
    lines = legible(plain).replace(REPLACEMENT, "").split("\n")
    words = (one_line(_OPENING.sub("", line)) for line in lines)
    return next(filter(None, words), one_line(text))


_EXTERNAL: Final = "external"


def person(text: str, people: Iterable[str]) -> str:
    """Whoever is named: somebody of these, however that was typed, or "external: NAME".

    Any other name stays as it is typed: the room may name somebody whom it has not listed yet.
    """
    first, sign, rest = text.partition(":")
    if sign and folded(first) in (_EXTERNAL, folded(tr("external"))):
        return tr("external: {name}", name=rest.strip()) if rest.strip() else ""
    typed = text.strip()
    return next((name for name in people if folded(name) == folded(typed)), typed)


def folded(text: str) -> str:
    """What a text is compared by: its letters, whatever their case, normal form and spaces.

    What nobody sees does not count either.
    """
    plain = _DIRECTIONS.sub("", _UNSEEN.sub("", text))
    lower = unicodedata.normalize("NFKC", plain).casefold()
    return " ".join(unicodedata.normalize("NFKC", lower).split())


def _sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return f"<U+{code:04X}>"


def showable(text: str) -> str:
    """The text as it may reach a terminal: whatever is hidden or obeyed becomes a visible sign.

    What only hints at how to break lines is left out, unless there is nothing else. Newlines stay
    and tabs become four spaces. A combining mark with nothing to stand on gets a dotted circle, so
    that it cannot write into its neighbour.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _UNSEEN.sub("", text) or text
    text = HIDDEN.sub(_sign, text.replace("\t", "    "))
    if text and unicodedata.combining(text[0]):
        text = "\u25cc" + text
    return text


def showable_line(text: str) -> str:
    """The text on one line, as it may reach a terminal: line breaks become a visible sign."""
    return showable(text).replace("\n", " \u23ce ")


_LONGEST_QUOTE = 60


class EditError(Exception):
    """An edit that cannot be made: `path` says where, `what` why; the text is fit to show."""

    def __init__(self, path: Sequence[str], what: str) -> None:
        self.path = tuple(path)
        self.what = what
        where = ".".join(showable_line(key) for key in path)
        super().__init__(f"{where}: {what}" if where else what)


def quoted(value: Any) -> str:
    """A value that somebody typed, on one line, fit to show, cut where it is long."""
    text = showable_line(str(value))
    short = f"{text[:_LONGEST_QUOTE]}…" if len(text) > _LONGEST_QUOTE else text
    return tr("“{text}”", text=short)


def explained(error: "ValidationError") -> str:
    """What does not fit, in plain words: the choices where there are any, else the first fault."""
    faults = misfits(error)
    fault = faults[0]
    value = quoted(fault.value)
    choices = [word for each in faults if each.kind == "choice" for word in each.choices]
    if choices:
        return tr(
            "{value} is not possible here; possible are {allowed}",
            value=value,
            allowed=", ".join(choices),
        )
    match fault.kind:
        case "too-long":
            return tr("the text is longer than {limit:,} characters", limit=fault.limit)
        case "pattern":
            return tr("{value} is no id: small letters, digits and single dashes only", value=value)
        case "own":
            return str(fault.limit)
        case "whole-number":
            return tr("{value} is no whole number", value=value)
        case "day":
            return tr("{value} is no date such as 2026-12-04", value=value)
        case "too-small":
            return tr("{value} is less than {limit}", value=value, limit=fault.limit)
        case "too-large":
            return tr("{value} is more than {limit}", value=value, limit=fault.limit)
        case _:
            return tr("{value} does not fit here: {why}", value=value, why=fault.words.lower())


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


_NAMES: Final = noted(
    "january february march april may june july august september october november december"
)
"""The months in full: in running text, a word is one only if it begins one of these."""

_IN_TEXT: Final = re.compile(
    r"(?<![\w.-])(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\. ?\d{1,2}\.(?: ?\d{4})?"
    r"|\d{1,2}(?:st|nd|rd|th|\.)? ?([^\W\d]{3,})\.?(?:,? \d{4})?"
    r"|([^\W\d]{3,})\.? \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?)(?!\w)"
)


def day_in(text: str, now: date, *, past: bool) -> date | None:
    """The first day that is written somewhere in a text; None where there is none.

    Without a year it is the last such day (`past`) or the next one, as seen from now.
    """
    names = [folded(name) for name in (*_NAMES.split(), *tr(_NAMES).split())]
    at = 0
    while match := _IN_TEXT.search(text, at):
        month = folded(match[1] or match[2] or "")
        # a word and a number are no day, and the number may begin one: "logs 3 Nov"
        at = match.start() + 1
        if month and not any(name.startswith(month) for name in names):
            continue
        try:
            meant = day(match[0], now)
        except EditError:
            continue
        if meant is not None and past and meant > now and not re.search(r"\d{4}", match[0]):
            return _year_before(meant)
        if meant is not None:
            return meant
    return None


def _year_before(day: date) -> date:
    """The same day a year before; of a leap day, the one four years before or eight."""
    for back in range(1, 9):
        try:
            return day.replace(year=day.year - back)
        except ValueError:
            continue
    return day


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
