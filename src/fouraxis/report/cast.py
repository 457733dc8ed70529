"""Who stands for whom in a clean report: a role for each person, a letter for each vendor."""

import re
from collections import Counter
from collections.abc import Iterable
from string import ascii_uppercase
from typing import Final

from fouraxis.content.language import tr
from fouraxis.content.models import Content
from fouraxis.report.programme import sentence
from fouraxis.workshop.session import Session

_OPEN: Final = frozenset({"", "unknown"})
_BESIDE: Final = re.compile(r"\s*[(,;/].*$", re.DOTALL)
_SHORTEST: Final = 2


class Cast:
    """The roles and letters of one session; the same person has the same role everywhere.

    `named` are the people whom fields name, each with the role of the first field that does.
    """

    def __init__(
        self, session: Session, content: Content, named: Iterable[tuple[str, str]]
    ) -> None:
        self._roles = {key: sentence(role.name) for key, role in content.setup.roles.items()}
        self.vendors = {
            vendor.name: tr("Vendor {letter}", letter=_letters(number))
            for number, vendor in enumerate(session.vendors.values())
        }
        given: dict[str, str] = {}
        self._spelt: dict[str, str] = {}
        participants = [
            (one.name, self.known_role(one.role)) for one in session.participants.values()
        ]
        known = {_plain(name): letter for name, letter in self.vendors.items()}
        for name, role in (
            *((n, self._roles.get(r, tr("Participant"))) for n, r in participants),
            *named,
        ):
            plain = _plain(name)
            if plain not in _OPEN and plain not in known:
                given.setdefault(plain, role)
                self._spelt.setdefault(plain, name)
        self._people = {**_numbered(given), **known}

    def person(self, name: str) -> str:
        """Who stands for a person; for nobody, nobody."""
        return self._people.get(_plain(name), name if _plain(name) in _OPEN else tr("Somebody"))

    def known_role(self, role: str) -> str:
        """The id of a role of the content; none for one that somebody wrote."""
        return role if role in self._roles else ""

    def spelt(self) -> dict[str, str]:
        """Every person's name as it was typed, and who stands for them."""
        return {name: self._people[plain] for plain, name in self._spelt.items()}


def spoken_names(cast: Cast) -> dict[str, str]:
    """Everything that people and vendors are called in running text, and what to say instead.

    A person is called by the whole name, by the name without what stands behind it in brackets,
    and by each part of it; a vendor by its name with and without its brackets, and by its first
    word. What is one word is told apart by its capitals ("Will" is somebody, "will" is nobody);
    longer names are in small letters, since they are found however they are written.
    """
    names: dict[str, str] = {}
    called = [*cast.spelt().items(), *cast.vendors.items()]
    for name, role in called:
        short = _BESIDE.sub("", name)
        words = re.findall(r"\w+", short)
        parts = words[:1] if name in cast.vendors else [one for one in words if one[:1].isupper()]
        for one in (name, short, *parts):
            if len(one) >= _SHORTEST and " " in one:
                names[one.casefold()] = role
            elif len(one) >= _SHORTEST:
                names.setdefault(one, role)
                names.setdefault(one.upper(), role)
    return names


def _numbered(given: dict[str, str]) -> dict[str, str]:
    """Roles told apart by a number, where several people have the same."""
    many, seen = Counter(given.values()), Counter[str]()
    told: dict[str, str] = {}
    for name, role in given.items():
        seen[role] += 1
        told[name] = f"{role} {seen[role]}" if many[role] > 1 else role
    return told


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _letters(number: int) -> str:
    """A to Z, then AA, AB and so on."""
    more, last = divmod(number, len(ascii_uppercase))
    return (_letters(more - 1) if more else "") + ascii_uppercase[last]
