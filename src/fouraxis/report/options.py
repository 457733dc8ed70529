"""What a report can be asked to be, beside its format; a firm's logo among it."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"
_LARGEST: Final = 4_000_000
_TELLING: Final = (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME")


class LogoError(Exception):
    """A file cannot be used as a logo; in words for people."""

    @classmethod
    def damaged(cls, path: Path) -> "LogoError":
        """It begins like a picture and does not go on like one."""
        return cls(f"{path}: the picture is damaged. Save it again as PNG.")


@dataclass(frozen=True, slots=True)
class Logo:
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
        data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
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
    first two pages; `audience`: the appendix is the one for these readers, all of it for None.
    """

    clean: bool = False
    notes: bool = False
    template: Path | None = None
    logo: Logo | None = None
    brief: bool = False
    audience: Audience | None = None


PLAIN = Options()
