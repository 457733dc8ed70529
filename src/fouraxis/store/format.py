"""The format of a session file: bytes to a session and back. The whole contract is in one place.

`dumps` always gives the same bytes for the same session; `loads` opens whatever can be opened, says
in plain words what could not, and loses none of it.
"""

import hashlib
import re
import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from fouraxis.content.language import noted, tr
from fouraxis.store.faults import SessionFileError
from fouraxis.store.lines import Lines
from fouraxis.store.migrations import SCHEMA, migrated
from fouraxis.store.parsing import said
from fouraxis.store.salvage import Salvage, differing, shown
from fouraxis.store.toml_text import checked, decoded
from fouraxis.store.writer import Writer, dumps
from fouraxis.store.written import tables
from fouraxis.workshop.session import Session

__all__ = ["SCHEMA", "Loaded", "Writer", "dumps", "loads"]

_SAVED: Final = re.compile(r"^\[saved\]\n(?![\s\S]*^\[(?!saved\.))", re.MULTILINE)
_TELLING: Final = {"schema", "id", "title", "workloads", "vendors", "participants"}
_BACKUP: Final = noted("Mend that line in an editor, or open a backup. It was not changed.")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file gave.

    `notices` are sentences about the file for the room to read; they quote raw text of the file.
    `read_only` files are of a newer fouraxis: they are shown and exported, and never written.
    `saved_at` and `saved_by` are None where the file does not say. `intact` files are just as
    fouraxis saved them: their checksum fits.
    """

    session: Session
    notices: tuple[str, ...] = ()
    read_only: bool = False
    saved_at: datetime | None = None
    saved_by: str | None = None
    intact: bool = False


def loads(data: bytes, path: Path) -> Loaded:
    """The session in the bytes of a file.

    Args:
        data: the bytes.
        path: the file they came from: for its name in notices, and the title if there is none.

    Raises:
        SessionFileError: no session can be made of it.
    """
    text = decoded(data, path)
    checked(text, path)
    tree = _parsed(text, path)
    if not _TELLING & tree.keys():
        advice = tr("Choose a session file. It was not changed.")
        raise SessionFileError(path, tr("is not a session of fouraxis"), advice)
    lines = Lines(text)
    saved = _popped_saved(tree)
    at, by, sha256 = saved.get("at"), saved.get("by"), saved.get("sha256")
    at = at if isinstance(at, datetime) else None
    schema = tree.pop("schema", SCHEMA)
    proper = isinstance(schema, int) and not isinstance(schema, bool) and schema >= 1
    newer = proper and schema > SCHEMA
    if proper and schema < SCHEMA:
        tree = migrated(tree, schema)
    salvage = Salvage(tree, path, lines, at)
    session = salvage.session()
    if not proper:
        what = tr(
            "{value} is not a schema: it is read as {schema}", value=shown(schema), schema=SCHEMA
        )
        salvage.say(("schema",), what)
    if newer:
        notice = tr(
            "{name}: was saved by a newer fouraxis (schema {newer}, not {schema}). "
            "It opens to be read and exported, and is not changed.",
            name=path.name,
            newer=schema,
            schema=SCHEMA,
        )
        salvage.notices.insert(0, notice)
    intact = sha256 is not None and sha256 == _digest(text)
    if not intact:
        if sha256 is not None:
            salvage.notices.append(
                tr("{name}: was edited outside fouraxis since it was last saved.", name=path.name)
            )
        differing(tree, session, lambda keys: salvage.say(keys, tr(_MADE_STORABLE)))
    _say_lost_links(session, salvage)
    return Loaded(
        session,
        tuple(salvage.notices),
        newer,
        at,
        by if isinstance(by, str) else None,
        intact,
    )


_MADE_STORABLE: Final = noted(
    "holds characters that cannot be stored there, such as control characters: they were replaced"
)


def _parsed(text: str, path: Path) -> dict[str, Any]:
    try:
        written = tables(text)
        return tomllib.loads(text) if written is None else written
    except tomllib.TOMLDecodeError as error:
        what = tr("is damaged: {why}", why=said(error))
    except RecursionError:
        what = tr("is nested too deeply to be read")
    except MemoryError:
        what = tr("needs more memory to be read than there is")
    except ValueError as error:  # such as a date of 30 February, or a number of 5,000 digits
        what = tr("holds a value that cannot be: {why}", why=error)
    raise SessionFileError(path, what, tr(_BACKUP))


def _popped_saved(tree: dict[str, Any]) -> dict[str, Any]:
    """Take [saved] out of the tree; keys in it that we do not know stay, to be written back."""
    saved = tree.pop("saved", {})
    if not isinstance(saved, dict):
        return {}
    if unknown := {k: v for k, v in saved.items() if k not in {"at", "by", "sha256"}}:
        tree["saved"] = unknown
    return saved


def _digest(text: str) -> str | None:
    """The hash of everything above [saved]; None if [saved] is not the last table."""
    saved = _SAVED.search(text)
    return hashlib.sha256(text[: saved.start()].encode()).hexdigest() if saved else None


def _say_lost_links(session: Session, salvage: Salvage) -> None:
    for key, vendor in session.vendors.items():
        for workload in vendor.workloads:
            if workload not in session.workloads:
                what = tr(
                    "names the workload {name}, which is not there; the link is kept",
                    name=shown(workload),
                )
                salvage.say(("vendors", key, "workloads"), what)
