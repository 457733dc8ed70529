"""Lists as Word, Outlook, Teams, PowerPoint, Excel, Sheets, Notion and web pages copy them."""

import pytest

from fouraxis.workshop.lists import Candidate, Found, from_text


def names(listed: Found) -> list[str]:
    return [candidate.name for candidate in listed.candidates]


WORD = (
    "•\tSupport chatbot\r\n•\tInvoice reading\r\no\tScanned invoices\r\n▪\tHandwriting\r\n"
    "1.\tFraud scoring\r\n\t2.\tChurn model\r\n"
)


def test_a_list_of_word_is_its_names_whatever_the_bullets_and_however_deep() -> None:
    listed = from_text(WORD)
    assert names(listed) == [
        *("Support chatbot", "Invoice reading", "Scanned invoices"),
        *("Handwriting", "Fraud scoring", "Churn model"),
    ]
    assert listed.problems == ()


@pytest.mark.parametrize(
    ("program", "text"),
    [
        ("Word, signs of Symbol and Wingdings", "\uf0b7\tChatbot\n\uf0a7\tFraud\n\uf0d8\tClaims"),
        ("Outlook, as plain text", "·         Chatbot\no   Fraud\n§  Claims"),
        ("Outlook, an answer", "> • Chatbot\n> • Fraud\n> • Claims"),
        ("Teams", "• Chatbot\n  • Fraud\n    ◦ Claims"),
        ("PowerPoint", "•\tChatbot\v–\tFraud\x0b»\tClaims"),
        ("PowerPoint, without bullets", "Chatbot\rFraud\x0bClaims"),
        ("Notion", "- [ ] Chatbot\n- [x] Fraud\n    - Claims"),
        ("a web page", "◦\u00a0Chatbot\u2028■ Fraud\u2029● Claims"),
        ("a mainframe", "* Chatbot\x85* Fraud\x85* Claims"),
        ("with ticks", "☐ Chatbot\n☑ Fraud\n✔\ufe0f Claims"),
        ("keys in a chat", "1\ufe0f\u20e3 Chatbot\n2\ufe0f\u20e3 Fraud\n3\ufe0f\u20e3 Claims"),
        ("numbers with dots", "1. Chatbot\n2. Fraud\n10. Claims"),
        ("numbers with brackets", "1) Chatbot\n(2) Fraud\n3)\tClaims"),
        ("letters with brackets", "a) Chatbot\nb) Fraud\nC) Claims"),
        ("letters with dots", "a. Chatbot\nb. Fraud\nc. Claims"),
        ("Roman numbers", "i. Chatbot\nii. Fraud\niii. Claims"),
        ("numbers of levels", "1.1 Chatbot\n1.2 Fraud\n1.2.1 Claims"),
        ("numbers of levels with dots", "1.1. Chatbot\n1.2. Fraud\n1.3)\tClaims"),
        ("a column of numbers", "1\tChatbot\n2\tFraud\n3\tClaims"),
        ("tabs in front", "\tChatbot\n\t\tFraud\n\tClaims"),
        ("blank lines", "\n\nChatbot\n\u00a0\n\t\t\nFraud\n \nClaims\n\n"),
        ("a second sign of the letter o", "o Chatbot\no Fraud\n• Claims"),
        ("no breaks that are seen", "\ufeffChat\u00adbot\u200b\nFr\u2060aud\nClaims\ufffc"),
        ("a heading", "Workload\nChatbot\nFraud\nClaims"),
    ],
)
def test_a_list_is_its_names(program: str, text: str) -> None:
    assert names(from_text(text)) == ["Chatbot", "Fraud", "Claims"], program


@pytest.mark.parametrize(
    "name",
    [
        *("E. coli detection", "A. I. assistant", "§ 203 check", "o assistente", "v Model"),
        *("2.1 platform", "1.0 and 2.0", "3D scanning", "a/b tests", '"Smart" assistant'),
        *("C++ review", "n of 1 trials", "Q. and A.", "N/A", '5" displays'),
    ],
)
def test_a_name_that_begins_like_a_list_is_left_as_it_is(name: str) -> None:
    assert names(from_text(f"{name}\nFraud scoring")) == [name, "Fraud scoring"]


def test_cells_of_a_list_are_parted_by_tabs_behind_its_bullets() -> None:
    listed = from_text("•\tChatbot\tanswers\tAna\n•\tFraud\t\tBo")
    assert listed.candidates == (
        Candidate("Chatbot", "answers", "Ana"),
        Candidate("Fraud", "", "Bo"),
    )


def test_cells_of_a_spreadsheet_that_are_quoted_are_one_cell() -> None:
    text = '"Chatbot\nfor ""clients"""\t"reads\nand answers"\tAna\n"Smart" claims\tlooks 5" deep\t'
    assert from_text(text).candidates == (
        Candidate('Chatbot for "clients"', "reads\nand answers", "Ana"),
        Candidate('"Smart" claims', 'looks 5" deep'),
    )


