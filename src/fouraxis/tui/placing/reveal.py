"""The reveal: a workload is placed and its rules are answered, and the room sees where it lands."""

from collections.abc import Iterator
from typing import ClassVar, Final, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from fouraxis.content.language import tr
from fouraxis.content.load import shipped
from fouraxis.content.models import Content as Words
from fouraxis.decision import reasons
from fouraxis.decision.recommendation import Recommendation, because_words, change_words
from fouraxis.tui.look import GLYPHS, filled, model_glyph, model_style, shown_line
from fouraxis.tui.parts.bars import KeyBar
from fouraxis.tui.parts.dialogs import Dialog
from fouraxis.tui.parts.text import Block, Growing, Page, entry, fit
from fouraxis.tui.placing.outcome import nearest
from fouraxis.workshop.assess import Assessed

Answer = Literal["decide", "differ"] | None
"""What the room makes of it: decided as recommended, differently, or not now."""

NEAREST: Final = 2
"""So many answers are named that would change it."""


class Banner(Growing):
    """A few words in the hue of a model, on a ground of the same hue, as wide as there is room."""

    def __init__(self, lines: tuple[Content, ...], hue: str) -> None:
        super().__init__()
        self._words = lines
        self._hue = hue

    def lines_at(self, width: int) -> int:
        """As many lines as the words need, and a blank one above and below."""
        return len(self._lines(width))

    def render(self) -> Content:
        """The words in the middle of the ground."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        room = max(width - 4, 10)
        words = [line for each in self._words for line in each.wrap(room)]
        blank = Content(" " * width)
        ground = f"on {self._hue} 15%"
        lines = [blank, *(fit(line.rstrip(), width, "center") for line in words), blank]
        return [line.stylize_before(ground) for line in lines]


def outcome(words: Words, recommendation: Recommendation, width: int) -> tuple[Content, ...]:
    """The outcome in full words: the model large, what goes with it, or what is still possible."""
    models = words.matrix.models
    lead = recommendation.lead
    if lead is None:
        lines = [Content.styled(tr("Provisional: it depends"), "bold $warning")]
        lines += [
            Content.styled(f"{model_glyph(model)} {models[model].name}", model_style(model))
            for model in recommendation.possible
        ]
        return tuple(lines)
    style = model_style(lead)
    name = models[lead].name.upper()
    spaced = " ".join(name)
    large = spaced if len(spaced) + 8 <= width else name
    lines = [Content.styled(f"{model_glyph(lead)}  {large}", f"bold {style}")]
    if recommendation.not_yet:
        lines.append(Content.styled(reasons.say(words, "not-yet"), style))
    if recommendation.strict_governance:
        lines.append(Content.styled(reasons.say(words, "with-strict-governance"), style))
    lines += [
        filled(tr("or {model}"), model=Content.styled(models[other].name, model_style(other)))
        for other in recommendation.options[1:]
    ]
    return tuple(lines)


def because(words: Words, assessed: Assessed) -> Iterator[Block]:
    """Why, in plain words, with whose it is; then the nearest changes, and the warnings."""
    recommendation = assessed.recommendation
    column = max(len(tr("because")), len(tr("it changes with"))) + 3
    steps = [reason for reason in recommendation.reasons if reason.kind != "unknown"]
    for number, reason in enumerate(steps[:NEAREST]):
        label = Content.styled(tr("because") if number == 0 else "", "$quiet")
        yield entry(Content(reason.text), label, column)
    basis = because_words(words, recommendation)
    yield entry(Content.styled(basis, "$quiet"), "", column)
    for number, change in enumerate(nearest(assessed.placement, recommendation.changes)[:NEAREST]):
        label = Content.styled(tr("it changes with") if number == 0 else "", "$quiet")
        style = model_style(change.lead) if change.lead else ""
        text = Content.styled(change_words(words, change), style)
        yield entry(text, label, column, gap=number == 0)
    for number, warning in enumerate(recommendation.warnings):
        sign = Content.styled(GLYPHS.warning, "bold $warning")
        yield entry(Content.styled(warning, "$warning"), sign, column, gap=number == 0)


class RevealScreen(Dialog[Answer]):
    """A whole screen for the moment: what, why, what would change it, and what the room does."""

    CSS_PATH = [shipped("screens") / "reveal.tcss"]
    confirms = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "decide", key_display="Enter", id="reveal.decide"),
        Binding("d", "dismiss('differ')", "differ", id="reveal.differ"),
        Binding("n,escape", "dismiss(None)", "not now", key_display="n", id="reveal.later"),
    ]

    def __init__(self, words: Words, assessed: Assessed) -> None:
        super().__init__()
        self._words = words
        self._assessed = assessed

    def compose(self) -> ComposeResult:
        """The workload, the outcome, the reasons, the keys."""
        recommendation = self._assessed.recommendation
        hue = model_style(recommendation.lead) if recommendation.lead else "$warning"
        width = self.app.size.width
        with Vertical(id="reveal"):
            yield Page(
                (Block(shown_line(self._assessed.workload.name, "bold")),), id="reveal-whose"
            )
            yield Banner(outcome(self._words, recommendation, min(width, 88)), hue)
            yield Page(tuple(because(self._words, self._assessed)), id="reveal-why")
        yield KeyBar()

    def action_take(self) -> None:
        """Decide as recommended; where it still depends, there is nothing to decide yet."""
        self.dismiss("decide" if self._assessed.recommendation.lead is not None else None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is offered that is not there yet: it may still depend."""
        if action == "take" and self._assessed.recommendation.lead is None:
            return False
        return super().check_action(action, parameters)
