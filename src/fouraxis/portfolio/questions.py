"""What a portfolio is asked: ready questions, with their SQL in `sql/`, and names of columns."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from fouraxis.content.language import noted


class Question(NamedTuple):
    """A ready question: what it is called, what it tells, and what a picture of it counts.

    A picture has a bar for each value of `label`, as long as the sum of `measure`; without one, as
    the number of rows.
    """

    name: str
    title: str
    about: str
    label: str
    measure: str = ""


READY: Final[Mapping[str, Question]] = {
    question.name: question
    for question in (
        Question(
            "models",
            noted("Models by unit and period"),
            noted("Decided where the room decided, else recommended."),
            *("model", "workloads"),
        ),
        Question(
            "revisit",
            noted("Not yet, and due to be looked at again"),
            noted("Workloads that stay inside for now, whose day has come."),
            "organisation",
        ),
        Question(
            "red-flags",
            noted("Red flags by vendor, across clients"),
            noted("A vendor that several clients know by the same name is one vendor."),
            *("vendor", "sessions"),
        ),
        Question(
            "undecided",
            noted("What rooms leave undecided most"),
            noted("Answered unknown, parked, or not settled where every workload is asked."),
            *("item", "workloads"),
        ),
        Question(
            "unowned",
            noted("Areas that nobody owns"),
            noted("After launch: how many workloads have nobody for an area, how many are live."),
            *("area", "workloads"),
        ),
        Question(
            "overdue",
            noted("Actions overdue"),
            noted("Open actions that were due before today."),
            "organisation",
        ),
        Question(
            "outdated",
            noted("Decisions that are outdated"),
            noted("What they rested on has changed: they are to be confirmed or made again."),
            "organisation",
        ),
        Question(
            "disagreement",
            noted("Disagreement by axis"),
            noted("Workloads on which people in one room gave different levels, by round."),
            *("axis", "apart"),
        ),
        Question(
            "changes",
            noted("What changed between two dates"),
            noted("Sessions held, milestones reached, decisions made, and what was replaced."),
            "organisation",
        ),
        Question(
            "faults",
            noted("Files at fault"),
            noted("What could not be used, or not whole; the file itself was not changed."),
            "reason",
        ),
    )
}
"""The ready questions by name, in the order in which they are listed."""

HEADS: Final[Mapping[str, str]] = {
    "organisation": noted("Organisation"),
    "unit": noted("Unit"),
    "period": noted("Period"),
    "model": noted("Model"),
    "workloads": noted("Workloads"),
    "decided": noted("Decided"),
    "revisit": noted("Look again"),
    "title": noted("Session"),
    "workload": noted("Workload"),
    "owner": noted("Owner"),
    "vendor": noted("Vendor"),
    "flag": noted("Red flag"),
    "clients": noted("Clients"),
    "sessions": noted("Sessions"),
    "last_heard": noted("Last heard"),
    "part": noted("Part"),
    "item": noted("Item"),
    "area": noted("Area"),
    "launched": noted("Live"),
    "due": noted("Due"),
    "action": noted("Action"),
    "recommended": noted("Recommended now"),
    "overtaken": noted("Why"),
    "decided_by": noted("By"),
    "axis": noted("Axis"),
    "round": noted("Round"),
    "apart": noted("Apart"),
    "votes": noted("Votes"),
    "unknown": noted("Unknown"),
    "day": noted("Day"),
    "what": noted("What"),
    "subject": noted("About"),
    "was": noted("Before"),
    "file": noted("File"),
    "reason": noted("Reason"),
    "left_out": noted("Left out"),
}
"""What the columns of ready questions are called; others are called as in the tables."""

SESSION: Final = "session"
"""The column that tells from which session a row is: it opens it, and is not shown."""
