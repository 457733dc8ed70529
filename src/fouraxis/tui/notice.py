"""What the program says to the room in passing, in the corner of whatever screen is in front."""

from typing import Any, Final, Literal

from textual.app import App

from fouraxis.workshop.text import showable

Severity = Literal["information", "warning", "error"]

_SECONDS: Final[dict[Severity, float]] = {"information": 4, "warning": 4, "error": 10}
"""How long it stands there."""


def say(app: App[Any], text: str, severity: Severity = "information") -> None:
    """Say something to the room. The text is data: no markup, and nothing that a terminal obeys."""
    app.notify(showable(text), severity=severity, markup=False, timeout=_SECONDS[severity])
