"""The page of actions: what is to be done next, by whom and by when; each is set with few keys."""

from collections.abc import Callable, Container, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import reduce
from itertools import zip_longest
from typing import Any, ClassVar, Final, NamedTuple

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from fouraxis.content.language import ntr, tr
from fouraxis.content.load import shipped
from fouraxis.content.models import Content as Words
from fouraxis.report.register import Joined, because_of, joined, subject_name
from fouraxis.tui.live.boards import FEW, BoardPage, without
from fouraxis.tui.look import GAP, GLYPHS, Paragraph, PointedList, cut, in_columns, shown_line
from fouraxis.tui.parts import bars, dialogs
from fouraxis.workshop import actions, attendance, boards, history
from fouraxis.workshop.session import Session
from fouraxis.workshop.text import EditError, day, one_line, today, written

MOST: Final = 500
"""As many lines as a room can be expected to go down; the exports have all."""

_DATE: Final = 10
_BETWEEN: Final = 5
"""Cells of a line for its mark and between its columns."""


Widths = tuple[int, ...]
"""The cells of what is to be done, what it is for, who does it, and by when."""


class Entry(NamedTuple):
    """A line of the page: an action, or several that are alike, which it `folds` or has below it.

    `inside` tells that it is one of those.
    """

    joined: Joined
    subject: str
    folds: bool | None = None
    inside: bool = False

    @property
    def action(self) -> actions.Action:
        """What it tells."""
        return self.joined.action

    @property
    def about(self) -> str:
        """What it is for, as short as a column: several workloads are counted."""
        many = len(self.joined.workloads)
        return ntr(many, "{count} workload", "{count} workloads") if many > 1 else self.subject


def entries(
    session: Session, listed: Sequence[actions.Action], unfolded: Container[str]
) -> Iterator[Entry]:
    """The lines: what is alike on one; below it each, where any of it is `unfolded`."""
    by_id = {action.id: action for action in listed}
    for group in joined(listed):
        if len(group.ids) == 1:
            yield Entry(group, group.subject(session))
            continue
        folds = not any(key in unfolded for key in group.ids)
        yield Entry(group, group.subject(session), folds)
        for key in () if folds else group.ids:
            alone = by_id[key]
            yield Entry(Joined(alone, (key,), ()), subject_name(session, alone), inside=True)


