"""What if: answers are tried out over all workloads, and none is saved until all are kept."""

import pytest
from textual import events

from fouraxis.tui.live.trial import TrialScreen
from fouraxis.tui.look import Page, PointedList
from fouraxis.tui.summary.reasons import ReasoningDialog
from tests.tui.conftest import OpenApp, Room
from tests.tui.summary_room import SIZES, placed, sample


def outcome(room: Room) -> str:
    """What would become of it, with what has to be scrolled to."""
    return " ".join(str(room.screen.query_one("#trial-page", Page).render()).split())


def apart_from_where_and_when(room: Room) -> str:
    """The file without where the room is and when it was saved, which undoing leaves."""
    text = room.bench.path.read_text("utf-8").partition("\n[saved]\n")[0]
    before, _, place = text.partition("\n[place]\n")
    return before + place[place.index("\n[") :]


async def test_three_axes_and_a_rule_are_tried_before_and_after_and_discarded_without_a_trace(
    open_app: OpenApp,
) -> None:
    async with open_app(sample("four-workloads"), (120, 36)) as room:
        await room.saved()
        before, data = room.session, room.bench.path.read_bytes()
        await room.press("w", "3")
        assert isinstance(room.screen, TrialScreen)
        assert "TRIAL, NOT SAVED" in room.text
        assert "[low → high]" in room.text
        assert "FUL → DNO" in room.text
        assert "Full outsourcing 1 → 0 Customer support chatbot" in outcome(room)
        assert "Workloads that go outside 3 → 2" in outcome(room)
        await room.press("right", "2", "down", "right", "3", "right", "right", "1")
        assert len(room.screen.trial.moves) == 4
        assert "none → emg." in room.text
        assert "AUG → DNO" in room.text
        for node in before.workloads.values():
            assert f"{node.name} " in room.text, "a name is whole as long as a column has room"
        await room.press("m")
        map_text = room.text
        assert "(Customer support" in map_text
        assert "→ Customer support" in map_text
        await room.press("f1")
        assert "nothing of it is saved" in room.text
        await room.press("escape", "m", "escape")
        await room.saved()
        assert room.session is before
        assert room.bench.history.undoable is None
        assert room.bench.path.read_bytes() == data


