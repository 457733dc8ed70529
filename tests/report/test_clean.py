"""What a reader outside gets: roles for people, letters for vendors, and no way back."""

import re
from typing import Any, Literal
from unicodedata import normalize

import pytest

from fouraxis.content.load import shipped
from fouraxis.content.models import Content
from fouraxis.report.clean import clean
from fouraxis.report.composition import Options
from fouraxis.report.formats import ReportFormat, render
from fouraxis.report.register import calendar
from fouraxis.store.read import read
from fouraxis.workshop import edit
from fouraxis.workshop.actions import actions
from fouraxis.workshop.matters import signing
from fouraxis.workshop.session import Session
from tests.report.marked import NOW
from tests.report.reading import parts


def room(**more: Any) -> Session:
    """A session with two experts, an owner from outside the room, and two vendors."""
    return Session.model_validate(
        {
            "id": "x",
            "title": "Where our work should live, with Brightworks?",
            "created": NOW,
            "participants": {
                "ana": {"name": "Ana Berg (head of claims)", "role": "expert"},
                "bo": {"name": "Bo Lund", "role": "expert"},
                "cy": {"name": "Cy Dahl", "role": "decider"},
            },
            "workloads": {
                "ana-s-bot": {
                    "name": "Ana's bot",
                    "description": "Bo Lund and ANA BERG run it; Brightworks AI would too.",
                    "owner": "ana berg (head of claims)",
                    "axes": {"sensitivity": {"level": "low", "note": "Bo said so."}},
                    "risks": {"model-drift": {"side": "vendor", "owner": "Brightworks AI"}},
                    "ownership": {
                        "incident-response": {"owner": "Dee Ek"},
                        "documentation": {"owner": "unknown"},
                    },
                    "contract": {"trained-models": {"answer": "agreed", "owner": "enterprise"}},
                    **more,
                }
            },
            "vendors": {
                "brightworks": {"name": "Brightworks AI", "workloads": ["ana-s-bot"]},
                "pike": {"name": "Pike (fictional)"},
            },
        }
    )


@pytest.fixture
def cleaned(content: Content) -> Session:
    return clean(room(), content)


def test_people_become_roles_and_the_same_person_the_same_role(cleaned: Session) -> None:
    names = [person.name for person in cleaned.participants.values()]
    assert names == ["Expert 1", "Expert 2", "Decider"]
    workload = cleaned.workloads["workload-1"]
    assert workload.owner == "Expert 1"
    assert workload.area("incident-response").owner == "Owner after launch"
    assert workload.area("documentation").owner == "unknown"


def test_vendors_become_letters_wherever_they_are_named(cleaned: Session) -> None:
    assert [vendor.name for vendor in cleaned.vendors.values()] == ["Vendor A", "Vendor B"]
    workload = cleaned.workloads["workload-1"]
    assert workload.risks["model-drift"].owner == "Vendor A"
    assert "Vendor A" in workload.description
    assert cleaned.title == "Where our work should live, with Vendor A?"
    assert cleaned.vendors["vendor-1"].workloads == ("workload-1",)


def test_names_in_running_text_and_in_ids_are_gone(cleaned: Session) -> None:
    text = cleaned.model_dump_json().casefold()
    for name in ("ana", "berg", "lund", "brightworks", "pike", "dee ek"):
        assert name not in text.replace("management", "")


def test_answers_stay_as_they_were(cleaned: Session) -> None:
    workload = cleaned.workloads["workload-1"]
    assert workload.axis("sensitivity").level == "low"
    assert workload.contract["trained-models"].owner == "enterprise"
    assert workload.axis("sensitivity").note == ""


def test_what_is_settled_by_a_note_stays_settled_where_the_note_is_not_shown(
    content: Content,
) -> None:
    flag = ("vendors", "brightworks", "red_flags", "security-deferred")
    item = ("workloads", "ana-s-bot", "contract", "trained-models")
    reason = ("vendors", "pike", "disqualified", "reason")
    session = edit.set_at(room(), (*flag, "answer"), "yes")
    for path in ((*flag, "note"), (*item, "note"), reason):
        session = edit.set_at(session, path, "As Bo Lund told us.")
    session = edit.set_at(session, (*item, "owner"), "vendor")
    cleaned = clean(session, content)
    assert cleaned.vendors["vendor-1"].flag("security-deferred").note == "not shown here"
    assert cleaned.vendors["vendor-2"].disqualified is not None
    assert cleaned.vendors["vendor-2"].disqualified.reason == "not shown here"
    before, after = signing(session, content), signing(cleaned, content)
    assert [each.met for each in before.values()] == [each.met for each in after.values()]
    todo = [actions(each, content, NOW.date()) for each in (session, cleaned)]
    assert [each.title for each in todo[0] if not each.vendor] == [
        each.title for each in todo[1] if not each.vendor
    ]
    assert len(todo[0]) == len(todo[1])


