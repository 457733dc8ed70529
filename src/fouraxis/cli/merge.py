"""The command that merges two session files, and the one that has git do so."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from fouraxis.cli.run import AT_FAULT, PATH, Refusal, Settings, complain, named, save, show
from fouraxis.store import faults, session_file
from fouraxis.store.merge import Choice, Merged, Sealed, merge, resolve, settled, value
from fouraxis.store.read import Opened, read
from fouraxis.workshop.text import showable_line

if TYPE_CHECKING:
    from fouraxis.disk.system import Stamp
    from fouraxis.workshop.session import Session


_CHOICES = ("mine", "theirs", "both")


@click.command("merge")
@click.argument("files", metavar="[BASE MINE THEIRS | FILE]", nargs=-1, required=True, type=PATH)
@click.option(
    "--output",
    type=PATH,
    callback=named,
    metavar="FILE",
    help="Where to write, if not to MINE.",
)
@click.option(
    "--take",
    type=click.Choice(_CHOICES, case_sensitive=False),
    help="What to take wherever both changed the same answer.",
)
@click.option("--name", default="", help="What to call the file that is written: git's is unnamed.")
@click.pass_obj
def merge_command(
    settings: Settings,
    files: tuple[Path, ...],
    output: Path | None,
    take: "Choice | None",
    name: str,
) -> int:
    """Merge the sessions in MINE and THEIRS, which both began as BASE, and write MINE.

    Where both changed the same answer in their own way, mine stays, notes get both, each such place
    is named, and the exit status is 1. With one FILE, the merge that git left unfinished in it is
    finished; conflicts in it have to be settled by --take.
    """
    match files:
        case (file,):
            return _finish(file, output or file, take, name=name)
        case (base, mine, theirs):
            return _merge(base, mine, theirs, output or mine, take, name=name)
    raise click.UsageError(
        "name three files, BASE MINE THEIRS, or the one that git left unfinished.",
        click.get_current_context(),
    )


def _merge(
    base: Path, mine: Path, theirs: Path, output: Path, take: "Choice | None", *, name: str
) -> int:
    ours, others = _writable(read(mine)), _writable(read(theirs))
    if ours.session.id != others.session.id:
        raise Refusal(f"{theirs}: is not the same session as {mine}. Nothing was written.")
    merged = merge(_base(base), ours.session, others.session)
    stamp = ours.stamp if output == mine else None
    return _write(merged, (mine, theirs), output, stamp, take, name=name)


def _base(file: Path) -> "Session | None":
    try:
        return read(file).session
    except faults.SessionFileError as error:  # git gives an empty file where both added one
        complain(f"{error} The merge goes without it.")
        return None


def _finish(file: Path, output: Path, take: "Choice | None", *, name: str) -> int:
    try:
        session_file.open_file(file)
    except session_file.UnfinishedMerge as unfinished:
        if unfinished.merged.conflicts and take is None:
            _tell(unfinished.merged)
            raise Refusal(
                f"{file}: was not changed.\nSettle these places by --take mine, theirs or both."
            ) from None
        stamp = unfinished.stamp if output == file else None
        return _write(unfinished.merged, (file, file), output, stamp, take, name=name)
    show(f"{file}: holds no merge to finish.")
    return 0


def _write(
    merged: "Merged",
    sides: tuple[Path, Path],
    output: Path,
    stamp: "Stamp | None",
    take: "Choice | None",
    *,
    name: str,
) -> int:
    if stamp is None and output.exists():
        raise Refusal(f"{output}: is there already. Nothing was written.")
    if take is None:
        done = settled(merged)
    else:
        done = resolve(merged, {conflict.path: take for conflict in merged.conflicts})
    if done.sealed is not None:
        side = sides[merged.mine.seal is None]
        raise Sealed(Path(name) if name else side, done.sealed)
    save(done.session, output, stamp)
    _tell(merged)
    number = len(merged.took)
    changes = f"{number} change{'' if number == 1 else 's'}"
    show(f"{showable_line(name) or output}: merged, {changes} taken from theirs")
    return AT_FAULT if merged.conflicts and take is None else 0


def _tell(merged: "Merged") -> None:
    """Name each place that both changed, with both."""
    for conflict in merged.conflicts:
        mine, theirs = (
            "nothing" if side is None else value(side) for side in (conflict.mine, conflict.theirs)
        )
        complain(
            showable_line(
                f"{merged.place(conflict)}: both changed it: mine {mine}; theirs {theirs}"
            )
        )


def _writable(opened: "Opened") -> "Opened":
    for notice in opened.notices:
        complain(notice)
    if opened.read_only:
        raise Refusal(f"{opened.path}: was saved by a newer fouraxis. Nothing was written.")
    return opened


_DRIVER: Final = {
    "merge.fouraxis.name": "fouraxis sessions",
    "merge.fouraxis.driver": "fouraxis merge %O %A %B --name %P",
}
_ATTRIBUTE: Final = "/*.toml merge=fouraxis"


@click.command("git-setup")
@click.argument("folder", default=".", type=PATH)
@click.pass_obj
def git_setup_command(_: Settings, folder: Path) -> None:
    """Have git merge the sessions in FOLDER (the current one if left out) answer by answer.

    Writes a line to .gitattributes in FOLDER, to be committed, and registers the merge driver in
    the configuration of this repository, which everybody does once for each clone. What is there
    already stays; doing it twice changes nothing.
    """
    from fouraxis.disk import atomic
    from fouraxis.disk.system import DISK

    if not folder.is_dir():
        raise Refusal(f"{folder}: there is no such folder. Nothing was written.")
    if _git(folder, "rev-parse", "--show-toplevel") is None:
        raise Refusal(
            f"{folder}: is in no git repository. Nothing was written.\n"
            "git init makes one, where sessions are to be kept in git."
        )
    path = folder / ".gitattributes"
    text = DISK.read(path).decode(errors="surrogateescape") if path.exists() else ""
    if _ATTRIBUTE in text.splitlines():
        show(f"{path}: has the line already: {_ATTRIBUTE}")
    else:
        apart = "" if not text or text.endswith("\n") else "\n"
        line = f"{text}{apart}{_ATTRIBUTE}\n"
        atomic.over(path, [line.encode(errors="surrogateescape")])
        show(f"{path}: written: {_ATTRIBUTE}")
    for key, setting in _DRIVER.items():
        if _git(folder, "config", "--local", "--get", key) == setting:
            show(f"git config {key}: is there already")
        elif _git(folder, "config", "--local", key, setting) is None:
            raise Refusal(f"{folder}: git did not take the setting {key}.")
        else:
            show(f"git config {key}: set to {setting}")


def _git(folder: Path, *arguments: str) -> str | None:
    """What git says in a folder; None where it refuses, or is not installed."""
    import subprocess

    try:
        done = subprocess.run(  # noqa: S603  # its arguments are ours
            ["git", "-C", str(folder), *arguments],  # noqa: S607  # whichever git there is
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None
