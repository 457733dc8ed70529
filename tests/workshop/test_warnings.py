"""What the model needs and does not have is a warning, as long as this workshop asks for it."""

import pytest

from fouraxis.content.models import Content
from fouraxis.workshop import edit
from fouraxis.workshop.assess import assess
from fouraxis.workshop.session import Session
from tests.workshop.settled import answered, placed


def warnings(session: Session, content: Content) -> tuple[str, ...]:
    return assess(session, content).workloads["chatbot"].recommendation.warnings


def test_a_condition_that_does_not_hold_is_a_warning(session: Session, content: Content) -> None:
    session = placed(session, content, "low none high")
    assert warnings(session, content) == ()
    for answer in ("yes", "unknown"):
        changed = answered(session, content, condition_acceptance_criteria=answer)
        assert warnings(changed, content) == ()
    (warning,) = warnings(answered(session, content, condition_acceptance_criteria="no"), content)
    assert "Full outsourcing" in warning
    assert "Clear acceptance criteria" in warning


def test_the_conditions_of_the_decided_model_warn_and_those_of_the_lead_no_longer(
    session: Session, content: Content
) -> None:
    session = placed(session, content, "low none high")
    session = answered(session, content, condition_acceptance_criteria="no")
    decided = edit.decide(session, "chatbot", "co-build-squad", "override", reason="the board")
    assert warnings(decided, content) == ()
    decided = answered(decided, content, condition_product_owner="no")
    (warning,) = warnings(decided, content)
    assert "Co-build squad" in warning


def test_strict_governance_warns_until_every_item_is_there(
    session: Session, content: Content
) -> None:
    session = placed(session, content, "high emerging high")
    (warning,) = warnings(session, content)
    assert "6 of 6" in warning
    for item in list(content.matrix.governance)[:-1]:
        session = answered(session, content, **{f"governance_{item}": "yes"})
    (warning,) = warnings(session, content)
    assert "1 of 6" in warning
    last = list(content.matrix.governance)[-1]
    assert content.matrix.governance[last].name in warning
    assert warnings(answered(session, content, **{f"governance_{last}": "yes"}), content) == ()


@pytest.mark.parametrize(
    ("place", "item"), [("low none medium", "handoff"), ("high none high", "builder")]
)
def test_somebody_has_to_be_named(
    session: Session, content: Content, place: str, item: str
) -> None:
    session = placed(session, content, place)
    nobody: str | None
    for nobody in (None, "Unknown", " "):
        assert len(warnings(answered(session, content, "chatbot", **{item: nobody}), content)) == 1
    assert warnings(answered(session, content, **{item: "Ana"}), content) == ()


@pytest.mark.parametrize("place", ["low none medium", "high none high", "high emerging high"])
def test_what_this_workshop_does_not_ask_draws_no_warning(
    session: Session, content: Content, place: str
) -> None:
    without = edit.leave_out(placed(session, content, place), "conditions")
    assert warnings(without, content) == ()


def test_unassigned_risks_are_counted_until_they_are_on_a_side(
    session: Session, content: Content
) -> None:
    def unassigned(session: Session) -> int:
        counts = {count.kind: count for count in assess(session, content).programme.counts}
        return counts["unassigned-risks"].total

    assert unassigned(session) == 16
    assert unassigned(answered(session, content, risk_model_drift="unassigned")) == 16
    assert unassigned(answered(session, content, risk_model_drift="vendor")) == 15
    kind = ("workloads", "chatbot", "kind")
    assert unassigned(edit.set_at(session, kind, "custom-ml-model")) == 15
    kinds = {
        count.kind for count in assess(edit.leave_out(session, "risks"), content).programme.counts
    }
    assert "unassigned-risks" not in kinds


def test_a_part_that_is_left_out_is_counted_nowhere(session: Session, content: Content) -> None:
    session = answered(session, content, "brightworks", **{"clean-data-demo": "yes"})
    for part in ("risks", "contract", "ownership", "vendors"):
        session = edit.leave_out(session, part)
    changed = assess(session, content)
    assert changed.programme.counts == ()
    assert changed.workloads["chatbot"].unowned == ()
    assert changed.workloads["chatbot"].unassigned is None
    assert changed.vendors["brightworks"].progress.total == 0