def test_notes_stay_if_asked_without_their_names(content: Content) -> None:
    workload = clean(room(), content, notes=True).workloads["workload-1"]
    assert workload.axis("sensitivity").note == "Expert 2 said so."


def test_a_session_without_people_or_vendors_can_be_cleaned(content: Content) -> None:
    empty = Session(id="x", title="T", created=NOW)
    assert clean(empty, content) == empty


def test_more_vendors_than_letters(content: Content) -> None:
    vendors = {f"v{n}": {"name": f"Name{n:02}"} for n in range(28)}
    session = Session.model_validate({"id": "x", "title": "T", "created": NOW, "vendors": vendors})
    names = [vendor.name for vendor in clean(session, content).vendors.values()]
    assert names[25:] == ["Vendor Z", "Vendor AA", "Vendor AB"]


@pytest.mark.parametrize("typed", ["NFC", "NFD"])
@pytest.mark.parametrize("mentioned", ["NFC", "NFD"])
def test_a_name_is_taken_out_whatever_form_its_accents_have(
    content: Content, typed: Literal["NFC", "NFD"], mentioned: Literal["NFC", "NFD"]
) -> None:
    note = normalize(mentioned, "Zoë Müller says no, and Müller of Bäcker agrees with ZOË MÜLLER.")
    session = Session.model_validate(
        {
            "id": "x",
            "title": "T",
            "created": NOW,
            "participants": {"zoe": {"name": normalize(typed, "Zoë Müller"), "role": "legal"}},
            "workloads": {
                "w": {
                    "name": "W",
                    "owner": normalize(mentioned, "Zoë Müller"),
                    "rules": {"core-logic": {"answer": "no", "note": note}},
                }
            },
            "vendors": {"v": {"name": normalize(typed, "Bäcker AG"), "workloads": ["w"]}},
        }
    )
    cleaned = clean(session, content, notes=True)
    said = normalize("NFC", cleaned.workloads["workload-1"].rules["core-logic"].note)
    assert not [name for name in ("Zoë", "Müller", "ZOË", "MÜLLER", "Bäcker") if name in said]
    assert cleaned.workloads["workload-1"].owner == cleaned.participants["person-1"].name


FORMS: tuple[ReportFormat, ...] = ("docx", "html", "markdown", "xlsx", "csv", "json", "svg")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("notes", [False, True])
@pytest.mark.parametrize("sample", ["four-workloads", "half-way"])
def test_no_name_is_left_in_any_part_of_any_file(
    sample: str, notes: bool, form: ReportFormat, content: Content
) -> None:
    """Titles, properties, footers and the texts of pictures included; the firm keeps its name."""
    session = read(shipped("sessions") / f"{sample}.toml").session
    options = Options(clean=True, notes=notes)
    for file in render(session, content, form, options):
        for part, data in _parts(form, b"".join(file.pieces)):
            assert not _named(data.decode(errors="replace"), session), part


def test_no_name_is_left_in_a_calendar(content: Content) -> None:
    session = read(shipped("sessions") / "four-workloads.toml").session
    cleaned = clean(session, content)
    lines = "".join(calendar(cleaned, actions(cleaned, content, NOW.date()), NOW))
    assert "BEGIN:VEVENT" in lines
    assert not _named(lines.replace("\r\n ", ""), session)


def _parts(form: str, data: bytes) -> list[tuple[str, bytes]]:
    if form not in ("docx", "xlsx"):
        return [(form, data)]
    return [(name, part) for name, part in parts(data) if not name.endswith(".png")]


def _named(text: str, session: Session) -> list[str]:
    """Which people or vendors are named in it: by all of a name, or one word of it."""
    names = [person.name.partition(" (")[0] for person in session.participants.values()]
    words = [word for name in names for word in name.split()]
    words += [vendor.name.partition(" (")[0] for vendor in session.vendors.values()]
    return [word for word in words if re.search(rf"\b{re.escape(word)}\b", text)]
