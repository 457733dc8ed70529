"""A workload as the list shows it: what it is, how far it is, and where it lands."""

from fouraxis.content.language import ntr, tr
from fouraxis.content.terms import AXES
from fouraxis.tui.glyphs import GLYPHS, model_glyph
from fouraxis.tui.step import progress_mark
from fouraxis.tui.theme import model_style
from fouraxis.tui.workbench import Workbench
from fouraxis.tui.workloads.list import Line
from fouraxis.workshop.assess import Assessed


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


def line_of(bench: Workbench, key: str, one: Assessed) -> Line:
    """One line of the list."""
    workload = one.workload
    kind = bench.words.workloads.kinds.get(workload.kind or "")
    axes, rules = bench.progress("axes", key), bench.progress("rules", key)
    where, style = lands(bench, one)
    return Line(
        key,
        workload.name,
        workload.owner,
        kind.name if kind else workload.kind or "",
        f"{axes.done}/{axes.total}  {rules.done}/{rules.total}",
        progress_mark(axes + rules),
        where,
        style,
    )


def lands(bench: Workbench, one: Assessed) -> tuple[str, str]:
    """Where a workload lands, and its style; nothing while the room has not placed all its axes."""
    placed = all(one.workload.axis(axis).level is not None for axis in AXES)
    if not placed and bench.session.reveal != "live":
        return "", "$faint"
    lead = one.recommendation.lead
    if lead is None:
        return f"{GLYPHS.unknown} {tr('it depends')}", "$warning"
    name = bench.words.matrix.models[lead].name
    check = f"{GLYPHS.warning} " if one.status == "to-confirm" else ""
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
