"""How two folders of content differ, item by item: what came, went, and reads differently."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from fouraxis.content import language
from fouraxis.content.load import NAMES, words

Kind = Literal["added", "removed", "retired", "brought back", "reworded", "changed", "reordered"]

_WORDLESS: Final = {
    *("source", "anchor_source", "suits_source", "references_source", "notice_source"),
    *("why_source", "way_out_source", "outside_source", "control_source", "speed_source"),
}
"""Texts that are no words of the content: whose an item is."""
_IDS: Final = {"id", "version", "language", "suits", "since", "beside", "effect"}
"""Texts that the program reads, and no room does."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between two folders; `before` or `after` is empty where there is none.

    `key` is the path in the file: an item, or one of its texts where that is what differs. For a
    new order, the texts are the ids in it.
    """

    file: str
    kind: Kind
    key: str
    before: str = ""
    after: str = ""


def differences(before: Path | None, after: Path | None) -> tuple[Difference, ...]:
    """Every difference, in the order of the files; None means the shipped content.

    The files are read as they stand, so that content with faults can be compared as well.

    Raises:
        ContentError: A file is missing or no TOML.
    """
    changed: list[Difference] = []
    for name in NAMES:
        old, new = words(name, before), words(name, after)
        changed += (
            Difference(f"{name}.toml", kind, key, was, is_)
            for kind, key, was, is_ in _table(old, new, "")
        )
    here, there = language.wordings(before), language.wordings(after)
    english = {key: text for key, text, _ in (*here, *there)}
    old_texts, new_texts = ({key: wording for key, _, wording in side} for side in (here, there))
    for key, text in english.items():
        was, is_ = old_texts.get(key, text), new_texts.get(key, text)
        if was != is_:  # what a language does not say is said in English
            changed.append(Difference(language.FILE, "reworded", key, was, is_))
    return tuple(changed)


_Found = tuple[Kind, str, str, str]


def _table(old: Mapping[str, Any], new: Mapping[str, Any], at: str) -> Iterator[_Found]:
    """The differences between two tables that are at the same place."""
    yield from _retirement(old, new, at)
    for name in (*old, *(name for name in new if name not in old)):
        if name != "retired":
            yield from _entry(old.get(name), new.get(name), f"{at}.{name}" if at else name, name)
    kept = [name for name in old if _both_tables(old, new, name)]
    ordered = [name for name in new if _both_tables(old, new, name)]
    if at and kept != ordered:  # a file's own tables may stand in any order
        yield "reordered", at, ", ".join(kept), ", ".join(ordered)


def _retirement(old: Mapping[str, Any], new: Mapping[str, Any], at: str) -> Iterator[_Found]:
    was, is_ = old.get("retired"), new.get("retired")
    if was is None and is_ is not None:
        yield "retired", at, _called(old), str(is_)
    elif was is not None and is_ is None:
        yield "brought back", at, str(was), _called(new)


def _entry(old: Any, new: Any, key: str, name: str) -> Iterator[_Found]:
    if old == new and not isinstance(old, dict):
        return
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _table(old, new, key)
    elif old is None:
        yield "added", key, "", _called(new)
    elif new is None:
        yield "removed", key, _called(old), ""
    else:
        worded = isinstance(old, str) and isinstance(new, str)
        plain = name in _WORDLESS or name in _IDS
        yield "reworded" if worded and not plain else "changed", key, _called(old), _called(new)


def _both_tables(old: Mapping[str, Any], new: Mapping[str, Any], name: str) -> bool:
    return isinstance(old.get(name), dict) and isinstance(new.get(name), dict)


def _called(value: Any) -> str:
    """A value in a few words: a table by its name or its first text."""
    if isinstance(value, dict):
        texts = [text for text in value.values() if isinstance(text, str)]
        return str(value.get("name") or next(iter(texts), ""))
    if isinstance(value, list):
        return "; ".join(_called(entry) for entry in value)
    return str(value).lower() if isinstance(value, bool) else str(value)
