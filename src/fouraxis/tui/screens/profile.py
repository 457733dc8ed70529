"""Profile: who does which layer, why look outside, whether that fits, what it has to live with."""

from fouraxis.tui.questions.checklists import ChecklistScreen


class ProfileScreen(ChecklistScreen):
    """The profile of one workload. Nothing here moves the recommendation."""

    step = "profile"
