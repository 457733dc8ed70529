"""Comments that somebody wrote into a session file are still there after every save."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from fouraxis.store.delivery import save
from fouraxis.store.format import dumps, loads
from fouraxis.store.journal import pending
from fouraxis.store.merge import merge
from fouraxis.store.read import read
from fouraxis.store.session_file import SessionFile
from fouraxis.workshop.edit import delete_workload, set_at
from fouraxis.workshop.session import Session
from tests.store.samples import written

SAMPLE = Path(__file__).parents[2] / "sessions" / "half-way.toml"
AT = datetime(2026, 11, 26, 9, tzinfo=UTC)
PATH = Path("session.toml")
GIVEN = """schema = 2
id = "0198c0de-0000-7000-8000-000000000706"
title = "Comments"
created = 2026-11-23T09:00:00Z

[pack]
id = "ai-outsourcing"
version = "1.1.0"

# ask legal on Friday
[workloads.a] # from the June list
name = "Support chatbot"
"""


def saved(session: Session) -> str:
    return dumps(session, AT, "ana").decode()


def session_of(text: str) -> Session:
    return loads(text.encode(), PATH).session


def test_comments_above_and_behind_a_table_survive_an_answer(tmp_path: Path) -> None:
    (path := tmp_path / "session.toml").write_text(GIVEN)
    file = SessionFile(opened := read(path))
    file.keep(set_at(opened.session, ("workloads", "a", "axes", "sensitivity", "level"), "high"))
    assert file.close()
    text = path.read_text()
    assert "# ask legal on Friday\n[workloads.a] # from the June list\nname" in text
    assert 'level = "high"' in text
    assert read(path).loaded.intact
    assert pending(path) is None


PLACES = {
    "above the first key": ("schema = 2", "# C\nschema = 2"),
    "above a key": ('title = "Comments"', '# C\ntitle = "Comments"'),
    "behind a key": ('title = "Comments"', 'title = "Comments" # C'),
    "behind a time": ("09:00:00Z", "09:00:00Z # C"),
    "above a table": ("[pack]", "# C\n[pack]"),
    "behind a table": ("[pack]", "[pack] # C"),
    "two lines, apart from the table": ("[pack]", "# B\n# C\n\n[pack]"),
    "indented": ("[pack]", "    # C\n[pack]"),
    "behind a key with a number sign": ('"Support chatbot"', '"Support # chatbot" # C'),
    "at the end": ('name = "Support chatbot"\n', 'name = "Support chatbot"\n\n# C\n'),
    "with no line end": ('name = "Support chatbot"\n', 'name = "Support chatbot"\n# C'),
    "in a list": ('name = "Sup', 'motives = [\n  "cost", # C\n]\nname = "Sup'),
    "above a dotted key": ('name = "Sup', '# C\naxes.sensitivity.level = "low"\nname = "Sup'),
    "above a table that is only a step": (
        '"Support chatbot"\n',
        '"Support chatbot"\n# C\n[workloads.a.axes]\n[workloads.a.axes.sensitivity]\nlevel="low"\n',
    ),
    "behind an inline table": ('name = "Sup', 'layers = {build = "partner"} # C\nname = "Sup'),
    "behind text over several lines": (
        '"Support chatbot"',
        '"Support chatbot"\ndescription = """a # no comment\nb""" # C',
    ),
    "above [saved]": ('"Support chatbot"\n', '"Support chatbot"\n# C\n[saved]\nby = "ana"\n'),
    "behind [saved]": ('"Support chatbot"\n', '"Support chatbot"\n[saved] # C\nby = "ana"\n'),
    "behind a key of [saved]": (
        '"Support chatbot"\n',
        '"Support chatbot"\n[saved]\nby = "a" # C\n',
    ),
    "at a key that nobody knows": ('name = "Sup', '# C\nfuture = 1\nname = "Sup'),
    "at a value that is set aside": ('name = "Sup', 'kind = "??" # C\nname = "Sup'),
    "like a table": ("[pack]", "# [workloads.b] C\n[pack]"),
    "like [saved]": ("[pack]", "# C\n# [saved]\n[pack]"),
}


@pytest.mark.parametrize("where", PLACES)
def test_a_comment_anywhere_is_kept_and_the_next_save_changes_nothing(where: str) -> None:
    old, new = PLACES[where]
    text = GIVEN.replace(old, new, 1)
    assert text != GIVEN
    once = saved(session_of(text))
    lines = [line for line in once.splitlines() if "C" in line and "#" in line]
    assert len([line for line in lines if line.rstrip().endswith("C")]) == 1
    assert "# ask legal on Friday\n[workloads.a] # from the June list\n" in once
    again = loads(once.encode(), PATH)
    assert again.intact
    assert saved(again.session) == once


def test_a_comment_inside_a_list_moves_above_its_key() -> None:
    old, new = PLACES["in a list"]
    assert '# C\nmotives = [\n    "cost",\n]\n' in saved(session_of(GIVEN.replace(old, new, 1)))


def test_comments_of_a_workload_that_is_deleted_go_to_the_end_and_come_back() -> None:
    session = session_of(GIVEN)
    gone = saved(delete_workload(session, "a"))
    assert gone.endswith("# ask legal on Friday\n# from the June list\n")
    assert loads(gone.encode(), PATH).intact
    assert "[workloads.a] # from the June list" in saved(session)


def test_comments_that_others_add_or_take_away_are_merged() -> None:
    base = session_of(GIVEN)
    theirs = session_of(GIVEN.replace("[pack]", "# theirs\n[pack]").replace("# ask legal", "#ask"))
    merged = saved(merge(base, base, theirs).session)
    assert "# theirs" in merged
    assert "#ask on Friday" in merged
    assert "# ask legal" not in merged
    mine = set_at(base, ("title",), "Mine")
    assert "# theirs" in saved(merge(base, mine, theirs).session)


def test_a_file_without_comments_is_written_as_ever(tmp_path: Path) -> None:
    (path := tmp_path / "a.toml").write_bytes(written(read(SAMPLE).session))
    opened = read(path)
    assert opened.session.comments == ()
    save(opened.session, path, opened.stamp)
    assert "#" not in "".join(line.partition('"')[0] for line in path.read_text().splitlines())


WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=12)


@given(st.lists(st.tuples(st.integers(0, 60), st.booleans(), WORDS), max_size=8))
def test_comments_at_any_line_of_a_whole_session_survive(
    notes: list[tuple[int, bool, str]],
) -> None:
    lines = written(read(SAMPLE).session).decode().splitlines()
    for number, (place, behind, words) in enumerate(notes):
        comment = f"# {number} {words}".rstrip()
        at = place % len(lines)
        plain = not lines[at].lstrip().startswith(("#", '"')) and lines[at] not in ("", "]")
        if behind and plain and "#" not in lines[at] and not lines[at].endswith("["):
            lines[at] += f" {comment}"
        else:
            lines.insert(at, comment)
    once = saved(session_of("\n".join(lines) + "\n"))
    for number, (_, _, words) in enumerate(notes):
        assert once.count(f"# {number} {words}".rstrip()) >= 1
    again = loads(once.encode(), PATH)
    assert again.intact
    assert saved(again.session) == once
