"""What the program is started with."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from fouraxis.tui.opener import Opener


@dataclass(frozen=True, slots=True)
class Start:
    """What to show first: Home, a file, a new workshop with a title, or a copy of an example."""

    file: Path | None = None
    new_title: str | None = None
    sample: str | None = None

    def begun_by(self, opener: Opener) -> Callable[[], None] | None:
        """What opens the session that was asked for; None where Home is all that is wanted."""
        if self.file is not None:
            return partial(opener.open_session, self.file)
        if self.sample is not None:
            return partial(opener.open_sample, self.sample)
        if self.new_title is not None:
            return partial(opener.new_session, self.new_title)
        return None
