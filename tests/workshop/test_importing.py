"""A list from elsewhere becomes workloads, and nothing is dropped in silence."""

import pytest
from hypothesis import given, strategies as st

from fouraxis.content.language import speak
from fouraxis.content.load import shipped
from fouraxis.workshop import edit
from fouraxis.workshop.lists import Candidate, Found, Person, from_csv, from_text, people_in
from fouraxis.workshop.session import Session
from tests.workshop.nasty import NASTY

KINDS = {"llm-integration": "LLM integration", "mlops": "MLOps"}


def names(listed: Found) -> list[str]:
    return [candidate.name for candidate in listed.candidates]


def test_names_come_one_a_line_without_bullets_and_numbers() -> None:
    text = "- Chatbot\n* Fraud\n  • Claims\n1. Agent\n2) Search\n(3) Docs\n[ ] Forms\n\n–\n"
    listed = from_text(text)
    assert names(listed) == ["Chatbot", "Fraud", "Claims", "Agent", "Search", "Docs", "Forms"]
    assert listed.problems == ()


@pytest.mark.parametrize(
    "name", ["3D scanning", "2.0 platform", "A/B tests", "-x", "e-mail triage"]
)
def test_a_name_that_only_looks_like_a_list_is_left_alone(name: str) -> None:
    assert names(from_text(name)) == [name]


@pytest.mark.parametrize("dash", [" - ", " – ", " — ", "  -  "])
def test_a_dash_parts_name_and_description(dash: str) -> None:
    assert from_text(f"Chatbot{dash}answers - mostly").candidates == (
        Candidate("Chatbot", "answers - mostly"),
    )


def test_cells_from_a_spreadsheet_are_name_description_owner_and_kind() -> None:
    listed = from_text("Chatbot\tanswers\tAna\tLLM Integration\nFraud\t\tBo", kinds=KINDS)
    assert listed.candidates == (
        Candidate("Chatbot", "answers", "Ana", "llm-integration"),
        Candidate("Fraud", "", "Bo"),
    )


def test_cells_with_a_header_row_are_read_by_it() -> None:
    listed = from_text("Owner\tWorkload\nAna\tChatbot")
    assert listed.candidates == (Candidate("Chatbot", "", "Ana"),)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_is_read_by_its_header_in_any_case_and_order(separator: str) -> None:
    rows = (("KIND", "Owner", "description", " Name "), ("mlops", "Ana", '"a, b; c"', "Chatbot"))
    text = "\ufeff" + "\r\n".join(separator.join(row) for row in rows)
    listed = from_csv(text, kinds=KINDS)
    assert listed == Found((Candidate("Chatbot", "a, b; c", "Ana", "mlops"),))


def test_a_table_may_say_its_separator_and_break_lines_inside_a_cell() -> None:
    listed = from_csv('sep=;\nname;description\n"Chat ""bot""";"two\nlines"\n;nobody\n')
    assert listed.candidates == (Candidate('Chat "bot"', "two\nlines"),)
    assert listed.problems == ("Line 5 has no name and is left out.",)


def test_a_table_without_a_header_is_read_in_order_and_that_is_said() -> None:
    listed = from_csv("Chatbot,answers,Ana")
    assert listed.candidates == (Candidate("Chatbot", "answers", "Ana"),)
    assert "no header row" in listed.problems[0]


def test_columns_and_cells_that_have_no_place_are_named() -> None:
    listed = from_csv("name,budget,name\nChatbot,12,again,left over")
    assert names(listed) == ["Chatbot"]
    assert any("“budget”" in problem for problem in listed.problems)
    assert any("“left over”" in problem for problem in listed.problems)


def test_names_that_are_there_already_are_reported_and_kept() -> None:
    listed = from_text("Chatbot\nCHATBOT\nFraud", names=["fraud"])
    assert names(listed) == ["Chatbot", "CHATBOT", "Fraud"]
    assert listed.problems == (
        "“CHATBOT” is in the list more than once.",
        "“Fraud” is in the session already.",
    )


def test_a_kind_that_nobody_knows_is_left_out_and_said() -> None:
    listed = from_csv("name,kind\nChatbot,magic", kinds=KINDS)
    assert listed.candidates == (Candidate("Chatbot"),)
    assert listed.problems == ("Line 2: the kind “magic” is not known and is left out.",)


def test_a_row_whose_cells_cannot_be_told_is_refused_with_the_reason() -> None:
    listed = from_csv('name\nFirst\n"a"b,c\nrest\n')
    assert names(listed) == ["First", "rest"]
    assert listed.problems == (
        "Line 3 is left out: a quotation mark is out of place, so that its cells cannot be told.",
    )


def test_behind_a_quotation_mark_that_is_never_closed_nothing_can_be_told() -> None:
    listed = from_csv('name\nFirst\n"open\nrest')
    assert names(listed) == ["First"]
    assert listed.problems == (
        "Line 3 cannot be read: a quotation mark is never closed. "
        "Nothing from there on is taken over.",
    )


