"""What the monkey does: the same for the same seed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tests.terminal import keys

SIZES: Final = ((80, 24), (100, 30), (120, 36), (160, 45))
TINY: Final = (60, 15)

_KEYS: Final = """
0 1 2 3 4 5 6 7 8 9 enter enter backspace up down left right [ ] > n p f l u s g t m c d x a e w v
b h i o r y N q j k escape escape tab shift+tab f1 space home end pageup pagedown ctrl+y ctrl+z
delete ? / ! ctrl+p ctrl+o .
"""

WORDS: Final = ("Zoë [/x] ", "北京 test", "=1+1", "a b c", "x\u202ey", "two\rlines", "Support\tbot")


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that is done: bytes are sent, or the window gets a size; then perhaps a pause."""

    name: str
    data: bytes = b""
    size: tuple[int, int] | None = None
    pause: float = 0.0


def acts(seed: int, count: int) -> Iterator[Act]:
    """So many things, in an order that the seed says."""
    chance = random.Random(seed)  # noqa: S311 - the same each time is what is wanted
    for _ in range(count):
        kind = chance.random()
        if kind < 0.02:
            size = chance.choice((*SIZES, TINY))
            yield Act(f"{size[0]}x{size[1]}", size=size)
        elif kind < 0.06:
            word = chance.choice(WORDS)
            yield Act(f"type {word!r}", word.encode())
        elif kind < 0.07:
            word = chance.choice(WORDS)
            yield Act(f"paste {word!r}", keys.pasted(word))
        elif kind < 0.10:
            column, row = chance.randrange(80), chance.randrange(24)
            click = keys.mouse_pressed(column, row) + keys.mouse_released(column, row)
            yield Act(f"click {column},{row}", click)
        else:
            name = chance.choice(_KEYS.split())
            yield Act(name, keys.key(name), pause=0.02 if chance.random() < 0.15 else 0.0)
