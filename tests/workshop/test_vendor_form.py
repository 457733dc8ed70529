"""A vendor's form: neutral questions out, claims in, whole or not at all."""

from collections.abc import Callable

import pytest
from hypothesis import given, strategies as st

from fouraxis.content.models import Content
from fouraxis.content.terms import DELIVERED, MODELS, Model
from fouraxis.workshop import edit, questions
from fouraxis.workshop.session import Session
from fouraxis.workshop.vendor_form import Cells, NotOurForm, claim, form, lines, whose
from tests.examples import examples
from tests.workshop.nasty import NASTY
from tests.workshop.sessions import CONTENT, START

Sheet = dict[str, str | float | bool]


def sent(session: Session, vendor: str = "brightworks") -> Sheet:
    """The cells of the form as it leaves the house."""
    return {
        f"{column}{line.number}": text
        for line in lines(form(session, CONTENT, vendor))
        for column, text in zip("ABCD", line.cells, strict=False)
        if text
    }


def rows(session: Session) -> dict[str, int]:
    """Where each question of the workshop stands in the form."""
    filled = form(session, CONTENT, "brightworks")
    return {line.ask.item: line.number for line in lines(filled) if line.ask}


def taken(session: Session, cells: Cells) -> Session:
    return claim(session, CONTENT, whose(session, {"Form": cells}), {"Form": cells}).session


def test_a_form_asks_every_criterion_every_flag_neutrally_and_the_terms_of_each_sprint(
    session: Session, content: Content
) -> None:
    session = edit.link_vendor(session, "brightworks", "fraud-detection")
    asked = [ask.item for ask in form(session, content, "brightworks").asks]
    terms = ("use-case", "weeks", "paid", "production-like-data")
    of_sprints = [f"sprint.{key}.{term}" for key in session.workloads for term in terms]
    vendors = content.vendors
    assert asked == [*vendors.criteria, *vendors.red_flags, *of_sprints]
    shown = "\n".join(map(str, sent(session).values()))
    for flag in vendors.red_flags.values():
        assert flag.id not in shown
        assert flag.name not in shown
        assert flag.listen_for not in shown
    for criterion in vendors.criteria.values():
        assert criterion.red_flag not in shown
        assert criterion.strong not in shown


def test_what_a_vendor_fills_in_is_claimed_until_the_room_confirms_it(session: Session) -> None:
    at, cells = rows(session), sent(session)
    cells[f"C{at['industry-fit']}"] = "Two mutuals."
    cells[f"D{at['industry-fit']}"] = "Their regulator knows us."
    cells[f"C{at['clean-data-demo']}"] = " YES "
    cells[f"D{at['clean-data-demo']}"] = "Send us your data."
    cells[f"C{at['contract-gaps']}"] = "no"
    cells[f"C{at['sprint.chatbot.weeks']}"] = 3.0
    cells[f"C{at['sprint.chatbot.paid']}"] = "Yes"
    changed = taken(session, cells)
    vendor = changed.vendors["brightworks"]
    fit = vendor.criterion("industry-fit")
    assert (fit.mark, fit.evidence) == ("claimed", "Two mutuals.\nTheir regulator knows us.")
    demo, gaps = vendor.flag("clean-data-demo"), vendor.flag("contract-gaps")
    assert (demo.answer, demo.claimed, demo.evidence) == ("no", ("answer",), "Send us your data.")
    assert (gaps.answer, gaps.claimed, gaps.note) == ("yes", ("answer",), "")
    sprint = vendor.sprint_for("chatbot")
    assert (sprint.weeks, sprint.paid, sprint.claimed) == (3, "yes", ("weeks", "paid"))
    before = questions.of_step(session, CONTENT, "vendors", "brightworks")
    after = questions.of_step(changed, CONTENT, "vendors", "brightworks")
    assert (after.unknown - before.unknown, after.answered) == (5, before.answered)
    for item in ("clean-data-demo", "contract-gaps", "sprint.chatbot.weeks", "sprint.chatbot.paid"):
        question = questions.find(changed, CONTENT, "brightworks", item)
        assert questions.is_claimed(changed, question)
        changed = questions.confirm(changed, question)
        assert questions.state(changed, question) == "answered"
    assert changed.vendors["brightworks"].sprint_for("chatbot").claimed == ()


