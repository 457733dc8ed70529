"""`fouraxis answer`: one answer into a session file, by the same save as the screens."""

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from fouraxis.cli.guard import Refusal
from fouraxis.cli.output import complain, show
from fouraxis.cli.settings import Settings

if TYPE_CHECKING:  # imported when the command runs: `--help` needs none of it
    from fouraxis.content.models import Content
    from fouraxis.workshop.questions import Question
    from fouraxis.workshop.session import Session, Step

_FEW = 12


@click.command("answer")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("workload")
@click.argument("item")
@click.argument("value")
@click.option("--note", help="Set the note (for a vendor's criterion the evidence) as well.")
@click.pass_obj
def answer_command(
    settings: Settings, *, file: Path, workload: str, item: str, value: str, note: str | None
) -> None:
    """Set one answer in the session in FILE, and save it.

    WORKLOAD is the id or name of a workload or vendor, ITEM what is asked about it, such as
    sensitivity, sensitivity.ip-exposure, core-logic, incident-response or structure. VALUE is one
    of the item's options, unknown, or a text; an empty VALUE takes the answer back.
    """
    from fouraxis.store.file import read
    from fouraxis.store.save import save
    from fouraxis.workshop.arrange import arrange
    from fouraxis.workshop.faults import EditError
    from fouraxis.workshop.questions import annotate, answer

    content = settings.content()
    opened = read(file)
    for notice in opened.notices:
        complain(notice)
    if opened.read_only:
        raise Refusal(f"{file}: was saved by a newer fouraxis. It was not changed.")
    session = arrange(opened.session, content)
    subject = _subject(session, workload)
    question = _question(session, content, subject, item)
    given = value.strip()
    if question.kind == "choice" and given:
        given = _choice(question, given)
    try:
        changed = answer(session, question, given or None)
        if note is not None:
            changed = annotate(changed, question, note)
    except EditError as error:
        _wrong(f"{question.item}: {error.what}")
    if changed is not session:
        save(changed, file, opened.stamp)
    show(_told(changed, content, question, file, saved=changed is not session))


def _subject(session: "Session", wanted: str) -> str:
    names = {key: one.name for key, one in (session.workloads | session.vendors).items()}
    if wanted in names:
        return wanted
    named = [key for key, name in names.items() if name.casefold() == wanted.casefold()]
    if len(named) == 1:
        return named[0]
    _wrong(f"there is no workload or vendor “{wanted}”. {_hint(wanted, list(names))}")


def _question(session: "Session", content: "Content", subject: str, item: str) -> "Question":
    from fouraxis.workshop.faults import EditError
    from fouraxis.workshop.questions import WORKLOAD_STEPS, find, of

    try:
        return find(session, content, subject, item.casefold())
    except EditError:
        steps: list[Step] = [*WORKLOAD_STEPS] if subject in session.workloads else []
        steps += ["vendors"] if subject in session.vendors else []
        items = [one.item for step in steps for one in of(session, content, step, subject)]
        _wrong(f"{subject} is not asked “{item}”. {_hint(item, items)}")


def _choice(question: "Question", given: str) -> str:
    """The id of what was given by id or by name, whatever its case."""
    ids = {option.name.casefold(): option.id for option in question.options}
    ids |= {one: one for one in question.allowed}
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


def _told(
    session: "Session", content: "Content", question: "Question", file: Path, *, saved: bool
) -> str:
    """What the answer is now, where the workload lands, and that it is saved."""
    from fouraxis.decision.words import because_words
    from fouraxis.report.recommendation import recommended
    from fouraxis.workshop.assess import assess_workload
    from fouraxis.workshop.questions import value
    from fouraxis.workshop.text import showable_line

    group, subject = question.path[:2]
    name = getattr(session, group)[subject].name
    given = value(session, question)
    words = "taken back" if given in (None, "") else str(given)
    lines = [f"{showable_line(name)}: {question.name}: {showable_line(words)}"]
    if group == "workloads":
        workload = session.workloads[subject]
        recommendation = assess_workload(subject, workload, content).recommendation
        because = because_words(content, recommendation)
        lines.append(f"Lands on: {recommended(recommendation, content)} ({because})")
    lines.append(f"Saved to {file}" if saved else f"Nothing to change in {file}")
    return "\n".join(lines)
