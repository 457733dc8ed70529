"""What a report took while it was written is not kept for the rest of the day."""

import platform
import re
from pathlib import Path
from threading import Thread

import pytest

from fouraxis.disk.system import give_memory_back

PIECES, SIZE = 40_000, 1_000


def in_memory() -> int:
    """How much of this process is in memory, in bytes."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) * 1024


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other systems take it themselves")
def test_what_a_thread_had_is_given_back_when_it_is_asked_for() -> None:
    kept: list[bytes] = []

    def work() -> None:
        pieces = [bytes(SIZE) for _ in range(PIECES)]
        kept.append(pieces[-1])  # the last one lies above all others, which therefore stay

    thread = Thread(target=work)
    thread.start()
    thread.join()
    before = in_memory()
    give_memory_back()
    assert before - in_memory() > PIECES * SIZE / 2
