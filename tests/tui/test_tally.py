"""The tally says at any time what a full count says."""

from collections.abc import Callable

from hypothesis import given, strategies as st

from fouraxis.content.load import load
from fouraxis.tui.workbench import Tally
from fouraxis.workshop import edit
from fouraxis.workshop.agenda import STEPS
from fouraxis.workshop.edit import set_at
from fouraxis.workshop.questions import Progress, of_step
from fouraxis.workshop.session import Session
from tests.examples import examples
from tests.tui.workshops import PARTS, placed, workshop

CONTENT = load()

EDITS: dict[str, Callable[[Session], Session]] = {
    "place": lambda one: placed(one, next(iter(one.workloads))) if one.workloads else one,
    "add": lambda one: edit.add_workload(one, "New")[0],
    "vendor": lambda one: edit.add_vendor(one, "W1")[0],
    "copy": lambda one: (
        edit.duplicate_workload(one, next(iter(one.workloads)))[0] if one.workloads else one
    ),
    "delete": lambda one: (
        edit.delete_workload(one, next(iter(one.workloads))) if one.workloads else one
    ),
    "parts": lambda one: one.model_copy(update={"left_out": () if one.left_out else PARTS}),
    "title": lambda one: set_at(one, ("title",), one.title + "x"),
}


def full(session: Session) -> dict[str, Progress]:
    """Every step counted from the beginning."""
    return {
        step: sum(
            (
                of_step(session, CONTENT, step, one)
                for one in (session.vendors if step == "vendors" else session.workloads)
            ),
            Progress(),
        )
        for step in STEPS
    }


@examples(30)
@given(st.lists(st.sampled_from(sorted(EDITS)), max_size=8))
def test_after_any_edits_the_tally_is_a_full_count(edits: list[str]) -> None:
    session = workshop(CONTENT)
    tally = Tally(CONTENT)
    for name in edits:
        session = EDITS[name](session)
        assert {step: tally.of(session, step) for step in STEPS} == full(session)
    for workload in session.workloads:
        assert tally.of(session, "axes", workload) == of_step(session, CONTENT, "axes", workload)
