"""How much of a longer piece of work is done, as a line on the terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

_STEPS = 100


@contextmanager
def on_terminal(label: str) -> Iterator[Callable[[float], None]]:
    """A bar on standard error; where that is no terminal, nothing is printed.

    What it gives is to be told how much is done, from 0 to 1.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(length=_STEPS, label=label, file=sys.stderr) as bar:

        def tell(done: float) -> None:
            bar.update(max(0, round(done * _STEPS) - bar.pos))

        yield tell
