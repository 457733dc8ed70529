"""Waiting for what a thread brings about on a disk, which tells of it by nothing else."""

import time
from collections.abc import Callable


def soon(holds: Callable[[], bool], within: float = 5.0) -> bool:
    """Whether it holds before long: looked at often, so that it costs no time when it does."""
    end = time.monotonic() + within
    while not holds() and time.monotonic() < end:
        time.sleep(0.005)
    return holds()
