"""The formats of a report, the writer of each, and putting what it writes into its place.

A report is there whole or not at all, for its owner only, and never over another file.
"""

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Final, Literal, get_args

from fouraxis.content.language import tr
from fouraxis.content.models import Content
from fouraxis.disk import atomic
from fouraxis.disk.system import DISK
from fouraxis.report.clean import clean, cleaned_id
from fouraxis.report.composition import PLAIN, Options, Progress, branded, silent
from fouraxis.report.summary import Summary, summarise
from fouraxis.workshop.session import Session

_TRIES: Final = 10_000
_LONGEST: Final = 180

_HEAD: Final = 65_536
"""So many bytes are looked at for the first key of a session, below its comments."""


def unused(session: Path, ending: str, what: str = "report") -> Path:
    """A path beside the session that nothing has yet: `NAME-report.docx`, else with a number.

    `ending` starts with its dot, or is empty for a folder; `what` says what the file is.
    """
    stem = session.stem.encode()[:_LONGEST].decode(errors="ignore")
    names = (f"{stem}-{what}{f'-{n}' if n > 1 else ''}{ending}" for n in range(1, _TRIES))
    free = (path for name in names if not os.path.lexists(path := session.with_name(name)))
    return next(free, session.with_name(f"{stem}-{what}-{os.urandom(4).hex()}{ending}"))


def place(
    files: Iterable[tuple[Path, Iterable[bytes]]], *, force: bool = False
) -> tuple[Path, ...]:
    """Write files, each of which holds all its pieces: all of them, or none.

    They are written beside where they go, and take their names once the last is complete. If one
    cannot, what stood in the place of those before it is there again. Folders are made where they
    are missing.

    Raises:
        FileExistsError: a name is taken, and `force` is not set.
        PermissionError: a session has that name, or what is no file, `force` or not.
        OSError: a folder does not take a file, which is named; nothing is left behind.
    """
    made: list[Path] = []
    waiting: list[tuple[Path, Path]] = []
    try:
        for path, pieces in files:
            made += _make_folder(path.parent)
            with _naming(path):
                _see_that_it_is_free(path, force=force)
                temporary = _beside(path)
                atomic.new(temporary, pieces)
            waiting.append((temporary, path))
        _settle(waiting, force=force)
    except BaseException:
        for temporary, _ in waiting:
            with suppress(OSError):
                DISK.remove(temporary)
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()
        raise
    return tuple(path for _, path in waiting)


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """See that a failure names the file that was to be written, whatever the system names."""
    try:
        yield
    except OSError as error:
        why = error.strerror or str(error)
        raise OSError(error.errno or 0, why, str(path)) from error


