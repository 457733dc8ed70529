"""Tables as spreadsheets and other programs write them: read right, or refused with the reason."""

import csv
import io

import pytest
from hypothesis import given, strategies as st

from fouraxis.workshop.lists import Candidate, Found, Layout, decoded, from_csv, from_text
from fouraxis.workshop.text import folded, one_line, storable

TWO = Found((Candidate("Support chatbot", "Answers", "Ana"), Candidate("Invoice reading", "Reads")))


def test_a_space_behind_a_quoted_cell_is_none_of_it() -> None:
    text = (
        '"Name","Description","Owner" \r\n"Support chatbot" ,"Answers","Ana"\r\n'
        "Invoice reading,Reads,Bo\r\n"
    )
    assert from_csv(text).candidates == (
        Candidate("Support chatbot", "Answers", "Ana"),
        Candidate("Invoice reading", "Reads", "Bo"),
    )
    assert from_csv(text).problems == ()


@pytest.mark.parametrize(
    "text",
    [
        'Name , "Description" , Owner\n"Support chatbot" , "Answers" , Ana\nInvoice reading,Reads,',
        'Name;"Description";Owner\n\u00a0"Support chatbot"\u00a0;"Answers" ;Ana\n'
        "Invoice reading;Reads",
        '"Name"\t"Description" \tOwner\n "Support chatbot"\t"Answers"\tAna\n'
        "Invoice reading\tReads\t",
        '"Name" ; "Description" ; "Owner"\r"Support chatbot" ;Answers; "Ana" \r'
        "Invoice reading;Reads;",
    ],
)
def test_spaces_around_quotation_marks_are_none_of_a_cell(text: str) -> None:
    assert from_csv(text) == TWO


def test_a_space_without_width_does_not_hide_a_header() -> None:
    listed = from_csv("\u200bName,Description\u200b\r\nSupport chatbot,Answers\r\n")
    assert listed == Found((Candidate("Support chatbot", "Answers"),))


@pytest.mark.parametrize(
    "header",
    [
        *(
            "Name *,Description:,OWNER*",
            "\u200bName,Description\u200b,Owner",
            "\ufeffNa\u00adme,Description,Owner",
        ),
        *(
            "Name\u2060,\u200eDescription\u200f,Owner",
            "\u202aName\u202c,DESCRIPTION,\u00a0owner\u00a0",
        ),
        '"Name\u200b" ,"In\u00a0one line","Business\u2009owner"',
    ],
)
def test_what_nobody_sees_in_a_header_does_not_hide_it(header: str) -> None:
    assert from_csv(f"{header}\nSupport chatbot,Answers,Ana\nInvoice reading,Reads,") == TWO


@pytest.mark.parametrize(
    ("program", "header"),
    [
        ("Jira", "Issue key;Summary;Assignee;Description"),
        ("Jira in German", "Vorgangsschlüssel;Zusammenfassung;Zugewiesene Person;Beschreibung"),
        ("Planner", "Task ID;Task Name;Assigned To;Description"),
        ("Trello", "Card ID;Card Name;Contact;Card Description"),
        ("DevOps", "ID;Title;Assigned To;Summary"),
        ("a plan", "Nr.;Titel;Verantwortlich;Details"),
        ("a list", "No.;USE  CASE;Product owner;description"),
        ("both", "Project;Name;Owner;Description"),
    ],
)
def test_a_header_may_be_that_of_another_program(program: str, header: str) -> None:
    listed = from_csv(f"{header}\nAI-1;Chatbot;Ana;answers")
    if program == "Jira in German":  # the room speaks English, so this is no word that it knows
        assert listed.candidates == (Candidate("Chatbot", "", "Ana"),)
    else:
        assert listed.candidates == (Candidate("Chatbot", "answers", "Ana"),)


@pytest.mark.parametrize(
    ("line", "separator"),
    [
        *(("sep=;", ";"), ("SEP=,", ","), ("sep=|", "|"), ("Sep=\t", "\t"), ("sep=^", "^")),
        *(('"sep=;"', ";"), ("sep=;;;;", ";"), ("sep=~  ", "~"), ("\ufeffsep=:", ":")),
    ],
)
def test_a_table_may_say_its_separator_whatever_it_is(line: str, separator: str) -> None:
    rows = (("Name", "Owner", "Kind"), ('"a, b; c"', "Ana", ""))
    text = f"{line}\r\n" + "\r\n".join(separator.join(row) for row in rows)
    assert from_csv(text) == Found((Candidate("a, b; c", "", "Ana"),))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", ["Chatbot", "Prüfung", "見積もりを読む"])
def test_a_table_is_read_in_utf_8_and_in_utf_16_with_and_without_a_mark(
    encoding: str, name: str
) -> None:
    data = f"Name;Owner\r\n{name};Ana\r\n".encode(encoding)
    assert from_csv(decoded(data)) == Found((Candidate(name, "", "Ana"),))


def test_a_table_in_utf_16_with_the_mark_of_the_other_end() -> None:
    assert decoded("\ufeffName\nä".encode("utf-16-be")) == "Name\nä"
    assert decoded(b"name\0\n") == "name\0\n"
    with pytest.raises(UnicodeDecodeError):
        decoded("Stück".encode("latin-1"))


