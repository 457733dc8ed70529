"""Read a folder of content, shipped or one's own: typed and checked, or one screen's words.

A folder of one's own is checked whenever it is read. The shipped ones are checked when fouraxis is
installed, and kept beside their words as plain data, with the hash of the words and of the code
that checked them: where either has changed since, they are checked again.
"""

from functools import cache
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
    folder = _folder(folder)
    return _kept(folder) or _checked(folder)


def _checked(folder: Path) -> "Content":
    from fouraxis.content import brand, language, shape, vocabulary
    from fouraxis.content.models import Content, Home, Matrix, Summary
    from fouraxis.content.proof import prove, prove_lines

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


# ------------------------------------------------------------- what was checked at installation

KEPT: Final = "checked.json"
"""Beside the words: the content as it was checked, with the hashes of what it was made from."""


def keep() -> tuple[Path, ...]:
    """Check the shipped content, and keep it as plain data beside its words; the files written.

    Raises:
        ContentError: It is at fault.
        OSError: It cannot be written there.
    """
    import json

    written = []
    for folder in languages().values():
        content = _checked(folder)
        if content.home.brand:  # its logo is where this folder is now
            continue
        whole = {**_made_from(folder), "content": content.model_dump(mode="json")}
        path = folder / KEPT
        path.write_text(json.dumps(whole, ensure_ascii=False, separators=(",", ":")), "utf-8")
        written.append(path)
    return tuple(written)


def _kept(folder: Path) -> "Content | None":
    """The content as it was checked, if it is shipped and nothing has changed since."""
    import json

    try:
        if folder.resolve() not in {each.resolve() for each in languages().values()}:
            return None
        whole = json.loads((folder / KEPT).read_bytes())
        now = _made_from(folder)
        if whole.get("words") != now["words"] or now["code"] not in (whole.get("code"), ""):
            return None
        from fouraxis.content.models import Content

        made: Content = _typed(Content, whole["content"])
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None  # not what was written there: the words themselves are read
    return made


def _made_from(folder: Path) -> dict[str, str]:
    """The hashes of all words of a folder, and of the code; no code where there is no source."""
    from hashlib import sha256

    def digest(files: Path, pattern: str) -> str:
        every = sorted(files.glob(pattern))
        whole = b"\0".join(path.name.encode() + b"\0" + path.read_bytes() for path in every)
        return sha256(whole).hexdigest() if every else ""

    return {"words": digest(folder, "*.toml"), "code": digest(Path(__file__).parent, "*.py")}


def _typed(kind: Any, plain: Any) -> Any:
    """Plain data that was checked as what it was: no table is checked once more."""
    if plain is None:
        return None
    values = {name: make(plain[name]) for name, make in _making(kind) if plain[name] is not None}
    return kind.model_construct(**values)


@cache
def _making(kind: Any) -> tuple[tuple[str, Any], ...]:
    """By field of a model, how its value is made of plain data."""
    from fouraxis.content import shape

    def made(annotation: Any) -> Any:
        here, _ = shape.bare(annotation)
        if shape.is_model(here):
            return lambda plain: _typed(here, plain)
        held = shape.entries(annotation)
        if held is not None and shape.is_model(held):
            return lambda plain: {key: _typed(held, value) for key, value in plain.items()}
        return tuple if shape.listed(annotation) else lambda plain: plain

    return tuple((name, made(field.annotation)) for name, field in kind.model_fields.items())
