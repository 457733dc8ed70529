"""Files of older schemas as ones of this schema: pure steps from each to the next.

A step moves what it has to and drops nothing; it claims nothing that the room did not say. What it
moved, and what it could not, is told when the file is opened.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from fouraxis.content.language import tr
from fouraxis.store.salvage import shown
from fouraxis.workshop.session import Comment, SessionPath

SCHEMA: Final = 2
"""The schema that this version writes."""

Tree = dict[str, Any]


@dataclass(slots=True)
class Migration:
    """One file on its way to this schema.

    `moved` has by its new place what was moved, with its old one; `notices` are sentences on that,
    each with the place that it is about.
    """

    tree: Tree
    moved: dict[SessionPath, SessionPath] = field(default_factory=dict)
    notices: list[tuple[SessionPath, str]] = field(default_factory=list)

    def comments(self, comments: tuple[Comment, ...]) -> tuple[Comment, ...]:
        """The comments of the file at the places where what they are about is now."""
        return tuple(self._comment(comment) for comment in comments)

    def _comment(self, comment: Comment) -> Comment:
        for new, old in self.moved.items():
            if comment.path[: len(old)] == old:
                return comment.model_copy(update={"path": new + comment.path[len(old) :]})
        return comment


def migrated(tree: Tree, schema: int) -> Migration:
    """The tree of an older schema as one of this schema; the tree is changed in place."""
    migration = Migration(tree)
    for step in range(schema, SCHEMA):
        STEPS[step](migration)
    return migration


def _sprints_by_workload(migration: Migration) -> None:
    """A sprint is for one workload: a vendor's goes to the only one that it is considered for.

    Where that is none, or more than one, nobody has said for which it was: it stays beside them.
    """
    workloads = _table(migration.tree, "workloads")
    for key, vendor in _table(migration.tree, "vendors").items():
        if not _table(vendor, "sprint"):
            continue
        links = vendor.get("workloads")
        named = dict.fromkeys(link for link in _texts(links) if link in workloads)
        who = _name(vendor, key)
        if len(named) != 1 or vendor.get("sprints", {}) != {}:
            what = tr(
                "the calibration sprint of {vendor} says not for which workload it was: "
                "it is kept, and counts for none until the room says so",
                vendor=who,
            )
            migration.notices.append((("vendors", key, "sprint"), what))
            continue
        (workload,) = named
        vendor["sprints"] = {workload: vendor.pop("sprint")}
        new = ("vendors", key, "sprints", workload)
        migration.moved[new] = ("vendors", key, "sprint")
        what = tr(
            "the calibration sprint of {vendor} now stands with {workload}, "
            "the only workload that it is considered for",
            vendor=who,
            workload=_name(workloads[workload], workload),
        )
        migration.notices.append((new, what))


STEPS: Final[Mapping[int, Callable[[Migration], None]]] = {1: _sprints_by_workload}
"""From the schema to the next: what was at schema N goes through STEPS[N]."""


def _table(tree: Any, key: str) -> Tree:
    """The table at a key; an empty one where there is none, whatever stands there."""
    here = tree.get(key) if isinstance(tree, dict) else None
    return here if isinstance(here, dict) else {}


def _texts(items: Any) -> Iterator[str]:
    return (
        (item for item in items if isinstance(item, str)) if isinstance(items, list) else iter(())
    )


def _name(subject: Any, key: str) -> str:
    """What a workload or vendor of the file is called."""
    name = subject.get("name") if isinstance(subject, dict) else None
    return shown(name if isinstance(name, str) and name else key)
