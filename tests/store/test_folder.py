"""The folder of sessions: listed without parsing, and nothing in it is ever lost."""

import errno
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from fouraxis.disk.system import host
from fouraxis.store.faults import FolderError, SessionFileError
from fouraxis.store.folder import SessionsFolder, sessions_folder
from fouraxis.store.read import read
from tests.store.failing import FailingDisk
from tests.store.samples import small, written


@pytest.fixture
def folder(tmp_path: Path) -> SessionsFolder:
    return SessionsFolder(tmp_path / "documents" / "fouraxis")


def names(path: Path) -> list[str]:
    return sorted(file.name for file in path.iterdir())


def test_the_option_goes_before_the_variable_and_that_before_the_documents(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FOURAXIS_SESSIONS", str(tmp_path / "named"))
    assert sessions_folder(tmp_path / "option") == tmp_path / "option"
    assert sessions_folder(None) == tmp_path / "named"
    monkeypatch.setenv("FOURAXIS_SESSIONS", "~/there")
    assert sessions_folder(None) == Path.home() / "there"
    monkeypatch.delenv("FOURAXIS_SESSIONS")
    assert sessions_folder(None).name == "fouraxis"


def test_listing_loads_neither_pydantic_nor_textual() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; import fouraxis.store.folder as f;"
            "f.SessionsFolder(Path('.')).entries();"
            "print([m for m in ('pydantic', 'textual', 'rich', 'tomllib', 'tomli_w', 'hashlib')"
            " if m in sys.modules])",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"


def test_a_folder_that_does_not_exist_is_empty_and_made_when_needed(
    folder: SessionsFolder,
) -> None:
    assert folder.entries() == []
    path = folder.create(small())
    assert path == folder.path / "Contoso-where-should-our-AI-work-live.toml"
    assert read(path).session == small()
    assert [entry.path for entry in folder.entries()] == [path]


def test_entries_say_title_organisation_and_id_newest_first(folder: SessionsFolder) -> None:
    for number, title in enumerate(["Old", 'The "new" \\ one\u00e9 🚀', "Middle"]):
        path = folder.create(small(title=title, id=f"id-{number}"))
        age = [3, 1, 2][number]
        os.utime(path, (1_700_000_000 - age, 1_700_000_000 - age))
    entries = folder.entries()
    assert [entry.title for entry in entries] == ['The "new" \\ one\u00e9 🚀', "Middle", "Old"]
    assert {entry.organisation for entry in entries} == {"Contoso"}
    assert [entry.id for entry in entries] == ["id-1", "id-2", "id-0"]
    assert entries[0].modified_ns == 1_699_999_999 * 10**9


def test_a_title_that_fills_the_first_part_of_the_file_is_read(folder: SessionsFolder) -> None:
    folder.create(small(title="界" * 5000))
    assert folder.entries()[0].title == "界" * 5000


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("title = 'literal \\ text'", "literal \\ text"),
        ('title="no spaces" # remark', "no spaces"),
        ('schema = 1\r\ntitle = "crlf"\r\n', "crlf"),
        ('\ufefftitle = "mark"', "mark"),
        ('title = "\\u00fc\\U0001F680\\t\\"x\\""', 'ü🚀\t"x"'),
    ],
)
def test_a_title_written_by_hand_is_read(folder: SessionsFolder, head: str, title: str) -> None:
    folder.path.mkdir(parents=True)
    (folder.path / "x.toml").write_bytes(head.encode())
    assert folder.entries()[0].title == title


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (b"", "empty"),
        (b"\x89PNG\0\0", "not a session"),
        (b"<<<<<<< HEAD\ntitle = 1\n", "unfinished merge"),
        (b"title = 1\n", "no title"),
        (b"schema = 1\n", "no title"),
        (b"[workloads.x]\ntitle = 'not the title'\n", "no title"),
    ],
)
def test_a_file_at_fault_is_listed_with_a_note(
    folder: SessionsFolder, data: bytes, note: str
) -> None:
    folder.path.mkdir(parents=True)
    (folder.path / "broken.toml").write_bytes(data)
    (entry,) = folder.entries()
    assert (entry.title, entry.note) == ("broken", note)


