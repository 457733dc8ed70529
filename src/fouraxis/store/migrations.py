"""Older session files: pure steps, each from one schema to the next, made in memory."""

from collections.abc import Callable, Mapping
from typing import Any, Final

SCHEMA: Final = 1
"""The schema that this version writes."""

Tree = dict[str, Any]

STEPS: Final[Mapping[int, Callable[[Tree], Tree]]] = {}
"""From the schema to the next: what was at schema N goes through STEPS[N]."""


def migrated(tree: Tree, schema: int) -> Tree:
    """The tree of an older schema as one of this schema."""
    for step in range(schema, SCHEMA):
        tree = STEPS[step](tree)
    return tree
