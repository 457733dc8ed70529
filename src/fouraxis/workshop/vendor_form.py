"""What a vendor is asked to fill in before the room meets it, and what it claims once it has.

The form is a sheet of cells: this module says which text stands where, and reads a sheet that came
back. It comes in whole or not at all; whatever does not fit is named by its cell. Writing and
reading files is done elsewhere.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal, NamedTuple

from fouraxis.content.language import tr
from fouraxis.content.models import Content
from fouraxis.content.terms import DELIVERED
from fouraxis.workshop import assess, edit, questions, standing
from fouraxis.workshop.question import Question
from fouraxis.workshop.session import Session, SessionPath, Vendor
from fouraxis.workshop.text import EditError, folded, legible, quoted

Cells = Mapping[str, str | float | bool]
"""The cells of a sheet that hold something, by name ("C7"): a text, a number, or yes and no."""

Kind = Literal["text", "number", "choice"]

_FORMAT: Final = "fouraxis-form 2"
_FIRST_FORMAT: Final = "fouraxis-form 1"
_TERMS: Final = ("use_case", "weeks", "paid", "production_like_data")
"""What a vendor can say of a sprint before there was one."""

KEY, ASKED, ANSWER, MORE = "A", "B", "C", "D"
"""The columns: what tells the rows apart, the question, the answer, and what supports it."""

_COLUMNS: Final = (KEY, ASKED, ANSWER, MORE)
_MARK_ROW: Final = 3
_MARK: Final = f"{ASKED}{_MARK_ROW}"
_TRIED: Final = 5
"""Which part of the mark says for which workloads a sprint is asked about."""
_NO_MARK: Final = "the line that says which form this is was changed, or is gone"


class Ask(NamedTuple):
    """One question to a vendor; a `choice` is one of the words, and `more` takes what supports it.

    `item` is the question of the workshop that it answers.
    """

    item: str
    text: str
    kind: Kind
    choices: tuple[str, ...] = ()
    more: bool = False


class Section(NamedTuple):
    """Questions under a heading, and how they are to be answered."""

    title: str
    how: str
    asks: tuple[Ask, ...]


class Form(NamedTuple):
    """The form for one vendor; `mark` tells it from every other one."""

    vendor: str
    title: str
    intro: str
    mark: str
    sections: tuple[Section, ...]

    @property
    def asks(self) -> Iterator[Ask]:
        """Every question, in order."""
        for section in self.sections:
            yield from section.asks


def form(
    session: Session, content: Content, vendor: str, tried: Collection[str] | None = None
) -> Form:
    """What a vendor is asked: the criteria, the red flags, and the terms of its sprints.

    These are for the workloads that are `tried`; for None, for those that it would deliver: who
    only advises has no sprint. The words are in the language that is spoken.
    """
    node = session.vendors[vendor]
    if tried is None:
        tried = [key for key in _may_be_tried(node) if _delivered(session, content, key)]
    sections = asked_of(session, content, node, tried)
    asked = repr([(ask.item, ask.text, ask.choices) for part in sections for ask in part.asks])
    pack = content.home.pack
    mark = (
        *(_FORMAT, session.id, vendor, f"{pack.id} {pack.version}", pack.language),
        ", ".join(tried),
        hashlib.sha256(asked.encode("utf-8", "replace")).hexdigest()[:12],
    )
    intro = tr(
        "Please answer in the columns C and D, in your own words, and leave empty what you cannot "
        "say. What you write is read out in our workshop as your own statement, and we come back "
        "to it with you. Please change nothing else: a form with other rows cannot be read."
    )
    name = session.vendors[vendor].name
    whom = session.organisation or session.title
    title = tr("Questions from {organisation} to {vendor}", organisation=whom, vendor=name)
    return Form(vendor, title, intro, "; ".join(mark), sections)


def _may_be_tried(vendor: Vendor) -> tuple[str, ...]:
    """The workloads for which a vendor can be asked for a sprint."""
    return tuple(dict.fromkeys((*vendor.workloads, *vendor.sprints)))


def _delivered(session: Session, content: Content, workload: str) -> bool:
    """Whether a partner delivers a workload, or may yet: while that is open, it is asked."""
    if workload not in session.workloads:
        return True
    assessed = assess.assess(session, content).workloads[workload]
    return assessed.model is None or assessed.model in DELIVERED


def asked_of(
    session: Session, content: Content, vendor: Vendor, tried: Collection[str]
) -> tuple[Section, ...]:
    """What is asked of a vendor, whatever the room has heard of it, section by section.

    The terms of a sprint are asked for each workload that is `tried`.
    """
    sections = _sections(session, content, vendor, tried)
    return tuple(section for section in sections if section.asks)


def _sections(
    session: Session, content: Content, vendor: Vendor, tried: Collection[str]
) -> Iterator[Section]:
    asked = questions.asked(vendor, content, "vendors", standing.programme_wide(session))
    words, answers = content.vendors, content.setup.answers
    yes_no = (answers["yes"].name, answers["no"].name)
    yield Section(
        tr("How you work"),
        tr("Column C: your answer. Column D: what shows it, such as a name, a number or a date."),
        tuple(
            Ask(question.item, question.text, "text", more=True)
            for question in asked
            if question.field == "mark"
        ),
    )
    neutral = {flag.id: flag.form for flag in words.red_flags.values() if flag.form}
    yield Section(
        tr("What you can show"),
        tr("Column C: yes or no. Column D: what shows it, or how you mean to get there."),
        tuple(
            Ask(question.item, neutral[question.item], "choice", yes_no, more=True)
            for question in asked
            if question.field == "answer" and question.item in neutral
        ),
    )
    for workload in dict.fromkeys(q.within for q in asked if q.within in tried):
        terms = [q for q in asked if q.within == workload and q.field in _TERMS]
        yield Section(
            tr("A paid trial before any contract: {name}", name=_name(session, workload)),
            tr("What you offer. Column C."),
            tuple(_term(question, content, yes_no) for question in terms),
        )


def _name(session: Session, workload: str) -> str:
    return session.workloads[workload].name if workload in session.workloads else workload


def _term(question: Question, content: Content, yes_no: tuple[str, ...]) -> Ask:
    term = content.vendors.sprint.terms[question.item.rpartition(".")[2]]
    text = term.form or term.question
    if question.kind == "choice":
        return Ask(question.item, text, "choice", yes_no)
    return Ask(question.item, text, "number" if question.kind == "number" else "text")


# -- the sheet


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the sheet, from the first cell on; one with a question is `ask`, others are ours."""

    number: int
    cells: tuple[str, ...] = ()
    role: Literal["title", "text", "mark", "heads", "section", "ask"] = "text"
    ask: Ask | None = None


