"""File names are readable, and safe on every disk that a session may be sent to."""

import unicodedata
import uuid

import pytest
from hypothesis import given, strategies as st

from fouraxis.disk.system import file_name, new_id, same_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Contoso: where should our AI work live?", "Contoso-where-should-our-AI-work-live.toml"),
        ("Zu\u0308rich & Köln", "Zürich-Köln.toml"),
        ("नमस्ते दुनिया", "नमस्ते-दुनिया.toml"),
        ("漢字", "漢字.toml"),
        ("v1.2_final", "v1.2_final.toml"),
        ("../../etc/passwd", "etc-passwd.toml"),
        ("-rf", "rf.toml"),
        (".hidden", "hidden.toml"),
        ("ends with dots...", "ends-with-dots.toml"),
        ("C:\\temp\\x", "C-temp-x.toml"),
        ("", "session.toml"),
        ("???", "session.toml"),
        ("🧑‍🚀", "session.toml"),
        ("con", "session-con.toml"),
        ("COM1.notes", "session-COM1.notes.toml"),
        ("LPT¹", "LPT.toml"),
        ("\x1b[2J\x00", "2J.toml"),
        ("\u0301accent", "accent.toml"),
    ],
)
def test_a_name_is_made_of_the_title(title: str, name: str) -> None:
    assert file_name(title) == name


def test_a_name_that_is_taken_gets_a_number_whatever_its_case() -> None:
    assert file_name("Plan", ["plan.TOML"]) == "Plan-2.toml"
    assert file_name("plan", ["Plan.toml", "PLAN-2.toml"]) == "plan-3.toml"
    assert file_name("Straße", ["STRASSE.toml"]) == "Straße-2.toml"
    assert file_name("é", ["e\u0301.toml"]) == "é-2.toml"


@given(st.text(), st.lists(st.text(max_size=5)))
def test_every_title_gives_a_safe_name_of_its_own(title: str, others: list[str]) -> None:
    taken = [file_name(title), *map(file_name, others)]
    name = file_name(title, taken)
    assert len(name.encode()) <= 120
    assert name.endswith(".toml")
    assert name == unicodedata.normalize("NFC", name)
    assert same_name(name) not in {same_name(other) for other in taken}
    stem = name.removesuffix(".toml")
    assert stem[0] not in ".-"
    assert stem[-1] not in ".- "
    assert all(unicodedata.category(c)[0] in "LMN" or c in "._-" for c in stem)


def test_a_long_title_is_cut_between_characters() -> None:
    name = file_name("界" * 100)
    assert name == "界" * 38 + ".toml"
    assert len(file_name("界" * 100, [name]).encode()) <= 120


def test_ids_are_version_7_and_differ() -> None:
    ids = [uuid.UUID(new_id()) for _ in range(100)]
    assert {(i.version, i.variant) for i in ids} == {(7, uuid.RFC_4122)}
    assert len(set(ids)) == 100
