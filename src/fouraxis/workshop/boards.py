"""What waits: the questions that were put off, and those that nobody can answer yet.

Whatever is parked is on the board, wherever in the session it stands: also where its question is
not asked any more, since its part was left out or another model holds.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Literal, NamedTuple

from fouraxis.content.language import tr
from fouraxis.content.models import Content
from fouraxis.workshop import agenda, questions, standing, wording
from fouraxis.workshop.question import PROGRAMME, Question
from fouraxis.workshop.session import Place, Session, SessionPath, Step, Vendor, Workload
from fouraxis.workshop.text import folded

Waits = Literal["parked", "unknown", "review", "again"]
"""Why a question is on a board: put off, unknown, to be looked at again, or to be confirmed."""


class Waiting(NamedTuple):
    """A question that waits: about what, how it is called, why it waits, and where it stands.

    `subject` is the name of a workload or vendor, empty for what is agreed for all. `place` is
    nowhere where the question is not asked any more.
    """

    why: Waits
    path: SessionPath
    subject: str
    name: str
    place: Place | None
    parked_why: str = ""
    finder: str = ""
    note: str = ""


def parked(session: Session, content: Content) -> tuple[Waiting, ...]:
    """All that is parked, in the order of the session: none of it is lost."""
    paths = tuple(standing.parked_paths(session))
    if not paths:
        return ()
    by_path = _asked_at(session, content, paths)
    naming = wording.Naming(content)
    return tuple(_parked_at(session, content, path, by_path.get(path), naming) for path in paths)


def finders(session: Session, content: Content) -> dict[Place, str]:
    """Who finds out what is parked, by where it is asked; nobody is named for most of it."""
    named = {
        path: finder
        for path in standing.parked_paths(session)
        if (finder := questions.at(session, path).finder)
    }
    by_path = _asked_at(session, content, named)
    return {place_of(by_path[path]): finder for path, finder in named.items() if path in by_path}


def _asked_at(
    session: Session, content: Content, paths: Iterable[SessionPath]
) -> dict[SessionPath, Question]:
    """The questions that are asked with their marks at these paths; of several an open one."""
    by_path: dict[SessionPath, Question] = {}
    below: dict[SessionPath, set[SessionPath]] = {}
    for path in paths:
        root = () if path[0] == "contract" else path[:2]
        below.setdefault(root, set()).add(path[len(root) :])
    for root, wanted in below.items():
        for question in _asked_below(session, content, root, wanted):
            shared = by_path.setdefault(question.mark_path, question)
            if _open(session, question) and not _open(session, shared):
                by_path[question.mark_path] = question
    return by_path


def _asked_below(
    session: Session, content: Content, root: SessionPath, wanted: Collection[SessionPath]
) -> Iterator[Question]:
    """The questions with their marks at these paths below a workload or vendor, or the session.

    No other is put in its place, since there are hundreds.
    """
    if not root:
        agreed = questions.of(session, content, "contract", PROGRAMME)
        yield from (question for question in agreed if question.mark_path in wanted)
        return
    node: Workload | Vendor = getattr(session, root[0])[root[1]]
    steps: tuple[Step, ...] = questions.WORKLOAD_STEPS if root[0] == "workloads" else ("vendors",)
    shared = standing.programme_wide(session)
    for step in steps:
        for question in questions.asked(node, content, step, shared):
            if question.mark_path in wanted:
                yield questions.placed(question, root[1], root)


def _open(session: Session, question: Question) -> bool:
    return questions.value(session, question) in (None, "")


def _parked_at(
    session: Session,
    content: Content,
    path: SessionPath,
    question: Question | None,
    naming: wording.Naming,
) -> Waiting:
    mark = questions.at(session, path)
    name = full_name(session, content, question) if question else naming.place(path) or path[-1]
    return Waiting(
        "parked",
        path,
        _subject(session, path),
        name,
        place_of(question) if question else None,
        mark.parked_why,
        mark.finder,
        mark.note,
    )


def waiting(session: Session, content: Content) -> tuple[Waiting, ...]:
    """What the room could not say, wants to look at again, or has to confirm again.

    What is parked is on a board of its own.
    """
    again = {
        (key, contradiction.axis)
        for key, workload in session.workloads.items()
        for contradiction in standing.contradictions(workload)
    }
    listed: list[Waiting] = []
    for question, state in questions.states_of(session, tuple(_asked(session, content))):
        mark = questions.mark(session, question)
        why: Waits | None = None
        if question.step == "axes" and (question.subject, question.item) in again:
            why = "again"
        elif state == "unknown":
            why = "unknown"
        elif mark.review:
            why = "review"
        if why is not None and not mark.parked:
            path = question.mark_path
            if why == "review" and any(other.path == path for other in listed[-12:]):
                continue  # several questions share a mark
            subject, name = _subject(session, path), full_name(session, content, question)
            listed.append(Waiting(why, path, subject, name, place_of(question), note=mark.note))
    return tuple(listed)


def _asked(session: Session, content: Content) -> Iterator[Question]:
    """Every question that is asked, in the order of the session."""
    for step in agenda.STEPS:
        if step in agenda.PER_WORKLOAD:
            for workload in session.workloads:
                yield from questions.of(session, content, step, workload)
        elif step == "vendors":
            for vendor in session.vendors:
                yield from questions.of(session, content, step, vendor)
    if "contract" not in session.left_out:
        yield from questions.of(session, content, "contract", PROGRAMME)


def full_name(session: Session, content: Content, question: Question) -> str:
    """What is asked, where it stands alone: "Sensitivity: IP exposure"."""
    heading = questions.heading_of(session, question)
    if question.step == "axes" and "." in question.item:
        axes = content.axes.axes
        heading = next(axes[axis].name for axis in axes if question.item.startswith(f"{axis}."))
    return f"{heading}: {question.name}" if heading else question.name


def place_of(question: Question) -> Place:
    """Where a question is asked."""
    if question.step == "vendors":
        return Place(step="vendors", vendor=question.subject, item=question.item)
    workload = None if question.subject == PROGRAMME else question.subject
    return Place(step=question.step, workload=workload, item=question.item)


def at_place(session: Session, content: Content, place: Place) -> str:
    """What is asked at a place, in the words of the room; the part alone where nothing is."""
    subject = place.vendor if place.step == "vendors" else place.workload or PROGRAMME
    there = subject in (PROGRAMME, *session.workloads, *session.vendors)
    part = agenda.title(content, place.step)
    if not there or place.item is None or agenda.for_each(place.step) == "once":
        return part
    asked = questions.of(session, content, place.step, subject or PROGRAMME)
    question = next((each for each in asked if each.item == place.item), None)
    return f"{part} · {full_name(session, content, question)}" if question else part


def _subject(session: Session, path: SessionPath) -> str:
    """The workload or vendor at the beginning of a path; empty for what is agreed for all."""
    if path[0] == "contract":
        return ""
    node: Workload | Vendor = getattr(session, path[0])[path[1]]
    return node.name


def reason_and_finder(text: str, people: Iterable[str]) -> tuple[str, str]:
    """Why a question is parked and who finds out, from a line such as "no figures yet @Lena".

    Who it is takes as many letters as tell somebody from the others in the room; a name that is
    nobody's there is somebody from outside. It stays in a reason that leads to it ("to be confirmed
    by").
    """
    why, sign, name = text.rpartition("@")
    if not sign:
        return text.strip(), ""
    sought, why = folded(name.strip()), why.strip()
    fitting = [person for person in people if sought and folded(person).startswith(sought)]
    finder = fitting[0] if len(set(fitting)) == 1 else name.strip()
    leading = folded(why.rpartition(" ")[2]) in tr("by for from of through to via with").split()
    return f"{why} {finder}" if finder and leading else why, finder
