"""The summary: where every workload lands, what was decided, what is open, and its export."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Resize
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from fouraxis.content.language import noted, ntr, tr
from fouraxis.content.models import Content as Words
from fouraxis.content.terms import AXES, LEVELS
from fouraxis.decision.programme import OpenQuestion
from fouraxis.disk.system import give_memory_back
from fouraxis.report import composition, formats, summary
from fouraxis.store import delivery, faults
from fouraxis.tui.look import (
    PLAIN,
    STRICT,
    Paragraph,
    Reading,
    cut,
    path_shown,
    shown_line,
)
from fouraxis.tui.parts import bars, dialogs
from fouraxis.tui.step import ROOMY, StepScreen
from fouraxis.tui.summary.decide import KEYS, Deciding
from fouraxis.tui.summary.detail import detail
from fouraxis.tui.summary.map import ALL, PlacementMap
from fouraxis.tui.summary.programme import ProgrammeDialog, ProgrammeList, pick_line
from fouraxis.tui.summary.reasons import Onward, ReasoningDialog
from fouraxis.tui.summary.table import (
    FRAGILE,
    LOUD,
    SummaryTable,
    head_line,
)
from fouraxis.tui.workbench import Walk, Workbench, where_kept
from fouraxis.workshop import assess, carry, matters, standing
from fouraxis.workshop.session import Place

_CELLS: Final = 40
_FULL, _EMPTY = ("#", ".") if PLAIN else ("━", "─")


class Writing(dialogs.Dialog[None]):
    """A bar that fills. Esc goes on working; the report is written all the same.

    The thread that writes tells it how far it is.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape", "dismiss(None)", "go on meanwhile", key_display="Esc", id="writing.meanwhile"
        ),
    ]

    class Went(Message):
        """The writing has gone on, or has ended."""

        def can_replace(self, message: Message) -> bool:
            """Only how far it is now counts."""
            return isinstance(message, Writing.Went)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._file = name
        self._done = 0.0
        self.finished = False

    def compose(self) -> ComposeResult:
        """The file's name and the bar."""
        with Vertical(classes="dialog") as box:
            box.border_title = shown_line(tr("Writing the report"))
            yield Static(shown_line(self._file))
            yield Paragraph(id="bar")
            yield bars.KeyBar()

    def on_mount(self) -> None:
        """Show how far it is; it may have ended before this is there."""
        self.on_writing_went()

    def tell(self, done: float) -> None:
        """How much is done, from 0 to 1; any thread may say so."""
        self._done = done
        if self.is_running:
            self.post_message(self.Went())

    def end(self) -> None:
        """It is written, or cannot be; any thread may say so."""
        self.finished = True
        self.tell(1.0)

    def on_writing_went(self) -> None:
        """Show it, or close where there is nothing more to wait for."""
        if self.finished:
            if self.is_current:
                self.dismiss(None)
            return
        full = round(self._done * _CELLS)
        bar = Content.assemble(
            (_FULL * full, "$accent"),
            (_EMPTY * (_CELLS - full), "$faint"),
            f" {self._done:4.0%}",
        )
        self.query_one("#bar", Paragraph).update(bar)


FORMATS: Final[dict[formats.ReportFormat, str]] = {
    "docx": noted("Word: everything, to edit and to hand over"),
    "html": noted("Web page: everything, to read and to print"),
    "markdown": noted("Markdown: everything, for a wiki or a repository"),
    "csv": noted("CSV: workloads, and every answer"),
    "xlsx": noted("Excel: workloads, answers, vendors, risks, contract, actions"),
    "json": noted("JSON: everything, for programs"),
    "svg": noted("Pictures (SVG): map, mix, vendors, ownership"),
    "png": noted("Pictures (PNG): the same"),
}
"""What each format is for."""

CLEAN, FOR_VENDORS = "clean", "vendors"
"""Reports for readers outside: all without names and notes; or only what vendors are asked for."""

WAIT: Final = 0.4
"""After this many seconds it is shown how far the writing is; most reports are done by then."""


@dataclass
class Exported(Message):
    """The report is in the file at `path`; where there is none, `fault` says why."""

    path: Path | None
    fault: str = ""


