"""The programme: what all workloads amount to, statements of work, and vendors considered."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Final, Literal, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from fouraxis.content.language import ntr, tr
from fouraxis.content.models import Content as Words
from fouraxis.content.terms import model_code
from fouraxis.decision.programme import OpenQuestion
from fouraxis.report.summary import tell
from fouraxis.tui.look import (
    GLYPHS,
    PointedList,
    cut,
    cut_content,
    fit,
    flowing,
    model_glyph,
    model_style,
    shown_line,
)
from fouraxis.tui.parts import bars, dialogs
from fouraxis.tui.summary.table import WIDE_FROM, model_name, overtaken
from fouraxis.tui.vendors import mark_counts
from fouraxis.tui.workbench import Workbench
from fouraxis.workshop import assess, matters, statement
from fouraxis.workshop.session import Place, Session

_KNOWN = 240
"""How many cells of one known line are shown; a statement of work is not written here."""


class Fold(NamedTuple):
    """A line that shows or hides the outline of its workload."""

    workload: str


Lead = Place | Fold | None
"""What a line leads to; None for one that is only to be read."""

Line = tuple[Lead, Content]


class Outlines:
    """The outlines of one session, each worked out when it is first looked at."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._clauses: dict[str, tuple[statement.Clause, ...]] = {}

    def of(self, workload: str) -> tuple[statement.Clause, ...]:
        """The clauses for a workload that goes outside."""
        if workload not in self._clauses:
            self._clauses[workload] = statement.outline(
                self._bench.session, self._bench.words, workload
            )
        return self._clauses[workload]


def amounts(bench: Workbench) -> Iterator[Line]:
    """Whether it is a hybrid partnership, and whether each squad has a product owner."""
    words, programme = bench.words.summary.programme, bench.assessment.programme
    if not bench.session.workloads:
        yield (
            Place(step="workloads"),
            Content(tr("No workloads yet. Enter goes where they are added.")),
        )
    elif not programme.outside:
        yield None, Content(words["none-outside"].text)
    else:
        yield None, Content(programme.hybrid_reason or words["one-model"].text)
    unsettled = matters.matters(bench.session, bench.words)
    lacking = next((matter for matter in unsettled if matter.kind == "squads"), None)
    if lacking:
        place = matters.place_of(bench.session, bench.words, "squads", lacking.spots[0])
        for warning in programme.warnings:
            yield place, Content.assemble((f"{GLYPHS.warning} ", "bold $warning"), warning)
    elif programme.squads:
        yield None, Content.styled(words["squads-owned"].text, "$quiet")


def streams(
    bench: Workbench, outlines: Outlines, unfolded: str | None, width: int
) -> Iterator[Line]:
    """The workstreams by engagement model, and the clauses of the one that is unfolded."""
    yield from amounts(bench)
    for model, ids in statement.workstreams(bench.session, bench.words).items():
        yield None, Content.assemble("\n", model_name(bench.words, model, "bold"))
        for workload in ids:
            clauses = outlines.of(workload)
            yield Fold(workload), _stream(bench, workload, clauses, workload == unfolded, width)
            if workload == unfolded:
                for clause in clauses:
                    yield clause.place, _clause(bench.words, clause, width)


def _stream(
    bench: Workbench, workload: str, clauses: Iterable[statement.Clause], unfolded: bool, width: int
) -> Content:
    """A workload, and how many clauses still miss something."""
    mark = GLYPHS.down if unfolded else GLYPHS.chosen_left
    still = sum(bool(clause.open) for clause in clauses)
    open_ = ntr(still, "{count} clause open", "{count} clauses open") if still else tr("all known")
    style = "$warning" if still else "$success"
    loud = overtaken(bench.words, bench.assessed(workload))
    room = max(width - len(open_) - loud.cell_length - 4, 10)
    name = cut(bench.session.workloads[workload].name, room)
    return Content.assemble((f"{mark} ", "$accent"), (name, "bold"), loud, (f"  {open_}", style))


