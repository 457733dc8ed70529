"""The agenda: what comes when, how long it takes, and how far each part is."""

from collections.abc import Iterator
from functools import partial
from typing import Any, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from fouraxis.content.language import ntr, tr
from fouraxis.content.load import shipped
from fouraxis.tui.look import (
    GAP,
    GLYPHS,
    PLAIN,
    Align,
    Paragraph,
    PointedList,
    in_columns,
    shown,
    shown_line,
)
from fouraxis.tui.parts.bars import Guide, KeyBar, say
from fouraxis.tui.step import PageScreen, progress_mark
from fouraxis.tui.workbench import Walk, Workbench
from fouraxis.workshop import agenda, edit, questions
from fouraxis.workshop.session import Step, Vendor, Workload
from fouraxis.workshop.text import EditError
from fouraxis.workshop.time import MORE, Part, give, minutes_for, part_of, so_far, with_clock

_WIDTHS: Final = (6, 8, 6, 8, 11)
"""The cells of each column; the part's name takes what is left, up to `_WIDEST`."""

_CLOCKED: Final = (6, 7, 6, 6, 8, 11)
"""The same with a column for the time that was used."""

WRAP_UP: Final = "wrap-up"
_FULL, _EMPTY = ("#", "-") if PLAIN else ("━", "─")
_LEAST_BAR, _LONGEST_BAR = 18, 60
"""The cells of the longest bar: from so few on there are bars, and so many at most."""
_WIDEST: Final = 39
_LEAST: Final = 12
_TIMES: Final = 3
_ALIGNED: Final[tuple[Align, ...]] = ("left", "left", *("right",) * 5)

_STYLES: Final = {"done": "$success", "some": "$warning", "none": "$faint"}


def head_line(width: int, *, clocked: bool = False) -> Content:
    """The heads of the columns; one for the time that was used, where the clock is.

    Behind them one for the bars, where these have room.
    """
    heads = (
        *(tr("Start"), tr("Part"), tr("Minutes"), tr("Times"), tr("In all")),
        *((tr("Used"),) if clocked else ()),
        tr("Answered"),
    )
    bars = f"  {tr('Time, and answers')}" if _room_for_bars(width, clocked=clocked) else ""
    return Content.assemble("  ", _line(heads, width - 2), bars).stylize("$quiet")


def _room_for_bars(width: int, *, clocked: bool) -> int:
    """The cells beside the columns, as many as the longest bar is given."""
    widths = _CLOCKED if clocked else _WIDTHS
    rest = width - 2 - sum(widths) - _WIDEST - GAP * len(widths) - 2
    return min(rest, _LONGEST_BAR) if rest >= _LEAST_BAR else 0


def bar(item: agenda.AgendaItem, progress: questions.Progress, longest: int, room: int) -> Content:
    """How long a part takes, beside the longest; as much of it is filled as is answered."""
    if not room or not item.times or not longest:
        return Content("")
    cells = max(round(item.total * room / longest), 1)
    filled = round(cells * progress.done / progress.total) if progress.total else 0
    return Content.assemble(
        "  ", (_FULL * filled, "$success"), (_EMPTY * (cells - filled), "$faint")
    )


def wrap_up_line() -> Content:
    """What comes behind the last part: what is left at the end."""
    about = tr("decide again, parked, actions of nobody, who was here")
    return Content.assemble("  ", tr("Wrap-up"), (f"  {about}", "$quiet"))


def block_line(block: agenda.Block) -> Content:
    """What stands above the parts that are taken for each workload or vendor."""
    if block.each == "workload":
        name = ntr(block.times, "For {count} workload", "For each of {count} workloads")
    else:
        name = ntr(block.times, "For {count} vendor", "For each of {count} vendors")
    if not block.times:
        name = _none_yet(block)
    each = tr("{minutes} min each", minutes=block.minutes)
    time = tr("{minutes} min", minutes=block.minutes) if block.times == 1 else each
    until = tr("until {time}", time=agenda.clock(block.ends_after)) if block.times else ""
    return Content.styled(", ".join(filter(None, (name, time, until))), "bold $secondary")


