"""What is no session is named for what it is, at once, and is never changed."""

import os
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from fouraxis.store.faults import SessionFileError
from fouraxis.store.format import loads
from fouraxis.store.read import read
from fouraxis.store.toml_text import checked
from fouraxis.workshop.session import Session
from tests.examples import examples
from tests.store.samples import PATH, sessions, small, written

GOOD = written(small()).decode()


def refusal(data: bytes) -> SessionFileError:
    with pytest.raises(SessionFileError) as refused:
        loads(data, PATH)
    assert refused.value.path == PATH
    assert "not changed" in str(refused.value.advice)
    return refused.value


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is empty"),
        (b"\n  \n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"\0" * 4096, "is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0", "is a PNG picture, not a session"),
        (b"\xff\xd8\xff\xe0 JFIF", "is a JPEG picture, not a session"),
        (b"%PDF-1.7", "is a PDF document, not a session"),
        (b"PK\x03\x04", "is a zip archive or an office document, not a session"),
        ('schema = 1\ntitle = "t"\n'.encode("utf-16"), "is text in UTF-16"),
        (b"schema = 1\0", "is not text, so not a session"),
        ('schema = 1\ntitle = "Zürich"\n'.encode("latin-1"), "is not text in UTF-8 (line 2)"),
        (b"a = 1\n" * 3_000_000, "is larger than 16 MB, too large for a session"),
        (b"\n" * 500_001 + b"a = 1", "has more than 500,000 lines, too many for a session"),
        (b"[project]\nname = 'x'\n", "is not a session of fouraxis"),
        (b"title = ", "is damaged: Invalid value (at end of document)"),
        (b'schema = 1\ntitle = "a\n', "is damaged: Illegal character '\\n' (at line 2, column 11)"),
        (b"title = 't'\ncreated = 2026-02-30\n", "is damaged: Invalid date or datetime"),
        (b"title = 't'\nx = " + b"1" * 5000, "holds a value that cannot be"),
        (b"a" + b".a" * 65 + b" = 1", "has a key of more than 64 dots (line 1)"),
        (b"\n[a" + b" . 'a'" * 65 + b"]", "has a key of more than 64 dots (line 2)"),
        (b"x = " + b"[" * 33 + b"]" * 33, "has more than 32 levels (line 1)"),
        (b"x = [\n" * 1 + b"{a=[\n" * 17, "has more than 32 levels"),
        (b"".join(b"a%d" % n + b".b" * 64 + b"=1\n" for n in range(9_400)), "more dotted keys"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_what_is_no_session_is_named_for_what_it_is(data: bytes, what: str) -> None:
    assert what in str(refusal(data).what)


def test_an_unfinished_merge_is_told_from_damage() -> None:
    text = GOOD.replace(
        'organisation = "Contoso"\n',
        '<<<<<<< HEAD\norganisation = "A"\n=======\norganisation = "B"\n>>>>>>> theirs\n',
    )
    refused = refusal(text.encode())
    assert str(refused.what) == "holds both sides of a merge that was not finished (line 4)"


def test_conflict_markers_in_a_note_are_a_note() -> None:
    session = small(organisation="x", title="<<<<<<< HEAD and >>>>>>> theirs")
    assert loads(written(session), PATH).session == session


@pytest.mark.parametrize(
    "text",
    [
        'title = "' + "." * 100 + '"',
        "title = '" + "[" * 100 + "'",
        'title = "t" # ' + "." * 100 + "[" * 100,
        'title = "t"\nx = """\n' + "a.a" * 100 + "\n" + "[" * 50 + '\n"""',
        "title = 't'\nx = '''\n" + ".a" * 100 + "\n" + "{" * 50 + "\n'''",
        'title = "a \\" ' + "[" * 50 + '"',
        'title = "t"\nx = [\n' + "  [1.5, 2.5],\n" * 200 + "]",
        'title = "t"\nx' + ".a" * 64 + " = 1",
        'title = "t"\nx = ' + "[" * 32 + "]" * 32,
    ],
    ids=range(9),
)
def test_dots_and_brackets_in_text_are_no_fault(text: str) -> None:
    checked(text, PATH)
    assert loads(text.encode(), PATH).session.title


@examples(300)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_no_bytes_end_in_anything_but_a_session_or_a_named_fault(data: bytes) -> None:
    for content in (data, b'title = "t"\n' + data):
        try:
            loads(content, PATH)
        except SessionFileError as error:
            assert error.what


@pytest.mark.long
@examples(150)
@given(sessions(), st.data())
def test_no_damage_to_a_session_ends_otherwise(session: Session, data: st.DataObject) -> None:
    content = bytearray(written(session))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(1, 255))
    try:
        loaded = loads(bytes(content), PATH)
    except SessionFileError as error:
        assert error.what
    else:
        written(loaded.session)


def test_what_is_not_a_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SessionFileError, match="does not exist"):
        read(tmp_path / "none.toml")
    with pytest.raises(SessionFileError, match="is a folder, not a session file"):
        read(tmp_path)
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    with pytest.raises(SessionFileError, match="is a device or pipe, not a file"):
        read(pipe)
    loop = tmp_path / "loop.toml"
    loop.symlink_to(loop)
    with pytest.raises(SessionFileError, match="lead round in a circle"):
        read(loop)


def test_a_file_that_is_too_large_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "large.toml"
    with path.open("wb") as file:
        file.truncate(10**12)
    with pytest.raises(SessionFileError, match="larger than 16 MB"):
        read(path)


def test_opening_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text('title = "x"\n[place]\nstep = 4\n')
    before = path.stat()
    read(path)
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert [file.name for file in tmp_path.iterdir()] == ["x.toml"]
