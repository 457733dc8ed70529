"""The matrix as a page to read: published rows, every cell, the engagement models."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Static

from fouraxis.content.language import tr
from fouraxis.content.load import shipped
from fouraxis.content.models import Content as Words
from fouraxis.content.models import EngagementModel
from fouraxis.content.terms import LEVELS, model_code
from fouraxis.decision.matrix import Cell, cells
from fouraxis.decision.reasons import models_words, place_words, say
from fouraxis.tui.look import (
    GAP,
    Block,
    Page,
    Reading,
    entry,
    heading,
    in_columns,
    model_glyph,
    model_style,
)
from fouraxis.tui.parts.bars import Guide, KeyBar
from fouraxis.tui.summary.reasons import source
from fouraxis.tui.summary.table import STRICT
from fouraxis.workshop.question import live

_LABEL = 8
_CELL = 10
_GAP = "  "


class MatrixScreen(Screen[None]):
    """Nothing to answer here; Esc closes it."""

    CSS_PATH = [shipped("screens") / "frame.tcss", shipped("screens") / "matrix.tcss"]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-medium"), (100, "-wide")]
    AUTO_FOCUS = "#matrix"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,m", "close", "close", key_display="Esc", id="matrix.close"),
    ]

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        """A title, the page, the keys."""
        title = Content.assemble(
            (tr("The matrix"), "bold $accent"), (f"  {self._words.home.pack.title}", "$quiet")
        )
        yield Static(title, id="matrix-title")
        with Reading(id="matrix"):
            yield Page(id="matrix-page")
        yield KeyBar()

    def on_resize(self, _: Resize) -> None:
        """The maps stand beside each other where there is room for that."""
        self.query_one(Page).show(tuple(matrix_blocks(self._words, self.app.size.width >= 120)))

    def guide(self) -> Guide:
        """What F1 says about the matrix."""
        screen = self._words.matrix.screen
        return Guide(screen.title, screen.purpose, screen.guidance)

    def action_close(self) -> None:
        """Go back to where the room was."""
        self.dismiss(None)


def matrix_blocks(words: Words, beside: bool) -> Iterator[Block]:
    """The whole page; `beside` puts the three maps next to each other."""
    matrix = words.matrix
    yield Block(Content(matrix.screen.purpose.strip()))
    yield heading(tr("The published rows"))
    for row in matrix.rows.values():
        marks = Content(" ").join(
            Content.styled(f"{model_glyph(option)} {model_code(option)}", model_style(option))
            for option in row.options
        )
        text = Content.assemble(row.text, source(words, row.source))
        yield entry(text, Content.assemble((f"{row.number}  ", "bold"), marks), 16)
    yield heading(tr("Every cell, by certainty"))
    yield from _maps(words, beside)
    yield Block(
        Content.styled(
            tr(
                "CAPITALS are published; small letters are our interpretation, to be confirmed by "
                "the room; {mark} = strict governance; a / parts two options, and which one "
                "leads is the guide's to say.",
                mark=STRICT,
            ),
            "$quiet",
        ),
        gap=True,
    )
    yield heading(tr("Our interpretation of what the rows leave open"))
    for cell in matrix.interpretations.values():
        place = place_words(words, cell.sensitivity, cell.maturity, cell.certainty)
        options = models_words(words, cell.options)
        yield entry(
            Content.assemble(
                f"{place}: ",
                (options, model_style(cell.options[0])),
                f". {say(words, 'leans-on', leans_on=cell.leans_on)}",
                source(words, cell.source),
            )
        )
    yield heading(tr("Strict governance"))
    for item in live(matrix.governance.values()):
        yield entry(Content.assemble(item.question, source(words, item.source)), STRICT)
    yield heading(tr("The engagement models"))
    for number, model in enumerate(live(matrix.models.values())):
        yield from _model(words, model, gap=number > 0)
    yield Block(Content.styled(" ".join(words.home.notice.split()), "$quiet"), gap=True)


def _model(words: Words, model: EngagementModel, *, gap: bool) -> Iterator[Block]:
    """An engagement model and its published properties."""
    style = model_style(model.id)
    mark = Content.styled(f"{model_glyph(model.id)} {model_code(model.id)}", f"bold {style}")
    text = Content.assemble(
        (f"{model.name}. ", f"bold {style}"), model.description, source(words, model.source)
    )
    yield entry(text, mark, 7, gap=gap)
    needs = [condition.name for condition in live(model.conditions.values())]
    properties = {
        tr("Best for"): model.best_for,
        tr("Control"): model.control,
        tr("Cost"): model.cost,
        tr("Speed"): model.speed,
        tr("Risk"): model.risk,
        tr("Needs"): ", ".join(needs) or None,
    }
    for name, value in properties.items():
        if value:
            yield entry(Content(value), Content.styled(f"       {name}", "$quiet"), 17)


def _maps(words: Words, beside: bool) -> Iterator[Block]:
    """The three maps, next to or below each other."""
    maps = [_map(words, certainty) for certainty in LEVELS["certainty"]]
    if beside:
        for parts in zip(*maps, strict=True):
            yield Block(Content(_GAP).join(parts))
    else:
        for number, lines in enumerate(maps):
            for at, line in enumerate(lines):
                yield Block(line, gap=number > 0 and at == 0)


def _map(words: Words, certainty: str) -> list[Content]:
    """Sensitivity by maturity at one certainty, each line of the same width."""
    axes = words.axes.axes
    maturities = LEVELS["maturity"]
    width = _LABEL + _CELL * len(maturities) - GAP
    name = axes["certainty"].levels[certainty].name
    title = Content.styled(f"{axes['certainty'].name} {name}", "bold")
    head = [Content.styled(axes["maturity"].levels[m].name, "$quiet") for m in maturities]
    lines = [title.pad_right(width - title.cell_length), _cells("", head)]
    by_place = cells(words)
    for sensitivity in LEVELS["sensitivity"]:
        row = [_cell(by_place[sensitivity, maturity, certainty]) for maturity in maturities]
        lines.append(_cells(axes["sensitivity"].levels[sensitivity].name, row))
    return lines


def _cells(label: str, parts: list[Content]) -> Content:
    widths = (_LABEL - GAP, *(_CELL - GAP for _ in parts))
    return in_columns((Content.styled(label, "$quiet"), *parts), widths)


def _cell(cell: Cell) -> Content:
    """The options of a cell as codes, each in its hue; small letters for an interpretation."""
    codes = [
        Content.styled(model_code(option, interpretation=cell.interpretation), model_style(option))
        for option in cell.options
    ]
    strict = STRICT if cell.strict_governance else ""
    return Content("/").join(codes) + Content.styled(strict, model_style(cell.options[0]))
