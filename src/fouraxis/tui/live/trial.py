"""What if: other answers tried out over all workloads, and what would become of them.

Nothing of it is in the session until the room keeps it: so nothing of it is saved, or undone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import ClassVar, Final

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from fouraxis.content.language import ntr, tr
from fouraxis.content.load import shipped
from fouraxis.content.models import Content as Words
from fouraxis.content.terms import AXES, MODELS, OUTSIDE, Model
from fouraxis.decision.reasons import say
from fouraxis.report.summary import sentence
from fouraxis.tui.look import (
    GAP,
    GLYPHS,
    STRICT,
    Block,
    Page,
    Paragraph,
    PointedList,
    Reading,
    clickable,
    cut,
    entry,
    heading,
    in_columns,
    shown_line,
)
from fouraxis.tui.parts import bars, dialogs
from fouraxis.tui.summary import map, table
from fouraxis.tui.workbench import Workbench
from fouraxis.workshop import assess, questions
from fouraxis.workshop.question import Option as Choice
from fouraxis.workshop.session import Session
from fouraxis.workshop.text import EditError

_ARROW: Final = "→"
_AXIS, _RULE, _OUTCOME = 7, 6, 8
"""Cells of a level, of the answer to a rule, and of where it goes, where there is little room."""
_WIDE: Final = (13, 9, 9)
"""The same where there is room for what was and what would be."""
_TRIED: Final = 11
"""The cells of two levels, one tried in place of the other, where a name has no room otherwise."""
_WIDE_FROM: Final = 112
_AROUND_MAP: Final = 28
"""Lines of the screen that are no cells of the map: what becomes of the programme stands below."""
_LEAST_NAME: Final = 8
_UNKNOWN: Final = "unknown"


def would_go(before: assess.Assessed, after: assess.Assessed) -> Model | None:
    """Where a workload would go; where what is tried takes its decision the ground, where to then.

    A decision whose ground is lost already holds until it is made again, as on the summary.
    """
    decision = after.workload.decision
    moved = after.recommendation.lead != before.recommendation.lead
    if decision is not None and not (moved and after.decision_state == "outdated"):
        return decision.model
    return after.recommendation.lead


def programme_lines(
    words: Words, before: assess.Assessment, after: assess.Assessment
) -> Iterator[Block]:
    """What all workloads amount to, before and after: what differs is loud, the rest is quiet."""
    was = {key: would_go(each, each) for key, each in before.workloads.items()}
    now = {key: would_go(before.workloads[key], each) for key, each in after.workloads.items()}
    for model in MODELS:
        counts = (list(was.values()).count(model), list(now.values()).count(model))
        if any(counts):
            moved = [
                key for key in now if was.get(key) != now[key] and model in (was[key], now[key])
            ]
            names = ", ".join(after.workloads[key].workload.name for key in moved)
            yield _line(table.model_name(words, model), counts, names)
    outside = tuple(sum(model in OUTSIDE for model in each.values()) for each in (was, now))
    ways = tuple(len({*each.values()} & OUTSIDE) for each in (was, now))
    open_yet = tuple(list(each.values()).count(None) for each in (was, now))
    lost = tuple(
        sum(each.decision_state == "outdated" for each in every.workloads.values())
        for every in (before, after)
    )
    yield _line(Content(tr("Workloads that go outside")), outside)
    yield _line(Content(tr("Engagement models outside")), ways)
    yield _line(Content(tr("Workloads with no model yet")), open_yet)
    yield _line(shown_line(sentence(words.summary.matters["outdated"].name)), lost)


def _line(name: Content, counts: tuple[int, ...], names: str = "") -> Block:
    """A count before and after, and whom that is about."""
    before, after = counts
    if before == after:
        return entry(Content.assemble(name, f"  {before}").stylize("$quiet"), "  ")
    changed = Content.styled(f"  {before} {_ARROW} {after}", "bold $warning")
    return entry(Content.assemble(name, changed, shown_line(f"  {names}", "$quiet")), "*")


class TrialScreen(dialogs.Dialog[None]):
    """The workloads with every axis and rule; below it what would become of them.

    Args:
        bench: the session. It is changed only when the room keeps what it tried out.
        workload: the workload to begin with.
    """

    CSS_PATH = [shipped("screens") / "trial.tcss"]
    AUTO_FOCUS = "#trial-table"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                str(digit),
                f"choose({digit})",
                "try",
                show=digit == 1,
                id="trial.choose",
            )
            for digit in (1, 2, 3, 4, 0)
        ),
        Binding("right,l", "question(1)", "question", key_display="◂ ▸", id="trial.next"),
        Binding("left,h", "question(-1)", "question before", show=False, id="trial.back"),
        Binding("m", "map", "map or table", id="trial.map"),
        Binding("u,ctrl+z,backspace", "take_back", "take back", key_display="u", id="trial.undo"),
        Binding("enter", "keep", "keep all", key_display="Enter", id="trial.keep", priority=True),
        Binding("f1,question_mark", "app.guidance", "help", key_display="F1", id="trial.guidance"),
        Binding("escape", "dismiss(None)", "discard", key_display="Esc", id="trial.discard"),
    ]

    def __init__(self, bench: Workbench, workload: str | None) -> None:
        super().__init__()
        self._bench = bench
        self._trial = assess.Trial()
        self._ids = list(bench.session.workloads)
        self._first = self._ids.index(workload) if workload in self._ids else 0
        self._at = 0
        self._on_map = False
        self._marked: str | None = None
        self._tried: tuple[Session, assess.Trial, Session] | None = None
        self._shown: Sequence[assess.Matter] = ()
        self._widths: tuple[int, ...] = ()

    # -- what is tried out

    @property
    def trial(self) -> assess.Trial:
        """What is tried out so far."""
        return self._trial

    @property
    def matter(self) -> assess.Matter:
        """The axis or rule under the cursor."""
        return assess.MATTERS[self._at]

    @property
    def workload(self) -> str | None:
        """The workload under the cursor."""
        at = self.query_one(OptionList).highlighted
        return self._ids[at] if at is not None and at < len(self._ids) else None

    @property
    def _before(self) -> assess.Assessment:
        return self._bench.assessment

    @property
    def _after(self) -> assess.Assessment:
        return assess.assess(self._would_be, self._bench.words)

    @property
    def _would_be(self) -> Session:
        """The session as it would be: worked out once for what is tried on what there is."""
        session, trial = self._bench.session, self._trial
        if self._tried is None or self._tried[0] is not session or self._tried[1] is not trial:
            self._tried = session, trial, trial.on(session, self._bench.words)
        return self._tried[2]

    def _choices(self) -> tuple[Choice, ...]:
        workload = self.workload
        if workload is None:
            return ()
        session, words = self._bench.session, self._bench.words
        return questions.find(session, words, workload, self.matter).options

    # -- the widgets

    def compose(self) -> ComposeResult:
        """The table or the map, the question under the cursor, what would become of it."""
        with Vertical(id="trial") as frame:
            frame.border_title = shown_line(tr("TRIAL, NOT SAVED"))
            yield Static(id="trial-heads")
            yield PointedList(id="trial-table", markup=False)
            with Reading(id="trial-map"):
                yield map.PlacementMap(self._bench.words, around=_AROUND_MAP)
            yield Paragraph(id="trial-question")
            with Reading(id="trial-outcome"):
                yield Page(id="trial-page")
        yield bars.KeyBar()

    def on_mount(self) -> None:
        """Begin at the workload where the room was."""
        self.query_one("#trial-map").display = False
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self._list(self._first)
        self.query_one("#trial-table").focus()

    def on_resize(self, _: events.Resize) -> None:
        """Lay everything out anew."""
        self.call_after_refresh(self._list, None)

    def on_session_changed(self, _: bars.SessionChanged) -> None:
        """Something came in from outside: what is tried out is tried on that."""
        self._list(None)

    def _list(self, at: int | None) -> None:
        """Show every workload, with the cursor on one of them or where it was."""
        if not self.is_mounted:
            return
        options = self.query_one("#trial-table", PointedList)
        kept = options.highlighted if at is None else at
        self._ids = list(self._bench.session.workloads)
        self._lay_out()
        after, before = self._after, self._before
        options.set_options(
            Option(self._row(key, before, after, here=number == kept))
            for number, key in enumerate(self._ids)
        )
        if self._ids:
            options.highlighted = min(kept or 0, len(self._ids) - 1)
        self._marked = self.workload
        self._show_beside()

    def _show_beside(self) -> None:
        """Show what stands around the table."""
        if self._widths:  # a key may come before the first rows
            self.query_one("#trial-heads", Static).update(self._heads())
        self.query_one("#trial-question", Paragraph).update(self._question())
        self.query_one("#trial-page", Page).show(tuple(self._outcome()))
        if self._on_map:
            self.query_one(map.PlacementMap).show(
                self._would_be, tuple(self._on_the_map()), map.ALL
            )
        many = len(self._trial.moves)
        answers = ntr(many, "{count} answer tried", "{count} answers tried")
        self.query_one("#trial").border_subtitle = shown_line(answers if many else "")
        self.refresh_bindings()

    # -- the table

    @property
    def _room(self) -> int:
        return self.query_one("#trial-table").scrollable_content_region.width

    def _sizes(self, matters: Sequence[assess.Matter]) -> tuple[int, ...]:
        """How wide the columns of these axes and rules are, and that of the outcome.

        Where there is little room, a rule has what its answers need, and no more.
        """
        if self._room >= _WIDE_FROM:
            axis, rule, outcome = _WIDE
            return (*(axis if matter in AXES else rule for matter in matters), outcome)
        return (*(_AXIS if each in AXES else self._answered(each) for each in matters), _OUTCOME)

    def _answered(self, rule: assess.Matter) -> int:
        """The cells of the widest answer to a rule, or of its head."""
        nodes = self._bench.session.workloads.values()
        texts = [self._named(rule, assess.answer_to(node, rule), 0) for node in nodes]
        tried = any(rule in self._trial.of(key) for key in self._bench.session.workloads)
        widest = max(cell_len(text) for text in (self._head(rule, _RULE), *texts))
        return max(widest, _RULE) if tried else widest

    @property
    def _matters(self) -> Sequence[assess.Matter]:
        """The axes and rules that have room, the one under the cursor among them."""

        def fits(first: int, end: int) -> bool:
            sizes = self._sizes(assess.MATTERS[first:end])
            return sum(sizes) + len(sizes) + _LEAST_NAME <= self._room

        first, end = 0, self._at + 1
        while first < self._at and not fits(first, end):
            first += 1
        while end < len(assess.MATTERS) and fits(first, end + 1):
            end += 1
        return assess.MATTERS[first:end]

    def _lay_out(self) -> bool:
        """Give the names, the axes and rules, and the outcome their cells; whether they had others.

        A name that is cut takes what the columns do not fill, that with most to spare first; what
        no name needs goes to those that lack most.
        """
        if self._on_map and self._widths:  # there is no table to lay out
            return False
        before = self._shown, self._widths
        shown, sizes = self._matters, list(self._sizes(self._matters))
        named = self._room - sum(sizes) - len(sizes)
        nodes = self._bench.session.workloads.values()
        longest = max((cell_len(node.name) for node in nodes), default=0)
        spare = [size - self._filled(matter) for matter, size in zip(shown, sizes, strict=False)]
        while longest > named and max(spare) > 0:
            at = spare.index(max(spare))
            spare[at] -= 1
            sizes[at] -= 1
            named += 1
        while named > max(longest, _LEAST_NAME) and min(spare) < 0:
            at = spare.index(min(spare))
            spare[at] += 1
            sizes[at] += 1
            named -= 1
        self._shown, self._widths = shown, (max(named, _LEAST_NAME), *sizes)
        return before != (self._shown, self._widths)

    def _filled(self, matter: assess.Matter) -> int:
        """How much of a column is filled: its head, its widest answer in brackets.

        Where something is tried, what was and what would be.
        """
        axis, rule, _ = _WIDE
        size = axis if matter in AXES else rule
        nodes = self._bench.session.workloads
        if any(matter in self._trial.of(key) for key in nodes):
            return _TRIED if matter in AXES else size
        answers = (
            self._named(matter, assess.answer_to(node, matter), size) for node in nodes.values()
        )
        return max((cell_len(self._head(matter, rule - 2)), *(cell_len(a) + 2 for a in answers)))

    def _head(self, matter: assess.Matter, room: int) -> str:
        """What stands above the column of an axis or rule."""
        words = self._bench.words
        column = words.summary.columns.get(matter)
        name = (
            column.name if column else words.rules.rules[matter].name.partition(" ")[0].rstrip(",")
        )
        short = column.short if column and column.short else f"{name[: room - 1]}."
        return name if cell_len(name) <= room else short

    def _heads(self) -> Content:
        words, widths = self._bench.words, self._widths
        names = [words.summary.columns["workload"].name]
        shown = self._shown
        names += [self._head(matter, room) for matter, room in zip(shown, widths[1:], strict=False)]
        heads = [
            Content.styled(
                cut(name, room), "bold underline $accent" if matter == self.matter else "$quiet"
            )
            for matter, name, room in zip(("", *shown), names, widths, strict=False)
        ]
        return in_columns([*heads, Content(tr("Outcome"))], widths).stylize("bold")

    def _row(
        self, key: str, before: assess.Assessment, after: assess.Assessment, *, here: bool
    ) -> Content:
        """A workload: its answers, those that are tried out marked, and where it goes."""
        widths, tried = self._widths, self._trial.of(key)
        node = before.workloads[key].workload
        cells = [
            self._cell(
                assess.answer_to(node, matter),
                tried.get(matter),
                matter,
                room,
                here=here and matter == self.matter,
            )
            for matter, room in zip(self._shown, widths[1:], strict=False)
        ]
        name = shown_line(cut(node.name, widths[0]), "bold" if tried else "")
        outcome = self._short(before.workloads[key], after.workloads[key], widths[-1])
        return in_columns([name, *cells, outcome], widths)

    def _cell(
        self, was: str | None, tried: str | None, matter: assess.Matter, room: int, *, here: bool
    ) -> Content:
        """An answer; what it was, too, where there is room; in brackets under the cursor."""
        text = self._named(matter, tried or was, room)
        if tried is not None:
            short, before = self._named(matter, tried, 4), self._named(matter, was, 4)
            way = f"{before} {_ARROW} {short}"
            ways = (f"{before} {_ARROW} {text}", way, way.replace(" ", ""), f"{short}*")
            room_for = room - 2 * here
            text = next((way for way in ways if cell_len(way) <= room_for), ways[-1])
        if here:
            text = f"[{cut(text, room - 2)}]"
        style = "bold $warning" if tried is not None else "bold $accent" if here else ""
        return Content.styled(cut(text, room), style)

    def _named(self, matter: assess.Matter, answer: str | None, room: int) -> str:
        """An answer in words, short where there is little room."""
        words = self._bench.words
        if answer is None:
            return "·"
        if answer == _UNKNOWN:
            return "?"
        axis = next((axis for axis in AXES if axis == matter), None)
        if axis is None:
            return self._rule_answer(matter, answer)
        level = words.axes.axes[axis].levels.get(answer)
        if level is None:
            return answer
        return level.name if cell_len(level.name) <= room else level.short or level.name

    def _rule_answer(self, matter: assess.Matter, answer: str) -> str:
        """An answer to a rule, as its question words it: some ask for a state, not yes or no."""
        words = self._bench.words
        options = questions.find(self._bench.session, words, self._ids[0], matter).options
        names = {option.id: option.name for option in options}
        return names.get(answer) or words.setup.answers[answer].name

    def _short(self, before: assess.Assessed, after: assess.Assessed, room: int) -> Content:
        """Where a workload goes, as codes: before and after where they differ."""
        was, now = (self._code(each) for each in (before, after))
        if was.plain == now.plain:
            return now
        if was.cell_length + now.cell_length >= room:  # two codes, both with strict governance
            was = was[: room - now.cell_length - 1]
        arrow = f" {_ARROW} " if was.cell_length + now.cell_length + 3 <= room else _ARROW
        return Content.assemble(was, (arrow, "bold $warning"), now)

    def _code(self, assessed: assess.Assessed) -> Content:
        if table.hidden(self._bench.session, assessed):
            return Content.styled("·", "$faint")
        lead = assessed.recommendation.lead
        if lead is None:
            return Content.styled("?", "bold $warning")
        strict = STRICT if assessed.recommendation.strict_governance else ""
        return Content.assemble(table.code_in_hue(lead), strict)

    # -- around it

    def _question(self) -> Content:
        """What is asked under the cursor, and the digits that answer it."""
        workload = self.workload
        if workload is None:
            return Content("")
        words, session = self._bench.words, self._bench.session
        was = assess.answer_to(session.workloads[workload], self.matter)
        now = self._trial.moves.get((workload, self.matter), was)
        question = questions.find(session, words, workload, self.matter)
        parts: list[Content] = []
        options = [(str(n), each.id, each.name) for n, each in enumerate(question.options, 1)]
        for digit, key, name in (*options, ("0", _UNKNOWN, words.setup.answers[_UNKNOWN].name)):
            mark = GLYPHS.chosen_left if key == now else " "
            style = "bold $accent" if key == now else ""
            before = f" ({tr('now')})" if key == was and was != now else ""
            part = Content.assemble((f"{mark}{digit} ", "$quiet"), (name, style), before)
            parts.append(Content.assemble("  ", clickable(part, f"choose({digit})")))
        return Content.assemble((question.name, "bold"), *parts)

    def _outcome(self) -> Iterator[Block]:
        """What is recommended for the workload under the cursor, and the programme."""
        workload, words = self.workload, self._bench.words
        before, after = self._before, self._after
        if workload is not None and workload in after.workloads:
            was, now = before.workloads[workload], after.workloads[workload]
            yield heading(tr("{name}: before and after", name=was.workload.name))
            yield entry(self._recommended(was), tr("Before"), 10)
            yield entry(self._recommended(now), tr("After"), 10)
            for line in assess.fragile_lines(now, words):
                yield entry(Content.styled(line, "$warning"), table.FRAGILE, 10)
        yield heading(tr("Programme"))
        yield from programme_lines(words, before, after)

    def _recommended(self, assessed: assess.Assessed) -> Content:
        words = self._bench.words
        if table.hidden(self._bench.session, assessed):
            return Content.styled(words.summary.statuses[assessed.status].text, "$quiet")
        strict = assessed.recommendation.strict_governance
        return Content.assemble(
            table.recommended(words, assessed.recommendation),
            f" ({say(words, 'with-strict-governance')})" if strict else "",
            (f"  {table.because(words, assessed.recommendation)}", "$quiet"),
            table.overtaken(words, assessed),
        )

    def _on_the_map(self) -> Iterator[assess.Assessed]:
        """Every workload where it would lie, and in brackets where it lies now, if that differs."""
        for key, after in self._after.workloads.items():
            before = self._before.workloads[key]
            if before.placement == after.placement:
                yield after
                continue
            name = after.workload.name
            for assessed, called in ((before, f"({name})"), (after, f"{_ARROW} {name}")):
                node = assessed.workload.model_copy(update={"name": called})
                yield replace(assessed, workload=node)

    # -- keys

    def on_option_list_option_highlighted(self, _: OptionList.OptionHighlighted) -> None:
        """The brackets follow the cursor."""
        self._mark()

    def _mark(self, *others: str) -> None:
        """Draw the rows anew where the cursor was and is, and those of other workloads."""
        options, here = self.query_one("#trial-table", PointedList), self.workload
        if options.option_count < len(self._ids):
            return  # a key that was faster than the first frame, which has what it changed
        changed = {self._marked, here, *others}
        self._marked = here
        if self._lay_out():
            changed = set(self._ids)
        before, after = self._before, self._after
        for number, key in enumerate(self._ids):
            if key in changed:
                row = self._row(key, before, after, here=key == here)
                options.replace_option_prompt_at_index(number, row)
        self._show_beside()

    def on_click(self, event: events.Click) -> None:
        """A click in the table, or on a head, goes to the axis or rule of that column."""
        places = [self.query_one(name).region for name in ("#trial-table", "#trial-heads")]
        if self._on_map or not any(place.contains(*event.screen_offset) for place in places):
            return
        x = event.screen_x - self.query_one("#trial-table").content_region.x
        ends = accumulate(width + GAP for width in self._widths)
        column = next((at for at, end in enumerate(ends) if x < end), 0)
        if 0 < column <= len(self._shown):
            self._at = assess.MATTERS.index(self._shown[column - 1])
            self._mark()

    def action_question(self, by: int) -> None:
        """Go to the next or previous axis or rule."""
        self._at = (self._at + by) % len(assess.MATTERS)
        self._mark()

    def action_choose(self, digit: int) -> None:
        """Try out an answer."""
        workload, choices = self.workload, self._choices()
        if workload is None or digit > len(choices):
            return
        answer = choices[digit - 1].id if digit else _UNKNOWN
        self._trial = self._trial.moved(self._bench.session, workload, self.matter, answer)
        self._mark()

    def action_take_back(self) -> None:
        """Take back what was tried last."""
        workloads = [workload for workload, _ in self._trial.moves]
        self._trial = self._trial.without_the_last()
        self._mark(*workloads[-1:])

    def action_map(self) -> None:
        """Show the map instead of the table, and back."""
        self._on_map = not self._on_map
        for name, display in (("#trial-map", self._on_map), ("#trial-table", not self._on_map)):
            self.query_one(name).display = display
        self.query_one("#trial-heads").display = not self._on_map
        self.query_one("#trial").set_class(self._on_map, "-map")
        self.query_one("#trial-map" if self._on_map else "#trial-table").focus()
        self._show_beside()
        self.call_after_refresh(self._mark)  # the window may be another one than before the map

    def action_keep(self) -> None:
        """Make all of it the session's answers, as one step that can be undone."""
        many = len(self._trial.moves)
        if many:
            label = ntr(many, "{count} answer that was tried", "{count} answers that were tried")
            try:
                self._bench.apply(self._would_be, label)
            except EditError as fault:
                bars.say(self.app, tr("Not possible: {what}.", what=fault.what), "warning")
                return
            bars.say(self.app, tr("Kept: {what}.", what=label))
        self.dismiss(None)

    def key_display(self, action: str) -> str | None:
        """The digits that answer what is asked under the cursor."""
        many = len(self._choices()) if self.is_mounted else 0
        return f"1-{many}" if action.startswith("choose") and many else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is kept or taken back where nothing was tried."""
        if action in ("keep", "take_back") and not self._trial.moves:
            return None
        return super().check_action(action, parameters)

    def guide(self) -> bars.Guide:
        """What F1 says."""
        return bars.Guide(
            tr("What if"),
            tr("Try other answers without meaning them: nothing of it is saved."),
            tr(
                "The arrows go to a workload and to one of its axes and rules, a digit tries an "
                "answer. The table, the map and the programme show what is now and what would be. "
                "Enter keeps all of it as one step, which u takes back; Esc discards it."
            ),
        )
