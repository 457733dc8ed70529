"""What was worked out once for an object, remembered for as long as it is that very object.

Content and the parts of a session are values that are replaced and never changed: what followed
from one still follows from it.
"""

from collections.abc import Callable
from functools import lru_cache
from threading import Lock
from typing import Any, Generic, TypeVar

T = TypeVar("T")
Content = TypeVar("Content")

PACKS_KEPT = 4
"""A running program uses one pack; tests and checks use a few."""


class _Pack:
    """A content pack as a key: it holds mappings, so it is told apart by identity, not by value."""

    __slots__ = ("content",)

    def __init__(self, content: Content) -> None:
        self.content = content

    def __hash__(self) -> int:
        return id(self.content)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Pack) and self.content is other.content


def per_content(build: Callable[[Content], T]) -> Callable[[Content], T]:
    """Make `build` work its value out once for each content pack in use."""
    built = lru_cache(maxsize=PACKS_KEPT)(lambda pack: build(pack.content))

    def of(content: Content) -> T:
        return built(_Pack(content))

    of.__doc__ = build.__doc__
    return of


_ALL: "list[Remembered[Any, Any]]" = []
_Key = TypeVar("_Key")
_Result = TypeVar("_Result")


class Remembered(Generic[_Key, _Result]):
    """Results by the identity of an object, beside which other arguments must be objects too.

    The objects are held, so that no identity is used twice; beyond `limit` those go that were not
    asked for the longest. Reports are written in a thread, so that two may ask at once.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._lock = Lock()
        _ALL.append(self)
        self._results: dict[tuple[int, ...], tuple[_Key, tuple[object, ...], _Result]] = {}

    def make_room(self, objects: int) -> None:
        """Keep at least what is known of so many objects as they are, and as they were before."""
        self._limit = max(self._limit, 2 * objects)

    def forget(self) -> None:
        """Let go of everything: it is worked out again where it is asked for again."""
        with self._lock:
            self._results.clear()

    def get(self, key: _Key, work_out: Callable[[_Key], _Result], *beside: object) -> _Result:
        """The result for this object and those beside it, worked out if it is not known."""
        at = (id(key), *map(id, beside))
        with self._lock:
            known = self._results.pop(at, None)
        known = known or (key, beside, work_out(key))
        with self._lock:
            self._results[at] = known
            if len(self._results) > self._limit:
                del self._results[next(iter(self._results))]
        return known[2]


def forget() -> None:
    """Let go of what was worked out for a session that was closed, and of its parts."""
    for remembered in _ALL:
        remembered.forget()
