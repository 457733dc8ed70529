"""Contract: what to agree on before signing, for one workload or for all of them at once."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from fouraxis.content.language import tr
from fouraxis.tui.questions.checklists import ChecklistScreen
from fouraxis.workshop.questions import PROGRAMME


class ContractScreen(ChecklistScreen):
    """The contract checklist. What is agreed for all workloads holds for each until it differs."""

    step = "contract"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "for_all", "for all / for one", id="contract.all"),
    ]
    _for_all = False

    @property
    def subject(self) -> str | None:
        """The workload, or the whole programme."""
        return PROGRAMME if self._for_all else super().subject

    def head(self) -> Content:
        """For whom it is asked, and that this is no legal advice."""
        notice = " ".join(self.bench.words.contract.notice.split())
        if self._for_all:
            whose = tr("For all workloads: each inherits it until it differs")
        else:
            whose = tr("For this workload; (…) is what holds for all")
        return Content.assemble((whose, "bold"), "\n", (notice, "$quiet"))

    def action_for_all(self) -> None:
        """Ask for the whole programme, or for the workload again."""
        self._for_all = not self._for_all
        self.arrive()
