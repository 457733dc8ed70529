"""The thin calls: the system gives word of what others do in a folder."""

import os
import select
import sys
from pathlib import Path

import pytest

from fouraxis.disk.system import Watch

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux gives word this way")


def test_a_file_that_is_written_replaced_or_removed_is_named(tmp_path: Path) -> None:
    file, other = tmp_path / "a.toml", tmp_path / "b.tmp"
    file.write_bytes(b"first")
    watch = Watch.of(tmp_path)
    assert watch is not None
    assert watch.names() == frozenset()
    file.write_bytes(b"second")
    other.write_bytes(b"third")
    assert select.select([watch.file], [], [], 5)[0]
    assert watch.names() >= {"a.toml", "b.tmp"}
    os.replace(other, file)  # noqa: PTH105
    assert watch.names() == {"a.toml", "b.tmp"}
    file.unlink()
    assert watch.names() == {"a.toml"}
    watch.close()


def test_a_folder_that_is_not_there_is_not_watched(tmp_path: Path) -> None:
    assert Watch.of(tmp_path / "gone") is None
