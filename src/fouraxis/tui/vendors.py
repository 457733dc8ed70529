"""Vendors: criteria with evidence, red flags, the calibration sprint; any number, side by side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import DataTable

from fouraxis.content.language import noted, tr
from fouraxis.content.models import Content as Words
from fouraxis.disk.system import give_memory_back
from fouraxis.store.faults import reason
from fouraxis.tui.keys import NEXT
from fouraxis.tui.look import GLYPHS, Lined, cell, cut, filled, flowing, path_shown, shown_line
from fouraxis.tui.parts import bars, dialogs
from fouraxis.tui.parts.rail import Stop
from fouraxis.tui.questions.aside import AsideText
from fouraxis.tui.questions.screen import QuestionScreen, row_of
from fouraxis.tui.questions.table import Row
from fouraxis.tui.step import progress_mark
from fouraxis.workshop import assess, edit, questions, text
from fouraxis.workshop.question import Question
from fouraxis.workshop.session import Claimable, Sprint, Vendor, Workload

if TYPE_CHECKING:
    from fouraxis.report.vendor_form import FormFormat


def mark_counts(words: Words, vetted: assess.Vetted) -> Iterator[str]:
    """How many criteria have each mark: "3 × strong"; of those that none has, nothing."""
    for mark, count in vetted.marks.items():
        if count:
            yield f"{count} × {words.vendors.marks[mark].name}"


_COLUMN = 16
"""The narrowest column of a vendor, in cells."""
_REASON = 34
"""The cells of a reason why a vendor is out of the running."""
_LEAST_HEAD = 24
"""The narrowest column of questions, where vendors need the room."""
_WIDEST, _AROUND = 130, 9
"""The widest table with its frame, and what of it is no column."""
_BETTER_NOT = ("conditions-open",)
"""What is good where the answer is no."""

_SIGNS = {
    "strong": GLYPHS.done,
    "partial": GLYPHS.some,
    "red-flag": GLYPHS.review,
    "yes": GLYPHS.done,
    "no": GLYPHS.no,
    "unknown": GLYPHS.unknown,
    "claimed": GLYPHS.unknown,
}

_TONES = {
    "strong": "success",
    "partial": "foreground",
    "red-flag": "error",
    "yes": "success",
    "no": "error",
    "unknown": "warning",
    "claimed": "warning",
    "not-asked": "faint",
}
"""The colours of the theme in which these are read."""


class Comparison(dialogs.Dialog[None]):
    """A table to read; it scrolls both ways."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape,enter,c,q", "dismiss(None)", "close", key_display="Esc", id="comparison.close"
        ),
    ]

    def __init__(
        self, words: Words, vendors: Mapping[str, assess.Vetted], workloads: Mapping[str, Workload]
    ) -> None:
        super().__init__()
        self._words = words
        self._vendors = vendors
        self._workloads = workloads
        self._filled_for = 0

    def compose(self) -> ComposeResult:
        """The table."""
        with Vertical(classes="dialog", id="comparison") as box:
            box.border_title = shown_line(tr("Vendors side by side"))
            yield DataTable[Text](cursor_type="row", zebra_stripes=False, fixed_columns=1)
            yield bars.KeyBar()

    def on_mount(self) -> None:
        """Fill it: counts first, then every question."""
        self._fill()
        self.app.theme_changed_signal.subscribe(self, lambda _: self._fill())
        self.query_one(DataTable).focus()

    def on_resize(self) -> None:
        """Columns take the room that there is."""
        if self.app.size.width != self._filled_for:
            self._fill()

    def _fill(self) -> None:
        table: DataTable[Text] = self.query_one(DataTable)
        self._filled_for = self.app.size.width
        table.clear(columns=True)
        vendors = [vetted.vendor.name for vetted in self._vendors.values()]
        room = min(self._filled_for * 96 // 100, _WIDEST) - _AROUND
        least = (_COLUMN + 2) * len(vendors)
        head = max(cell_len(name) for name, _ in self._rows(room))
        head = min(head, max(room - least - 2, _LEAST_HEAD))
        rows = list(self._rows(head))
        column = max((room - head) // max(len(vendors), 1) - 2, _COLUMN)
        needed = [
            max(_COLUMN, cell_len(name), *(values[at].cell_len for _, values in rows))
            for at, name in enumerate(vendors)
        ]
        if sum(needed) + 2 * len(needed) > room - head:
            needed = [min(column, max(needed))] * len(needed)
        table.add_column("", width=head)
        titles = [_on_two_lines(name, width) for name, width in zip(vendors, needed, strict=True)]
        table.header_height = max((len(title.split()) for title in titles), default=1)
        for title, width in zip(titles, needed, strict=True):
            table.add_column(title, width=width)
        about = {cut(node.name, head) for node in self._workloads.values()}
        for name, values in rows:
            table.add_row(cell(name, "bold" if name in about else ""), *values)

    def _tone(self, value: str) -> str:
        """The colour in which an answer is read, good or bad."""
        return self.app.theme_variables.get(_TONES.get(value, "foreground"), "")

    def _sign(self, value: str, name: str) -> Text:
        """An answer with its mark, in its colour."""
        bold = "bold " if value in ("red-flag", "no") else ""
        return cell(f"{_SIGNS.get(value, GLYPHS.none)} {name}", f"{bold}{self._tone(value)}")

    def _rows(self, head: int) -> Iterator[tuple[str, list[Text]]]:
        words = self._words.vendors
        all_vetted = list(self._vendors.values())
        for mark, content in words.marks.items():
            yield (
                tr("{mark} (count)", mark=content.name),
                [cell(str(vetted.marks[mark])) for vetted in all_vetted],
            )
        outs = [vetted.vendor.disqualified for vetted in all_vetted]
        if any(outs):
            reasons = [cell(cut(out.reason, _REASON) if out else "", "bold") for out in outs]
            yield tr("Out of the running"), reasons
        flags = (
            cell(assess.flags_words(vetted, marks_beside=True) or "0") for vetted in all_vetted
        )
        yield tr("red flags"), list(flags)
        vendors = [vetted.vendor for vetted in all_vetted]
        for criterion in words.criteria.values():
            marks = [vendor.criterion(criterion.id).mark or "not-asked" for vendor in vendors]
            yield criterion.name, [self._sign(mark, words.marks[mark].name) for mark in marks]
        for flag in words.red_flags.values():
            yield (
                f"{GLYPHS.review} {flag.name}",
                [self._flag(vendor, flag.id) for vendor in vendors],
            )
        ran = (key for vendor in vendors for key in (*vendor.workloads, *vendor.sprints))
        for workload in dict.fromkeys(ran):
            node = self._workloads.get(workload)
            yield cut(node.name if node else workload, head), [cell("") for _ in vendors]
            yield from self._sprints([vendor.sprint_for(workload) for vendor in vendors])
        if any(vendor.sprint != Sprint() for vendor in vendors):
            yield tr("for no workload yet"), [cell("") for _ in vendors]
            yield from self._sprints([vendor.sprint for vendor in vendors])

    def _sprints(self, sprints: Sequence[Sprint]) -> Iterator[tuple[str, list[Text]]]:
        """The sprints of all vendors for one workload, question by question."""
        yield tr("sprint: weeks"), [cell(_text(sprint.weeks)) for sprint in sprints]
        yield tr("sprint: paid"), [self._answer(sprint.paid, sprint, "paid") for sprint in sprints]
        yield (
            tr("sprint: production-like"),
            [
                self._answer(sprint.production_like_data, sprint, "production-like-data")
                for sprint in sprints
            ],
        )
        for output in self._words.vendors.sprint.outputs.values():
            yield (
                tr("sprint: {output}", output=output.name),
                [
                    self._answer(sprint.outputs.get(output.id), sprint, output.id)
                    for sprint in sprints
                ],
            )
        yield tr("sprint: verdict"), [self._verdict(sprint.verdict) for sprint in sprints]
        yield (
            tr("sprint: conditions open"),
            [self._answer(sprint.conditions_open, sprint, "conditions-open") for sprint in sprints],
        )

    def _answer(self, value: str | None, beside: Claimable, claim: str = "answer") -> Text:
        """An answer in the words of the room; nothing while nobody asked.

        What the vendor alone says has the sign of what is to be found out.
        """
        if not value:
            return cell("")
        name = self._words.setup.answers[value].name
        if claim in beside.claimed:
            return self._sign("claimed", name)
        if claim in _BETTER_NOT and value in ("yes", "no"):
            return self._sign("no" if value == "yes" else "yes", name)
        return self._sign(value, name)

    def _flag(self, vendor: Vendor, flag: str) -> Text:
        heard = vendor.flag(flag)
        if heard.answer == "yes":
            return self._sign("red-flag", self._words.vendors.marks["red-flag"].name)
        if heard.answer == "no":  # it was listened for, and not heard: that is good
            claimed = "answer" in heard.claimed
            return self._sign("claimed" if claimed else "yes", self._words.vendors.not_heard)
        return self._answer(heard.answer, heard)

    def _verdict(self, value: str | None) -> Text:
        return cell(self._words.vendors.sprint.verdicts[value].name if value else "")


def _text(value: object) -> str:
    return "" if value is None else str(value)


FORM_FORMATS: Final[dict["FormFormat", str]] = {
    "xlsx": noted("Excel: to fill in, and to be read back by fouraxis vendor-import"),
    "docx": noted("Word: to fill in and to read"),
    "md": noted("Markdown: to fill in and to read"),
}
"""What each format of a form is for."""

_FLAGGED: Final = {("mark", "red-flag"), ("answer", "yes")}
"""What nobody may overlook in a vendor: a red flag raised or heard."""


def name_of(vendor: Vendor) -> str:
    """What a vendor is called in a list; whether it is out of the running is said with it."""
    if vendor.disqualified is None:
        return vendor.name
    return tr("{name} (out)", name=vendor.name)


def _on_two_lines(name: str, width: int) -> Text:
    """The name of a vendor as the head of a column, on a second line where one has no room."""
    first, *more = (line.plain.rstrip() for line in shown_line(name).wrap(width))
    rest = cell(cut(" ".join(more), width), "bold")
    return Text("\n").join((cell(first, "bold"), *([rest] if more else ())))


class VendorHead(Lined):
    """Who a vendor is; of each line what belongs together stays together."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._parts: list[list[Content]] = []

    def show(self, *parts: list[Content]) -> None:
        """Show these lines, each of some parts."""
        self._parts = list(parts)
        self.grow()

    def _lines(self, width: int) -> list[Content]:
        lines = (line for parts in self._parts for line in flowing(parts, width, gap=2))
        return [wrapped.rstrip() for line in lines for wrapped in line.wrap(max(width, 1))]


class VendorsScreen(QuestionScreen):
    """One vendor at a time; the rail lists them all."""

    step = "vendors"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(NEXT, "neighbour(1)", "vendor", key_display="[ ]", id="step.down"),
        Binding("a", "add", "add vendor", id="vendor.add"),
        Binding("e", "rename", "rename", id="vendor.rename"),
        Binding("w", "link", "for which workloads", id="vendor.link"),
        Binding("v", "choose_vendor", "sign with", id="vendor.choose"),
        Binding("o", "place_sprint", "whose sprint", id="vendor.sprint"),
        Binding("c", "compare", "side by side", id="vendor.compare"),
        Binding("d", "disqualify", "disqualify", id="vendor.disqualify"),
        Binding("m", "form", "form", id="vendor.form"),
        Binding("x", "remove", "delete vendor", id="vendor.delete"),
    ]

    def compose_body(self) -> ComposeResult:
        """Who it is, what is counted, then the questions."""
        yield VendorHead(id="ask")
        yield from self.compose_questions()

    @property
    def subject(self) -> str | None:
        """The vendor that is asked about."""
        vendor = self.bench.place.vendor
        return vendor if vendor in self.bench.session.vendors else None

    @property
    def vendor(self) -> Vendor | None:
        """The vendor that is asked about."""
        return self.bench.session.vendors.get(self.subject or "")

    def stops(self) -> tuple[str, tuple[Stop, ...], str | None]:
        """The rail lists vendors here."""
        stops = tuple(
            Stop(key, name_of(vendor), progress_mark(self.bench.progress("vendors", key)))
            for key, vendor in self.bench.session.vendors.items()
        )
        return tr("Vendors"), stops, self.subject

    def go_to_stop(self, stop: str) -> None:
        """Go to what is open first of a vendor; where nothing is, keep the question."""
        vendor = self.bench.session.vendors[stop]
        waiting = None
        if vendor.disqualified is None:
            waiting = questions.first_open(self.bench.session, self.bench.words, stop, ("vendors",))
        item = waiting.item if waiting else self.bench.place.item
        self.workshop.go("vendors", vendor=stop, item=item)

    def rows(self) -> tuple[Row, ...]:
        """Criteria, red flags, a sprint for each workload, each under its heading."""
        session = self.bench.session
        groups = {"mark": tr("Criteria"), "answer": tr("Red flags to listen for")}
        rows: list[Row] = []
        group = None
        for question in self.questions:
            sprint = questions.of_sprint(question)
            key = question.path[2:4] if sprint else question.field
            if key != group:
                group = key
                name = questions.heading_of(session, question) if sprint else groups[question.field]
                item = f"heading:{question.within if sprint else name}"
                rows.append(Row(item=item, label=text.showable_line(name), heading=True))
            row = row_of(session, question)
            flagged = (question.field, row.value) in _FLAGGED
            rows.append(replace(row, noted=False) if sprint else replace(row, alarm=flagged))
        return tuple(rows)

    def show(self) -> None:
        """Show the vendor, or how to add the first one."""
        vendor = self.vendor
        self.table.display = vendor is not None
        self.aside.display = vendor is not None
        if vendor is None:
            nobody = tr("No vendors yet. Press a to add the first one.")
            self.query_one(VendorHead).show([Content.styled(nobody, "$quiet")])
        else:
            self.query_one(VendorHead).show(*self._head(vendor))
        super().show()

    def _head(self, vendor: Vendor) -> list[list[Content]]:
        session = self.bench.session
        vetted = self.bench.assessment.vendors[self.subject or ""]
        names = [
            session.workloads[key].name
            for key in assess.considered_for(session, self.subject or "")
        ]
        counts = [
            Content.styled(count, "$quiet") for count in mark_counts(self.bench.words, vetted)
        ]
        style = "bold $warning" if vetted.standing else "$quiet"
        flags = assess.flags_words(vetted, marks_beside=True)
        raised = [Content.styled(f"{GLYPHS.review} {flags}", style)] if flags else []
        signed = [
            node.name for node in session.workloads.values() if node.chosen_vendor == self.subject
        ]
        names_of = shown_line(", ".join(names))
        considered = (
            filled(tr("considered for {names}"), "$quiet", names=names_of)
            if names
            else Content.styled(tr("considered for no workload yet (w)"), "$quiet")
        )
        who = Content.assemble(shown_line(vendor.name, "bold"), "  ", considered)
        lines = [[who], [*counts, *raised]]
        if signed:
            chosen = filled(tr("chosen for {names}"), "bold", names=shown_line(", ".join(signed)))
            lines.append([Content.assemble(f"{GLYPHS.done} ", chosen)])
        if (out := vendor.disqualified) is not None:
            by = ", ".join(filter(None, (out.by, text.written(out.at.date()) if out.at else "")))
            why_out = f"{out.reason} ({by})" if by else out.reason
            line = filled(tr("Out of the running: {reason}"), reason=shown_line(why_out))
            lines.insert(1, [Content.assemble((f"{GLYPHS.no} ", "bold $error"), line)])
        elif warning := assess.sprint_warning(session, self.bench.words, vetted):
            lines.append([shown_line(f"{GLYPHS.warning} {warning}", "$warning")])
        return lines

    def aside_of(self, question: Question) -> AsideText:
        """The question, what a sprint is, and what is the vendor's word and to be confirmed."""
        aside = super().aside_of(question)
        if questions.of_sprint(question) and not any(option.anchor for option in question.options):
            purpose = " ".join(self.bench.words.vendors.sprint.purpose.split())
            aside = replace(aside, facts=(*aside.facts, purpose))
        if question.field == "answer":  # a red flag: beside a note of the room, the vendor's word
            evidence = questions.at(self.bench.session, (*question.mark_path, "evidence"))
            lines = (tr("The vendor: {text}", text=evidence),) if evidence else ()
            if questions.value(self.bench.session, question) == "yes":
                settles = tr("What answers it goes into the note; without that, nothing is signed.")
                lines = (settles, *lines)
                aside = replace(aside, label=tr("what answers it"))
            aside = replace(aside, question="\n".join((aside.question, *lines)))
        if not questions.is_claimed(self.bench.session, question):
            return aside
        to_do = tr("Claimed by the vendor: y confirms it, any other answer replaces it.")
        return replace(aside, question=f"{GLYPHS.warning} {to_do}\n{aside.question}")

    # -- keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What needs a vendor is offered only where there is one."""
        if action == "place_sprint":
            return self.vendor is not None and self.vendor.sprint != Sprint()
        if action == "choose_vendor":
            return self.vendor is not None and self.vendor.disqualified is None
        if action in ("rename", "link", "compare", "disqualify", "form", "remove"):
            return self.vendor is not None
        return super().check_action(action, parameters)

    def action_add(self) -> None:
        """Add a vendor."""

        def add(name: str | None) -> None:
            if name:
                session, vendor = edit.add_vendor(self.bench.session, name)
                if self.attempt(
                    lambda: self.bench.apply(session, tr("vendor {name} added", name=name))
                ):
                    self.workshop.go("vendors", vendor=vendor)
                    self.table.focus()

        self.app.push_screen(
            dialogs.AskLine(
                tr("New vendor"),
                tr("What is the vendor called?"),
                takes=tr("Nothing changed: it takes a name."),
            ),
            add,
        )

    def action_rename(self) -> None:
        """Give the vendor another name."""
        vendor, subject = self.vendor, self.subject
        if vendor is None or subject is None:
            return

        def rename(name: str | None) -> None:
            if name:
                self.attempt(
                    lambda: self.bench.set(
                        ("vendors", subject, "name"),
                        name,
                        tr("vendor {name} renamed", name=vendor.name),
                    )
                )

        self.app.push_screen(
            dialogs.AskLine(
                tr("Rename vendor"),
                tr("The new name"),
                vendor.name,
                takes=tr("Nothing changed: it takes a name."),
            ),
            rename,
        )

    def action_link(self) -> None:
        """Say for which workloads the vendor is considered."""
        vendor, subject = self.vendor, self.subject
        if vendor is None or subject is None:
            return

        def link(workloads: tuple[str, ...] | None) -> None:
            if workloads is not None:
                changed = edit.consider(self.bench.session, subject, workloads)
                label = tr("workloads of {name}", name=vendor.name)
                self.attempt(lambda: self.bench.apply(changed, label))

        session = self.bench.session
        choices = tuple((key, workload.name) for key, workload in session.workloads.items())
        linked = assess.considered_for(session, subject)
        prompt = (
            tr("Which workloads is it considered for?")
            if choices
            else tr("There are no workloads yet.")
        )
        self.app.push_screen(dialogs.PickMany(vendor.name, prompt, choices, linked), link)

    def action_choose_vendor(self) -> None:
        """Say for which workloads this vendor is the chosen one."""
        vendor, subject = self.vendor, self.subject
        if vendor is None or subject is None:
            return
        nodes = self.bench.session.workloads
        chosen = tuple(key for key, node in nodes.items() if node.chosen_vendor == subject)

        def choose(workloads: tuple[str, ...] | None) -> None:
            if workloads is not None:
                session = edit.choose_vendor(self.bench.session, subject, workloads)
                label = tr("chosen vendor {name}", name=vendor.name)
                self.attempt(lambda: self.bench.apply(session, label))

        choices = tuple((key, node.name) for key, node in nodes.items())
        prompt = tr("For which workloads is it the one that is signed with?")
        self.app.push_screen(dialogs.PickMany(vendor.name, prompt, choices, chosen), choose)

    def action_place_sprint(self) -> None:
        """Say for which workload the sprint was that stands with none."""
        vendor, subject = self.vendor, self.subject
        if vendor is None or subject is None:
            return

        def place(workload: str | None) -> None:
            if workload is not None:
                label = tr("sprint of {name}", name=vendor.name)
                self.attempt(
                    lambda: self.bench.apply(
                        edit.place_sprint(self.bench.session, subject, workload), label
                    )
                )

        choices = tuple(
            (key, node.name)
            for key, node in self.bench.session.workloads.items()
            if key not in vendor.sprints
        )
        self.app.push_screen(
            dialogs.Pick(vendor.name, tr("For which workload was this sprint?"), choices), place
        )

    def action_form(self) -> None:
        """Write a form for the vendor to fill in, beside the session."""
        vendor, subject = self.vendor, self.subject
        if vendor is None or subject is None:
            return

        def write(form_format: str | None) -> None:
            if form_format in FORM_FORMATS:
                self.run_worker(partial(self._write_form, subject, form_format), thread=True)

        folder = path_shown(self.bench.path.parent)
        prompt = tr("A form to fill in before the workshop: a new file in {folder}", folder=folder)
        choices = tuple((key, tr(name)) for key, name in FORM_FORMATS.items())
        self.app.push_screen(dialogs.Pick(vendor.name, prompt, choices), write)

    def _write_form(self, subject: str, form_format: "FormFormat") -> None:
        """Write it, in a thread: session and content are values that nobody changes."""
        from fouraxis.report.formats import NeedsOffice
        from fouraxis.report.vendor_form import save_form

        bench = self.bench
        try:
            path = save_form(
                bench.session, bench.words, subject, form_format, None, beside=bench.path
            )
        except NeedsOffice as fault:
            news = str(fault)
        except OSError as fault:
            news = tr("The form is not written: {why}.", why=reason(fault))
        else:
            news = tr("Written to {path}", path=path_shown(path))
        finally:
            give_memory_back()
        self.app.call_later(bars.say, self.app, news)

    def action_compare(self) -> None:
        """Lay the vendors side by side."""
        vetted = self.bench.assessment.vendors
        self.app.push_screen(Comparison(self.bench.words, vetted, self.bench.session.workloads))

    def key_words(self, action: str) -> str | None:
        """What the footer says of the key that takes a vendor out, once it brings it back."""
        out = action == "disqualify" and self.vendor is not None and self.vendor.disqualified
        return tr("back in the running") if out else super().key_words(action)

    def action_disqualify(self) -> None:
        """Take the vendor out of the running, with a reason; or back into it."""
        from fouraxis.tui.summary.decide import decider, people

        vendor, subject = self.vendor, self.subject
        if vendor is None or subject is None or not self.may_edit():
            return
        if vendor.disqualified is not None:
            label = tr("{name} is in the running again", name=vendor.name)
            session = edit.requalify(self.bench.session, subject)
            self.attempt(lambda: self.bench.apply(session, label))
            return
        title = tr("Disqualify {name}", name=vendor.name)

        def explained(reason: str | None) -> None:
            if not reason:
                return

            def said_by(by: str | None) -> None:
                if by is not None:
                    self._disqualify(subject, reason, by)

            session, about = self.bench.session, tr("Who says so? May stay empty.")
            who = dialogs.PickPerson(title, people(session), about=about, now=decider(session))
            who.goes_on_from(why)
            self.app.push_screen(who, said_by)

        prompt = tr("Why? It stays in the record, with its answers, and is chosen for nothing.")
        why = dialogs.AskLine(title, prompt, takes=tr("Nothing changed: it takes a reason."))
        why.goes_on = True
        self.app.push_screen(why, explained)

    def _disqualify(self, subject: str, reason: str, by: str) -> None:
        name = self.bench.session.vendors[subject].name
        now = datetime.now(UTC)
        self.attempt(
            lambda: self.bench.apply(
                edit.disqualify(self.bench.session, subject, reason, by=by, at=now),
                tr("{name} disqualified", name=name),
            )
        )

    def action_remove(self) -> None:
        """Delete the vendor, after asking; undo brings it back."""
        vendor, subject = self.vendor, self.subject
        if vendor is None or subject is None:
            return

        def remove(sure: bool | None) -> None:
            if sure and self.attempt(
                lambda: self.bench.apply(
                    edit.delete_vendor(self.bench.session, subject),
                    tr("vendor {name} deleted", name=vendor.name),
                )
            ):
                self.workshop.go("vendors")

        self.app.push_screen(
            dialogs.Confirm(
                tr("Delete vendor"),
                tr(
                    "“{name}” goes, with every mark and note on it. u brings it back.",
                    name=vendor.name,
                ),
            ),
            remove,
        )
