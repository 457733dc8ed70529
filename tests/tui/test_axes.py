"""The axes: one key an answer, the cursor goes on by itself, and the outcome waits its turn."""

import pytest

from fouraxis.content.models import Content
from fouraxis.workshop import edit
from fouraxis.workshop.edit import set_at
from tests.tui.conftest import OpenApp
from tests.tui.workshops import LEVELS, placed, standing, workshop

SIZES = ((80, 24), (120, 36))
W1 = ("workloads", "w1", "axes")


@pytest.mark.parametrize("size", SIZES)
async def test_a_workload_is_placed_with_a_few_digits(
    open_app: OpenApp, content: Content, size: tuple[int, int]
) -> None:
    async with open_app(standing(workshop(content), "axes"), size) as room:
        assert room.bench.place.item == "sensitivity.ip-exposure"
        await room.press("1", "2", "1")
        assert room.bench.place.item == "sensitivity"
        assert "Suggests MEDIUM" in room.text
        await room.press("enter")
        axes = room.session.workloads["w1"].axes
        assert axes["sensitivity"].level == "medium"
        assert room.bench.place.item == "maturity.team-exists"


async def test_digits_typed_in_one_go_answer_one_question_each(
    open_app: OpenApp, content: Content
) -> None:
    async with open_app(standing(workshop(content), "axes")) as room:
        await room.type("123")
        factors = room.session.workloads["w1"].axis("sensitivity").factors
        assert [one.level for one in factors.values()] == ["low", "medium", "high"]


async def test_unknown_is_an_answer_and_can_be_taken_back(
    open_app: OpenApp, content: Content
) -> None:
    async with open_app(standing(workshop(content), "axes")) as room:
        await room.press("0")
        factor = room.session.workloads["w1"].axes["sensitivity"].factors["ip-exposure"]
        assert factor.level == "unknown"
        await room.press("up", "backspace")
        assert not room.session.workloads["w1"].axes
        await room.press("up", "2", "up", "delete")
        assert not room.session.workloads["w1"].axes


async def test_a_digit_without_an_option_changes_nothing(
    open_app: OpenApp, content: Content
) -> None:
    async with open_app(standing(workshop(content), "axes")) as room:
        await room.press("9")
        assert not room.session.workloads["w1"].axes
        assert room.bench.place.item == "sensitivity.ip-exposure"


@pytest.mark.parametrize("size", SIZES)
async def test_a_click_on_an_option_chooses_it(
    open_app: OpenApp, content: Content, size: tuple[int, int]
) -> None:
    async with open_app(standing(workshop(content), "axes"), size) as room:
        await room.click("2 medium")
        factor = room.session.workloads["w1"].axes["sensitivity"].factors["ip-exposure"]
        assert factor.level == "medium"
        await room.click("Customer-decision impact")
        assert room.bench.place.item == "sensitivity.customer-decision-impact"
        assert len(room.session.workloads["w1"].axes["sensitivity"].factors) == 1


@pytest.mark.parametrize("size", SIZES)
async def test_the_outcome_is_hidden_until_the_four_axes_are_placed(
    open_app: OpenApp, content: Content, size: tuple[int, int]
) -> None:
    session = standing(placed(workshop(content), "w1"), "axes", "readiness")
    session = set_at(session, (*W1, "readiness", "level"), None)
    async with open_app(session, size) as room:
        assert "Hidden until" in room.text
        assert "Full outsourcing" not in room.text
        await room.press("l")
        assert "l hides it again" in room.said
        assert room.session.reveal == "live"
        assert "Hidden until" not in room.text
        await room.press("l")
        assert "Hidden until" in room.text
        await room.press("2")
        assert room.session.workloads["w1"].axes["readiness"].level == "pilot"
        assert "F U L L" in room.text  # it has a screen of its own
        assert "Row 1: Low sensitivity" in room.text
        await room.press("escape")
        assert room.session.workloads["w1"].decision is None
        assert room.bench.place.step == "rules"
        assert "Full outsourcing" in room.text
        assert "row 1" in room.text


async def test_not_now_goes_on_and_escape_stays_at_the_rules(
    open_app: OpenApp, content: Content
) -> None:
    session = standing(placed(workshop(content), "w1"), "rules", "undefined-success")
    session = set_at(session, ("workloads", "w1", "rules", "undefined-success", "answer"), None)
    async with open_app(session) as room:
        await room.press("2", "escape")
        assert (room.bench.place.step, room.bench.place.workload) == ("rules", "w1")
        await room.press("backspace", "2", "n")
        assert (room.bench.place.step, room.bench.place.workload) == ("axes", "w2")
        assert room.session.workloads["w1"].decision is None


