"""`fouraxis report`: a session as a document to keep, to read, to look at or to reuse."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fouraxis.cli.run import (
    FILE,
    PATH,
    Refusal,
    Settings,
    complain,
    named,
    on_terminal,
    read_aloud,
    show,
)
from fouraxis.report.composition import Audience, LogoError, Options, read_logo
from fouraxis.report.formats import (
    FOLDERS,
    REPORT_FORMATS,
    SUFFIXES,
    Form,
    NeedsOffice,
    NotForVendor,
    missing,
    unused,
    write,
)

if TYPE_CHECKING:
    from fouraxis.workshop.session import Session

_FORMS = ("docx", "html", "markdown", "csv", "xlsx", "json", "svg", "png", "all")
_AUDIENCES = ("board", "procurement", "delivery", "vendor")


@click.command("report")
@click.argument("file", type=PATH)
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMS, case_sensitive=False),
    help="If left out, what --output ends with, else docx (html without fouraxis[office]).",
)
@click.option(
    "--output",
    type=PATH,
    callback=named,
    metavar="PATH",
    help="Where to write; for svg, png and all a folder. If left out, a new name beside FILE.",
)
@click.option("--force", is_flag=True, help="Overwrite what is at PATH.")
@click.option(
    "--template", type=FILE, metavar="FILE", help="Use the styles of this .docx or .dotx."
)
@click.option("--logo", type=FILE, metavar="FILE", help="A PNG or JPEG above the title.")
@click.option("--brief", is_flag=True, help="Only what whoever decides reads: two pages.")
@click.option(
    "--for",
    "audience",
    type=click.Choice(_AUDIENCES, case_sensitive=False),
    help="Only what these readers need; if left out, all of it.",
)
@click.option(
    "--vendor",
    metavar="VENDOR",
    help="With --for vendor: only what concerns this one, by its name or id.",
)
@click.option("--clean", is_flag=True, help="People as roles, vendors as letters, no notes.")
@click.option("--with-notes", "notes", is_flag=True, help="With --clean: keep the notes.")
@click.pass_obj
def report_command(
    settings: Settings,
    *,
    file: Path,
    form: "Form | None",
    output: Path | None,
    force: bool,
    template: Path | None,
    logo: Path | None,
    brief: bool,
    audience: "Audience | None",
    vendor: str | None,
    clean: bool,
    notes: bool,
) -> None:
    """Write a report of the session in FILE, and say where it is.

    docx, html and markdown begin with the brief, go on with each workload, and end with an appendix
    that holds everything; csv and xlsx are tables, json is for programs, svg and
    png are pictures; all is every format that can be written here, in one folder.
    """
    from fouraxis.report.word import TemplateError

    if vendor is not None and audience != "vendor":
        raise click.UsageError("--vendor goes with --for vendor.", click.get_current_context())
    opened = read_aloud(file)
    options = replace(
        _options(template, logo, clean=clean, notes=notes),
        brief=brief,
        audience=audience,
        vendor=_vendor(opened.session, vendor) if vendor is not None else None,
    )
    form = form or _form(output)
    path = output or _beside(file, form)
    _see_that_it_is_kept(path, template, logo)
    try:
        with on_terminal("Writing the report") as progress, settings.spoken() as content:
            written = write(
                opened.session,
                content,
                form,
                path,
                options=options,
                force=force,
                progress=progress,
            )
    except (LogoError, NeedsOffice, NotForVendor, TemplateError) as error:
        raise Refusal(str(error)) from None
    except FileExistsError as error:
        raise Refusal(f"{error.filename}: is there already. --force overwrites it.") from None
    if form == "all":
        _left_out()
    show("\n".join(f"Written to {path}" for path in written) or "Nothing to draw yet.")


def _see_that_it_is_kept(path: Path, *used: Path | None) -> None:
    """Refuse to write over what the report is made with."""
    for each in used:
        if each is not None and path.exists() and each.exists() and path.samefile(each):
            raise Refusal(f"{path}: the report is made with it, so it goes elsewhere.")


def _options(template: Path | None, logo: Path | None, *, clean: bool, notes: bool) -> "Options":
    if notes and not clean:
        raise click.UsageError(
            "--with-notes goes with --clean: without it, notes are always there.",
            click.get_current_context(),
        )
    try:
        drawn = read_logo(logo) if logo else None
    except LogoError as error:
        raise Refusal(str(error)) from None
    return Options(clean=clean, notes=notes, template=template, logo=drawn)


def _vendor(session: "Session", wanted: str) -> str:
    """The id of the vendor that is meant."""
    from fouraxis.cli.vendor import vendor_id

    return vendor_id(session, wanted)


def _form(output: Path | None) -> "Form":
    """The format that a name asks for; else Word, or what needs nothing installed."""
    suffix = output.suffix.lower().removeprefix(".") if output else ""
    for form in REPORT_FORMATS:
        if suffix == SUFFIXES[form]:
            return form
    if suffix:
        raise click.UsageError(
            f"--format is needed: “.{suffix}” is none of {', '.join(SUFFIXES.values())}.",
            click.get_current_context(),
        )
    return "html" if missing("docx") else "docx"


def _beside(file: Path, form: "Form") -> Path:
    return unused(file, "" if form in FOLDERS else f".{SUFFIXES[form]}")


def _left_out() -> None:
    """Say what `all` did not write, and what to install for it."""
    if forms := [form for form in REPORT_FORMATS if missing(form)]:
        complain(f"Left out: {', '.join(forms)}. Install them: pip install 'fouraxis[office]'")
