"""What was promised beside what was measured; and under a table, why a goal is missed.

What stands here was looked into: docs/decisions/speed.md says what was tried and what it gave.
"""

from collections.abc import Iterable
from typing import Final

MISSED: Final = ", missed"
WHY: Final = {
    "Start to a useful screen": (
        "before Home is drawn, Textual's inputs and lists and the words of its page are imported "
        "and laid out; the floor is four options and a line at the foot."
    ),
    "Commands": (
        "half of either is importing pydantic, which is eight times a Python that does nothing. "
        "Validators of our own met `recommend` and are 450 lines that would have to be kept."
    ),
    "Key to repaint": (
        "a step repaints the row that the cursor leaves, the one that it reaches, and what stands "
        "beside the question; the floor repaints two short rows."
    ),
    "A list": (
        "the line of Home that the cursor reaches is measured and drawn anew, and what stands "
        "beside it is told of another workshop."
    ),
    "The list of": (
        "the first bytes of each file are read, for its title; that alone is most of the goal."
    ),
    "Opening": (
        "each answer becomes a model that is checked, which the parser's tables are not. A tenth "
        "would need workloads that are read when somebody looks at them."
    ),
    "Memory": (
        "the models, the words of all pages and Textual's inputs stay in memory; the floor "
        "imports none of them."
    ),
    "A report": (
        "every format is made of the same rows: what 200 workloads answered, what follows from "
        "it, and what is to be done take most of the time of each."
    ),
}


def beside(goal: float | None, measured: float) -> str:
    """A goal as its cell says it, and whether what was measured misses it."""
    if goal is None:
        return ""
    return f"≤ {goal:g}" + (MISSED if round(measured, 2) > goal else "")


def explain(title: str, goals: Iterable[str]) -> None:
    """Print under a table why a goal of it is missed, if one is."""
    if any(goal.endswith(MISSED) for goal in goals):
        reason = next(reason for of, reason in WHY.items() if title.startswith(of))
        print(f"\nMissed, because {reason}")
