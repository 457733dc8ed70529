"""The programme on one page: what each statement of work would say, and who is considered."""

from typing import ClassVar, Final, Literal

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from fouraxis.content.language import tr
from fouraxis.tui.look import shown_line
from fouraxis.tui.messages import SessionChanged
from fouraxis.tui.parts.bars import Tab, TabsLine
from fouraxis.tui.summary.programme import Fold, Lead, Outlines, streams, vendors
from fouraxis.tui.widgets.key_bar import KeyBar
from fouraxis.tui.widgets.pointed_list import PointedList
from fouraxis.tui.workbench import Workbench
from fouraxis.workshop.session import Place

Part = Literal["workstreams", "vendors"]

_OTHER: Final[dict[Part, Part]] = {"workstreams": "vendors", "vendors": "workstreams"}


class ProgrammeDialog(ModalScreen[Place | None]):
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
            yield TabsLine(id="programme-parts")
            yield PointedList(id="programme-lines", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Stand at the workload where the room is."""
        self.query_one(PointedList).focus()

    def on_session_changed(self, _: SessionChanged) -> None:
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
        tabs = tuple(Tab(key, name) for key, name in names.items())
        self.query_one(TabsLine).show(tabs, self._part)
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

    def on_tabs_line_picked(self, event: TabsLine.Picked) -> None:
        """A click on a part shows it."""
        if event.key != self._part:
            self.action_other()

    def action_other(self) -> None:
        """Show the other part, from its beginning."""
        self._part = _OTHER[self._part]
        lines = self.query_one(PointedList)
        lines.highlighted = None
        self._show(Fold(self._unfolded) if self._unfolded else None)
