"""Draws the pictures of the README: runs the real program, presses keys, draws what it shows.

    make pictures                       all of them
    make pictures ARGS="home summary"   some of them

Each picture is an entry in PICTURES; the program runs in a pseudo-terminal with an empty home.
"""

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from docs.drawing import svg
from tests.terminal.driver import NotAsExpected
from tests.terminal.laptop import Laptop

FOLDER = Path(__file__).parent / "pictures"


@dataclass(frozen=True)
class Picture:
    """One screen.

    Attributes:
        name: The file's name, without `.svg`.
        title: What the picture shows, for those who do not see it.
        shows: A pattern that the screen shows at the end; nothing is drawn before it does.
        start: The arguments of `fouraxis`.
        keys: What is pressed after the start, with spaces between, as the footer names keys.
        opened: A pattern that the first screen shows, before the first key.
        size: Columns and rows.
    """

    name: str
    title: str
    shows: str
    start: tuple[str, ...] = ()
    keys: str = ""
    opened: str = r"\^q quit"
    size: tuple[int, int] = (120, 36)


PICTURES = (
    Picture("home", "Home, before the first workshop", shows="Press n to start one"),
    Picture(
        "axes",
        "An axis: its factors with anchored answers, and the map that stays hidden until placed",
        start=("sample", "half-way"),
        shows="So far this suggests",
    ),
)


def draw(picture: Picture, folder: Path) -> Path:
    """Run the program up to a picture's screen, and draw it into a folder.

    Raises:
        NotAsExpected: The program did not show what the picture is of.
    """
    with tempfile.TemporaryDirectory() as empty:
        laptop = Laptop(Path(empty))
        try:
            terminal = laptop.start(*picture.start, size=picture.size)
            terminal.wait_for(picture.opened)
            terminal.press(*picture.keys.split()).wait_for(picture.shows)
            terminal.settle(quiet=0.5)
            drawn = svg(terminal.emulator, picture.title)
        finally:
            laptop.close()
    path = folder / f"{picture.name}.svg"
    path.write_text(drawn, "utf-8")
    return path


def main(names: list[str]) -> int:
    """Draw the pictures named, or all; return the exit status."""
    known = {picture.name: picture for picture in PICTURES}
    if unknown := [name for name in names if name not in known]:
        print(f"There is no picture {unknown[0]}; there are: {', '.join(known)}", file=sys.stderr)
        return 2
    FOLDER.mkdir(exist_ok=True)
    status = 0
    for picture in [known[name] for name in names] or PICTURES:
        try:
            print(draw(picture, FOLDER))
        except NotAsExpected as wrong:
            print(f"{picture.name}: {wrong}", file=sys.stderr)
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