def _clause(words: Words, clause: statement.Clause, width: int) -> Content:
    """A clause: how far it is, what belongs there, and what is known."""
    room = max(width - 7, 20)
    if clause.left_out:
        head = Content.assemble(
            (f"    {GLYPHS.none} {clause.name}  ", "$quiet"),
            (words.summary.programme["left-out"].text, "$quiet"),
        )
        return cut_content(head, width)
    sign = (GLYPHS.warning, "bold $warning") if clause.open else (GLYPHS.done, "$success")
    still = f"  {tr('{count} open', count=clause.open)}" if clause.open else ""
    head = Content.assemble(
        "    ",
        sign,
        (f" {clause.name}", "bold"),
        (still, "$warning"),
    )
    lines = flowing((head, Content.styled(clause.text, "$quiet")), width, gap=2)
    if len(lines) > 1:  # what belongs there goes on below
        below = lines.pop().wrap(room)
        lines += [Content.assemble("      ", part) for part in below]
    for fact in clause.lines:
        label = f"{fact.label}: " if fact.label else ""
        text = Content.assemble(shown_line(label, "$quiet"), shown_line(cut(fact.text, _KNOWN)))
        lines += [Content.assemble("      ", part) for part in text.wrap(room)]
    if clause.missing:
        names = tr("missing: {names}", names=", ".join(clause.missing))
        wrapped = shown_line(names, "$warning").wrap(room)
        lines += [Content.assemble("      ", part) for part in wrapped]
    return Content("\n").join(lines)


def vendors(bench: Workbench, width: int) -> Iterator[Line]:
    """How many workloads nobody is considered for, the vendors counted, then who for what."""
    words = bench.words.summary.programme
    shortlisted = statement.shortlist(bench.session, bench.words)
    if shortlisted is None:
        yield Place(step="setup"), Content.styled(words["left-out"].text, "$quiet")
        return
    if shortlisted.nobody:
        place = Place(step="vendors", workload=shortlisted.nobody[0])
        loud = (f" {GLYPHS.warning} {len(shortlisted.nobody)} ", "bold reverse $error")
        yield place, Content.assemble(loud, f" {words['no-vendor'].text.rstrip(':')}")
    if not shortlisted.vendors:
        more = tr("Enter goes where they are added.")
        yield Place(step="vendors"), Content(f"{words['no-vendors'].text} {more}")
    for number, (key, vetted) in enumerate(shortlisted.vendors.items(), 1):
        first = next(iter(vetted.standing), None)
        place = Place(step="vendors", vendor=key, item=first)
        yield place, _vendor(bench.words, number, vetted, width)
    yield from _considered(bench, shortlisted, width)


