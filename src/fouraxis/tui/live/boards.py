"""The boards: what is parked, what is to be done, what nobody can answer yet; and the wrap-up.

They are one page with tabs. The wrap-up is the same page at the end of a workshop: it walks through
what is to be decided again, what is parked, what nobody does, and who was here.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, ClassVar, Final, Literal

from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from fouraxis.content.language import noted, tr
from fouraxis.content.load import shipped
from fouraxis.tui.look import GLYPHS, Paragraph, PointedList, cut, in_columns, shown, shown_line
from fouraxis.tui.parts import bars, dialogs
from fouraxis.tui.step import PageScreen
from fouraxis.tui.workbench import Walk, Workbench
from fouraxis.workshop import actions, agenda, assess, attendance, boards, edit, questions, standing
from fouraxis.workshop.session import Mark, Place, Session
from fouraxis.workshop.text import today

Board = Literal["parked", "actions", "open", "again", "nobody", "here"]

BOARDS: Final[tuple[Board, ...]] = ("parked", "actions", "open")
WRAP_UP: Final[tuple[Board, ...]] = ("again", "parked", "nobody", "here")
"""The pages of the wrap-up, in the order in which a room walks through them."""

_NAMES: Final[dict[Board, str]] = {
    "parked": noted("Parked"),
    "actions": noted("Actions"),
    "open": noted("Open questions"),
    "again": noted("Decide again"),
    "nobody": noted("Without owner or date"),
    "here": noted("Who was here"),
}

_EMPTY: Final[dict[Board, tuple[str, str]]] = {
    "parked": (
        noted("Nothing is parked."),
        noted("p on a question parks it with a reason; it stays here until it is taken up."),
    ),
    "actions": (
        noted("Nothing is to be done."),
        noted("What follows from the answers comes here by itself."),
    ),
    "open": (
        noted("Nothing is unknown, flagged or to be confirmed again."),
        noted("0 on a question is unknown, f flags it: both come here by themselves."),
    ),
    "again": (
        noted("Every decision and every level stands as it was made."),
        noted("What loses its ground comes here by itself."),
    ),
    "nobody": (
        noted("Every open action has a name and a day."),
        noted("An action that nobody does comes here by itself."),
    ),
    "here": (
        noted("Nobody is named yet."),
        noted("Enter leads to Setup, which takes the names of the room."),
    ),
}
"""What is said where a board has nothing on it, and how something comes there."""

_WHY: Final[dict[str, tuple[str, str, str]]] = {
    "parked": (GLYPHS.parked, "$warning", noted("parked")),
    "unknown": (GLYPHS.unknown, "$warning", noted("unknown")),
    "review": (GLYPHS.review, "$warning", noted("to be looked at again")),
    "again": (GLYPHS.warning, "bold $error", noted("to be confirmed again")),
    "outdated": (GLYPHS.warning, "bold $error", noted("to be decided again")),
}
"""The mark, its look, and the word for why something is on a board."""


@dataclass(frozen=True, slots=True)
class Line:
    """Something on a board: its mark, what it is, about what, why, by whom, and all of it below."""

    key: str
    mark: tuple[str, str]
    what: str
    about: str
    why: str
    who: str = ""
    more: str = ""
    place: Place | None = None
    parked: boards.Waiting | None = None


def without(listed: Iterable[actions.Action]) -> tuple[actions.Action, ...]:
    """The open actions that nobody does, or that have no day."""
    return tuple(each for each in listed if each.open and not (each.owner and each.due))


def counts(bench: Workbench) -> dict[Board, int]:
    """How much is on each board."""
    every = actions.actions(bench.session, bench.words, today())
    return {
        "parked": standing.how_many_parked(bench.session),
        "actions": sum(action.open for action in every),
        "open": len(boards.waiting(bench.session, bench.words)),
        "again": len(_again(bench)),
        "nobody": len(without(every)),
        "here": len(bench.session.participants),
    }


def lines_of(bench: Workbench, board: Board) -> tuple[Line, ...]:
    """What is on a board, but for actions."""
    session, words = bench.session, bench.words
    if board == "parked":
        return tuple(_waiting(bench, each) for each in boards.parked(session, words))
    if board == "open":
        return tuple(_waiting(bench, each) for each in boards.waiting(session, words))
    if board == "again":
        return _again(bench)
    return tuple(
        Line(
            key,
            (GLYPHS.done, "$success"),
            person.name,
            words.setup.roles[person.role].name if person.role in words.setup.roles else "",
            person.role if person.role not in ("", *words.setup.roles) else "",
            place=Place(step="setup", item=f"participant.{key}"),
        )
        for key, person in session.participants.items()
    )


def _waiting(bench: Workbench, each: boards.Waiting) -> Line:
    sign, look, word = _WHY[each.why]
    part = agenda.title(bench.words, each.place.step) if each.place else tr("not asked any more")
    about = each.subject or tr("all workloads")
    why = each.parked_why or (tr(word) if each.why != "parked" else "")
    return Line(
        ".".join((*each.path, each.name)),
        (sign, look),
        each.name,
        f"{part} · {about}",
        why,
        each.finder,
        each.note,
        each.place,
        each if each.why == "parked" else None,
    )


def _again(bench: Workbench) -> tuple[Line, ...]:
    """The decisions that lost their ground, and the levels that their factors contradict."""
    again: list[Line] = []
    sign, look, word = _WHY["outdated"]
    for key, assessed in bench.assessment.workloads.items():
        if assessed.decision_state == "outdated":
            again.append(
                Line(
                    f"decision.{key}",
                    (sign, look),
                    assessed.workload.name,
                    tr(word),
                    assess.standing(assessed, bench.words),
                    place=Place(step="summary", workload=key),
                )
            )
    waiting = boards.waiting(bench.session, bench.words)
    again += [_waiting(bench, each) for each in waiting if each.why == "again"]
    return tuple(again)


def ask_for_action(
    app: App[Any], bench: Workbench, agreed: Callable[[str, str | None], None]
) -> None:
    """Ask what the room has agreed to do, and for which workload: first that where it came up."""
    session, for_all = bench.session, "*"

    def ask_for_what(text: str | None) -> None:
        if not text:
            return
        if not session.workloads:
            agreed(text, None)
            return

        def keep(workload: str | None) -> None:
            if workload is not None:
                agreed(text, None if workload == for_all else workload)

        choices = [(for_all, tr("all workloads"))]
        choices += [(key, node.name) for key, node in session.workloads.items()]
        here = session.place.workload or for_all
        app.push_screen(dialogs.Pick(tr("For which workload?"), text, tuple(choices), here), keep)

    app.push_screen(
        dialogs.AskLine(
            tr("New action"),
            tr("What has the room agreed to do?"),
            takes=tr("Nothing changed: it takes what is to be done."),
        ),
        ask_for_what,
    )


class BoardPage(PageScreen):
    """A page of the boards, or of the wrap-up: its tabs, its keys, and the way back.

    Args:
        board: which of them it is.
        wrap_up: whether the room wraps up: then the tabs are those of the wrap-up.
        at: what the cursor is on.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,b,z", "turn(1)", "next board", key_display="Tab", id="boards.next"),
        Binding("shift+tab", "turn(-1)", "board before", show=False, id="boards.back"),
        Binding("a", "add", "add", id="actions.add"),
        Binding("S", "sign_off", "sign off", show=False, id="boards.sign"),
        Binding("u,ctrl+z", "undo", "undo", key_display="u", id="actions.undo"),
        Binding("ctrl+y", "redo", "redo", key_display="^y", id="actions.redo"),
        Binding("escape,q", "close", "close", key_display="Esc", id="actions.close"),
    ]

    def __init__(
        self,
        bench: Workbench,
        workshop: Walk,
        board: Board,
        *,
        wrap_up: bool = False,
        at: str | None = None,
    ) -> None:
        super().__init__(bench)
        self._workshop = workshop
        self.board = board
        self.wrap_up = wrap_up
        self._at = at

    def _show_tabs(self) -> None:
        """The tabs, each with how much there is."""
        many = counts(self.bench)
        tabs = tuple(
            bars.Tab(board, f"{tr(_NAMES[board])} {many[board]}") for board in self._boards
        )
        self.query_one(bars.TabsLine).show(tabs, self.board)

    @property
    def _boards(self) -> tuple[Board, ...]:
        return WRAP_UP if self.wrap_up else BOARDS

    @property
    def _next(self) -> Board:
        return self._boards[(self._boards.index(self.board) + 1) % len(self._boards)]

    def _show_nothing(self, lines: OptionList, *, empty: bool) -> None:
        """Where nothing is on the board, say so in place of the list, and what to do there."""
        lines.set_class(empty, "-empty")
        if not empty:
            return
        what, how = map(tr, _EMPTY[self.board])
        following = f"{tr(_NAMES[self._next])} {counts(self.bench)[self._next]}"
        keys = [("Tab", tr("goes on: {board}", board=following))]
        keys.append(("a", tr("adds what the room agrees on")))
        if self.wrap_up:
            keys.append(("S", tr("signs off")))
        todo = [
            Content.assemble((key.ljust(5), "bold $accent"), (words, "$foreground"))
            for key, words in keys
        ]
        text = (
            Content.styled(what, "bold $question"),
            Content.styled(how, "$quiet"),
            Content(""),
            *todo,
        )
        lines.add_option(Option(Content("\n").join(text), disabled=self.board != "here"))
        lines.highlighted = 0 if self.board == "here" else None

    def on_tabs_line_picked(self, event: bars.TabsLine.Picked) -> None:
        """A click on a tab goes there."""
        board = next((board for board in self._boards if board == event.key), None)
        if board is not None and board != self.board:
            self._workshop.show_board(board, wrap_up=self.wrap_up)

    def action_turn(self, by: int) -> None:
        """Go to the next board; behind the last one comes the first."""
        at = self._boards.index(self.board) + by
        following = self._boards[at % len(self._boards)]
        self._workshop.show_board(following, wrap_up=self.wrap_up)

    def action_add(self) -> None:
        """Add what the room has agreed on."""

        def agreed(text: str, workload: str | None) -> None:
            def change() -> Session:
                session, self._at = actions.agree(
                    self.bench.session, text, workload, self.bench.place
                )
                return session

            self._change(change, tr("agreed: {action}", action=cut(text, 40)))

        if self.may_edit():
            ask_for_action(self.app, self.bench, agreed)

    def key_words(self, action: str) -> str | None:
        """What the footer says of a key that does another thing while the session is sealed."""
        return tr("unseal") if action == "sign_off" and self.bench.sealed else None

    def action_sign_off(self) -> None:
        """Say who was there and who decided, and seal the session."""
        self._workshop.show_sign_off()

    def _change(self, change: Callable[[], Session], label: str) -> None:
        """Make a change as one step that can be undone."""
        if self.attempt(lambda: self.bench.apply(change(), label)):
            self.show()

    def action_undo(self) -> None:
        """Take back the last change, and look at the board as it was."""
        self.travel(self._workshop.undo, self._again)

    def action_redo(self) -> None:
        """Do again what was taken back, and look at the board as it is."""
        self.travel(self._workshop.redo, self._again)

    def _again(self) -> None:
        self._workshop.show_board(self.board, wrap_up=self.wrap_up, at=self._at)


