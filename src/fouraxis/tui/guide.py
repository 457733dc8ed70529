"""What F1 says about a screen."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Guide:
    """Title and purpose of a screen, and one minute of facilitator's guidance."""

    title: str
    purpose: str
    guidance: str
