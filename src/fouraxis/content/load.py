"""Read a folder of content: all of it typed and checked, or the words of one screen at once."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fouraxis.content.faults import ContentError, Fault
from fouraxis.content.folder import languages, shipped
from fouraxis.content.read import read

if TYPE_CHECKING:  # the models bring pydantic, which the first screen does not wait for
    from fouraxis.content.models import Content

NAMES: Final = (
    "home",
    "setup",
    "workloads",
    "profile",
    "axes",
    "rules",
    "matrix",
    "conditions",
    "risks",
    "contract",
    "drivers",
    "vendors",
    "ownership",
    "summary",
)
"""The content files, in the order in which the room meets them."""


def words(name: str, folder: Path | None = None) -> dict[str, Any]:
    """The tables of one content file as they stand, fast and not checked against the models.

    Args:
        name: The file's name without `.toml`.
        folder: The content folder; the shipped one if None.

    Raises:
        ContentError: The file is missing, no TOML, or holds hidden characters.
    """
    return read(_folder(folder) / f"{name}.toml")


def load(folder: Path | None = None) -> "Content":
    """The whole content of a folder, checked: shapes, the fixed vocabulary, and the matrix.

    Args:
        folder: The content folder; the shipped one if None.

    Raises:
        ContentError: With every fault of every file.
    """
    from fouraxis.content import language, shape, vocabulary
    from fouraxis.content.models import Content, Matrix, Summary
    from fouraxis.content.proof import prove, prove_lines

    folder = _folder(folder)
    faults: list[Fault] = []
    parts: dict[str, Any] = {}
    for name in NAMES:
        path = folder / f"{name}.toml"
        try:
            raw = read(path)
        except ContentError as error:
            faults += error.faults
            continue
        findings = list(vocabulary.check(name, raw))
        part, misshapen = shape.check(Content.model_fields[name].annotation, raw)
        _add(misshapen, findings)
        if isinstance(part, Matrix):
            _add(prove(part), findings)
        if isinstance(part, Summary):
            _add(prove_lines(part), findings)
        faults += [Fault(path, key, message) for key, message in findings]
        parts[name] = part
    faults += language.check(folder)
    if faults:
        raise ContentError(tuple(faults))
    return Content(**parts)


def check(folder: Path | None = None) -> tuple[Fault, ...]:
    """Every fault of a content folder; none if it can be used."""
    try:
        load(folder)
    except ContentError as error:
        return error.faults
    return ()


def _add(more: list[tuple[str, str]], findings: list[tuple[str, str]]) -> None:
    """Add what is not said yet: a table that may not be there needs no fault for each key."""
    known = [key for key, _ in findings]
    findings += [
        (key, message)
        for key, message in more
        if not any(key == outer or key.startswith(f"{outer}.") for outer in known)
    ]


def _folder(folder: Path | None) -> Path:
    """The folder to read, once it is known to be one."""
    if folder is None:
        try:
            return shipped("screens")
        except FileNotFoundError as error:
            raise ContentError((Fault(Path("screens"), "", str(error)),)) from None
    try:
        if folder.is_dir():
            return folder
        found = "a file" if folder.exists() else "nothing there"
        if len(folder.parts) == 1:
            found += f", and no language of that name (there are {', '.join(languages())})"
    except OSError as error:
        found = (error.strerror or "an unreadable path").lower()
    raise ContentError((Fault(folder, "", f"expected a folder of content, found {found}"),))
