"""Workloads: the list in columns, as many as there are, and everything that makes one up."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import ClassVar, Final

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from fouraxis.content.language import noted, ntr, tr
from fouraxis.content.terms import AXES
from fouraxis.report.summary import tell
from fouraxis.tui.look import (
    GAP,
    GLYPHS,
    PointedList,
    cut,
    cut_content,
    flowing,
    in_columns,
    model_glyph,
    model_style,
    shown_line,
)
from fouraxis.tui.parts import bars, dialogs
from fouraxis.tui.parts.rail import Stop
from fouraxis.tui.step import StepScreen, progress_mark
from fouraxis.tui.summary.detail import detail, levels
from fouraxis.tui.summary.table import FRAGILE
from fouraxis.tui.workbench import Workbench
from fouraxis.tui.workloads.intake import ImportCsv, Imported, Pasted, PasteList
from fouraxis.workshop import assess, edit, lists, questions, union
from fouraxis.workshop.session import Place, Session

_NUMBER: Final = 3
_AROUND: Final = 6
"""Cells of the screen beside a line."""
_FAR: Final = 12
"""Cells for what has one width everywhere; the other columns share what is left."""


@dataclass(frozen=True, slots=True)
class Line:
    """One workload in words: `far` is how far it is, `lands` where it lands, `style` its look.

    `number` is its place in the order of the room, and it is `fragile` as its recommendation is.
    """

    id: str
    number: int
    name: str
    owner: str
    kind: str
    far: str
    mark: str
    lands: str
    style: str
    fragile: bool = False


_OWNER = 12
"""Cells of an owner who can be recognised."""

_AROUND_ABOUT: Final = 4
"""Cells of a line beside what is said of the workload in hand; two more where there is room."""

_WIDEST_GAP: Final = 6
"""Blank cells between two columns, at most."""

_STANDING: Final = 6
"""Lines that say where a workload stands, where there is room for them below the list."""


Wanted = tuple[int, int, int, int]
"""The cells that name, owner, kind and where it lands need; of none of them, any will do."""

_ANY: Final[Wanted] = (0, 0, 0, 0)


def columns(width: int, wanted: Wanted = _ANY, gap: int = GAP) -> tuple[int, ...]:
    """Cells of number, name, owner, kind, how far and where; a narrow line has no kinds.

    Where name, owner and kind are `wanted` so wide and less than their share will do, the others
    have the rest, the name before all. A kind that has no room as a whole has none.
    """
    lands = 24 if width < 96 else 30
    lands = min(lands, wanted[3] + gap) if wanted[3] else lands
    rest = max(width - _NUMBER - _FAR - gap - lands, 30)  # no gap stands behind the last one
    owner = rest * 24 // 100
    kind = rest * 28 // 100 if width >= 84 else 0
    owner = owner if kind else rest * 40 // 100
    if any(wanted):
        name = wanted[0] + gap
        owner = min(owner, wanted[1] + gap)
        left = rest - name  # whole names come before anybody's half
        whole = wanted[2] + gap
        kind = whole if kind and wanted[2] and left >= whole + wanted[1] + gap else 0
        if not kind and 0 <= left < owner:
            owner = left if left >= min(_OWNER, wanted[1]) + gap else 0
        if owner:
            owner += min(max(left - owner - kind, 0), max(wanted[1] + gap - owner, 0))
        spare = max(left - owner - kind, 0)
        wider = min(spare, max(wanted[3] + gap - lands, 0))  # and where it lands is said whole
        lands, rest = lands + wider, rest - wider
    shares = (rest - owner - kind, owner, kind)
    return (_NUMBER, *(max(share - gap, 0) for share in shares), _FAR, lands - gap)


@lru_cache(maxsize=8)
def _apart(width: int, wanted: Wanted) -> int:
    """The blank cells between two columns: as many as leave all of them whole, up to some."""
    for gap in range(_WIDEST_GAP, GAP, -1):
        room = columns(width, wanted, gap)
        cells = (*room[1:4], room[5])
        if all(cell >= need for cell, need in zip(cells, wanted, strict=True)):
            return gap
    return GAP


def _with_number(widths: tuple[int, ...]) -> tuple[int, ...]:
    """The cells of the columns, with the number in that of the name: it is no column apart."""
    number, name, *others = widths
    return (number + GAP + name, *others)


def _wanted(lines: tuple[Line, ...], heads: tuple[str, ...]) -> Wanted:
    """The cells of the longest name, owner, kind, and of where the workloads land.

    A column is as wide as its head, too; where no workload has a kind, none is wanted.
    """
    _, owner, kind, _, lands = heads

    def longest(texts: Iterable[str]) -> int:
        return max(map(cell_len, texts), default=0)

    return (
        longest(f"{line.name} {FRAGILE}" if line.fragile else line.name for line in lines),
        longest((owner, *(line.owner for line in lines))),
        longest((kind, *(line.kind for line in lines))) if any(line.kind for line in lines) else 0,
        longest((lands, *(line.lands for line in lines))),
    )


class _Lines(PointedList, inherit_bindings=False):
    """The list itself.

    It leaves the arrows to the left and right to the screen, which turns the page with them.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "open", key_display=GLYPHS.enter, id="workloads.open"),
        Binding("down,j", "cursor_down", "down", show=False, id="workloads.cursor-down"),
        Binding("up,k", "cursor_up", "up", show=False, id="workloads.cursor-up"),
        Binding("home", "first", "first", show=False, id="workloads.first"),
        Binding("end", "last", "last", show=False, id="workloads.last"),
        Binding("pageup", "page_up", "page up", show=False, id="workloads.page-up"),
        Binding("pagedown", "page_down", "page down", show=False, id="workloads.page-down"),
    ]