def _none_yet(block: agenda.Block) -> str:
    if block.each == "workload":
        return tr("For each workload; there is none yet")
    return tr("For each vendor; there is none yet")


def item_line(
    item: agenda.AgendaItem, progress: questions.Progress, width: int, *, clocked: bool = False
) -> Content:
    """A part: when it starts, how long it takes and took, how much of it is answered."""
    mark = progress_mark(progress) if progress.total else ""
    glyph = {"done": GLYPHS.done, "some": GLYPHS.some, "none": GLYPHS.none}.get(mark, " ")
    starts = agenda.clock(item.starts_after) if item.times else ""
    answered = ""
    if progress.total:
        answered = tr("{done} of {total}", done=progress.done, total=progress.total)
    indent = "" if item.each == "once" else "  "
    minutes = f"{item.minutes}*" if item.own else str(item.minutes)
    spent = agenda.clock(sum(item.used.values()) // 60) if item.used else ""
    cells = (
        *(starts, indent + item.name, minutes),
        *(str(item.times), agenda.clock(item.total)),
        *((spent,) if clocked else ()),
        answered,
    )
    return Content.assemble((f"{glyph} ", _STYLES.get(mark, "")), _line(cells, width - 2))


def _line(cells: tuple[str, ...], width: int) -> Content:
    """Texts in the columns of the agenda; numbers end below each other.

    Where a part's name has no room, how often it is taken gives way, then its time in all.
    """
    widths = _WIDTHS if len(cells) == len(_WIDTHS) + 1 else _CLOCKED
    columns: list[tuple[str, int, Align]] = list(
        zip(cells, (widths[0], 0, *widths[1:]), _ALIGNED, strict=False)
    )

    def rest() -> int:
        return width - sum(room for _, room, _ in columns) - GAP * (len(columns) - 1)

    for column in (_TIMES, _TIMES):  # the second one is what follows it
        if rest() < _LEAST:
            del columns[column]
    name = max(min(rest(), _WIDEST), 7)
    texts = [shown_line(text) for text, _, _ in columns]
    rooms = [room or name for _, room, _ in columns]
    return in_columns(texts, rooms, [aligned for _, _, aligned in columns])


def each_and_all(item: agenda.AgendaItem | None) -> tuple[str, ...]:
    """How long a part takes each time, and in all: in full and shorter.

    Nothing for a part that is left out.
    """
    if item is None:
        return ()
    minutes, time = item.minutes, agenda.clock(item.total)
    if item.times == 1:
        return (tr("{minutes} min", minutes=minutes),)
    if not item.times:
        return (tr("{minutes} min each", minutes=minutes),)
    return (
        tr("{minutes} min each, {time} in all", minutes=minutes, time=time),
        tr("{minutes} min, {time}", minutes=minutes, time=time),
    )


def ask_minutes(screen: Screen[Any], bench: Workbench, part: Step) -> None:
    """Ask how many minutes a part is to take, and plan it so, as one step that can be undone.

    An empty answer gives the part the content's minutes again.
    """
    from fouraxis.tui.parts.dialogs import AskLine

    def refuse(fault: EditError) -> None:
        say(screen.app, tr("Not possible: {what}.", what=fault.what), "warning")

    def keep(given: str | None) -> None:
        if given is None:
            return
        name = agenda.title(bench.words, part)
        label = tr("minutes for {name}: {given}", name=name, given=given or usual)
        try:
            bench.apply(edit.plan(bench.session, part, given), label)
        except EditError as fault:
            refuse(fault)

    try:
        bench.allow()
    except EditError as fault:
        refuse(fault)
        return
    usual = agenda.planned(bench.words, part).minutes
    own = bench.session.agenda.get(part)
    heading = tr("Minutes for {name}", name=agenda.title(bench.words, part))
    prompt = tr(
        "{question} Empty: {usual}.", question=_question(agenda.for_each(part)), usual=usual
    )
    item = agenda.agenda(bench.clocked, bench.words).item(part)
    if item is not None and item.took is not None:
        prompt = f"{prompt} {tr('It took {minutes} so far.', minutes=item.took)}"
    text = "" if own is None else str(own)
    screen.app.push_screen(AskLine(heading, prompt, text, str(usual)), keep)


def _question(each: agenda.For) -> str:
    match each:
        case "workload":
            return tr("How many minutes does it take for each workload?")
        case "vendor":
            return tr("How many minutes does it take for each vendor?")
        case "once":
            return tr("How many minutes does it take?")


def switch_clock(screen: Screen[Any], bench: Workbench) -> None:
    """Use the clock in this session, or no longer, as one step that can be undone."""
    on = not bench.session.time.clock
    label = tr("the clock is used") if on else tr("the clock is not used")
    try:
        bench.apply(with_clock(bench.session, on), label)
    except EditError as fault:
        say(screen.app, tr("Not possible: {what}.", what=fault.what), "warning")
        return
    if on:
        say(screen.app, tr("The clock starts with the next answer, and shows in the title."))
    else:
        say(screen.app, tr("The clock is not used any more; what it counted stays."))


def give_minutes(screen: Screen[Any], bench: Workbench, part: Part, minutes: int) -> None:
    """Give a part so many minutes more, or fewer, as one step that can be undone."""
    changed = give(bench.session, bench.words, part, minutes)
    has = minutes_for(changed, bench.words, part)
    label = tr("{part}: {minutes} min", part=named(bench, part), minutes=has)
    try:
        bench.apply(changed, label)
    except EditError as fault:
        say(screen.app, tr("Not possible: {what}.", what=fault.what), "warning")
    else:
        say(screen.app, f"{label}.")


def named(bench: Workbench, part: Part) -> str:
    """A part in words, with the workload or vendor that it is taken for."""
    title = agenda.title(bench.words, part.step)
    node: Workload | Vendor | None = bench.session.workloads.get(part.subject)
    if part.step == "vendors":
        node = bench.session.vendors.get(part.subject)
    return title if node is None else f"{title}, {node.name}"


class AgendaScreen(PageScreen):
    """The plan, part by part; Enter goes to a part, and Esc back to where the room was."""

    CSS_PATH = [shipped("screens") / "frame.tcss", shipped("screens") / "agenda.tcss"]
    AUTO_FOCUS = "#agenda-lines"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "minutes", "minutes", id="agenda.minutes"),
        Binding("c", "clock", "clock", id="agenda.clock"),
        Binding("plus", "give(1)", "5 min more", key_display="+", id="agenda.more"),
        Binding("minus", "give(-1)", "5 min fewer", key_display="-", id="agenda.fewer"),
        Binding("b", "boards", "boards", show=False, id="step.boards"),
        Binding("u,ctrl+z", "undo", "undo", key_display="u", id="agenda.undo"),
        Binding("ctrl+y", "redo", "redo", key_display="^y", id="agenda.redo"),
        Binding("escape,q,t", "close", "close", key_display="Esc", id="agenda.close"),
    ]

    def __init__(self, bench: Workbench, workshop: Walk, part: Step | None = None) -> None:
        super().__init__(bench)
        self._start = part or bench.place.step
        self._workshop = workshop

    def compose(self) -> ComposeResult:
        """A title, the whole time, the parts, what is left out, the keys."""
        yield Static(id="agenda-title")
        yield Paragraph(id="agenda-total")
        yield Static(id="agenda-heads")
        yield PointedList(id="agenda-lines", markup=False)
        yield Paragraph(id="agenda-foot")
        yield KeyBar()

    def guide(self) -> Guide:
        """What F1 says about the agenda."""
        screen = self.bench.words.setup.planning
        return Guide(screen.title, screen.purpose, screen.guidance)

    @property
    def part(self) -> Step:
        """The part under the cursor; before there is a cursor, the one to start at."""
        option = self.query_one(PointedList).highlighted_option
        return next((step for step in agenda.STEPS if option and step == option.id), self._start)

    @property
    def _at_wrap_up(self) -> bool:
        """Whether the cursor is on what comes behind the last part."""
        option = self.query_one(PointedList).highlighted_option
        return option is not None and option.id == WRAP_UP

    # -- showing

    def show(self) -> None:
        """Show the session as it is now."""
        session, words = self.bench.clocked, self.bench.words
        plan = agenda.agenda(session, words)
        clocked = session.time.clock or bool(session.time.used)
        heading = Content.assemble(
            (words.setup.planning.title, "bold $accent"), "  ", shown_line(session.title, "$quiet")
        )
        self.query_one("#agenda-title", Static).update(heading)
        lines = [agenda.in_all(plan), so_far(session, words)]
        self.query_one("#agenda-total", Paragraph).update(shown("\n".join(filter(None, lines))))
        self._show_parts(plan, clocked=clocked)
        self._show_foot(plan)

    def _show_parts(self, plan: agenda.Agenda, *, clocked: bool) -> None:
        lines, part = self.query_one(PointedList), self.part
        width = self.size.width - 5  # the padding, and the bar that scrolls
        self.query_one("#agenda-heads", Static).update(head_line(width, clocked=clocked))
        room = _room_for_bars(width, clocked=clocked)
        longest = max((item.total for item in plan.items), default=0)
        options: list[Option] = []
        for block in plan.blocks:
            if block.each != "once":
                options.append(Option(block_line(block), disabled=True))
            for item in block.items:
                progress = self.bench.progress(item.part)
                line = item_line(item, progress, width, clocked=clocked)
                drawn = Content.assemble(line, bar(item, progress, longest, room))
                options.append(Option(drawn, id=item.part))
        options.append(Option(wrap_up_line(), id=WRAP_UP))
        ids = [option.id for option in options]
        at = WRAP_UP if self._at_wrap_up else part
        lines.set_options(options)
        lines.highlighted = ids.index(at) if at in ids else 0

    def _show_foot(self, plan: agenda.Agenda) -> None:
        """What is left out, and what the mark of own minutes means."""
        lines: list[str] = []
        if plan.left_out:
            lines.append(tr("Left out: {names}.", names=", ".join(plan.left_out.values())))
        if any(item.own for item in plan.items):
            lines.append(tr("* as this workshop plans it; all else is the guide's."))
        if given := ", ".join(self._given()):
            lines.append(tr("More or less time than planned: {parts}.", parts=given))
        foot = self.query_one("#agenda-foot", Paragraph)
        foot.display = bool(lines)
        foot.update(shown("\n".join(lines)))

    def _given(self) -> Iterator[str]:
        """The parts that were given minutes, or that some were taken from."""
        for step, subjects in self.bench.session.time.extra.items():
            for subject, minutes in subjects.items():
                name = named(self.bench, Part(step, subject))
                yield tr("{part} {minutes} min", part=name, minutes=f"{minutes:+}")

    def clock_changed(self) -> None:
        """Another minute has passed."""
        self._show_mounted()

    # -- keys

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the part."""
        event.stop()
        if self._at_wrap_up:
            self._workshop.wrap_up()
        else:
            self._workshop.go(self.part)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The wrap-up takes no minutes of its own: it is a part of the summary's."""
        if action == "minutes" and self.is_mounted:
            return not self._at_wrap_up
        return super().check_action(action, parameters)

    def action_minutes(self) -> None:
        """Ask how many minutes the part under the cursor is to take."""
        ask_minutes(self, self.bench, self.part)

    def action_clock(self) -> None:
        """Use the clock, or no longer."""
        switch_clock(self, self.bench)

    def action_give(self, times: int) -> None:
        """Give the part under the cursor five minutes more, or fewer, for what is at hand in it."""
        place = self.bench.place.model_copy(update={"step": self.part})
        give_minutes(self, self.bench, part_of(place), times * MORE)

    def action_boards(self) -> None:
        """Show what is parked, what is to be done, and what nobody could say."""
        self._workshop.show_board("parked")

    def action_undo(self) -> None:
        """Take back the last change, and look at the plan as it was."""
        self.travel(self._workshop.undo, partial(self._workshop.show_agenda, self.part))

    def action_redo(self) -> None:
        """Do again what was taken back, and look at the plan as it is."""
        self.travel(self._workshop.redo, partial(self._workshop.show_agenda, self.part))
