"""A session as the bytes of its file: always the same bytes for the same session.

A workload or vendor that is the same object as at the last save is the same text, not made again.
Whatever text is new is parsed back and compared before any of it may reach the disk.
"""

import hashlib
import tomllib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal

import tomli_w

from fouraxis.store.faults import SessionFileError
from fouraxis.store.migrations import SCHEMA
from fouraxis.store.toml_text import checked
from fouraxis.store.tree import Aside, Table, asides, same, table, utc
from fouraxis.workshop.session import Session, SetAside, Vendor, Workload

Kind = Literal["workloads", "vendors"]
KINDS: Final[tuple[Kind, ...]] = ("workloads", "vendors")

SAVED: Final = b"[saved]\n"


class UnfaithfulError(Exception):
    """The text made of a session does not say what the session says: it must not be saved."""


def _text(tree: Table) -> bytes:
    return tomli_w.dumps(tree, multiline_strings=False).encode()


def _left(items: dict[str, Any], aside: Any) -> Table:
    """What was set aside as a whole in a table of workloads or vendors."""
    if not isinstance(aside, dict):
        return {}
    return {
        key: below.value
        for key, below in aside.items()
        if isinstance(below, SetAside) and key not in items
    }


def _head(session: Session, aside: Aside) -> Table:
    """Everything but the workloads, the vendors, and [saved]."""
    head = {"schema": SCHEMA, **table(session, aside, skip=KINDS)}
    head.pop("saved", None)
    answered = {kind for kind in KINDS if getattr(session, kind)}
    for key, below in aside.items():
        if isinstance(below, SetAside) and key not in head and key not in answered:
            head[key] = below.value
    return head


def _prove(text: str, tree: Table) -> None:
    """See that the text can be opened again and says what the tree says."""
    try:
        checked(text, Path("session.toml"))
        faithful = same(tomllib.loads(text), tree)
    except (SessionFileError, ValueError, RecursionError) as error:
        raise UnfaithfulError from error
    if not faithful:
        raise UnfaithfulError


class Writer:
    """Writes one session again and again, and remembers the text of what did not change."""

    def __init__(self) -> None:
        self._known: dict[tuple[Kind, str], tuple[Workload | Vendor, Any, bytes]] = {}

    def dumps(self, session: Session, saved_at: datetime, saved_by: str) -> bytes:
        """The bytes of the session's file.

        Raises:
            UnfaithfulError: the text does not read back as the session.
        """
        aside = asides(session.set_aside)
        fresh: Table = {}
        new: list[bytes] = []
        texts: list[bytes] = []
        for key, text, tree in self._sections(session, aside):
            texts.append(text)
            if tree is not None:
                new.append(text)
                (fresh.setdefault(key, {}) if key else fresh).update(tree)
        body = b"\n".join([*texts, b""])
        extra = (session.model_extra or {}).get("saved", {})
        saved = {
            "at": utc(saved_at),
            "by": saved_by,
            "sha256": hashlib.sha256(body).hexdigest(),
            **extra,
        }
        end = _text({"saved": saved})
        _prove(b"\n".join([*new, end]).decode(), {**fresh, "saved": saved})
        return body + end

    def _sections(
        self, session: Session, aside: Aside
    ) -> Iterator[tuple[Kind | None, bytes, Table | None]]:
        """The texts in their order, each with its table where it was made just now."""
        head = _head(session, aside)
        yield None, _text(head), head
        known, self._known = self._known, {}
        for kind in KINDS:
            items: dict[str, Any] = getattr(session, kind)
            below = aside.get(kind)
            for key, item in items.items():
                part = below.get(key) if isinstance(below, dict) else None
                old = known.get((kind, key))
                if old and old[0] is item and old[1] == part:
                    self._known[kind, key] = old
                    yield kind, old[2], None
                    continue
                tree = {key: table(item, part if isinstance(part, dict) else {})}
                text = _text({kind: tree})
                self._known[kind, key] = item, part, text
                yield kind, text, tree
            if left := _left(items, below):
                yield kind, _text({kind: left}), left


def dumps(session: Session, saved_at: datetime, saved_by: str) -> bytes:
    """The bytes of the session's file, made from nothing.

    Raises:
        UnfaithfulError: the text does not read back as the session.
    """
    return Writer().dumps(session, saved_at, saved_by)