class WorkloadList(Vertical):
    """Head and lines. Only what has changed is drawn anew, so that hundreds of lines stay quick."""

    @dataclass
    class Moved(Message):
        """The cursor is on the workload with this id now."""

        id: str

    @dataclass
    class Opened(Message):
        """The workload with this id is to be opened."""

        id: str

    def __init__(self, empty: str, heads: tuple[str, ...], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._empty = empty
        self._heads = heads
        self._lines: tuple[Line, ...] = ()
        self._width = 0
        self._wanted: Wanted = _ANY

    def compose(self) -> ComposeResult:
        """The head and the list."""
        yield Static(id="workloads-head")
        yield Static(Content.styled(self._empty, "$quiet"), id="workloads-empty")
        yield _Lines(markup=False, id="workloads-lines")

    @property
    def current(self) -> str | None:
        """The id of the workload under the cursor."""
        at = self.query_one(_Lines).highlighted if self.is_mounted else None
        return self._lines[at].id if at is not None and at < len(self._lines) else None

    def show(self, lines: tuple[Line, ...], current: str | None) -> None:
        """Show these workloads, with the cursor on the one with this id."""
        widget = self.query_one(_Lines)
        width = self.app.size.width - _AROUND - (2 if getattr(self.screen, "roomy", False) else 0)
        with widget.prevent(OptionList.OptionHighlighted):
            wanted = _wanted(lines, self._heads)
            room = columns(width, wanted)
            if room[2] < wanted[1] or room[3] < wanted[2]:  # a person's role gives way first
                lines = tuple(replace(line, owner=line.owner.partition(" (")[0]) for line in lines)
                wanted = _wanted(lines, self._heads)
            laid_out = (width, wanted) == (self._width, self._wanted)
            if len(lines) != len(self._lines) or not laid_out or not lines:
                self._width, self._wanted, self._lines = width, wanted, lines
                self._show_all(widget)
            else:
                for at, (line, old) in enumerate(zip(lines, self._lines, strict=True)):
                    if line != old:
                        widget.replace_option_prompt_at_index(at, self._prompt(line))
                self._lines = lines
            ids = [line.id for line in lines]
            at = ids.index(current) if current in ids else min(0, len(ids) - 1)
            widget.highlighted = at if ids else None

    def _show_all(self, widget: OptionList) -> None:
        widget.set_options(Option(self._prompt(line)) for line in self._lines)
        head = self.query_one("#workloads-head", Static)
        head.display = bool(self._lines)
        self.query_one("#workloads-empty").display = not self._lines
        first, *others = self._heads
        titles = (" " * (_NUMBER + GAP) + first, *others)
        gap = _apart(self._width, self._wanted)
        widths = _with_number(columns(self._width, self._wanted, gap))
        cells = (Content.styled(title, "bold $quiet") for title in titles)
        head.update(in_columns(cells, widths, gap=gap))

    def _prompt(self, line: Line) -> Content:
        mark = {"done": (GLYPHS.done, "$success"), "some": (GLYPHS.some, "$accent")}.get(
            line.mark, (GLYPHS.none, "$faint")
        )
        gap = _apart(self._width, self._wanted)
        widths = columns(self._width, self._wanted, gap)
        name = shown_line(line.name, "$foreground")
        if line.fragile:
            room = max(widths[1] - len(FRAGILE) - 1, 1)
            name = Content.assemble(
                shown_line(cut(line.name, room), "$foreground"), (f" {FRAGILE}", "bold $warning")
            )
        number = Content.styled(str(line.number).rjust(_NUMBER), "$faint")
        cells = (
            Content.assemble(number, " " * GAP, cut_content(name, widths[1])),
            shown_line(line.owner, "$quiet"),
            shown_line(line.kind, "$quiet"),
            Content.assemble(mark, " ", (line.far, "$quiet")),
            shown_line(line.lands, line.style),
        )
        return in_columns(cells, _with_number(widths), gap=gap)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Pass on where the cursor is."""
        event.stop()
        if self.current is not None:
            self.post_message(self.Moved(self.current))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Pass on what is to be opened."""
        event.stop()
        if self.current is not None:
            self.post_message(self.Opened(self.current))


def heads(bench: Workbench) -> tuple[str, ...]:
    """The names of the columns behind the number."""
    columns, fields = bench.words.summary.columns, bench.words.workloads.fields
    return (
        columns["workload"].name,
        tr("Owner"),
        fields["kind"].name,
        f"  {tr('Axes Rules')}",
        tr("Lands on"),
    )


def line_of(bench: Workbench, number: int, key: str, assessed: assess.Assessed) -> Line:
    """One line of the list, the workload with this number."""
    workload = assessed.workload
    kind = bench.words.workloads.kinds.get(workload.kind or "")
    axes, rules = bench.progress("axes", key), bench.progress("rules", key)
    placed = sum(workload.axis(axis).level not in (None, "unknown") for axis in AXES)
    where, style = lands(bench, assessed)
    return Line(
        key,
        number,
        workload.name,
        workload.owner,
        kind.name if kind else workload.kind or "",
        f"{placed}/{len(AXES)}  {rules.done}/{rules.total}",
        progress_mark(axes + rules),
        where,
        style,
        bool(where and assessed.fragile),
    )


def lands(bench: Workbench, assessed: assess.Assessed) -> tuple[str, str]:
    """Where a workload lands, and its style; nothing while the room has not placed all its axes."""
    placed = all(assessed.workload.axis(axis).level is not None for axis in AXES)
    if not placed and bench.session.reveal != "live":
        return "", "$faint"
    lead = assessed.recommendation.lead
    if lead is None:
        return f"{GLYPHS.unknown} {tr('it depends')}", "$warning"
    name = bench.words.matrix.models[lead].name
    check = f"{GLYPHS.warning} " if assessed.status in ("to-confirm", "level-again") else ""
    return f"{model_glyph(lead)} {check}{name}", model_style(lead)


def what_goes(name: str, answers: int, *, decided: bool) -> str:
    """What is lost with a workload, and how to get it back."""
    if decided and answers:
        return ntr(
            answers,
            "“{name}” goes, with {count} answer and its decision. u brings it back.",
            "“{name}” goes, with {count} answers and its decision. u brings it back.",
            name=name,
        )
    if decided:
        return tr(
            "“{name}” goes with its decision; nothing is answered about it. u brings it back.",
            name=name,
        )
    if answers:
        return ntr(
            answers,
            "“{name}” goes, with {count} answer. u brings it back.",
            "“{name}” goes, with {count} answers. u brings it back.",
            name=name,
        )
    return tr("“{name}” goes, nothing is answered about it. u brings it back.", name=name)


HOW_TO_ADD = noted(
    "Press a to add one, p to paste a list (one a line), i to import them from a CSV file."
)
CHECK = noted("Not in the published matrix: confirm it on the summary.")


class WorkloadsScreen(StepScreen):
    """All workloads in the room's order."""

    step = "workloads"
    AUTO_FOCUS = "#workloads-lines"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "add", id="workloads.add"),
        Binding("e", "edit", "edit", id="workloads.edit"),
        Binding("J,shift+down", "reorder(1)", "move down", key_display="J", id="workloads.down"),
        Binding("K,shift+up", "reorder(-1)", "move up", key_display="K", id="workloads.up"),
        Binding("d", "duplicate", "duplicate", id="workloads.duplicate"),
        Binding("h", "split", "split in two", id="workloads.split"),
        Binding("m", "merge", "merge", id="workloads.merge"),
        Binding("x,delete", "delete", "delete", key_display="x", id="workloads.delete"),
        Binding("p", "paste_list", "paste a list", id="workloads.paste"),
        Binding("i", "import_csv", "import CSV", id="workloads.import"),
        Binding("f", "fragile_first", "fragile first", show=False, id="workloads.fragile"),
    ]
    _fragile_first = False

    def compose_body(self) -> ComposeResult:
        """What this is for, the list, and the highlighted workload in its own words."""
        yield Static(Content.styled(self.bench.words.workloads.screen.purpose, "bold"), id="ask")
        empty = f"{tell(self.bench.words, 'no-workloads')}\n\n{tr(HOW_TO_ADD)}"
        yield WorkloadList(empty, heads(self.bench), id="workloads")
        yield Static(id="about")

    def on_mount(self) -> None:
        """Show the session; what was pasted and not added waits here."""
        self._pasted = ""
        self._path = ""
        super().on_mount()

    def on_resize(self, _: events.Resize) -> None:
        """Columns follow the width of the terminal."""
        if self.is_mounted:
            self.show()

    # -- what is shown

    def show(self) -> None:
        """Show the workloads, with the cursor where the session stands."""
        lines = tuple(
            line_of(self.bench, number, key, assessed)
            for number, (key, assessed) in enumerate(self.bench.assessment.workloads.items(), 1)
        )
        if self._fragile_first:
            lines = tuple(sorted(lines, key=lambda line: not line.fragile))
        self.set_class(self._beneath, "-beneath")
        self.query_one(WorkloadList).show(lines, self.bench.place.workload)
        self._show_about()
        self.refresh_bindings()

    def _check(self, assessed: assess.Assessed) -> str:
        """What the mark beside where it lands says, on a line of its own; nothing without one."""
        if GLYPHS.warning not in lands(self.bench, assessed)[0].split():
            return ""
        again = self.bench.words.summary.statuses["level-again"].text
        return f"\n{GLYPHS.warning} {again if assessed.contradictions else tr(CHECK)}"

    @property
    def _beneath(self) -> bool:
        """Whether the list leaves room for where the workload in hand stands."""
        few = len(self.bench.session.workloads) <= self.app.size.height // 3
        return bool(self.bench.session.workloads) and (self.roomy or few)

    def _show_about(self) -> None:
        workload = self.bench.session.workloads.get(self.current or "")
        about = Content("")
        if workload is not None:
            around = _AROUND_ABOUT + (2 if self.roomy else 0)
            width = max(self.app.size.width - around, 20)
            text = workload.description.strip() or tr("Nothing said about it yet: e edits it.")
            style = "$foreground" if workload.description.strip() else "italic $faint"
            check = self._check(self.bench.assessed(self.current or ""))
            kind = self.bench.words.workloads.kinds.get(workload.kind or "")
            beside = filter(None, (workload.owner, kind.name if kind else workload.kind))
            whose = ", ".join(beside)
            about = Content.assemble(
                self._whole_name(workload.name, whose, width),
                "\n",
                (cut(text, width * (2 if self._beneath or not check else 1)), style),
                (check, "$warning"),
                *(("\n\n", self._standing(width)) if self._beneath else ()),
            )
        self.query_one("#about", Static).update(about, layout=False)

    def _whole_name(self, name: str, whose: str, width: int) -> Content:
        """A workload's name, and whose it is and of what kind: below it where both are long.

        Where there is no room for one, both lose their ends.
        """
        if not self._beneath:
            name = cut(name, max(width - cell_len(whose) - 2, width // 2))
            whose = cut(whose, width - cell_len(name) - 2)
        parts = [shown_line(cut(name, width), "bold")]
        if whose:
            parts.append(shown_line(cut(whose, width), "$quiet"))
        return Content("\n").join(flowing(parts, width, gap=2))

    def _standing(self, width: int) -> Content:
        """Where the highlighted workload stands, and what comes of that."""
        words, session = self.bench.words, self.bench.session
        assessed = self.bench.assessed(self.current or "")
        lines = detail(words, session, assessed, width, _STANDING, named=False)
        return Content("\n").join((levels(words, assessed), lines))

    def stops(self) -> tuple[str, tuple[Stop, ...], str | None]:
        """There is no rail here."""
        return "", (), None

    @property
    def current(self) -> str | None:
        """The id of the workload under the cursor."""
        return self.query_one(WorkloadList).current if self.is_mounted else None

    def on_workload_list_moved(self, event: WorkloadList.Moved) -> None:
        """Remember where the room is."""
        self._stand_on(event.id)
        self._show_about()
        self.refresh_bindings()

    def _stand_on(self, workload: str | None) -> None:
        place = self.bench.place
        if place.workload != workload:
            self.bench.move(place.model_copy(update={"workload": workload, "item": None}))

    def on_workload_list_opened(self, event: WorkloadList.Opened) -> None:
        """Go to what is open about the placement of the workload, else to its first axis."""
        bench = self.bench
        start = Place(step="axes", workload=event.id)
        question = questions.next_open(bench.session, bench.words, start)
        if question and question.subject == event.id and question.step in ("axes", "rules"):
            self.workshop.go(question.step, workload=event.id, item=question.item)
        else:
            self.workshop.go("axes", workload=event.id, item=AXES[0])

    # -- keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What needs a workload is offered where there is one."""
        if action == "reorder" and self._fragile_first:
            return False
        if action in ("edit", "reorder", "duplicate", "split", "delete"):
            return self.current is not None
        if action in ("merge", "fragile_first"):
            return len(self.bench.session.workloads) > 1
        if action == "neighbour":
            return False
        return super().check_action(action, parameters)

    def _change(self, change: Callable[[Session], tuple[Session, str]], label: str) -> bool:
        """Make a change that has a workload for its result, and stand on that."""
        made: list[str] = []

        def apply() -> None:
            session, workload = change(self.bench.session)
            self.bench.apply(session, label)
            made.append(workload)

        if not self.attempt(apply):
            return False
        self._stand_on(made[0])
        return True

    def action_add(self) -> None:
        """Add a workload at the end."""
        self._edit(None)

    def action_edit(self) -> None:
        """Edit what the workload is."""
        self._edit(self.current)

    def _edit(self, workload: str | None) -> None:
        from fouraxis.tui.workloads.dialog import WorkloadDialog

        if not self.may_edit():
            return

        def edited(made: str | None) -> None:
            if made is not None:
                self._stand_on(made)
                self.arrive()
                if workload is None:
                    self._offer_maturity(made)

        self.app.push_screen(WorkloadDialog(self.bench, workload), edited)

    def _offer_maturity(self, workload: str) -> None:
        """Say that the last maturity can be taken over: it usually holds for the enterprise."""
        carried = edit.maturity_to_carry(self.bench.session, workload)
        if carried is not None:
            name = cut(self.bench.session.workloads[carried[0]].name, 40)
            level = self.bench.words.axes.axes["maturity"].levels.get(carried[1].level or "")
            offer = (
                tr(
                    "Same team as for {name}? On its maturity, m takes that over ({level}).",
                    name=name,
                    level=level.name,
                )
                if level
                else tr("Same team as for {name}? On its maturity, m takes that over.", name=name)
            )
            bars.say(self.app, offer)

    def action_reorder(self, by: int) -> None:
        """Move the workload up or down."""
        workload = self.current
        if workload is not None:
            name = self.bench.session.workloads[workload].name
            self._change(
                lambda session: (edit.move_workload(session, workload, by), workload),
                tr("moved {name}", name=name),
            )

    def action_fragile_first(self) -> None:
        """Put what is fragile on top of the list, or everything in the room's order again."""
        self._fragile_first = not self._fragile_first
        if self._fragile_first and not any(
            lands(self.bench, assessed)[0] and assessed.fragile
            for assessed in self.bench.assessment.workloads.values()
        ):
            bars.say(
                self.app,
                tr("Nothing is fragile: no answer given in doubt would change what is here."),
            )
            self._fragile_first = False
        self.show()

    def action_duplicate(self) -> None:
        """Copy the workload with all its answers."""
        workload = self.current
        if workload is not None:
            name = self.bench.session.workloads[workload].name
            self._change(
                lambda session: edit.duplicate_workload(session, workload),
                tr("duplicated {name}", name=name),
            )

    def action_split(self) -> None:
        """Make two workloads of one: ask what each is called."""
        workload = self.current
        if workload is None or not self.may_edit():
            return
        name = self.bench.session.workloads[workload].name
        title, takes = tr("Split in two"), tr("Nothing changed: it takes a name.")

        def first_named(first: str | None) -> None:
            def second_named(second: str | None) -> None:
                if first and second:
                    self._split(workload, first, second)

            if first:
                prompt = tr(
                    "What is the second part called? It has all answers and notes, too; decision, "
                    "chosen vendor, sprints and actions stay with “{name}”.",
                    name=cut(first, 60),
                )
                other = dialogs.AskLine(title, prompt, takes=takes)
                other.goes_on_from(part)
                self.app.push_screen(other, second_named)

        asked = tr("What is the first part called?")
        part = dialogs.AskLine(title, asked, name, anew=True, takes=takes)
        part.goes_on = True
        self.app.push_screen(part, first_named)

    def _split(self, workload: str, first: str, second: str) -> None:
        name = self.bench.session.workloads[workload].name
        if self._change(
            lambda session: union.split_workload(session, workload, first, second),
            tr("split {name}", name=name),
        ):
            self.arrive()
            bars.say(self.app, tr("Two workloads now. u takes it back."), until_changed=True)

    def action_merge(self) -> None:
        """Make another workload a part of this one, after asking which."""
        workload = self.current
        if workload is None or not self.may_edit():
            return
        nodes = self.bench.session.workloads
        prompt = tr(
            "Which workload becomes a part of “{name}”? Nothing of it is lost: where both have an "
            "answer, the one here holds and the other one is noted beside it; the decision here "
            "stays, the other one is noted; sprints, vendors and actions come along.",
            name=cut(nodes[workload].name, 60),
        )
        choices = tuple((key, node.name) for key, node in nodes.items() if key != workload)

        def merge(other: str | None) -> None:
            if other is None:
                return
            name = self.bench.session.workloads[other].name
            if self._change(
                lambda session: (
                    union.merge_workloads(session, self.bench.words, workload, other),
                    workload,
                ),
                tr("merged {name}", name=name),
            ):
                self.arrive()
                bars.say(self.app, tr("One workload now. u takes it back."), until_changed=True)

        self.app.push_screen(dialogs.Pick(tr("Merge"), prompt, choices), merge)

    def action_delete(self) -> None:
        """Delete the workload, after asking."""
        workload = self.current
        if workload is None:
            return
        assessed = self.bench.assessed(workload)
        answers = (
            assessed.progress.answered
            + assessed.progress.unknown
            + assessed.progress.not_applicable
        )
        name = cut(assessed.workload.name, 60)
        decided = assessed.workload.decision is not None

        def delete(sure: bool | None) -> None:
            if not sure:
                return
            ids = list(self.bench.session.workloads)
            at = ids.index(workload)
            following = next(iter(ids[at + 1 :] or ids[max(at - 1, 0) : at]), None)
            self.attempt(
                lambda: self.bench.apply(
                    edit.delete_workload(self.bench.session, workload),
                    tr("deleted {name}", name=assessed.workload.name),
                )
            )
            self._stand_on(following if following in self.bench.session.workloads else None)
            self.arrive()

        self.app.push_screen(
            dialogs.Confirm(tr("Delete a workload"), what_goes(name, answers, decided=decided)),
            delete,
        )

    # -- many at once

    def on_paste(self, event: events.Paste) -> None:
        """A list pasted on this screen is taken as one."""
        event.stop()
        self.offer_list(event.text)

    def action_paste_list(self) -> None:
        """Paste a list, one workload a line."""
        self.offer_list(self._pasted)

    def offer_list(self, text: str) -> None:
        """Show what workloads are in a text, and add them if the room wants."""

        def pasted(result: Pasted | None) -> None:
            if result is not None:
                self._pasted = "" if result.candidates else result.text
                self._add_all(result.candidates)

        if not self.may_edit():
            return
        self.app.push_screen(PasteList(*self._taken(), text), pasted)

    def action_import_csv(self) -> None:
        """Import workloads from a CSV file."""

        def imported(result: Imported | None) -> None:
            if result is not None:
                self._path = "" if result.candidates else result.path
                self._add_all(result.candidates)

        if not self.may_edit():
            return
        self.app.push_screen(ImportCsv(*self._taken(), self._path), imported)

    def _taken(self) -> tuple[tuple[str, ...], dict[str, str]]:
        """The names that are taken, and the kinds that there are."""
        names = tuple(workload.name for workload in self.bench.session.workloads.values())
        kinds = self.bench.words.workloads.kinds.values()
        return names, {kind.id: kind.name for kind in kinds if not kind.retired}

    def _add_all(self, candidates: tuple[lists.Candidate, ...]) -> None:
        if not candidates:
            return
        first = len(self.bench.session.workloads)
        label = ntr(len(candidates), "added {count} workload", "added {count} workloads")
        if self.attempt(
            lambda: self.bench.apply(edit.add_candidates(self.bench.session, candidates), label)
        ):
            self._stand_on(list(self.bench.session.workloads)[first])
            self.arrive()
            added = ntr(
                len(candidates),
                "Added {count} workload. u takes it back.",
                "Added {count} workloads. u takes it back.",
            )
            bars.say(self.app, added, until_changed=True)