class Exporting:
    """Writes reports of a session, and tells the screen with an `Exported` message."""

    def __init__(self, screen: Screen[Any], bench: Workbench) -> None:
        self._screen = screen
        self._bench = bench

    def ask(self) -> None:
        """Let the room pick a format, then write it."""
        choices = [(form, _named(form, name)) for form, name in FORMATS.items()]
        usual = _usual().upper()
        clean = tr("For readers outside: without names and notes ({format})", format=usual)
        vendors = tr("For vendors: what they are asked, and nothing else ({format})", format=usual)
        folder = path_shown(self._bench.path.parent)
        prompt = tr("A new file in {folder}", folder=folder)
        outside = ((CLEAN, clean), (FOR_VENDORS, vendors))
        dialog = dialogs.Pick(tr("Export"), prompt, (*choices, *outside))
        self._screen.app.push_screen(dialog, self._write)

    def _write(self, picked: str | None) -> None:
        forms: dict[str, formats.ReportFormat] = {form: form for form in FORMATS} | {
            CLEAN: _usual(),
            FOR_VENDORS: _usual(),
        }
        if picked not in forms:
            return
        form = forms[picked]
        path = formats.unused(
            self._bench.path, "" if form in formats.FOLDERS else f".{formats.SUFFIXES[form]}"
        )
        writing = Writing(path.name)
        options = composition.Options(
            clean=picked in (CLEAN, FOR_VENDORS),
            audience="vendor" if picked == FOR_VENDORS else None,
        )
        self._screen.set_timer(WAIT, partial(self._show, writing))
        task = partial(self._to_disk, form, path, options, writing)
        self._screen.run_worker(task, thread=True)

    def _show(self, writing: Writing) -> None:
        if not writing.finished:
            self._screen.app.push_screen(writing)

    def _to_disk(
        self, form: formats.ReportFormat, path: Path, options: composition.Options, writing: Writing
    ) -> None:
        """Write the report, in a thread: session and content are values that nobody changes."""
        session, words = self._bench.session, self._bench.words
        try:
            written = formats.write(
                session, words, form, path, options=options, progress=writing.tell
            )
        except (formats.NeedsOffice, composition.LogoError) as fault:
            news = Exported(None, str(fault))
        except OSError as fault:
            state = self._bench.state  # the same disk may have no room for the session either
            safe = tr("The session itself is safe.")
            kept = where_kept(state) if isinstance(state, delivery.NotSaved) else safe
            why = tr(
                "{path}: the report is not written: {why}. {kept}",
                path=path,
                why=faults.reason(fault),
                kept=kept,
            )
            news = Exported(None, why)
        else:
            report = path if form in formats.FOLDERS else written[0]
            nothing = tr("There is nothing to draw yet.")
            news = Exported(report) if written else Exported(None, nothing)
        finally:
            give_memory_back()
            writing.end()
        self._screen.post_message(news)


def _usual() -> formats.ReportFormat:
    """Word, or the web page where Word cannot be written here."""
    return "html" if formats.missing("docx") else "docx"


def _named(form: formats.ReportFormat, name: str) -> str:
    text = tr(name)
    return tr("{format} (needs fouraxis[office])", format=text) if formats.missing(form) else text


_HIGH = 40
"""Lines of a screen from which on there is room for all reasons of a row."""


def how_far(
    words: Words,
    rows: Sequence[assess.Assessed],
    *,
    narrow: bool,
    parked: int = 0,
    unready: int = 0,
    carried: int = 0,
    checked: bool = False,
) -> Content:
    """How many workloads are how far; what is to be looked at again is loud.

    Behind that, how many questions are parked, and how many workloads are not ready to sign; what
    the figures of the checks before signing mean, where the table has them (`checked`).
    """
    statuses = words.summary.statuses
    total = ntr(len(rows), "{count} workload", "{count} workloads")
    parts = [Content.styled(total, "bold")]
    for status in ("final", "to-confirm", "provisional", "not-placed"):
        count = sum(row.status == status for row in rows)
        if count:
            style = "" if status == "final" else "$warning"
            parts.append(Content.styled(f"{count} {statuses[status].name}", style))
    again = {
        statuses["level-again"].name: sum(bool(row.contradictions) for row in rows),
        words.summary.decisions["outdated"].name: sum(
            row.decision_state == "outdated" for row in rows
        ),
    }
    parts += [
        Content.styled(f"{count} {name.upper()}", LOUD) for name, count in again.items() if count
    ]
    if fragile := sum(bool(row.fragile) for row in rows):
        text = tr("{count} fragile {mark}", count=fragile, mark=FRAGILE)
        parts.append(Content.styled(text, "$warning"))
    if parked:
        parts.append(Content.styled(tr("{count} parked", count=parked), "$warning"))
    if carried:
        parts.append(Content.styled(tr("{count} carried", count=carried), "$warning"))
    if unready:
        parts.append(Content.styled(tr("{count} not ready to sign", count=unready), "$warning"))
    if not narrow and any(row.recommendation.strict_governance for row in rows):
        strict = tr("{mark} = strict governance", mark=STRICT)
        parts.append(Content.styled(strict, "$quiet"))
    if checked:
        head = words.summary.columns["ready"]
        name = head.short or head.name if narrow else head.name
        meant = tr("{head} 2/7 = 2 of 7 checks before signing are met", head=name)
        parts.append(Content.styled(meant, "$quiet"))
    return Content(", " if narrow else " · ").join(parts)


