"""A firm's own look: `[brand]` in a content folder's `home.toml`.

It adds a name, a colour, a logo and a disclaimer. The standing notice stays.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, Self

from pydantic import ValidationError

from fouraxis.content.items import Colour, Line, Paragraph, Part

LOGO_KINDS: Final = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
"""How a picture begins that can be a logo, and its kind."""

LOGO_LIMIT: Final = 4_000_000
"""The largest logo, in bytes."""

GROUNDS: Final = {"dark": ("#10151c", "#1e2833"), "light": ("#ffffff", "#e7e4dc")}
"""What an accent stands on in each theme, on the screen and on paper: from end to end."""

LEAST: Final = 4.5
"""The contrast that WCAG 2 asks of text (AA)."""


class Accent(Part):
    """The colour of marks and headings, on dark and on light grounds."""

    dark: Colour
    light: Colour


class Brand(Part):
    """Whose workshop it is.

    `logo` is the name of a PNG or JPEG file in the content folder; once that is loaded, its path.
    """

    name: Line
    accent: Accent | None = None
    logo: Line | None = None
    disclaimer: Paragraph | None = None

    def within(self, folder: Path) -> Self:
        """The brand with the path of its logo."""
        return self.model_copy(update={"logo": str(folder / self.logo)}) if self.logo else self


def brand_of(home: Mapping[str, Any]) -> Brand | None:
    """The brand in the tables of `home.toml`; None if there is none that can be used."""
    try:
        return Brand.model_validate(home["brand"])
    except (KeyError, ValidationError):
        return None


def faults(brand: Brand, folder: Path) -> Iterator[tuple[str, str]]:
    """What is wrong with a brand: keys, and what is the matter, for `content check`."""
    for theme, grounds in GROUNDS.items():
        if brand.accent:
            colour = getattr(brand.accent, theme)
            weakest = min(contrast(colour, ground) for ground in grounds)
            if weakest < LEAST:
                yield (
                    f"brand.accent.{theme}",
                    f"{colour} has a contrast of {weakest:.1f} on the {theme} ground: "
                    f"{LEAST} is needed to be read",
                )
    if not brand.logo:
        return
    path = folder / brand.logo
    if path.resolve().parent != folder.resolve():
        yield "brand.logo", "must be the name of a file in this folder"
        return
    try:
        with path.open("rb") as file:
            data = file.read(LOGO_LIMIT + 1)
    except OSError:
        yield "brand.logo", f"there is no {path.name} in this folder that can be read"
        return
    if len(data) > LOGO_LIMIT:
        yield "brand.logo", f"{path.name} is larger than 4 MB"
    elif not any(data.startswith(begin) for begin in LOGO_KINDS):
        yield "brand.logo", f"{path.name} is neither PNG nor JPEG"


def contrast(first: str, second: str) -> float:
    """The contrast of two colours (`#rrggbb`), 1 to 21, as WCAG 2 measures it."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
