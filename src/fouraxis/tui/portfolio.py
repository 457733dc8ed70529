"""The portfolio on the screen: the ready questions one by one, and the session behind a row."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar, Final, NamedTuple

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import DataTable, Static

from fouraxis.content.language import ntr, tr
from fouraxis.content.load import shipped
from fouraxis.content.models import Content as Words
from fouraxis.portfolio.build import NeedsPortfolio
from fouraxis.portfolio.engine import Answer, QueryError, Shown, Span, opened
from fouraxis.portfolio.questions import READY, Question
from fouraxis.report.escape import width
from fouraxis.store.faults import StoreError
from fouraxis.tui.look import Paragraph, cell, cut, shown_line
from fouraxis.tui.parts import bars, dialogs
from fouraxis.workshop.text import showable_line, today

_MOST: Final = 1_000
"""So many rows are shown: nobody reads more, and a file has all of them."""

_WIDEST: Final = 50
_NARROWEST: Final = 8
_AROUND: Final = 4


class Standing(NamedTuple):
    """Where somebody was in the portfolio: which tables, which question, which row."""

    tables: Path
    question: str = next(iter(READY))
    row: int = 0


class PortfolioScreen(Screen[None]):
    """One question at a time; Enter opens the session that a row is from."""

    CSS_PATH = [shipped("screens") / "frame.tcss", shipped("screens") / "portfolio.tcss"]
    AUTO_FOCUS = "DataTable"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "open",
            "open the session",
            key_display="Enter",
            priority=True,
            id="portfolio.open",
        ),
        Binding(
            "right_square_bracket", "turn(1)", "next question", key_display="]", id="portfolio.next"
        ),
        Binding(
            "left_square_bracket",
            "turn(-1)",
            "question before",
            key_display="[",
            id="portfolio.before",
        ),
        Binding("o", "choose", "other question", id="portfolio.choose"),
        Binding("escape,q", "close", "close", key_display="Esc", id="portfolio.close"),
    ]

    def __init__(
        self,
        words: Words,
        standing: Standing,
        open_session: Callable[[Path, Standing], None],
    ) -> None:
        super().__init__()
        self._words = words
        self._standing = standing
        self._open_session = open_session
        self._answer: Answer | None = None
        self._filled_for = 0

    def compose(self) -> ComposeResult:
        """What is asked, the rows, the keys."""
        yield Static(id="portfolio-title")
        yield Paragraph(id="portfolio-about")
        yield DataTable[Text](cursor_type="row", zebra_stripes=False)
        yield bars.KeyBar()

    def guide(self) -> bars.Guide:
        """What F1 says about the portfolio."""
        return bars.Guide(
            tr("Portfolio"),
            tr("What all sessions say together, question by question."),
            tr(
                "The tables hold what the session files said when they were built: fouraxis "
                "portfolio build reads what changed since. Enter opens the session that a row is "
                "from; leaving it comes back here. fouraxis portfolio show writes any of these "
                "questions as a workbook or a page, fouraxis portfolio query takes SQL."
            ),
        )

    def on_mount(self) -> None:
        """Ask what is to be asked first."""
        self._ask(self._standing.row)

    @property
    def _question(self) -> Question:
        return READY[self._standing.question]

    # -- asking

    def _ask(self, row: int = 0) -> None:
        title = Content.assemble((tr(self._question.title), "bold $accent"), ("  …", "$quiet"))
        self.query_one("#portfolio-title", Static).update(title)
        self._work_out(self._question, row)

    @work(thread=True, exclusive=True, group="asking")
    def _work_out(self, question: Question, row: int) -> None:
        """Ask the tables, which takes a moment where they are large."""
        try:
            with opened(self._standing.tables) as portfolio:
                answer = portfolio.ask(question, Span.of(today()))
        except (NeedsPortfolio, QueryError, StoreError, OSError) as fault:
            self.app.call_from_thread(bars.say, self.app, str(fault), "error")
        else:
            self.app.call_from_thread(self._show, answer, row)

    def _show(self, answer: Answer, row: int) -> None:
        """Show an answer, unless another question was asked meanwhile."""
        if answer.question != self._question or not self.is_mounted:
            return
        self._answer = answer
        self._fill(row)

    def _fill(self, row: int) -> None:
        answer = self._answer
        if answer is None:
            return
        self._filled_for = self.app.size.width
        page = answer.shown(self._words)
        count = ntr(len(page.rows), "{count} row", "{count} rows")
        if len(page.rows) > _MOST:
            count = tr("the first {most} of {count} rows", most=_MOST, count=len(page.rows))
        at = list(READY).index(self._standing.question) + 1
        where = f"  {count}  ({at}/{len(READY)})"
        title = Content.assemble((page.title, "bold $accent"), (where, "$quiet"))
        self.query_one("#portfolio-title", Static).update(title)
        about = page.about if page.rows else f"{page.about} {tr('Nothing.')}"
        self.query_one("#portfolio-about", Paragraph).update(shown_line(about))
        self._fill_table(page, row)
        self.refresh_bindings()

    def _fill_table(self, page: Shown, row: int) -> None:
        table: DataTable[Text] = self.query_one(DataTable)
        table.clear(columns=True)
        rows = [[showable_line(str(each)) for each in cells] for cells in page.rows[:_MOST]]
        widths = _widths([list(page.heads), *rows], self._filled_for - _AROUND)
        for head, room in zip(page.heads, widths, strict=True):
            table.add_column(cell(cut(head, room), "bold"), width=room)
        for cells in rows:
            texts = zip(cells, widths, strict=True)
            table.add_row(*(cell(cut(text, room)) for text, room in texts))
        if rows:
            table.move_cursor(row=min(row, len(rows) - 1))

    def on_resize(self) -> None:
        """Columns take the room that there is."""
        if self._answer is not None and self.app.size.width != self._filled_for:
            self._fill(self.query_one(DataTable).cursor_row)

    # -- keys

    @property
    def _session(self) -> str:
        """The session of the row under the cursor, or the file that is at fault; mostly one."""
        answer = self._answer
        if answer is None or not self.is_mounted:
            return ""
        row = self.query_one(DataTable).cursor_row
        if not 0 <= row < min(len(answer.rows), _MOST):
            return ""
        return answer.session(row)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A row that tells of many sessions opens none."""
        if action == "open":
            return bool(self._session)
        return True

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """The next row may be from no session."""
        event.stop()
        self.refresh_bindings()

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Open the session of the row."""
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Open the session that the row is from."""
        session = self._session
        if not session:
            return
        try:
            with opened(self._standing.tables) as portfolio:
                file = portfolio.file_of(session)
        except (NeedsPortfolio, QueryError, StoreError, OSError) as fault:
            bars.say(self.app, str(fault), "error")
            return
        if not file:
            bars.say(self.app, tr("Clean tables do not tell where a session is."), "warning")
            return
        row = self.query_one(DataTable).cursor_row
        self._open_session(Path(file), self._standing._replace(row=row))

    def action_turn(self, by: int) -> None:
        """Ask the question `by` places further; behind the last comes the first."""
        names = list(READY)
        self._go(names[(names.index(self._standing.question) + by) % len(names)])

    def action_choose(self) -> None:
        """Pick a question."""

        def take(name: str | None) -> None:
            if name is not None:
                self._go(name)

        choices = tuple((question.name, tr(question.title)) for question in READY.values())
        self.app.push_screen(
            dialogs.Pick(tr("Questions"), "", choices, self._standing.question), take
        )

    def _go(self, name: str) -> None:
        self._standing = self._standing._replace(question=name, row=0)
        self._answer = None
        self.query_one(DataTable).clear(columns=True)
        self._ask()

    def action_close(self) -> None:
        """Go back to Home."""
        self.dismiss(None)


def _widths(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """How wide each column is: as its longest cell where all of them fit, else the widest less."""
    widths = [min(max(map(width, column)), _WIDEST) for column in zip(*rows, strict=True)]
    while sum(widths) + 2 * len(widths) > room and max(widths, default=0) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths
