"""Every answer and note that a session holds, in words: nothing of it is lost on its way out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from fouraxis.content.models import Content
from fouraxis.workshop import questions
from fouraxis.workshop.questions import WORKLOAD_STEPS, Question
from fouraxis.workshop.session import Session, Step

Path = tuple[str, ...]

_BESIDE: Final = ("note", "reason", "evidence", "plan", "vendor")
_MARKS: Final = {"parked": "parked", "review": "to be looked at again"}


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One question, what the room answered, and what was written beside it.

    `value` is in words, empty while the question is open; `texts` are the note and its like by
    kind; `marks` say that it is parked or to be looked at again.
    """

    step: Step
    item: str
    name: str
    value: str
    texts: dict[str, str]
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that the session holds and no question asks for: where it is, and what."""

    path: Path
    value: str

    @property
    def where(self) -> str:
        """The place as the session file names it."""
        return ".".join(self.path)


class Answers:
    """The answers of one session in words, and a record of which of its values have been told."""

    def __init__(self, session: Session, content: Content) -> None:
        self._session = session
        self._content = content
        self._leaves = dict(leaves(session.model_dump(mode="json", exclude_defaults=True)))
        self._by_subject: dict[Path, dict[Path, str]] = {}
        for path, value in self._leaves.items():
            self._by_subject.setdefault(path[:2], {})[path] = value
        self._told: set[Path] = set()

    def of(self, group: str, subject: str) -> tuple[AnswerRow, ...]:
        """Every question about a workload or vendor that has an answer or anything beside it."""
        steps: tuple[Step, ...] = ("vendors",) if group == "vendors" else WORKLOAD_STEPS
        asked = [
            question
            for step in steps
            for question in questions.of(self._session, self._content, step, subject)
        ]
        notes = frozenset(question.note_path for question in asked)
        rows = [self._row(question, notes) for question in asked]
        return tuple(row for row in rows if row.value or row.texts or row.marks)

    def told(self, *path: str) -> str:
        """The text at a path, which is thereby told; empty where there is none."""
        self._told.add(path)
        return self._leaves.get(path, "")

    def pass_over(self, *below: str) -> None:
        """Take what is at a path or below as told: something else says it, or nobody asks."""
        self._told.update(self._at(below))

    def rest(self, *below: str) -> tuple[Kept, ...]:
        """What is at a path or below and was not told yet, since no question asks for it."""
        found = {path: value for path, value in self._at(below).items() if path not in self._told}
        self._told.update(found)
        return tuple(Kept(path, value) for path, value in found.items())

    def _at(self, below: Path) -> dict[Path, str]:
        near = self._by_subject.get(below[:2], {}) if len(below) > 1 else self._leaves
        return {path: value for path, value in near.items() if path[: len(below)] == below}

    def _row(self, question: Question, notes: frozenset[Path]) -> AnswerRow:
        """One answer; what several questions share is told with the first, unless it is a note."""
        value = self.told(*question.value_path)
        names = {option.id: option.name for option in question.options}
        found: dict[str, str] = {}
        for name in (*_BESIDE, *_MARKS):
            path = (*question.mark_path, name)
            if path not in self._told and (path == question.note_path or path not in notes):
                found[name] = self.told(*path)
        return AnswerRow(
            step=question.step,
            item=question.item,
            name=question.name,
            value=names.get(value, value),
            texts={name: found[name] for name in _BESIDE if found.get(name)},
            marks=tuple(words for name, words in _MARKS.items() if found.get(name)),
        )


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every single value of a tree with its path; what is empty is left out."""
    if isinstance(value, Mapping):
        for key, below in value.items():
            yield from leaves(below, (*path, str(key)))
    elif isinstance(value, list | tuple):
        for number, below in enumerate(value, 1):
            yield from leaves(below, (*path, str(number)))
    elif isinstance(value, bool):
        yield path, "yes" if value else "no"
    elif value is not None and value != "":
        yield path, str(value)
