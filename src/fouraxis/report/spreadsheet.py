"""What a report holds as sheets of rows, written as a workbook (XlsxWriter) and as CSV.

Every cell is text or a number, never a formula. The workbook needs `fouraxis[office]`.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import chain, count, islice
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from fouraxis.content.language import noted, tr
from fouraxis.content.models import Content
from fouraxis.content.terms import AXES
from fouraxis.report.answers import CARRIED, TEXTS, AnswerRow, Kept, kind_name
from fouraxis.report.back_matter import (
    agenda_heads,
    agenda_rows,
    alone,
    former_heads,
    former_rows,
    waiting,
)
from fouraxis.report.composition import Progress, silent
from fouraxis.report.escape import csv_cell, plain, runs_as_formula, within
from fouraxis.report.recommendation import CHANGES, REENTRY, WARNINGS, WHY
from fouraxis.report.register import action_heads, action_rows
from fouraxis.report.sections import statement_rows, step_title
from fouraxis.report.summary import Summary, VendorRow, WorkloadRow, sentence
from fouraxis.workshop import actions, agreement, attendance, catalogue, question
from fouraxis.workshop.session import Session

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook


Row = tuple[str | int | date, ...]

_FIRST_YEAR: Final = 1900
"""Days before it are text: a spreadsheet knows none of them."""

_STATES: Final = {
    "answered": noted("answered"),
    "unknown": noted("unknown"),
    "not-applicable": noted("not-applicable"),
    "parked": noted("parked"),
    "carried": CARRIED,
}
"""How far an answer is, but for one that is open: the content has the word for it."""


class Sheet(NamedTuple):
    """A sheet: heads, their widths in characters, rows, and how many first columns stay."""

    name: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[Row, ...]
    frozen: int = 1


def sheets(summary: Summary, content: Content) -> Iterator[Sheet]:
    """Every sheet that has a row; the first says what the workbook is."""
    yield Sheet(
        tr("The workshop"), (tr("What"), tr("Value")), (24, 100), tuple(_about(summary, content))
    )
    every = (
        _recommendations(summary, content),
        _answers_sheet(summary, content),
        _votes(summary, content),
        *_steps(summary, content),
        _vendors(summary, content),
        _owners(summary, content),
        _ready(summary, content),
        _statements(summary, content),
        _actions(summary, content),
        _open(summary, content),
        _changed(summary, content),
        _agenda(summary),
        _kept(summary),
    )
    yield from (sheet for sheet in every if sheet.rows)


def _about(summary: Summary, content: Content) -> Iterator[Row]:
    yield tr("Title"), summary.title
    yield tr("Organisation"), summary.organisation
    yield tr("Date"), summary.created
    yield content.workloads.screen.title, summary.counts
    for person in summary.participants:
        yield tr("In the room"), person
    yield from ((name, text) for name, text in summary.sign_off.facts.items() if text)
    yield from ((tr("Milestone"), line) for line in summary.sign_off.milestones)
    yield from ((tr("Unsealed"), line) for line in summary.sign_off.unsealed)
    for line in summary.programme_lines:
        yield tr("Programme"), line
    yield tr("Notice"), summary.notice


_EXPLAINED: Final = (WHY, REENTRY, CHANGES, WARNINGS)


def _recommendations(summary: Summary, content: Content) -> Sheet:
    axes = [content.axes.axes[axis].name for axis in AXES]
    columns = {key: column.name for key, column in content.summary.columns.items()}
    heads = (
        *(tr("No."), columns["workload"], tr("Description"), tr("Owner"), tr("Kind"), *axes),
        *(columns["recommended"], tr("Alternative"), columns["because"], tr("Status")),
        *(columns["decision"], tr("Decided for"), tr("Reason"), tr("By"), tr("At")),
        *(tr("Ready to sign"), columns["open"], tr("Nobody named for")),
        *(content.vendors.screen.title, *_legal_heads(content), *map(tr, _EXPLAINED)),
        *(carried := _carried_head(summary)),
    )
    widths = (5, 28, 40, 22, 18, 12, 12, 12, 12, 24, 20, 16, 13, 13, 22, 40, 22, 20, 13, 7)
    legal = (13, 24, 12)
    rows = tuple(
        (*_recommendation(n, row), *(row.carried for _ in carried))
        for n, row in enumerate(summary.workloads, 1)
    )
    more = (28, 24, *legal, 60, 50, 50, 50, *(14 for _ in carried))
    return Sheet(content.summary.screen.title, heads, (*widths, *more), rows, 2)


def _legal_heads(content: Content) -> Iterator[str]:
    """What the columns on the legal review are called."""
    heading = content.rules.legal_heading
    yield from (f"{heading}: {each.name}" for each in content.rules.legal.values())


def _legal(row: WorkloadRow) -> tuple[str, str, str]:
    """Whether legal has reviewed a workload, who sees to it, and when."""
    review = row.assessed.workload.legal
    done = tr("reviewed") if review.reviewed == "yes" else tr("not reviewed yet")
    return done, review.owner, f"{review.date:%Y-%m-%d}" if review.date else ""


def _recommendation(number: int, row: WorkloadRow) -> Row:
    decision = row.decision
    decided = (decision.model, decision.reason, decision.by, decision.at) if decision else ("",) * 4
    cells: list[str | int] = [number, row.name, row.description, row.owner, row.kind]
    cells += row.levels.values()
    cells += [row.recommended, ", ".join(row.options[1:]), row.because, row.status]
    cells += [row.decision_state, *decided, row.signed, row.open]
    cells += ["; ".join(row.unowned), "; ".join(row.vendors.values()), *_legal(row)]
    cells += ["\n".join(row.explanation.get(heading, [])) for heading in _EXPLAINED]
    return tuple(cells)


def _answers_sheet(summary: Summary, content: Content) -> Sheet:
    widths = (10, 26, 22, 30, 30, 24, 12, *(40 for _ in TEXTS))
    return Sheet(tr("Answers"), answer_heads(), widths, tuple(answer_rows(summary, content)), 2)


def answer_heads() -> tuple[str, ...]:
    """The heads of `answer_rows`."""
    return (
        *(tr("About"), tr("Name"), tr("Part"), tr("Item"), tr("Question"), tr("Answer")),
        *(tr("State"), *(sentence(kind_name(kind)) for kind in TEXTS)),
    )


def answer_rows(summary: Summary, content: Content) -> Iterator[Row]:
    """One row for every answer, about workloads, vendors and the programme alike."""
    for workload in summary.workloads:
        for answer in workload.answers:
            yield _answer(tr("workload"), workload, answer, content)
    for vendor in summary.vendors:
        for answer in vendor.answers:
            yield _answer(tr("vendor"), vendor, answer, content)
        if vendor.out:
            where = (
                tr("vendor"),
                vendor.name,
                step_title(content, "vendors"),
                catalogue.DISQUALIFIED,
            )
            blank = ("",) * len(TEXTS)
            yield (*where, tr("Out of the running"), vendor.out, tr(_STATES["answered"]), *blank)
    for answer in summary.agreed:
        yield _answer(tr("programme"), summary, answer, content)


def _answer(
    about: str, subject: WorkloadRow | VendorRow | Summary, answer: AnswerRow, content: Content
) -> Row:
    state = ", ".join(dict.fromkeys((_state(answer, content), *answer.marks)))
    name = subject.title if isinstance(subject, Summary) else subject.name
    where = (about, name, step_title(content, answer.step), answer.item)
    texts = (answer.texts.get(kind, "") for kind in TEXTS)
    value = f"{answer.value} ({answer.because})" if answer.because else answer.value
    return (*where, answer.full_name, value, state, *texts)


def _state(answer: AnswerRow, content: Content) -> str:
    if answer.state == "open":
        return content.summary.ready_states["open"].name
    return tr(_STATES[answer.state])


def _steps(summary: Summary, content: Content) -> Iterator[Sheet]:
    """Risks, contract and drivers as sheets of their own, where the workshop asks about them.

    A kind of text that nobody wrote has no column there.
    """
    for step in ("risks", "contract", "drivers"):
        agreed = summary.agreed if step == "contract" else ()
        rows = [
            _answer("", row, answer, content)[1:]
            for row in summary.workloads
            for answer in row.answers
            if answer.step == step
        ]
        rows += [_answer("", summary, answer, content)[1:] for answer in agreed]
        widths = (26, 16, 30, 30, 24, 12, *(40 for _ in TEXTS))
        heads = answer_heads()[1:]
        filled = [
            at
            for at in range(len(heads))
            if at < len(heads) - len(TEXTS) or any(row[at] for row in rows)
        ]
        yield Sheet(
            step_title(content, step),
            tuple(heads[at] for at in filled),
            tuple(widths[at] for at in filled),
            tuple(tuple(row[at] for at in filled) for row in rows),
        )


def _votes(summary: Summary, content: Content) -> Sheet:
    """A row for each vote, and for each dissent with what was objected."""
    rows: list[Row] = []
    for row in summary.workloads:
        for agreed in row.agreements:
            sure = tr(agreement.CONFIDENCE_WORDS[agreed.confidence]) if agreed.confidence else ""
            start = (row.name, agreed.name, agreed.level, sure)
            answer = row.assessed.workload.axis(agreed.axis)
            for number, each in enumerate(answer.votes.values(), 1):
                for person, vote in each.levels.items():
                    level = agreement.level_words(content, agreed.axis, vote)
                    name = attendance.name_of(summary.session, person)
                    rows.append((*start, number, name, level, "", "", ""))
            for objection in agreed.objections:
                given = objection.dissent
                texts = (given.what, given.why, given.change)
                rows.append((*start, "", objection.person, objection.level, *texts))
            if not answer.votes and not agreed.objections:
                rows.append((*start, "", "", "", "", "", ""))
    heads = (
        *(content.summary.columns["workload"].name, tr("Axis"), tr("Agreed on"), tr("Confidence")),
        *(tr("Round"), tr("Person"), tr("Vote")),
        *(tr("Dissent"), tr("Why"), tr("What would change it")),
    )
    widths = (28, 16, 12, 18, 8, 28, 12, 40, 40, 40)
    return Sheet(tr("Votes"), heads, widths, tuple(rows), 2)


def _vendors(summary: Summary, content: Content) -> Sheet:
    marks = list(dict.fromkeys(mark for row in summary.vendors for mark in row.marks))
    heads = (
        *(tr("Vendor"), tr("Considered for"), tr("Note"), *marks),
        *(tr("Red flags"), tr("Heard"), tr("Warning"), tr("Out of the running")),
    )
    widths = (28, 40, 40, *(11 for _ in marks), 10, 50, 40, 40)
    rows: list[Row] = []
    for row in summary.vendors:
        cells: list[str | int] = [row.name, "; ".join(row.workloads), row.note]
        cells += [row.marks.get(mark, 0) for mark in marks]
        cells += [len(row.red_flags), "; ".join(row.red_flags), row.warning, row.out]
        rows.append(tuple(cells))
    return Sheet(content.vendors.screen.title, heads, widths, tuple(rows))


def _owners(summary: Summary, content: Content) -> Sheet:
    areas, nobody = question.live(content.ownership.areas.values()), tr("nobody is named")
    rows = tuple(
        (row.name, area.name, given.owner, given.vendor, "" if given.owner else nobody)
        for row in summary.workloads
        for area in areas
        for given in (row.assessed.workload.area(area.id),)
    )
    workload = content.summary.columns["workload"].name
    heads = (
        workload,
        tr("Area"),
        tr("Owner"),
        sentence(content.ownership.vendor_name),
        tr("Missing"),
    )
    return Sheet(tr("Ownership"), heads, (28, 30, 30, 50, 18), rows, 2)


def _ready(summary: Summary, content: Content) -> Sheet:
    rows = tuple(
        (
            *(row.name, check.called, content.summary.ready_states[check.state].name),
            *(row.missing.get(check.id, ""), check.text),
        )
        for row in summary.workloads
        for check in row.ready
    )
    workload = content.summary.columns["workload"].name
    heads = (workload, tr("Check"), tr("State"), tr("Missing"), tr("What it means"))
    return Sheet(tr("Ready to sign"), heads, (28, 26, 16, 50, 60), rows)


def _statements(summary: Summary, content: Content) -> Sheet:
    heads = (
        *(content.summary.columns["workload"].name, tr("Model"), tr("Clause")),
        *(tr("What belongs there"), tr("Known"), tr("Still open")),
    )
    rows = tuple(statement_rows(summary, content))
    return Sheet(tr("Statements of work"), heads, (28, 22, 24, 40, 70, 40), rows, 3)


def _actions(summary: Summary, content: Content) -> Sheet:
    rows = action_rows(summary.session, summary.actions, content)
    widths = (60, 28, 22, 11, 10, 30, 40, 20, 40)
    without_ids = tuple(row[:-1] for row in rows)
    return Sheet(content.summary.follow_up.title, action_heads()[:-1], widths, without_ids)


def _open(summary: Summary, content: Content) -> Sheet:
    rows: list[Row] = []
    for group in (summary.workloads, summary.vendors):
        rows += [
            (alone(answer), subject.name, step_title(content, answer.step), ", ".join(states))
            for subject in group
            for answer in subject.answers
            if (states := waiting(answer))
        ]
    heads = (tr("Question"), tr("About"), tr("Part"), tr("State"))
    return Sheet(tr("Open questions"), heads, (40, 30, 24, 30), tuple(rows))


def _changed(summary: Summary, content: Content) -> Sheet:
    rows = tuple(former_rows(summary))
    widths = (28, 20, 22, 20, 20, 40, 60)
    return Sheet(tr("What was changed"), former_heads(content), widths, rows)


def _agenda(summary: Summary) -> Sheet:
    heads, rows = agenda_heads(summary.agenda), tuple(agenda_rows(summary.agenda))
    widths = (30, *(10 for _ in heads[1:]))
    return Sheet(tr("Agenda of the workshop"), heads, widths, rows)


def _kept(summary: Summary) -> Sheet:
    unasked: Sequence[Kept] = (
        *(leaf for row in summary.workloads for leaf in row.kept),
        *(leaf for row in summary.vendors for leaf in row.kept),
        *summary.kept,
    )
    rows = tuple((leaf.where, leaf.value) for leaf in unasked)
    return Sheet(tr("Kept in the file"), (tr("Where"), tr("Value")), (50, 100), rows)


_LINE, _HIGHEST = 15, 400
"""The height of a line, and of the highest row that a spreadsheet takes, in points."""


_LONGEST_NAME: Final = 31
_NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\]|\s")
_RESERVED: Final = frozenset({"history"})
"""What a spreadsheet calls sheets of its own: a workbook with such a name needs repair."""

_CELL: Final = 32_767
_BREAKS_IN_CELL: Final = 253
"""What a cell takes: units of UTF-16, and line breaks. The rest goes on in further rows.

