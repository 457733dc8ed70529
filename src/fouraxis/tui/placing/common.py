"""Placing a workload: the parts of the placement as tabs, and where it lands, live."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from fouraxis.content.language import tr
from fouraxis.content.terms import AXES
from fouraxis.tui.flow import page_of
from fouraxis.tui.look import shown_line
from fouraxis.tui.parts.bars import Tab, TabsLine
from fouraxis.tui.placing.landing import Landing, LandingLine, LandingPanel
from fouraxis.tui.questions.screen import QuestionScreen


class PlacingScreen(QuestionScreen):
    """A page of the placement: an axis, or the rules.

    The outcome is hidden until the four axes are placed, because a room that judges each part on
    its own judges better; `l` shows it at once, for whoever works alone.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l", "reveal", "outcome live", id="placing.reveal"),
    ]

    def compose_body(self) -> ComposeResult:
        """Tabs, what the page puts above, the questions, the outcome in short."""
        yield TabsLine(id="parts")
        yield from self.compose_head()
        yield from self.compose_questions()
        yield LandingLine(self.bench.words, id="landing-line")

    def compose_head(self) -> ComposeResult:
        """What stands above the questions."""
        yield from ()

    def compose_panel(self) -> ComposeResult:
        """Where the workload lands."""
        with Vertical(id="panel") as panel:
            panel.border_title = shown_line(tr("Lands on"))
            yield LandingPanel(self.bench.words)

    def show(self) -> None:
        """Show the tabs, the questions and where the workload lands."""
        super().show()
        bench = self.bench
        workload = bench.session.workloads.get(self.subject or "")
        tabs = [
            Tab(axis, words.name, "done" if workload and workload.axis(axis).level else "none")
            for axis, words in bench.words.axes.axes.items()
        ]
        rules = bench.words.asked()
        ruled = workload is not None and all(workload.rule(rule).answer for rule in rules)
        tabs.append(Tab("rules", bench.words.rules.screen.title, "done" if ruled else "none"))
        current = page_of(bench.place).axis or "rules"
        self.query_one("#parts", TabsLine).show(tuple(tabs), current)
        landing = self._landing()
        self.query_one(LandingPanel).show(landing)
        self.query_one(LandingLine).show(landing)

    def _landing(self) -> Landing | None:
        subject = self.subject
        if subject is None or subject not in self.bench.session.workloads:
            return None
        assessed = self.bench.assessed(subject)
        placed = all(assessed.workload.axis(axis).level is not None for axis in AXES)
        return Landing(
            assessed.placement,
            assessed.recommendation,
            assessed.status,
            placed or self.bench.session.reveal == "live",
        )

    def on_tabs_line_picked(self, event: TabsLine.Picked) -> None:
        """A click on a part goes there."""
        if event.line == "parts":
            if event.key == "rules":
                self.workshop.go("rules", workload=self.subject)
            else:
                self.workshop.go("axes", workload=self.subject, item=event.key)
        else:
            super().on_tabs_line_picked(event)

    def action_reveal(self) -> None:
        """Show the outcome live, or only once all four axes are placed."""
        live = self.bench.session.reveal != "live"
        self.attempt(
            lambda: self.bench.set(
                ("reveal",),
                "live" if live else "after-placing",
                tr("outcome live") if live else tr("outcome after placing"),
            )
        )
