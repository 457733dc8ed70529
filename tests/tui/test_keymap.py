"""Keys of the room's own, from `keys.toml`, and second keys where a keyboard needs shift."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from fouraxis.cli.main import fouraxis
from fouraxis.content.models import Content
from fouraxis.tui import keys
from fouraxis.tui.keys import actions, config_file, read
from fouraxis.workshop.session import Session
from tests.tui.conftest import OpenApp
from tests.tui.workshops import standing, workshop


def written(text: str | bytes) -> Path:
    file = config_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("step.sumary = 's'", "there is no action step.sumary; did you mean step.summary?"),
        ("zzz = 'x'", "there is no action zzz; fouraxis keys lists them"),
        ("step.summary = 'g'", "step.summary: g is the key of step.goto; the usual one holds"),
        ("step.summary = 'a'", "is the key of"),
        ("step.summary = 'f77'", "step.summary: there is no key “f77”"),
        ("step.summary = 7", "step.summary: a key or a list of keys is needed"),
        ("step.summary = []", "step.summary: a key or a list of keys is needed"),
        ("line.ok = 'q'", "line.ok: q is typed there"),
        ("question.choose = 'q'", "question.choose: digits stay digits"),
        ("step.summary = ", "it is damaged"),
        (b"\xff\xfe", "it is no text in UTF-8"),
    ],
)
def test_what_cannot_be_is_said_and_the_usual_keys_hold(text: str | bytes, fault: str) -> None:
    mine = read(written(text))
    assert mine.keys == {}
    assert len(mine.faults) == 1
    assert fault in mine.faults[0]


def test_the_example_of_the_page_on_keys_holds() -> None:
    page = (Path(__file__).parents[2] / "docs" / "keys.md").read_text("utf-8")
    (example,) = re.findall(r"^```toml\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    mine = read(written(example))
    assert mine.faults == ()
    assert mine.keys


def test_two_that_change_places_do_not_clash() -> None:
    mine = read(written('[step]\nsummary = "g"\ngoto = ["s", "ctrl+g"]\n'))
    assert mine.faults == ()
    assert mine.textual == {"step.summary": "g", "step.goto": "s,ctrl+g"}


def test_no_two_actions_have_one_key_where_both_work() -> None:
    assert list(keys.clashes({})) == []
    usual = {action.id: action.usual for here in actions().values() for action in here if action.id}
    clashes = [clash for clash in keys.clashes(usual) if clash[0] != clash[2]]
    assert clashes == []


def test_the_command_lists_all_of_it() -> None:
    import json

    file = written('step.summary = "f7"\nzzz = "x"\n')
    result = CliRunner().invoke(fouraxis, ["keys", "--json"])
    listed = json.loads(result.stdout)
    assert listed["file"] == str(file)
    by_id = {action["id"]: action for screen in listed["screens"] for action in screen["actions"]}
    assert (by_id["step.summary"]["keys"], by_id["step.summary"]["usual"]) == (["f7"], ["s"])
    assert "zzz" in result.stderr
    page = CliRunner().invoke(fouraxis, ["keys"]).stdout
    for action in by_id:
        assert action is None or action in page
    assert "f7 *" in page


async def test_a_key_of_the_room_acts_and_is_at_the_foot(
    open_app: OpenApp, content: Content
) -> None:
    written('step.summary = "f7"\nzzz = "x"\n')
    async with open_app(standing(workshop(content), "rules"), (120, 36)) as room:
        assert "keys.toml: there is no action zzz" in room.said
        steps = []
        for key in ("s", "f7"):
            await room.press(key)
            steps.append(room.bench.place.step)
        assert steps == ["rules", "summary"]


async def test_german_and_french_keys_stand_for_brackets_and_digits(
    open_app: OpenApp, at_ip: Session
) -> None:
    async with open_app(at_ip) as room:
        for on, back in (("ä", "ö"), ("plus", "ü"), ("equals_sign", "right_parenthesis")):
            await room.press(on)
            assert room.bench.place.workload == "w2"
            await room.press(back)
            assert room.bench.place.workload == "w1"
        await room.type('"é&')
        factors = room.session.workloads["w1"].axes["sensitivity"].factors
        assert [answer.level for answer in factors.values()] == ["high", "medium", "low"]
        await room.press("up", "n")
        await room.type("& é")
        await room.press("escape")
        note = list(room.session.workloads["w1"].axes["sensitivity"].factors.values())[-1].note
        assert note == "& é"
