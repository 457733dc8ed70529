"""The program's own words, in the language of the room: keys, headings, messages.

As with gettext, the English stands in the code where it is shown. A folder of content may hold
`interface.toml`, where the name of each entry is the English text, and its value what to say
instead; the table `language` there holds what else a language needs: its plural rule, and texts
that mean something else in some context. One language holds for the whole process: it is chosen
once, at the start, with the content.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from fouraxis.content.read import ContentError, Fault, read

FILE: Final = "interface.toml"
"""Where a language says it; without this file the interface is English."""

OWN: Final = "language"
"""The table of that file that holds no texts, but what the language needs: no text is named so."""

_CONTEXT: Final = "\x04"
"""What parts a context from its text, as in gettext's catalogues; no TOML file may hold it."""

_PLACE = re.compile(r"\{(\w*)[^{}]*\}")


# ------------------------------------------------------------------------------------ plurals

CATEGORIES: Final = ("zero", "one", "two", "few", "many", "other")
"""The forms that a language may have for a number of things, as Unicode's CLDR names them."""

_RELATION = re.compile(r"n(?: % ([1-9]\d*))? (=|!=) (\d+(?:\.\.\d+)?(?:,\d+(?:\.\.\d+)?)*)")


class _Relation(NamedTuple):
    """Whether a number, or what is left of it after a division, lies in some ranges."""

    divisor: int
    inside: bool
    ranges: tuple[range, ...]

    def holds(self, count: int) -> bool:
        rest = count % self.divisor if self.divisor else count
        return any(rest in numbers for numbers in self.ranges) == self.inside


class PluralRule(NamedTuple):
    """Which form a language has for a number: the first category that holds, else `other`.

    A condition is written as in CLDR: "n = 1", "n % 10 = 2..4 and n % 100 != 12..14", "n = 0,1".
    It is read by a grammar of its own and never executed.
    """

    forms: tuple[tuple[str, tuple[tuple[_Relation, ...], ...]], ...]

    @classmethod
    def of(cls, conditions: Mapping[str, str]) -> "PluralRule":
        """The rule of a language, by category.

        Raises:
            ValueError: A condition cannot be read; it is the message.
        """
        return cls(tuple((name, _condition(text)) for name, text in conditions.items()))

    def category(self, count: int) -> str:
        """The form for so many things."""
        number = abs(count)
        for name, alternatives in self.forms:
            if any(all(relation.holds(number) for relation in each) for each in alternatives):
                return name
        return "other"


def _condition(text: str) -> tuple[tuple[_Relation, ...], ...]:
    return tuple(
        tuple(_relation(part.strip()) for part in alternative.split(" and "))
        for alternative in text.split(" or ")
    )


def _relation(text: str) -> _Relation:
    match = _RELATION.fullmatch(text)
    if not match:
        raise ValueError(text)
    divisor, sign, ranges = match.groups()
    ends = (part.split("..") for part in ranges.split(","))
    return _Relation(
        int(divisor or 0), sign == "=", tuple(range(int(e[0]), int(e[-1]) + 1) for e in ends)
    )


_ENGLISH: Final = PluralRule.of({"one": "n = 1"})


# ------------------------------------------------------------------------------------- saying it


@dataclass(slots=True)
class _Language:
    """What the process says now: texts by their English, forms by the English for many."""

    texts: dict[str, str]
    forms: dict[str, dict[str, str]]
    rule: PluralRule


_language: Final = _Language({}, {}, _ENGLISH)


def tr(text: str, /, *, context: str = "", **places: object) -> str:
    """What to say for an English text, with its places filled.

    The text is a literal, never anything that a user typed; what was typed fills a place. A
    `context` tells apart what is one word in English and two elsewhere: "up" the list, and "up" to
    where one came from. A language that does not tell them apart says the text alone.
    """
    wording = _worded(noted(text, context=context) if context else text)
    return wording.format(**places) if places else wording


def ntr(count: int, singular: str, plural: str, /, *, context: str = "", **places: object) -> str:
    """The text for `count` things, in the form that the language has for that number.

    `singular` and `plural` are the English texts; `{count}` in them is the number.
    """
    key = noted(plural, context=context) if context else plural
    forms = _language.forms.get(key)
    if forms:
        wording = forms.get(_language.rule.category(count)) or forms["other"]
        return wording.format(count=count, **places)
    spoken = key in _language.texts or plural in _language.texts
    rule = _language.rule if spoken else _ENGLISH
    text = singular if rule.category(count) == "one" else plural
    return tr(text, context=context, count=count, **places)