def test_an_unfinished_merge_is_listed_by_its_title_with_a_note(folder: SessionsFolder) -> None:
    folder.path.mkdir(parents=True)
    text = "<<<<<<< HEAD\ntitle = 'A'\n=======\ntitle = 'B'\n>>>>>>> theirs\n"
    (folder.path / "x.toml").write_text(text)
    (entry,) = folder.entries()
    assert (entry.title, entry.note) == ("A", "unfinished merge")


def test_what_is_no_session_is_not_listed(folder: SessionsFolder) -> None:
    path = folder.create(small())
    folder.trash(folder.create(small(title="gone")))
    for name in (".hidden.toml", ".fouraxis-1-ab.tmp", "notes.txt", "x.toml.bak"):
        (folder.path / name).write_text("title = 'x'")
    (folder.path / "folder.toml").mkdir()
    (folder.path / "nowhere.toml").symlink_to("missing")
    os.mkfifo(folder.path / "pipe.toml")
    assert [entry.path for entry in folder.entries()] == [path]


def test_a_link_that_leads_round_in_a_circle_hides_no_session(folder: SessionsFolder) -> None:
    path = folder.create(small())
    (folder.path / "round.toml").symlink_to("round.toml")

    notes = {entry.path.name: entry.note for entry in folder.entries()}

    assert notes.keys() == {path.name, "round.toml"}
    assert not notes[path.name]
    assert "lead round in a circle" in notes["round.toml"]


def test_two_sessions_of_one_title_get_two_files(folder: SessionsFolder) -> None:
    shouted = small(title=small().title.upper(), id="another")
    first, second = folder.create(small()), folder.create(shouted)
    assert first != second
    assert len(folder.entries()) == 2


def test_a_session_is_renamed_in_its_file_and_by_its_file(folder: SessionsFolder) -> None:
    path = folder.create(small())
    renamed = folder.rename(path, "Another\nname")
    assert renamed.name == "Another-name.toml"
    assert read(renamed).session == small(title="Another name")
    assert names(folder.path) == [renamed.name]


def test_renaming_to_the_name_of_another_keeps_both(folder: SessionsFolder) -> None:
    other = folder.create(small(title="Plan"))
    path = folder.create(small(title="Other", id="another"))
    renamed = folder.rename(path, "plan")
    assert renamed.name == "plan-2.toml"
    assert read(other).session.title == "Plan"
    assert folder.rename(renamed, "PLAN").name == "PLAN-2.toml"
    assert folder.rename(other, "plan").name == "plan.toml"
    assert len(folder.entries()) == 2


@pytest.mark.parametrize("title", ["", "  \n ", "x" * 5001])
def test_a_title_that_does_not_fit_is_refused(folder: SessionsFolder, title: str) -> None:
    path = folder.create(small())
    with pytest.raises(FolderError, match="needs a title of 1 to 5,000 characters"):
        folder.rename(path, title)
    assert read(path).session == small()


def test_a_duplicate_is_a_session_of_its_own(folder: SessionsFolder) -> None:
    path = folder.create(small())
    copy = folder.duplicate(path)
    session = read(copy).session
    assert session.title == small().title + " (copy)"
    assert session.id != small().id
    assert session.workloads == small().workloads
    assert read(path).session == small()
    assert read(folder.duplicate(folder.rename(path, "x" * 5000))).session.title[-7:] == " (copy)"


def test_what_was_thrown_away_can_be_had_back(folder: SessionsFolder) -> None:
    path = folder.create(small())
    trashed = folder.trash(path)
    assert trashed == folder.path / "trash" / path.name
    assert folder.entries() == []
    again = folder.trash(folder.create(small(organisation="second")))
    assert again != trashed
    assert folder.restore(trashed) == path
    restored = folder.restore(again)
    assert restored != path
    assert [read(p).session.organisation for p in (path, restored)] == ["Contoso", "second"]


