"""What was worked out for an object, remembered as long as it is that very object.

Parts of a session are values that are replaced and never changed, so a result holds for as long as
its object is in use: after one edit in 200 workloads, one result is worked out anew.
"""

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

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
        self._results: dict[tuple[int, ...], tuple[_Key, tuple[object, ...], _Result]] = {}

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