def noted(text: str, /, *, context: str = "") -> str:
    """The English text as it is: it stands in a table here, and `tr` says it later.

    With a context it is that text in this context, for `tr` alone to say.
    """
    return f"{context}{_CONTEXT}{text}" if context else text


def _worded(text: str) -> str:
    wording = _language.texts.get(text)
    if wording is None:
        wording = text
        if _CONTEXT in text:
            text = text.partition(_CONTEXT)[2]
            wording = _language.texts.get(text, text)
    return wording


@dataclass(frozen=True, init=False, repr=False, slots=True)
class Message:
    """A message that is worded where it is shown: an English text, and what fills its places.

    It can be kept, compared, raised in an error and handed from thread to thread; `str()` says it
    in the room's language at that moment. A message may fill a place of another.
    """

    text: str
    places: tuple[tuple[str, object], ...]
    context: str
    plural: str

    def __init__(self, text: str, /, *, context: str = "", **places: object) -> None:
        self._set(text, "", context, places)

    @classmethod
    def counted(
        cls, count: int, singular: str, plural: str, /, *, context: str = "", **places: object
    ) -> "Message":
        """The message about `count` things, as `ntr` would say it."""
        message = cls.__new__(cls)
        message._set(singular, plural, context, {"count": count, **places})
        return message

    def _set(self, text: str, plural: str, context: str, places: dict[str, object]) -> None:
        values = {
            "text": text,
            "places": tuple(sorted(places.items())),
            "context": context,
            "plural": plural,
        }
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def __str__(self) -> str:
        places = dict(self.places)
        if not self.plural:
            return tr(self.text, context=self.context, **places)
        count = places.pop("count")
        assert isinstance(count, int)  # noqa: S101 - only `counted` gives a plural
        return ntr(count, self.text, self.plural, context=self.context, **places)

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __repr__(self) -> str:
        return f"Message({self.plural or self.text!r}, {dict(self.places)!r})"


# ---------------------------------------------------------------------------------- the language


def speak(folder: Path | None) -> None:
    """Say everything in the language of a folder of content from now on.

    Args:
        folder: The content folder; English if None, or if it does not say it in its own words.

    Raises:
        ContentError: Its texts cannot be used.
    """
    raw, faults = _read(folder)
    if faults:
        raise ContentError(faults)
    own = raw.get(OWN, {})
    texts = {text: wording for text, wording in raw.items() if isinstance(wording, str)}
    forms = {text: wording for text, wording in raw.items() if isinstance(wording, dict)}
    forms.pop(OWN, None)
    for context, entries in own.get("contexts", {}).items():
        for text, wording in entries.items():
            entry = noted(text, context=context)
            (texts if isinstance(wording, str) else forms)[entry] = wording
    _language.texts, _language.forms = texts, forms
    _language.rule = PluralRule.of(own["plural"]) if "plural" in own else _ENGLISH


def texts(folder: Path | None) -> Mapping[str, str]:
    """What a folder says in its own words, by the English text, in no context and for no number.

    Raises:
        ContentError: The file cannot be read.
    """
    return {key: wording for key, english, wording in wordings(folder) if key == english}


def wordings(folder: Path | None) -> tuple[tuple[str, str, str], ...]:
    """All that a folder says in its own words: the key in the file, the English, and its wording.

    The English is what is said where the key is not there; the plural rule of English is empty.

    Raises:
        ContentError: The file cannot be read.
    """
    raw, faults = _read(folder)
    if faults and not raw:
        raise ContentError(faults)
    plain = {text: wording for text, wording in raw.items() if text != OWN}
    return (*_leaves(plain, ""), *_own_leaves(raw.get(OWN)))


def _own_leaves(own: object) -> Iterator[tuple[str, str, str]]:
    for name, table in own.items() if isinstance(own, dict) else ():
        entries = table.items() if isinstance(table, dict) else ()
        if name == "contexts":
            for context, texts_ in entries:
                if isinstance(texts_, dict):
                    yield from _leaves(texts_, f"{OWN}.{name}.{context}.")
        else:
            yield from ((f"{OWN}.{name}.{key}", "", str(value)) for key, value in entries)


