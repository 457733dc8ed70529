"""Where the shipped folders are, in an installed package and in a checkout alike."""

from pathlib import Path
from typing import Final

_FIRST: Final = "en"
"""The language of the shipped content itself; the others lie in folders within it."""


def shipped(folder: str) -> Path:
    """The shipped folder `screens` or `sessions`.

    A wheel carries them inside the package; a checkout keeps them at its top level.

    Raises:
        FileNotFoundError: The package was installed without its data.
    """
    here = Path(__file__).resolve()
    installed, checkout = here.parents[1] / folder, here.parents[3] / folder
    for candidate in (installed, checkout):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"fouraxis is installed without its {folder} folder: install it again")


def languages() -> dict[str, Path]:
    """The languages of the shipped content, and the folder of each.

    Raises:
        FileNotFoundError: The package was installed without its data.
    """
    top = shipped("screens")
    more = (folder for folder in top.iterdir() if (folder / "home.toml").is_file())
    return {_FIRST: top, **{folder.name: folder for folder in sorted(more)}}


def content_folder(named: Path) -> Path:
    """The folder that is meant: one of that name if there is one, else a shipped language.

    A name that is neither is returned as it is, for the loader to say what is wrong with it.
    """
    try:
        return named if named.is_dir() else languages().get(str(named), named)
    except (OSError, ValueError):  # too long for a name, a NUL in it, or no shipped content
        return named
