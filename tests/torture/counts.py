"""What a sweep counted."""

from dataclasses import dataclass, field


@dataclass
class Counts:
    """How many cases a sweep tried, and what went wrong in which of them.

    A loss: something that was called saved, or kept in the journal, is found nowhere. A lie: it was
    called saved, and the file does not have it.
    """

    name: str
    cases: int = 0
    losses: list[str] = field(default_factory=list)
    lies: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    remark: str = ""

    @property
    def good(self) -> bool:
        """Whether nothing went wrong."""
        return not (self.losses or self.lies or self.faults)

    def __str__(self) -> str:
        told = (
            f"{self.name}: {self.cases:,} cases, {len(self.losses)} losses, {len(self.lies)} lies"
        )
        if self.faults:
            told += f", {len(self.faults)} other faults"
        details = [*self.losses, *self.lies, *self.faults][:5]
        remark = f" ({self.remark})" if self.remark else ""
        return "\n    ".join([told + remark, *details])