def _leaves(entries: Mapping[str, Any], at: str) -> Iterator[tuple[str, str, str]]:
    for text, wording in entries.items():
        if isinstance(wording, dict):
            yield from ((f"{at}{text}.{form}", text, str(value)) for form, value in wording.items())
        else:
            yield at + text, text, wording


# ---------------------------------------------------------------------------------------- faults


def check(folder: Path) -> tuple[Fault, ...]:
    """Every fault of a folder's `interface.toml`; none if it has no such file."""
    return _read(folder)[1]


def _read(folder: Path | None) -> tuple[Mapping[str, Any], tuple[Fault, ...]]:
    path = folder / FILE if folder else None
    if path is None or not path.is_file():
        return {}, ()
    try:
        raw = read(path)
    except ContentError as error:
        return {}, error.faults
    own = raw.get(OWN, {})
    rule = own.get("plural", {"one": ""}) if isinstance(own, dict) else {}
    categories = {*(rule if isinstance(rule, dict) else ()), "other"}
    faults = [*_own_faults(own, categories)]
    faults += _entry_faults({text: raw[text] for text in raw if text != OWN}, "", categories)
    return raw, tuple(Fault(path, key, message) for key, message in faults)


_Faults = Iterator[tuple[str, str]]


def _own_faults(own: object, categories: set[str]) -> _Faults:
    """What is wrong with the table that holds a language's rule and contexts."""
    if not isinstance(own, dict):
        yield OWN, "expected a table: plural, and contexts"
        return
    for name, value in own.items():
        if name == "plural":
            yield from _rule_faults(value)
        elif name != "contexts":
            yield f"{OWN}.{name}", "expected one of plural, contexts; this key is not known"
        elif not isinstance(value, dict) or not all(isinstance(e, dict) for e in value.values()):
            yield f"{OWN}.contexts", "expected a table of texts for each context"
        else:
            for context, entries in value.items():
                yield from _entry_faults(entries, f"{OWN}.contexts.{context}.", categories)


def _rule_faults(rule: object) -> _Faults:
    if not isinstance(rule, dict):
        yield f"{OWN}.plural", "expected a table: a condition for each form but the last, other"
        return
    for name, condition in rule.items():
        key = f"{OWN}.plural.{name}"
        if name not in CATEGORIES[:-1]:
            yield key, f"expected one of {', '.join(CATEGORIES[:-1])}; what is left is other"
        elif not isinstance(condition, str) or not _readable(condition):
            yield key, 'expected a condition such as "n = 1" or "n % 10 = 2..4 and n != 12..14"'


def _readable(condition: str) -> bool:
    try:
        _condition(condition)
    except ValueError:
        return False
    return True


def _entry_faults(entries: Mapping[str, Any], at: str, categories: set[str]) -> _Faults:
    for text, wording in entries.items():
        if not isinstance(wording, dict):
            fault = _fault(text, wording)
            if fault:
                yield at + text, fault
            continue
        if set(wording) != categories:
            listed = ", ".join(name for name in CATEGORIES if name in categories)
            yield at + text, f"expected a text for each form of this language: {listed}"
        for form, form_wording in wording.items():
            fault = _fault(text, form_wording, "count")
            if fault:
                yield f"{at}{text}.{form}", fault


def _fault(text: str, wording: object, optional: str = "") -> str:
    """What is wrong with what is said for a text; nothing if it can be said.

    One place is optional where the number may go without being named: "one workload".
    """
    if not isinstance(wording, str) or not wording.strip():
        return "expected a text to say instead"
    wanted = sorted(set(_PLACE.findall(text)))
    needed = set(wanted) - {optional}
    if not needed <= set(_PLACE.findall(wording)) <= set(wanted):
        places = ", ".join(f"{{{place}}}" for place in wanted)
        return f"expected the places {places}" if wanted else "expected no places to fill"
    return _unfillable(wording, wanted)


def _unfillable(wording: str, places: list[str]) -> str:
    if not places:
        return ""
    try:
        wording.format(**dict.fromkeys(places, 1))
    except (ValueError, LookupError, AttributeError, TypeError):
        return "expected every { to open a place, and every } to close one"
    return ""
