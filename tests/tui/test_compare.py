"""Looking back from the summary: a milestone is named, and what changed since is read."""

import pytest

from fouraxis.content.models import Content
from fouraxis.store.folder import SessionsFolder
from fouraxis.tui.live.compare import ComparisonPage
from fouraxis.tui.parts.dialogs import AskLine, Pick
from fouraxis.workshop.carry import carried_on
from fouraxis.workshop.edit import set_at
from fouraxis.workshop.seal import seal
from fouraxis.workshop.session import Session
from tests.tui.conftest import OpenApp
from tests.tui.workshops import placed, standing, workshop


@pytest.fixture
def ready(content: Content) -> Session:
    return standing(placed(workshop(content), "w1"), "summary")


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_milestone_is_named_and_compared_with(
    open_app: OpenApp, ready: Session, size: tuple[int, int]
) -> None:
    async with open_app(ready, size) as room:
        await room.press("C")
        assert isinstance(room.screen, Pick)
        await room.press("home", "enter")
        assert isinstance(room.screen, AskLine)
        await room.type("After legal review")
        await room.press("enter")
        assert "Kept as" in room.said
        (milestone,) = room.session.milestones.values()
        assert milestone.name == "After legal review"
        path = ("workloads", "w1", "axes", "maturity", "level")
        room.bench.set(path, "mature", "maturity")
        await room.press("C", "enter")
        assert isinstance(room.screen, ComparisonPage)
        shown = " ".join(room.text.split())
        assert "Since: After legal review" in shown
        assert "none → mature" in shown
        await room.press("escape", "u", "u")
        assert room.session.milestones == {}


async def test_last_quarters_file_is_compared_with(
    open_app: OpenApp, ready: Session, content: Content
) -> None:
    now = carried_on(ready, content, "0198c0df", ready.created, "Spring")
    now = set_at(now, ("workloads", "w1", "axes", "maturity", "level"), "emerging")
    async with open_app(standing(now, "summary"), (120, 36)) as room:
        SessionsFolder(room.app.folder.path).create(ready)
        await room.press("C", "end", "enter")
        assert "none → emerging" in " ".join(room.text.split())


async def test_a_sealed_session_takes_no_milestone_and_is_compared_all_the_same(
    open_app: OpenApp, ready: Session
) -> None:
    async with open_app(seal(ready, "Ana", ready.created)) as room:
        await room.press("C", "enter")
        assert "is sealed, by Ana" in room.said
        SessionsFolder(room.app.folder.path).create(ready.model_copy(update={"id": "other"}))
        await room.press("C", "end", "enter")
        assert isinstance(room.screen, ComparisonPage)
        assert "Unchanged" in room.text
