"""Many workloads at once: a pasted list and a CSV file are seen before they are added."""

from pathlib import Path

import pytest

from fouraxis.workshop.edit import add_workload
from fouraxis.workshop.session import Session
from tests.tui.conftest import OpenApp
from tests.tui.workshops import names


async def test_a_pasted_list_is_seen_before_it_is_added(open_app: OpenApp, three: Session) -> None:
    async with open_app(three) as room:
        await room.paste("- Fraud\n- Pricing - sets prices\n\n- Pricing")
        assert "“Fraud” is in the session already." in room.text
        assert "“Pricing” is in the list more than once." in room.text
        assert "Add these 3 workloads" in room.text
        await room.press("enter")
        assert names(room.session) == ["Chatbot", "Fraud", "Agent", "Fraud", "Pricing", "Pricing"]
        assert room.session.workloads["pricing"].description == "sets prices"
        await room.press("u")
        assert room.session.workloads == three.workloads


async def test_a_list_of_word_is_added_as_its_names(open_app: OpenApp, none_yet: Session) -> None:
    async with open_app(none_yet) as room:
        await room.paste("•\tKunden\u00addienst\r\no\tScanned\u00a0invoices\r\n\t2.\tChurn\x0bRisk")
        assert "Add these 4 workloads" in room.text
        await room.press("enter")
        assert names(room.session) == ["Kundendienst", "Scanned\u00a0invoices", "Churn", "Risk"]


async def test_a_second_list_that_is_pasted_goes_below_the_first(
    open_app: OpenApp, none_yet: Session
) -> None:
    async with open_app(none_yet) as room:
        await room.paste("Chatbot\nFraud")
        await room.paste("Pricing\nChurn\n")
        await room.paste("Routing")
        assert "Add these 5 workloads" in room.text
        await room.press("enter")
        assert names(room.session) == ["Chatbot", "Fraud", "Pricing", "Churn", "Routing"]


async def test_a_list_has_lines_of_its_own_wherever_it_is_pasted(
    open_app: OpenApp, none_yet: Session
) -> None:
    async with open_app(none_yet) as room:
        await room.press("p", "a", "b", "left")
        await room.paste("One\nTwo")
        assert "Add these 4 workloads" in room.text
        await room.press("shift+tab", "down", "end", "C")
        await room.paste("hurn")
        await room.press("shift+tab")
        await room.paste("Routing")
        await room.press("enter")
        everything = ["a", "One", "Two", "bChurn", "Routing"]
        assert names(room.session) == everything


async def test_a_list_that_came_back_is_not_joined_by_the_next_one(
    open_app: OpenApp, none_yet: Session
) -> None:
    async with open_app(none_yet) as room:
        room.bench.drafts.keep("PasteList  pasted", "W 0\nW 1")
        await room.press("p")
        await room.paste("W 2")
        await room.paste("W 3\nW 4")
        await room.press("enter")
        assert names(room.session) == [f"W {number}" for number in range(5)]


async def test_names_are_parted_at_colons_when_the_room_wants_that(
    open_app: OpenApp, none_yet: Session
) -> None:
    async with open_app(none_yet) as room:
        await room.paste("Chatbot: answers clients\nPhase 2: rollout\nChurn - who leaves: a list")
        assert "2 lines have a colon" in room.text
        await room.press("colon", "colon")
        assert "Chatbot: answers clients" in room.text.partition("2 lines have")[2]
        await room.press("colon")
        assert "Chatbot: answers" not in room.text.partition("2 lines have")[2]
        await room.press("enter")
        made = [(each.name, each.description) for each in room.session.workloads.values()]
        assert made == [
            ("Chatbot", "answers clients"),
            ("Phase 2", "rollout"),
            ("Churn", "who leaves: a list"),
        ]
    async with open_app(none_yet) as room:
        await room.paste("Phase 2: rollout")
        await room.press("enter")
        assert names(room.session) == ["Phase 2: rollout"], "it stays whole unless the room says so"


async def test_a_list_that_is_left_waits_for_the_next_time(
    open_app: OpenApp, none_yet: Session
) -> None:
    async with open_app(none_yet) as room:
        await room.press("p", "O", "n", "e", "enter", "T", "escape", "escape")
        assert not room.session.workloads
        await room.press("p", "enter")
        assert names(room.session) == ["One", "T"]