def _make_folder(folder: Path) -> Iterator[Path]:
    """Make a folder and those above it; those that were not there before."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    if not folder.is_dir() and os.path.lexists(folder):
        raise NotADirectoryError(errno.ENOTDIR, "this is a file and no folder", str(folder))
    with _naming(folder):
        DISK.make_folder(folder)
    yield from reversed(missing)


def _see_that_it_is_free(path: Path, *, force: bool) -> None:
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "a folder of that name is already there", str(path))
    if path.exists() and not path.is_file():
        why = "this is a device or pipe and no file: nothing is put in its place"
        raise PermissionError(errno.EPERM, why, str(path))
    if not force and os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, "a file of that name is already there", str(path))
    if path.is_file() and _holds_a_session(path):
        why = "a session is in it, and nothing is ever written over one: choose another name"
        raise PermissionError(errno.EPERM, why, str(path))


def _holds_a_session(path: Path) -> bool:
    """Whether a file is a session, whole or not, by its name or by its first key."""
    if path.suffix.lower() == ".toml":
        return True
    with path.open("rb") as file:
        lines = (line.strip() for line in file.read(_HEAD).lstrip(b"\xef\xbb\xbf").splitlines())
    first = next((line for line in lines if line and not line.startswith(b"#")), b"")
    return first.partition(b"=")[0].strip() == b"schema"


def _beside(path: Path) -> Path:
    """A name for a temporary file in the same folder."""
    start, end = atomic.TEMPORARY
    return path.with_name(f"{start}{os.getpid()}-{os.urandom(6).hex()}{end}")


def _settle(waiting: Sequence[tuple[Path, Path]], *, force: bool) -> None:
    """Give complete files their names, all or none."""
    done: list[tuple[Path, Path | None]] = []
    try:
        for temporary, path in waiting:
            with _naming(path):
                _see_that_it_is_free(path, force=force)
                old = _kept(path) if len(waiting) > 1 and os.path.lexists(path) else None
                done.append((path, old))
                if force:
                    DISK.replace(temporary, path)
                else:
                    DISK.move(temporary, path)
    except BaseException:
        for (path, old), (temporary, _) in reversed(list(zip(done, waiting, strict=False))):
            with suppress(OSError):
                if old:
                    DISK.replace(old, path)
                elif not temporary.exists():
                    DISK.remove(path)
        raise
    for _, old in done:
        if old:
            with suppress(OSError):
                DISK.remove(old)
    for folder in {path.parent for path, _ in done}:
        DISK.sync_folder(folder)


def _kept(path: Path) -> Path:
    """What stands at a path, under another name beside it as well."""
    old = _beside(path)
    try:
        os.link(path, old, follow_symlinks=False)
    except OSError:  # a disk without links
        atomic.new(old, [DISK.read(path)])
    return old


Format = Literal["table", "markdown", "csv", "json"]
"""What a summary can be printed as: plain text, without anything installed."""

ReportFormat = Literal["docx", "html", "markdown", "csv", "xlsx", "json", "svg", "png"]
"""What a report can be written as."""

Form = Literal[ReportFormat, "all"]
"""One format, or all that can be written here."""

FORMATS: Final[tuple[Format, ...]] = get_args(Format)
REPORT_FORMATS: Final[tuple[ReportFormat, ...]] = get_args(ReportFormat)

DOCUMENTS: Final[tuple[ReportFormat, ...]] = ("docx", "html", "markdown")
"""What has parts, each for its readers; all else holds everything."""

FOLDERS: Final = frozenset({"svg", "png", "all"})
"""What is written as several files, in a folder."""

SUFFIXES: Final[dict[str, str]] = {form: form for form in REPORT_FORMATS} | {"markdown": "md"}
"""How a file of each format is called at its end."""

_NEEDS: Final[dict[str, dict[str, str]]] = {
    "docx": {"docx": "python-docx", "PIL": "Pillow"},
    "xlsx": {"xlsxwriter": "XlsxWriter"},
    "png": {"PIL": "Pillow"},
}
"""By format: the modules it needs beyond fouraxis itself, and what they are called to install."""


class NeedsOffice(Exception):
    """A format needs the extra `office`, which is not installed; worded where it is shown."""

    def __init__(self, form: str, libraries: Sequence[str]) -> None:
        super().__init__(form, libraries)
        self._form = form
        self._libraries = libraries

    def __str__(self) -> str:
        first, *more = self._libraries
        libraries = tr("{one} and {other}", one=first, other=more[0]) if more else first
        return tr(
            "{form} needs {libraries}. Install it: pip install 'fouraxis[office]'",
            form=self._form,
            libraries=libraries,
        )


class NotForVendor(Exception):
    """A format holds everything, and the report is for a vendor."""

    def __init__(self, form: str) -> None:
        super().__init__(
            f"{form} holds everything: a report for a vendor is docx, html or markdown. "
            "A form for it to fill in is written by fouraxis vendor-form."
        )


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a report: the end of its name, and its bytes, which are made as they are taken.

    They can be taken once: a large report is never in memory as a whole.
    """

    ending: str
    pieces: Iterable[bytes]


def report(session: Session, content: Content, form: Format) -> str:
    """The summary of a session in this format, ready to be written to a file or a terminal."""
    summary = summarise(session, content)
    if form == "table":
        from fouraxis.report.plain_pages import table

        return table(summary, content)
    first = next(PARTS[form](summary, content, PLAIN, silent))
    return b"".join(first.pieces).decode()


def missing(form: ReportFormat) -> tuple[str, ...]:
    """What has to be installed before this format can be written."""
    return tuple(name for module, name in _NEEDS.get(form, {}).items() if not find_spec(module))


def render(
    session: Session,
    content: Content,
    form: ReportFormat,
    options: Options = PLAIN,
    progress: Progress = silent,
) -> Iterator[Part]:
    """The files of a report in one format, the main one first.

    Raises:
        NeedsOffice: the extra `office` is not installed.
        NotForVendor: this format holds everything, and the report is for a vendor.
        TemplateError: the template is no Word document.
        LogoError: the logo, or that of the content's brand, is no picture.
    """
    if lacking := missing(form):
        raise NeedsOffice(form, lacking)
    if options.audience == "vendor" and form not in DOCUMENTS:
        raise NotForVendor(form)
    if options.clean:
        if options.vendor is not None:
            options = replace(options, vendor=cleaned_id(session, options.vendor))
        session = clean(session, content, notes=options.notes)
    summary = summarise(session, content)
    yield from PARTS[form](summary, content, branded(options, content), progress)
    progress(1.0)


