"""Read a folder of content, shipped or one's own: typed and checked, or one screen's words."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fouraxis.content.read import ContentError, Fault, read

if TYPE_CHECKING:
    from fouraxis.content.models import Content


_FIRST: Final = "en"
"""The language of the shipped content itself; the others lie in folders within it."""


def shipped(folder: str) -> Path:
    """The shipped folder `screens` or `sessions`.

    A wheel carries them inside the package; a checkout keeps them at its top level.

    Raises:
        FileNotFoundError: The package was installed without its data.
    """
    here = Path(__file__).resolve()
    installed, checkout = here.parents[1] / folder, here.parents[3] / folder
    for candidate in (installed, checkout):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"fouraxis is installed without its {folder} folder: install it again")


def languages() -> dict[str, Path]:
    """The languages of the shipped content, and the folder of each.

    Raises:
        FileNotFoundError: The package was installed without its data.
    """
    top = shipped("screens")
    more = (folder for folder in top.iterdir() if (folder / "home.toml").is_file())
    return {_FIRST: top, **{folder.name: folder for folder in sorted(more)}}


def content_folder(named: Path) -> Path:
    """The folder that is meant: one of that name if there is one, else a shipped language.

    A name that is neither is returned as it is, for the loader to say what is wrong with it.
    """
    try:
        return named if named.is_dir() else languages().get(str(named), named)
    except (OSError, ValueError):  # too long for a name, a NUL in it, or no shipped content
        return named


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
    from fouraxis.content import brand, language, shape, vocabulary
    from fouraxis.content.models import Content, Home, Matrix, Summary
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
        if isinstance(part, Home) and part.brand:
            _add(list(brand.faults(part.brand, folder)), findings)
            part = part.model_copy(update={"brand": part.brand.within(folder)})
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
    outer_keys = [key for key, _ in findings]
    findings += [
        (key, message)
        for key, message in more
        if not any(key == outer or key.startswith(f"{outer}.") for outer in outer_keys)
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
        there = "a file" if folder.exists() else "nothing there"
        if len(folder.parts) == 1:
            there += f", and no language of that name (there are {', '.join(languages())})"
    except OSError as error:
        there = (error.strerror or "an unreadable path").lower()
    raise ContentError((Fault(folder, "", f"expected a folder of content, found {there}"),))
