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
    opened: str = "F1 help"
    size: tuple[int, int] = (120, 36)


EXAMPLE = ("sample", "four-workloads")
SMALL = (80, 24)


def _step(name: str, title: str, letters: str, shows: str, then: str = "") -> Picture:
    """A step of the finished example: `g`, some letters of its name, and what comes then."""
    keys = f"g {' '.join(letters)} enter {then}"
    return Picture(name, title, shows=shows, start=EXAMPLE, keys=keys)


PICTURES = (
    Picture("home", "Home, before the first workshop", shows="Press n to start one"),
    _step("setup", "Setup: title, people, the parts of the workshop", "setup", "Participants"),
    _step(
        "workloads", "Workloads: each with how far it is and where it lands", "workl", "Lands on"
    ),
    _step("profile", "Profile: layers, motives, fit and context of a workload", "prof", "layer"),
    Picture(
        "axes",
        "An axis: its factors with anchored answers, and the map that stays hidden until placed",
        start=("sample", "half-way"),
        shows="So far this suggests",
    ),
    Picture(
        "axes-small",
        "The same axis in a terminal of 80 by 24",
        start=("sample", "half-way"),
        shows="So far this suggests",
        size=SMALL,
    ),
    _step(
        "placed", "All axes placed: where it lands, and what would change it", "axes", "Lands on"
    ),
    Picture(
        "reveal",
        "The reveal: the last rule is answered, and a whole screen says where the workload lands",
        shows="not now",
        start=("sample", "half-way"),
        keys="1 1 enter 2 2 2 2",
        opened="So far this suggests",
    ),
    Picture(
        "projector",
        "F5: the question and its options alone, for a projector",
        start=("sample", "half-way"),
        shows="Could we measure",
        keys="f5",
    ),
    _step("rules", "Rules: three are asked, two are read off the axes", "rules", "from the axes"),
    _step("conditions", "Conditions: what has to hold for the model", "cond", "Portability"),
    _step("vendors", "Vendors: criteria with evidence, and red flags", "vend", "Criteria"),
    _step("comparison", "Vendors side by side", "vend", "Brightworks.*Hollow Pine", "c"),
    _step("risks", "Risks: which side carries each, and who", "risks", "Model drift"),
    _step("contract", "Contract: what is agreed, and what is open", "contr", "Portability"),
    _step("drivers", "Drivers of cost and time", "driv", "drives the cost"),
    _step("ownership", "After launch: a named owner for each area", "after", "Incident response"),
    Picture(
        "summary",
        "The summary: a recommendation per workload, and the programme",
        shows="Programme",
        start=EXAMPLE,
    ),
    Picture(
        "summary-small",
        "The summary in a terminal of 80 by 24",
        shows="Programme",
        start=EXAMPLE,
        size=SMALL,
    ),
    Picture(
        "reasoning",
        "Why: the reasons for one recommendation, and what would change it",
        shows="What would change it",
        start=EXAMPLE,
        keys="down enter",
    ),
    Picture(
        "decision",
        "Deciding: as recommended, the alternative, or an override",
        shows="Decide: ",
        start=EXAMPLE,
        keys="down d",
    ),
    Picture(
        "map",
        "The map: every workload in its cell",
        shows="Sensitivity by maturity",
        start=EXAMPLE,
        keys="m",
    ),
    Picture(
        "programme",
        "The programme: the outline of a statement of work for each workstream",
        shows="Scope",
        start=EXAMPLE,
        keys="p",
    ),
    Picture(
        "agenda",
        "The agenda: when each part starts, how long it takes, and how much of it is answered",
        shows="in all",
        start=("sample", "half-way"),
        keys="t",
    ),
    Picture(
        "vote",
        "A vote: everybody has said a level, and those who stand furthest apart speak first",
        shows="First to speak",
        start=("sample", "half-way"),
        keys="v 1 2 2 3 enter",
    ),
    Picture(
        "boards",
        "The boards: what is parked, why, and who finds out",
        shows="after the council; June Castell",
        start=("sample", "half-way"),
        keys="b e n o space f i g u r e s space y e t enter o 4 down "
        "e a f t e r space t h e space c o u n c i l enter o 5",
    ),
    Picture(
        "what-if",
        "What if: another level is tried, and the programme shows before and after",
        shows="TRIAL, NOT SAVED",
        start=EXAMPLE,
        keys="w 3",
    ),
    Picture(
        "wrap-up",
        "The wrap-up: actions without an owner or a day",
        shows="Without owner or date",
        start=EXAMPLE,
        keys="z tab tab",
    ),
    Picture(
        "german",
        "The same workshop in German",
        shows="Vorschlag",
        start=("--screens", "de", "sample", "half-way"),
        opened="F1 Hilfe",
    ),
    Picture(
        "matrix",
        "The matrix: eight published rows, and every cell",
        shows="The published rows",
        keys="m",
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
    pictures = {picture.name: picture for picture in PICTURES}
    if unknown := [name for name in names if name not in pictures]:
        print(
            f"There is no picture {unknown[0]}; there are: {', '.join(pictures)}", file=sys.stderr
        )
        return 2
    FOLDER.mkdir(exist_ok=True)
    status = 0
    for picture in [pictures[name] for name in names] or PICTURES:
        try:
            print(draw(picture, FOLDER))
        except NotAsExpected as wrong:
            print(f"{picture.name}: {wrong}", file=sys.stderr)
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
