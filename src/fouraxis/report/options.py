"""What a report can be asked to be, beside its format."""

from dataclasses import dataclass
from pathlib import Path

from fouraxis.report.logo import Logo


@dataclass(frozen=True, slots=True)
class Options:
    """How a report is made.

    `clean` turns people into roles and vendors into letters, for a reader outside; then notes are
    left out unless `notes`. `template` is a Word document whose styles are used.
    """

    clean: bool = False
    notes: bool = False
    template: Path | None = None
    logo: Logo | None = None


PLAIN = Options()