@pytest.mark.parametrize("model", MODELS)
def test_who_only_advises_is_asked_for_no_sprint_and_may_answer_an_older_form(
    session: Session, model: Model
) -> None:
    at, cells = rows(session), sent(session)
    decided = edit.decide(session, "chatbot", model, "override", reason="so be it")
    items = {ask.item for ask in form(decided, CONTENT, "brightworks").asks}
    assert ("sprint.chatbot.weeks" in items) is (model in DELIVERED)
    cells[f"C{at['sprint.chatbot.weeks']}"] = 3.0
    cells[f"C{at['industry-fit']}"] = "Two mutuals."
    vendor = taken(decided, cells).vendors["brightworks"]
    assert vendor.sprint_for("chatbot").weeks == 3
    assert vendor.criterion("industry-fit").evidence == "Two mutuals."


def test_a_form_says_which_sprints_it_asks_about_however_many_there_could_be(
    session: Session,
) -> None:
    """What is decided after it was sent, and what else is considered by then, changes nothing."""
    names = [f"Workload {number}" for number in range(12)]
    for name in names:
        session, key = edit.add_workload(session, name)
        session = edit.link_vendor(session, "brightworks", key)
    at, cells = rows(session), sent(session)
    cells[f"C{at['sprint.workload-7.weeks']}"] = 3.0
    for number in (2, 3, 5, 8):
        key = f"workload-{number}"
        session = edit.decide(session, key, "internal-rnd", "override", reason="so be it")
    session, later = edit.add_workload(session, "Thought of later")
    session = edit.link_vendor(session, "brightworks", later)
    assert taken(session, cells).vendors["brightworks"].sprint_for("workload-7").weeks == 3
    gone = edit.delete_workload(session, "workload-9")
    with pytest.raises(NotOurForm, match="other questions are asked now"):
        taken(gone, cells)


def test_a_form_that_went_out_before_its_mark_named_the_sprints_is_read(session: Session) -> None:
    cells = sent(session)
    _, *rest, tried, asked = str(cells["B3"]).split("; ")
    assert tried
    cells["B3"] = "; ".join(("fouraxis-form 1", *rest, asked))
    assert taken(session, cells) == taken(session, sent(session))
    cells["B3"] = "; ".join(("fouraxis-form 1", *rest, "0" * len(asked)))
    with pytest.raises(NotOurForm, match="write a new form"):
        taken(session, cells)


def test_the_same_form_twice_says_nothing_new_and_an_empty_one_nothing(session: Session) -> None:
    cells = sent(session)
    assert taken(session, cells) is session
    cells[f"C{rows(session)['industry-fit']}"] = "Two mutuals."
    once = taken(session, cells)
    assert taken(once, cells) == once != session


def test_what_the_room_has_answered_is_left_as_it_is(session: Session) -> None:
    for item, value in (("industry-fit", "partial"), ("clean-data-demo", "yes")):
        question = questions.find(session, CONTENT, "brightworks", item)
        session = questions.answer(session, question, value)
    at, cells = rows(session), sent(session)
    cells[f"C{at['industry-fit']}"] = "Two mutuals."
    cells[f"C{at['clean-data-demo']}"] = "Yes"
    claimed = claim(session, CONTENT, "brightworks", {"Form": cells})
    assert claimed.session is session
    assert claimed.kept == ("Industry fit", "Clean-data demo")


def moved(cells: Sheet, row: int, by: int) -> Sheet:
    """The sheet with every row from one on further down, or up."""
    out: Sheet = {}
    for cell, value in cells.items():
        at = int(cell[1:])
        out[f"{cell[0]}{at + by if at >= row else at}"] = value
    return out


def without(cells: Sheet, row: int) -> Sheet:
    kept = {cell: value for cell, value in cells.items() if int(cell[1:]) != row}
    return moved(kept, row, -1)