def lines(filled: Form) -> Iterator[Line]:
    """The rows of the sheet that are not empty, as it leaves the house.

    A key is a number: what we call a red flag would tell what we listen for.
    """
    yield Line(1, ("", filled.title), "title")
    yield Line(2, ("", filled.intro))
    yield Line(_MARK_ROW, ("", filled.mark), "mark")
    heads = (tr("Key"), tr("Question"), tr("Your answer"), tr("What shows it"))
    yield Line(5, heads, "heads")
    row, number = 6, 0
    for section in filled.sections:
        yield Line(row, ("", section.title, section.how), "section")
        for at, ask in enumerate(section.asks, row + 1):
            number += 1
            yield Line(at, (f"Q{number}", ask.text), "ask", ask)
        row += len(section.asks) + 2


# -- what comes back


class Misfit(NamedTuple):
    """What does not fit in a form that came back: the cell, and why in plain words."""

    cell: str
    what: str

    def __str__(self) -> str:
        return f"{self.cell}: {self.what}"


class NotOurForm(Exception):
    """A form cannot be taken; nothing of it was. `misfits` are named by cell."""

    def __init__(self, misfits: Sequence[Misfit]) -> None:
        super().__init__(tuple(misfits))
        self.misfits = tuple(misfits)


class Claimed(NamedTuple):
    """What became of a form: the session, and by name what is claimed, left alone, and empty.

    The room's own answers are left alone.
    """

    session: Session
    taken: tuple[str, ...]
    kept: tuple[str, ...]
    empty: tuple[str, ...]