_FRAME_KEYS_OFF: Final = {
    ("page", (1,)),
    ("neighbour", (1,)),
    ("neighbour", (-1,)),
}


class SummaryScreen(StepScreen):
    """The table over all workloads, or the map of them; below it the programme."""

    step = "summary"
    AUTO_FOCUS = "#table"
    BINDINGS: ClassVar[list[BindingType]] = [
        *KEYS,
        Binding("m", "map", "map or table", id="summary.table"),
        Binding("v", "view", "levels or decisions", id="summary.view"),
        Binding("p", "programme", "programme", id="summary.programme"),
        Binding("a", "actions", "actions", id="summary.actions"),
        Binding("h", "history", "what it was before", show=False, id="step.history"),
        Binding("w", "trial", "what if", id="summary.trial"),
        Binding("f", "fragile_first", "fragile first", show=False, id="summary.fragile"),
        Binding("e", "export", "export", id="summary.export"),
        Binding("y", "confirm_carried", "confirm decision", id="summary.carried"),
        Binding("C", "look_back", "what changed", show=False, id="summary.back"),
        *(
            Binding(str(n), f"correct({n})", "to its axis, or rules", show=False, id="summary.axis")
            for n in range(1, len(AXES) + 2)
        ),
        Binding("tab", "other", "table or programme", key_display="Tab", id="summary.tab"),
    ]

    def __init__(self, bench: Workbench, workshop: Walk) -> None:
        super().__init__(bench, workshop)
        self._deciding = Deciding(self, bench)
        self._exporting = Exporting(self, bench)
        self._on_map = False
        self._certainty = ALL
        self._fragile_first = False

    def compose_body(self) -> ComposeResult:
        """How far all are, the table, its row under the cursor, the programme, the map."""
        words = self.bench.words
        yield Paragraph(id="how-far")
        yield Static(id="heads")
        yield SummaryTable(words, id="table")
        yield Static(id="detail")
        yield ProgrammeList(words, id="programme")
        yield bars.TabsLine(id="certainty")
        with Reading(id="map"):
            yield PlacementMap(words)

    # -- showing

    @property
    def table(self) -> SummaryTable:
        """The table over all workloads."""
        return self.query_one(SummaryTable)

    @property
    def rows(self) -> tuple[assess.Assessed, ...]:
        """All workloads in the room's order."""
        return tuple(self.bench.assessment.workloads.values())

    def show(self) -> None:
        """Show the table or the map, and the programme."""
        self._show_how_far()
        for name in ("#heads", "#table", "#detail", "#programme"):
            self.query_one(name).display = not self._on_map
        for name in ("#certainty", "#map"):
            self.query_one(name).display = self._on_map
        session = self.bench.session
        if self._on_map:
            levels = self.bench.words.axes.axes["certainty"].levels
            names = {ALL: tr("every certainty")} | {
                level: tr("{level} certainty", level=levels[level].name)
                for level in LEVELS["certainty"]
            }
            tabs = tuple(bars.Tab(key, name) for key, name in names.items())
            self.query_one("#certainty", bars.TabsLine).show(tabs, self._certainty)
            self.query_one(PlacementMap).show(session, self.rows, self._certainty)
        else:
            signings = matters.signing(session, self.bench.words)
            rows = self.rows
            if self._fragile_first:
                rows = tuple(sorted(rows, key=lambda row: not row.fragile))
            self.table.show(session, rows, signings, self.bench.place.workload)
            self.query_one(ProgrammeList).show(session, self.bench.assessment)
            self._show_heads()
            self._show_detail()
        self.refresh_bindings()

    def on_resize(self, _: Resize) -> None:
        """How far all are is said shorter where there is little room."""
        self._show_how_far()

    def fit(self) -> bool:
        """Let the lines follow their width; the heads and the line below, the columns."""
        super().fit()
        others = self.table.lay_out(), self.query_one(ProgrammeList).lay_out()
        if any(others):
            self._show_heads()
            self._show_how_far()
            self._show_detail()
        return any(others)

    def _show_heads(self) -> None:
        table = self.table
        layout = table.fitted if table.view == "levels" else None
        heads = head_line(self.bench.words, table.line_width, layout, table.longest, table.who)
        self.query_one("#heads", Static).update(heads)

    def _show_how_far(self) -> None:
        narrow = self.app.size.width < 100
        bench = self.bench
        parked = standing.how_many_parked(bench.session)
        signings = tuple(matters.signing(bench.session, bench.words).values())
        signed, outside = matters.ready(bench.session, bench.words)
        carried = carry.unconfirmed(bench.session, bench.words)
        line = how_far(
            *(bench.words, self.rows),
            narrow=narrow,
            parked=parked,
            unready=outside - signed,
            carried=carried,
            checked=self.table.view == "levels"
            and self.table.fitted.ready > 0
            and not self._on_map
            and any(signs.asked for signs in signings),
        )
        self.query_one("#how-far", Paragraph).update(line)

    def _show_detail(self) -> None:
        """The row under the cursor in full."""
        bench = self.bench
        assessed = bench.assessment.workloads.get(self.table.workload or "")
        line = (
            detail(bench.words, bench.session, assessed, self.table.line_width, self._detail_lines)
            if assessed
            else Content("")
        )
        widget = self.query_one("#detail", Static)
        widget.styles.height = self._detail_lines
        widget.update(line)

    @property
    def _detail_lines(self) -> int:
        """How many lines say more of the row under the cursor."""
        height = self.app.size.height
        return 2 if height < ROOMY[1] else 6 if height < _HIGH else 9

    # -- the table and the programme

    def on_summary_table_moved(self, event: SummaryTable.Moved) -> None:
        """Remember the row, so that the session reopens at it."""
        place = self.bench.place
        if place.step == self.step and place.workload != event.workload:
            self.bench.move(place.model_copy(update={"workload": event.workload}))
        self._show_detail()

    def on_summary_table_wanted(self, event: SummaryTable.Wanted) -> None:
        """Show the reasons; an empty table leads to where workloads are added."""
        if event.workload is None:
            self.workshop.go("workloads")
        else:
            self._show_reasons(event.workload)

    def _show_reasons(self, workload: str) -> None:
        def go_on(onward: Onward) -> None:
            if onward == "undo":
                self.workshop.undo()
            elif onward == "boards":
                self.action_boards()
            elif onward is not None:
                self._go(onward)

        self.app.push_screen(ReasoningDialog(self.bench, workload), go_on)

    def on_programme_list_wanted(self, event: ProgrammeList.Wanted) -> None:
        """Go where it is settled; where there are several such places, let the room pick one."""
        line = event.line
        if isinstance(line, OpenQuestion):
            self._go(matters.place_to_answer(line.workloads[0], line.question))
        elif len(line.spots) == 1:
            self._settle(line, line.spots[0])
        else:
            self._pick_spot(line)

    def _pick_spot(self, matter: matters.Matter) -> None:
        session = self.bench.session
        choices = tuple(
            (str(number), pick_line(session, spot)) for number, spot in enumerate(matter.spots)
        )

        def settle(number: str | None) -> None:
            if number is not None:
                self._settle(matter, matter.spots[int(number)])

        title = summary.sentence(self.bench.words.summary.matters[matter.kind].name)
        self.app.push_screen(dialogs.Pick(title, tr("Where to first?"), choices), settle)

    def _settle(self, matter: matters.Matter, spot: matters.Spot) -> None:
        bench = self.bench
        place = matters.place_of(bench.session, bench.words, matter.kind, spot)
        if place.step == self.step and place.workload is not None:
            self._go(place)
            self.table.focus()
            self._show_reasons(place.workload)
        else:
            self._go(place)

    def _go(self, place: Place) -> None:
        self.workshop.go(place.step, workload=place.workload, vendor=place.vendor, item=place.item)

    # -- keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what is possible here: decisions on a row, certainties on the map."""
        if (action, parameters) == ("step", ("summary",)):
            return self.workshop.looks_up
        if (action, parameters) in _FRAME_KEYS_OFF:
            return False
        if action in ("decide", "confirm", "take_back", "correct"):
            return not self._on_map and bool(self.bench.session.workloads)
        if action in ("trial", "fragile_first"):
            return bool(self.bench.session.workloads)
        if action == "confirm_carried":
            return not self._on_map and self._carried() is not None
        if action == "view":
            return self._on_map or bool(self.bench.session.workloads)
        if action == "other":
            return not self._on_map
        return super().check_action(action, parameters)

    def action_correct(self, number: int) -> None:
        """Go to an axis of the row under the cursor, or behind the last one to its rules."""
        if (workload := self.table.workload) and number <= len(AXES):
            self.workshop.go("axes", workload=workload, item=AXES[number - 1])
        elif workload:
            self.workshop.go("rules", workload=workload)

    def action_decide(self) -> None:
        """Decide on the row under the cursor."""
        if workload := self.table.workload:
            self._deciding.decide(workload)

    def action_confirm(self) -> None:
        """Decide the row under the cursor as recommended."""
        if workload := self.table.workload:
            self._deciding.confirm(workload)

    def action_take_back(self) -> None:
        """Take the decision on the row under the cursor back."""
        if workload := self.table.workload:
            self._deciding.take_back(workload)

    def action_other(self) -> None:
        """Go from the table to the programme, and back."""
        programme = self.query_one(ProgrammeList)
        (self.table if programme.has_focus else programme).focus()

    def action_programme(self) -> None:
        """Show what each statement of work would say, and who is considered for what."""

        def go_on(place: Place | None) -> None:
            if place is not None:
                self._go(place)

        self.app.push_screen(ProgrammeDialog(self.bench), go_on)

    def action_actions(self) -> None:
        """Show what is to be done, by whom and by when."""
        self.workshop.show_actions()

    def action_fragile_first(self) -> None:
        """Put what is fragile on top of the table, or everything in the room's order again."""
        self._fragile_first = not self._fragile_first
        if self._fragile_first and not any(row.fragile for row in self.rows):
            bars.say(
                self.app,
                tr("Nothing is fragile: no answer given in doubt would change what is here."),
            )
        self.show()

    def action_trial(self) -> None:
        """Try out other answers, without meaning them yet."""
        from fouraxis.tui.live.trial import TrialScreen

        self.app.push_screen(TrialScreen(self.bench, self.table.workload))

    def _carried(self) -> str | None:
        """The workload under the cursor, where its decision is one of an earlier room."""
        key = self.table.workload if self.is_mounted else None
        workload = self.bench.session.workloads.get(key or "")
        return key if workload is not None and carry.decision_carried(workload) else None

    def action_confirm_carried(self) -> None:
        """Make the decision of an earlier room this room's, as it stands."""
        if (workload := self._carried()) is not None:
            bench = self.bench
            name = bench.session.workloads[workload].name
            label = tr("decision on {workload} confirmed", workload=cut(name, 40))
            self.attempt(
                lambda: bench.apply(carry.confirm_decision(bench.session, workload), label)
            )

    def action_look_back(self) -> None:
        """Compare with a milestone, a backup, or another file; or name a milestone."""
        from fouraxis.tui.live.compare import look_back

        look_back(self.app, self.bench)

    def action_map(self) -> None:
        """Turn the table into a map, and back."""
        self._on_map = not self._on_map
        self.show()
        self.query_one("#map" if self._on_map else "#table").focus()

    def action_view(self) -> None:
        """Show the levels instead of the decisions, and back; the map of the next certainty."""
        if not self._on_map:
            self.table.turn()
            self._show_heads()
            self._show_how_far()
            return
        order = (ALL, *LEVELS["certainty"])
        self._certainty = order[(order.index(self._certainty) + 1) % len(order)]
        self.show()

    def on_tabs_line_picked(self, event: bars.TabsLine.Picked) -> None:
        """A click on a certainty shows its map; on a step goes there."""
        if event.line == "certainty":
            self._certainty = event.key
            self.show()
        else:
            super().on_tabs_line_picked(event)

    def key_words(self, action: str) -> str | None:
        """What the footer says of the key that led here, once it leads back."""
        if action == "view" and self._on_map:
            return tr("other certainty")
        return tr("back") if action == "step('summary')" else super().key_words(action)

    def action_leave(self) -> None:
        """From the map to the table, from there to where the room came from, or to Home."""
        if self._on_map:
            self.action_map()
        elif self.workshop.looks_up:
            self.workshop.look_up("summary")
        else:
            super().action_leave()

    # -- export

    def action_export(self) -> None:
        """Write the summary to a file beside the session."""
        self._exporting.ask()

    def on_exported(self, event: Exported) -> None:
        """Say where the report is."""
        bad = event.path is None
        path = "" if event.path is None else path_shown(event.path)
        text = event.fault if bad else tr("Written to {path}", path=path)
        bars.say(self.app, text, "error" if bad else "information")
