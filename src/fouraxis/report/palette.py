"""The colours of pictures and pages, those of the engagement models among them."""

from typing import Final

Palette = dict[str, str]
"""Colours by what they are for: paper, ink, a mark, an engagement model."""

LIGHT: Final[Palette] = {
    "paper": "#ffffff",
    "panel": "#f2f0ea",
    "line": "#c3beb2",
    "ink": "#17202a",
    "quiet": "#4d5a68",
    "accent": "#00588f",
    "alarm": "#a8281a",
    "solid": "#2f4356",
    "half": "#b9c6d2",
    "on-solid": "#ffffff",
    "full-outsourcing": "#00694d",
    "co-build-squad": "#00628f",
    "staff-augmentation": "#3446b8",
    "advisory-only": "#7d5200",
    "internal-rnd": "#8f2f66",
    "do-not-outsource": "#a83e00",
    "hybrid-partnership": "#615a00",
    "in-house-build": "#4b525c",
}
DARK: Final[Palette] = {
    "paper": "#10151c",
    "panel": "#1e2833",
    "line": "#3a4755",
    "ink": "#e8ecf1",
    "quiet": "#a7b3c1",
    "accent": "#7cc4ff",
    "alarm": "#ff8c7a",
    "solid": "#c8d6e4",
    "half": "#4d6075",
    "on-solid": "#10151c",
    "full-outsourcing": "#3cc69f",
    "co-build-squad": "#6cc3f5",
    "staff-augmentation": "#8fa8ff",
    "advisory-only": "#f0b840",
    "internal-rnd": "#e19bc2",
    "do-not-outsource": "#ff8a5c",
    "hybrid-partnership": "#efe67a",
    "in-house-build": "#b8bec8",
}
