"""Digits, maps and tables run one way: from what demands the least to what demands the most."""

import pytest
from click.testing import CliRunner

from fouraxis.cli.main import fouraxis
from fouraxis.content.load import load, shipped
from fouraxis.content.models import Content
from fouraxis.content.terms import AXES, FACTORS, LEVELS
from fouraxis.report.drawing import Text
from fouraxis.report.placement_map import placement_map
from fouraxis.report.summary import summarise
from fouraxis.tui.placing.outcome import matrix_blocks
from fouraxis.workshop import questions
from tests.tui.workshops import placed, workshop


@pytest.mark.parametrize("language", ["", "de"])
def test_the_digits_of_every_axis_and_factor_run_one_way(language: str) -> None:
    content = load(shipped("screens") / language) if language else load()
    asked = questions.of(workshop(content), content, "axes", "w1")
    scales = {question.item: tuple(option.id for option in question.options) for question in asked}
    for axis in AXES:
        assert scales.pop(axis) == LEVELS[axis]
        for factor, levels in FACTORS[axis].items():
            assert scales.pop(f"{axis}.{factor}") == levels
    assert scales == {}


def test_matrix_and_pictures_run_as_the_digits_do(content: Content) -> None:
    maturities = LEVELS["maturity"]
    names = [content.axes.axes["maturity"].levels[level].name for level in maturities]
    page = [str(block.text).split() for block in matrix_blocks(content, False)]
    assert page.count(names) == 3

    session = placed(workshop(content), "w1")
    shapes = placement_map(summarise(session, content), content).shapes
    texts = [shape for shape in shapes if isinstance(shape, Text) and shape.text in names]
    for first in range(0, len(texts), 3):
        row = sorted(texts[first : first + 3], key=lambda text: text.x)
        assert [text.text for text in row] == names

    lines = CliRunner().invoke(fouraxis, ["matrix"]).output.splitlines()
    cells = [line.split()[:3] for line in lines if line[:6].strip() in LEVELS["sensitivity"]]
    columns = [list(dict.fromkeys(column)) for column in zip(*cells, strict=True)]
    assert columns == [list(LEVELS[axis]) for axis in AXES[:3]]
