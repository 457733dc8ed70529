"""What a facilitator reads in a second terminal: the question, its guidance, and what waits."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from fouraxis.content import items, terms
from fouraxis.content.language import tr
from fouraxis.content.models import Content
from fouraxis.report.escape import WIDTH, bullets, flowing, wrapped
from fouraxis.workshop import agenda, agreement, boards, questions, time
from fouraxis.workshop.question import PROGRAMME, Question
from fouraxis.workshop.session import Mark, Place, Session
from fouraxis.workshop.text import showable_line


class Passage(NamedTuple):
    """What stands under a heading: paragraphs, or the items of a list."""

    heading: str
    texts: tuple[str, ...]
    listed: bool = False


class NotesPage(NamedTuple):
    """What a facilitator reads beside the room: where it is, what is asked there, and the rest."""

    title: str
    where: str
    question: str
    passages: tuple[Passage, ...]


_PARKED: Final = 12
"""So many parked questions are named, and the others counted."""


def facilitator_notes(session: Session, content: Content) -> NotesPage:
    """The notes on the place where the room is; what there is nothing of is left out."""
    place = session.place
    screen: items.Screen = getattr(content, place.step).screen
    question = question_at(session, content, place)
    subject = session.vendors if place.step == "vendors" else session.workloads
    key = place.vendor if place.step == "vendors" else place.workload
    node = subject.get(key or "") if agenda.for_each(place.step) != "once" else None
    where = screen.title
    if node is not None:
        at = list(subject).index(key or "") + 1
        count = tr("{number} of {total}", number=at, total=len(subject))
        where = f"{screen.title} · {showable_line(node.name)} ({count})"
    asked = ""
    if question is not None:
        asked = f"{question.name}: {question.text}" if question.text else question.name
    passages = (
        Passage(tr("Answers"), tuple(_answers(session, content, question)), True),
        Passage(tr("Votes"), tuple(_voted(session, content, place)), True),
        Passage(tr("Notes"), tuple(_written(session, content, place)), True),
        Passage(tr("Time"), tuple(_time(session, content)), True),
        Passage(tr("Next"), tuple(_following(session, content)), True),
        Passage(tr("Guidance"), tuple(_guidance(content, place))),
        Passage(tr("Worth knowing"), (*question.about, *question.facts) if question else (), True),
        Passage(tr("Parked"), tuple(_put_off(session, content)), True),
    )
    return NotesPage(
        showable_line(session.title),
        where,
        showable_line(asked),
        tuple(passage for passage in passages if passage.texts),
    )


def notes_page(session: Session, content: Content) -> str:
    """The notes for a pipe, a mail or a printer; no line is wider than 80 cells."""
    notes = facilitator_notes(session, content)
    lines = [*wrapped(notes.title, WIDTH), *wrapped(notes.where, WIDTH)]
    if notes.question:
        lines += ["", *wrapped(notes.question, WIDTH)]
    for passage in notes.passages:
        lines += ["", passage.heading]
        if passage.listed:
            lines += bullets(passage.texts, WIDTH)
        else:
            lines += [line for text in passage.texts for line in wrapped(text, WIDTH)]
    return "\n".join(lines)


def question_at(session: Session, content: Content, place: Place) -> Question | None:
    """The question at which the room stands, or would begin; None where nothing is asked."""
    subject = place.vendor if place.step == "vendors" else place.workload
    if agenda.for_each(place.step) == "once":
        return None
    subjects = [subject] if subject in (session.workloads | session.vendors) else []
    for asked_about in (*subjects, *([PROGRAMME] if place.step == "contract" else [])):
        for question in questions.of(session, content, place.step, asked_about or ""):
            if place.item in (question.item, None):
                return question
    return None


def _answers(session: Session, content: Content, question: Question | None) -> Iterator[str]:
    """What can be answered, what each answer means, and which one it is now."""
    if question is None:
        return
    value = questions.effective(session, question)
    for digit, option in enumerate(question.options, 1):
        text = f"{digit} {option.name}"
        text = f"{text}: {option.anchor}" if option.anchor else text
        yield tr("{answer} (the answer now)", answer=text) if option.id == value else text
    if not question.options and value not in (None, ""):
        yield tr("{answer} (the answer now)", answer=showable_line(str(value)))
    elif value == terms.UNKNOWN:
        name = content.setup.answers[terms.UNKNOWN].name
        yield tr("{answer} (the answer now)", answer=name)


def _voted(session: Session, content: Content, place: Place) -> Iterator[str]:
    """How the room came to the level of the axis at hand: each round, and who dissents."""
    workload = session.workloads.get(place.workload or "")
    if workload is not None and place.axis is not None:
        for agreed in agreement.agreements(session, workload, content):
            if agreed.axis == place.axis:
                yield showable_line(agreed.title)
                yield from map(showable_line, agreed.lines)


def _time(session: Session, content: Content) -> Iterator[str]:
    """How long the part at hand is planned to take, or took, and the whole workshop."""
    plan = agenda.agenda(session, content)
    part = plan.item(session.place.step)
    if session.time.used:
        spent = time.in_figures(time.pace(session, content))
        yield f"{agenda.title(content, session.place.step)}: {spent}"
        yield time.so_far(session, content)
    elif part is not None and part.each == "once" and part.total:
        yield tr("{part}: {minutes} min planned.", part=part.name, minutes=part.total)
    elif part is not None and part.minutes:
        yield tr("{part}: {minutes} min planned each.", part=part.name, minutes=part.minutes)
    yield agenda.in_all(plan)


def _following(session: Session, content: Content) -> Iterator[str]:
    """The next question that is open, and the next page."""
    following = questions.next_open(session, content, session.place)
    if following is not None:
        node = session.workloads.get(following.subject) or session.vendors.get(following.subject)
        step = agenda.title(content, following.step)
        yield tr(
            "Next open: {question} ({where})",
            question=following.name,
            where=f"{step} · {showable_line(node.name)}" if node else step,
        )
    page = agenda.beside(session, session.place, 1)
    if page is not None:
        axes = {key: words.name for key, words in content.axes.axes.items() if key == page.axis}
        name = next(iter(axes.values()), agenda.title(content, page.step))
        node = session.workloads.get(page.workload or "")
        where = f"{name} · {showable_line(node.name)}" if node else name
        yield tr("Next page: {page}", page=where)


def _guidance(content: Content, place: Place) -> Iterator[str]:
    """How to facilitate the page: first what is said of the axis."""
    screen: items.Screen = getattr(content, place.step).screen
    axis = content.axes.axes[place.axis].guidance if place.axis else ""
    for guidance in (axis, screen.guidance):
        for paragraph in filter(None, (part.strip() for part in guidance.split("\n\n"))):
            yield flowing(paragraph)


def _written(session: Session, content: Content, place: Place) -> Iterator[str]:
    """What was written about the subject at hand: on the question at hand first.

    Then come its description and the other notes of this part, and why a level differs.
    """
    subject = place.vendor if place.step == "vendors" else place.workload
    if agenda.for_each(place.step) == "once" or subject not in (
        session.workloads | session.vendors
    ):
        return
    workload = session.workloads.get(subject or "")
    read: set[tuple[str, ...]] = set()
    asked = questions.of(session, content, place.step, subject or "")
    here = [question for question in asked if question.item == place.item]
    for question in here:
        yield from _written_on(session, question, read)
    if place.step != "vendors" and workload is not None and workload.description:
        yield showable_line(workload.description)
    for question in asked:
        if question not in here:
            yield from _written_on(session, question, read)


def _written_on(session: Session, question: Question, read: set[tuple[str, ...]]) -> Iterator[str]:
    """The note on a question, unless it was `read`; and why its level is not the suggested one."""
    note = questions.note(session, question) if question.note_field else ""
    if note and question.note_path not in read:
        read.add(question.note_path)
        yield showable_line(f"{question.name}: {note}")
    axis = next((axis for axis in terms.AXES if axis == question.item), None)
    reason = session.workloads[question.subject].axis(axis).reason if axis else ""
    if reason:
        yield showable_line(f"{question.name} ({tr('reason')}): {reason}")


def _put_off(session: Session, content: Content) -> Iterator[str]:
    """What is parked, with where it came up; of very many, the first."""
    every = boards.parked(session, content)
    for each in every[:_PARKED]:
        step = agenda.title(content, each.place.step) if each.place else ""
        beside = " · ".join(filter(None, (step, showable_line(each.subject))))
        where = f"{each.name} ({beside})" if beside else each.name
        why = showable_line(questions.put_off(Mark(parked_why=each.parked_why, finder=each.finder)))
        yield f"{where}: {why}" if why else where
    if len(every) > _PARKED:
        yield tr("and {count} more", count=len(every) - _PARKED)
