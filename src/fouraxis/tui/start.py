"""What the program is started with."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fouraxis.tui.app import FouraxisApp


@dataclass(frozen=True, slots=True)
class Start:
    """What to show first: Home, a file, a new workshop with a title, or a copy of an example."""

    file: Path | None = None
    new_title: str | None = None
    sample: str | None = None

    def begin(self, app: "FouraxisApp") -> bool:
        """Have the session that was asked for opened; False where Home is all that is wanted."""
        if self.file is not None:
            app.call_later(app.open_session, self.file)
        elif self.sample is not None:
            app.call_later(app.open_sample, self.sample)
        elif self.new_title is not None:
            app.call_later(app.new_session, self.new_title)
        return self != Start()
