"""Copies that sync tools make of a conflict are found beside their session, and not listed."""

import os
from pathlib import Path

import pytest

from fouraxis.store.delivery import save
from fouraxis.store.entries import copies, others, whose
from fouraxis.store.folder import SessionsFolder
from fouraxis.store.merge import settled
from fouraxis.store.session_file import UnfinishedMerge, open_file
from tests.store.samples import small, written

WHOSE = {
    # Dropbox, in the language of whoever made the copy
    "Client (Zoe's conflicted copy 2026-11-26).toml": "Zoe",
    "Client (Zoe's conflicted copy 2026-11-26 (1)).toml": "Zoe",
    "Client (MacBook (Zoe)'s conflicted copy 2026-11-26).toml": "MacBook (Zoe",
    "Client (In Konflikt stehende Kopie von Zoe 2026-11-26).toml": "Zoe",
    "Client (Copie en conflit de Zoe 2026-11-26).toml": "Zoe",
    "Client (Copia en conflicto de Zoe 2026-11-26).toml": "Zoe",
    "Client (copia in conflitto di Zoe 2026-11-26).toml": "Zoe",
    "Client (Cópia em conflito de Zoe 2026-11-26).toml": "Zoe",
    "Client (Kopia w konflikcie użytkownika Zoe 2026-11-26).toml": "Zoe",
    "Client (Zoes kopia i konflikt 2026-11-26).toml": "Zoes",
    "Client (Conflicterende kopie van Zoe 2026-11-26).toml": "Zoe",
    "Client (Zoes konfliktkopi 2026-11-26).toml": "Zoes",
    "Client (Конфликтующая копия с Zoe 2026-11-26).toml": "Zoe",
    "Client (Zoe の競合コピー 2026-11-26).toml": "Zoe",
    "Client (Zoe 的冲突副本 2026-11-26).toml": "Zoe",
    "Client (Zoe 的衝突複本 2026-11-26).toml": "Zoe",
    # ownCloud, Nextcloud, Seafile
    "Client_conflict-20261126-101010.toml": "",
    "Client (conflicted copy 2026-11-26 101010).toml": "",
    "Client (conflicted copy Zoe 2026-11-26 101010).toml": "Zoe",
    "Client (case clash from Zoe).toml": "Zoe",
    "Client (Case Clash Conflict 2026-11-26).toml": "",
    "Client (SFConflict zoe@example.com 2026-11-26-10-10-10).toml": "zoe@example.com",
    # Syncthing, Synology, Resilio, OneDrive
    "Client.sync-conflict-20261126-101010-ABCDEFG.toml": "ABCDEFG",
    "Client_DiskStation_Nov-26-101010-2026_Conflict.toml": "DiskStation",
    "Client_Conflict.toml": "",
    "Client.Conflict.toml": "",
    "Client-LAPTOP-ZOE.toml": "LAPTOP-ZOE",
    # Google Drive, iCloud, browsers
    "Client [Conflict].toml": "",
    "Client [Conflict 2].toml": "",
    "Client (1).toml": "",
    "Client(12).toml": "",
    "Client 2.toml": "",
    # file managers of Windows, macOS, KDE and GNOME
    "Client - Copy.toml": "",
    "Client - Copy (2).toml": "",
    "Client - Kopie.toml": "",
    "Client - Copie.toml": "",
    "Client - copia.toml": "",
    "Client copy.toml": "",
    "Client copy 2.toml": "",
    "Client Kopie.toml": "",
    "Client (copy).toml": "",
    "Client (copy 1).toml": "",
    "Client (another copy).toml": "",
    "Client (Kopie).toml": "",
    "Copy of Client.toml": "",
    "Kopie von Client.toml": "",
    # our own, and people
    "Client-copy-20261126-101010.toml": "",
    "Client2.toml": "",
    "My Client.toml": "",
    "Client (draft).toml": "draft",
}
"""Names that sync tools, file managers and people give to its copies, and whose it is."""


COPY = "Client (Zoe's conflicted copy 2026-11-26).toml"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "Client.toml"
    path.write_bytes(written(small()))
    return path


@pytest.mark.parametrize("name", WHOSE)
def test_a_conflict_copy_is_found_beside_its_session_and_not_listed(path: Path, name: str) -> None:
    path.with_name(name).write_bytes(written(small(organisation="theirs")))
    assert [entry.name for entry in copies(path)] == [name]
    assert [entry.name for entry in SessionsFolder(path.parent).entries()] == [path.name]


@pytest.mark.parametrize("name", WHOSE)
def test_another_session_of_such_a_name_is_a_session_of_its_own(path: Path, name: str) -> None:
    path.with_name(name).write_bytes(written(small(id="another")))
    assert copies(path) == ()
    assert len(SessionsFolder(path.parent).entries()) == 2


@pytest.mark.parametrize(("name", "who"), WHOSE.items())
def test_the_name_of_a_copy_says_whose_it_is_where_it_says_that(name: str, who: str) -> None:
    assert whose(name, "Client.toml") == who


def test_a_copy_has_no_copies_its_original_is_not_merged_into_it(path: Path) -> None:
    path.with_name(COPY).write_bytes(written(small()))
    assert copies(path.with_name(COPY)) == ()
    assert [entry.name for entry in others(path.with_name(COPY))] == ["Client.toml"]


def test_the_original_in_the_list_knows_how_many_copies_there_are(path: Path) -> None:
    for name in ("Client 2.toml", "Client - Kopie.toml"):
        path.with_name(name).write_bytes(written(small()))
    (entry,) = SessionsFolder(path.parent).entries()
    assert (entry.name, entry.copies) == ("Client.toml", 2)


def test_a_copy_whose_original_is_gone_is_listed(path: Path) -> None:
    path.rename(path.with_name(COPY))
    assert [entry.name for entry in SessionsFolder(path.parent).entries()] == [COPY]


def test_several_copies_are_all_found_and_files_at_fault_are_none(path: Path) -> None:
    for name in WHOSE:
        path.with_name(name).write_bytes(written(small()))
    path.with_name("Client (92).toml").write_text("broken")
    path.with_name("Client (93).toml").mkdir()
    os.mkfifo(path.with_name("Client (94).toml"))
    assert sorted(entry.name for entry in copies(path)) == sorted(WHOSE)
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
    with pytest.raises(Exception, match=r"Client\.toml: "):
        open_file(path)
    assert path.read_text() == text