async def test_a_name_in_an_old_file_is_read_without_its_soft_hyphens(
    open_app: OpenApp, none_yet: Session
) -> None:
    hyphened = add_workload(none_yet, "Kunden\u00addienst")[0]
    async with open_app(hyphened) as room:
        assert "Kundendienst" in room.text
        assert names(room.session) == ["Kunden\u00addienst"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
async def test_a_csv_file_is_seen_before_it_is_added(
    open_app: OpenApp, none_yet: Session, tmp_path: Path, encoding: str
) -> None:
    file = tmp_path / "a list.csv"
    rows = '\ufeffName;"Business owner" ;Type\nChatbot;Ana;MLOps\nAgent;;nonsense\n'
    file.write_text(rows, encoding)
    async with open_app(none_yet) as room:
        await room.press("i")
        await room.paste(f'"{file}"')
        await room.press("enter")
        await room.settle()
        assert "the kind “nonsense” is not known" in room.text
        await room.press("enter")
        assert names(room.session) == ["Chatbot", "Agent"]
        assert room.session.workloads["chatbot"].kind == "mlops"
        assert room.session.workloads["chatbot"].owner == "Ana"


@pytest.mark.parametrize(
    ("held", "sentence"),
    [
        (None, "does not exist"),
        ("folder", "is a folder, not a file"),
        (b"x" * (4 * 1024 * 1024 + 1), "is larger than 4 MB"),
        ("Stück".encode("latin-1"), "is not UTF-8 text"),
        (b"", "There are no workloads in it."),
    ],
)
@pytest.mark.few("held", 2)
async def test_a_file_that_cannot_be_imported_says_why(
    open_app: OpenApp,
    none_yet: Session,
    tmp_path: Path,
    held: bytes | str | None,
    sentence: str,
) -> None:
    file = tmp_path / "l"
    if held == "folder":
        file.mkdir()
    elif isinstance(held, bytes):
        file.write_bytes(held)
    async with open_app(none_yet, (120, 36)) as room:
        await room.press("i")
        await room.paste(str(file))
        await room.press("enter")
        await room.settle()
        assert sentence in " ".join(room.text.replace("│", " ").split())
        await room.press("enter", "escape")
        assert not room.session.workloads


async def test_columns_that_nobody_knows_are_told_by_hand(
    open_app: OpenApp, none_yet: Session, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Leiter;Vorgang;Was es tut\nAna;Chatbot;antwortet\nBo;Fraud;\n", "utf-8")
    async with open_app(none_yet, (120, 36)) as room:
        await room.press("i")
        await room.paste(str(file))
        await room.press("enter")
        await room.settle()
        assert "There is no header row" in room.text
        assert "Add these 3 workloads" in room.text
        await room.press("c", "3", "down", "1", "down", "2", "h")
        await room.settle()
        assert "Add these 2 workloads" in room.text
        await room.press("enter", "enter")
        assert names(room.session) == ["Chatbot", "Fraud"]
        chatbot = room.session.workloads["chatbot"]
        assert (chatbot.owner, chatbot.description) == ("Ana", "antwortet")


@pytest.mark.long
async def test_columns_of_a_pasted_table_are_told_by_hand(
    open_app: OpenApp, none_yet: Session
) -> None:
    async with open_app(none_yet) as room:
        await room.paste("Leiter\tVorgang\nAna\tChatbot\nBo\tFraud")
        assert "Add these 3 workloads" in room.text
        await room.press("c", "3", "down", "1", "h", "escape", "enter")
        assert names(room.session) == ["Chatbot", "Fraud"]
        assert [workload.owner for workload in room.session.workloads.values()] == ["Ana", "Bo"]


async def test_a_table_of_which_no_column_is_a_name_waits_for_one(
    open_app: OpenApp, none_yet: Session, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("\n".join(f";;{name}" for name in ("Chatbot", "Fraud")), "utf-8")
    async with open_app(none_yet, (120, 36)) as room:
        await room.press("i")
        await room.paste(str(file))
        await room.press("enter")
        await room.settle()
        assert "Nothing to add yet." in room.text
        await room.press("tab", "down", "down", "1")
        await room.settle()
        await room.press("enter", "enter")
        assert names(room.session) == ["Chatbot", "Fraud"]


@pytest.mark.long
async def test_columns_are_seen_again_and_left_in_steps(
    open_app: OpenApp, none_yet: Session, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Name;Budget\nChatbot;Ana\n", "utf-8")
    async with open_app(none_yet, (120, 36)) as room:
        await room.press("i")
        await room.paste(str(file))
        await room.press("enter")
        await room.settle()
        assert "The first row names the columns." not in room.text
        await room.press("c")
        assert "The first row names the columns." in room.text
        await room.press("down", "3")
        await room.settle()
        await room.press("escape", "enter")
        assert room.session.workloads["chatbot"].owner == "Ana"
