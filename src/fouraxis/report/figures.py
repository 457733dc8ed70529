"""The pictures of a summary: the map, the sourcing mix, vendors side by side, who owns what."""

from collections.abc import Iterator, Sequence
from typing import Final

from fouraxis.content.language import ntr, tr
from fouraxis.content.models import Content
from fouraxis.content.terms import MODEL_CODES, MODELS
from fouraxis.report.drawing import Box, Hatch, Line, Picture, Shape, Text, fitting
from fouraxis.report.placement_map import placement_map
from fouraxis.report.summary import Summary, VendorRow, WorkloadRow
from fouraxis.workshop.question import live

MOST_ROWS: Final = 30
"""More workloads than this do not fit a page: those with most to settle are drawn."""

MOST_VENDORS: Final = 8

_WIDTH: Final = 760
_BAR: Final = 16
_HEAD: Final = 11
"""The size of a column's head."""

_MARKS: Final[dict[str, tuple[str, str, Hatch, str]]] = {
    "strong": ("solid", "on-solid", "none", "+"),
    "partial": ("half", "ink", "none", "~"),
    "claimed": ("paper", "ink", "none", '"'),
    "red-flag": ("paper", "alarm", "none", "!"),
    "not-asked": ("panel", "quiet", "none", "?"),
}
"""By mark: the colours of the box and of its sign, the hatching, the sign."""


def pictures(summary: Summary, content: Content) -> Iterator[Picture]:
    """Every picture that the session has something to draw for."""
    if summary.workloads:
        yield placement_map(summary, content)
        yield sourcing_mix(summary, content)
    if summary.vendors:
        yield vendor_comparison(summary, content)
    if summary.workloads and "ownership" not in summary.session.left_out:
        yield ownership_map(summary, content)


def sourcing_mix(summary: Summary, content: Content) -> Picture:
    """How many workloads each engagement model gets: recommended, and decided."""
    rows = [
        (
            model,
            sum(row.assessed.recommendation.lead == model for row in summary.workloads),
            sum(_decided(row) == model for row in summary.workloads),
        )
        for model in MODELS
    ]
    used = [row for row in rows if row[1] or row[2]]
    words = [
        tr(
            "{model}: {recommended} recommended, {decided} decided",
            model=content.matrix.models[model].name,
            recommended=first,
            decided=second,
        )
        for model, first, second in used
    ]
    longest = max((max(first, second) for _, first, second in used), default=1)
    return Picture(
        name="sourcing-mix",
        title=tr("The sourcing mix"),
        description=". ".join(words) + "." if words else tr("Nothing is recommended yet."),
        width=_WIDTH,
        height=max(len(used), 1) * 48 + 34,
        shapes=tuple(_bars(used, longest, content)),
    )


def _decided(row: WorkloadRow) -> str | None:
    decision = row.assessed.workload.decision
    return decision.model if decision and not row.outdated else None


def _bars(used: Sequence[tuple[str, int, int]], longest: int, content: Content) -> Iterator[Shape]:
    left, room = 250, _WIDTH - 250 - 120
    for at, (model, recommended, decided) in enumerate(used):
        y = at * 48 + 8
        name = content.matrix.models[model].name
        yield Text(left - 50, y + 23, fitting(name, left - 52, 13), 13, "ink", "end", True)
        yield Text(left - 8, y + 23, MODEL_CODES[model], 11, "quiet", "end")
        for down, count, label in (
            (0, recommended, tr("{count} recommended", count=recommended)),
            (19, decided, tr("{count} decided", count=decided)),
        ):
            length = max(count * room / longest, 2)
            if down == 0:
                yield Box(left, y + down, length, _BAR, model, model)
            else:
                yield Box(left, y + down, length, _BAR, "paper", model, "rising", model)
            yield Text(left + length + 6, y + down + 13, label, 12)
    end = max(len(used), 1) * 48 + 4
    yield Line(left, 4, left, end, "ink")
    legend = tr("solid: recommended · hatched: decided by the room")
    yield Text(left, end + 20, legend, 11, "quiet")


def vendor_comparison(summary: Summary, content: Content) -> Picture:
    """Each vendor's mark on each criterion, and how many red flags were heard."""
    vendors, words = summary.vendors[:MOST_VENDORS], content.vendors
    criteria = live(words.criteria.values())
    more = len(summary.vendors) - len(vendors)
    sentences = [
        ntr(
            len(row.red_flags),
            "{name}: {marks}; {count} red flag",
            "{name}: {marks}; {count} red flags",
            name=row.name,
            marks=", ".join(f"{n} {mark}" for mark, n in row.marks.items() if n),
        )
        for row in vendors
    ]
    title = tr("Vendors side by side")
    if more:
        title = tr("Vendors side by side (the first {count})", count=len(vendors))
    return Picture(
        name="vendor-comparison",
        title=title,
        description=". ".join(sentences) + ".",
        width=_WIDTH,
        height=44 + (len(criteria) + 1) * 34 + 34,
        shapes=tuple(_compared(vendors, content)),
    )


