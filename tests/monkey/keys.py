"""What the monkey does: the same for the same seed."""

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fouraxis.content.load import shipped
from tests.terminal import keys

SIZES: Final = ((80, 24), (100, 30), (120, 36), (160, 45))
TINY: Final = (60, 15)

SAMPLES: Final = ("four-workloads.toml", "half-way.toml")

_KEYS: Final = """
0 1 2 3 4 5 6 7 8 9 enter enter backspace up down left right [ ] > n p f l u s g t m c d x a e w v
b h i o r y N q j k escape escape tab shift+tab f1 space home end pageup pagedown ctrl+y ctrl+z
delete ? / ! ctrl+p ctrl+o . S W J K f5 f6
"""

WORDS: Final = ("Zoë [/x] ", "北京 test", "=1+1", "a b c", "x\u202ey", "two\rlines", "Support\tbot")

_RUSH: Final = 8
"""At most so many things one right behind the other: more letters would be taken for a paste."""

_FLOOD: Final = 30
_FLOODS: Final = 0.02
_LONGEST_PAUSE: Final = 0.06


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that is done: bytes are sent, or the window gets a size; then perhaps a pause.

    Attributes:
        name: What it is.
        data: The bytes.
        size: Columns and rows.
        pause: Seconds until the next thing; None: until the program has done all that was asked.
    """

    name: str
    data: bytes = b""
    size: tuple[int, int] | None = None
    pause: float | None = 0.0


@dataclass(frozen=True, slots=True)
class Setting:
    """Where the keys are pressed: in which language, at which size, at Home or on which session."""

    german: bool
    size: tuple[int, int]
    at_home: bool
    sample: str

    @classmethod
    def of(cls, seed: int) -> "Setting":
        """The same for the same seed."""
        chance = random.Random(-seed - 1)  # noqa: S311 - the same each time is what is wanted
        size = SIZES[seed // 2 % len(SIZES)]
        return cls(seed % 2 == 1, size, seed % 3 == 0, chance.choice(SAMPLES))

    def put_into(self, folder: Path) -> Path:
        """Put copies of the examples into a folder; the file of the session."""
        for sample in SAMPLES:
            shutil.copy(shipped("sessions") / sample, folder / sample)
        return folder / self.sample


def acts(seed: int, count: int) -> Iterator[Act]:
    """So many things, in an order and at a speed that the seed says.

    A few come at once, then hands rest: until the screen has followed, or for less than that. Now
    and then many more come at once than anybody can type.
    """
    chance = random.Random(seed)  # noqa: S311 - the same each time is what is wanted
    left = 0
    for _ in range(count):
        if left == 0:
            left = chance.randint(1, _FLOOD if chance.random() < _FLOODS else _RUSH)
        left -= 1
        pause = None if chance.random() < 0.7 else chance.uniform(0, _LONGEST_PAUSE)
        yield _act(chance, 0.0 if left else pause)


def _act(chance: random.Random, pause: float | None) -> Act:
    kind = chance.random()
    if kind < 0.02:
        size = chance.choice((*SIZES, TINY))
        return Act(f"{size[0]}x{size[1]}", size=size, pause=pause)
    if kind < 0.06:
        word = chance.choice(WORDS)
        return Act(f"type {word!r}", word.encode(), pause=pause)
    if kind < 0.07:
        word = chance.choice(WORDS)
        return Act(f"paste {word!r}", keys.pasted(word), pause=pause)
    if kind < 0.10:
        column, row = chance.randrange(80), chance.randrange(24)
        click = keys.mouse_pressed(column, row) + keys.mouse_released(column, row)
        return Act(f"click {column},{row}", click, pause=pause)
    name = chance.choice(_KEYS.split())
    return Act(name, keys.key(name), pause=pause)
