"""What is sealed stays as it is, whatever is tried, until somebody says why; that stays, too."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from fouraxis.store.format import dumps, loads
from fouraxis.workshop import edit
from fouraxis.workshop.seal import broken, refuse, seal, standing, unseal, unsigned, usual_deciders
from fouraxis.workshop.session import Session
from fouraxis.workshop.text import LINE_LIMIT, EditError
from tests.examples import examples
from tests.workshop.sessions import START, sessions

NOW = datetime(2026, 11, 27, 18, 5, 9, 123, tzinfo=UTC)


def room() -> Session:
    session, _ = edit.add_participant(START, "Ana", "decider")
    session, _ = edit.add_participant(session, "Bo", "expert")
    return session


def test_a_seal_says_who_was_there_who_decided_and_when_to_look_again() -> None:
    session = room()
    sealed = seal(
        session, "Ana", NOW, present=("bo", "ana", "gone"), deciders=("ana",), revisit=date.max
    )
    assert sealed.seal is not None
    assert sealed.seal.present == ("ana", "bo")
    assert sealed.seal.deciders == ("ana",)
    assert sealed.seal.at == NOW.replace(microsecond=0)
    assert "by Ana" in str(standing(sealed))
    with pytest.raises(EditError, match="is sealed, by Ana"):
        refuse(sealed)
    with pytest.raises(EditError, match="is sealed"):
        seal(sealed, "Bo", NOW)


@pytest.mark.parametrize("by", ["", "  ", "x" * (LINE_LIMIT + 1)])
def test_nobody_signs_nothing(by: str) -> None:
    with pytest.raises(EditError):
        seal(START, by, NOW)


def test_unsealing_needs_a_reason_and_leaves_it_on_record() -> None:
    sealed = seal(room(), "Ana", NOW)
    with pytest.raises(EditError, match="reason"):
        unseal(sealed, " \n", "Bo", NOW)
    with pytest.raises(EditError, match="not sealed"):
        unseal(room(), "why", "Bo", NOW)
    opened = unseal(sealed, "Legal found a clause.", "Bo", NOW)
    again = unseal(seal(opened, "Ana", NOW), "And another.", "Bo", NOW)
    assert [record.reason for record in again.unsealed.values()] == [
        *("Legal found a clause.", "And another.")
    ]
    assert {record.sealed_by for record in again.unsealed.values()} == {"Ana"}
    assert standing(again) is None


def test_who_decided_is_told_by_role_or_by_a_decision() -> None:
    session, workload = edit.add_workload(room(), "Chatbot")
    assert usual_deciders(session) == ("ana",)
    session = edit.decide(session, workload, "internal-rnd", "override", reason="why", by="Bo")
    assert usual_deciders(session) == ("ana", "bo")


def test_a_session_of_its_own_is_not_signed_off() -> None:
    sealed = unseal(seal(room(), "Ana", NOW), "why", "Bo", NOW)
    assert unsigned(seal(sealed, "Ana", NOW)) == room()


@given(sessions(), sessions(), st.booleans())
@examples(60)
def test_only_an_unsealing_on_record_changes_what_is_sealed(
    session: Session, other: Session, keeps: bool
) -> None:
    sealed = seal(session, "Ana", NOW)
    changed = other.model_copy(update={"seal": sealed.seal if keeps else None})
    assert broken(sealed, changed) == (changed != sealed)
    opened = unseal(sealed, "why", "Bo", NOW + timedelta(days=1))
    assert not broken(sealed, opened)
    assert not broken(sealed, edit.set_at(opened, ("title",), "Another"))
    forged = opened.model_copy(update={"unsealed": {}})
    assert broken(sealed, forged)
    assert not broken(session, other)


@given(sessions())
@examples(30)
def test_a_seal_and_its_record_come_back_from_the_file(session: Session) -> None:
    opened = unseal(seal(session, "Ana", NOW), "why\nand more", "Bo", NOW)
    for value in (seal(session, "Ana", NOW, revisit=NOW.date()), opened, seal(opened, "Bo", NOW)):
        data = dumps(value, NOW, "Ana")
        again = loads(data, Path("x.toml"))
        assert again.session == value
        assert again.notices == ()
        assert not broken(value, again.session)
