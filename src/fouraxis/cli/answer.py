"""`fouraxis answer`: one answer into a session file, by the same save as the screens."""

from collections.abc import Sequence
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import click

from fouraxis.cli.run import PATH, Settings, read_aloud, save, see_writable, show
from fouraxis.workshop.text import EditError, folded, legible, showable_line

if TYPE_CHECKING:  # imported when the command runs: `--help` needs none of it
    from fouraxis.content.models import Content
    from fouraxis.workshop.question import Question
    from fouraxis.workshop.session import Session

_FEW = 12
_PROGRAMME: Final = "programme"
"""How the programme is called, unless a workload or vendor has that name; `*` always works."""


@click.command("answer")
@click.argument("file", type=PATH)
@click.argument("subject", metavar="WORKLOAD")
@click.argument("item", required=False)
@click.argument("value", required=False)
@click.option("--note", help="Set the note (for a vendor's criterion the evidence) as well.")
@click.option("--reason", help="With the item decision: why. An override needs a reason.")
@click.option("--by", help="With the items decision and disqualified: who says so.")
@click.pass_obj
def answer_command(
    settings: Settings,
    *,
    file: Path,
    subject: str,
    item: str | None,
    value: str | None,
    note: str | None,
    reason: str | None,
    by: str | None,
) -> None:
    """Set one answer in the session in FILE, and save it.

    WORKLOAD is the id or name of a workload or vendor, or the word programme for what holds for
    all: title, organisation, and the contract items that every workload inherits.

    ITEM is what is asked, such as sensitivity, sensitivity.ip-exposure, core-logic,
    contract.latency.target, incident-response or sprint.weeks, or what is written down beside:
    name, description, owner, kind. VALUE is one of the item's options, unknown, or a text; an
    empty VALUE takes the answer back. Without ITEM and VALUE, all items are listed.

    The item decision takes a model or as-recommended, with --by and --reason. The item disqualified
    of a vendor takes the reason, with --by; an empty one brings it back into the running.
    """
    from fouraxis.disk.system import login
    from fouraxis.workshop.catalogue import arrange
    from fouraxis.workshop.history import with_former

    content = settings.content()
    opened = read_aloud(file)
    session = arrange(opened.session, content)
    key = _subject(session, subject)
    if item is None:
        show(_listed(session, content, key))
        return
    question = _question(session, content, key, item)
    if value is None:
        _wrong(f"{question.item} needs a VALUE: {_possible(question)}")
    see_writable(opened)
    given = legible(value).strip()
    note, reason, by = (text and legible(text) for text in (note, reason, by))
    if question.kind == "choice" and given:
        given = _choice(question, given)
    try:
        changed = _answered(session, content, question, given, note=note, reason=reason, by=by)
    except EditError as error:
        _wrong(f"{question.item}: {error.what}")
    if changed is not session:
        changed = with_former(session, changed, session, datetime.now(UTC), by or login())
        save(changed, file, opened.stamp)
    english = settings.in_english(content)
    show(_standing(changed, english, question, file, saved=changed is not session))


def _answered(
    session: "Session",
    content: "Content",
    question: "Question",
    given: str,
    *,
    note: str | None,
    reason: str | None,
    by: str | None,
) -> "Session":
    """The session with the answer and what was said with it."""
    from fouraxis.workshop import edit
    from fouraxis.workshop.assess import decide
    from fouraxis.workshop.catalogue import DISQUALIFIED
    from fouraxis.workshop.questions import annotate, answer

    if question.step == "summary":
        now = datetime.now(UTC)
        if note is not None:
            _wrong("decision takes no note: say why with --reason")
        return decide(
            session, content, question.subject, given, reason=reason or "", by=by or "", at=now
        )
    if question.item == DISQUALIFIED and reason is None and note is None:
        if not given:
            return edit.requalify(session, question.subject)
        now = datetime.now(UTC)
        return edit.disqualify(session, question.subject, given, by=by or "", at=now)
    if reason is not None or by is not None:
        _wrong(f"{question.item}: --reason and --by go with the item decision only")
    changed = answer(session, question, given or None)
    return changed if note is None else annotate(changed, question, note)


