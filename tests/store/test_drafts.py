"""Half-typed text is there again after the program ended, whatever ended it."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from fouraxis.store.drafts import Drafts
from fouraxis.store.state import StateFolder
from tests.store.failing import FailingDisk


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "contoso.toml"


def test_a_draft_is_there_for_the_next_program_and_gone_when_it_was_used(path: Path) -> None:
    Drafts(path).keep("decide a reason", "because «it» is\nours")
    Drafts(path).keep("title", "New")
    assert Drafts(path).text("decide a reason") == "because «it» is\nours"
    assert set(Drafts(path).names()) == {"decide a reason", "title"}
    Drafts(path).forget("decide a reason")
    assert Drafts(path).text("decide a reason") == ""
    assert Drafts(path).text("title") == "New"


def test_drafts_of_another_file_are_others(path: Path) -> None:
    Drafts(path).keep("title", "mine")
    assert Drafts(path.with_name("other.toml")).text("title") == ""


def test_drafts_are_for_their_owner_only_and_nothing_is_left_when_all_were_used(
    path: Path, tmp_path: Path
) -> None:
    state = StateFolder(tmp_path / "state")
    drafts = Drafts(path, state)
    drafts.keep("title", "x")
    (file,) = (tmp_path / "state").rglob("*.json")
    assert file.stat().st_mode & 0o777 == 0o600
    drafts.forget("title")
    assert list((tmp_path / "state").rglob("*.json")) == []


@pytest.mark.parametrize("garbage", [b"", b"{", b"[1]", b'{"title": 1}', b"\xff", b"[" * 100_000])
def test_a_file_that_is_no_drafts_is_none(path: Path, tmp_path: Path, garbage: bytes) -> None:
    state = StateFolder(tmp_path / "state")
    drafts = Drafts(path, state)
    drafts.keep("title", "x")
    (file,) = (tmp_path / "state").rglob("*.json")
    file.write_bytes(garbage)
    assert drafts.text("title") == ""
    drafts.keep("title", "again")
    assert drafts.text("title") == "again"


def test_a_disk_that_takes_nothing_is_no_matter_for_the_room(path: Path, tmp_path: Path) -> None:
    disk = FailingDisk(1, sticky=True, code=errno.ENOSPC)
    drafts = Drafts(path, StateFolder(tmp_path / "state", disk))
    drafts.keep("title", "x")
    assert drafts.text("title") == ""


def test_what_was_kept_outlives_kill_9(path: Path) -> None:
    program = (
        "import os, signal, sys\nfrom pathlib import Path\n"
        "from fouraxis.store.drafts import Drafts\n"
        "Drafts(Path(sys.argv[1])).keep('title', 'half typ')\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], env=os.environ, check=False)
    assert done.returncode == -signal.SIGKILL
    assert Drafts(path).text("title") == "half typ"
