"""Pictures stay on their paper, can be read in grey, and say in words what they show."""

import pytest

from fouraxis.content.load import shipped
from fouraxis.content.models import Content
from fouraxis.report.drawing import Box, Line, Picture, Text, fitting, hatching, svg
from fouraxis.report.figures import MOST_ROWS, pictures
from fouraxis.report.palette import DARK, LIGHT, Palette
from fouraxis.report.summary import summarise
from fouraxis.store.read import read
from fouraxis.workshop import edit
from fouraxis.workshop.session import Session
from tests.report.contrast import contrast
from tests.report.marked import NOW


def drawn(content: Content, name: str) -> dict[str, Picture]:
    session = read(shipped("sessions") / f"{name}.toml").session
    return {picture.name: picture for picture in pictures(summarise(session, content), content)}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_ink_can_be_read_on_its_paper(palette: Palette) -> None:
    inks = set(palette) - {"paper", "panel", "line", "solid", "half", "on-solid"}
    assert {ink for ink in inks if contrast(palette[ink], palette["paper"]) < 4.5} == set()
    for ink in ("ink", "quiet", "accent"):
        assert contrast(palette[ink], palette["panel"]) >= 4.5
    assert contrast(palette["ink"], palette["half"]) >= 4.5
    for fill in inks - {"ink", "quiet", "accent", "alarm"} | {"solid"}:
        assert contrast(palette["on-solid"], palette[fill]) >= 4.5


def test_the_models_have_the_hues_of_the_screen() -> None:
    from fouraxis.tui.look import DARK_MODELS, LIGHT_MODELS

    assert {key: LIGHT[key] for key in LIGHT_MODELS} == LIGHT_MODELS
    assert {key: DARK[key] for key in DARK_MODELS} == DARK_MODELS


@pytest.mark.parametrize("name", ["four-workloads", "half-way", "twenty-four-workloads"])
def test_nothing_is_drawn_beside_the_paper(content: Content, name: str) -> None:
    for picture in drawn(content, name).values():
        for shape in picture.shapes:
            assert 0 <= shape.x <= picture.width
            assert 0 <= shape.y <= picture.height
            if isinstance(shape, Box):
                assert shape.x + shape.width <= picture.width + 1
                assert shape.y + shape.height <= picture.height + 1
            if isinstance(shape, Line):
                assert shape.to_x <= picture.width
                assert shape.to_y <= picture.height


def test_in_grey_marks_and_owners_are_told_apart_by_more_than_their_colour(
    content: Content,
) -> None:
    by_name = drawn(content, "four-workloads")
    signs = {shape.text for shape in by_name["vendor-comparison"].shapes if isinstance(shape, Text)}
    assert {"+", "~", "!", "?"} <= signs
    hatched = [shape for shape in by_name["ownership-map"].shapes if isinstance(shape, Box)]
    assert {box.hatch for box in hatched} == {"none", "crossed"}


def test_every_picture_has_its_words(content: Content) -> None:
    for picture in drawn(content, "four-workloads").values():
        text = svg(picture)
        assert picture.title
        assert len(picture.description) > 20
        assert f'id="{picture.name}-title">{picture.title}<' in text


def test_two_hundred_workloads_still_fit_a_page(content: Content) -> None:
    session = Session(id="x", title="T", created=NOW)
    for number in range(200):
        session, _ = edit.add_workload(session, f"Workload {number}")
    for picture in pictures(summarise(session, content), content):
        assert picture.height <= 62 + MOST_ROWS * 28 + 40


def test_hatching_stays_in_its_box() -> None:
    for hatch in ("rising", "level", "crossed"):
        for x, y, to_x, to_y in hatching(Box(10, 20, 37, 11, hatch=hatch)):
            assert 10 <= min(x, to_x) <= max(x, to_x) <= 47
            assert 20 <= min(y, to_y) <= max(y, to_y) <= 31


def test_a_text_that_does_not_fit_is_cut_where_its_room_ends() -> None:
    assert fitting("short", 100, 10) == "short"
    assert fitting("a text that is far too long", 60, 10) == "a text th…"
    assert len(fitting("日本語日本語", 40, 10)) < 5
