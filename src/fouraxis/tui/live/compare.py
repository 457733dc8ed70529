"""Looking back: what has become of the session since a milestone, a backup, or another file."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from fouraxis.content.language import tr
from fouraxis.report.comparison import Comparison, compare
from fouraxis.store.faults import StoreError
from fouraxis.store.folder import SessionsFolder
from fouraxis.store.milestone import Earlier, earlier, named
from fouraxis.store.read import read
from fouraxis.tui.look import shown_line
from fouraxis.tui.parts import bars, dialogs
from fouraxis.tui.workbench import Workbench
from fouraxis.workshop.session import Session
from fouraxis.workshop.text import EditError, today

_NAME: Final = "name"
_MOST: Final = 30
"""As many earlier states, and other files, as a room can be expected to choose between."""


class ComparisonPage(dialogs.Dialog[None]):
    """What differs, workload by workload: what it was, and what it is now."""

    BINDINGS = [Binding("escape,enter,q", "dismiss(None)", "close", key_display="Esc")]

    def __init__(self, title: str, comparison: Comparison) -> None:
        super().__init__()
        self._title = title
        self._comparison = comparison

    def compose(self) -> ComposeResult:
        """The page, which scrolls with the arrows."""
        with VerticalScroll(classes="dialog reading") as page:
            page.border_title = shown_line(self._title)
            yield Static(Content("\n").join(_lines(self._comparison)))
            yield bars.KeyBar()


def _lines(comparison: Comparison) -> Iterator[Content]:
    nothing = tr("nothing")
    for workload in comparison.workloads:
        if not workload.changed:
            continue
        yield shown_line(workload.name, "bold $accent")
        for each in workload.differences:
            yield Content.assemble(
                shown_line(f"  {each.what}: ", "$quiet"),
                shown_line(each.before or nothing, "$quiet"),
                " → ",
                shown_line(each.after or nothing, "bold"),
            )
        for heading, titles in (
            (tr("No longer to be done"), workload.done),
            (tr("Newly to be done"), workload.fresh),
        ):
            if titles:
                yield Content.styled(f"  {heading}:", "$quiet")
            yield from (shown_line(f"    - {title}") for title in titles)
        yield Content()
    same = [workload.name for workload in comparison.workloads if not workload.changed]
    for heading, names in (
        (tr("Unchanged"), same),
        (tr("Only in the later session"), comparison.added),
        (tr("Only in the earlier session"), comparison.gone),
    ):
        if names:
            yield Content.assemble((f"{heading}: ", "$quiet"), shown_line(", ".join(names)))


def look_back(app: App[Any], bench: Workbench) -> None:
    """Let the room choose what to compare with, or name what is there now a milestone."""
    states = earlier(bench.session, bench.path)[:_MOST]
    folder = SessionsFolder(bench.path.parent)
    try:
        files = [entry for entry in folder.entries() if entry.path != bench.path][:_MOST]
    except StoreError:  # what is open can be compared all the same
        files = []
    choices = [(_NAME, tr("Name what is here now a milestone"))]
    choices += [(f"state {at}", _called(state)) for at, state in enumerate(states)]
    choices += [
        (f"file {at}", tr("the file {name}", name=entry.title or entry.name))
        for at, entry in enumerate(files)
    ]

    def go_on(choice: str | None) -> None:
        kind, _, at = (choice or "").partition(" ")
        if kind == _NAME:
            name_milestone(app, bench)
        elif kind == "state":
            state = states[int(at)]
            _compare(app, bench, _called(state), lambda: state.session(bench.path))
        elif kind == "file":
            path = files[int(at)].path
            _compare(app, bench, path.name, lambda: read(path).session)

    prompt = tr("What has changed since then: placements, decisions, owners, actions.")
    first = choices[1][0] if len(choices) > 1 else _NAME
    app.push_screen(dialogs.Pick(tr("Look back"), prompt, tuple(choices), first), go_on)


def _called(state: Earlier) -> str:
    """An earlier state in a line."""
    if not state.milestone:
        return tr("backup of {time}", time=state.name)
    at = f"{state.at.astimezone():%Y-%m-%d %H:%M}" if state.at else ""
    missing = "" if state.data is not None else f" ({tr('its copy is not on this machine')})"
    return f"{state.name}  {at}{missing}"


def _compare(app: App[Any], bench: Workbench, title: str, before: Any) -> None:
    try:
        former: Session = before()
    except StoreError as fault:
        bars.say(app, str(fault), "warning")
        return
    comparison = compare(former, bench.session, bench.words, today())
    app.push_screen(ComparisonPage(tr("Since: {what}", what=title), comparison))


def name_milestone(app: App[Any], bench: Workbench) -> None:
    """Ask what the state of the session is called, and keep it by that name."""

    def keep(name: str | None) -> None:
        if not name:
            return
        try:
            session = named(bench.session, name, datetime.now(UTC))
            bench.apply(session, tr("milestone: {name}", name=name))
        except EditError as fault:
            bars.say(app, tr("Not possible: {what}.", what=fault.what), "warning")
        except StoreError as fault:
            bars.say(app, str(fault), "error")
        else:
            bars.say(app, tr("Kept as “{name}”: C on the summary compares with it.", name=name))

    try:
        bench.allow()
    except EditError as fault:
        bars.say(app, tr("Not possible: {what}.", what=fault.what), "warning")
        return
    prompt = tr("What has been reached? For example: after legal review")
    takes = tr("Nothing changed: it takes a name.")
    app.push_screen(dialogs.AskLine(tr("Milestone"), prompt, takes=takes), keep)
