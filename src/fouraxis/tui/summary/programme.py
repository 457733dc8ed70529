"""The lines of the programme's page: an outline for each workstream; vendors against workloads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from textual.content import Content

from fouraxis.content.language import ntr, tr
from fouraxis.content.models import Content as Words
from fouraxis.tui.glyphs import GLYPHS, model_glyph
from fouraxis.tui.look import cut, shown_line
from fouraxis.tui.theme import model_style
from fouraxis.tui.widgets import verdict as outcome
from fouraxis.tui.workbench import Workbench
from fouraxis.workshop.matters import matters, place_of
from fouraxis.workshop.session import Place
from fouraxis.workshop.shortlist import Candidates, Shortlist, shortlist, verdict
from fouraxis.workshop.statement import Clause, outline, workstreams
from fouraxis.workshop.vetting import Vetted

_KNOWN = 240
"""How many cells of one known line are shown; a statement of work is not written here."""


@dataclass(frozen=True, slots=True)
class Fold:
    """A line that shows or hides the outline of its workload."""

    workload: str


Lead = Place | Fold | None
"""What a line leads to; None for one that is only to be read."""

Line = tuple[Lead, Content]


class Outlines:
    """The outlines of one session, each worked out when it is first looked at."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._known: dict[str, tuple[Clause, ...]] = {}

    def of(self, workload: str) -> tuple[Clause, ...]:
        """The clauses for a workload that goes outside."""
        if workload not in self._known:
            self._known[workload] = outline(self._bench.session, self._bench.words, workload)
        return self._known[workload]


def amounts(bench: Workbench) -> Iterator[Line]:
    """Whether it is a hybrid partnership, and whether each squad has a product owner."""
    words, programme = bench.words.summary.programme, bench.assessment.programme
    if not bench.session.workloads:
        yield (
            Place(step="workloads"),
            Content(tr("No workloads yet. Enter goes where they are added.")),
        )
    elif not programme.outside:
        yield None, Content(words["none-outside"].text)
    else:
        yield None, Content(programme.hybrid_reason or words["one-model"].text)
    found = matters(bench.session, bench.words)
    lacking = next((one for one in found if one.kind == "squads"), None)
    if lacking:
        place = place_of(bench.session, bench.words, "squads", lacking.spots[0])
        for warning in programme.warnings:
            yield place, Content.assemble((f"{GLYPHS.warning} ", "bold $warning"), warning)
    elif programme.squads:
        yield None, Content.styled(words["squads-owned"].text, "$quiet")


def streams(
    bench: Workbench, outlines: Outlines, unfolded: str | None, width: int
) -> Iterator[Line]:
    """The workstreams by engagement model, and the clauses of the one that is unfolded."""
    yield from amounts(bench)
    for model, ids in workstreams(bench.session, bench.words).items():
        yield None, Content.assemble("\n", outcome.model_name(bench.words, model, "bold"))
        for workload in ids:
            clauses = outlines.of(workload)
            yield Fold(workload), _stream(bench, workload, clauses, workload == unfolded, width)
            if workload == unfolded:
                for clause in clauses:
                    yield clause.place, _clause(bench.words, clause, width)


def _stream(
    bench: Workbench, workload: str, clauses: Iterable[Clause], unfolded: bool, width: int
) -> Content:
    """A workload, and how many clauses still miss something."""
    mark = GLYPHS.down if unfolded else GLYPHS.chosen_left
    still = sum(bool(one.open) for one in clauses)
    open_ = ntr(still, "{count} clause open", "{count} clauses open") if still else tr("all known")
    style = "$warning" if still else "$success"
    name = cut(bench.session.workloads[workload].name, max(width - len(open_) - 4, 10))
    return Content.assemble((f"{mark} ", "$accent"), (name, "bold"), (f"  {open_}", style))


def _clause(words: Words, clause: Clause, width: int) -> Content:
    """A clause: how far it is, what belongs there, and what is known."""
    room = max(width - 7, 20)
    if clause.left_out:
        head = Content.assemble(
            (f"    {GLYPHS.none} {clause.name}  ", "$quiet"),
            (words.summary.programme["left-out"].text, "$quiet"),
        )
        return head.truncate(width, ellipsis=True)
    sign = (GLYPHS.warning, "bold $warning") if clause.open else (GLYPHS.done, "$success")
    still = f"  {tr('{count} open', count=clause.open)}" if clause.open else ""
    head = Content.assemble(
        "    ",
        sign,
        (f" {clause.name}", "bold"),
        (still, "$warning"),
        (f"  {clause.text}", "$quiet"),
    )
    lines = [head.truncate(width, ellipsis=True)]
    for known in clause.known:
        label = f"{known.label}: " if known.label else ""
        text = Content.assemble(shown_line(label, "$quiet"), shown_line(cut(known.text, _KNOWN)))
        lines += [Content.assemble("      ", part) for part in text.wrap(room)]
    return Content("\n").join(lines)