def _vendor(words: Words, number: int, vetted: assess.Vetted, width: int) -> Content:
    """A vendor in two lines: its name and how its sprints ended, then what was counted."""
    given = set(statement.verdicts(vetted).values()) or {"not-run"}
    names = (each.name for key, each in words.vendors.sprint.verdicts.items() if key in given)
    ended = tr("Sprint: {verdict}", verdict=", ".join(names))
    if (out := vetted.vendor.disqualified) is not None:
        ended = tr("Out of the running: {reason}", reason=out.reason)
    counts = "  ".join(mark_counts(words, vetted))
    flags = assess.flags_words(vetted, marks_beside=True) or tr("{count} heard", count=0)
    name = cut(vetted.vendor.name, max(width - Content(ended).cell_length - 8, width // 3, 10))
    first = Content.assemble(
        (f"{number:>3} ", "$accent"), (name, "bold"), shown_line(f"  {ended}", "$quiet")
    )
    second = Content.assemble(
        (f"    {counts}  ", "$quiet"),
        (
            f"{GLYPHS.review} {flags}",
            "bold $error" if vetted.standing else "$quiet",
        ),
    )
    lines = (cut_content(line, width) for line in (first, second))
    return Content("\n").join(lines)


def _considered(bench: Workbench, shortlisted: statement.Shortlist, width: int) -> Iterator[Line]:
    """A row for each workload, a column for each vendor, as many as there is room for.

    Workloads that nobody is considered for come first.
    """
    if not shortlisted.workloads:
        return
    cell = len(str(len(shortlisted.vendors))) + 1
    name = min(max(width // 2, 20), 44)
    keys = list(shortlisted.vendors)[: max((width - name - 8) // cell, 1)]
    heads = "".join(str(number).rjust(cell) for number in range(1, len(keys) + 1))
    title = fit(Content(tr("Considered for")), name)
    yield None, Content.assemble("\n", Content.assemble(title, heads).stylize("bold $accent"))
    inside = False
    for candidates in sorted(
        shortlisted.workloads, key=lambda candidates: bool(candidates.vendors)
    ):
        if not candidates.outside and not inside:
            inside = True
            text = tr("Not going outside, and considered all the same")
            yield None, Content.styled(text, "$quiet")
        first = candidates.vendors[0] if candidates.vendors else None
        place = Place(step="vendors", workload=candidates.workload, vendor=first)
        yield place, _row(bench, candidates, keys, name, cell)


def _row(
    bench: Workbench, candidates: statement.Candidates, keys: list[str], name: int, cell: int
) -> Content:
    """A workload with the mark of the model that holds, and a mark for each vendor considered."""
    assessed = bench.assessed(candidates.workload)
    decision = assessed.workload.decision
    model = decision.model if decision else assessed.recommendation.lead
    sign = (model_glyph(model), model_style(model)) if model else ("?", "$warning")
    title = Content.assemble(sign, " ", shown_line(cut(assessed.workload.name, name - 3)))
    marks = "".join(
        (GLYPHS.done if key in candidates.vendors else GLYPHS.none).rjust(cell) for key in keys
    )
    more = sum(key not in keys for key in candidates.vendors)
    return Content.assemble(
        fit(title, name),
        marks,
        (f"  +{more}" if more else "", "$quiet"),
        "" if candidates.vendors else "  ",
        "" if candidates.vendors else (f" {GLYPHS.warning} ", "bold reverse $error"),
        overtaken(bench.words, assessed),
    )


_ALARMS: Final = {"outdated", "level-again", "red-flags"}
_LEAST_NAME: Final = 28
"""The cells that a name has at least, whatever else stands on its line."""
_BETWEEN_NAMES, _AFTER_NAMES = 3, 10
"""Cells for a count and what parts two names, and for how many more there are."""
_NAMES: Final = 3
"""How many places a line names before it says how many more there are."""

ProgrammeLine = matters.Matter | OpenQuestion | None
"""What a line leads to; None for one that is only to be read."""


def subject_name(session: Session, spot: matters.Spot) -> str:
    """The name of the workload or vendor at a spot."""
    if spot.group == "contract":
        return tr("all workloads")
    if spot.group == "vendors":
        return session.vendors[spot.subject].name
    return session.workloads[spot.subject].name


class ProgrammeList(OptionList):
    """Arrows move over what leads somewhere, Enter or a click goes there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "go there", key_display="Enter", id="summary.settle"),
    ]

    @dataclass
    class Wanted(Message):
        """This matter or question is to be settled."""

        line: matters.Matter | OpenQuestion

    def __init__(self, words: Words, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self.border_title = Content(tr("Programme"))
        self._words = words
        self._leads: list[ProgrammeLine] = []
        self._shown: tuple[Session, assess.Assessment, int] | None = None

    def show(self, session: Session, assessment: assess.Assessment) -> bool:
        """Show what this amounts to, the cursor staying on its line; whether that is another."""
        shown = (session, assessment, self.scrollable_content_region.width)
        if self._shown is not None and self._shown[1:] == shown[1:]:
            return False
        self._shown = shown
        kept = self.highlighted
        drawn = list(self._draw(session, assessment))
        self._leads = [line for line, _ in drawn]
        self.set_options(Option(text, disabled=line is None) for line, text in drawn)
        if kept is not None and kept < len(drawn) and self._leads[kept] is not None:
            self.highlighted = kept
        return True

    def lay_out(self) -> bool:
        """Cut the lines anew, if they have another width than those that are shown."""
        return self._shown is not None and self.show(*self._shown[:2])

    def _draw(
        self, session: Session, assessment: assess.Assessment
    ) -> Iterator[tuple[ProgrammeLine, Content]]:
        if session.workloads:
            yield from ((None, text) for text in self._amounts(session, assessment))
        for matter in matters.matters(session, self._words):
            yield matter, self._one_line(self._matter(session, matter))
        for question in assessment.programme.questions:
            yield question, self._one_line(self._question(session, question))
        notice = " ".join(self._words.home.standing.split())
        yield None, Content.styled(notice, "$quiet")

    def _one_line(self, text: Content) -> Content:
        return cut_content(text, max(self.scrollable_content_region.width, 20))

    def _amounts(self, session: Session, assessment: assess.Assessment) -> Iterator[Content]:
        """How many under which model, how many can be signed, and whether it is a hybrid."""
        words, programme = self._words, assessment.programme
        wide = self.scrollable_content_region.width >= WIDE_FROM
        models = [
            Content.styled(
                f"{model_glyph(model)} "
                f"{words.matrix.models[model].short if wide else model_code(model)} "
                f"{len(ids)}",
                model_style(model),
            )
            for model, ids in programme.models.items()
        ]
        if programme.open:
            unknown = f"? {tell(words, 'no-model')} {len(programme.open)}"
            models.append(Content.styled(unknown, "$warning"))
        signed, outside = matters.ready(session, words)
        if outside:
            models.append(Content.styled(tell(words, "ready", ready=signed, outside=outside)))
        yield Content("   ").join(models)
        if programme.hybrid_reason:
            yield Content(programme.hybrid_reason)
        elif programme.outside:
            yield Content(words.summary.programme["one-model"].text)
        else:
            yield Content(tell(words, "none-outside"))

    def _matter(self, session: Session, matter: matters.Matter) -> Content:
        alarm = matter.kind in _ALARMS
        about = f"  {self._words.summary.matters[matter.kind].called(matter.total)}  "
        spots = matter.spots[:_NAMES]
        room = self._room_for_a_name(len(about) + 4, len(spots))
        names = [
            cut(subject_name(session, spot), room) + (f" {spot.count}" if spot.count > 1 else "")
            for spot in spots
        ]
        return Content.assemble(
            (f"{matter.total:>4}", "bold reverse $error" if alarm else "bold $accent"),
            about,
            (self._where(names, len(matter.spots)), "$quiet"),
        )

    def _room_for_a_name(self, taken: int, names: int) -> int:
        """As many cells as each of the names has where so many are taken by something else."""
        after = _AFTER_NAMES if names == _NAMES else 0
        free = self.scrollable_content_region.width - taken - after
        return max(free // max(names, 1) - _BETWEEN_NAMES, _LEAST_NAME)

    def _where(self, names: list[str], places: int) -> str:
        """The first places by name, and how many more there are."""
        more = places - len(names)
        return "; ".join([*names, tell(self._words, "more", count=more)] if more else names)

    def _question(self, session: Session, question: OpenQuestion) -> Content:
        decides = len(question.workloads)
        room = self._room_for_a_name(cell_len(question.text) + 20, min(decides, _NAMES))
        names = [cut(session.workloads[key].name, room) for key in question.workloads[:_NAMES]]
        return Content.assemble(
            (f"{decides:>4}", "bold $accent"),
            f"  {tell(self._words, 'decides')}: ",
            (question.text, "bold"),
            "  ",
            (self._where(names, decides), "$quiet"),
        )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click goes there."""
        event.stop()
        line = self._leads[event.option_index]
        if line is not None:
            self.post_message(self.Wanted(line))


def pick_line(session: Session, spot: matters.Spot) -> str:
    """A spot as a line to pick from a list."""
    name = cut(subject_name(session, spot), 60)
    return shown_line(f"{name}  ({spot.count})" if spot.count > 1 else name).plain


Part = Literal["workstreams", "vendors"]

_OTHER: Final[dict[Part, Part]] = {"workstreams": "vendors", "vendors": "workstreams"}


class ProgrammeDialog(dialogs.Dialog[Place | None]):
    """Two parts to read and to leave from; closed, it says where the room wants to go.

    One outline is unfolded at a time, first that of the workload where the room is.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,p", "dismiss(None)", "back to the table", key_display="Esc"),
        Binding("tab", "other", "workstreams or vendors", key_display="Tab", id="programme.tab"),
    ]

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self.bench = bench
        self._outlines = Outlines(bench)
        self._part: Part = "workstreams"
        self._leads: list[Lead] = []
        here, outside = bench.place.workload, bench.assessment.programme.outside
        self._unfolded = here if here in outside else next(iter(outside), None)

    def compose(self) -> ComposeResult:
        """The two parts, what the one in front says, and the keys."""
        with Vertical(classes="dialog", id="programme-page") as box:
            box.border_title = shown_line(tr("Programme"))
            yield bars.TabsLine(id="programme-parts")
            yield PointedList(id="programme-lines", markup=False)
        yield bars.KeyBar()

    def on_mount(self) -> None:
        """Stand at the workload where the room is."""
        self.query_one(PointedList).focus()

    def on_session_changed(self, _: bars.SessionChanged) -> None:
        """Show the session as it is now."""
        self._outlines = Outlines(self.bench)
        self._show()

    def on_resize(self, _: events.Resize) -> None:
        """Lay the lines out anew for another width."""
        self.call_after_refresh(self._show)

    def _show(self, at: Lead = None, *, top: bool = False) -> None:
        """Show the part in front, with the cursor at what leads there, else where it was."""
        lines = self.query_one(PointedList)
        names = {"workstreams": tr("Workstreams"), "vendors": tr("Vendors")}
        tabs = tuple(bars.Tab(key, name) for key, name in names.items())
        self.query_one(bars.TabsLine).show(tabs, self._part)
        width = max(lines.scrollable_content_region.width, 20)
        if self._part == "vendors":
            drawn = list(vendors(self.bench, width))
        else:
            drawn = list(streams(self.bench, self._outlines, self._unfolded, width))
        kept = lines.highlighted
        self._leads = [lead for lead, _ in drawn]
        lines.set_options(Option(text, disabled=lead is None) for lead, text in drawn)
        if at is None and kept is None and self._unfolded:
            at = Fold(self._unfolded)
        if at in self._leads and at is not None:
            lines.highlighted = self._leads.index(at)
        elif kept is not None and kept < len(drawn) and self._leads[kept] is not None:
            lines.highlighted = kept
        else:
            lines.action_first()
        if top:
            self.call_after_refresh(lines.scroll_to_highlight, True)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Unfold an outline or fold it up; anything else leads away from here."""
        event.stop()
        lead = self._leads[event.option_index]
        if isinstance(lead, Fold):
            self._unfolded = None if self._unfolded == lead.workload else lead.workload
            self._show(lead, top=self._unfolded is not None)
        elif lead is not None:
            self.dismiss(lead)

    def on_tabs_line_picked(self, event: bars.TabsLine.Picked) -> None:
        """A click on a part shows it."""
        if event.key != self._part:
            self.action_other()

    def action_other(self) -> None:
        """Show the other part, from its beginning."""
        self._part = _OTHER[self._part]
        lines = self.query_one(PointedList)
        lines.highlighted = None
        self._show(Fold(self._unfolded) if self._unfolded else None)