class _Given(NamedTuple):
    """What a vendor answered, in which cell, and what it says supports that."""

    cell: str
    answer: str
    more: str


@dataclass(slots=True)
class _Reading:
    """A sheet that is read: the form as it went out, what came back, and what does not fit."""

    form: Form
    cells: Cells
    misfits: list[Misfit] = field(default_factory=list)
    answers: dict[str, "_Given"] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    """Where each key stands."""

    def fault(self, cell: str, what: str) -> None:
        self.misfits.append(Misfit(cell, what))

    def text(self, cell: str) -> str:
        """What a cell says as text; the empty text where it holds nothing else."""
        value = self.cells.get(cell, "")
        if isinstance(value, str):
            return legible(value).strip()
        return str(value) if isinstance(value, bool) else f"{value:.15g}"


Sheets = Mapping[str, Cells]
"""The cells of a workbook, by the name of the sheet."""


def whose(session: Session, sheets: Sheets) -> str:
    """The vendor whose form a workbook is.

    Raises:
        NotOurForm: it is none, or for a vendor that the session has not.
    """
    parts = str(_sheet(sheets).get(_MARK, "")).split("; ")
    vendor = parts[2] if len(parts) > 2 else ""
    if vendor not in session.vendors:
        what = f"this form is for {quoted(vendor)}, and the session has no such vendor"
        raise NotOurForm([Misfit(_MARK, what if vendor else _NO_MARK)])
    return vendor


def _sheet(sheets: Sheets) -> Cells:
    """The sheet that is the form; what others hold would be lost."""
    forms = {
        name: cells
        for name, cells in sheets.items()
        if str(cells.get(_MARK, "")).startswith(_FORMAT.split()[0])
    }
    if len(forms) != 1:
        raise NotOurForm([Misfit(_MARK, _NO_MARK)])
    others = [name for name, cells in sheets.items() if cells and name not in forms]
    if others:
        what = "this sheet is not part of the form; write what it says beside the questions"
        raise NotOurForm([Misfit(f"{name}!{next(iter(sheets[name]))}", what) for name in others])
    return next(iter(forms.values()))


def claim(session: Session, content: Content, vendor: str, sheets: Sheets) -> Claimed:
    """The session with what a vendor's form says, as claimed and not confirmed by the room.

    Raises:
        NotOurForm: it is another form, or was changed; nothing of it was taken.
    """
    sheet = _sheet(sheets)
    mark = str(sheet.get(_MARK, ""))
    asked = _as_sent(session, content, vendor, mark)
    if mark.startswith(_FIRST_FORMAT):
        sheet = {**sheet, _MARK: _as_now(mark, asked.mark)}
    reading = _Reading(asked, sheet)
    _see_whose(reading, session)
    if not reading.misfits:
        _find_rows(reading)
        _read_answers(reading)
    taken: list[str] = []
    kept: list[str] = []
    empty: list[str] = []
    changed = session
    for question in questions.of(session, content, "vendors", vendor):
        given = reading.answers.get(question.item)
        if given is None:
            continue
        name = _question_name(session, question)
        if not given.answer and not given.more:
            empty.append(name)
            continue
        if _answered_by_the_room(session, question):
            kept.append(name)
            continue
        try:
            changed = _with_claim(changed, question, given.answer, given.more)
            taken.append(name)
        except EditError as error:
            reading.fault(given.cell, error.what)
    if reading.misfits:
        raise NotOurForm(reading.misfits)
    return Claimed(changed, tuple(taken), tuple(kept), tuple(empty))