def test_an_open_quotation_mark_in_a_list_is_one_of_the_text() -> None:
    assert names(from_text('"Chatbot\nFraud')) == ['"Chatbot', "Fraud"]


def test_titles_above_a_header_are_told_and_are_no_workloads() -> None:
    text = "AI use cases\t\t\n\t\t\nas of March\t\t\nOwner\tUse case\tKind\nAna\tChatbot\t"
    listed = from_text(text)
    assert listed.candidates == (Candidate("Chatbot", "", "Ana"),)
    assert listed.problems == (
        "Line 1, “AI use cases”, stands above the header row and is no workload.",
        "Line 3, “as of March”, stands above the header row and is no workload.",
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Name\tDescription\nClaims\treads\n▪\tInvoices – sorts\no\tFraud\n▪ Calls", 4),
        ("• Chatbot\n•\tFraud – finds\n\nWorkload\tOwner\nClaims\tAna\nCalls\tBo", 4),
        ("Name\tOwner\n- Claims\tAna\n- Calls\tBo", 2),
        ("Done\tName\n✓\tClaims\n✗\tCalls", 2),
        ("Nr.\tName\n1.\tClaims\n2.\tCalls", 2),
    ],
    ids=["below", "above", "in the cells", "ticks", "numbers"],
)
def test_a_list_beside_a_table_is_taken_with_it(text: str, names: int) -> None:
    workloads = from_text(text)
    assert len(workloads.candidates) == names
    assert {each.name for each in workloads.candidates} <= {
        *("Claims", "Invoices", "Fraud", "Calls", "Chatbot"),
    }
    assert not any("above the header" in problem for problem in workloads.problems)
    assert all(each.description in ("", "reads", "sorts", "finds") for each in workloads.candidates)


def test_an_empty_column_in_front_is_no_name() -> None:
    listed = from_text("\tChatbot\tanswers\n\tFraud\tscores")
    assert listed.candidates == (Candidate("Chatbot", "answers"), Candidate("Fraud", "scores"))


def test_a_row_without_a_name_is_told() -> None:
    listed = from_text("Chatbot\tanswers\n\tscores\tBo")
    assert names(listed) == ["Chatbot"]
    assert listed.problems == ("Line 2 has no name and is left out.",)


def test_cells_beyond_the_known_ones_are_told() -> None:
    listed = from_text("Chatbot\tanswers\tAna\t\tleft over")
    assert listed.problems == ("Line 1: there is no column for “left over”; it is left out.",)


@pytest.mark.parametrize(
    "text",
    [
        "| Name | Owner |\n| --- | :-: |\n| Chatbot | Ana |\n",
        "Name;Owner\nChatbot;Ana",
        'name,owner\n\n"Chatbot" , Ana\n',
        "sep=|\nName|Owner\nChatbot|Ana",
        "Name\tOwner\t\t\nChatbot\tAna\t\t\n\t\t\t",
    ],
)
def test_a_table_that_is_pasted_is_read_by_its_header(text: str) -> None:
    assert from_text(text) == Found((Candidate("Chatbot", "", "Ana"),))


def test_a_comma_in_a_list_parts_nothing() -> None:
    assert names(from_text("Search, find and sort\nTitle, deed and lease")) == [
        "Search, find and sort",
        "Title, deed and lease",
    ]


INVISIBLE = (
    "Kunden\u00addienst\r\n\u200bSupport chatbot\u200b\r\nInvoice\u00a0reading\r\n"
    "Invoice reading\r\nPr\u00fcfung\r\nPru\u0308fung\r\n"
)


def test_what_nobody_sees_is_not_taken_over_and_twins_are_found() -> None:
    listed = from_text(INVISIBLE)
    assert names(listed)[:2] == ["Kundendienst", "Support chatbot"]
    assert len(listed.candidates) == 6
    assert listed.problems == (
        "“Invoice reading” is in the list more than once.",
        "“Pru\u0308fung” is in the list more than once.",
    )


@pytest.mark.parametrize(
    "twin",
    [
        *(
            "CAFÉ  BOT",
            "cafe\u0301 bot",
            "Café\u2003bot",
            "\u200eCafé bot\u200f",
        ),
        *("Ca\u00adfé bot", "Café\u202fbot", "\uff23afé bot"),
    ],
)
def test_twins_are_workloadsin_the_session_whatever_their_case_spaces_and_form(twin: str) -> None:
    problems = from_text(twin, names=["Café bot"]).problems
    assert len(problems) == 1
    assert problems[0].endswith("is in the session already.")


def test_a_break_of_word_or_powerpoint_is_one_between_workloads() -> None:
    text = "Legal agrees\x0bif data stays in the EU\x0cSee annex"
    assert names(from_text(text)) == ["Legal agrees", "if data stays in the EU", "See annex"]
