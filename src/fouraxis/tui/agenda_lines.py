"""The lines of the agenda, in columns that fit the terminal."""

from typing import Final

from textual.content import Content

from fouraxis.content.language import ntr, tr
from fouraxis.tui.glyphs import GLYPHS
from fouraxis.tui.look import cut
from fouraxis.tui.step import progress_mark
from fouraxis.workshop.agenda import AgendaItem, Block, clock
from fouraxis.workshop.progress import Progress

_STARTS: Final = 7
_MINUTES: Final = 8
_TIMES: Final = 7
_TOTAL: Final = 9
_ANSWERED: Final = 16
_WIDEST: Final = 40
"""The widest that the column of names may be, in cells."""

_STYLES: Final = {"done": "$success", "some": "$warning", "none": "$faint"}


def head_line(width: int) -> Content:
    """The heads of the columns."""
    return _line(
        "  ",
        (tr("Start"), tr("Part"), tr("Minutes"), tr("Times"), tr("In all"), tr("Answered")),
        width,
        "$quiet",
    )


def block_line(block: Block) -> Content:
    """What stands above the parts that are taken for each workload or vendor."""
    if block.each == "workload":
        name = ntr(block.times, "For {count} workload", "For each of {count} workloads")
    else:
        name = ntr(block.times, "For {count} vendor", "For each of {count} vendors")
    if not block.times:
        name = _none_yet(block)
    each = tr("{minutes} min each", minutes=block.minutes)
    time = tr("{minutes} min", minutes=block.minutes) if block.times == 1 else each
    until = tr("until {time}", time=clock(block.ends_after)) if block.times else ""
    return Content.styled(", ".join(filter(None, (name, time, until))), "bold $secondary")


def _none_yet(block: Block) -> str:
    if block.each == "workload":
        return tr("For each workload; there is none yet")
    return tr("For each vendor; there is none yet")


def item_line(item: AgendaItem, progress: Progress, width: int) -> Content:
    """A part: when it starts, how long it takes, how much of it is answered."""
    mark = progress_mark(progress) if progress.total else ""
    glyph = {"done": GLYPHS.done, "some": GLYPHS.some, "none": GLYPHS.none}.get(mark, " ")
    starts = clock(item.starts_after) if item.times else ""
    answered = ""
    if progress.total:
        answered = tr("{done} of {total}", done=progress.done, total=progress.total)
    indent = "" if item.each == "once" else "  "
    minutes = f"{item.minutes}*" if item.own else str(item.minutes)
    cells = (
        *(starts, indent + item.name, minutes),
        *(str(item.times), clock(item.total), answered),
    )
    return Content.assemble((f"{glyph} ", _STYLES.get(mark, "")), _line("", cells, width - 2, ""))


def _line(before: str, cells: tuple[str, ...], width: int, style: str) -> Content:
    """Texts in the columns of the agenda; numbers end below each other."""
    starts, name, minutes, times, total, answered = cells
    fixed = len(before) + _STARTS + _MINUTES + _TIMES + _TOTAL + _ANSWERED
    room = max(min(width - fixed, _WIDEST), 8)
    named = Content(cut(name, room - 1))
    numbers = f"{minutes:>{_MINUTES}}{times:>{_TIMES}}{total:>{_TOTAL}}{answered:>{_ANSWERED}}"
    return Content.assemble(
        before, f"{starts:<{_STARTS}}", named.pad_right(room - named.cell_length), numbers
    ).stylize(style)
