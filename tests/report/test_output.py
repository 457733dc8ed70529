"""A report takes its place whole, for its owner only, and in nobody else's place."""

import os
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from fouraxis.content.models import Content
from fouraxis.report import formats
from fouraxis.report.formats import REPORT_FORMATS, NeedsOffice, place, render, unused, write
from fouraxis.workshop.session import Session
from tests.report.marked import Texts, full


@pytest.fixture
def session(content: Content) -> Session:
    return full(content, Texts())


@pytest.mark.parametrize("form", REPORT_FORMATS)
def test_every_format_is_written_for_its_owner_only_and_leaves_nothing_else(
    content: Content, session: Session, form: Any, tmp_path: Path
) -> None:
    path = tmp_path / "out" / f"report.{form}"
    seen: list[float] = []
    written = write(session, content, form, path, progress=seen.append)
    files = {path for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert files == set(written)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0
    if sys.platform != "win32":
        assert {stat.S_IMODE(path.stat().st_mode) for path in written} == {0o600}


def test_all_is_every_format_in_one_folder(
    content: Content, session: Session, tmp_path: Path
) -> None:
    written = write(session, content, "all", tmp_path / "all")
    assert {path.name for path in written} >= {
        *("report.docx", "report.html", "report.md", "report.csv", "answers.csv"),
        *("report.xlsx", "report.json", "placement-map.svg", "ownership-map.png"),
    }


def test_a_file_that_is_there_is_not_overwritten_unless_asked(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        place([b"n", b"ew"], path)
    assert path.read_bytes() == b"mine"
    place([b"n", b"ew"], path, force=True)
    assert path.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_a_write_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(_: int) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(OSError, match="no space"):
        place([b"n", b"ew"], tmp_path / "report.html")
    assert list(tmp_path.iterdir()) == []


def test_a_report_gets_a_name_that_nothing_has(tmp_path: Path) -> None:
    session = tmp_path / "room.toml"
    assert unused(session, ".docx").name == "room-report.docx"
    (tmp_path / "room-report.docx").touch()
    assert unused(session, ".docx").name == "room-report-2.docx"
    assert unused(session, "").name == "room-report"


def test_without_the_extra_it_is_said_what_to_install_and_the_rest_works(
    content: Content, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formats, "find_spec", lambda _: None)
    for form in ("docx", "xlsx", "png"):
        with pytest.raises(NeedsOffice, match=r"pip install 'fouraxis\[office\]'"):
            list(render(session, content, form))
    written = write(session, content, "all", tmp_path / "all")
    assert {path.suffix for path in written} == {".html", ".md", ".csv", ".json", ".svg"}