def widths(listed: Sequence[Entry], width: int, *, whole: bool = False) -> Widths:
    """The columns: whole where all have room, else what is to be done has the most of it.

    Of somebody who does it the name goes before what they are. Where a text has several lines, so
    that it is `whole`, what it is for needs only one.
    """
    due = _DATE if any(entry.action.due for entry in listed) else cell_len(tr("Due"))
    rest = width - due - _BETWEEN
    title = max((cell_len(entry.action.title) for entry in listed), default=0)
    subject = max((cell_len(entry.about) for entry in listed), default=0)
    owner = max((cell_len(entry.action.owner) for entry in listed), default=0)
    subject, owner = max(subject, cell_len(tr("For"))), max(owner, cell_len(tr("Owner")))
    if title + subject + owner > rest:
        owner = max((cell_len(_name_alone(entry.action.owner)) for entry in listed), default=0)
        owner = max(min(owner, width // 5), cell_len(tr("Owner")))
        least = rest // 3 if whole else max(rest // 4, 11)
        subject = min(subject, max(rest - owner - title, least))
    return rest - subject - owner, subject, owner, due


def _name_alone(owner: str) -> str:
    """A name without what stands behind it in brackets: "Ada Moe" of "Ada Moe (legal)"."""
    return owner.partition(" (")[0]


def beneath(listed: Sequence[Entry], width: int) -> Widths:
    """The columns where what is to be done stands on lines of its own, above all else.

    What it is for and who does it stand whole as long as there is room for both.
    """
    due = max(_DATE, cell_len(tr("Due")))
    rest = width - due - _BETWEEN + GAP
    subject = max((cell_len(entry.about) for entry in listed), default=0)
    owner = max((cell_len(entry.action.owner) for entry in listed), default=0)
    subject, owner = max(subject, cell_len(tr("For"))), max(owner, cell_len(tr("Owner")))
    if subject + owner > rest:
        alone = max((cell_len(_name_alone(entry.action.owner)) for entry in listed), default=0)
        owner = max(min(alone, rest // 3), rest - subject, cell_len(tr("Owner")))
    return 0, min(subject, rest - owner), owner, due


def _cut_off(listed: Sequence[Entry], columns: Widths) -> int:
    """How many lines lose a part of what is to be done, or of what it is for."""
    return sum(
        cell_len(entry.action.title) > columns[0] or cell_len(entry.about) > columns[1]
        for entry in listed
    )


def head_line(columns: Widths) -> Content:
    """The heads of the columns."""
    heads = (tr("To do"), tr("For"), tr("Owner"), tr("Due"))
    line = in_columns(map(shown_line, heads), columns)
    return Content.assemble("  ", line).stylize("$quiet")


def action_line(
    entry: Entry, now: date, columns: Widths, *, whole: bool = False, width: int = 0
) -> Content:
    """An action: how far it is, what, for what, who, by when.

    It is on one line; `whole`, on as many as its longest text takes. Where what is to be done has
    no column, it stands above the others, as wide as the page.
    """
    action = entry.action
    late = action.overdue(now)
    style = "" if action.open else "$quiet"
    owner = action.owner
    if cell_len(owner) > columns[2]:
        owner = _name_alone(owner)
    cells: tuple[Content, ...] = (
        Content.assemble(_INSIDE if entry.inside else "", shown_line(action.title, style)),
        shown_line(entry.about, "$quiet"),
        shown_line(owner, style) if owner else Content.styled("-", "$faint"),
        shown_line(written(action.due), "bold $error" if late else style),
    )
    if columns[0] == 0:
        return _stacked(entry, cells, columns, _sign(entry, late=late), width)
    if not cells[1].plain:  # what is for all of them has the room of the name, too
        cells, columns = (cells[0], *cells[2:]), (columns[0] + GAP + columns[1], *columns[2:])
    mark = _sign(entry, late=late)
    if not whole:
        return Content.assemble(mark, " ", in_columns(cells, columns))
    wrapped = [cell.wrap(width) for cell, width in zip(cells, columns, strict=True)]
    lines = [in_columns(line, columns) for line in zip_longest(*wrapped, fillvalue=Content(""))]
    first, blank = Content.assemble(mark, " "), Content("  ")
    return Content("\n").join(
        Content.assemble(blank if at else first, line) for at, line in enumerate(lines)
    )


def _sign(entry: Entry, *, late: bool) -> Content:
    """How far an action is; of several that are alike, whether they are folded."""
    if entry.folds is None:
        return Content.styled(*_mark(entry.action, late=late))
    sign = GLYPHS.chosen_left if entry.folds else GLYPHS.down
    style = "bold $error" if late else "$accent" if entry.action.open else "$quiet"
    return Content.styled(sign, style)


def _stacked(
    entry: Entry, cells: Sequence[Content], columns: Widths, mark: Content, width: int
) -> Content:
    """An action with everything else below what is to be done."""
    inside = _INSIDE if entry.inside else ""
    around = len("  " + inside)
    title, *others = cells
    first, *more = title.wrap(max(width - around, 1))
    below = Content.assemble("  ", in_columns(others, columns[1:]))
    lines = (Content.assemble("  ", inside, line) for line in more)
    return Content("\n").join((Content.assemble(mark, " ", first), *lines, below))


_INSIDE: Final = "  "
"""Before one of several that are alike, below these."""


def listing(
    listed: Sequence[Entry], now: date, width: int, height: int
) -> tuple[Widths, list[Content]]:
    """The actions below each other, and their columns.

    They have their whole texts if that takes no more lines than these; else one line each, or where
    that would cut many of them, what is to be done on lines of its own.
    """
    if len(listed) <= height:
        columns = widths(listed, width, whole=True)
        lines = [action_line(entry, now, columns, whole=True) for entry in listed]
        if sum(line.plain.count("\n") + 1 for line in lines) <= height:
            return columns, lines
    columns = widths(listed, width)
    if _cut_off(listed, columns) * FEW > len(listed):
        columns = beneath(listed, width)
    return columns, [action_line(entry, now, columns, width=width) for entry in listed]


def _mark(action: actions.Action, *, late: bool) -> tuple[str, str]:
    """What says how far it is, with and without colour."""
    if late:
        return GLYPHS.warning, "bold $error"
    marks = {
        "open": (GLYPHS.none, "$accent"),
        "done": (GLYPHS.done, "$success"),
        "dropped": (GLYPHS.no, "$faint"),
    }
    return marks[action.state]


def how_many(listed: tuple[actions.Action, ...], now: date) -> Content:
    """How many are open, how many of these are overdue, and how many nobody does yet."""
    still = [action for action in listed if action.open]
    late = sum(action.overdue(now) for action in still)
    nobody = sum(not action.owner for action in still)
    parts = [Content.styled(ntr(len(still), "{count} action open", "{count} actions open"), "bold")]
    if late:
        text = tr("{count} overdue", count=late)
        parts.append(Content.styled(text, "bold $error"))
    if nobody:
        parts.append(Content.styled(tr("{count} without an owner", count=nobody), "$warning"))
    if len(listed) > len(still):
        parts.append(Content.styled(tr("{count} settled", count=len(listed) - len(still))))
    return Content(" · ").join(parts)


def in_full(words: Words, session: Session, entry: Entry, now: date) -> Content:
    """Everything about an action: what it rests on, what hangs on it, what the room said."""
    action = entry.action
    late = action.overdue(now)
    due = f"{written(action.due)} ({tr('overdue')})" if late else written(action.due)
    decides = tr("decides {what}", what=words.summary.decides[action.decides].name)
    because = tr("because")
    because = f"{because[:1].upper()}{because[1:]}"
    rows = (
        ((tr("For"), entry.subject, ""), (because, because_of(action), "")),
        (
            (tr("Owner"), action.owner or tr("nobody yet"), "" if action.owner else "$warning"),
            (tr("Due"), due, "bold $error" if late else ""),
            ("", decides, "$quiet"),
        ),
    )
    lines = [shown_line(action.title, "bold")]
    if entry.folds is not None:
        many = ntr(len(entry.joined.ids), "{count} action", "{count} actions")
        opens = tr("{actions} alike: Enter shows each, a key settles all of them", actions=many)
        lines.append(Content.styled(opens, "$quiet"))
    for row in rows:
        parts = [
            Content.assemble((f"{head} " if head else "", "$quiet"), shown_line(text, style))
            for head, text, style in row
            if text
        ]
        lines.append(Content("   ").join(parts))
    if action.kind == actions.OWN and action.place.step != "summary":
        where = boards.at_place(session, words, action.place)
        lines.append(shown_line(tr("came up at {place}", place=where), "$quiet"))
    if action.state == "done":
        lines.append(Content.styled(tr("carried out"), "$success"))
    if action.state == "dropped":
        lines.append(shown_line(tr("dropped: {reason}", reason=action.reason)))
    held = session.actions.get(action.id)
    for stamp, before in sorted(held.earlier.items(), reverse=True) if held else ():
        until = written(history.moment(stamp).astimezone().date())
        text = tr("dropped until {day}: {reason}", day=until, reason=before.reason)
        lines.append(shown_line(text, "$quiet"))
    if action.note:
        lines.append(shown_line(f"{GLYPHS.note} {action.note}", "$quiet"))
    return Content("\n").join(lines)


class ActionsScreen(BoardPage):
    """All actions; Enter goes where one is settled, and Esc back to where the room was.

    In the wrap-up it has those that nobody does, or that have no day.
    """

    CSS_PATH = [shipped("screens") / "frame.tcss", shipped("screens") / "actions.tcss"]
    AUTO_FOCUS = "#actions-lines"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "owner", "owner", id="actions.owner"),
        Binding("d", "due", "by when", id="actions.due"),
        Binding("space", "done", "done", key_display="Space", id="actions.done"),
        Binding("x,delete", "drop", "drop", key_display="x", id="actions.drop"),
        Binding("e", "edit", "reword", id="actions.edit"),
        Binding("n", "note", "note", id="actions.note"),
    ]
    listed: tuple[Entry, ...] = ()
    _now = date.min

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self._unfolded: set[str] = set()

    def compose(self) -> ComposeResult:
        """The boards, how many there are, the actions, the one in hand in full, the keys."""
        yield Static(id="actions-title")
        yield bars.TabsLine(id="boards")
        yield Static(id="actions-heads")
        yield PointedList(id="actions-lines", markup=False)
        yield Paragraph(id="action")
        yield bars.KeyBar()

    def guide(self) -> bars.Guide:
        """What F1 says about the actions."""
        screen = self.bench.words.summary.follow_up
        return bars.Guide(screen.title, screen.purpose, screen.guidance)

    @property
    def entry(self) -> Entry | None:
        """The line under the cursor."""
        at = next((lines.highlighted for lines in self.query(PointedList)), None)
        return self.listed[at] if at is not None and at < len(self.listed) else None

    @property
    def action(self) -> actions.Action | None:
        """The action under the cursor; of several that are alike, what they have alike."""
        entry = self.entry
        return entry.action if entry is not None else None

    @property
    def lost(self) -> str:
        """An action that is not listed any more."""
        entry = self.entry
        now = actions.actions(self.bench.session, self.bench.words, self._now)
        gone = entry is not None and all(each.id not in entry.joined.ids for each in now)
        return entry.action.title if entry is not None and gone else ""

    # -- showing

    def show(self) -> None:
        """Show the session as it is now."""
        session, words = self.bench.session, self.bench.words
        self._now = today()
        self._show_tabs()
        every = actions.actions(session, words, self._now)
        if self.wrap_up:
            every = without(every)
        lines_of_all = tuple(entries(session, every, self._unfolded))
        self.listed = lines_of_all[:MOST]
        cut_off = tr("the first {count} are listed, an export has all", count=MOST)
        title = Content.assemble(
            (words.summary.follow_up.title, "bold $accent"),
            "  ",
            how_many(every, self._now),
            f" · {cut_off}" if len(lines_of_all) > MOST else "",
        )
        self.query_one("#actions-title", Static).update(title)
        width = self.size.width - 5  # the padding, and the bar that scrolls
        lines = self.query_one(PointedList)
        columns, drawn = listing(self.listed, self._now, width, self.room)
        heads = self.query_one("#actions-heads", Static)
        heads.update(head_line(columns) if self.listed else Content(""))
        kept = lines.highlighted or 0
        lines.set_options(map(Option, drawn))
        self._show_nothing(lines, empty=not self.listed)
        more = len(lines_of_all) - len(self.listed)
        if more:
            rest = tr("{count} more in the report", count=more)
            lines.add_option(Option(Content.styled(rest, "$quiet"), disabled=True))
        if self.listed:
            at = self._found(kept)
            lines.highlighted = min(kept, len(self.listed) - 1) if at is None else at
        self._show_action()

    def _found(self, kept: int) -> int | None:
        """The line of the action at which the room was: its own, or that of all alike."""
        has_it = [at for at, entry in enumerate(self.listed) if self._at in entry.joined.ids]
        return kept if kept in has_it else next(iter(has_it), None)

    def _show_action(self) -> None:
        """The action under the cursor in full."""
        entry, foot = self.entry, self.query_one("#action", Paragraph)
        foot.display = entry is not None
        if entry is not None:
            foot.update(in_full(self.bench.words, self.bench.session, entry, self._now))
        self.refresh_bindings()

    def on_option_list_option_highlighted(self, _: OptionList.OptionHighlighted) -> None:
        """Show the action, and stay with it wherever it goes in the list."""
        entry = self.entry
        self._at = entry.joined.ids[0] if entry else None
        self._show_action()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go where the action is settled; of several that are alike, show each or fold them."""
        event.stop()
        if (entry := self.entry) is None:
            return
        if entry.folds is None:
            place = entry.action.place
            self._workshop.go(
                place.step, workload=place.workload, vendor=place.vendor, item=place.item
            )
        else:
            ids = set(entry.joined.ids)
            self._unfolded = self._unfolded | ids if entry.folds else self._unfolded - ids
            self.show()

    # -- keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what is possible with the action in hand."""
        here = self.action
        if action in ("owner", "due", "done", "drop", "note"):
            return here is not None
        if action == "edit":
            return here is not None and here.kind == actions.OWN
        return super().check_action(action, parameters)

    def action_owner(self) -> None:
        """Let the room say who does it."""
        if (entry := self._in_hand()) is not None:
            action = entry.action
            people = tuple(
                dict.fromkeys(who.name for who in self.bench.session.participants.values())
            )

            def keep(owner: str | None) -> None:
                if owner is not None:
                    label = tr("who does: {action}", action=_short(action))
                    self._change(
                        lambda: self._each(
                            entry, lambda whole, key: actions.assign(whole, key, owner)
                        ),
                        label,
                    )

            who = dialogs.PickPerson(
                tr("Who does it?"),
                people,
                about=action.title,
                now=action.owner,
                away=attendance.absences(self.bench.session, datetime.now(UTC)),
            )
            self.app.push_screen(who, keep)

    def action_due(self) -> None:
        """Let the room say by when."""
        if (entry := self._in_hand()) is not None:
            action = entry.action
            self._ask_day(entry, written(action.due))

    def _ask_day(self, entry: Entry, text: str, fault: str = "") -> None:
        """Ask until it is a day, or the room thinks better of it; what was typed stays there."""
        action = entry.action

        def keep(given: str | None) -> None:
            if given is None:
                return
            try:
                until = day(given, today())
            except EditError as error:
                self._ask_day(entry, given, tr("Not possible: {what}.", what=error.what))
                return
            label = tr("by when: {action}", action=_short(action))
            self._change(
                lambda: self._each(entry, lambda whole, key: actions.schedule(whole, key, until)),
                label,
            )

        about = tr("2026-12-18, 18 Dec, Friday, or +14 for in 14 days. Empty: no date.")
        prompt = "\n".join(filter(None, (cut(action.title, 200), about, fault)))
        self.app.push_screen(dialogs.AskLine(tr("By when?"), prompt, text, "+14", anew=True), keep)

    def action_done(self) -> None:
        """Done; once more, and it is open again."""
        if (entry := self._in_hand()) is not None:
            action = entry.action
            short = _short(action)
            label = tr("open again: {action}", action=short)
            if action.open:
                label = tr("done: {action}", action=short)
            state: actions.ActionState = "done" if action.open else "open"
            self._change(
                lambda: self._each(entry, lambda whole, key: actions.conclude(whole, key, state)),
                label,
            )

    def action_drop(self) -> None:
        """Ask why it is dropped, and drop it."""
        if (entry := self._in_hand()) is not None:
            action = entry.action

            def keep(reason: str | None) -> None:
                if reason is not None:
                    label = tr("dropped: {action}", action=_short(action))
                    self._change(
                        lambda: self._each(
                            entry,
                            lambda whole, key: actions.conclude(whole, key, "dropped", reason),
                        ),
                        label,
                    )

            prompt = f"{cut(action.title, 200)}\n{tr('Why will nobody do it?')}"
            self.app.push_screen(dialogs.AskLine(tr("Drop"), prompt, action.reason), keep)

    def action_edit(self) -> None:
        """Reword an action of the room's own; without a word it is taken out."""
        if (entry := self._in_hand()) is not None:
            action = entry.action

            def keep(title: str | None) -> None:
                if title is not None:
                    label = tr("reworded: {action}", action=_short(action))
                    self._change(
                        lambda: actions.reword(self.bench.session, action.id, title), label
                    )

            prompt = tr("What is to be done? Empty: it is taken out.")
            self.app.push_screen(dialogs.AskLine(tr("Reword"), prompt, action.title), keep)

    def action_note(self) -> None:
        """Write a note on it."""
        if (entry := self._in_hand()) is not None:
            action = entry.action

            def keep(note: str | None) -> None:
                if note is not None and note != one_line(action.note):
                    label = tr("note on: {action}", action=_short(action))
                    self._change(
                        lambda: self._each(
                            entry, lambda whole, key: actions.annotate(whole, key, note)
                        ),
                        label,
                    )

            self.app.push_screen(
                dialogs.AskLine(tr("Note"), cut(action.title, 200), action.note), keep
            )

    def _in_hand(self) -> Entry | None:
        """The line under the cursor, if the session takes edits; if not, that is said."""
        return self.entry if self.entry is not None and self.may_edit() else None

    def _each(self, entry: Entry, change: Callable[[Session, str], Session]) -> Session:
        """The session with every action of a line changed."""
        return reduce(change, entry.joined.ids, self.bench.session)


def _short(action: actions.Action) -> str:
    """What is to be done, short enough for a sentence."""
    return cut(action.title, 40)