@pytest.mark.parametrize("text", ["", "\n \n", "\ufeff", "name,owner\n"])
def test_an_empty_list_is_said(text: str) -> None:
    assert from_csv(text).problems[-1] == "There are no workloads in it."
    assert from_text("").problems == ("There are no workloads in it.",)


def test_a_name_that_is_too_long_is_left_out_and_said() -> None:
    listed = from_text("x" * 5_001 + "\nChatbot")
    assert names(listed) == ["Chatbot"]
    assert "too long" in listed.problems[0]


@given(st.text() | st.lists(st.sampled_from(NASTY)).map("\n".join))
def test_whatever_is_pasted_can_be_added_and_nothing_of_it_is_obeyed(text: str) -> None:
    for listed in (from_text(text), from_csv(text)):
        for candidate in listed.candidates:
            assert candidate.name
            assert not set(candidate.name) & set("\x1b\x9b\n\r\ud800")
        assert not set("".join(listed.problems)) & set("\x1b\x9b\n\r\ud800")


def test_nasty_names_become_workloads(session: Session) -> None:
    listed = from_text("\n".join(NASTY))
    added = edit.add_candidates(session, listed.candidates)
    assert len(added.workloads) == len(session.workloads) + len(listed.candidates)


@pytest.mark.parametrize(
    "header",
    [
        "Name;Beschreibung;Zuständig;Art",
        "Workload;In einer Zeile;Fachlich verantwortlich;Typ",
        "name;description;owner;kind",
        "Titel;Beschreibung;Owner;Art",
    ],
)
def test_columns_have_their_names_in_the_language_of_the_room_and_in_english(header: str) -> None:
    speak(shipped("screens") / "de")
    try:
        listed = from_csv(f"{header}\nChatbot;antwortet;Kim;MLOps\n", (), KINDS)
        assert listed == Found((Candidate("Chatbot", "antwortet", "Kim", "mlops"),))
        problem = from_csv("Chatbot;antwortet\n").problems[0]
        assert "Name, Beschreibung, Zuständig, Art" in problem
    finally:
        speak(None)


def test_a_room_that_speaks_english_reads_no_german_columns() -> None:
    assert from_csv("Zuständig,name\nKim,Chatbot\n").problems == (
        "The column “Zuständig” is not taken over.",
    )


ROLES = {"scribe": "Protokoll", "decider": "decider"}


@pytest.mark.parametrize(
    ("line", "name", "role"),
    [
        ("Ana Lima (scribe)", "Ana Lima", "scribe"),
        ("- Ana Lima – Protokoll", "Ana Lima", "scribe"),
        ("Ana Lima, Decider", "Ana Lima", "decider"),
        ("Decider: Ana Lima", "Ana Lima", "decider"),
        ("1.\tAna Lima\tscribe\tana@example.org", "Ana Lima", "scribe"),
        ("Ana Lima <ana@example.org> - head of claims", "Ana Lima - head of claims", ""),
        ("Ana Lima (CISO)", "Ana Lima (CISO)", ""),
        ("Ana Lima (decider) - head of claims", "Ana Lima - head of claims", "decider"),
        ("Lima, Ana", "Lima, Ana", ""),
        ("Scribe", "Scribe", ""),
        ("(scribe)", "(scribe)", ""),
    ],
)
def test_a_role_of_the_content_is_one_and_all_else_stays_with_the_name(
    line: str, name: str, role: str
) -> None:
    assert people_in(line, roles=ROLES) == (Person(name, role),)


@pytest.mark.parametrize(
    "text",
    [
        "Name\tRole\nAna\tscribe\nBo\t",
        "Role\tName\nscribe\tAna\n\tBo",
        "| Name | Role |\n|---|---|\n| Ana | scribe |\n| Bo | |",
        "Participants:\nAna (scribe)\nBo",
        "Ana (scribe) <ana@example.org>; Bo <bo@example.org>",
    ],
)
def test_what_stands_above_people_is_nobody(text: str) -> None:
    assert people_in(text, roles=ROLES) == (Person("Ana", "scribe"), Person("Bo"))


@pytest.mark.parametrize("text", ["-", "•", "1.", "-\n-\n", "[ ]\n", '""', "Ana\n-\n", ";;", "| |"])
def test_a_bullet_alone_is_nobody(text: str) -> None:
    assert [person.name for person in people_in(text)] == ["Ana"] * text.count("Ana")


PIECES = st.sampled_from(
    [*'aB,;:-()|"\t\n\r \u202e\u200b', " - ", "1.", "•", "[ ]", "Name", "People", "=1+1", "<a@b>"]
)


@given(st.lists(PIECES, max_size=9).map("".join))
def test_whatever_is_pasted_is_names_or_nothing(text: str) -> None:
    assert all(person.name.strip() for person in people_in(text))
    assert all(
        candidate.name.strip()
        for read in (from_text, from_csv)
        for candidate in read(text).candidates
    )
