"""Commands on files: whether one is whole, having it back, two as one, sealed or not."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from fouraxis.cli.run import (
    AT_FAULT,
    PATH,
    Refusal,
    Settings,
    complain,
    named,
    read_aloud,
    save,
    see_writable,
    show,
)
from fouraxis.store.faults import SessionFileError
from fouraxis.store.merge import Choice, Merged, Sealed, merge, resolve, settled, value
from fouraxis.store.read import Opened, read
from fouraxis.store.session_file import UnfinishedMerge, Version, open_file, restore, versions
from fouraxis.workshop.text import EditError, folded, legible, showable_line

if TYPE_CHECKING:
    from fouraxis.content.models import Content
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
    except SessionFileError as error:  # git gives an empty file where both added one
        complain(f"{error} The merge goes without it.")
        return None


def _finish(file: Path, output: Path, take: "Choice | None", *, name: str) -> int:
    try:
        open_file(file)
    except UnfinishedMerge as unfinished:
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


@click.command("seal")
@click.argument("file", type=PATH)
@click.option("--by", help="Who signs off; if left out, whoever is logged in.")
@click.option("--decided", metavar="NAME", multiple=True, help="Who decided; may be repeated.")
@click.option("--revisit", metavar="DATE", help="When to look again: 2027-02-26, or +90 for days.")
@click.pass_obj
def seal_command(
    _: Settings, *, file: Path, by: str | None, decided: tuple[str, ...], revisit: str | None
) -> None:
    """Seal the session in FILE: nothing in it is changed any more, by whatever door.

    All its participants were there. Whoever has the role of a decider decided, or is named as one
    who did, unless --decided says otherwise. It is opened again by: fouraxis unseal
    """
    from fouraxis.disk.system import login
    from fouraxis.workshop.seal import seal, standing, usual_deciders
    from fouraxis.workshop.text import day, today

    opened = read_aloud(file)
    see_writable(opened)
    session = opened.session
    try:
        sealed = seal(
            session,
            legible(by or login()),
            datetime.now(UTC),
            present=session.participants,
            deciders=_participants(session, decided) if decided else usual_deciders(session),
            revisit=day(revisit, today()) if revisit else None,
        )
    except EditError as error:
        raise click.UsageError(error.what, click.get_current_context()) from None
    save(sealed, file, opened.stamp)
    show(f"{file}: {standing(sealed)}")


def _participants(session: "Session", names: Sequence[str]) -> list[str]:
    """The ids of participants by their names."""
    ids = {folded(person.name): key for key, person in session.participants.items()}
    for name in names:
        if folded(name) not in ids:
            there = ", ".join(person.name for person in session.participants.values())
            raise click.UsageError(
                f"“{name}” is no participant. There are: {there or 'none'}.",
                click.get_current_context(),
            )
    return [ids[folded(name)] for name in names]


@click.command("unseal")
@click.argument("file", type=PATH)
@click.option("--reason", required=True, help="Why; it stays on record in the session.")
@click.option("--by", help="Who unseals it; if left out, whoever is logged in.")
@click.pass_obj
def unseal_command(_: Settings, *, file: Path, reason: str, by: str | None) -> None:
    """Open the sealed session in FILE again. The reason, and whose seal it was, stay in it."""
    from fouraxis.disk.system import login
    from fouraxis.workshop.seal import unseal

    opened = read_aloud(file)
    if opened.read_only:
        raise Refusal(f"{file}: was saved by a newer fouraxis. It was not changed.")
    if opened.session.seal is None:
        raise Refusal(f"{file}: is not sealed. It was not changed.")
    try:
        unsealed = unseal(
            opened.session, legible(reason), legible(by or login()), datetime.now(UTC)
        )
    except EditError as error:
        raise click.UsageError(error.what, click.get_current_context()) from None
    save(unsealed, file, opened.stamp)
    show(f"{file}: unsealed; the reason stays on record in it.")


@click.command("milestone")
@click.argument("file", type=PATH)
@click.argument("name", default="")
@click.pass_obj
def milestone_command(_: Settings, file: Path, name: str) -> None:
    """Name what the session in FILE has reached, and keep a copy of it; without NAME, list them.

    The copy is kept on this machine, and never pruned: fouraxis compare FILE NAME compares with it.
    """
    from fouraxis.store.milestone import earlier, named
    from fouraxis.store.read import read

    opened = read(file)
    for notice in opened.notices:
        complain(notice)
    if not name:
        listed = [
            f"{each.name}  {f'{each.at.astimezone():%Y-%m-%d %H:%M}' if each.at else ''}"
            + ("" if each.data is not None else "  (its copy is not on this machine)")
            for each in earlier(opened.session, file)
            if each.milestone
        ]
        show("\n".join(listed) or f"{file}: has no milestones yet.")
        return
    see_writable(opened)
    try:
        session = named(opened.session, legible(name), datetime.now(UTC))
    except EditError as error:
        raise click.UsageError(error.what, click.get_current_context()) from None
    save(session, file, opened.stamp)
    show(f"{file}: milestone “{name}” is kept; fouraxis compare FILE NAME compares with it.")


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


_COLUMNS = (3, 19, 7, 45)


@click.command("recover")
@click.argument("file", type=PATH)
@click.option(
    "--restore",
    "number",
    type=click.IntRange(min=1),
    metavar="N",
    help="Write version N to a new file beside FILE; FILE itself is not touched.",
)
@click.pass_obj
def recover_command(settings: Settings, file: Path, number: int | None) -> None:
    """List the backups of the session in FILE on this machine, and changes that are not in it.

    FILE may be damaged, or gone. The journal has what was typed while saving failed.
    """
    if file.is_dir():
        raise Refusal(f"{file}: this is a folder.\nfouraxis list {file} shows the sessions in it.")
    kept = versions(file)
    if not kept:
        raise Refusal(
            f"{file}: there is no backup of it on this machine, and no journal.\n"
            "Backups are made when a session is changed; look on the machine where it was."
        )
    if number is None:
        show(_table(file, kept, settings.content()))
        return
    if number > len(kept):
        raise click.UsageError(
            f"there is no version {number}: there are {len(kept)}.", click.get_current_context()
        )
    path = restore(kept[number - 1], file)
    show(f"Version {number} is in {path}\nfouraxis diff {file} {path} shows what differs.")


def _table(file: Path, kept: Sequence["Version"], content: "Content") -> str:
    from fouraxis.report.escape import in_columns

    rows = [
        (
            str(number),
            f"{version.at.astimezone():%Y-%m-%d %H:%M:%S}",
            _answers(version, content),
            _what(version),
        )
        for number, version in enumerate(kept, 1)
    ]
    rule = tuple("-" * cells for cells in _COLUMNS)
    body = in_columns([("No", "When", "Answers", "What"), rule, *rows], _COLUMNS)
    return "\n".join(
        [
            f"Versions of {file} on this machine, the newest first",
            "",
            *body,
            "",
            "--restore N writes one of them to a new file beside it.",
        ]
    )


def _answers(version: "Version", content: "Content") -> str:
    from fouraxis.workshop.questions import of_session

    if version.session is None:
        return "-"
    return str(of_session(version.session, content).answered)


def _what(version: "Version") -> str:
    if version.session is None:
        return "backup of a file that cannot be read"
    title = showable_line(version.session.title)
    if version.journal is None:
        return f"backup: {title}"
    number = version.journal.count
    changes = f"{number} change{'' if number == 1 else 's'}"
    return f"journal: {changes} since {version.journal.since.astimezone():%H:%M} not in the file"


@click.command("check")
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=PATH,
)
@click.pass_obj
def check_command(settings: Settings, files: tuple[Path, ...]) -> int:
    """Validate session files: no file is changed.

    Faults are named with file, key, value and what is allowed. That a file was edited by hand, or
    answered under other content, is a notice and no fault.
    """
    content = settings.content()
    english = settings.in_english(content)
    whole = [_check(file, content, english) for file in files]
    return 0 if all(whole) else AT_FAULT


def _check(file: Path, content: "Content", english: "Content") -> bool:
    from fouraxis.workshop.assess import contradicted, outdated
    from fouraxis.workshop.drift import drift

    try:
        opened = read(file)
    except SessionFileError as error:
        complain(str(error))
        return False
    session = opened.session
    whole = not session.set_aside and not _lost_links(session)
    say = show if whole else complain
    for notice in opened.notices:
        say(notice)
    standing = (*outdated(session, english), *contradicted(session, english))
    for notice in (*drift(session, content), *standing):
        say(f"{file.name}: {notice}")
    for line in (*_waits(session, content), *_signed(session)):
        say(f"{file.name}: {line}")
    say(f"{file}: {'valid' if whole else 'at fault'}, {_size(session)}")
    return whole


def _waits(session: "Session", content: "Content") -> Iterator[str]:
    """How much is parked, and how much of that nobody gave a reason for or finds out."""
    from fouraxis.workshop.boards import parked
    from fouraxis.workshop.carry import unconfirmed

    if waiting := parked(session, content):
        line = f"{len(waiting)} question{'' if len(waiting) == 1 else 's'} parked"
        without = sum(not each.parked_why for each in waiting)
        nobody = sum(not each.finder for each in waiting)
        lacking = [f"{without} without a reason"] * bool(without)
        lacking += [f"{nobody} with nobody to find out"] * bool(nobody)
        yield ", ".join((line, *lacking))
    if count := unconfirmed(session, content):
        yield f"{count} answer{'' if count == 1 else 's'} carried, not confirmed"


def _signed(session: "Session") -> Iterator[str]:
    """Whose seal is on the session, and whose was taken off, when and why."""
    from fouraxis.workshop.seal import standing_in_file

    for record in session.unsealed.values():
        date = f"{record.at.astimezone():%Y-%m-%d %H:%M}"
        yield f"was unsealed by {record.by or 'somebody'} on {date}: {record.reason}"
    if (seal := standing_in_file(session)) is not None:
        revisit = session.seal.revisit if session.seal else None
        yield f"{seal}" + (f", to be looked at again on {revisit:%Y-%m-%d}" if revisit else "")


def _lost_links(session: "Session") -> bool:
    """Whether a vendor is linked to a workload that is gone."""
    return any(
        set(vendor.workloads) - set(session.workloads) for vendor in session.vendors.values()
    )


def _size(session: "Session") -> str:
    workloads, vendors = len(session.workloads), len(session.vendors)
    return (
        f"{workloads} workload{'' if workloads == 1 else 's'},"
        f" {vendors} vendor{'' if vendors == 1 else 's'}"
    )
