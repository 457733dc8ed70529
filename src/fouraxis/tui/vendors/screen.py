"""Vendors: criteria with evidence, red flags, the calibration sprint; any number, side by side."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from fouraxis.content.language import noted, tr
from fouraxis.store.faults import reason
from fouraxis.tui.keys import NEXT
from fouraxis.tui.look import GLYPHS, Paragraph, filled, path_shown, shown_line
from fouraxis.tui.notice import say
from fouraxis.tui.parts.bars import Stop
from fouraxis.tui.questions.aside import AsideText, Meaning
from fouraxis.tui.questions.screen import QuestionScreen, row_of
from fouraxis.tui.questions.table import Row
from fouraxis.tui.step import progress_mark
from fouraxis.tui.vendors.comparison import Comparison, mark_counts
from fouraxis.workshop import edit, questions
from fouraxis.workshop.dates import written
from fouraxis.workshop.question import Question
from fouraxis.workshop.questions import heading_of, of_sprint
from fouraxis.workshop.session import Sprint, Vendor
from fouraxis.workshop.text import showable_line

if TYPE_CHECKING:
    from fouraxis.report.vendor_form import FormFormat


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


class VendorsScreen(QuestionScreen):
    """One vendor at a time; the rail lists them all."""

    step = "vendors"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(NEXT, "neighbour(1)", "vendor", key_display="[ ]", id="step.down"),
        Binding("a", "add", "add vendor", id="vendor.add"),
        Binding("e", "rename", "rename", id="vendor.rename"),
        Binding("w", "link", "for which workloads", id="vendor.link"),
        Binding("v", "choose_vendor", "choose", id="vendor.choose"),
        Binding("y", "confirm", "confirm", id="vendor.confirm"),
        Binding("o", "place_sprint", "whose sprint", id="vendor.sprint"),
        Binding("c", "compare", "side by side", id="vendor.compare"),
        Binding("d", "disqualify", "disqualify", id="vendor.disqualify"),
        Binding("m", "form", "form", id="vendor.form"),
        Binding("x", "remove", "delete vendor", id="vendor.delete"),
    ]

    def compose_body(self) -> ComposeResult:
        """Who it is, what is counted, then the questions."""
        yield Paragraph(id="ask")
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
        """Go to a vendor, at the question where the room is."""
        self.workshop.go("vendors", vendor=stop, item=self.bench.place.item)

    def rows(self) -> tuple[Row, ...]:
        """Criteria, red flags, a sprint for each workload, each under its heading."""
        session = self.bench.session
        groups = {"mark": tr("Criteria"), "answer": tr("Red flags to listen for")}
        rows: list[Row] = []
        group = None
        for question in self.questions:
            sprint = of_sprint(question)
            key = question.path[2:4] if sprint else question.field
            if key != group:
                group = key
                name = heading_of(session, question) if sprint else groups[question.field]
                item = f"heading:{question.within if sprint else name}"
                rows.append(Row(item=item, label=showable_line(name), heading=True))
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
            self.query_one("#ask", Paragraph).update(
                Content.styled(tr("No vendors yet. Press a to add the first one."), "$quiet")
            )
        else:
            self.query_one("#ask", Paragraph).update(self._head(vendor))
        super().show()

    def _head(self, vendor: Vendor) -> Content:
        session = self.bench.session
        vetted = self.bench.assessment.vendors[self.subject or ""]
        names = [
            session.workloads[key].name for key in vendor.workloads if key in session.workloads
        ]
        counts = "  ".join(mark_counts(self.bench.words, vetted))
        flags = len(vetted.red_flags)
        flagged = tr("{count} raised", count=flags)
        signed = [
            node.name for node in session.workloads.values() if node.chosen_vendor == self.subject
        ]
        lines = [
            Content.assemble(
                shown_line(vendor.name, "bold"),
                "  ",
                filled(tr("considered for {names}"), "$quiet", names=shown_line(", ".join(names)))
                if names
                else (tr("considered for no workload yet (w)"), "$quiet"),
            ),
            Content.assemble(
                (counts, "$quiet"),
                (f"   {GLYPHS.review} {flagged}" if flags else "", "bold $warning"),
            ),
        ]
        if signed:
            chosen = filled(tr("chosen for {names}"), "bold", names=shown_line(", ".join(signed)))
            lines.append(Content.assemble(f"{GLYPHS.done} ", chosen))
        if (out := vendor.disqualified) is not None:
            who = ", ".join(filter(None, (out.by, written(out.at.date()) if out.at else "")))
            why_out = f"{out.reason} ({who})" if who else out.reason
            line = filled(tr("Out of the running: {reason}"), reason=shown_line(why_out))
            lines.insert(1, Content.assemble((f"{GLYPHS.unsaved} ", "bold $error"), line))
        elif vetted.sprint_warning:
            lines.append(Content.styled(f"{GLYPHS.warning} {vetted.sprint_warning}", "$warning"))
        return Content("\n").join(lines)

    def meanings(self, question: Question, value: Any) -> tuple[Meaning, ...]:
        """What each mark means here; for the sprint, what it is."""
        if of_sprint(question) and not any(option.anchor for option in question.options):
            return (Meaning("", "", " ".join(self.bench.words.vendors.sprint.purpose.split())),)
        return super().meanings(question, value)

    def aside_of(self, question: Question) -> AsideText:
        """The question; where the vendor alone says so, that it is to be confirmed."""
        aside = super().aside_of(question)
        if question.field == "answer":  # a red flag: beside a note of the room, the vendor's word
            evidence = questions.at(self.bench.session, (*question.mark_path, "evidence"))
            lines = (tr("The vendor: {text}", text=evidence),) if evidence else ()
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
        if action == "confirm":
            row = self.table.current if self.is_mounted else None
            return row is not None and row.claimed
        if action == "choose_vendor":
            return self.vendor is not None and self.vendor.disqualified is None
        if action in ("rename", "link", "compare", "disqualify", "form", "remove"):
            return self.vendor is not None
        return super().check_action(action, parameters)

    def action_add(self) -> None:
        """Add a vendor."""
        from fouraxis.tui.parts.dialogs import AskLine

        def add(name: str | None) -> None:
            if name:
                session, vendor = edit.add_vendor(self.bench.session, name)
                if self.attempt(
                    lambda: self.bench.apply(session, tr("vendor {name} added", name=name))
                ):
                    self.workshop.go("vendors", vendor=vendor)
                    self.table.focus()

        self.app.push_screen(AskLine(tr("New vendor"), tr("What is the vendor called?")), add)

    def action_rename(self) -> None:
        """Give the vendor another name."""
        from fouraxis.tui.parts.dialogs import AskLine

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

        self.app.push_screen(AskLine(tr("Rename vendor"), tr("The new name"), vendor.name), rename)

    def action_link(self) -> None:
        """Say for which workloads the vendor is considered."""
        from fouraxis.tui.parts.dialogs import PickMany

        vendor, subject = self.vendor, self.subject
        if vendor is None or subject is None:
            return

        def link(workloads: tuple[str, ...] | None) -> None:
            if workloads is not None:
                self.attempt(
                    lambda: self.bench.set(
                        ("vendors", subject, "workloads"),
                        workloads,
                        tr("workloads of {name}", name=vendor.name),
                    )
                )

        session = self.bench.session
        choices = tuple((key, workload.name) for key, workload in session.workloads.items())
        prompt = (
            tr("Which workloads is it considered for?")
            if choices
            else tr("There are no workloads yet.")
        )
        self.app.push_screen(PickMany(vendor.name, prompt, choices, vendor.workloads), link)

    def action_choose_vendor(self) -> None:
        """Say for which workloads this vendor is the chosen one."""
        from fouraxis.tui.parts.dialogs import PickMany

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
        self.app.push_screen(PickMany(vendor.name, prompt, choices, chosen), choose)

    def action_confirm(self) -> None:
        """Take what the vendor claims for an answer of the room."""
        question = self.question(self.table.item)
        if question is not None:
            label = tr("{question} confirmed", question=question.name)
            self.attempt(
                lambda: self.bench.apply(questions.confirm(self.bench.session, question), label)
            )
            self.arrive()

    def action_place_sprint(self) -> None:
        """Say for which workload the sprint was that stands with none."""
        from fouraxis.tui.parts.dialogs import Pick

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
            Pick(vendor.name, tr("For which workload was this sprint?"), choices), place
        )

    def action_form(self) -> None:
        """Write a form for the vendor to fill in, beside the session."""
        from fouraxis.tui.parts.dialogs import Pick

        vendor, subject = self.vendor, self.subject
        if vendor is None or subject is None:
            return

        def write(form_format: str | None) -> None:
            if form_format in FORM_FORMATS:
                self.run_worker(partial(self._write_form, subject, form_format), thread=True)

        folder = path_shown(self.bench.path.parent)
        prompt = tr("A form to fill in before the workshop: a new file in {folder}", folder=folder)
        choices = tuple((key, tr(name)) for key, name in FORM_FORMATS.items())
        self.app.push_screen(Pick(vendor.name, prompt, choices), write)

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
        self.app.call_from_thread(say, self.app, news)

    def action_compare(self) -> None:
        """Lay the vendors side by side."""
        vetted = self.bench.assessment.vendors
        self.app.push_screen(Comparison(self.bench.words, vetted, self.bench.session.workloads))

    def key_words(self, action: str) -> str | None:
        """What the footer says of the key that takes a vendor out, once it brings it back."""
        out = action == "disqualify" and self.vendor is not None and self.vendor.disqualified
        return tr("back in the running") if out else None

    def action_disqualify(self) -> None:
        """Take the vendor out of the running, with a reason; or back into it."""
        from fouraxis.tui.parts.dialogs import AskLine
        from fouraxis.tui.summary.decide import decider

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
            if reason == "":
                say(self.app, tr("Nothing changed: it takes a reason."))
            if not reason:
                return

            def said_by(by: str | None) -> None:
                if by is not None:
                    self._disqualify(subject, reason, by)

            who = AskLine(title, tr("Who says so? May stay empty."), decider(self.bench.session))
            who.goes_on_from(why)
            self.app.push_screen(who, said_by)

        prompt = tr("Why? It stays in the record, with its answers, and is chosen for nothing.")
        why = AskLine(title, prompt)
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
        from fouraxis.tui.parts.dialogs import Confirm

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
            Confirm(
                tr("Delete vendor"),
                tr(
                    "“{name}” goes, with every mark and note on it. u brings it back.",
                    name=vendor.name,
                ),
            ),
            remove,
        )
