"""What a question was answered before, and what the decision was: until when, and on what basis."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from fouraxis.content.language import tr
from fouraxis.content.terms import ASKED_RULES, AXES, AskedRule, Axis
from fouraxis.report.answers import Former, former
from fouraxis.report.recommendation import level_name
from fouraxis.tui.look import Block, Page, Reading, entry, heading, shown, shown_line
from fouraxis.tui.parts.bars import KeyBar, SessionChanged
from fouraxis.tui.parts.dialogs import Dialog
from fouraxis.tui.summary.table import LOUD
from fouraxis.tui.workbench import Workbench
from fouraxis.workshop.assess import standing
from fouraxis.workshop.votes import agreements

_DECISION = "decision"


def at_hand(item: str | None) -> str:
    """The axis, rule or decision that a question is about: a factor belongs to its axis."""
    asked = (item or "").partition(".")[0]
    return asked if asked in (*AXES, *ASKED_RULES) else _DECISION


def history(bench: Workbench, workload: str, item: str | None) -> tuple[Block, ...]:
    """What a workload was before: first what the question at hand is about, then the rest.

    The decision is always among it: what was settled otherwise since may have taken its ground.
    """
    lines = former(bench.session, bench.words, workload)
    first = at_hand(item)
    items = dict.fromkeys((first, *(line.item for line in lines), _DECISION))
    return tuple(
        block
        for each in items
        for block in _of(bench, workload, each, [line for line in lines if line.item == each])
    )


def _of(bench: Workbench, workload: str, item: str, lines: Iterable[Former]) -> Iterator[Block]:
    """What holds now and who was for it, and below it what held before, the newest first."""
    name, now = _now(bench, workload, item)
    yield heading(name)
    yield entry(Content.assemble((f"{tr('Now')}  ", "$quiet"), now))
    node = bench.session.workloads[workload]
    for agreed in agreements(bench.session, node, bench.words):
        if agreed.axis == item:
            yield from (entry(shown_line(line, "$quiet"), "  ", 4) for line in agreed.lines)
    before = sorted(lines, key=lambda line: line.at, reverse=True)
    for line in before:
        until = tr("until {time}", time=_time(line.at))
        yield entry(
            Content.assemble(
                (f"{until}  ", "$quiet"),
                shown_line(line.was, "bold"),
                shown_line(f"  {line.rested}"),
            )
        )
        if line.reason:
            yield entry(shown(line.reason), "  ", 4)
    if not before:
        yield Block(Content.styled(tr("Nothing else was settled here before."), "$quiet"))


def _now(bench: Workbench, workload: str, item: str) -> tuple[str, Content]:
    """What a question is called, and what is answered to it now."""
    words, node = bench.words, bench.session.workloads[workload]
    axis: Axis | None = next((axis for axis in AXES if axis == item), None)
    rule: AskedRule | None = next((rule for rule in ASKED_RULES if rule == item), None)
    open_yet = words.setup.answers["open"].name
    if axis is not None:
        level = level_name(node.axis(axis).level, axis, words)
        return words.axes.axes[axis].name, shown_line(level or open_yet, "bold")
    if rule is not None:
        answer = node.rule(rule).answer
        asked = words.rules.rules[rule]
        given = asked.answered(answer, words.setup.answers) or open_yet
        return asked.called, shown_line(given, "bold")
    assessed, decision = bench.assessed(workload), node.decision
    name = words.summary.columns["decision"].name
    if decision is None:
        return name, shown_line(words.summary.decisions["none"].name)
    when = _time(decision.at) if decision.at else ""
    who = shown_line(", ".join(filter(None, (decision.by, when, decision.reason))), "$quiet")
    loud = LOUD if assessed.decision_state == "outdated" else ""
    return name, Content.assemble(
        (words.matrix.models[decision.model].name, "bold"),
        "  ",
        shown_line(standing(assessed, words), loud),
        "  ",
        who,
    )


def _time(at: datetime) -> str:
    """A moment in the time of this place, to the minute."""
    return f"{at.astimezone():%Y-%m-%d %H:%M}"


class HistoryDialog(Dialog[None]):
    """A page that scrolls; it follows the session, and closes with the key that opened it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,h,q", "dismiss(None)", "close", key_display="Esc"),
    ]

    def __init__(self, bench: Workbench, workload: str, item: str | None) -> None:
        super().__init__()
        self._bench = bench
        self._workload = workload
        self._item = item

    def compose(self) -> ComposeResult:
        """The page and its keys."""
        name = self._bench.session.workloads[self._workload].name
        with Reading(classes="dialog", id="history") as page:
            page.border_title = shown_line(tr("History: {name}", name=name))
            yield Page(history(self._bench, self._workload, self._item))
        yield KeyBar()

    def on_mount(self) -> None:
        """The arrows scroll."""
        self.query_one(Reading).focus()

    def on_session_changed(self, _: SessionChanged) -> None:
        """Something came in from outside."""
        if self._workload in self._bench.session.workloads:
            self.query_one(Page).show(history(self._bench, self._workload, self._item))
