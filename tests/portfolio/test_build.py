"""What a build reads, what it leaves be, and that nothing stops it."""

import os
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fouraxis.content.load import load
from fouraxis.portfolio.build import Built, How, PortfolioError, build, manifest
from fouraxis.portfolio.engine import Span, opened
from fouraxis.portfolio.questions import READY
from fouraxis.store.format import dumps
from fouraxis.store.read import read
from fouraxis.store.session_file import Lock
from tests.store.samples import NOW, small

SPAN = Span.of(date(2027, 6, 1), date(2026, 1, 1))
LONG_AGO = 1_700_000_000
HERE = How(jobs=1)


def asked(tables: Path, sql: str) -> list[tuple[Any, ...]]:
    with opened(tables) as portfolio:
        return list(portfolio.query(sql).rows)


def aged(folder: Path) -> None:
    """Make the files look as if nobody had touched them for long."""
    for path in folder.rglob("*.toml"):
        os.utime(path, (LONG_AGO, LONG_AGO))


def numbers(built: Built) -> tuple[int, int, int, int]:
    return built.sessions, built.read, built.unchanged, built.faults


@pytest.mark.long
def test_each_session_is_read_once_and_again_when_it_changed(clients: Path, tmp_path: Path) -> None:
    tables = tmp_path / "tables"
    aged(clients)
    assert numbers(build([clients], tables, HERE)) == (3, 3, 0, 0)
    assert numbers(build([clients], tables, HERE)) == (3, 0, 3, 0)
    changed = clients / "half-way.toml"
    session = read(changed).session.model_copy(update={"title": "Another title"})
    changed.write_bytes(dumps(session, NOW, "test"))
    assert numbers(build([clients], tables, HERE)) == (3, 1, 2, 0)
    titles = {title for (title,) in asked(tables, "select title from sessions")}
    assert "Another title" in titles
    assert len(titles) == 3


@pytest.mark.long
def test_a_file_that_is_only_younger_is_not_worked_out_again(clients: Path, tmp_path: Path) -> None:
    tables = tmp_path / "tables"
    aged(clients)
    build([clients], tables, HERE)
    for path in clients.rglob("*.toml"):
        path.touch()
    assert numbers(build([clients], tables, HERE)) == (3, 0, 3, 0)


@pytest.mark.long
def test_a_session_that_is_gone_is_gone_from_every_table(clients: Path, tmp_path: Path) -> None:
    tables = tmp_path / "tables"
    build([clients], tables, HERE)
    (clients / "half-way.toml").unlink()
    assert build([clients], tables, HERE).sessions == 2
    for table in ("sessions", "workloads", "levels", "answers", "risks", "actions"):
        counted = asked(tables, f"select count(distinct session) from {table}")  # noqa: S608
        assert counted == [(2,)]


@pytest.mark.long
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"", "is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0", ""),
        (b"schema = 2\ntitle = ", ""),
        (b"\0" * 5000, ""),
        (b"[tool]\nname = 1\n", ""),
    ],
)
def test_a_broken_file_is_a_row_and_never_a_stop(
    clients: Path, tmp_path: Path, text: bytes, reason: str
) -> None:
    broken = clients / "grid" / "broken.toml"
    broken.write_bytes(text)
    assert numbers(build([clients], tmp_path / "tables", HERE)) == (3, 4, 0, 1)
    ((file, why, left_out),) = asked(tmp_path / "tables", "select * from faults")
    assert Path(file) == broken.resolve()
    assert why.startswith(reason)
    assert left_out


@pytest.mark.long
def test_half_of_a_file_that_is_still_being_copied_is_a_fault(
    clients: Path, tmp_path: Path
) -> None:
    path = clients / "four-workloads.toml"
    path.write_bytes(path.read_bytes()[:20_011])
    assert numbers(build([clients], tmp_path / "tables", HERE))[::3] == (2, 1)


@pytest.mark.long
def test_a_file_that_cannot_be_read_is_a_fault(clients: Path, tmp_path: Path) -> None:
    (clients / "gone.toml").symlink_to(tmp_path / "nowhere")
    built = build([clients], tmp_path / "tables", HERE)
    assert (built.sessions, built.faults) == (3, 1)


@pytest.mark.long
def test_values_set_aside_are_told_and_the_rest_counts(clients: Path, tmp_path: Path) -> None:
    path = clients / "half-way.toml"
    path.write_text(
        path.read_text("utf-8").replace('level = "low"', 'level = "severe"', 1), "utf-8"
    )
    assert build([clients], tmp_path / "tables", HERE).sessions == 3
    assert asked(tmp_path / "tables", "select reason, left_out from faults") == [
        ("values set aside: 1", False)
    ]


