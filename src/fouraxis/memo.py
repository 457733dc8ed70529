"""Things worked out once per content pack."""

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from fouraxis.content.models import Content

T = TypeVar("T")

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
