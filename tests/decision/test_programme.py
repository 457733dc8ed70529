"""What all workloads amount to together."""

from dataclasses import replace

from fouraxis.content.models import Content
from fouraxis.content.terms import Model
from fouraxis.decision.matrix import Placement
from fouraxis.decision.programme import Counts, Entry, programme
from fouraxis.decision.recommendation import recommend

OUTSOURCED = Placement("low", "none", "high", "pilot", "no", "no", "no")
SQUAD = Placement("low", "emerging", "medium", "pilot", "no", "no", "no")
KEPT = Placement("high", "none", "medium", "pilot", "no", "no", "no")
CERTAINTY_OPEN = Placement("low", "emerging", None, "pilot", "no", "no", "no")
RULE_OPEN = Placement("low", "emerging", None, "pilot", None, "no", "no")


def _entry(
    content: Content, id_: str, placement: Placement, decided: Model | None = None, owner: str = ""
) -> Entry:
    return Entry(id_, id_.title(), recommend(placement, content), decided, owner)


def test_an_empty_programme_claims_nothing(content: Content) -> None:
    together = programme([], content)
    assert (together.models, together.outside, together.counts, together.questions) == (
        {},
        (),
        (),
        (),
    )
    assert not together.hybrid
    assert together.warnings == ()


def test_workloads_are_counted_by_what_the_room_decided_else_by_the_lead(content: Content) -> None:
    together = programme(
        [
            _entry(content, "a", OUTSOURCED),
            _entry(content, "b", OUTSOURCED, decided="advisory-only"),
            _entry(content, "c", KEPT),
            _entry(content, "d", CERTAINTY_OPEN),
        ],
        content,
    )
    assert together.models == {
        "full-outsourcing": ("a",),
        "advisory-only": ("b",),
        "do-not-outsource": ("c",),
    }
    assert together.open == ("d",)
    assert together.outside == ("a", "b")


def test_two_models_outside_make_a_hybrid_partnership(content: Content) -> None:
    two = [_entry(content, "a", OUTSOURCED), _entry(content, "b", SQUAD, owner="Dana")]
    together = programme(two, content)
    assert together.hybrid
    assert together.hybrid_reason is not None
    assert "statement of work" in together.hybrid_reason


def test_what_has_to_be_decided_again_makes_no_hybrid_and_is_not_among_those_that_go(
    content: Content,
) -> None:
    first, second = _entry(content, "a", OUTSOURCED), _entry(content, "b", SQUAD, owner="Dana")
    again = replace(_entry(content, "c", KEPT, decided="full-outsourcing"), again=True)
    reason = programme([first, second, again], content).hybrid_reason
    assert reason is not None
    assert "go outside: 2, under 2 models" in reason
    assert not programme([second, again], content).hybrid


def test_one_model_outside_beside_work_kept_inside_is_no_hybrid(content: Content) -> None:
    together = programme([_entry(content, "a", OUTSOURCED), _entry(content, "b", KEPT)], content)
    assert not together.hybrid
    assert together.hybrid_reason is None


def test_fewer_product_owners_than_squads_is_a_warning(content: Content) -> None:
    together = programme(
        [
            _entry(content, "a", SQUAD, owner="Dana Ru\u00edz"),
            _entry(content, "b", SQUAD, owner=" dana\u00a0 rui\u0301z "),
            _entry(content, "c", SQUAD),
        ],
        content,
    )
    assert (together.squads, together.product_owners) == (3, ("Dana Ru\u00edz",))
    assert len(together.warnings) == 1
    assert "3" in together.warnings[0]


def test_an_owner_for_each_squad_is_no_warning(content: Content) -> None:
    squads = [_entry(content, "a", SQUAD, owner="Dana"), _entry(content, "b", SQUAD, owner="Lee")]
    assert programme(squads, content).warnings == ()


def test_totals_keep_the_places_that_they_lead_to(content: Content) -> None:
    together = programme(
        [
            Entry("a", "A", recommend(OUTSOURCED, content), counts={"unowned-areas": 1}),
            Entry("b", "B", recommend(SQUAD, content), owner="Lee", counts={"unowned-areas": 3}),
            Entry("c", "C", recommend(KEPT, content), counts={"unowned-areas": 0}),
        ],
        content,
        red_flags={"vendor-a": 0, "vendor-b": 2},
    )
    assert together.counts == (
        Counts("unowned-areas", 4, ("b", "a")),
        Counts("red-flags", 2, ("vendor-b",)),
    )


def test_open_questions_are_ranked_by_the_workloads_that_they_decide(content: Content) -> None:
    together = programme(
        [
            _entry(content, "a", RULE_OPEN),
            _entry(content, "b", CERTAINTY_OPEN),
            _entry(content, "c", OUTSOURCED),
        ],
        content,
    )
    assert [(q.question, q.text, q.workloads) for q in together.questions] == [
        ("certainty", "certainty", ("a", "b")),
        ("core-logic", "core decision logic", ("a",)),
    ]
