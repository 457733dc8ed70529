"""Whatever is in a file, opening it takes no time, breaks nothing, and changes nothing in it."""

import time
from pathlib import Path

import pytest

from fouraxis.store.delivery import save
from fouraxis.store.faults import SessionFileError
from fouraxis.store.folder import SessionsFolder
from fouraxis.store.read import read
from fouraxis.store.session_file import open_file
from fouraxis.store.state import Backups, StateFolder
from tests.store.hostile import GOOD, HOSTILE
from tests.store.samples import NOW, small

LONGEST = 8.0


def quarantined() -> list[bytes]:
    return [path.read_bytes() for path in StateFolder().path.glob("quarantine/*/*.damaged")]


@pytest.mark.few("name", 8)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_at_fault_opens_or_says_why_in_time_and_stays_as_it_is(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / "session.toml"
    path.write_bytes(HOSTILE[name])
    began = time.process_time()  # other programs on the machine do not count
    try:
        assert open_file(path).session.title is not None
    except SessionFileError as error:
        assert str(error).startswith(f"{path}: ")
        assert len(str(error)) < 600
        assert len(str(error).splitlines()) == 1
    assert time.process_time() - began < LONGEST
    assert path.read_bytes() == HOSTILE[name]
    (entry,) = SessionsFolder(tmp_path).entries()
    assert entry.name == "session.toml"


def test_there_are_enough_kinds_of_them() -> None:
    assert len(HOSTILE) >= 26


def test_a_damaged_file_is_copied_to_quarantine_once_and_its_backups_are_named(
    tmp_path: Path,
) -> None:
    path = tmp_path / "contoso.toml"
    save(small(), path, None)
    Backups(path).add(path.read_bytes(), NOW)
    path.write_bytes(damage := GOOD[: len(GOOD) // 2])
    for _ in range(2):
        with pytest.raises(SessionFileError, match="damaged") as found:
            open_file(path)
        assert f"fouraxis recover {path}" in str(found.value)
        assert "1 backup, the newest of 2026-11-23" in str(found.value)
    assert quarantined() == [damage]


def test_without_backups_the_quarantine_is_named(tmp_path: Path) -> None:
    path = tmp_path / "contoso.toml"
    path.write_bytes(b"[broken")
    with pytest.raises(SessionFileError, match="A copy of it is in"):
        open_file(path)


def test_what_is_no_session_file_is_not_quarantined(tmp_path: Path) -> None:
    for path in (tmp_path / "picture.png", tmp_path / "gone.toml", tmp_path):
        if path.suffix == ".png":
            path.write_bytes(HOSTILE["a picture"])
        with pytest.raises(SessionFileError):
            open_file(path)
    assert quarantined() == []


def test_a_quarantine_that_cannot_be_written_does_not_hide_the_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (file := tmp_path / "file").write_text("")
    monkeypatch.setenv("FOURAXIS_STATE", str(file))
    (path := tmp_path / "contoso.toml").write_bytes(b"[broken")
    with pytest.raises(SessionFileError, match="is damaged"):
        open_file(path)


def test_opening_a_good_file_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "contoso.toml"
    path.write_bytes(GOOD)
    assert open_file(path) == read(path)
    assert not StateFolder().path.exists()


GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("schema-*.toml")), ids=lambda path: path.stem)
def test_a_file_of_every_schema_ever_written_opens(path: Path) -> None:
    opened = read(path)
    assert opened.loaded.intact
    assert opened.session.set_aside == ()
    assert len(opened.session.workloads) == 2
    assert opened.session.vendors["brightworks"].sprints["support-chatbot"].weeks == 3


def test_there_is_a_golden_file_of_this_schema() -> None:
    from fouraxis.store.format import SCHEMA

    names = {path.stem for path in GOLDEN.glob("*.toml")}
    assert names == {f"schema-{number}" for number in range(1, SCHEMA + 1)}
