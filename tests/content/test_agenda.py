"""The minutes that content plans for a part: sensible, the same in every language, and checked."""

from pathlib import Path

import pytest

from fouraxis.content.load import check, content_folder, load, shipped
from fouraxis.workshop.agenda import STEPS, planned


def test_every_part_is_planned_by_the_guide_and_alike_in_every_language() -> None:
    english, german = load(), load(content_folder(Path("de")))
    for step in STEPS:
        assert planned(english, step) == planned(german, step)
        assert planned(english, step).source == "guide"
        assert 0 < planned(english, step).minutes <= 20


@pytest.mark.parametrize(
    ("minutes", "message"),
    [
        ("481", "agenda.minutes: expected 480 or less, found the number 481"),
        ("-1", "agenda.minutes: expected 0 or more, found the number -1"),
        ('"7"', 'agenda.minutes: expected a whole number, found "7"'),
        ("7.5", "agenda.minutes: expected a whole number, found the number 7.5"),
    ],
)
def test_minutes_that_cannot_be_are_named(tmp_path: Path, minutes: str, message: str) -> None:
    for path in shipped("screens").glob("*.toml"):
        text = path.read_text("utf-8")
        if path.stem == "risks":
            text = text.replace("minutes = 7", f"minutes = {minutes}")
        (tmp_path / path.name).write_text(text, "utf-8")
    (fault,) = check(tmp_path)
    assert str(fault).endswith(f"risks.toml: {message}")
