"""Commands on one file: whether it is whole, having it back, sealed or not, what it has reached."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fouraxis.cli.run import (
    AT_FAULT,
    PATH,
    Refusal,
    Settings,
    complain,
    read_aloud,
    save,
    see_writable,
    show,
)
from fouraxis.store.faults import SessionFileError
from fouraxis.store.read import read
from fouraxis.store.session_file import Version, restore, versions
from fouraxis.workshop.text import EditError, folded, legible, showable_line

if TYPE_CHECKING:
    from fouraxis.content.models import Content
    from fouraxis.workshop.session import Session


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
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=PATH)
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
