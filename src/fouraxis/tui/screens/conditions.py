"""Conditions: what the model that leads needs, strict governance, hand-off, who builds inside."""

from textual.content import Content

from fouraxis.tui.glyphs import GLYPHS, model_glyph
from fouraxis.tui.questions.checklists import ChecklistScreen
from fouraxis.tui.theme import model_style


class ConditionsScreen(ChecklistScreen):
    """What has to hold for the model of one workload; a "no" is a warning on the summary."""

    step = "conditions"

    def head(self) -> Content:
        """The model that is asked about, or why there is nothing to ask; then the warnings."""
        words = self.bench.words
        subject = self.subject
        if subject is None or subject not in self.bench.session.workloads:
            return super().head()
        assessed = self.bench.assessed(subject)
        decision = assessed.workload.decision
        model = decision.model if decision else assessed.recommendation.lead
        if model is None:
            return Content.styled(words.conditions.not_yet, "$quiet")
        lines = [
            Content.styled(
                f"{model_glyph(model)} {words.matrix.models[model].name}",
                f"bold {model_style(model)}",
            )
        ]
        if not self.asked():
            lines.append(Content.styled(words.conditions.nothing, "$quiet"))
        lines += [
            Content.styled(f"{GLYPHS.warning} {warning}", "$warning")
            for warning in assessed.recommendation.warnings
        ]
        return Content("\n").join(lines)
