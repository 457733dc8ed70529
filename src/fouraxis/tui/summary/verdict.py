"""The verdict on a workload in a few words: what is recommended and why, and what was decided."""

from typing import Final

from textual.content import Content

from fouraxis.content.language import tr
from fouraxis.content.models import Content as Words
from fouraxis.content.terms import model_code
from fouraxis.decision.reasons import say
from fouraxis.decision.recommendation import Recommendation, because_words
from fouraxis.report.summary import tell
from fouraxis.tui.look import model_glyph, model_style
from fouraxis.workshop.assess import Assessed
from fouraxis.workshop.session import Session

STRICT: Final = "!"
"""The mark of strict governance beside a model, the same as on the map."""

LOUD: Final = "bold reverse $error"
"""The style of what a room must not overlook."""


def model_name(words: Words, model: str, style: str = "") -> Content:
    """An engagement model with its glyph, in its hue."""
    name = words.matrix.models[model].name
    return Content.styled(f"{model_glyph(model)} {name}", f"{style} {model_style(model)}".strip())


def code_in_hue(model: str) -> Content:
    """An engagement model as its code, in its hue."""
    return Content.styled(model_code(model), model_style(model))


def hidden(session: Session, assessed: Assessed) -> bool:
    """Whether the room has not earned the outcome yet: it places all four axes first."""
    return assessed.status == "not-placed" and session.reveal != "live"


def recommended(words: Words, recommendation: Recommendation, width: int = 0) -> Content:
    """What is recommended; codes instead of names where the width (0: any) asks for it."""
    lead = recommendation.lead
    if lead is None:
        return _possible(recommendation, width)
    strict = f" {STRICT}" if recommendation.strict_governance else ""
    later = f": {say(words, 'not-yet')}" if recommendation.not_yet else ""
    full = Content.assemble(model_name(words, lead), (strict + later, f"bold {model_style(lead)}"))
    if not width or full.cell_length <= width:
        return full
    short = f"{model_glyph(lead)} {model_code(lead)}{strict}"
    if later and len(short + later) <= width:
        short += later
    return Content.styled(short, model_style(lead))


def _possible(recommendation: Recommendation, width: int) -> Content:
    """The models that are still possible: "? ADV/DNO", or how many they are: "? 5 ways"."""
    codes = Content.styled("/", "$quiet").join(map(code_in_hue, recommendation.possible))
    full = Content.assemble(("? ", "bold $warning"), codes)
    if not width or full.cell_length <= width:
        return full
    return Content.styled(tr("? {count} ways", count=len(recommendation.possible)), "$warning")


def because(words: Words, recommendation: Recommendation, width: int = 0) -> str:
    """What it rests on: "row 5 + rule"; "5+rule" where the width (0: any) asks."""
    full = because_words(words, recommendation)
    if not width or len(full) <= width:
        return full
    if recommendation.provisional:
        return tell(words, "no-model")
    basis = recommendation.basis
    parts = [*map(str, basis.rows)] or [tr("interp.")]
    if basis.rules:
        parts.append(say(words, "because-rule"))
    elif recommendation.tie_break and len("+".join([*parts, tr("guide")])) <= width:
        parts.append(tr("guide"))
    return "+".join(parts)


def decided(words: Words, assessed: Assessed, width: int = 0) -> Content:
    """What the room decided, with the model where it is not the recommended one."""
    state, decision = assessed.decision_state, assessed.workload.decision
    name = words.summary.decisions[state].name
    if decision is None:
        if assessed.status == "to-confirm":
            return Content.styled(words.summary.statuses[assessed.status].name, "$warning")
        return Content.styled(name, "$quiet")
    if state == "agreed":
        return Content.styled(name, "$success")
    if state == "outdated":
        full = f"{name.upper()} {model_code(decision.model)}"
        return Content.styled(full if not width or len(full) <= width else name.upper(), LOUD)
    if width and len(name) + 4 > width:
        name = words.summary.decisions[state].short or name
    return Content.assemble(f"{name} ", code_in_hue(decision.model))


def settled(words: Words, assessed: Assessed, width: int, *, out_of_sight: bool) -> Content:
    """What was decided, in whole words; in brackets what is recommended and not decided yet."""
    decision, state = assessed.workload.decision, assessed.decision_state
    if assessed.contradictions:
        return Content.styled(words.summary.statuses["level-again"].name.upper(), LOUD)
    if decision is None:
        lead = assessed.recommendation.lead
        if out_of_sight:
            return Content.styled(unplaced(words, assessed, width), "$quiet")
        if lead is None:
            return _possible(assessed.recommendation, width)
        name = Content.assemble("(", model_name(words, lead), ")")
        if assessed.status != "to-confirm":
            return name
        open_yet = ("  " + words.summary.statuses["to-confirm"].name, "$warning")
        full = Content.assemble(name, open_yet)
        short = Content.assemble("(", code_in_hue(lead), ")", open_yet)
        return full if full.cell_length <= width else short
    name = model_name(words, decision.model)
    if state == "agreed":
        return name
    mark = words.summary.decisions[state]
    style = LOUD if state == "outdated" else "$warning"
    text = mark.name.upper() if state == "outdated" else mark.short or mark.name
    full = Content.assemble(name, "  ", (text, style))
    if full.cell_length <= width:
        return full
    return Content.assemble(code_in_hue(decision.model), "  ", (text, style))


def overtaken(words: Words, assessed: Assessed) -> Content:
    """What has to be looked at again, loud, to stand behind a name; else nothing.

    A level to be confirmed again is, and a decision that is outdated.
    """
    loud = []
    if assessed.contradictions:
        loud.append(words.summary.statuses["level-again"].name)
    if assessed.decision_state == "outdated":
        loud.append(words.summary.decisions["outdated"].name)
    return Content("").join(Content.assemble("  ", (name.upper(), LOUD)) for name in loud)


def unplaced(words: Words, assessed: Assessed, cells: int) -> str:
    """How far a workload is that the room has not placed yet, short where there is little room."""
    state = words.summary.statuses[assessed.status]
    return state.name if len(state.name) <= cells else state.short or state.name
