"""A program that is killed while it saves leaves a whole file with all it reported as saved."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fouraxis.store.delivery import save
from fouraxis.store.read import read
from tests.store.samples import small

SAVING = """
import sys
from pathlib import Path
from fouraxis.store.read import read
from fouraxis.store.delivery import Target

path = Path(sys.argv[1])
opened = read(path)
target = Target(path, opened.stamp)
for number in range(1_000_000):
    target.save(opened.session.model_copy(update={"organisation": f"save {number}"}))
    print(number, flush=True)
"""


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.few("seed", 2)
def test_kill_9_never_costs_what_was_reported_as_saved(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "contoso.toml"
    save(small(organisation="save -1"), path, None)
    with subprocess.Popen(
        [sys.executable, "-c", SAVING, str(path)], stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "0\n"  # it has begun
        time.sleep(random.Random(seed).uniform(0.0, 0.06))  # noqa: S311
        program.send_signal(signal.SIGKILL)
        reported = [int(line) for line in program.stdout.read().splitlines()]
    opened = read(path)
    on_disk = int(opened.session.organisation.split()[1])
    assert on_disk >= max(reported, default=0)
    assert opened.notices == ()
    save(small(organisation="and on"), path, opened.stamp)


KILLED_AT = """
import os, signal, sys
from pathlib import Path
from fouraxis.store.read import read
from fouraxis.store.delivery import Target
from tests.store.failing import FailingDisk

class KillingDisk(FailingDisk):
    def _fails(self, step):
        if super()._fails(step):
            os.kill(os.getpid(), signal.SIGKILL)
        return False

path = Path(sys.argv[1])
opened = read(path)
disk = KillingDisk(int(sys.argv[2]))
later = opened.session.model_copy(update={"organisation": "later"})
Target(path, opened.stamp, disk).save(later)
print("saved", len(disk.steps), flush=True)
"""


@pytest.mark.long
def test_killed_at_any_step_of_a_save_the_file_is_the_old_or_the_new(tmp_path: Path) -> None:
    step, seen = 0, set()
    while True:
        step += 1
        path = tmp_path / str(step) / "contoso.toml"
        path.parent.mkdir()
        save(small(organisation="before"), path, None)
        done = subprocess.run(
            [sys.executable, "-c", KILLED_AT, str(path), str(step)],
            capture_output=True,
            text=True,
            check=False,
        )
        opened = read(path)
        assert opened.notices == ()
        seen.add(opened.session.organisation)
        if done.returncode == 0:
            assert done.stdout.startswith("saved")
            assert opened.session.organisation == "later"
            break
        assert done.returncode == -signal.SIGKILL
        save(small(organisation="and on"), path, opened.stamp)
    assert step > 8
    assert seen == {"before", "later"}
