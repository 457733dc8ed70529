"""A text that somebody else made is read with care, and a fault is said in plain words."""

import os
from pathlib import Path

import pytest

from fouraxis.store.read import TextFileError, read_text


def test_the_mark_of_utf_8_at_the_beginning_goes(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(b"\xef\xbb\xbfname\r\nCaf\xc3\xa9\r\n")
    assert read_text(file) == "name\r\nCafé\r\n"


def test_a_pipe_that_never_ends_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(TextFileError, match="is a device or pipe, not a file"):
        read_text(pipe)


def test_a_path_that_is_none_is_said_plainly() -> None:
    with pytest.raises(TextFileError, match="cannot be read: this is no path"):
        read_text(Path("a\0b"))


def test_a_file_that_is_not_ours_to_read_says_so(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("name")
    file.chmod(0)
    if os.access(file, os.R_OK):
        file.chmod(0o600)
        assert read_text(file) == "name"  # the superuser reads everything
    else:
        with pytest.raises(TextFileError, match="permission was denied"):
            read_text(file)
