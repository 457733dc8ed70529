"""What was worked out is worked out once, and only so much of it is kept."""

from fouraxis.memo import Remembered


class Thing:
    """Something that can be told apart by identity only."""


def test_a_result_is_worked_out_once_per_object_and_what_is_beside_it() -> None:
    remembered: Remembered[Thing, object] = Remembered(8)
    thing, other, beside = Thing(), Thing(), Thing()
    first = remembered.get(thing, lambda _: object(), beside)
    assert remembered.get(thing, lambda _: object(), beside) is first
    assert remembered.get(thing, lambda _: object(), other) is not first
    assert remembered.get(other, lambda _: object(), beside) is not first


def test_a_large_session_has_room_for_all_that_is_in_it() -> None:
    remembered: Remembered[Thing, object] = Remembered(2)
    remembered.make_room(10)
    things = [Thing() for _ in range(10)]
    kept = [remembered.get(thing, lambda _: object()) for thing in things]
    assert [remembered.get(thing, lambda _: object()) for thing in things] == kept
    remembered.make_room(1)
    assert remembered.get(things[0], lambda _: object()) is kept[0]


def test_what_was_not_asked_for_the_longest_is_forgotten_first() -> None:
    remembered: Remembered[Thing, object] = Remembered(2)
    often, seldom, new = Thing(), Thing(), Thing()
    kept = remembered.get(often, lambda _: object())
    gone = remembered.get(seldom, lambda _: object())
    remembered.get(often, lambda _: object())
    remembered.get(new, lambda _: object())
    assert remembered.get(often, lambda _: object()) is kept
    assert remembered.get(seldom, lambda _: object()) is not gone
