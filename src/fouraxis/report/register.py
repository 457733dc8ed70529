"""The register of actions in words: as blocks and rows, as JSON, as CSV, and as a calendar file."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final, Literal, NamedTuple, TypeVar

from fouraxis.content.language import noted, ntr, tr
from fouraxis.content.models import Content
from fouraxis.content.terms import Decides
from fouraxis.report.document import Block, Heading, Paragraph, section, table
from fouraxis.report.escape import WIDTH, calendar_text, in_columns, wrapped
from fouraxis.report.summary import Summary
from fouraxis.workshop import actions
from fouraxis.workshop.session import Session
from fouraxis.workshop.text import showable_line, written

FEW: Final = 6
"""As many actions as the first pages of a report have room for."""

UNDATED: Final = 4
"""So many where not all of them have a day: what has none can wait for the pages behind."""

_IN_A_LINE: Final = 4
"""How many that are alike are one line of the first pages."""

_SOON: Final = timedelta(days=30)
"""What is due by then comes first there."""

_STATES: Final[dict[actions.ActionState, str]] = {
    "open": noted("not done yet"),
    "done": noted("carried out"),
    "dropped": noted("dropped"),
}


class Joined(NamedTuple):
    """What stands in one line, of which actions, and for which workloads."""

    action: actions.Action
    ids: tuple[str, ...]
    workloads: tuple[str, ...]

    def subject(self, session: Session) -> str:
        """What it is for: each workload by name, or the vendor."""
        if not self.workloads:
            return subject_name(session, self.action)
        return ", ".join(session.workloads[key].name for key in self.workloads)


def subject_name(session: Session, action: actions.Action) -> str:
    """The workload or vendor that an action is for; nothing for what is for all."""
    if action.workload is not None:
        return session.workloads[action.workload].name
    return session.vendors[action.vendor].name if action.vendor is not None else ""


def because_of(action: actions.Action) -> str:
    """What an action rests on, in words; what several grounds begin with alike, once."""
    grounds: dict[str, list[str]] = {}
    for text in dict.fromkeys(ground.text for ground in action.because):
        what, _, which = text.rpartition(": ")
        grounds.setdefault(what or text, []).append(which if what else "")
    return "; ".join(
        f"{what}: {', '.join(which)}" if any(which) else what for what, which in grounds.items()
    )


def state_name(action: actions.Action, today: date) -> str:
    """How far an action is, in words; why, where it was dropped."""
    if action.overdue(today):
        return tr("overdue")
    state = tr(_STATES[action.state])
    return f"{state}: {action.reason}" if action.reason else state


# -- in a report


def first_actions(summary: Summary) -> tuple[Block, ...]:
    """What is to be done in the next thirty days, for the first pages."""
    first = _first(summary)
    rows = (_in_short(summary, each) for each in first)
    blocks: list[Block] = list(
        table(tr("What is to be done first"), _short_heads(), rows, (44, 22, 18, 16))
    )
    more = sum(each.action.open for each in _rest(summary))
    if more:
        rest = ntr(
            more,
            "{count} more action is open.",
            "{count} more actions are open.",
        )
        if (unsaid := len(_soon(summary)) - FEW) > 0:
            rest = tr("{rest} Due in these thirty days: {count}.", rest=rest, count=unsaid)
        blocks.append(Paragraph(rest, "quiet"))
    return tuple(blocks)


def _soon(summary: Summary) -> list[actions.Action]:
    """What is due within thirty days, the next first."""
    until = summary.today + _SOON
    soon = [a for a in summary.actions if a.open and a.due is not None and a.due <= until]
    return sorted(soon, key=lambda action: action.due or until)


def _first(summary: Summary) -> list[Joined]:
    """What is due within thirty days, then what has no day and decides most; few of it."""
    undated = (action for action in summary.actions if action.open and action.due is None)
    soon = joined(_soon(summary), _IN_A_LINE)[:FEW]
    return [*soon, *joined(undated, _IN_A_LINE)[: max(UNDATED - len(soon), 0)]]


def _rest(summary: Summary) -> list[Joined]:
    """What the first pages have no room for, a line each as the pages behind have it."""
    first = {key for each in _first(summary) for key in each.ids}
    return joined(action for action in summary.actions if action.id not in first)


def other_actions(summary: Summary, _: Content) -> Iterator[Block]:
    """What the first pages have no room for, and what is settled."""
    rows = (
        (*_in_short(summary, each), state_name(each.action, summary.today), each.action.note)
        for each in _rest(summary)
    )
    heads = (*_short_heads(), tr("State"), tr("Note"))
    blocks = table(tr("The register of actions"), heads, rows, (34, 18, 14, 12, 10, 12))
    yield from section(Heading(tr("Further actions"), 1, "register"), blocks)


_JOINED: Final[frozenset[actions.Kind]] = frozenset(
    {"condition", "governance", "contract", "red-flag", "risk", "area"}
)
"""What there is one action of for each item of a list."""


def joined(listed: Iterable[actions.Action], most: int | None = None) -> list[Joined]:
    """The actions, those alike of which the same is settled as one: "…: Model drift, Lock-in.".

    What is the same for several workloads is one for all of them. At most `most` are one, where
    that is said.
    """
    items: dict[tuple[object, ...], list[actions.Action]] = {}
    for action in listed:
        opening, apart, _ = action.title.partition(": ")
        like = (action.kind, opening, action.workload, action.vendor, _settled_on(action))
        joins = bool(apart) and action.kind in _JOINED
        items.setdefault(like if joins else (action.id,), []).append(action)
    same: dict[tuple[object, ...], list[tuple[actions.Action, tuple[str, ...]]]] = {}
    for each in _in_parts(items.values(), most):
        whole, ids = _with_items(each), tuple(action.id for action in each)
        joins = whole.workload is not None and whole.kind != actions.OWN
        alike = (whole.kind, whole.title, _settled_on(whole)) if joins else (whole.id,)
        same.setdefault(alike, []).append((whole, ids))
    return [
        Joined(
            each[0][0],
            tuple(key for _, ids in each for key in ids),
            tuple(action.workload for action, _ in each if action.workload),
        )
        for each in _in_parts(same.values(), most)
    ]


_Part = TypeVar("_Part")


def _in_parts(groups: Iterable[list[_Part]], most: int | None) -> Iterator[list[_Part]]:
    """Each group in parts of at most so many."""
    for group in groups:
        size = most or len(group)
        yield from (group[first : first + size] for first in range(0, len(group), size))


def _settled_on(action: actions.Action) -> tuple[object, ...]:
    """What it rests on, and what the room settled on it: alike is what has all of it alike."""
    grounds = tuple(ground.text for ground in action.because)
    return (grounds, action.owner, action.due, action.state, action.reason, action.note)


def _with_items(same: Sequence[actions.Action]) -> actions.Action:
    """One for all of these, which are about items of one list."""
    if len(same) == 1:
        return same[0]
    items = [action.title.partition(": ")[2].removesuffix(".") for action in same]
    opening = same[0].title.partition(": ")[0]
    return replace(same[0], title=f"{opening}: {', '.join(items)}.")


def _short_heads() -> tuple[str, ...]:
    return tr("To do"), tr("For"), tr("Owner"), tr("Due")


def _in_short(summary: Summary, line: Joined) -> tuple[str, ...]:
    action = line.action
    until = written(action.due)
    if action.overdue(summary.today):
        until = tr("{date}, overdue", date=until)
    title = f"{action.title} ({because_of(action)})"
    owner = action.owner or (tr("nobody yet") if action.open else "")
    return title, line.subject(summary.session), owner, until


def action_heads() -> tuple[str, ...]:
    """The heads of `action_rows`."""
    return (
        *(tr("To do"), tr("For"), tr("Owner"), tr("Due"), tr("State"), tr("Reason"), tr("Because")),
        *(tr("Decides"), tr("Note"), "id"),
    )


def action_rows(
    session: Session, listed: Iterable[actions.Action], content: Content
) -> Iterator[tuple[str, ...]]:
    """A row for each action with all that is known of it."""
    for action in listed:
        yield (
            *(action.title, subject_name(session, action), action.owner),
            *(written(action.due), tr(_STATES[action.state])),
            *(action.reason, because_of(action), content.summary.decides[action.decides].name),
            *(action.note, action.id),
        )


_COLUMNS: Final = (36, 16, 12, 10)


def actions_page(
    session: Session, listed: Sequence[actions.Action], content: Content, today: date
) -> str:
    """The register for a terminal, a mail or a pipe; no line is wider than 80 cells."""
    lines = wrapped(showable_line(session.title), WIDTH)
    if not listed:
        return "\n".join([*lines, "", tr("Nothing is to be done.")])
    rows: list[Sequence[str]] = [_short_heads(), tuple("-" * cells for cells in _COLUMNS)]
    for line in joined(listed):
        action = line.action
        until = written(action.due)
        state = "" if action.open and not action.overdue(today) else state_name(action, today)
        rows.append(
            tuple(
                map(
                    showable_line,
                    (
                        f"{action.title} ({because_of(action)})",
                        line.subject(session),
                        action.owner or "-",
                        " ".join(filter(None, (until, state))),
                    ),
                )
            )
        )
    return "\n".join([*lines, "", *in_columns(rows, _COLUMNS)])


# -- for programs


@dataclass(frozen=True, slots=True)
class GroundJson:
    """What an action rests on."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class ActionJson:
    """Something to be done; `alike` is for how many workloads the same is."""

    id: str
    kind: actions.Kind
    title: str
    workload: str | None
    vendor: str | None
    because: tuple[GroundJson, ...]
    decides: Decides
    alike: int
    owner: str
    due: str | None
    state: Literal["open", "done", "dropped"]
    reason: str
    note: str


