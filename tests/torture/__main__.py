"""The long sweep, with its counts: `make torture`. Ends with status 1 if anything went wrong."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.torture import calls, errors, frames, kills, writers
from tests.torture.bad_input import bad_input
from tests.torture.counts import Counts

SMALL = "128k"


def small_disk(folder: Path) -> Counts:
    """Fill a real small disk, where one can be made."""
    folder.mkdir(parents=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", str(folder)]
    try:
        done = subprocess.run(mount, capture_output=True, check=False)
    except OSError:
        done = None
    if done is None or done.returncode:
        return Counts("a small disk fills up and is freed", remark="left out: it needs root")
    try:
        return errors.full_disk(folder, 20)
    finally:
        subprocess.run(["umount", str(folder)], check=True)  # noqa: S607


def by_strace(folder: Path) -> Counts:
    """Fail real system calls, where strace can."""
    if why := calls.available():
        return Counts("every system call × error (strace)", remark=f"left out: {why}")
    return calls.calls(folder)


SWEEPS: dict[str, Callable[[Path], Counts]] = {
    "kills": kills.kills,
    "errors": errors.errors,
    "calls": by_strace,
    "disk": small_disk,
    "writers": writers.writers,
    "frames": frames.frames,
    "input": bad_input,
}


def main() -> int:
    """Run every sweep, or those that are named."""
    chosen = sys.argv[1:] or list(SWEEPS)
    good = True
    with tempfile.TemporaryDirectory(prefix="fouraxis-torture-") as scratch:
        os.environ["FOURAXIS_STATE"] = str(Path(scratch) / "state")
        for name in chosen:
            began = time.monotonic()
            counts = SWEEPS[name](Path(scratch) / name)
            good = good and counts.good
            print(f"{counts}\n    {time.monotonic() - began:.0f} s", flush=True)
    print("Nothing was lost, and saved was never a lie." if good else "SOMETHING WENT WRONG.")
    return 0 if good else 1


sys.exit(main())