def _as_sent(session: Session, content: Content, vendor: str, mark: str) -> Form:
    """The form as it went out: what is decided since then does not change what it asks for.

    Its mark says for which workloads it asks about a sprint.
    """
    parts = mark.split("; ")
    if parts[0] != _FORMAT or len(parts) <= _TRIED:
        return form(session, content, vendor)
    sent = parts[_TRIED].split(", ")
    tried = [key for key in _may_be_tried(session.vendors[vendor]) if key in sent]
    return form(session, content, vendor, tried)


def _question_name(session: Session, question: Question) -> str:
    if not question.within:
        return question.name
    return f"{question.name} ({_name(session, question.within)})"


def _as_now(mark: str, ours: str) -> str:
    """A mark as this format writes it: the first one did not say which sprints are asked about.

    Whether it asks about the same as the form of today shows in the hash of its questions.
    """
    first, *rest = mark.split("; ")
    if first != _FIRST_FORMAT or len(rest) != _TRIED:
        return mark
    tried = ours.split("; ")[_TRIED]
    return "; ".join((_FORMAT, *rest[: _TRIED - 1], tried, rest[-1]))


def _see_whose(reading: _Reading, session: Session) -> None:
    """Whether it is this very form; else what it is, as far as it says so."""
    cell = _MARK
    given, ours = reading.text(cell), reading.form.mark
    if given == ours:
        return
    parts, wanted = given.split("; "), ours.split("; ")
    ours_by_name = parts[0].startswith(_FORMAT.split()[0])
    if not ours_by_name or (parts[0] == wanted[0] and len(parts) != len(wanted)):
        reading.fault(cell, _NO_MARK)
        return
    others = "other questions are asked now than when this form was written; write a new form"
    what = (
        f"this form is of another kind ({parts[0]}); this fouraxis reads {wanted[0]}",
        "this form is for another session",
        f"this form is for {_vendor_name(session, parts[2])}, not for "
        f"{_vendor_name(session, wanted[2])}",
        f"this form is of version {parts[3]}, the session is read with {wanted[3]}; "
        "write a new form",
        f"this form is in the language “{parts[4]}”, and is read in “{wanted[4]}”: see --screens",
        *(others, others),
    )
    for got, expected, why in zip(parts, wanted, what, strict=False):
        if got != expected:
            reading.fault(cell, why)
            return


def _vendor_name(session: Session, key: str) -> str:
    vendor = session.vendors.get(key)
    return quoted(vendor.name if vendor else key)


def _find_rows(reading: _Reading) -> None:
    """Where each question stands now; what else the sheet holds is a fault."""
    ours = {line.number: line for line in lines(reading.form)}
    places = {line.cells[0]: line for line in ours.values() if line.ask}
    for cell in sorted(reading.cells, key=_in_order):
        column, row = _split(cell)
        text = reading.text(cell)
        if not text:
            continue
        if column == KEY and text in places:
            if text in reading.rows:
                reading.fault(cell, f"the question {quoted(text)} is there twice")
            reading.rows.setdefault(text, row)
    by_row = {row: places[key] for key, row in reading.rows.items()}
    fixed = {
        (column, folded(legible(text)))
        for line in ours.values()
        if line.ask is None
        for column, text in zip(_COLUMNS, line.cells, strict=False)
    }
    spoilt = {row for row in map(_row, reading.cells) if _foreign_key(reading, row, places, fixed)}
    for cell in sorted(reading.cells, key=_in_order):
        column, row = _split(cell)
        text = reading.text(cell)
        if not text or (row in spoilt and column != KEY) or (column, folded(text)) in fixed:
            continue
        line = by_row.get(row)
        if line is None:
            what = "is no question of this form" if column == KEY else _NO_PLACE
            reading.fault(cell, f"{quoted(text)} {what}")
        elif column == ASKED and folded(text) != folded(legible(line.cells[1])):
            reading.fault(cell, f"the question was changed; it was {quoted(line.cells[1])}")
        elif column not in _COLUMNS or (column == MORE and line.ask and not line.ask.more):
            reading.fault(cell, f"{quoted(text)} {_NO_PLACE}")
    for key, line in places.items():
        if key not in reading.rows:
            what = f"the question {quoted(line.cells[1])} is gone, or its key was changed"
            reading.fault(f"{KEY}{line.number}", what)