A CSV file has no such limit, but is opened in programs that have it, and cut there.
"""

MOST_ROWS: Final = 1_048_576
"""How many rows a sheet takes; the rest goes on in a further sheet."""


def workbook(summary: Summary, content: Content, progress: Progress = silent) -> bytes:
    """The whole report as the bytes of an .xlsx file.

    Raises:
        ImportError: XlsxWriter is not installed.
        OSError: the folder for temporary files does not take the rows.
    """
    every = tuple(sheets(summary, content))
    return packed(every, summary.title, summary.session.created, progress)


def packed(
    every: Sequence[Sheet], title: str, created: datetime, progress: Progress = silent
) -> bytes:
    """Sheets as the bytes of an .xlsx file, with the title and the time that it tells of itself.

    Raises:
        ImportError: XlsxWriter is not installed.
        OSError: the folder for temporary files does not take the rows.
    """
    from xlsxwriter.exceptions import XlsxWriterException

    with TemporaryDirectory(prefix="fouraxis-") as folder:
        try:
            return _made(every, title, created, progress, folder)
        except XlsxWriterException as fault:
            raise OSError(
                0,
                tr(
                    "The workbook could not be put together in {folder}: {why}",
                    folder=folder,
                    why=fault,
                ),
            ) from fault


def _made(
    every: Sequence[Sheet], title: str, created: datetime, progress: Progress, folder: str
) -> bytes:
    """The workbook, each row of which goes to the folder once it is full, and not to memory."""
    from xlsxwriter import Workbook

    written = io.BytesIO()
    how = {"constant_memory": True, "tmpdir": folder, "strings_to_formulas": False}
    book = Workbook(written, how)
    book.set_properties(
        {
            "title": within(plain(title.replace("\n", " ")), 255),
            "author": "",
            "company": "",
            "created": created,
        }
    )
    for done, sheet in enumerate(every, 1):
        _write(book, sheet)
        progress(0.9 * done / len(every))
    book.close()
    return written.getvalue()


def _write(book: "Workbook", sheet: Sheet) -> None:
    """A sheet, and as many further ones as its rows need."""
    rows = chain.from_iterable(parts(map(_plain, row), sheet.frozen) for row in sheet.rows)
    for first in rows:
        _page(book, sheet, chain([first], islice(rows, MOST_ROWS - 2)))


def _plain(cell: str | int | date) -> str | int | date:
    if isinstance(cell, date) and cell.year < _FIRST_YEAR:
        return str(cell)
    return plain(cell) if isinstance(cell, str) else cell


def _page(book: "Workbook", sheet: Sheet, rows: Iterable[Row]) -> None:
    """One sheet: heads that stay and filter, and rows that wrap."""
    from xlsxwriter.worksheet import Worksheet

    class Page(Worksheet):  # type: ignore[misc]
        """A sheet that takes no text for markup: XlsxWriter does, from <r> to </r>."""

        def _xml_rich_inline_string(self, string: str, attributes: Any = ()) -> None:
            self._xml_inline_string(string, True, attributes)

    name = sheet_name(sheet.name, [each.get_name() for each in book.worksheets()])
    page = book.add_worksheet(name, worksheet_class=Page)
    head = book.add_format(
        {"bold": True, "bg_color": "#F2F0EA", "bottom": 2, "text_wrap": True, "valign": "top"}
    )
    look = {"text_wrap": True, "valign": "top"}
    body, quoted = book.add_format(look), book.add_format({**look, "quote_prefix": True})
    number_look = book.add_format({**look, "align": "right", "indent": 1})
    day, moment = (
        book.add_format({**look, "align": "left", "num_format": form})
        for form in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm")
    )
    for column, (text, width) in enumerate(zip(sheet.heads, sheet.widths, strict=True)):
        page.set_column(column, column, width)
        page.write_string(0, column, plain(text), head)
    number = 0
    for number, row in enumerate(rows, 1):
        lines = max(map(_lines, row, sheet.widths))
        if lines > 1:  # told, since not every program fits its rows to wrapped text
            page.set_row(number, min(lines * _LINE, _HIGHEST))
        for column, cell in enumerate(row):
            if isinstance(cell, int):
                page.write_number(number, column, cell, number_look)
            elif isinstance(cell, date):
                look_of = moment if isinstance(cell, datetime) else day
                page.write_datetime(number, column, cell, look_of)
            elif cell:
                page.write_string(number, column, cell, quoted if runs_as_formula(cell) else body)
    page.freeze_panes(1, min(sheet.frozen, len(sheet.heads)))
    page.autofilter(0, 0, number, len(sheet.heads) - 1)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_paper(9)


def sheet_name(wanted: str, taken: Iterable[str]) -> str:
    """The name of a sheet as spreadsheets take it, unlike those that are taken, whatever the case.

    It has at most 31 units of UTF-16, none of their signs, and no apostrophe at an end, also once
    it is shortened; and it is none that they keep for themselves.
    """
    clean = " ".join(_NOT_IN_NAMES.sub(" ", plain(wanted)).split())
    others = {_alike(name) for name in taken} | _RESERVED
    for number in count(1):
        ending = f" ({number})" if number > 1 else ""
        name = within(clean.strip(" '"), _LONGEST_NAME - len(ending)).strip(" '") or "–"
        if _alike(name + ending) not in others:
            return name + ending
    raise AssertionError("there is always a further number")


def _alike(name: str) -> str:
    """The name as a spreadsheet compares it, or stricter."""
    return unicodedata.normalize("NFKC", name).casefold()


def _lines(cell: Any, width: int) -> int:
    """About how many lines a cell takes in a column of so many characters."""
    if not isinstance(cell, str) or (len(cell) <= width and "\n" not in cell):
        return 1
    return sum(-(-len(line) // (width - 1)) or 1 for line in cell.split("\n"))


def parts(row: Iterable[str | int | date], keys: int, most: int = _CELL) -> Iterator[Row]:
    """A row, and further rows for what its cells cannot take.

    The first `keys` cells say what the row is about: the further rows have them, too. A cell takes
    `most` units of UTF-16.
    """
    whole = tuple(row)
    if all(not isinstance(cell, str) or _fits(cell, most) for cell in whole):
        yield whole
        return
    cells = [list(_portions(cell, most)) if isinstance(cell, str) else [cell] for cell in whole]
    for at in range(max(map(len, cells))):
        yield tuple(
            cell[at] if at < len(cell) else cell[0] if column < keys and len(cell) == 1 else ""
            for column, cell in enumerate(cells)
        )


def _fits(text: str, most: int) -> bool:
    """Whether a text is short enough for a cell, at first sight."""
    return len(text) * 2 <= most and ("\n" not in text or text.count("\n") <= _BREAKS_IN_CELL)


def _portions(text: str, most: int) -> Iterator[str]:
    """The text in portions that a cell takes; together they are the text."""
    while not _fits(text, most):
        portion = within(text, most)
        if portion.count("\n") > _BREAKS_IN_CELL:
            portion = "\n".join([*portion.split("\n", _BREAKS_IN_CELL)[:-1], ""])
        if portion == text:
            break
        yield portion
        text = text[len(portion) :]
    yield text


def separated(summary: Summary, content: Content) -> Iterator[str]:
    """One row per workload after the names; each carries the notice, so none goes without."""
    sealed = (summary.sign_off.sentence,) if summary.sign_off.sentence else ()
    carried = _carried_head(summary)
    heads = (*_heads(summary, content), *((tr("Sign-off"),) if sealed else ()), *carried)
    rows = (
        (*_cells(row, summary), summary.notice, *sealed, *(str(row.carried) for _ in carried))
        for row in summary.workloads
    )
    yield from csv_lines(heads, rows, 2)


def _carried_head(summary: Summary) -> tuple[str, ...]:
    """The head of the column on what was carried over, where anything was."""
    return (sentence(tr(CARRIED)),) if any(row.carried for row in summary.workloads) else ()


def separated_answers(summary: Summary, content: Content) -> Iterator[str]:
    """One row per answer, about workloads and vendors alike, after the names."""
    yield from csv_lines(answer_heads(), answer_rows(summary, content), 5)


def separated_actions(
    session: Session, listed: Iterable[actions.Action], content: Content
) -> Iterator[str]:
    """One row per action."""
    yield from csv_lines(action_heads(), action_rows(session, listed, content), 1)


def _voted(summary: Summary) -> bool:
    """Whether this workshop took votes, or said how sure it is: else there is no column for it."""
    return any(row.agreements for row in summary.workloads)


def _heads(summary: Summary, content: Content) -> Iterator[str]:
    """What the columns are called: as in the table, where it has them."""
    columns = {key: column.name for key, column in content.summary.columns.items()}
    yield from ("id", columns["workload"], tr("Owner"))
    yield from (content.axes.axes[axis].name for axis in AXES)
    yield from (columns["recommended"], columns["because"], tr("Status"), columns["decision"])
    yield from (tr("Decided"), tr("Reason"), tr("By"), tr("At"))
    yield from (columns["ready"], columns["open"], tr("Unowned"), content.vendors.screen.title)
    yield from _legal_heads(content)
    yield from (tr("Votes and dissent"),) if _voted(summary) else ()
    yield from (tr("Warnings"), tr("Notes"), tr("Notice"))


class _Line:
    """A file that keeps nothing: it hands back each line that is written to it."""

    def write(self, line: str) -> str:
        """The line as it is."""
        return line


def csv_lines(
    heads: Iterable[str], rows: Iterable[Row], keys: int, between: str = ","
) -> Iterator[str]:
    """The lines of a CSV file; further rows repeat the first `keys` cells."""
    writer = csv.writer(_Line(), lineterminator="\n", delimiter=between)
    room = _CELL - 1  # what keeps a cell from being run takes some, too
    for row in chain([tuple(head.lower() for head in heads)], rows):
        cells = [csv_cell(str(cell)) for cell in row]
        whole = all(_fits(cell, room) for cell in cells)
        for part in [row] if whole else parts(map(_plain, row), keys, room):
            line: Any = writer.writerow(cells if whole else [csv_cell(str(cell)) for cell in part])
            yield line


def _cells(row: WorkloadRow, summary: Summary) -> Iterator[str]:
    yield from (row.id, row.name, row.owner, *row.levels.values())
    yield from (row.recommended, row.because, row.status, row.decision_state)
    decision = row.decision
    yield from (decision.model, decision.reason, decision.by, decision.at) if decision else [""] * 4
    yield from (_signed(row), str(row.open))
    yield from ("; ".join(row.unowned), "; ".join((*row.vendors.values(), *_out(row, summary))))
    yield from _legal(row)
    if _voted(summary):
        yield "\n".join(agreed.whole for agreed in row.agreements)
    yield "\n".join(row.explanation.get(WARNINGS, []))
    yield "\n".join(note for answer in row.answers for note in _notes(answer))


def _out(row: WorkloadRow, summary: Summary) -> Iterator[str]:
    """The vendors that were considered for a workload and are out of the running, and why."""
    for vendor in summary.vendors:
        if vendor.out and row.id in vendor.vetted.vendor.workloads:
            out = tr("out of the running: {reason}", reason=vendor.out)
            yield f"{vendor.name}, {out}"


def _signed(row: WorkloadRow) -> str:
    """How many checks before signing are met, so that no spreadsheet takes it for a date."""
    met, apart, asked = row.signed.partition("/")
    if apart and asked.isdecimal():
        return tr("{done} of {total}", done=met, total=asked)
    return row.signed


def _notes(answer: AnswerRow) -> Iterator[str]:
    for kind, text in answer.texts.items():
        yield f"{answer.name}, {kind_name(kind)}: {text}"
