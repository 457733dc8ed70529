"""The minutes of a part: how they are said, and how the room sets its own."""

from typing import Any

from textual.screen import Screen

from fouraxis.content.language import tr
from fouraxis.tui.workbench import Workbench
from fouraxis.workshop import edit
from fouraxis.workshop.agenda import AgendaItem, For, clock, for_each, planned, title
from fouraxis.workshop.faults import EditError
from fouraxis.workshop.session import Step
from fouraxis.workshop.text import showable


def each_and_all(item: AgendaItem | None) -> tuple[str, ...]:
    """How long a part takes each time, and in all: in full and shorter.

    Nothing for a part that is left out.
    """
    if item is None:
        return ()
    minutes, time = item.minutes, clock(item.total)
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
    from fouraxis.tui.dialogs.ask_line import AskLine

    def refuse(fault: EditError) -> None:
        said = tr("Not possible: {what}.", what=fault.what)
        screen.notify(showable(said), severity="warning", markup=False)

    def keep(given: str | None) -> None:
        if given is None:
            return
        name = title(bench.words, part)
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
    usual = planned(bench.words, part).minutes
    own = bench.session.agenda.get(part)
    heading = tr("Minutes for {name}", name=title(bench.words, part))
    prompt = tr("{question} Empty: {usual}.", question=_question(for_each(part)), usual=usual)
    text = "" if own is None else str(own)
    screen.app.push_screen(AskLine(heading, prompt, text, str(usual)), keep)


def _question(each: For) -> str:
    match each:
        case "workload":
            return tr("How many minutes does it take for each workload?")
        case "vendor":
            return tr("How many minutes does it take for each vendor?")
        case "once":
            return tr("How many minutes does it take?")