_NO_PLACE: Final = "stands where the form has no place for an answer; write it beside its question"


def _foreign_key(
    reading: _Reading, row: int, places: Mapping[str, Line], fixed: set[tuple[str, str]]
) -> bool:
    """Whether a row has a key that the form does not know: what else it holds is not looked at."""
    key = reading.text(f"{KEY}{row}")
    return bool(key) and key not in places and (KEY, folded(key)) not in fixed


def _read_answers(reading: _Reading) -> None:
    asked = {line.cells[0]: line.ask for line in lines(reading.form) if line.ask}
    for key, row in reading.rows.items():
        ask = asked[key]
        answer = _answer(reading, ask, f"{ANSWER}{row}")
        more = _written(reading, f"{MORE}{row}") if ask.more else ""
        reading.answers[ask.item] = _Given(f"{ANSWER}{row}", answer, more)


def _answer(reading: _Reading, ask: Ask, cell: str) -> str:
    value = reading.cells.get(cell, "")
    text = reading.text(cell)
    if not text or ask.kind == "text":
        return _written(reading, cell)
    if ask.kind == "number":
        whole = isinstance(value, float) and value.is_integer() and not isinstance(value, bool)
        number = str(int(value)) if whole else text
        if not number.isascii() or not number.isdecimal():
            reading.fault(cell, f"{quoted(text)} is no whole number such as 3")
            return ""
        return number
    for option, word in zip(("yes", "no"), ask.choices, strict=True):
        if folded(text) == folded(word):
            return option
    words = " or ".join(ask.choices)
    reading.fault(cell, f"{quoted(text)} is no answer here: choose {words}, or leave it empty")
    return ""


def _written(reading: _Reading, cell: str) -> str:
    """A text; what the spreadsheet took for a number or a date would come out as another one."""
    if not isinstance(reading.cells.get(cell, ""), str):
        what = "is a number or a date to the spreadsheet; write it as text, with ' before it"
        reading.fault(cell, f"{quoted(reading.text(cell))} {what}")
        return ""
    return reading.text(cell)


def _split(cell: str) -> tuple[str, int]:
    column = cell.rstrip("0123456789")
    return column, int(cell[len(column) :])


def _row(cell: str) -> int:
    return _split(cell)[1]


def _in_order(cell: str) -> tuple[int, int, str]:
    column, row = _split(cell)
    return row, len(column), column


def _answered_by_the_room(session: Session, question: Question) -> bool:
    """Whether the room has an answer of its own; not what is unknown, or claimed before."""
    return questions.state(session, question) not in ("open", "unknown", "parked")


def _with_claim(session: Session, question: Question, answer: str, more: str) -> Session:
    """The session with an answer of the vendor, marked as the vendor's word alone."""

    def put(session: Session, path: SessionPath, value: Any) -> Session:
        return edit.set_at(session, path, value, question.order)

    def below(path: SessionPath, text: str) -> str:
        return _joined(str(questions.at(session, path) or ""), text)

    if question.field == "mark":
        text = "\n".join(filter(None, (answer, more)))
        evidence = below(question.note_path, text)
        return put(put(session, question.value_path, "claimed"), question.note_path, evidence)
    claims = (*question.mark_path, "claimed")
    if question.field == "answer":
        path = (*question.mark_path, "evidence")
        evidence = below(path, more)
        if answer:  # who says yes to what is asked has not raised the flag
            raised = "no" if answer == "yes" else "yes"
            session = put(put(session, question.value_path, raised), claims, ("answer",))
        return put(session, path, evidence)
    held = questions.at(session, claims) or ()
    value = int(answer) if question.kind == "number" else answer
    claimed = tuple(dict.fromkeys((*held, question.field.replace("_", "-"))))
    return put(put(session, question.value_path, value), claims, claimed)


def _joined(before: str, text: str) -> str:
    """What is written already, with a text below it that is not in there yet."""
    return before if text in before else "\n".join(filter(None, (before, text)))