def write(
    session: Session,
    content: Content,
    form: Form,
    path: Path,
    *,
    options: Options = PLAIN,
    force: bool = False,
    progress: Progress = silent,
) -> tuple[Path, ...]:
    """Write a report, all of its files or none, readable by their owner only.

    Args:
        session: the session as it is now; it is a value, so that this may run in a thread.
        content: the content that the room sees.
        form: one format, or all that can be written here.
        path: the file; where there are several files (`FOLDERS`), the folder they go to.
        options: how the report is made.
        force: overwrite what is there.
        progress: is told how much is done, from 0 to 1.

    Returns:
        The files that were written, the main one first.

    Raises:
        NeedsOffice: the extra `office` is not installed; `all` leaves out what needs it.
        NotForVendor: this format holds everything, and the report is for a vendor.
        TemplateError: the template is no Word document.
        LogoError: the logo, or that of the content's brand, is no picture.
        FileExistsError: a file is there already, and `force` is not set.
        PermissionError: a session is there, `force` or not.
        OSError: the folder does not take a file, which is named; nothing is left behind.
    """
    every = DOCUMENTS if options.audience == "vendor" else REPORT_FORMATS
    forms = [form] if form != "all" else [each for each in every if not missing(each)]

    def files() -> Iterator[tuple[Path, Iterable[bytes]]]:
        for done, each in enumerate(forms):

            def share(ready: float, done: int = done) -> None:
                progress((done + ready) / len(forms))

            with _naming(path):
                for part in render(session, content, each, options, share):
                    yield _target(path, part, form), part.pieces

    return place(files(), force=force)


def _target(path: Path, part: Part, form: Form) -> Path:
    """Where a file of a report goes: the first one to the path itself."""
    if form in FOLDERS:
        return path / _whole(part)
    if "." not in part.ending:
        return path
    return path.with_name(f"{path.stem}-{part.ending}")


def _whole(part: Part) -> str:
    """The name of a file in a folder."""
    return part.ending if "." in part.ending else f"report.{part.ending}"


def _docx(
    summary: Summary, content: Content, options: Options, progress: Progress
) -> Iterator[Part]:
    from fouraxis.report.word import word

    yield Part("docx", [word(summary, content, options, progress)])


def _html(
    summary: Summary, content: Content, options: Options, progress: Progress
) -> Iterator[Part]:
    from fouraxis.report.web import page

    yield _text("html", page(summary, content, options, progress))


def _markdown(
    summary: Summary, content: Content, options: Options, progress: Progress
) -> Iterator[Part]:
    from fouraxis.report.plain_pages import markdown

    yield _text("md", markdown(summary, content, progress, options))


def _csv(summary: Summary, content: Content, _: Options, progress: Progress) -> Iterator[Part]:
    from fouraxis.report.spreadsheet import separated, separated_actions, separated_answers

    yield _text("csv", separated(summary, content))
    progress(0.5)
    yield _text("answers.csv", separated_answers(summary, content))
    yield _text("actions.csv", separated_actions(summary.session, summary.actions, content))


def _xlsx(summary: Summary, content: Content, _: Options, progress: Progress) -> Iterator[Part]:
    from fouraxis.report.spreadsheet import workbook

    yield Part("xlsx", [workbook(summary, content, progress)])


def _json(summary: Summary, content: Content, _: Options, __: Progress) -> Iterator[Part]:
    from fouraxis.report.json_report import interchange

    yield _text("json", interchange(summary, content))


def _svg(summary: Summary, content: Content, _: Options, progress: Progress) -> Iterator[Part]:
    from fouraxis.report.drawing import svg
    from fouraxis.report.figures import pictures

    for picture in pictures(summary, content):
        yield _text(f"{picture.name}.svg", [svg(picture)])
        progress(0.5)


def _png(summary: Summary, content: Content, _: Options, progress: Progress) -> Iterator[Part]:
    from fouraxis.report.drawing import png
    from fouraxis.report.figures import pictures

    for picture in pictures(summary, content):
        yield Part(f"{picture.name}.png", [png(picture)])
        progress(0.5)


def _text(ending: str, pieces: Iterable[str]) -> Part:
    return Part(ending, (piece.encode("utf-8", "replace") for piece in pieces))


PARTS: Final[dict[str, Callable[[Summary, Content, Options, Progress], Iterator[Part]]]] = {
    "docx": _docx,
    "html": _html,
    "markdown": _markdown,
    "csv": _csv,
    "xlsx": _xlsx,
    "json": _json,
    "svg": _svg,
    "png": _png,
}
