"""`fouraxis vendor-form` and `vendor-import`: what a vendor says of itself before the room asks."""

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from fouraxis.cli.run import (
    FILE,
    PATH,
    Refusal,
    Settings,
    named,
    read_aloud,
    save,
    see_writable,
    show,
)
from fouraxis.report.vendor_form import FormFormat, save_form
from fouraxis.store.workbook import WorkbookError, read as read_workbook
from fouraxis.workshop.text import folded
from fouraxis.workshop.vendor_form import Claimed, NotOurForm, claim, whose

if TYPE_CHECKING:
    from fouraxis.workshop.session import Session

_FORMATS: Final = ("xlsx", "docx", "md")
_MOST: Final = 12
"""As many misfits of a form as are named; whoever wrote more of them changed the form."""


@click.command("vendor-form")
@click.argument("file", type=PATH)
@click.argument("vendor")
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS, case_sensitive=False),
    default="xlsx",
    show_default=True,
    help="Only xlsx can be read back by vendor-import.",
)
@click.option(
    "--output",
    type=FILE,
    callback=named,
    metavar="PATH",
    help="Where to write. If left out, a new name beside FILE.",
)
@click.option("--force", is_flag=True, help="Overwrite what is at PATH.")
@click.pass_obj
def vendor_form_command(
    settings: Settings,
    *,
    file: Path,
    vendor: str,
    form: "FormFormat",
    output: Path | None,
    force: bool,
) -> None:
    """Write a form for VENDOR to fill in, and say where it is.

    VENDOR is the id or name of a vendor of the session in FILE. The form asks for the criteria, for
    what the red flags are about, and for the terms of a sprint for each workload that the vendor
    is considered for; it names the session's organisation and these workloads, and nothing else.
    """
    from fouraxis.report.formats import NeedsOffice

    opened = read_aloud(file)
    key = vendor_id(opened.session, vendor)
    try:
        with settings.spoken() as content:
            path = save_form(opened.session, content, key, form, output, beside=file, force=force)
    except NeedsOffice as error:
        raise Refusal(str(error)) from None
    except FileExistsError as error:
        raise Refusal(f"{error.filename}: is there already. --force overwrites it.") from None
    show(f"Written to {path}")


@click.command("vendor-import")
@click.argument("file", type=PATH)
@click.argument("form", type=FILE)
@click.option("--vendor", metavar="VENDOR", help="Take it only if it is the form of this vendor.")
@click.pass_obj
def vendor_import_command(
    settings: Settings, *, file: Path, form: Path, vendor: str | None
) -> None:
    """Read the filled FORM (.xlsx) back into the session in FILE, as claimed by its vendor.

    Nothing counts as answered before the room confirms it on the vendor screen. What the room has
    answered itself is left alone. A form that was changed, or is for another session, is refused
    whole: each cell that does not fit is named, and FILE stays as it is.
    """
    from fouraxis.workshop.catalogue import arrange

    opened = read_aloud(file)
    see_writable(opened)
    try:
        sheets = read_workbook(form)
    except WorkbookError as error:
        raise Refusal(f"{error}\nNothing was taken from it.") from None
    wanted = vendor_id(opened.session, vendor) if vendor else None
    try:
        with settings.spoken() as content:
            session = arrange(opened.session, content)
            key = wanted or whose(session, sheets)
            claimed = claim(session, content, key, sheets)
    except NotOurForm as error:
        raise Refusal(_misfits(form, error)) from None
    if claimed.session is not session:
        save(claimed.session, file, opened.stamp)
    show(_told(claimed, claimed.session.vendors[key].name, file))


def _misfits(form: Path, error: "NotOurForm") -> str:
    more = len(error.misfits) - _MOST
    lines = [f"{form}: this form cannot be taken, and nothing of it was."]
    lines += map(str, error.misfits)
    if more > 0:
        lines[1 + _MOST :] = [f"and {more} more"]
    return "\n".join(lines)


def _told(claimed: "Claimed", name: str, file: Path) -> str:
    """What became of a form, in three lines at most."""
    number = len(claimed.taken)
    answers = f"{number} answer{'' if number == 1 else 's'}"
    lines = [f"{name}: {answers} claimed, not yet confirmed by the room"]
    if claimed.kept:
        lines.append(f"Left as the room has them: {', '.join(claimed.kept)}")
    if claimed.empty:
        lines.append(f"Not filled in: {', '.join(claimed.empty)}")
    if number:
        lines.append(f"The room confirms them on the vendor screen: fouraxis {file}")
    return "\n".join(lines)


def vendor_id(session: "Session", wanted: str) -> str:
    """The vendor with this id or name."""
    names = {key: vendor.name for key, vendor in session.vendors.items()}
    if wanted in names:
        return wanted
    named = [key for key, name in names.items() if folded(name) == folded(wanted)]
    if len(named) == 1:
        return named[0]
    close = get_close_matches(wanted, [*names, *names.values()], n=1)
    hint = f"Did you mean {close[0]}?" if close else f"There are: {', '.join(names) or 'none'}."
    raise click.UsageError(f"there is no vendor “{wanted}”. {hint}", click.get_current_context())
