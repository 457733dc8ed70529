"""Copies that sync tools make of a conflict are found beside their session, and not listed."""

import os
from pathlib import Path

import pytest

from fouraxis.store.folder import SessionsFolder, copies
from fouraxis.store.merge import settled
from fouraxis.store.open import UnfinishedMerge, open_file
from fouraxis.store.target import save
from tests.store.samples import small, written

COPIES = [
    "Contoso (conflicted copy 2026-11-23 101500).toml",
    "Contoso (Ana's conflicted copy 2026-11-23).toml",
    "Contoso (LAPTOP-7's conflicted copy).toml",
    "Contoso (conflict 2026-11-23).toml",
    "Contoso.sync-conflict-20261123-101500-ABCDEFG.toml",
    "Contoso-LAPTOP-7.toml",
    "Contoso-copy-20261123-101500.toml",
    "Contoso (1).toml",
    "Contoso(12).toml",
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "Contoso.toml"
    path.write_bytes(written(small()))
    return path


@pytest.mark.parametrize("name", COPIES)
def test_a_conflict_copy_is_found_beside_its_session_and_not_listed(path: Path, name: str) -> None:
    path.with_name(name).write_bytes(written(small(organisation="theirs")))
    assert [entry.name for entry in copies(path)] == [name]
    assert [entry.name for entry in SessionsFolder(path.parent).entries()] == [path.name]


@pytest.mark.parametrize("name", [*COPIES, "Contoso-2.toml"])
def test_another_session_of_such_a_name_is_a_session_of_its_own(path: Path, name: str) -> None:
    path.with_name(name).write_bytes(written(small(id="another")))
    assert copies(path) == ()
    assert len(SessionsFolder(path.parent).entries()) == 2


@pytest.mark.parametrize("name", ["Contoso2.toml", "My Contoso.toml", "Contoso (draft).toml"])
def test_a_copy_that_a_person_made_is_listed(path: Path, name: str) -> None:
    path.with_name(name).write_bytes(written(small()))
    assert copies(path) == ()
    assert len(SessionsFolder(path.parent).entries()) == 2


def test_a_copy_whose_original_is_gone_is_listed(path: Path) -> None:
    path.rename(path.with_name(COPIES[0]))
    assert [entry.name for entry in SessionsFolder(path.parent).entries()] == [COPIES[0]]


def test_several_copies_are_all_found_and_files_at_fault_are_none(path: Path) -> None:
    for name in COPIES:
        path.with_name(name).write_bytes(written(small()))
    path.with_name("Contoso (2).toml").write_text("broken")
    path.with_name("Contoso (3).toml").mkdir()
    os.mkfifo(path.with_name("Contoso (4).toml"))
    assert sorted(entry.name for entry in copies(path)) == sorted(COPIES)
    assert copies(path.with_name("gone.toml")) == ()


# --- what git leaves behind ------------------------------------------------------------------

MINE = small(title="Mine", organisation="both", participants={"ana": {"name": "B."}})
THEIRS = small(title="Theirs", organisation="both", participants={"ana": {"name": "Ana"}})


def marked(*, base: bool) -> bytes:
    """The file as git leaves it after a merge with conflicts."""
    old = small(participants={"ana": {"name": "Ana"}})
    mine, theirs, before = (written(one).decode().split("\n") for one in (MINE, THEIRS, old))
    lines = []
    for one, other, was in zip(mine, theirs, before, strict=True):
        if one == other:
            lines.append(one)
        else:
            between = ["||||||| abc123", was] if base else []
            lines += ["<<<<<<< HEAD", one, *between, "=======", other, ">>>>>>> theirs"]
    return "\n".join(lines).encode()


@pytest.mark.parametrize("base", [True, False], ids=["with base", "without base"])
def test_a_merge_that_git_did_not_finish_is_rebuilt_answer_by_answer(
    path: Path, base: bool
) -> None:
    path.write_bytes(data := marked(base=base))
    with pytest.raises(UnfinishedMerge, match="to choose between") as found:
        open_file(path)
    merged = found.value.merged
    assert merged.mine == MINE
    assert merged.theirs == THEIRS
    paths = [conflict.path for conflict in merged.conflicts]
    name = ("participants", "ana", "name")  # without a base nobody knows that only one changed it
    assert paths == ([("title",)] if base else [("title",), name])
    assert path.read_bytes() == data
    done = settled(merged).session
    assert done.title == "Mine / Theirs"
    save(done, path, found.value.stamp)
    assert open_file(path).session == done


@pytest.mark.parametrize(
    "text",
    [
        "<<<<<<< a\ntitle = 'x'\n",
        "<<<<<<< a\n<<<<<<< b\ntitle = 'x'\n=======\n>>>>>>> a\n",
        "title = 'x'\n<<<<<<< a\n=======\n=======\n>>>>>>> a\n",
        "<<<<<<< a\n[broken\n=======\ntitle = 'x'\n>>>>>>> a\n",
        ">>>>>>> a\n<<<<<<< a\n",
    ],
)
def test_markers_that_make_no_sense_are_said_and_the_file_is_left_alone(
    path: Path, text: str
) -> None:
    path.write_text(text)
    with pytest.raises(Exception, match=r"Contoso\.toml: "):
        open_file(path)
    assert path.read_text() == text