def _subject(session: "Session", wanted: str) -> str:
    from fouraxis.workshop.question import PROGRAMME

    names = {key: subject.name for key, subject in (session.workloads | session.vendors).items()}
    if wanted in names or wanted == PROGRAMME:
        return wanted
    named = [key for key, name in names.items() if folded(name) == folded(wanted)]
    if len(named) == 1:
        return named[0]
    if wanted.casefold() == _PROGRAMME:
        return PROGRAMME
    hint = _hint(wanted, [*names, _PROGRAMME])
    _wrong(f"there is no workload or vendor “{wanted}”. {hint}")


def _question(session: "Session", content: "Content", subject: str, item: str) -> "Question":
    from fouraxis.workshop.question import PROGRAMME
    from fouraxis.workshop.questions import every, find

    try:
        return find(session, content, subject, item.casefold())
    except EditError:
        items = [question.item for question in every(session, content, subject)]
        name = _PROGRAMME if subject == PROGRAMME else subject
        all_of_it = "Without ITEM and VALUE all are listed."
        _wrong(f"{name} is not asked “{item}”. {_hint(item, items)} {all_of_it}")


def _listed(session: "Session", content: "Content", subject: str) -> str:
    """Every item of a subject, and what it can be answered with."""
    from fouraxis.workshop.questions import every

    return "\n".join(
        f"{question.item}: {_possible(question)}" for question in every(session, content, subject)
    )


def _possible(question: "Question") -> str:
    """What a question can be answered with."""
    typed = {"text": "a text", "number": "a whole number", "date": "a date such as 2026-12-04"}
    return typed.get(question.kind) or ", ".join(question.allowed)


def _choice(question: "Question", given: str) -> str:
    """The id of what was given by id or by name, whatever its case."""
    ids = {option.name.casefold(): option.id for option in question.options}
    ids |= {allowed: allowed for allowed in question.allowed}
    if given.casefold() not in ids:
        _wrong(
            f"{question.item}: “{given}” is not possible. {_hint(given, list(question.allowed))}"
        )
    return ids[given.casefold()]


def _hint(wanted: str, allowed: Sequence[str]) -> str:
    """What was probably meant, and what there is."""
    close = get_close_matches(wanted.casefold(), allowed, n=3, cutoff=0.6)
    meant = f"Did you mean {' or '.join(close)}? " if close else ""
    if not allowed:
        return "There is none yet."
    more = f" and {len(allowed) - _FEW} more" if len(allowed) > _FEW else ""
    return f"{meant}There are: {', '.join(allowed[:_FEW])}{more}."


def _wrong(message: str) -> NoReturn:
    raise click.UsageError(message, click.get_current_context())


def _standing(
    session: "Session", content: "Content", question: "Question", file: Path, *, saved: bool
) -> str:
    """What the answer is now, where the workload lands, and that it is saved."""
    from fouraxis.decision.recommendation import because_words
    from fouraxis.report.recommendation import recommended
    from fouraxis.workshop.assess import assess_workload
    from fouraxis.workshop.question import PROGRAMME
    from fouraxis.workshop.questions import value
    from fouraxis.workshop.standing import programme_wide

    subject = question.subject
    group = "" if subject == PROGRAMME else question.path[0]
    named = getattr(session, group)[subject].name if group else "The programme"
    given = value(session, question)
    if question.step == "summary" and given is not None:
        given = f"{given.model} ({given.kind})"
    words = "taken back" if given in (None, "") else str(given)
    asked = _name(session, content, question)
    lines = [f"{showable_line(named)}: {asked}: {showable_line(words)}"]
    if group == "workloads":
        recommendation = assess_workload(
            subject, session.workloads[subject], content, programme_wide(session)
        ).recommendation
        because = because_words(content, recommendation)
        lines.append(f"Lands on: {recommended(recommendation, content)} ({because})")
    lines.append(f"Saved to {file}" if saved else f"Nothing to change in {file}")
    return "\n".join(lines)


def _name(session: "Session", content: "Content", question: "Question") -> str:
    """What a question is called in this content; its item where this content does not ask it."""
    from fouraxis.workshop.questions import find

    try:
        return find(session, content, question.subject, question.item).name
    except EditError:
        return question.item
