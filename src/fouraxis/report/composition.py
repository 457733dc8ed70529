"""A whole report as blocks: which parts it has, in the order in which a client reads them.

What it can be asked to be beside its format stands here, too: its options, a firm's logo included.
"""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal, NamedTuple

from fouraxis.content.brand import LOGO_KINDS, LOGO_LIMIT
from fouraxis.content.language import ntr, tr
from fouraxis.content.models import Content
from fouraxis.report import back_matter, brief, register, sections
from fouraxis.report.clean import for_vendor
from fouraxis.report.document import Block, Heading, nested
from fouraxis.report.summary import Summary, summarise

_PNG, _JPEG = LOGO_KINDS
_TELLING: Final = (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME")


class LogoError(Exception):
    """A file cannot be used as a logo; in words for people."""

    @classmethod
    def damaged(cls, path: Path) -> "LogoError":
        """It begins like a picture and does not go on like one."""
        return cls(f"{path}: the picture is damaged. Save it again as PNG.")


class Logo(NamedTuple):
    """A picture, its kind, such as `image/png`, and the file that it is from."""

    kind: str
    data: bytes
    path: Path


def read_logo(path: Path) -> Logo:
    """The logo in a file, without the names and places that its maker's program wrote into it.

    Raises:
        LogoError: it is neither PNG nor JPEG, or far too large.
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        data = file.read(LOGO_LIMIT + 1)
    if len(data) > LOGO_LIMIT:
        raise LogoError(f"{path}: the logo is larger than 4 MB. Use a smaller picture.")
    try:
        if data.startswith(_PNG):
            return Logo("image/png", _PNG + b"".join(_png_parts(data)), path)
        if data.startswith(_JPEG):
            return Logo("image/jpeg", data[:2] + b"".join(_jpeg_parts(data)), path)
    except (struct.error, IndexError):
        raise LogoError.damaged(path) from None
    raise LogoError(f"{path}: a logo has to be a PNG or JPEG file.")


def _png_parts(data: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        kind, end = data[at + 4 : at + 8], at + 12 + length
        if kind not in _TELLING:
            yield data[at:end]
        if kind == b"IEND":
            return
        at = end


def _jpeg_parts(data: bytes) -> Iterator[bytes]:
    """Every part but comments and what cameras and programs add; the picture itself is last."""
    at = 2
    while data[at] == 0xFF:
        mark = data[at + 1]
        if mark == 0xDA:
            yield data[at:]
            return
        (length,) = struct.unpack_from(">H", data, at + 2)
        if not (0xE1 <= mark <= 0xEF and mark != 0xEE) and mark != 0xFE:
            yield data[at : at + 2 + length]
        at += 2 + length


Audience = Literal["board", "procurement", "delivery", "vendor"]
"""Who reads a report: it says what stands behind the pages on each workload."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a report is made.

    `clean` turns people into roles and vendors into letters, for a reader outside; then notes are
    left out unless `notes`. `template` is a Word document whose styles are used. `brief`: only the
    first two pages; `audience`: the parts are those for these readers, all of them for None.
    `vendor` is the id of the one whose report it is, where it is for a vendor; None: for any.
    """

    clean: bool = False
    notes: bool = False
    template: Path | None = None
    logo: Logo | None = None
    brief: bool = False
    audience: Audience | None = None
    vendor: str | None = None


PLAIN = Options()


def branded(options: Options, content: Content) -> Options:
    """The options with the logo of the content's brand, where no other is wanted.

    Raises:
        LogoError: It cannot be used as one.
        OSError: It cannot be read.
    """
    brand = content.home.brand
    if options.logo or not brand or not brand.logo:
        return options
    return replace(options, logo=read_logo(Path(brand.logo)))


Progress = Callable[[float], None]
"""Is told how much of the work is done, from 0 to 1."""

Section = Callable[[Summary, Content], Iterator[Block]]
"""Writes a part of a report; nothing where there is nothing to say."""

_PARTS: Final[dict[str, Section]] = {
    "brief": brief.brief,
    "workloads": sections.workloads,
    "work": sections.work,
    "asked": sections.asked,
    "register": register.other_actions,
    "map": back_matter.where_all_stand,
    "vendors": sections.vendors,
    "statements": sections.statements,
    "programme": back_matter.programme,
    "open": back_matter.open_questions,
    "answers": sections.answered,
    "drivers": sections.drivers,
    "contract": sections.contract,
    "changed": back_matter.changed,
    "people": back_matter.people,
    "time": back_matter.time_used,
    "sign-off": back_matter.sign_off,
    "background": back_matter.background,
    "method": back_matter.method,
    "kept": back_matter.not_used,
}
"""What a report can have, in order."""

_ALL: Final = tuple(part for part in _PARTS if part not in ("work", "asked"))
"""What one has that is for nobody in particular: a vendor's own pages say nothing else."""

_FIRST: Final = ("brief", "workloads")
_FOR: Final[dict[Audience, tuple[str, ...]]] = {
    "board": _FIRST,
    "procurement": (
        *(*_FIRST, "register", "vendors", "statements", "contract"),
        *("sign-off", "background", "method"),
    ),
    "delivery": (
        *_FIRST,
        "register",
        "map",
        "programme",
        "open",
        "answers",
        "drivers",
        "changed",
        "people",
        "sign-off",
        "background",
    ),
    "vendor": ("work", "asked", "contract"),
}
"""Whose report has which of it. A vendor gets nothing that is not named here, and these parts see
no more of the session than it may see itself.
"""


def silent(_: float) -> None:
    """Progress that nobody watches."""


def compose(
    summary: Summary, content: Content, progress: Progress = silent, options: Options = PLAIN
) -> Iterator[Block]:
    """The blocks of a report one by one, so that a writer need not hold them all."""
    yield from nested(_composed(summary, content, progress, options))


def _composed(
    summary: Summary, content: Content, progress: Progress, options: Options
) -> Iterator[Block]:
    if options.audience == "vendor":
        seen = for_vendor(summary.session, content, options.vendor)
        summary = summarise(seen, content, summary.today)
    done = 0
    for section in _sections(options):
        for block in section(summary, content):
            if isinstance(block, Heading) and block.anchor.startswith(sections.OF_WORKLOAD):
                progress(0.9 * done / len(summary.workloads))
                done += 1
            yield block


def _sections(options: Options) -> Iterator[Section]:
    """The parts that a report has, in order; in brief the first of them."""
    wanted = _FOR[options.audience] if options.audience else _ALL
    for name in wanted[:1] if options.brief else wanted:
        yield _PARTS[name]


def subtitle(summary: Summary, content: Content, options: Options = PLAIN) -> str:
    """Whose report it is, of which day, on how many workloads, and which firm ran it.

    Of a vendor's, which vendor it is for: how many there are is not its business.
    """
    brand = content.home.brand
    number = len(summary.workloads)
    about = ntr(number, "{count} workload", "{count} workloads")
    if options.audience == "vendor":
        vendor = summary.session.vendors.get(options.vendor or "")
        about = tr("for {name}", name=vendor.name) if vendor else ""
    parts = (summary.organisation, summary.created, about, brand.name if brand else "")
    return " · ".join(part for part in parts if part)
