"""`fouraxis merge`: two session files as one, answer by answer; also as git's merge driver."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from fouraxis.cli.output import complain, show
from fouraxis.cli.run import AT_FAULT, Refusal
from fouraxis.cli.settings import Settings

if TYPE_CHECKING:  # imported when the command runs: `--help` needs none of it
    from fouraxis.store.merge import Choice, Merged
    from fouraxis.store.read import Opened, Stamp
    from fouraxis.workshop.session import Session

_FILE = click.Path(path_type=Path)
_CHOICES = ("mine", "theirs", "both")


@click.command("merge")
@click.argument("files", metavar="[BASE MINE THEIRS | FILE]", nargs=-1, required=True, type=_FILE)
@click.option("--output", type=_FILE, metavar="FILE", help="Where to write, if not to MINE.")
@click.option(
    "--take",
    type=click.Choice(_CHOICES, case_sensitive=False),
    help="What to take wherever both changed the same answer.",
)
@click.pass_obj
def merge_command(
    settings: Settings, files: tuple[Path, ...], output: Path | None, take: "Choice | None"
) -> int:
    """Merge the sessions in MINE and THEIRS, which both began as BASE, and write MINE.

    Where both changed the same answer in their own way, mine stays, notes get both, each such place
    is named, and the exit status is 1. With one FILE, the merge that git left unfinished in it is
    finished; conflicts in it have to be settled by --take.
    """
    match files:
        case (file,):
            return _finish(file, output or file, take)
        case (base, mine, theirs):
            return _merge(base, mine, theirs, output or mine, take)
    raise click.UsageError(
        "name three files, BASE MINE THEIRS, or the one that git left unfinished.",
        click.get_current_context(),
    )


def _merge(base: Path, mine: Path, theirs: Path, output: Path, take: "Choice | None") -> int:
    from fouraxis.store.merge import merge
    from fouraxis.store.read import read

    ours, others = _writable(read(mine)), _writable(read(theirs))
    if ours.session.id != others.session.id:
        raise Refusal(f"{theirs}: is not the same session as {mine}. Nothing was written.")
    merged = merge(_base(base), ours.session, others.session)
    return _write(merged, output, ours.stamp if output == mine else None, take)


def _base(file: Path) -> "Session | None":
    from fouraxis.store.faults import SessionFileError
    from fouraxis.store.read import read

    try:
        return read(file).session
    except SessionFileError as error:  # git gives an empty file where both added one
        complain(f"{error} The merge goes without it.")
        return None


def _finish(file: Path, output: Path, take: "Choice | None") -> int:
    from fouraxis.store.open import UnfinishedMerge, open_file

    try:
        open_file(file)
    except UnfinishedMerge as found:
        if found.merged.conflicts and take is None:
            _tell(found.merged)
            raise Refusal(
                f"{file}: was not changed.\nSettle these places by --take mine, theirs or both."
            ) from None
        return _write(found.merged, output, found.stamp if output == file else None, take)
    show(f"{file}: holds no merge to finish.")
    return 0


def _write(merged: "Merged", output: Path, stamp: "Stamp | None", take: "Choice | None") -> int:
    from fouraxis.store.merge import resolve, settled
    from fouraxis.store.save import save

    if stamp is None and output.exists():
        raise Refusal(f"{output}: is there already. Nothing was written.")
    if take is None:
        done = settled(merged)
    else:
        done = resolve(merged, {conflict.path: take for conflict in merged.conflicts})
    save(done.session, output, stamp)
    _tell(merged)
    number = len(merged.took)
    show(f"{output}: merged, {number} change{'' if number == 1 else 's'} taken from theirs")
    return AT_FAULT if merged.conflicts and take is None else 0


def _tell(merged: "Merged") -> None:
    """Name each place that both changed, with both."""
    from fouraxis.store.differences import value
    from fouraxis.workshop.text import showable_line

    for conflict in merged.conflicts:
        mine, theirs = (
            "nothing" if one is None else value(one) for one in (conflict.mine, conflict.theirs)
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
