"""Where the content changed after an answer: it is said, and no answer is lost.

How the questions were worded is kept as short as it can be: four characters an item.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from fouraxis.content.items import Item, Part
from fouraxis.content.language import ntr, tr
from fouraxis.content.models import Content
from fouraxis.content.terms import UNKNOWN
from fouraxis.memo import Remembered
from fouraxis.workshop import catalogue, edit, question, questions
from fouraxis.workshop.session import Node, Pack, Session, SessionPath, Step
from fouraxis.workshop.text import quoted

_SHORT: Final = 4
_NO_WORDS: Final = {"since", "retired", "factors"}
"""Beside whose an item is: when it came and went, and what is asked as an item of its own."""

_wordings: Remembered[Content, dict[str, str]] = Remembered(4)


def wording(content: Content) -> dict[str, str]:
    """Per step a short hash of each item that is asked, in the order of their ids."""
    return _wordings.get(content, _wording)


def stamped(session: Session, content: Content) -> Session:
    """The session with the wording that its answers will be given under.

    Only a session in which nothing was answered yet takes it, and only under its own content: of
    any other, nobody can know which words the room had before it.
    """
    fresh = not (session.workloads or session.vendors or session.contract)
    here = content.home.pack
    same = session.pack is not None and (session.pack.id, session.pack.version) == (
        here.id,
        here.version,
    )
    if not fresh or not same or session.pack is None or session.pack.wording:
        return session
    return adopted(session, content)


def adopted(session: Session, content: Content) -> Session:
    """The session as answered under this content: the room has seen what changed and goes on."""
    here = content.home.pack
    update = {"id": here.id, "version": here.version, "wording": wording(content)}
    pack = session.pack or Pack(id=here.id, version=here.version)
    return session.model_copy(update={"pack": pack.model_copy(update=update)})


def reworded(pack: Pack, content: Content) -> tuple[tuple[catalogue.Asked, ...], tuple[Step, ...]]:
    """The items that read differently now, and the steps of which nobody can tell which do.

    The latter have gained or lost items without saying since when.
    """
    items: list[catalogue.Asked] = []
    steps: list[Step] = []
    for step, then in _by_step(content, pack.version).items():
        words = pack.wording.get(step)
        if words is None:
            continue
        now = [_hash(asked.item) for asked in then]
        hashes = [words[start : start + _SHORT] for start in range(0, len(words), _SHORT)]
        if len(hashes) != len(now):
            steps.append(step)
            continue
        items += [asked for asked, was, is_ in zip(then, hashes, now, strict=True) if was != is_]
    return tuple(items), tuple(steps)


def _wording(content: Content) -> dict[str, str]:
    here = _by_step(content, content.home.pack.version)
    return {step: "".join(_hash(asked.item) for asked in items) for step, items in here.items()}


def _by_step(content: Content, version: str) -> dict[Step, list[catalogue.Asked]]:
    """The items that a version of the content asked, by step and in the order of their ids."""
    steps: dict[Step, list[catalogue.Asked]] = {}
    for asked in sorted(catalogue.every_item(content), key=lambda asked: asked.key):
        if _was_asked(asked.item, version):
            steps.setdefault(asked.step, []).append(asked)
    return steps


def _was_asked(item: Item, version: str) -> bool:
    came_later = item.since is not None and newer(item.since, version)
    gone = item.retired is not None and not newer(item.retired, version)
    return not came_later and not gone


def _hash(item: Item) -> str:
    words = json.dumps(list(_words(vars(item))), ensure_ascii=True)
    return hashlib.sha256(words.encode()).hexdigest()[:_SHORT]


def _words(tree: object, name: str = "") -> Iterator[object]:
    """Every text that the room reads; whose it is and since when are none."""
    if isinstance(tree, dict):
        for key, below in tree.items():
            if key not in _NO_WORDS and not key.endswith("source"):
                yield from _words(below, key)
    elif isinstance(tree, tuple):
        for below in tree:
            yield from _words(below, name)
    elif isinstance(tree, Part):
        yield from _words(vars(tree), name)
    elif tree is not None and name != "id":
        yield tree


_Answered = tuple[str, Mapping[Any, Item], Iterable[str]]
"""What a kind of item is called, the content's items of it, and the answered ids."""

_FEW: Final = 12
"""With more questions than this reworded, the content as a whole reads differently."""