@pytest.mark.long
def test_of_copies_of_a_session_the_one_changed_last_counts(clients: Path, tmp_path: Path) -> None:
    tables = tmp_path / "tables"
    aged(clients)
    copy = Path(shutil.copy(clients / "half-way.toml", clients / "half-way (copy).toml"))
    assert numbers(build([clients], tables, HERE)) == (3, 4, 0, 1)
    asked_for = "select file from sessions where file like '%half-way%'"
    assert asked(tables, asked_for) == [(str(copy.resolve()),)]
    copy.unlink()
    assert numbers(build([clients], tables, HERE))[::3] == (3, 0)
    assert asked(tables, asked_for) == [(str((clients / "half-way.toml").resolve()),)]


@pytest.mark.long
def test_processes_give_the_same_rows(clients: Path, tmp_path: Path) -> None:
    for number in range(60):
        session = small(id=f"0198c0de-0000-7000-8000-1{number:011}", title=f"Session {number}")
        (clients / f"{number}.toml").write_bytes(dumps(session, NOW, "test"))
    one, many = tmp_path / "one", tmp_path / "many"
    assert build([clients], one, HERE).sessions == 63
    assert build([clients], many, How(jobs=2)).sessions == 63
    for table in ("sessions", "workloads", "levels", "answers", "contract", "sprints", "actions"):
        everything = f"from {table} order by all"
        assert asked(one, everything) == asked(many, everything)


@pytest.mark.long
def test_a_build_that_fails_leaves_the_tables_of_before(
    clients: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = tmp_path / "tables"
    build([clients], tables, HERE)
    before = manifest(tables)

    def fail(*_: object) -> None:
        raise OSError(28, "no space")

    (clients / "half-way.toml").unlink()
    monkeypatch.setattr("pathlib.Path.rename", fail)
    with pytest.raises(OSError, match="no space"):
        build([clients], tables, HERE)
    monkeypatch.undo()
    monkeypatch.setenv("FOURAXIS_STATE", str(tmp_path / "state"))
    assert manifest(tables) == before
    assert asked(tables, "select count(*) from sessions") == [(3,)]
    assert build([clients], tables, HERE).sessions == 2
    assert not list(tables.glob(".next-*"))


@pytest.mark.long
def test_two_builds_do_not_work_at_once(clients: Path, tmp_path: Path) -> None:
    tables = tmp_path / "tables"
    tables.mkdir()
    lock = Lock(tables / "portfolio").acquire()
    theirs = lock.file.read_text("utf-8").replace(f'"pid": {os.getpid()}', f'"pid": {os.getppid()}')
    lock.file.write_text(theirs, "utf-8")
    with pytest.raises(PortfolioError, match="is being built"):
        build([clients], tables, HERE)
    lock.file.unlink()
    assert build([clients], tables, HERE).sessions == 3


def test_votes_are_rows_and_tell_where_a_room_was_apart(tmp_path: Path) -> None:
    levels = {"ana": "low", "bo": "high", "cleo": "unknown"}
    again = {"ana": "high", "bo": "high"}
    votes = {"round-1": {"levels": levels}, "round-2": {"levels": again}}
    people = {key: {"name": key.capitalize()} for key in levels}
    workload = {"name": "A", "axes": {"sensitivity": {"level": "high", "votes": votes}}}
    session = small(workloads={"a": workload}, vendors={}, participants=people)
    folder = tmp_path / "sessions"
    folder.mkdir()
    (folder / "a.toml").write_bytes(dumps(session, NOW, "test"))
    build([folder], tmp_path / "tables", HERE)
    names = asked(tmp_path / "tables", "select participant from votes order by all")
    assert [name for (name,) in names] == ["Ana", "Ana", "Bo", "Bo", "Cleo"]
    with opened(tmp_path / "tables") as portfolio:
        rows = portfolio.ask(READY["disagreement"], SPAN).rows
    assert rows == (
        ("sensitivity", "round-1", 1, 1, 3, 1),
        ("sensitivity", "round-2", 1, 0, 2, 0),
    )


@pytest.mark.long
def test_a_folder_with_something_else_in_it_is_left_alone(clients: Path, tmp_path: Path) -> None:
    with pytest.raises(PortfolioError, match="something else"):
        build([clients], clients, HERE)
    assert sorted(path.name for path in clients.iterdir()) == [
        *("four-workloads.toml", "grid", "half-way.toml")
    ]


def test_an_empty_folder_gives_empty_tables_that_can_be_asked(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    assert numbers(build([tmp_path / "none"], tmp_path / "tables", HERE)) == (0, 0, 0, 0)
    with opened(tmp_path / "tables") as portfolio:
        for question in READY.values():
            answer = portfolio.ask(question, SPAN)
            assert answer.rows == ()
            assert answer.shown(load()).heads
