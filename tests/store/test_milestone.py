"""A state that the room named stays to be compared with, wherever its file goes."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from fouraxis.store.delivery import save
from fouraxis.store.faults import SaveFailed, SessionFileError
from fouraxis.store.format import same
from fouraxis.store.merge import merge
from fouraxis.store.milestone import earlier, find, named
from fouraxis.store.read import read
from fouraxis.store.state import Backups, StateFolder
from fouraxis.workshop.edit import set_at
from fouraxis.workshop.seal import seal, unsigned
from fouraxis.workshop.session import Session
from fouraxis.workshop.text import EditError
from tests.store.samples import NOW, plain, reopened, sessions, small, written


@pytest.fixture
def state(tmp_path: Path) -> StateFolder:
    return StateFolder(tmp_path / "state")


def later(session: Session) -> Session:
    return set_at(session, ("workloads", "pricing", "axes", "maturity", "level"), "emerging")


def test_a_milestone_is_the_session_as_it_was(tmp_path: Path, state: StateFolder) -> None:
    file = tmp_path / "s.toml"
    session = named(small(), "After legal review", NOW, state)
    assert reopened(session) == session
    changed = later(session)
    kept = find("after LEGAL review", changed, file, state)
    assert kept.at == NOW
    assert kept.session(file) == small()
    assert [each.name for each in earlier(changed, file, state)] == ["After legal review"]
    with pytest.raises(SessionFileError, match="Its milestones: “After legal review”"):
        find("before", changed, file, state)


def test_a_name_is_given_once_and_not_to_what_is_sealed(state: StateFolder) -> None:
    session = named(small(), "One", NOW, state)
    for name, why in (("one", "already"), ("  ", "needs a name"), ("x" * 6_000, "longer")):
        with pytest.raises(EditError, match=why):
            named(session, name, NOW, state)
    with pytest.raises(EditError, match="is sealed"):
        named(seal(session, "Ana", NOW), "Two", NOW, state)
    twice = named(session, "Two", NOW, state)
    assert list(twice.milestones) == ["one", "two"]


def test_it_survives_that_the_file_is_moved_renamed_pruned_or_gone(
    tmp_path: Path, state: StateFolder
) -> None:
    session = named(small(), "Before", NOW, state)
    file = tmp_path / "s.toml"
    save(session, file, None)
    backups = Backups(file, state)
    for day in range(60):
        backups.add(written(set_at(session, ("organisation",), f"{day}")), NOW + timedelta(day))
    backups.prune()
    moved = Path(shutil.move(file, tmp_path / "elsewhere.toml"))
    assert find("Before", read(moved).session, moved, state).session(moved) == small()


def test_on_another_machine_it_is_listed_and_says_what_is_missing(
    tmp_path: Path, state: StateFolder
) -> None:
    session = named(small(), "Before", NOW, state)
    file, other = tmp_path / "s.toml", StateFolder(tmp_path / "other")
    (listed,) = earlier(session, file, other)
    assert (listed.name, listed.at, listed.data) == ("Before", NOW, None)
    with pytest.raises(SessionFileError, match="has no copy of “Before” on this machine"):
        listed.session(file)
    (copy,) = state.path.rglob("*.toml")
    copy.write_bytes(copy.read_bytes() + b"\n# changed")
    (damaged,) = earlier(session, file, state)
    assert damaged.data is None


def test_where_the_copy_cannot_be_kept_there_is_no_milestone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SaveFailed):
        named(small(), "Before", NOW, StateFolder(tmp_path / "file" / "below"))


def test_a_backup_is_called_by_its_time(tmp_path: Path, state: StateFolder) -> None:
    file = tmp_path / "s.toml"
    Backups(file, state).add(written(small()), NOW)
    (backup,) = earlier(small(), file, state)
    assert find(backup.name[:13], later(small()), file, state).session(file) == small()
    with pytest.raises(SessionFileError):
        find("", small(), file, state)


def test_two_people_name_two_milestones(state: StateFolder) -> None:
    base = small()
    mine, theirs = (named(base, name, NOW, state) for name in ("Mine", "Theirs"))
    merged = merge(base, mine, theirs)
    assert merged.conflicts == ()
    assert {each.name for each in merged.session.milestones.values()} == {"Mine", "Theirs"}
    assert unsigned(merged.session).milestones == {}


@given(sessions())
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_session_comes_back_as_it_was(state: StateFolder, session: Session) -> None:
    open_session = session.model_copy(update={"seal": None, "milestones": {}})
    kept = named(open_session, "Then", NOW, state)
    again = find("Then", kept, Path("s.toml"), state).session(Path("s.toml"))
    assert same(plain(again), plain(reopened(open_session)))
