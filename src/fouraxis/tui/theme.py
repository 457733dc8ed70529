"""The looks that all screens share: a dark and a light theme, and one hue per engagement model.

The hues follow Okabe and Ito's palette, which people with colour-blindness can tell apart; each is
lightened or darkened until it reads as text (WCAG AA, 4.5 to 1) on the theme's background.
"""

from typing import Final

from textual.theme import Theme

from fouraxis.content.terms import MODEL_CODES
from fouraxis.report import palette

DARK_MODELS: Final = {model: palette.DARK[model] for model in MODEL_CODES}
LIGHT_MODELS: Final = {model: palette.LIGHT[model] for model in MODEL_CODES}


def _variables(models: dict[str, str], quiet: str, faint: str, line: str) -> dict[str, str]:
    return {
        **{f"model-{model}": colour for model, colour in models.items()},
        "quiet": quiet,
        "faint": faint,
        "line": line,
        "input-cursor-text-style": "reverse",
    }


DARK: Final = Theme(
    name="fouraxis-dark",
    primary="#7cc4ff",
    secondary="#9fb3c8",
    accent="#ffd166",
    success="#5fd3a3",
    warning="#f5b84c",
    error="#ff8c7a",
    foreground="#e8ecf1",
    background="#10151c",
    surface="#161d26",
    panel="#1e2833",
    dark=True,
    variables=_variables(DARK_MODELS, "#a7b3c1", "#93a1b1", "#3a4755"),
)
LIGHT: Final = Theme(
    name="fouraxis-light",
    primary="#00588f",
    secondary="#4a5b6c",
    accent="#8a4b00",
    success="#00694d",
    warning="#7d5200",
    error="#a8281a",
    foreground="#17202a",
    background="#fbfaf7",
    surface="#f2f0ea",
    panel="#e7e4dc",
    dark=False,
    variables=_variables(LIGHT_MODELS, "#4d5a68", "#54606d", "#c3beb2"),
)


def model_style(model: str) -> str:
    """The style of an engagement model, for use in Content."""
    return f"$model-{model}"
