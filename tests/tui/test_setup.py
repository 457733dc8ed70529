"""Setup: a workshop is named, its people are listed, and it says where it is kept."""

import pytest

from fouraxis.tui.parts.editors import LineEditor
from fouraxis.workshop import edit
from fouraxis.workshop.session import Pack, Session, SetAside
from tests.tui.conftest import OpenApp, Room

SIZES = ((80, 24), (120, 36))
NASTY = (
    "[/x]",
    "[@click=app.quit]x[/]",
    "\x1b[2J\x1b]52;c;aGk=\x07 and \x9d",
    "日本語 עברית",
    "x" * 5_000,
)


async def at(room: Room, item: str) -> None:
    """Stand on a row of the setup."""
    place = room.bench.place.model_copy(update={"step": "setup", "item": item})
    room.bench.move(place)
    room.screen.arrive()  # type: ignore[attr-defined]
    for _ in range(50):  # rows that were folded away are laid out, and then come into sight
        await room.settle()
        if "▐" in room.text:
            break


@pytest.mark.parametrize("size", SIZES)
async def test_a_new_workshop_is_set_up_without_a_mouse(
    open_app: OpenApp, empty: Session, size: tuple[int, int]
) -> None:
    async with open_app(empty, size) as room:
        await room.press("enter")
        await room.type(" AI work")
        await room.press("enter", "enter")
        await room.type("Contoso Ltd")
        await room.press("enter", "a")
        await room.type("Ana Lima")
        await room.press("enter")
        await room.type("Bert")
        await room.press("enter", "enter", "1", "3", "2")  # the last one names nobody
        assert "Outcome" not in room.text  # how it is led is folded away
        await room.press("down", "enter", "down", "2")
        session = room.session
        assert (session.title, session.organisation) == ("Contoso AI work", "Contoso Ltd")
        assert session.reveal == "live"
        people = {key: (person.name, person.role) for key, person in session.participants.items()}
        assert people == {"ana-lima": ("Ana Lima", "facilitator"), "bert": ("Bert", "decider")}
        assert len(session.participants) == 2
        assert "Ana Lima" in room.text
        await room.press("right")
        assert room.bench.place.step == "workloads"


async def test_esc_keeps_the_name_that_is_being_typed(open_app: OpenApp, empty: Session) -> None:
    async with open_app(empty) as room:
        await room.press("a")
        await room.type("Ana")
        assert [person.name for person in room.session.participants.values()] == ["Ana"]
        await room.press("escape")
        assert [person.name for person in room.session.participants.values()] == ["Ana"]
        assert room.bench.place.step == "setup"


async def test_a_person_is_one_step_to_undo(open_app: OpenApp, empty: Session) -> None:
    async with open_app(empty) as room:
        await room.press("a")
        await room.type("Ana")
        await room.press("enter")
        await room.type("Bert")
        await room.press("escape", "u")
        assert list(room.session.participants) == ["ana"]
        await room.press("u")
        assert not room.session.participants
        await room.press("ctrl+y", "ctrl+y")
        assert list(room.session.participants) == ["ana", "bert"]


async def test_a_person_is_renamed_and_removed_after_asking(
    open_app: OpenApp, empty: Session
) -> None:
    session, _ = edit.add_participant(empty, "Ana", "decider")
    async with open_app(session) as room:
        await at(room, "participant.ana")
        await room.press("enter")
        await room.type(" Lima")
        await room.press("escape", "x")
        assert "Ana Lima" in room.text
        await room.press("enter")
        assert room.session.participants["ana"].name == "Ana Lima"
        await room.press("x", "y")
        assert not room.session.participants
        await room.press("u")
        assert room.session.participants["ana"].role == "decider"


async def test_removing_people_leaves_the_cursor_on_whoever_is_beside(
    open_app: OpenApp, empty: Session
) -> None:
    session = empty
    for name in ("Ana", "Bo", "Cy"):
        session, _ = edit.add_participant(session, name)
    async with open_app(session) as room:
        await at(room, "participant.bo")
        await room.press("x", "y")
        assert room.bench.place.item == "participant.cy"
        await room.press("x", "y")
        assert room.bench.place.item == "participant.ana"
        await room.press("x", "y")
        assert room.bench.place.item == "new-participant"
        assert not room.session.participants


async def test_two_of_one_name_are_seen_to_be_two(open_app: OpenApp, empty: Session) -> None:
    session, _ = edit.add_participant(empty, "Zoë Ng")
    async with open_app(session) as room:
        assert "more than one" not in room.text
    session, _ = edit.add_participant(session, "zoë  ng")
    async with open_app(session) as room:
        assert room.text.count("more than one has this name") == 2


