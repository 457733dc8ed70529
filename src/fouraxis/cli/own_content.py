"""`fouraxis content`: a folder of one's own content, begun, checked, and compared."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

import click

from fouraxis.cli.run import AT_FAULT, PATH, Refusal, Settings, complain, show
from fouraxis.content import language
from fouraxis.content.load import NAMES, content_folder, languages, load, shipped, words

Kind = Literal["added", "removed", "retired", "brought back", "reworded", "changed", "reordered"]

_WORDLESS: Final = {
    *("source", "anchor_source", "suits_source", "references_source", "notice_source"),
    *("why_source", "way_out_source", "outside_source", "control_source", "speed_source"),
}
"""Texts that are no words of the content: whose an item is."""
_IDS: Final = {"id", "version", "language", "suits", "since", "beside", "effect"}
"""Texts that the program reads, and no room does."""


class Difference(NamedTuple):
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


@click.group("content", no_args_is_help=False)
def content_command() -> None:
    """Begin, check and compare folders of your own content."""


@content_command.command("init")
@click.argument("folder", type=PATH)
@click.pass_obj
def init_command(settings: Settings, folder: Path) -> None:
    """Copy the content in use into FOLDER, to make it your own.

    FOLDER is made if need be; one that holds anything is left as it is. `--screens de` before
    the command copies the German content.
    """
    from fouraxis.content import language
    from fouraxis.disk import atomic

    load(settings.screens)  # what is at fault is no good beginning
    origin = settings.screens or shipped("screens")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refusal(
            f"{folder}: there is something already, and nothing was written.\n"
            "Name a folder that is new or empty."
        )
    folder.mkdir(parents=True, exist_ok=True)
    files = [f"{name}.toml" for name in NAMES]
    if (origin / language.FILE).is_file():
        files.append(language.FILE)
    for file in files:
        atomic.new(folder / file, [(origin / file).read_bytes()])
    show(
        f"{folder}: {len(files)} files of content, yours to edit.\n"
        "Change any text between quotes. Add items to a checklist, or take one out by giving it\n"
        "retired = \"1.1.0\"; ids, axes, levels and the matrix's rows are the program's own.\n"
        "Raise the version in home.toml when you change what is asked: sessions tell what is new.\n"
        "How the screens look stays with the program; there is nothing to copy for it.\n"
        "\n"
        f"Check it:   fouraxis content check {_quoted(folder)}\n"
        f"Compare it: fouraxis content diff {_name(settings)} {_quoted(folder)}\n"
        f"Use it:     fouraxis --screens {_quoted(folder)}\n"
        "            (or set FOURAXIS_SCREENS to the folder)"
    )


@content_command.command("diff")
@click.argument("a", type=PATH)
@click.argument("b", type=PATH)
def diff_command(a: Path, b: Path) -> None:
    """Tell how the content in B differs from that in A.

    Each is a folder, or a language of the shipped content: en, de. Items that were added, removed,
    retired, reworded or reordered are listed by file and id, texts with what they were before.
    """
    before, after = content_folder(a), content_folder(b)
    changes = differences(before, after)
    versions = [words("home", folder).get("pack", {}) for folder in (before, after)]
    lines = [" -> ".join(_version(pack) for pack in versions)]
    file = ""
    for change in changes:
        if change.file != file:
            file = change.file
            lines += ["", file]
        lines += _told(change)
    if not changes:
        lines.append("No differences.")
    elif versions[0].get("version") == versions[1].get("version") and _asks_otherwise(changes):
        lines += [
            "",
            "Both have the same version: raise it in home.toml, and sessions tell what is new.",
        ]
    show("\n".join(lines))


@content_command.command("check")
@click.argument("folder", type=PATH, required=False)
@click.pass_obj
def check_command(settings: Settings, folder: Path | None) -> int:
    """Validate the content in FOLDER, or the content in use.

    Every fault is named with file, key and what was expected. The matrix is proven complete,
    without two outcomes for one cell.
    """
    from fouraxis.content.read import ContentError
    from fouraxis.decision.matrix import cells

    where = content_folder(folder) if folder else settings.screens
    try:
        content = load(where)
    except ContentError as error:
        for fault in error.faults:
            complain(str(fault))
        return AT_FAULT
    pack, outcomes = content.home.pack, cells(content).values()
    read = sum(cell.interpretation for cell in outcomes)
    name = "the content of fouraxis" if where is None else str(where)
    show(
        f"{name}: valid. {pack.id} {pack.version} ({pack.language}): {len(outcomes)} cells,"
        f" {len(outcomes) - read} on published rows, {read} interpreted."
    )
    return 0


def _told(change: "Difference") -> list[str]:
    """A difference in a line; texts that differ stand below it, one above the other."""
    head = f"  {change.kind:<12}{change.key}"
    match change.kind:
        case "added":
            return [f"{head}: {change.after}"]
        case "removed":
            return [f"{head}: {change.before}"]
        case "retired":
            return [f"{head}: {change.before} (version {change.after})"]
        case "brought back":
            return [f"{head}: {change.after}"]
    return [head, *_text("-", change.before), *_text("+", change.after)]


def _text(sign: str, text: str) -> list[str]:
    """A text behind its sign, the paragraphs of a longer one below each other."""
    first, *more = text.split("\n\n")
    return [f"    {sign} {first}", *(f"      {paragraph}" for paragraph in more)]


def _asks_otherwise(changes: "tuple[Difference, ...]") -> bool:
    return any(change.kind in ("added", "removed", "retired", "brought back") for change in changes)


def _version(pack: dict[str, object]) -> str:
    return f"{pack.get('id', '?')} {pack.get('version', '?')} ({pack.get('language', '?')})"


def _name(settings: Settings) -> str:
    if settings.screens is None:
        return "en"
    names = {folder: name for name, folder in languages().items()}
    return names.get(settings.screens) or _quoted(settings.screens)


def _quoted(path: Path) -> str:
    """A path as a shell takes it."""
    text = str(path)
    return f'"{text}"' if " " in text else text
