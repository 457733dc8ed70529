"""Where the shipped folders are, in an installed package and in a checkout alike."""

from pathlib import Path


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