_BETWEEN: Final = 2
"""Blank cells between two columns of a board."""

FEW: Final = 4
"""One line in so many may lose its end; of more, what they are about has lines of its own."""


def widths(listed: Sequence[Line], width: int) -> tuple[int, int, int, int]:
    """The columns, each as wide as it is; where they have no room, the widest ones give way."""
    texts = [(line.what, line.about, line.why, line.who) for line in listed]
    columns = [max(map(cell_len, column), default=0) for column in zip(*texts, strict=True)]
    what, about, why, who = columns or [0, 0, 0, 0]
    room = width - _BETWEEN - _BETWEEN * sum(bool(column) for column in (about, why, who))
    while (over := what + about + why + who - room) > 0:
        widest = max(what, about, why, who)
        less = min(over, max(widest - sorted((what, about, why, who))[-2], 1))
        if what == widest:
            what -= less
        elif why == widest:
            why -= less
        elif about == widest:
            about -= less
        else:
            who -= less
    return what, about, why, who


class BoardScreen(BoardPage):
    """What waits, one line each; Enter goes where it stands."""

    CSS_PATH = [shipped("screens") / "frame.tcss", shipped("screens") / "boards.tcss"]
    AUTO_FOCUS = "#board-lines"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "take_up", "take up", id="boards.take-up"),
        Binding("e", "reason", "why", id="boards.reason"),
        Binding("o", "finder", "who finds out", id="boards.finder"),
    ]
    _listed: tuple[Line, ...] = ()

    def compose(self) -> ComposeResult:
        """What it is, the tabs, the lines, the one in hand in full, the keys."""
        yield Static(id="board-title")
        yield bars.TabsLine(id="boards")
        yield PointedList(id="board-lines", markup=False)
        yield Paragraph(id="board-line")
        yield bars.KeyBar()

    def guide(self) -> bars.Guide:
        """What F1 says about the boards, or about wrapping up."""
        if self.wrap_up:
            return bars.Guide(
                tr("Wrap-up"),
                tr("Leave with decisions that hold, and with a name on everything that is left."),
                tr(
                    "Walk through the tabs from left to right: decide again what lost its ground, "
                    "read out what is parked and who finds out, put a name and a day on every "
                    "action, and ask who was here. Then S signs off."
                ),
            )
        return bars.Guide(
            tr("Boards"),
            tr("What waits: parked questions, actions, and what nobody could say."),
            tr(
                "Park what costs more than two minutes, say in a line why and who finds out "
                "(@ and a name), and go on. Look at the board before each break. Nothing leaves "
                "it by itself: it is answered, or taken up."
            ),
        )

    @property
    def line(self) -> Line | None:
        """What the cursor is on."""
        at = next((lines.highlighted for lines in self.query(PointedList)), None)
        return self._listed[at] if at is not None and at < len(self._listed) else None

    @property
    def lost(self) -> str:
        """What is not on the board any more."""
        line = self.line
        now = lines_of(self.bench, self.board)
        gone = line is not None and all(other.key != line.key for other in now)
        return line.what if line is not None and gone else ""

    def show(self) -> None:
        """Show what is on the board."""
        self._show_tabs()
        self._listed = lines_of(self.bench, self.board)
        name = tr("Wrap-up") if self.wrap_up else tr("Boards")
        self.query_one("#board-title", Static).update(
            Content.assemble((name, "bold $accent"), "  ", shown_line(self.bench.session.title))
        )
        width = max(self.size.width - 5, 20)
        columns = widths(self._listed, width)
        cut_off = (
            cell_len(line.what) > columns[0] or cell_len(line.about) > columns[1]
            for line in self._listed
        )
        if sum(cut_off) * FEW > len(self._listed):
            columns = (0, *widths([replace(line, what="") for line in self._listed], width)[1:])
        lines = self.query_one(PointedList)
        kept = lines.highlighted or 0
        lines.set_options(Option(self._drawn(line, columns, width)) for line in self._listed)
        self._show_nothing(lines, empty=not self._listed)
        keys = [line.key for line in self._listed]
        if self._at in keys:
            lines.highlighted = keys.index(self._at)
        elif keys:
            lines.highlighted = min(kept, len(keys) - 1)
        self._show_line()

    @staticmethod
    def _drawn(line: Line, columns: Sequence[int], width: int) -> Content:
        """What waits on one line; where it has no column, on lines of its own above the others."""
        what = shown_line(line.what)
        cells = (
            what,
            shown_line(line.about, "$quiet"),
            shown_line(line.why),
            shown_line(line.who, "$accent"),
        )
        row = in_columns(cells, columns, gap=_BETWEEN)
        if columns[0] or not line.what:
            return Content.assemble(line.mark, " ", row)
        first, *more = what.wrap(width - len("  "))
        lines = (Content.assemble("  ", text) for text in (*more, row.rstrip()))
        return Content("\n").join((Content.assemble(line.mark, " ", first), *lines))

    def _show_line(self) -> None:
        """What the cursor is on in full."""
        line, foot = self.line, self.query_one("#board-line", Paragraph)
        foot.display = line is not None
        if line is not None:
            parts = [shown_line(line.what, "bold"), shown_line(line.about, "$quiet")]
            why = put_off_words(line)
            parts += [shown_line(why)] if why else []
            parts += [shown(f"{GLYPHS.note} {line.more}", "$quiet")] if line.more else []
            foot.update(Content("\n").join(parts))
        self.refresh_bindings()

    def on_option_list_option_highlighted(self, _: OptionList.OptionHighlighted) -> None:
        """Show it in full, and stay with it wherever it goes in the list."""
        self._at = self.line.key if self.line else None
        self._show_line()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go where it stands; a question that is not asked any more stands nowhere."""
        event.stop()
        if (line := self.line) is None:
            from fouraxis.tui.setup.screen import NEW

            self._workshop.go("setup", item=NEW)
            return
        if line.place is None:
            bars.say(self.app, tr("This is not asked any more. p takes it up, and it is gone."))
            return
        place = line.place
        self._workshop.go(place.step, workload=place.workload, vendor=place.vendor, item=place.item)

    # -- keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what is possible with what the cursor is on."""
        if action in ("take_up", "reason", "finder"):
            return self.line is not None and self.line.parked is not None
        return super().check_action(action, parameters)

    def action_take_up(self) -> None:
        """Take a parked question up: it is no longer on the board, and why it was there goes."""
        if (parked := self._parked()) is not None:

            def change() -> Session:
                session = self.bench.session
                for field, value in edit.TAKEN_UP.items():
                    session = edit.set_at(session, (*parked.path, field), value)
                return session

            self._change(change, tr("{question} taken up", question=parked.name))

    def action_reason(self) -> None:
        """Say why it is parked."""
        if (parked := self._parked()) is not None:
            self.app.push_screen(
                dialogs.AskLine(tr("Why is it parked?"), cut(parked.name, 200), parked.parked_why),
                lambda given: self._keep(parked, "parked_why", given),
            )

    def action_finder(self) -> None:
        """Say who finds out."""
        if (parked := self._parked()) is not None:
            room = self.bench.session.participants.values()
            people = tuple(dict.fromkeys(who.name for who in room))
            self.app.push_screen(
                dialogs.PickPerson(
                    tr("Who finds out?"),
                    people,
                    about=cut(parked.name, 200),
                    now=parked.finder,
                    away=attendance.absences(self.bench.session, datetime.now(UTC)),
                ),
                lambda given: self._keep(parked, "finder", given),
            )

    def _keep(self, parked: boards.Waiting, field: str, text: str | None) -> None:
        if text is not None:
            label = tr("{question} parked", question=parked.name)
            path = (*parked.path, field)
            self._change(lambda: edit.set_at(self.bench.session, path, text), label)

    def _parked(self) -> boards.Waiting | None:
        """The parked question under the cursor, if the session takes edits; if not, it is said."""
        line = self.line
        return line.parked if line is not None and self.may_edit() else None


def put_off_words(line: Line) -> str:
    """Why something waits, and who finds out."""
    if line.parked is None:
        return line.why
    return questions.put_off(Mark(parked_why=line.parked.parked_why, finder=line.parked.finder))