def marked(old: str, new: str) -> Callable[[Sheet], Sheet]:
    """Another line that says which form it is."""
    return lambda cells: cells | {"B3": str(cells["B3"]).replace(old, new)}


WRONG: dict[str, tuple[Callable[[Sheet], Sheet], str, str]] = {
    "no mark": (lambda c: {k: v for k, v in c.items() if k != "B3"}, "B3", "which form this is"),
    "another format": (marked("form 2", "form 9"), "B3", "of another kind"),
    "another session": (marked("0198c0de", "x"), "B3", "another session"),
    "another vendor": (marked("brightworks", "nimbus"), "B3", "“Nimbus”, not for “Brightworks”"),
    "another version": (marked("ng 1.", "ng 9."), "B3", "version"),
    "another language": (marked("; en;", "; fr;"), "B3", "“fr”"),
    "other questions": (lambda c: c | {"B3": str(c["B3"])[:-12] + "0" * 12}, "B3", "other"),
    "a question is gone": (lambda c: without(c, 9), "A9", "is gone"),
    "a question is reworded": (lambda c: c | {"B9": "How are you?"}, "B9", "was changed; it was"),
    "a key is changed": (lambda c: c | {"A9": "Q3b"}, "A9", "no question of this form"),
    "a question is there twice": (lambda c: c | {"A40": "Q3"}, "A40", "twice"),
    "text where a choice is": (lambda c: c | {"C16": "perhaps"}, "C16", "choose Yes or No"),
    "a boolean where a choice is": (lambda c: c | {"C16": True}, "C16", "choose Yes or No"),
    "words for a number": (lambda c: c | {"C26": "three"}, "C26", "no whole number"),
    "half a week": (lambda c: c | {"C26": 2.5}, "C26", "no whole number"),
    "more weeks than there are": (lambda c: c | {"C26": 999.0}, "C26", "104"),
    "a date for a text": (lambda c: c | {"C7": 46027.0}, "C7", "number or a date"),
    "a remark elsewhere": (lambda c: c | {"E9": "see page 3"}, "E9", "no place for an answer"),
    "a remark below": (lambda c: c | {"C60": "see page 3"}, "C60", "no place for an answer"),
    "a remark without a column": (
        lambda c: c | {"D26": "or four"},
        "D26",
        "no place for an answer",
    ),
    "a text that is too long": (lambda c: c | {"C7": "x" * 100_001}, "C7", "longer than 100,000"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_form_that_does_not_fit_is_refused_by_its_cell(session: Session, case: str) -> None:
    session, _ = edit.add_vendor(session, "Nimbus")
    damage, cell, why = WRONG[case]
    cells = {**sent(session), "C8": "A good answer."}
    with pytest.raises(NotOurForm) as refused:
        claim(session, CONTENT, "brightworks", {"Form": damage(cells)})
    first = refused.value.misfits[0]
    assert first.cell == cell
    assert why in first.what


def test_rows_may_stand_elsewhere_and_another_sheet_may_not(session: Session) -> None:
    cells = moved({**sent(session), "C12": "Ana, lead"}, 9, 2)
    assert taken(session, cells).vendors["brightworks"].criterion("engineering-depth").evidence
    with pytest.raises(NotOurForm, match="sheet is not part"):
        claim(session, CONTENT, "brightworks", {"Form": cells, "Notes": {"A1": "more"}})
    with pytest.raises(NotOurForm, match="which form"):
        whose(session, {"Form": {"A1": "a list of prices"}})


@examples(30)
@given(
    texts=st.lists(st.sampled_from(NASTY), min_size=4, max_size=4),
    rows_of=st.permutations(range(7, 11)),
)
def test_whatever_is_typed_into_an_answer_is_data(texts: list[str], rows_of: list[int]) -> None:
    session, _ = edit.add_vendor(START, "Brightworks")
    cells = sent(session)
    cells |= {f"C{row}": text for row, text in zip(range(7, 11), texts, strict=True)}
    changed = taken(session, cells)
    said = [answer.evidence for answer in changed.vendors["brightworks"].criteria.values()]
    assert len(said) == sum(bool(text.strip()) for text in said)
