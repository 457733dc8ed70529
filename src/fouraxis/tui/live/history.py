"""What a question was answered before, and what the decision was: until when, and on what basis."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from fouraxis.content.language import tr
from fouraxis.content.terms import ASKED_RULES, AXES, AskedRule, Axis
from fouraxis.report.answers import Former, former, former_programme, former_vendor
from fouraxis.report.recommendation import level_name
from fouraxis.tui.look import Block, Page, Reading, entry, heading, shown, shown_line
from fouraxis.tui.parts import bars, dialogs
from fouraxis.tui.summary.table import LOUD
from fouraxis.tui.workbench import Workbench
from fouraxis.workshop import agreement, assess

_DECISION = "decision"


def at_hand(item: str | None) -> str:
    """The axis, rule or decision that a question is about: a factor belongs to its axis."""
    asked = (item or "").partition(".")[0]
    return asked if asked in (*AXES, *ASKED_RULES) else _DECISION


def history(
    bench: Workbench, workload: str | None, item: str | None, vendor: str | None = None
) -> tuple[Block, ...]:
    """What a workload was before: first what the question at hand is about, then the rest.

    The decision is always among it: what was settled otherwise since may have taken its ground. Of
    a vendor, and of what is agreed for all workloads, why it was put off or out of the running.
    """
    if workload is None:
        past = former_programme(bench.session, bench.words)
        if vendor is not None:
            past = former_vendor(bench.session, bench.words, vendor)
        return tuple(_put_off(bench, item, past))
    lines = former(bench.session, bench.words, workload)
    first = at_hand(item)
    if first == _DECISION and any(line.item == item for line in lines):
        first = item or first
    items = dict.fromkeys((first, *(line.item for line in lines), _DECISION))
    return tuple(
        block
        for each in items
        for block in _of(bench, workload, each, [line for line in lines if line.item == each])
    )


def _of(bench: Workbench, workload: str, item: str, lines: Sequence[Former]) -> Iterator[Block]:
    """What holds now and who was for it, and below it what held before, the newest first."""
    if item not in (*AXES, *ASKED_RULES, _DECISION):
        yield from _of_question(bench, lines)
        return
    name, now = _now(bench, workload, item)
    yield heading(name)
    yield entry(Content.assemble((f"{tr('Now')}  ", "$quiet"), now))
    node = bench.session.workloads[workload]
    for agreed in agreement.agreements(bench.session, node, bench.words):
        if agreed.axis == item:
            yield from (entry(shown_line(line, "$quiet"), "  ", 4) for line in agreed.lines)
    yield from _before(lines)
    if not lines:
        yield _nothing()


def _nothing() -> Block:
    return Block(Content.styled(tr("Nothing else was settled here before."), "$quiet"))


def _put_off(bench: Workbench, item: str | None, past: Sequence[Former]) -> Iterator[Block]:
    """Why questions were put off, the one at hand first."""
    items = dict.fromkeys(line.item for line in past)
    for each in sorted(items, key=lambda each: each != item):
        yield from _of_question(bench, [line for line in past if line.item == each])
    if not past:
        yield _nothing()


def _of_question(bench: Workbench, lines: Sequence[Former]) -> Iterator[Block]:
    """What a question is answered now, and why it was put off before."""
    now = lines[-1].now or bench.words.setup.answers["open"].name
    yield heading(lines[-1].what)
    yield entry(Content.assemble((f"{tr('Now')}  ", "$quiet"), shown_line(now, "bold")))
    yield from _before(lines)


def _before(lines: Sequence[Former]) -> Iterator[Block]:
    """What held before, the newest first."""
    for line in sorted(lines, key=lambda line: line.at, reverse=True):
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
        shown_line(assess.standing(assessed, words), loud),
        "  ",
        who,
    )


def _time(at: datetime) -> str:
    """A moment in the time of this place, to the minute."""
    return f"{at.astimezone():%Y-%m-%d %H:%M}"


class HistoryDialog(dialogs.Dialog[None]):
    """A page that scrolls; it follows the session, and closes with the key that opened it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,h,q", "dismiss(None)", "close", key_display="Esc"),
    ]

    def __init__(
        self,
        bench: Workbench,
        workload: str | None,
        item: str | None,
        vendor: str | None = None,
    ) -> None:
        super().__init__()
        self._bench = bench
        self._workload = workload
        self._item = item
        self._vendor = vendor

    def compose(self) -> ComposeResult:
        """The page and its keys."""
        session, name = self._bench.session, tr("all workloads")
        if self._vendor is not None:
            name = session.vendors[self._vendor].name
        elif self._workload is not None:
            name = session.workloads[self._workload].name
        with Reading(classes="dialog", id="history") as page:
            page.border_title = shown_line(tr("History: {name}", name=name))
            yield Page(self._told())
        yield bars.KeyBar()

    def on_mount(self) -> None:
        """The arrows scroll."""
        self.query_one(Reading).focus()

    def on_session_changed(self, _: bars.SessionChanged) -> None:
        """Something came in from outside."""
        session = self._bench.session
        if self._workload in (None, *session.workloads) and self._vendor in (
            None,
            *session.vendors,
        ):
            self.query_one(Page).show(self._told())

    def _told(self) -> tuple[Block, ...]:
        return history(self._bench, self._workload, self._item, self._vendor)