@pytest.mark.parametrize("size", [(100, 30), (120, 36)])
async def test_strict_governance_that_would_be_new_is_a_change_and_said_in_words(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    session = placed(
        sample("four-workloads"), "support-chatbot", sensitivity="medium", maturity="emerging"
    )
    async with open_app(session, size) as room:
        await room.press("w", "3")
        assert "COB→COB!" in room.text
        assert "with strict governance" in outcome(room)
        await room.press("2")
        assert "COB!" not in room.text
        assert "with strict governance" not in outcome(room)


async def test_what_is_now_counts_as_on_the_summary_with_a_decision_that_lost_its_ground(
    open_app: OpenApp,
) -> None:
    session = placed(sample("four-workloads"), "support-chatbot", sensitivity="high")
    async with open_app(session, (120, 36)) as room:
        assert room.bench.assessed("support-chatbot").decision_state == "outdated"
        models = room.bench.assessment.programme.models
        assert len(models["full-outsourcing"]) == 1
        await room.press("w")
        assert "Full outsourcing 1 " in outcome(room)
        assert "Workloads that go outside 3 " in outcome(room)
        await room.press("2")
        assert "Full outsourcing 1 → 0 Customer support chatbot" in outcome(room)


async def test_the_foot_says_the_digits_that_answer_what_is_under_the_cursor(
    open_app: OpenApp,
) -> None:
    async with open_app(sample("four-workloads"), (120, 36)) as room:
        await room.press("w")
        assert "1-3 try" in room.text
        await room.press(*["right"] * 3)
        assert "1-4 try" in room.text
        await room.press("right")
        assert "1-2 try" in room.text


@pytest.mark.long
async def test_a_key_before_the_first_row_is_drawn_does_no_harm(open_app: OpenApp) -> None:
    async with open_app(sample("four-workloads"), (120, 36)) as room:
        await room.press("w")
        room.screen.query_one("#trial-table", PointedList).clear_options()
        await room.press("right", "3")
        assert isinstance(room.screen, TrialScreen)
        assert "TRIAL, NOT SAVED" in room.text


async def test_the_map_right_behind_the_key_that_tries_does_no_harm(open_app: OpenApp) -> None:
    async with open_app(sample("four-workloads"), (120, 36)) as room:
        for name in ("w", "m"):
            room.app.post_message(events.Key(name, name))
        await room.settle()
        assert isinstance(room.screen, TrialScreen)
        assert "TRIAL, NOT SAVED" in room.text
        await room.press("m")
        assert "Outcome" in room.text


async def test_a_level_is_said_whole_where_there_is_room_for_it(open_app: OpenApp) -> None:
    session = placed(sample("four-workloads"), "support-chatbot", readiness="post-launch")
    for size in SIZES:
        async with open_app(session, size) as room:
            await room.press("w")
            assert ("post-launch" in room.text) == (size[0] >= 120)


async def test_an_answer_to_a_rule_is_said_as_its_question_words_it(open_app: OpenApp) -> None:
    async with open_app(sample("four-workloads"), (160, 45)) as room:
        await room.press("w")
        row = next(line for line in room.text.split("\n") if "Fraud detection" in line)
        assert "defined" in row, "of success it is asked whether it is undefined"


@pytest.mark.long
async def test_what_was_tried_is_kept_as_one_step_from_the_page_of_a_workload_too(
    open_app: OpenApp,
) -> None:
    async with open_app(sample("four-workloads")) as room:
        await room.saved()
        before, above = room.session.workloads, apart_from_where_and_when(room)
        await room.press("enter", "w")
        assert isinstance(room.screen, TrialScreen)
        await room.press("enter")
        assert isinstance(room.screen, TrialScreen), "there is nothing to keep yet"
        await room.press("3", "right", "2", "u", "1", "down", "left", "2", "enter")
        assert isinstance(room.screen, ReasoningDialog)
        after = room.session.workloads
        assert after["support-chatbot"].axis("sensitivity").level == "high"
        assert after["support-chatbot"].axis("maturity").level == "mature"
        assert after["fraud-detection"].axis("sensitivity").level == "medium"
        assert "OUTDATED" in room.text
        await room.press("u")
        assert room.session.workloads == before
        assert room.bench.history.undoable is None
        await room.saved()
        assert apart_from_where_and_when(room) == above


async def test_a_narrow_terminal_has_the_columns_around_the_cursor_and_the_outcome(
    open_app: OpenApp,
) -> None:
    def heads(room: Room) -> list[str]:
        return next(line for line in room.text.split("\n") if "Outcome" in line).split()[1:-1]

    async with open_app(sample("four-workloads"), (60, 20)) as room:
        await room.press("w")
        first = heads(room)
        assert first[:2] == ["Workload", "Sens."]
        assert "Success" not in first
        await room.press("left")
        last = heads(room)
        assert last[-2:] == ["Success", "Outcome"]
        assert any("defined" in line for line in room.text.split("\n")), "no answer is cut"
        assert "Sens." not in last
        rows = [line for line in room.text.split("\n") if "FUL" in line and "Before" not in line]
        assert any(len(line.split()) > 4 for line in rows), "a row is one line"


async def test_by_mouse_a_click_picks_the_axis_and_another_one_an_answer(
    open_app: OpenApp,
) -> None:
    async with open_app(sample("four-workloads"), (80, 24)) as room:
        await room.press("w")
        assert room.underlined == "Sens."  # the axis at hand, and nothing that takes a click
        await room.click("Mat", 0)
        trial = room.screen
        assert isinstance(trial, TrialScreen)
        assert (trial.matter, trial.trial.moves) == ("maturity", {})
        await room.click("2 emerging", 0)
        assert list(trial.trial.moves.values()) == ["emerging"]
        line = room.text.split("\n")[3]
        await room.pilot.click(offset=(line.index(" ", 45) - 2, 3))
        assert trial.matter != "maturity"
        await room.click("0 unknown", 2)
        assert list(trial.trial.moves.values())[-1] == "unknown"
