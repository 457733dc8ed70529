"""How the questions were worded when the room answered, as short as it can be kept in its file.

Four characters an item, one line a step: enough to say later which questions read differently now,
and nothing that has to change while the room works.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Final

from fouraxis.content.models import Content, Item
from fouraxis.workshop.items import Asked, every_item, newer
from fouraxis.workshop.remembered import Remembered
from fouraxis.workshop.session import Pack, Session, Step

_SHORT: Final = 4
_NO_WORDS: Final = {"since", "retired", "factors"}
"""Beside whose an item is: when it came and went, and what is asked as an item of its own."""

_known: Remembered[Content, dict[str, str]] = Remembered(4)


def wording(content: Content) -> dict[str, str]:
    """Per step a short hash of each item that is asked, in the order of their ids."""
    return _known.get(content, _wording)


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


def reworded(pack: Pack, content: Content) -> tuple[tuple[Asked, ...], tuple[Step, ...]]:
    """The items that read differently now, and the steps of which nobody can tell which do.

    The latter have gained or lost items without saying since when.
    """
    items: list[Asked] = []
    steps: list[Step] = []
    for step, then in _by_step(content, pack.version).items():
        known = pack.wording.get(step)
        if known is None:
            continue
        now = [_hash(one.item) for one in then]
        hashes = [known[at : at + _SHORT] for at in range(0, len(known), _SHORT)]
        if len(hashes) != len(now):
            steps.append(step)
            continue
        items += [one for one, was, is_ in zip(then, hashes, now, strict=True) if was != is_]
    return tuple(items), tuple(steps)


def _wording(content: Content) -> dict[str, str]:
    here = _by_step(content, content.home.pack.version)
    return {step: "".join(_hash(one.item) for one in items) for step, items in here.items()}


def _by_step(content: Content, version: str) -> dict[Step, list[Asked]]:
    """The items that a version of the content asked, by step and in the order of their ids."""
    found: dict[Step, list[Asked]] = {}
    for one in sorted(every_item(content), key=lambda one: one.key):
        if _was_asked(one.item, version):
            found.setdefault(one.step, []).append(one)
    return found


def _was_asked(item: Item, version: str) -> bool:
    came_later = item.since is not None and newer(item.since, version)
    gone = item.retired is not None and not newer(item.retired, version)
    return not came_later and not gone


def _hash(item: Item) -> str:
    words = json.dumps(list(_words(item.model_dump(mode="json"))), ensure_ascii=True)
    return hashlib.sha256(words.encode()).hexdigest()[:_SHORT]


def _words(tree: object, name: str = "") -> Iterator[object]:
    """Every text that the room reads; whose it is and since when are none."""
    if isinstance(tree, dict):
        for key, below in tree.items():
            if key not in _NO_WORDS and not key.endswith("source"):
                yield from _words(below, key)
    elif isinstance(tree, list):
        for below in tree:
            yield from _words(below, name)
    elif tree is not None and name != "id":
        yield tree