def drift(session: Session, content: Content) -> tuple[str, ...]:
    """Sentences on where a session and the content differ; none if they fit.

    Another pack, another version, items that were brought since, questions that read differently
    than when they were answered, and answers whose items are retired or not in the content at all:
    these are kept and shown nowhere else.
    """
    answers: Counter[tuple[str, str]] = Counter()
    words: dict[tuple[str, str], Item | None] = {}
    for kind, items, ids in _answered(session, content):
        for key in ids:
            answers[kind, key] += 1
            words[kind, key] = items.get(key)
    return (
        *_pack(session, content),
        *(_reworded(session.pack, content, answers) if session.pack else ()),
        *_items(answers, words),
    )


def unseen(session: Session, content: Content) -> tuple[str, ...]:
    """What of it the room has not taken note of: nothing once it goes on under this very wording.

    Answers that are kept for retired items go on being told by `drift`.
    """
    return () if session.pack == adopted(session, content).pack else drift(session, content)


def _pack(session: Session, content: Content) -> Iterator[str]:
    answered, here = session.pack, content.home.pack
    if answered is None:
        return
    if answered.id != here.id:
        yield tr(
            "This session was answered under the content {former}, and this is {now}.",
            former=quoted(answered.id),
            now=quoted(here.id),
        )
        return
    if answered.version != here.version:
        yield tr(
            "This session was answered under version {former} of the content, "
            "and this is version {now}.",
            former=quoted(answered.version),
            now=quoted(here.version),
        )
        for asked in catalogue.every_item(content):
            item = asked.item
            if item.since and item.retired is None and newer(item.since, answered.version):
                name = quoted(item.name)
                yield tr("{name} is new since version {version}.", name=name, version=item.since)


def _reworded(
    pack: Pack, content: Content, answers: Mapping[tuple[str, str], int]
) -> Iterator[str]:
    """What was answered and reads differently now; of what nobody answered, it does not matter."""
    items, steps = reworded(pack, content)
    answered = [asked for asked in items if (asked.kind, asked.item.id) in answers]
    if len(answered) > _FEW:
        yield tr(
            "{count} answered questions are worded differently now, as in another "
            "language; the answers stay with them.",
            count=len(answered),
        )
    else:
        for asked in answered:
            kind, name = tr(asked.kind), quoted(asked.item.name)
            yield tr("The {kind} {name} is worded differently now.", kind=kind, name=name)
    for step in steps:
        title = quoted(getattr(content, step).screen.title)
        yield tr("{title} does not ask the questions that it asked then.", title=title)


def _items(
    answered: Mapping[tuple[str, str], int], words: Mapping[tuple[str, str], Item | None]
) -> Iterator[str]:
    for (kind, key), number in answered.items():
        item = words[kind, key]
        answers = ntr(number, "{count} answer to it is kept", "{count} answers to it are kept")
        if item is None:
            yield tr(
                "The {kind} {name} is not in this content; {answers}.",
                kind=tr(kind),
                name=quoted(key),
                answers=answers,
            )
        elif item.retired is not None:
            yield tr(
                "The {kind} {name} was retired in version {version}; {answers}.",
                kind=tr(kind),
                name=quoted(item.name),
                version=item.retired,
                answers=answers,
            )


def _answered(session: Session, content: Content) -> Iterator[_Answered]:
    """Every place that keeps answers, group by group within a workload or vendor."""
    subjects: dict[question.Subject, Iterable[Node]] = {
        "workload": session.workloads.values(),
        "vendor": session.vendors.values(),
        "programme": (session,),
    }
    for subject, nodes in subjects.items():
        groups = [group for group in catalogue.GROUPS if group.answered_by(subject)]
        for node in nodes:
            for group in groups:
                for path, items in group.places(content):
                    yield group.kind, items, _ids(node, path)


def _ids(node: Node, path: SessionPath) -> Iterable[str]:
    """The ids that were answered at a place, or the one that was chosen there."""
    if question.OF_WORKLOAD in path:
        ways = (
            tuple(w if key == question.OF_WORKLOAD else key for key in path)
            for w in questions.at(node, path[:1])
        )
        return [key for way in ways for key in _ids(node, way)]
    held = questions.at(node, path)
    if isinstance(held, Node):  # its fields are the format's own
        return ()
    if isinstance(held, str):
        return () if held in ("", UNKNOWN) else (held,)
    if edit.chosen_apart(node, path[0]):
        return (*held, *getattr(node, f"not_{path[0]}"))
    return held or ()


def newer(version: str, than: str) -> bool:
    """Whether a dotted version is newer than another; what is no number counts as 0."""

    def parts(text: str) -> list[int]:
        return [int(part) if part.isdecimal() else 0 for part in text.split(".")]

    return parts(version) > parts(than)
