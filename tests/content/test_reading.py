"""A content folder that cannot be read says so by file, line or key, never by a traceback."""

import os
from pathlib import Path

import pytest

from fouraxis.content.load import check, load, words
from fouraxis.content.read import ContentError, Fault
from tests.content.damage import Damage, faults_of


def test_the_shipped_content_has_no_fault(folder: Path) -> None:
    assert check() == ()
    assert check(folder) == ()
    assert load(folder) == load()


@pytest.mark.parametrize(
    ("text", "key", "message"),
    [
        ("name = ", "line 1", "expected valid TOML: invalid value"),
        ("a = 1\nb = 2\nc == 3", "line 3", "expected"),
        ('a = 1\n"b', "line 2", "expected"),
        ("a = 1\na = 2", "line 2", "cannot overwrite a value"),
        ("a = " + "[" * 5000, "", "nested too deep"),
        (f"a = {'9' * 5000}", "", "expected valid TOML"),
        ("", "screen", "expected a table, and it is missing"),
        ('id = "x"', "id", "this key is not known"),
    ],
)
def test_what_is_no_toml_is_told_by_line(folder: Path, text: str, key: str, message: str) -> None:
    (folder / "setup.toml").write_text(text, "utf-8")
    faults = faults_of(folder)
    assert any(k == key and message in m for k, m in faults), faults


@pytest.mark.parametrize(
    ("raw", "sign"),
    [
        ("\\u001b[2J", "U+001B"),
        ("\\u009d0;gone\\u0007", "U+009D"),
        ("\\u202egnihton", "U+202E"),
        ("\u202egnihton", "U+202E"),
        ("\\u0000", "U+0000"),
        ("\\U000E0041", "U+E0041"),
    ],
)
def test_text_that_a_terminal_would_obey_or_hide_is_refused(
    damage: Damage, folder: Path, raw: str, sign: str
) -> None:
    faults = damage("home", "more than 80 %", f"more {raw} than 80 %")
    assert faults == [
        (
            "facts.rand-failure.text",
            f"expected plain text, found a control or hidden character, {sign}",
        )
    ]
    with pytest.raises(ContentError):
        words("home", folder)


def test_a_fault_shows_no_character_that_a_terminal_obeys(folder: Path) -> None:
    path = folder / "home.toml"
    path.write_text(path.read_text("utf-8") + '\n[facts."\\u001b[2J"]\ntext = "x"\n', "utf-8")
    faults = "\n".join(str(fault) for fault in check(folder))
    assert "<U+001B>" in faults
    assert "\x1b" not in faults
    assert "\x1b" not in str(Fault(Path("\x1b]0;x"), "", "y"))


def test_a_file_that_cannot_be_read_gets_its_own_message(folder: Path) -> None:
    (folder / "home.toml").unlink()
    (folder / "setup.toml").unlink()
    (folder / "setup.toml").mkdir()
    (folder / "axes.toml").write_bytes(b'# fine\nname = "\xff\xfe"\n')
    (folder / "rules.toml").unlink()
    os.mkfifo(folder / "rules.toml")
    (folder / "vendors.toml").write_bytes(b"#" * 2_000_001)
    (folder / "summary.toml").unlink()
    (folder / "summary.toml").symlink_to("summary.toml")
    faults = {fault.file.stem: (fault.key, fault.message) for fault in check(folder)}
    assert faults == {
        "home": ("", "expected this file, and it is missing"),
        "setup": ("", "expected a file, found a folder"),
        "axes": ("line 2", "expected text in UTF-8; save it as UTF-8"),
        "rules": ("", "expected a file, found a device or a pipe"),
        "vendors": ("", "expected at most 2,000,000 bytes"),
        "summary": faults["summary"],
    }
    assert faults["summary"][1].startswith("expected")


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x", "utf-8")
    assert faults_of(tmp_path / "gone") == [
        ("", "expected a folder of content, found nothing there")
    ]
    assert faults_of(file) == [("", "expected a folder of content, found a file")]
    assert {m for _, m in faults_of(tmp_path)} == {"expected this file, and it is missing"}


def test_an_editor_of_another_system_does_no_harm(folder: Path) -> None:
    for path in folder.glob("*.toml"):
        data = path.read_bytes().replace(b"\n", b"\r\n")
        path.write_bytes(b"\xef\xbb\xbf" + data)
    assert load(folder) == load()


def test_an_error_reads_as_one_line_with_file_key_and_expectation(folder: Path) -> None:
    path = folder / "home.toml"
    path.write_text(path.read_text("utf-8").replace("cite =", "site =", 1), "utf-8")
    with pytest.raises(ContentError) as caught:
        load(folder)
    first = f"{path}: facts.rand-failure.cite: expected text, and it is missing"
    assert str(caught.value) == f"{first} (and 1 more)"
    assert str(caught.value.faults[0]) == first