def test_a_decimal_comma_parts_no_cells() -> None:
    listed = from_csv('Name,Budget,Owner\nChatbot,1,5,Ana\nFraud,2,Bo\nClaims,"3,5",Cy\n')
    assert [(workload.name, workload.owner) for workload in listed.candidates] == [
        *(("Chatbot", "Ana"), ("Fraud", "Bo"), ("Claims", "Cy"))
    ]
    assert listed.problems == ("The column “Budget” is not taken over.",)


@pytest.mark.parametrize(
    "text",
    [
        "Chatbot;costs 1,5;Ana\nFraud;costs 2,5;Bo",
        "Chatbot;1,5;Ana\nFraud;2,25 %;Bo\nClaims;3;",
        "Chatbot\tby 1,5, 2,5 and 3,5\tAna\nFraud\t\tBo",
    ],
)
def test_a_decimal_comma_is_no_separator(text: str) -> None:
    listed = from_csv(text)
    assert [candidate.owner for candidate in listed.candidates][:2] == ["Ana", "Bo"]


def test_a_number_too_many_that_can_be_no_decimal_comma_is_told() -> None:
    listed = from_csv("Name,Budget\nChatbot,1,5,6\n")
    assert listed.candidates == (Candidate("Chatbot"),)
    assert listed.problems[1:] == (
        "Line 2: there is no column for “5”; it is left out.",
        "Line 2: there is no column for “6”; it is left out.",
    )


def test_titles_and_blank_lines_above_a_header_are_told() -> None:
    listed = from_csv("Report;;\r\n;;\r\n\r\nTitel;Owner;Art\r\nChatbot;Ana;\r\n")
    assert listed.candidates == (Candidate("Chatbot", "", "Ana"),)
    assert listed.problems[0] == "Line 1, “Report”, stands above the header row and is no workload."


def test_rows_are_refused_one_by_one_and_the_others_are_read() -> None:
    listed = from_csv('Name,Owner\n"Chat"bot,Ana\nFraud,Bo\n"Two\nlines"x,Cy\n,Di\n' + "x" * 5_001)
    assert [candidate.name for candidate in listed.candidates][:1] == ["Fraud"]
    refused = [problem.partition(" is left out")[0] for problem in listed.problems[:2]]
    assert refused == ["Line 2", "Line 4"]
    assert any(problem == "Line 6 has no name and is left out." for problem in listed.problems)
    assert "too long" in listed.problems[-1]


def test_columns_can_be_told_by_hand() -> None:
    text = "Vorgang;Leiter;Was es tut\nChatbot;Ana;antwortet\n"
    listed = from_csv(text)
    assert listed.layout is not None
    assert not listed.layout.named
    assert listed.layout.heads == ("Vorgang", "Leiter", "Was es tut")
    layout = Layout(("name", "owner", "description"), listed.layout.heads, header=True)
    assert from_csv(text, layout=layout) == Found((Candidate("Chatbot", "antwortet", "Ana"),))
    titled = from_csv(f"Report;;\n{text}", layout=layout)
    assert titled.candidates == (Candidate("Chatbot", "antwortet", "Ana"),)
    assert titled.problems == ("Line 1, “Report”, stands above the header row and is no workload.",)
    layout = layout.assigned(1, "").turned()
    assert from_csv(text, layout=layout) == Found(
        (Candidate("Vorgang", "Was es tut"), Candidate("Chatbot", "antwortet"))
    )


CELL = st.text(
    st.characters(
        categories=("L", "N", "P", "S", "Zs"),
        include_characters="\n\"'",
        exclude_characters="\ufffc",  # stands for a picture, is not seen, and goes
    )
).map(str.strip)


@given(
    st.lists(st.tuples(CELL.filter(folded), CELL, CELL), min_size=1, max_size=6),
    st.sampled_from(",;\t|"),
    st.booleans(),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_a_spreadsheet_writes_is_read_as_it_was(
    table: list[tuple[str, str, str]], separator: str, every: bool, end: str
) -> None:
    written = io.StringIO(newline="")
    sheet = csv.writer(
        written,
        delimiter=separator,
        quoting=csv.QUOTE_ALL if every else csv.QUOTE_MINIMAL,
        lineterminator=end,
    )
    sheet.writerow(("name", "description", "owner"))
    sheet.writerows(table)
    listed = from_csv(written.getvalue())
    assert listed.candidates == tuple(
        Candidate(one_line(name), storable(description).strip(), one_line(owner))
        for name, description, owner in table
    )


def may_be_a_name(cell: str) -> bool:
    """Whether a cell is no bullet or number, behind which a list would have its entry."""
    name = one_line(cell)
    return name.isalpha() or len(name) > 8


@given(st.lists(CELL.filter(folded).filter(may_be_a_name), min_size=2, max_size=6))
def test_a_column_copied_from_a_spreadsheet_is_read_as_it_was(cells: list[str]) -> None:
    copied = "\n".join(
        '"' + cell.replace('"', '""') + '"\t' if set(cell) & set('"\n\t') else f"{cell}\tx"
        for cell in cells
    )
    names = [candidate.name for candidate in from_text(f"name\tdescription\n{copied}").candidates]
    assert names == [one_line(cell) for cell in cells]
