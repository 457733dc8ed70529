"""Workloads from elsewhere: names pasted one a line, or a table from a spreadsheet."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """A workload that somebody listed elsewhere; `kind` is an id of the content."""

    name: str
    description: str = ""
    owner: str = ""
    kind: str | None = None