async def test_behind_a_level_without_its_factors_the_next_axis_begins_at_its_level(
    open_app: OpenApp, content: Content
) -> None:
    async with open_app(standing(workshop(content), "axes")) as room:
        await room.press("end", "3", "enter")
        assert room.bench.place.item == "maturity"
        await room.press("enter")  # there is nothing to take: its first factor is asked
        assert room.bench.place.item == "maturity.team-exists"
        await room.press("1", "right")
        assert room.bench.place.item == "certainty.precedent"
        await room.press("left", "end", "1", "enter")  # a level beside a factor is one of factors
        assert room.bench.place.item == "certainty.precedent"


async def test_the_level_of_readiness_opens_the_rules_once(
    open_app: OpenApp, content: Content
) -> None:
    session = standing(workshop(content), "axes", "readiness")
    async with open_app(session) as room:
        await room.press("2")
        assert (room.bench.place.step, room.bench.place.workload) == ("rules", "w1")
        assert room.session.workloads["w1"].axes["readiness"].level == "pilot"
        await room.press("left", "3")  # who corrects it looks at it
        assert room.bench.place.item == "readiness"
        assert room.session.workloads["w1"].axes["readiness"].level == "scaled"
        await room.press("u", "u")
        assert room.session.workloads["w1"].axis("readiness").level is None


async def test_where_the_walk_goes_by_part_no_answer_leads_to_another_workload(
    open_app: OpenApp, content: Content
) -> None:
    session = workshop(content).model_copy(update={"walk": "by-part"})
    async with open_app(standing(session, "axes", "readiness")) as room:
        await room.press("2")
        assert (room.bench.place.workload, room.bench.place.item) == ("w1", "readiness")
        await room.press("enter")
        assert room.bench.place.workload == "w2"


async def test_the_reveal_is_decided_with_one_key_and_the_walk_goes_on(
    open_app: OpenApp, content: Content
) -> None:
    session = standing(placed(workshop(content), "w1"), "rules", "undefined-success")
    session = set_at(session, ("workloads", "w1", "rules", "undefined-success", "answer"), None)
    session, _ = edit.add_participant(session, "Rhea", "decider")
    async with open_app(session) as room:
        await room.press("2", "enter")
        decision = room.session.workloads["w1"].decision
        assert decision is not None
        assert (decision.model, decision.kind) == ("full-outsourcing", "as-recommended")
        assert (room.bench.place.step, room.bench.place.workload) == ("axes", "w2")
        assert room.said == "W1: decided, Full outsourcing, by Rhea. u takes it back."
        await room.press("u")
        assert room.session.workloads["w1"].decision is None


async def test_who_decides_is_asked_on_the_reveal_before_the_walk_goes_on(
    open_app: OpenApp, content: Content
) -> None:
    session = standing(placed(workshop(content), "w1"), "rules", "undefined-success")
    session = set_at(session, ("workloads", "w1", "rules", "undefined-success", "answer"), None)
    async with open_app(session) as room:
        await room.press("2", "enter")
        assert "Who decides?" in room.text
        assert not any(each.decision for each in room.session.workloads.values())
        await room.press("escape")
        assert (room.bench.place.step, room.bench.place.workload) == ("rules", "w1")
        await room.press("backspace", "2", "enter", "2")
        decision = room.session.workloads["w1"].decision
        assert decision is not None
        assert decision.by == "P2"
        assert (room.bench.place.step, room.bench.place.workload) == ("axes", "w2")
        assert room.said == "W1: decided, Full outsourcing, by P2. u takes it back."


async def test_the_last_workloads_maturity_is_one_key_away(
    open_app: OpenApp, content: Content
) -> None:
    session = set_at(workshop(content), (*W1, "maturity", "level"), "emerging")
    async with open_app(standing(session, "axes", "maturity", "w2")) as room:
        assert "m as the last" in room.text
        await room.press("m")
        assert room.session.workloads["w2"].axes["maturity"].level == "emerging"
        assert (room.bench.place.workload, room.bench.place.item) == ("w2", "certainty")
        assert room.said == "Maturity: emerging. u takes it back."
        await room.press("u")
        assert not room.session.workloads["w2"].axes
        assert room.bench.place.item == "maturity"