def vendors(bench: Workbench, width: int) -> Iterator[Line]:
    """How many workloads nobody is considered for, the vendors counted, then who for what."""
    words = bench.words.summary.programme
    found = shortlist(bench.session, bench.words)
    if found is None:
        yield Place(step="setup"), Content.styled(words["left-out"].text, "$quiet")
        return
    if found.nobody:
        place = Place(step="vendors", workload=found.nobody[0])
        loud = (f" {GLYPHS.warning} {len(found.nobody)} ", "bold reverse $error")
        yield place, Content.assemble(loud, f" {words['no-vendor'].text.rstrip(':')}")
    if not found.vendors:
        more = tr("Enter goes where they are added.")
        yield Place(step="vendors"), Content(f"{words['no-vendors'].text} {more}")
    for number, (key, vetted) in enumerate(found.vendors.items(), 1):
        first = vetted.red_flags[0] if vetted.red_flags else None
        place = Place(step="vendors", vendor=key, item=first)
        yield place, _vendor(bench.words, number, vetted, width)
    yield from _considered(bench, found, width)


def _vendor(words: Words, number: int, vetted: Vetted, width: int) -> Content:
    """A vendor in two lines: its name and how the sprint ended, then what was counted."""
    verdicts = words.vendors.sprint.verdicts
    ended = tr("Sprint: {verdict}", verdict=verdicts[verdict(vetted)].name)
    raised = len(vetted.red_flags)
    counts = "  ".join(f"{n} {words.vendors.marks[mark].name}" for mark, n in vetted.marks.items())
    name = cut(vetted.vendor.name, max(width - len(ended) - 8, 10))
    first = Content.assemble((f"{number:>3} ", "$accent"), (name, "bold"), (f"  {ended}", "$quiet"))
    second = Content.assemble(
        (f"    {counts}  ", "$quiet"),
        (
            f"{GLYPHS.review} {tr('{count} raised', count=raised)}",
            "bold $error" if raised else "$quiet",
        ),
    )
    lines = (line.truncate(width, ellipsis=True) for line in (first, second))
    return Content("\n").join(lines)


def _considered(bench: Workbench, found: Shortlist, width: int) -> Iterator[Line]:
    """A row for each workload, a column for each vendor, as many as there is room for.

    Workloads that nobody is considered for come first.
    """
    if not found.workloads:
        return
    cell = len(str(len(found.vendors))) + 1
    name = min(max(width // 2, 20), 44)
    keys = list(found.vendors)[: max((width - name - 8) // cell, 1)]
    heads = "".join(str(number).rjust(cell) for number in range(1, len(keys) + 1))
    title = tr("Considered for").ljust(name)
    yield None, Content.assemble("\n", (f"{title}{heads}", "bold $accent"))
    inside = False
    for one in sorted(found.workloads, key=lambda one: bool(one.vendors)):
        if not one.outside and not inside:
            inside = True
            text = tr("Not going outside, and considered all the same")
            yield None, Content.styled(text, "$quiet")
        first = one.vendors[0] if one.vendors else None
        place = Place(step="vendors", workload=one.workload, vendor=first)
        yield place, _row(bench, one, keys, name, cell)


def _row(bench: Workbench, one: Candidates, keys: list[str], name: int, cell: int) -> Content:
    """A workload with the mark of the model that holds, and a mark for each vendor considered."""
    assessed = bench.assessed(one.workload)
    decision = assessed.workload.decision
    model = decision.model if decision else assessed.recommendation.lead
    sign = (model_glyph(model), model_style(model)) if model else ("?", "$warning")
    title = Content.assemble(sign, " ", shown_line(cut(assessed.workload.name, name - 3)))
    marks = "".join(
        (GLYPHS.done if key in one.vendors else GLYPHS.none).rjust(cell) for key in keys
    )
    more = sum(key not in keys for key in one.vendors)
    return Content.assemble(
        title.pad_right(max(name - title.cell_length, 0)),
        marks,
        (f"  +{more}" if more else "", "$quiet"),
        "" if one.vendors else "  ",
        "" if one.vendors else (f" {GLYPHS.warning} ", "bold reverse $error"),
    )