def action_json(action: actions.Action) -> ActionJson:
    """An action as JSON has it, key by key in this order."""
    return ActionJson(
        id=action.id,
        kind=action.kind,
        title=action.title,
        workload=action.workload,
        vendor=action.vendor,
        because=tuple(GroundJson(ground.id, ground.text) for ground in action.because),
        decides=action.decides,
        alike=action.alike,
        owner=action.owner,
        due=written(action.due) if action.due else None,
        state=action.state,
        reason=action.reason,
        note=action.note,
    )


# -- as a calendar


_OCTETS: Final = 75
"""The longest line of a calendar file, without its end."""


def calendar(session: Session, listed: Iterable[actions.Action], at: datetime) -> Iterator[str]:
    """The open actions that have a day, each as an event of that whole day, line by line."""
    stamp = f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//fouraxis//actions//EN"]
    for action in listed:
        if action.open and action.due is not None:
            lines += _event(session, action, action.due, stamp)
    for line in (*lines, "END:VCALENDAR"):
        yield f"{_folded(line)}\r\n"


def _event(session: Session, action: actions.Action, due: date, stamp: str) -> Iterator[str]:
    subject = subject_name(session, action)
    summary = f"{action.title} ({subject})" if subject else action.title
    about = [
        tr("Owner: {name}", name=action.owner) if action.owner else "",
        tr("Because: {reasons}", reasons=because_of(action)),
        action.note,
        session.title,
    ]
    yield "BEGIN:VEVENT"
    yield f"UID:{calendar_text(f'{action.id}@{session.id}')}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{due:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{due + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{calendar_text(summary)}"
    yield f"DESCRIPTION:{calendar_text(chr(10).join(filter(None, about)))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _folded(line: str) -> str:
    """A line in pieces that are short enough; no character is cut in two."""
    pieces, piece, octets = [], "", 0
    for character in line:
        size = len(character.encode())
        if octets + size > _OCTETS:
            pieces.append(piece)
            piece, octets = " ", 1
        piece += character
        octets += size
    return "\r\n".join([*pieces, piece])