async def test_a_room_that_answers_factors_is_asked_them_behind_the_last_workloads_maturity(
    open_app: OpenApp, content: Content
) -> None:
    session = set_at(workshop(content), (*W1, "maturity", "level"), "emerging")
    async with open_app(standing(session, "axes", "sensitivity", "w2")) as room:
        await room.press("home", "1", "1", "1", "enter", "m")
        assert room.bench.place.item == "certainty.precedent"


async def test_where_there_is_no_earlier_maturity_the_key_is_not_offered(
    open_app: OpenApp, content: Content
) -> None:
    async with open_app(standing(workshop(content), "axes", "maturity")) as room:
        assert "as the last" not in room.text
        await room.press("m")
        assert not room.session.workloads["w1"].axes


async def test_differing_from_the_suggested_level_is_said(
    open_app: OpenApp, content: Content
) -> None:
    async with open_app(standing(workshop(content), "axes")) as room:
        await room.press("1", "1", "1", "3")
        assert room.session.workloads["w1"].axes["sensitivity"].level == "high"
        assert "The answers suggest low" in room.text


async def test_the_parts_can_be_clicked(open_app: OpenApp, content: Content) -> None:
    async with open_app(standing(workshop(content), "axes"), (120, 36)) as room:
        await room.click("Certainty")
        assert room.bench.place.item == "certainty.precedent"
        (parts,) = (y for y, line in enumerate(room.text.split("\n")) if "[Certainty" in line)
        await room.pilot.click(offset=(room.text.split("\n")[parts].rindex("Rules") + 1, parts))
        await room.settle()
        assert room.bench.place.step == "rules"


async def test_f1_gives_the_guidance_for_this_very_axis(
    open_app: OpenApp, content: Content
) -> None:
    async with open_app(standing(workshop(content), "axes", "certainty")) as room:
        await room.press("f1")
        guidance = content.axes.axes["certainty"].guidance.split()[:4]
        assert " ".join(guidance) in " ".join(room.text.split())


async def test_after_the_last_axis_enter_goes_on_to_the_rules(
    open_app: OpenApp, content: Content
) -> None:
    session = standing(placed(workshop(content), "w1"), "axes", "readiness")
    async with open_app(session) as room:
        assert set(room.session.workloads["w1"].axes) == set(LEVELS)
        await room.press("enter")
        assert (room.bench.place.step, room.bench.place.workload) == ("rules", "w1")


async def test_in_a_wide_window_the_options_stand_once_below_their_question(
    open_app: OpenApp, content: Content
) -> None:
    session = standing(placed(workshop(content), "w1"), "axes", "sensitivity.ip-exposure")
    async with open_app(session, (120, 36)) as room:
        assert "AUG/ADV" in room.text
        asked = content.axes.axes["sensitivity"].factors["ip-exposure"]
        (at,) = (n for n, line in enumerate(room.text.split("\n")) if asked.question in line)
        lines = room.text.split("\n")[at:]
        tops = [
            n
            for name in ("1 low ", "2 medium ", "3 high ", "0 ? ")
            for n, line in enumerate(lines)
            if name in line
        ]
        assert len(tops) == 4
        assert tops == sorted(tops)
        await room.click("2 medium", 3)
        assert room.session.workloads["w1"].axes["sensitivity"].factors["ip-exposure"].level == (
            "medium"
        )
        (row,) = (line for line in room.text.split("\n") if "✓ IP exposure" in line)
        assert "medium" in row


async def test_answering_every_factor_takes_a_key_each_and_one_for_each_level(
    open_app: OpenApp, content: Content
) -> None:
    """From the first axis until the rules are left, with the reveal put off.

    A first workload has 13 questions and 3 levels to confirm; where maturity is as in the last
    workload, it is 14 keys with every key that only goes on.
    """
    async with open_app(standing(workshop(content, workloads=3), "axes")) as room:
        sensitivity = certainty = ("1", "1", "1", "enter")
        rest = ("2", "2", "2", "2", "n")  # readiness, rules, not now
        for maturity, keys in ((("1", "1", "1", "enter"), 17), (("m",), 14)):
            here = room.bench.place.workload
            pressed = (*sensitivity, *maturity, *certainty, *rest)
            assert len(pressed) == keys
            await room.press(*pressed)
            workload = room.session.workloads[here or ""]
            assert [len(axis.factors) for axis in workload.axes.values()] == [3, 3, 3, 0]
            assert all(axis.level for axis in workload.axes.values())
            assert len(workload.rules) == 3
            assert room.bench.place.workload != here
