"""On which line of the file a key stands, so that a fault can be found with an editor."""

import re
from typing import Final

Path = tuple[str, ...]

_HEADER: Final = re.compile(r"\s*\[\[?([^\]\n]*)\]")
_KEY: Final = re.compile(r"""\s*((?:[\w-]+|"[^"\n]*"|'[^'\n]*')(?:\s*\.\s*[^=\n]+)?)\s*=""")
_PART: Final = re.compile(r"""[\w-]+|"((?:[^"\\]|\\.)*)"|'([^']*)'""")


def _parts(dotted: str) -> Path:
    return tuple(match[1] or match[2] or match[0] for match in _PART.finditer(dotted))


class Lines:
    """The lines of a file by key; made when the first line is asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines: dict[Path, int] | None = None

    def of(self, path: Path) -> int | None:
        """The line of the key, or of the nearest key above it; None where there is none."""
        if self._lines is None:
            self._lines = self._read()
        for length in range(len(path), 0, -1):
            if (line := self._lines.get(path[:length])) is not None:
                return line
        return None

    def _read(self) -> dict[Path, int]:
        lines: dict[Path, int] = {}
        here: Path = ()
        for number, line in enumerate(self._text.split("\n"), 1):
            if header := _HEADER.match(line):
                here = _parts(header[1])
                lines.setdefault(here, number)
            elif key := _KEY.match(line):
                lines.setdefault(here + _parts(key[1]), number)
        return lines
