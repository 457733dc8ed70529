"""What the screen calls saved is in the file, in every frame: also in the last one before a kill.

The real program runs in a pseudo-terminal, somebody answers and takes back as fast as hands go, and
at a random moment the program is killed. The last frame that was drawn to its end is what the room
saw: if its header says saved, then the file holds each answer as that frame shows it.
"""

import random
import re
import shutil
import time
import tomllib
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Final

from tests.terminal.laptop import Laptop
from tests.torture.counts import Counts

QUESTIONS: Final = {
    "precedent": "Precedent",
    "measurable-success": "Measurable success",
    "data-adequate": "Adequate data",
}
DIGITS: Final = {"yes": "1", "partly": "2", "no": "3", "unknown": "0"}
SIZES: Final = ((120, 36), (80, 24), (100, 30))
_SAMPLE: Final = Path(__file__).parents[2] / "sessions" / "half-way.toml"
_WORKLOAD: Final = "meter-reading"
_PATIENCE: Final = 5.0
"""Seconds in which a key shows what it does, on any machine."""

Answers = tuple[str, ...]
"""The digit of each question, empty where it is not answered."""


@dataclass
class Room:
    """What a room sees of one run, frame by frame."""

    laptop: Laptop
    file: Path
    size: tuple[int, int]
    shown: Answers = ()
    saved: bool = False
    waits: int = 0
    """So many keys are on their way; a busy machine may take longer than anybody waits for one."""
    answers: int = 0
    frames: int = 0
    compared: int = 0
    lies: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.terminal = self.laptop.start(self.file, size=self.size)
        self.terminal.wait_for(r"✔ saved.*Adequate data")
        end = time.monotonic() + _PATIENCE
        while not self.shown and time.monotonic() < end:  # it may not be drawn whole at once
            self.terminal.settle()
            self._look()
        self.terminal.on_frame = self._look

    def type(self, chance: random.Random) -> None:
        """Answer and take back for a while; each key changes what is shown."""
        made = 0
        for _ in range(chance.randint(1, 8)):
            back = made and (made == 2 or chance.random() < 0.4)
            made += -1 if back else 1
            self._press("u" if back else chance.choice("123"))
            self.terminal.read_for(chance.choice((0.0, 0.01, 0.05)))
        if chance.random() < 0.5:  # it is killed between a key and its frame as well
            self.terminal.hit("u" if made == 2 else chance.choice("123"))
            self.waits += 1
        self.terminal.read_for(chance.uniform(0, 0.08))

    def kill(self) -> None:
        """Kill the program, and compare what the room saw last with the file."""
        self.terminal.kill()
        self._compare("killed")

    def _press(self, key: str) -> None:
        """Press a key, and read until what it does is shown."""
        before = self.shown
        self.waits += 1
        self.terminal.hit(key)
        end = time.monotonic() + _PATIENCE
        while self.shown == before and time.monotonic() < end:
            self.terminal.read_for(0.005)

    def _look(self) -> None:
        """Take in a frame that was drawn to its end."""
        header, *lines = self.terminal.emulator.lines
        answers = shown_in(lines)
        if answers is not None and answers != self.shown:
            self.shown, self.waits = answers, max(self.waits - 1, 0)
            self.answers += 1
        self.saved = "saved" in header and "NOT" not in header
        self.frames += 1
        self._compare("running")

    def _compare(self, when: str) -> None:
        """Compare the frame with the file, unless a key is on its way that may be in it by now.

        A frame without the questions says nothing that could be compared.
        """
        if not self.saved or self.waits or not self.shown:
            return
        self.compared += 1
        if (held := in_file(self.file)) != self.shown:
            self.lies.append(f"{when}: saved beside {self.shown}, the file has {held}")


def shown_in(lines: list[str]) -> Answers | None:
    """The answers on the screen; None where it does not show all the questions."""
    rows = [
        next((at for at, line in enumerate(lines) if re.search(rf"[✓◦?] +{name}\b", line)), None)
        for name in (*QUESTIONS.values(), "Certainty")
    ]
    places = [at for at in rows if at is not None]
    if len(places) < len(rows):
        return None
    # the options stand behind the question, or in a narrow window below it; where there is room
    # for them elsewhere, the answer alone stands behind it
    between = ("\n".join(lines[at:end]) for at, end in pairwise(places))
    words = "|".join(DIGITS)
    marks = (
        re.search(rf"▸(\d) |{name} +({words})\b", part)
        for name, part in zip(QUESTIONS.values(), between, strict=True)
    )
    return tuple((mark[1] or DIGITS[mark[2]]) if mark else "" for mark in marks)


def in_file(file: Path) -> Answers:
    """The answers in the file."""
    tree = tomllib.loads(file.read_text("utf-8"))
    factors = tree["workloads"][_WORKLOAD]["axes"].get("certainty", {}).get("factors", {})
    return tuple(DIGITS.get(factors.get(key, {}).get("level", ""), "") for key in QUESTIONS)


def frames(folder: Path, kills: int = 220, seed: int = 1) -> Counts:
    """Kill the program so often, each time at another moment."""
    counts = Counts("kill -9 while somebody types: the last frame and the file")
    chance = random.Random(seed)  # noqa: S311
    beside = total = compared = answers = 0
    for number in range(kills):
        place = folder / str(number)
        laptop = Laptop(place)
        file = laptop.sessions / "half-way.toml"
        shutil.copyfile(_SAMPLE, file)
        room = Room(laptop, file, SIZES[number % len(SIZES)])
        room.type(chance)
        room.kill()
        laptop.close()
        counts.cases += 1
        beside += room.saved
        total += room.frames
        compared += room.compared
        answers += room.answers
        counts.lies += [f"kill {number}: {lie}" for lie in room.lies]
        shutil.rmtree(place)
    if answers < 2 * kills:
        counts.faults.append(f"only {answers} answers were shown: nothing was tried")
    counts.remark = (
        f"{total:,} frames, {compared:,} that said saved compared with the file; "
        f"{beside} of {kills} died beside the word"
    )
    return counts
