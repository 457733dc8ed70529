"""Drivers: what drives cost and time. No prices are invented."""

from textual.content import Content

from fouraxis.tui.questions.checklists import ChecklistScreen


class DriversScreen(ChecklistScreen):
    """The drivers of one workload, under the relations that were published."""

    step = "drivers"

    def head(self) -> Content:
        """The published relations."""
        relations = self.bench.words.drivers.relations.values()
        return Content.styled("\n".join(one.text for one in relations), "$quiet")