def _compared(vendors: Sequence[VendorRow], content: Content) -> Iterator[Shape]:
    criteria, left = live(content.vendors.criteria.values()), 210
    column = min(130.0, (_WIDTH - left) / max(len(vendors), 1))
    for across, row in enumerate(vendors):
        x = left + across * column
        for line, words in enumerate(_two_lines(row.name, column, _HEAD)):
            yield Text(x + (column - 6) / 2, 16 + line * 15, words, _HEAD, "ink", "middle", True)
        for down, criterion in enumerate(criteria):
            mark = row.vetted.vendor.criterion(criterion.id).mark or "not-asked"
            yield from _mark(x, 40 + down * 34, column - 6, mark)
        y = 40 + len(criteria) * 34
        flags, still = len(row.red_flags), len(row.red_flags) - len(row.vetted.answered)
        ink = "alarm" if still else "quiet"
        yield Text(x + (column - 6) / 2, y + 20, str(flags), 13, ink, "middle", bool(still))
    for down, name in enumerate((*(c.name for c in criteria), tr("Red flags heard"))):
        yield Text(left - 10, 40 + down * 34 + 20, fitting(name, left - 12, 12), 12, anchor="end")
    x, y = 20.0, 40 + (len(criteria) + 1) * 34 + 8
    for key, (_, _, _, sign) in _MARKS.items():
        yield from _mark(x, y, 28, key)
        name = content.vendors.marks[key].name
        yield Text(x + 36, y + 18, f"{name} ({sign})", 11, "quiet")
        x += 148


def _mark(x: float, y: float, width: float, mark: str) -> Iterator[Shape]:
    fill, ink, hatch, sign = _MARKS[mark]
    outline, weight = ("alarm", 2) if mark == "red-flag" else ("line", 1)
    yield Box(x, y, width, 28, fill, outline, hatch, round=3, weight=weight)
    yield Text(x + width / 2, y + 19, sign, 15, ink, "middle", True)


def ownership_map(summary: Summary, content: Content) -> Picture:
    """Which areas have a named owner after launch, per workload."""
    areas = live(content.ownership.areas.values())
    rows: Sequence[WorkloadRow] = summary.workloads
    if len(rows) > MOST_ROWS:
        rows = sorted(rows, key=lambda row: -len(row.unowned))[:MOST_ROWS]
    unowned = sum(len(row.unowned) for row in summary.workloads)
    title = tr("Who owns what after launch")
    if len(rows) < len(summary.workloads):
        title = tr(
            "Who owns what after launch (the {count} with most areas unowned)", count=len(rows)
        )
    return Picture(
        name="ownership-map",
        title=title,
        description=tr(
            "{areas} areas for {workloads} workloads: {unowned} have no named owner."
            " The table beside it names every owner.",
            areas=len(areas),
            workloads=len(summary.workloads),
            unowned=unowned,
        ),
        width=_WIDTH,
        height=62 + len(rows) * 28 + 40,
        shapes=tuple(_owned(rows, content)),
    )


def _owned(rows: Sequence[WorkloadRow], content: Content) -> Iterator[Shape]:
    areas, left = live(content.ownership.areas.values()), 196
    column = (_WIDTH - left) / max(len(areas), 1)
    heads = [_two_lines(area.name, column, _HEAD) for area in areas]
    size = _HEAD
    if any(line.endswith("…") for head in heads for line in head):
        size = _HEAD - 1  # one for all: heads of two sizes would seem to mean something
        heads = [_two_lines(area.name, column, size) for area in areas]
    for across, head in enumerate(heads):
        for line, words in enumerate(head):
            x = left + across * column + (column - 4) / 2
            yield Text(x, 22 + line * 15, words, size, "ink", "middle")
    for down, row in enumerate(rows):
        y = 50 + down * 28
        yield Text(left - 8, y + 17, fitting(row.name, left - 10, 12), 12, anchor="end")
        for across, area in enumerate(areas):
            owned = area.id not in row.assessed.unowned
            yield from _area(left + across * column, y, column - 4, owned=owned)
    y = 50 + len(rows) * 28 + 10
    yield from _area(left, y, 30, owned=True)
    yield Text(left + 38, y + 16, tr("has a named owner"), 11, "quiet")
    yield from _area(left + 190, y, 30, owned=False)
    yield Text(left + 228, y + 16, tr("nobody is named"), 11, "quiet")


def _area(x: float, y: float, width: float, *, owned: bool) -> Iterator[Shape]:
    if owned:
        yield Box(x, y, width, 24, "solid", round=3)
    else:
        yield Box(x, y, width, 24, "paper", "alarm", "crossed", "line", 3, 1.5)
        yield Box(x + width / 2 - 8, y + 3, 16, 18, "paper")
        yield Text(x + width / 2, y + 18, "!", 14, "alarm", "middle", True)


def _two_lines(name: str, room: float, size: float) -> tuple[str, str]:
    """A name over two lines, as near to its middle as its words allow."""
    words = name.split()
    cuts = range(len(words) + 1)
    best = min(cuts, key=lambda cut: max(len(" ".join(words[:cut])), len(" ".join(words[cut:]))))
    first, second = " ".join(words[:best]), " ".join(words[best:])
    return fitting(first, room - 4, size), fitting(second, room - 4, size)
