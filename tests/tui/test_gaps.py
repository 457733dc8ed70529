"""Whatever is written in two columns of a table, there is space between them, at every width."""

import re

import pytest
from hypothesis import given, strategies as st
from textual.content import Content as Drawn

from fouraxis.content.models import Content
from fouraxis.content.terms import LEVELS
from fouraxis.decision.matrix import Placement
from fouraxis.decision.recommendation import recommend
from fouraxis.tui.look import Align, in_columns
from fouraxis.tui.placing.outcome import Landing, LandingPanel, matrix_blocks
from fouraxis.workshop import edit
from fouraxis.workshop.session import Participant, Session, Step
from tests.tui.conftest import OpenApp, Room
from tests.tui.summary_room import sample

WIDTHS = (80, 84, 89, 90, 96, 99, 100, 109, 112, 120, 140, 160, 200)
GLUED = re.compile(r"…[^\s…│╮╯─\])»”’:;,.?!·▂▁▃▄▅▆▇█]|[A-Za-z]{3}\][A-Za-z]|medium[A-Za-z]")
"""A cut text with something right behind it, or a code that touches its neighbour."""

ALIGNS = st.sampled_from(["left", "center", "right"])


@given(
    st.lists(st.tuples(st.text("ab漢é…", max_size=12), st.integers(0, 9), ALIGNS), min_size=1),
    st.integers(1, 3),
)
def test_each_text_stays_in_its_column(columns: list[tuple[str, int, Align]], gap: int) -> None:
    texts, widths, aligned = zip(*columns, strict=True)
    line = in_columns(map(Drawn, texts), widths, aligned, gap=gap)
    shown = [width for width in widths if width]
    assert line.cell_length == sum(shown) + gap * max(len(shown) - 1, 0)
    at = 0
    for width in shown[:-1]:
        at += width
        cells = [cell for cell in line.plain for _ in range(2 if cell == "漢" else 1)]
        assert set(cells[at : at + gap]) == {" "}
        at += gap


def crowded() -> Session:
    """The finished example with names that fill any column."""
    session = sample("four-workloads")
    long = {
        key: workload.model_copy(
            update={
                "name": f"{workload.name} {'x' * 160}",
                "owner": "o" * 160,
                "kind": "k" * 60,
                "decision": workload.decision
                and workload.decision.model_copy(update={"by": "b" * 90, "kind": "override"}),
            }
        )
        for key, workload in session.workloads.items()
    }
    vendors = {
        key: vendor.model_copy(update={"name": f"{vendor.name} {'v' * 160}"})
        for key, vendor in session.vendors.items()
    }
    people = {"ana": Participant(name="p" * 160, role="decider"), "bo": Participant(name="q" * 90)}
    return session.model_copy(
        update={"workloads": long, "vendors": vendors, "participants": people}
    )


def glued(room: Room) -> list[str]:
    """The lines of the screen in which two columns touch; a path is cut in its middle."""
    lines = room.text.split("\n")
    return [line for line in lines if GLUED.search(line) and "/" not in line]


PAGES: dict[str, tuple[Step, tuple[str, ...]]] = {
    "workloads": ("workloads", ()),
    "the kind of a workload": ("workloads", ("e", "tab", "tab", "tab")),
    "set-up": ("setup", ()),
    "agenda": ("setup", ("t",)),
    "axes": ("axes", ()),
    "risks": ("risks", ()),
    "contract": ("contract", ()),
    "after launch": ("ownership", ()),
    "vendors": ("vendors", ()),
    "side by side": ("vendors", ("c",)),
    "summary": ("summary", ()),
    "map": ("summary", ("m",)),
    "programme": ("summary", ("p",)),
    "vendors considered": ("summary", ("p", "tab")),
    "deciding": ("summary", ("d",)),
    "help": ("summary", ("f1",)),
}


@pytest.mark.long
@pytest.mark.few("page", 1)
@pytest.mark.parametrize("page", PAGES)
async def test_no_two_columns_touch_at_any_width(open_app: OpenApp, page: str) -> None:
    step, keys = PAGES[page]
    session = edit.go(crowded(), step, workload="support-chatbot", vendor="brightworks")
    async with open_app(session, (80, 40)) as room:
        await room.press(*keys)
        for width in WIDTHS:
            await room.pilot.resize_terminal(width, 40)
            await room.pilot.pause()
            assert glued(room) == [], (width, room.text)


def every_placement() -> list[Placement]:
    """Every place on the map, at every certainty."""
    return [
        Placement(sensitivity, maturity, certainty, "pilot", "no", "no", "no")
        for sensitivity in LEVELS["sensitivity"]
        for maturity in LEVELS["maturity"]
        for certainty in LEVELS["certainty"]
    ]


async def test_the_cells_of_the_landing_map_are_apart(open_app: OpenApp, content: Content) -> None:
    session = edit.go(sample("four-workloads"), "axes", workload="support-chatbot")
    async with open_app(session, (120, 36)) as room:
        panel = room.screen.query_one(LandingPanel)
        for placement in every_placement():
            panel.show(Landing(placement, recommend(placement, content), "final", revealed=True))
            head, *rows = panel.render().plain.split("\n")[1:5]
            assert len(head.split()) == 3
            for row in rows:
                assert len(row.split()) == 4, (placement, row)
                assert len(row) <= 31, "a panel that scrolls has no more"


def test_the_cells_of_the_published_matrix_are_apart(content: Content) -> None:
    for block in matrix_blocks(content, beside=True):
        for line in block.text.plain.split("\n"):
            assert not re.search(r"[a-zA-Z]{3}!?[A-Z]{3}/|mediumA|medium[A-Z]", line), line
