"""A report takes its place whole, for its owner only, and in nobody else's place."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from fouraxis.content.models import Content
from fouraxis.report import formats
from fouraxis.report.formats import REPORT_FORMATS, NeedsOffice, Part, place, render, unused, write
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
    with pytest.raises(FileExistsError) as refused:
        place([(path, [b"n", b"ew"])])
    assert refused.value.filename == str(path)
    assert path.read_bytes() == b"mine"
    place([(path, [b"n", b"ew"])], force=True)
    assert path.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_a_device_or_pipe_is_no_place_for_a_report_even_by_force(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.html"
    os.mkfifo(pipe)
    for force in (False, True):
        with pytest.raises(PermissionError, match="a device or pipe and no file"):
            place([(pipe, [b"x"])], force=force)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_write_that_fails_leaves_nothing_behind_and_names_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(_: int) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(os, "fsync", full_disk)
    path = tmp_path / "reports" / "report.html"
    with pytest.raises(OSError, match="no space") as refused:
        place([(path, [b"n", b"ew"])])
    assert refused.value.filename == str(path)
    assert list(tmp_path.iterdir()) == []


def test_a_set_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"half"
        raise OSError(5, "the disk reported an error")

    folder = tmp_path / "out"
    names = [folder / f"{n}.md" for n in range(3)]
    whole: list[tuple[Path, Iterable[bytes]]] = [(name, [b"new"]) for name in names]
    with pytest.raises(OSError, match="reported") as refused:
        place([*whole[:2], (names[2], pieces())])
    assert refused.value.filename == str(names[2])
    assert not folder.exists()
    assert place(whole) == tuple(names)
    assert {path.read_bytes() for path in folder.iterdir()} == {b"new"}


def test_where_the_last_name_is_taken_the_others_are_not_written(tmp_path: Path) -> None:
    taken = tmp_path / "c.md"
    taken.write_bytes(b"mine")
    files = [(tmp_path / name, [b"new"]) for name in ("a.md", "b.md", "c.md")]
    with pytest.raises(FileExistsError):
        place(files)
    assert [path.name for path in tmp_path.iterdir()] == ["c.md"]


def test_a_name_that_is_taken_while_the_set_is_written_is_left_in_peace(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        (tmp_path / "a.md").write_bytes(b"somebody else's")
        yield b"new"

    with pytest.raises(FileExistsError):
        place([(tmp_path / "a.md", [b"new"]), (tmp_path / "b.md", pieces())])
    assert (tmp_path / "a.md").read_bytes() == b"somebody else's"
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


@pytest.mark.parametrize("links", [True, False])
def test_by_force_a_set_that_fails_half_way_gives_back_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    """The third cannot be moved, since a folder has its name by then."""
    first, second, third = (tmp_path / name for name in ("a.md", "b.md", "c.md"))
    first.write_bytes(b"old")

    def pieces() -> Iterator[bytes]:
        yield b"new"
        third.mkdir()

    if not links:

        def no_links(*_: Any, **__: Any) -> None:
            raise PermissionError(1, "no links here")

        monkeypatch.setattr(os, "link", no_links)
    with pytest.raises(IsADirectoryError) as refused:
        place([(first, [b"new"]), (second, [b"new"]), (third, pieces())], force=True)
    assert refused.value.filename == str(third)
    assert first.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "c.md"]
    third.rmdir()
    place([(first, [b"new"]), (second, [b"new"]), (third, [b"new"])], force=True)
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {b"new"}
    assert len(list(tmp_path.iterdir())) == 3


def test_all_leaves_nothing_where_the_third_format_fails(
    content: Content, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> Iterator[Part]:
        yield Part("md", [b"half"])
        raise OSError(28, "no space left")

    monkeypatch.setitem(formats.PARTS, REPORT_FORMATS[2], broken)
    with pytest.raises(OSError, match="no space") as refused:
        write(session, content, "all", tmp_path / "reports" / "all")
    assert refused.value.filename
    assert list(tmp_path.iterdir()) == []


def test_a_pair_of_tables_is_written_together(
    content: Content, session: Session, tmp_path: Path
) -> None:
    (tmp_path / "room-answers.csv").write_bytes(b"mine")
    with pytest.raises(FileExistsError, match=r"room-answers\.csv"):
        write(session, content, "csv", tmp_path / "room.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["room-answers.csv"]


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