async def test_a_title_cannot_be_emptied(open_app: OpenApp, empty: Session) -> None:
    async with open_app(empty) as room:
        await room.press("enter", *["backspace"] * 10, "enter")
        assert room.session.title
        assert "What should this workshop be called?" not in room.said


async def test_by_mouse_a_role_is_a_click_on_the_person_and_one_on_the_role(
    open_app: OpenApp, empty: Session
) -> None:
    session, _ = edit.add_participant(empty, "Ana")
    async with open_app(session) as room:
        await room.click("Ana")
        await room.click("3 decider")
        assert room.session.participants["ana"].role == "decider"
        await room.click("add a person")
        await room.type("Bert")
        await room.click("keep and close")
        assert "bert" in room.session.participants


async def test_it_says_where_the_file_is_and_what_is_odd_about_it(
    open_app: OpenApp, empty: Session
) -> None:
    odd = empty.model_copy(update={"pack": Pack(id="other", version="9.0.0")})
    async with open_app(odd, (120, 36)) as room:
        assert "other 9.0.0: differs" in room.text
        await at(room, "file.path")
        assert room.bench.path.name in room.text  # Enter on it shows the whole path
        await at(room, "file.content")
        await room.press("enter")
        assert "was answered under the content" in room.text
        await room.press("escape")
        assert room.bench.place.step == "setup"


async def test_set_aside_values_are_shown(open_app: OpenApp, empty: Session) -> None:
    async with open_app(empty) as room:
        aside = SetAside(path=("workloads", "a", "kind"), value="[/x]\x1b", fault="is no kind")
        await at(room, "title")
        room.bench.history.replace(room.session.model_copy(update={"set_aside": (aside,)}))
        await at(room, "file.set-aside")
        await room.settle()
        assert "1 value: Enter to read" in room.text
        await room.press("enter")
        assert "workloads.a.kind" in room.text
        assert "[/x]" in room.text


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.few("text", 2)
async def test_any_text_is_shown_as_text(open_app: OpenApp, empty: Session, text: str) -> None:
    session, key = edit.add_participant(empty, text, text[:10])
    session = edit.set_at(session, ("organisation",), text)
    async with open_app(session) as room:
        await at(room, f"participant.{key}")
        assert "\x1b" not in room.text
        assert "\x9d" not in room.text
        await room.press("enter")
        await room.paste(text)
        await room.press("escape", "x", "y")
        assert not room.session.participants
        assert room.app.is_running


@pytest.mark.parametrize("where", ["in the field", "on the page"])
async def test_a_pasted_list_of_people_is_shown_and_added_as_people(
    open_app: OpenApp, empty: Session, where: str
) -> None:
    async with open_app(empty) as room:
        if where == "in the field":
            await room.press("a")
        await room.paste(
            "1. Ana Lima <ana@example.org>\r2. Ben Ode - head of claims\r3. ana lima\r"
        )
        assert "Add these 2 people" in room.text
        assert not room.session.participants
        await room.press("enter")
        await room.settle()
        names = [person.name for person in room.session.participants.values()]
        assert names == ["Ana Lima", "Ben Ode - head of claims"]
        await room.press("u")
        assert not room.session.participants


async def test_people_are_pasted_with_their_roles(open_app: OpenApp, empty: Session) -> None:
    async with open_app(empty) as room:
        await room.paste("Name\tRole\rAna Lima\tScribe\rBen Ode\tChief risk officer\r")
        assert "Ana Lima, scribe" in room.text
        await room.press("enter")
        await room.settle()
        people = [(one.name, one.role) for one in room.session.participants.values()]
        assert people == [("Ana Lima", "scribe"), ("Ben Ode - Chief risk officer", "")]
        assert room.session.place.item == "participant.ben-ode-chief-risk-officer"


async def test_several_lines_pasted_into_a_title_make_one(
    open_app: OpenApp, empty: Session
) -> None:
    async with open_app(empty) as room:
        await room.press("enter")
        await room.paste("Ana\nLima")
        await room.press("enter")
        assert room.session.title == "ContosoAna Lima"


async def test_a_field_says_what_enter_does_and_stands_there_whole(
    open_app: OpenApp, empty: Session
) -> None:
    async with open_app(empty) as room:
        await room.press("enter")
        assert "keep, go on" in room.text
        await room.press("escape", "a")
        field = room.screen.query_one(LineEditor)
        assert field.region.height == 3
        body = room.screen.query_one("#body").region
        assert field.region.bottom <= body.bottom
