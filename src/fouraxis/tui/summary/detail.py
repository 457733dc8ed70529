"""A workload in a few lines: its levels, outcome, decision, reasons, and what comes next."""

from typing import Final

from textual.content import Content

from fouraxis.content.language import tr
from fouraxis.content.models import Content as Words
from fouraxis.content.terms import AXES
from fouraxis.report.recommendation import level_name
from fouraxis.tui.look import GLYPHS, cut, cut_content, filled, shown_line
from fouraxis.tui.summary.table import because, decided, hidden, model_name, recommended
from fouraxis.workshop import actions, agreement, assess
from fouraxis.workshop.session import Session
from fouraxis.workshop.text import today

_NAME: Final = 46
_REASON: Final = 300
"""Cells of a name, and of why something was decided: the page of reasons has all of it."""


def levels(words: Words, assessed: assess.Assessed) -> Content:
    """Where a workload stands on each axis; what the room has not placed yet is quiet."""
    shown = []
    for axis in AXES:
        level = assessed.workload.axis(axis).level
        answer = level_name(level, axis, words) or words.setup.answers["open"].name
        name = words.axes.axes[axis].name
        shown.append(
            Content.assemble((f"{name} ", "$quiet"), (answer, "bold" if level else "$quiet"))
        )
    return Content("   ").join(shown)


def detail(
    words: Words,
    session: Session,
    assessed: assess.Assessed,
    width: int,
    room: int = 2,
    *,
    named: bool = True,
) -> Content:
    """A row in full, so that no column has to: what is recommended, and what was decided.

    It begins with the name, unless that stands above it. Where there is room for more lines, the
    reasons and what comes next.
    """
    width = max(width, 20)
    lines = [_outcome(words, session, assessed, named=named), _decision(words, assessed)]
    lines += [
        shown_line(f"{GLYPHS.warning} {doubt}", "$warning")
        for doubt in agreement.doubts(session, assessed.workload, words)
    ]
    if room > len(lines):
        whole = [line for text in lines for line in text.wrap(width)]
        if not hidden(session, assessed):
            texts = [
                *(
                    Content.styled(line, "$warning")
                    for line in assess.fragile_lines(assessed, words)
                ),
                *(
                    Content.styled(reason.text, "$anchor")
                    for reason in assessed.recommendation.weightiest
                ),
                *(
                    Content.assemble((f"{tr('Next step')}: ", "$quiet"), shown_line(step))
                    for key, step in actions.next_steps(session, words, today()).items()
                    if key == assessed.workload_id
                ),
            ]
            whole += [line for text in texts for line in text.wrap(width)]
        lines = whole[:room]
        if len(whole) > room:
            lines[-1] = Content.assemble(cut_content(lines[-1].rstrip(), width - 2), " …")
    return Content("\n").join(cut_content(line, width) for line in lines)


def _outcome(words: Words, session: Session, assessed: assess.Assessed, *, named: bool) -> Content:
    recommendation = assessed.recommendation
    name = shown_line(cut(assessed.workload.name, _NAME), "bold") + "  " if named else Content("")
    if hidden(session, assessed):
        text = words.summary.statuses[assessed.status].text
        return Content.assemble(name, (text, "$quiet"))
    others = [
        filled(f" {tr('or {model}')}", model=model_name(words, other))
        for other in recommendation.options[1:]
    ]
    why = (f"  {because(words, recommendation)}", "$quiet")
    return Content.assemble(name, recommended(words, recommendation), *others, why)


def _decision(words: Words, assessed: assess.Assessed) -> Content:
    decision = assessed.workload.decision
    if decision is None:
        text = words.summary.decisions["none"].text
        if assessed.status != "not-placed":
            text = words.summary.statuses[assessed.status].text
        return Content.styled(text, "$quiet")
    wording = (
        tr("Decided {model} ({state}) by {name}")
        if decision.by
        else tr("Decided {model} ({state})")
    )
    reason = cut(f": {decision.reason}", _REASON) if decision.reason else ""
    decision_words = filled(
        wording,
        "$quiet",
        model=model_name(words, decision.model),
        state=decided(words, assessed, named=True),
        name=shown_line(decision.by, "$quiet"),
    )
    return Content.assemble(decision_words, shown_line(reason, "$quiet"))