def test_what_somebody_else_has_open_stays_where_it_is(folder: SessionsFolder) -> None:
    """Moved away, it was saved in its old place once more by whoever works in it: a fork."""
    path = folder.create(small())
    lock = path.with_name(f".{path.name}.lock")
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        at = datetime.now(UTC).isoformat()
        lock.write_text(json.dumps({"user": "zoe", "host": host(), "pid": other.pid, "at": at}))
        for act in (partial(folder.rename, path, "Another"), partial(folder.trash, path)):
            with pytest.raises(FolderError, match=r"is open by zoe on .*Close it there first"):
                act()
            assert read(path).session == small()
    assert folder.trash(folder.rename(path, "Another")).name == "Another.toml"  # whoever left it


def test_a_file_named_by_hand_keeps_its_name_through_the_trash(folder: SessionsFolder) -> None:
    folder.path.mkdir(parents=True)
    path = folder.path / "My session (1).toml"
    path.write_bytes(written(small()))
    assert folder.restore(folder.trash(path)) == path


def test_a_damaged_file_can_be_thrown_away_but_not_renamed(folder: SessionsFolder) -> None:
    folder.path.mkdir(parents=True)
    path = folder.path / "broken.toml"
    path.write_text("title = ")
    with pytest.raises(SessionFileError, match="is damaged"):
        folder.rename(path, "x")
    with pytest.raises(SessionFileError, match="is damaged"):
        folder.duplicate(path)
    assert folder.trash(path).read_text() == "title = "


def test_a_file_of_a_newer_fouraxis_is_neither_renamed_nor_copied(folder: SessionsFolder) -> None:
    path = folder.create(small())
    path.write_bytes(path.read_bytes().replace(b"schema = 2", b"schema = 9"))
    with pytest.raises(FolderError, match="newer fouraxis"):
        folder.rename(path, "x")
    with pytest.raises(FolderError, match="newer fouraxis"):
        folder.duplicate(path)


@pytest.mark.parametrize(
    "path",
    ["../outside.toml", "/etc/passwd", "sub/x.toml", "trash/x.toml", ".hidden.toml", "x.txt", ".."],
)
def test_a_path_that_leaves_the_folder_is_refused(folder: SessionsFolder, path: str) -> None:
    folder.create(small())
    outside = folder.path.parent / "outside.toml"
    outside.write_bytes(written(small()))
    for act in (folder.trash, folder.duplicate, folder.restore):
        with pytest.raises(FolderError, match="is not a session of this folder"):
            act(Path(path))
    with pytest.raises(FolderError, match="is not a session of this folder"):
        folder.rename(Path(path), "x")
    assert outside.read_bytes() == written(small())


def test_a_name_alone_means_the_file_in_the_folder(folder: SessionsFolder) -> None:
    path = folder.create(small())
    assert folder.trash(Path(path.name)).name == path.name


def test_a_folder_that_cannot_be_used_says_so(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(FolderError, match="cannot be listed: a part of its path is not a folder"):
        SessionsFolder(file).entries()
    with pytest.raises(FolderError, match="cannot be written"):
        SessionsFolder(file / "below").create(small())


def test_whichever_step_fails_no_session_is_lost(tmp_path: Path) -> None:
    for number in range(1, 40):
        folder = SessionsFolder(tmp_path / str(number))
        path = folder.create(small())
        failing = SessionsFolder(folder.path, FailingDisk(number, code=errno.ENOSPC))
        try:
            trashed = failing.trash(failing.rename(path, "Renamed"))
            failing.restore(trashed)
        except (FolderError, SessionFileError) as error:
            assert "no space is left" in str(error)
        left = [*folder.path.glob("*.toml"), *folder.path.glob("trash/*.toml")]
        assert len(left) == 1
        assert read(left[0]).session.workloads == small().workloads
