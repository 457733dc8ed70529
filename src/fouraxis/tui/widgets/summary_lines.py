"""The lines above and below the table: how far all workloads are, and one of them in full."""

from collections.abc import Sequence

from textual.content import Content

from fouraxis.content.language import ntr, tr
from fouraxis.content.models import Content as Words
from fouraxis.tui.filled import filled
from fouraxis.tui.look import cut, shown_line
from fouraxis.tui.widgets import verdict
from fouraxis.workshop.assess import Assessed
from fouraxis.workshop.session import Session

_NAME = 46
_REASON = 300


def how_far(words: Words, rows: Sequence[Assessed], *, narrow: bool) -> Content:
    """How many workloads are how far; what is outdated is loud."""
    statuses = words.summary.statuses
    total = ntr(len(rows), "{count} workload", "{count} workloads")
    parts = [Content.styled(total, "bold")]
    for status in ("final", "to-confirm", "provisional", "not-placed"):
        count = sum(row.status == status for row in rows)
        if count:
            style = "" if status == "final" else "$warning"
            parts.append(Content.styled(f"{count} {statuses[status].name}", style))
    outdated = sum(row.decision_state == "outdated" for row in rows)
    if outdated:
        name = words.summary.decisions["outdated"].name.upper()
        parts.append(Content.styled(f"{outdated} {name}", "bold reverse $error"))
    if not narrow and any(row.recommendation.strict_governance for row in rows):
        strict = tr("{mark} = strict governance", mark=verdict.STRICT)
        parts.append(Content.styled(strict, "$quiet"))
    return Content(", " if narrow else " · ").join(parts)


def detail(words: Words, session: Session, one: Assessed, width: int) -> Content:
    """A row in full, so that no column has to: what is recommended, and what was decided."""
    lines = (_outcome(words, session, one), _decision(words, one))
    return Content("\n").join(line.truncate(max(width, 20), ellipsis=True) for line in lines)


def _outcome(words: Words, session: Session, one: Assessed) -> Content:
    found = one.recommendation
    name = shown_line(cut(one.workload.name, _NAME), "bold")
    if verdict.hidden(session, one):
        text = words.summary.statuses[one.status].text
        return Content.assemble(name, "  ", (text, "$quiet"))
    others = [
        filled(f" {tr('or {model}')}", model=verdict.model_name(words, other))
        for other in found.options[1:]
    ]
    because = (f"  {verdict.because(words, found)}", "$quiet")
    return Content.assemble(name, "  ", verdict.recommended(words, found), *others, because)


def _decision(words: Words, one: Assessed) -> Content:
    decision = one.workload.decision
    if decision is None:
        text = words.summary.decisions["none"].text
        if one.status != "not-placed":
            text = words.summary.statuses[one.status].text
        return Content.styled(text, "$quiet")
    said = (
        tr("Decided {model} ({state}) by {name}")
        if decision.by
        else tr("Decided {model} ({state})")
    )
    reason = cut(f": {decision.reason}", _REASON) if decision.reason else ""
    decided = filled(
        said,
        "$quiet",
        model=verdict.model_name(words, decision.model),
        state=verdict.decided(words, one),
        name=shown_line(decision.by, "$quiet"),
    )
    return Content.assemble(decided, shown_line(reason, "$quiet"))
