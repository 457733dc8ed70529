"""A session fit for a reader outside: people are roles, vendors are letters, notes are left out.

Or one fit for a vendor, which gets nothing but what concerns it. What this module does not know is
left out: an unknown key of the file, and any text that is not listed here as one to be shown.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from string import ascii_uppercase
from typing import Any, Final
from unicodedata import normalize

from pydantic import BaseModel

from fouraxis.content import shape, terms
from fouraxis.content.language import noted, tr
from fouraxis.content.models import Content
from fouraxis.report.summary import sentence
from fouraxis.workshop import agenda, assess
from fouraxis.workshop.session import (
    ACCEPTANCE,
    ContractAnswer,
    FlagAnswer,
    Session,
    Step,
    Time,
    Vendor,
)

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
            (person.name, self.known_role(person.role)) for person in session.participants.values()
        ]
        letters = {_plain(name): letter for name, letter in self.vendors.items()}
        for name, role in (
            *((n, self._roles.get(r, tr("Participant"))) for n, r in participants),
            *named,
        ):
            plain = _plain(name)
            if plain not in _OPEN and plain not in letters:
                given.setdefault(plain, role)
                self._spelt.setdefault(plain, name)
        self._people = {**_numbered(given), **letters}

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
    longer names are in small letters, since they are found however they are written. A letter with
    an accent is one character here: the text that is searched has to be in that form (NFC), too.
    """
    names: dict[str, str] = {}
    called = [*cast.spelt().items(), *cast.vendors.items()]
    for typed, role in called:
        name = normalize("NFC", typed)
        short = _BESIDE.sub("", name)
        words = re.findall(r"\w+", short)
        parts = (
            words[:1] if typed in cast.vendors else [word for word in words if word[:1].isupper()]
        )
        for called_by in (name, short, *parts):
            if len(called_by) >= _SHORTEST and " " in called_by:
                names[called_by.casefold()] = role
            elif len(called_by) >= _SHORTEST:
                names.setdefault(called_by, role)
                names.setdefault(called_by.upper(), role)
    return names


def _known(field: str, value: str | None) -> dict[str, str]:
    """The field where it has a value."""
    return {field: value} if value else {}


def _numbered(given: dict[str, str]) -> dict[str, str]:
    """Roles told apart by a number, where several people have the same."""
    many, seen = Counter(given.values()), Counter[str]()
    roles: dict[str, str] = {}
    for name, role in given.items():
        seen[role] += 1
        roles[name] = f"{role} {seen[role]}" if many[role] > 1 else role
    return roles


def _plain(name: str) -> str:
    return normalize("NFC", " ".join(name.split()).casefold())


def _letters(number: int) -> str:
    """A to Z, then AA, AB and so on."""
    more, last = divmod(number, len(ascii_uppercase))
    return (_letters(more - 1) if more else "") + ascii_uppercase[last]


PEOPLE: Final = {
    "owner": noted("Owner"),
    "by": noted("Decider"),
    "measured_by": noted("Measurer"),
    "finder": noted("Finder"),
    "sealed_by": noted("Signatory"),
}
"""The fields that name a person, and the role that stands for one who is not in the room."""

_WHERE: Final = {
    ("workloads", "owner"): noted("Business owner"),
    ("risks", "owner"): noted("Risk owner"),
    ("ownership", "owner"): noted("Owner after launch"),
    ("handoff", "owner"): noted("Executor of the advice"),
    ("builder", "owner"): noted("Builder of the capability"),
    ("legal", "owner"): noted("Owner of the legal review"),
    ("reentry", "owner"): noted("Owner of the way back"),
    ("actions", "owner"): noted("Owner of an action"),
    ("proof", "by"): noted("Witness"),
    ("seal", "by"): noted("Signatory"),
    ("unsealed", "by"): noted("Unsealer"),
}
"""A better role, where the part of the session tells it."""

_SHOWN: Final = {
    "title",
    "organisation",
    "name",
    "description",
    "kind",
    "use_case",
    "target",
    "by_when",
    *("scope", "out_of_scope", "user_needs", "evaluation"),
    *("metric", "metric_today", "metric_target", "conditions"),
    *("what", "why", "change"),  # dissent is said for the record
}
_SHOWN_IN: Final = {("ownership", "vendor")}
_KEPT: Final = {"id", "version", "wording", "level", "levels", "against", "suggested", "claimed"}
_BY_PARTICIPANT: Final = {("votes", "levels"), ("axes", "dissent")}
"""What is kept by the ids of participants."""

_DROPPED: Final = {"place", "set_aside", "comments", "changed_by"}
_LONGEST: Final = 4_000
_RENAMED: Final[Mapping[tuple[str, ...], tuple[str, ...]]] = {
    (): ("participants", "workloads", "vendors", "actions", "milestones", "time"),
    ("workloads",): ("chosen_vendor",),
    ("vendors",): ("workloads", "sprints"),
    ("actions",): ("workload",),
    ("seal",): ("present", "deciders"),
}
"""By the place of a node its fields that name what gets another id."""


def clean(session: Session, content: Content, *, notes: bool = False) -> Session:
    """The session without names of people and vendors; its answers are all there.

    The ids of workloads, vendors and participants are made from names, so they are given anew.
    Names are looked for in every text that stays: with `notes` in these too.
    """
    return _Cleaning(session, content, notes=notes).done()


def cleaned_id(session: Session, vendor: str) -> str:
    """The id that a vendor has once the session is clean."""
    return f"vendor-{list(session.vendors).index(vendor) + 1}"


class _Cleaning:
    """One session on its way out."""

    def __init__(self, session: Session, content: Content, *, notes: bool) -> None:
        self._session = session
        self._notes = notes
        self._cast = Cast(session, content, tuple(people(session)))
        self._names = spoken_names(self._cast)
        self._workloads = {key: f"workload-{n}" for n, key in enumerate(session.workloads, 1)}
        self._people = {key: f"person-{n}" for n, key in enumerate(session.participants, 1)}
        self._vendors = {key: f"vendor-{n}" for n, key in enumerate(session.vendors, 1)}

    def done(self) -> Session:
        """The session, cleaned."""
        session, cast = self._session, self._cast
        given = self._node(session, ())
        given["participants"] = {
            f"person-{n}": {"name": cast.person(person.name), "role": cast.known_role(person.role)}
            for n, person in enumerate(session.participants.values(), 1)
        }
        given["workloads"] = {
            self._workloads[key]: self._node(workload, ("workloads",))
            | _known("chosen_vendor", self._vendors.get(workload.chosen_vendor or ""))
            for key, workload in session.workloads.items()
        }
        given["vendors"] = {
            self._vendors[key]: self._node(vendor, ("vendors",))
            | {
                "name": cast.vendors[vendor.name],
                "workloads": [self._workloads[w] for w in vendor.workloads if w in self._workloads],
                "sprints": self._sprints(vendor),
            }
            for key, vendor in session.vendors.items()
        }
        given["actions"] = dict(self._actions())
        if session.milestones:
            given["milestones"] = {
                f"milestone-{n}": self._node(milestone, ("milestones",))
                for n, milestone in enumerate(session.milestones.values(), 1)
            }
        for vendor in given["vendors"].values():
            if "carried" in vendor:
                vendor["carried"] = [self._renamed(path) for path in vendor["carried"]]
        if session.time != Time():
            given["time"] = {
                "clock": session.time.clock,
                "used": self._timed(session.time.used),
                "extra": self._timed(session.time.extra),
            }
        if (seal := session.seal) is not None:
            given["seal"] |= {"present": self._here(seal.present)}
            given["seal"] |= {"deciders": self._here(seal.deciders)}
            given["seal"].pop("digest", None)  # of what is not here
        return Session.model_validate(given)

    def _renamed(self, path: str) -> str:
        """The path of an answer about a vendor; a sprint's has the id of a workload in it."""
        head, *rest = path.split(".")
        if head == "sprints" and rest:
            rest[0] = self._workloads.get(rest[0], "gone")
        return ".".join((head, *rest))

    def _here(self, people: Iterable[str]) -> list[str]:
        """Participants by the new ids, without those who are none any more."""
        ids = {key: f"person-{n}" for n, key in enumerate(self._session.participants, 1)}
        return [ids[key] for key in people if key in ids]

    def _timed(self, times: Mapping[Step, Mapping[str, int]]) -> dict[Step, dict[str, int]]:
        """Times by the new ids; those of what is gone belong to nobody, and are left out."""
        return {
            step: {ids[key]: time for key, time in by_subject.items() if key in ids}
            for step, by_subject in times.items()
            for ids in (
                {
                    agenda.ONCE: agenda.ONCE,
                    **(self._vendors if step == "vendors" else self._workloads),
                },
            )
        }

    def _sprints(self, vendor: Vendor) -> dict[str, Any]:
        """The sprints of a vendor by the new ids; of one for a workload that is gone, none."""
        return {
            self._workloads[key]: self._node(sprint, ("vendors", "sprints"))
            for key, sprint in vendor.sprints.items()
            if key in self._workloads
        }

    def _actions(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """What was settled about actions, by keys in which no id is made from a name."""
        news = {"workload": self._workloads, "vendor": self._vendors}
        for number, (key, action) in enumerate(self._session.actions.items(), 1):
            given = self._node(action, ("actions",))
            given |= _known("workload", self._workloads.get(action.workload or ""))
            if action.title:
                yield f"action-{number}", given
                continue
            parts = key.split(".")
            renamed = [
                news[before].get(part, "gone") if before in news else part
                for before, part in zip(("", *parts), parts, strict=False)
            ]
            yield ".".join(renamed), given

    def _node(self, node: BaseModel, path: tuple[str, ...]) -> dict[str, Any]:
        """The fields that this version knows, each by its kind; one without a value is absent."""
        given: dict[str, Any] = {}
        for name, field in type(node).model_fields.items():
            value = getattr(node, name)
            if value in (None, "", (), {}) or name in _DROPPED:
                continue
            if name in _RENAMED.get(path, ()):
                continue
            cleaned = self._value(value, (*path, name), text=shape.holds_text(field.annotation))
            if cleaned == "" and _counts(node, (*path[-1:], name)):
                cleaned = tr("not shown here")
            if cleaned not in (None, "", {}):
                given[name] = cleaned
        return given

    def _value(self, value: Any, path: tuple[str, ...], *, text: bool) -> Any:
        if isinstance(value, BaseModel):
            return self._node(value, path)
        if isinstance(value, Mapping):
            called = self._person if path[-2:] in _BY_PARTICIPANT else str
            return {
                called(key): self._value(entry, path, text=text) for key, entry in value.items()
            }
        if isinstance(value, str) and text:
            return self._text(value, path)
        return value

    def _person(self, key: str) -> str:
        """The new id of a participant; whoever is off the list since gets one, too."""
        return self._people.setdefault(key, f"person-{len(self._people) + 1}")

    def _text(self, text: str, path: tuple[str, ...]) -> str:
        name = path[-1]
        if name in PEOPLE:
            return self._cast.person(text)
        if name in _KEPT:
            return text
        shown = name in _SHOWN or path[-2:] in _SHOWN_IN
        return self._without_names(text) if shown or self._notes else ""

    def _without_names(self, text: str) -> str:
        """The text with every name that is known replaced."""
        if not self._names:
            return text
        nameless = self._pattern.sub(self._instead, normalize("NFC", text))
        return nameless[: max(len(text), _LONGEST)]

    def _instead(self, match: re.Match[str]) -> str:
        return self._names.get(match[0]) or self._names[match[0].casefold()]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Any of the names, the longest first; one of several words however it is written."""
        longest = sorted(self._names, key=len, reverse=True)
        patterns = (f"(?i:{re.escape(n)})" if " " in n else re.escape(n) for n in longest)
        return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")


def _counts(node: BaseModel, place: tuple[str, ...]) -> bool:
    """Whether something is settled by a text at this place, so that it is told that there is one.

    A note answers a red flag and licenses what is the vendor's; a reason ends a candidacy.
    """
    match node:
        case FlagAnswer(answer="yes") | ContractAnswer(owner="vendor"):
            return place[-1] == "note"
        case _:
            return place == ("disqualified", "reason")


def people(node: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Every person whom a field names, in the order of the session, with the field's role."""
    if isinstance(node, BaseModel):
        for name, field in type(node).model_fields.items():
            value = getattr(node, name)
            if (
                name in PEOPLE
                and isinstance(value, str)
                and value
                and shape.holds_text(field.annotation)
            ):
                place = next((part for part in reversed(path) if (part, name) in _WHERE), "")
                yield value, tr(_WHERE.get((place, name), PEOPLE[name]))
            else:
                yield from people(value, (*path, name))
    elif isinstance(node, Mapping):
        for entry in node.values():
            yield from people(entry, path)


# -- for one vendor

_Seen = Mapping[str, "_Seen | None"]
"""The fields that may be seen, each with those below it; None: the value as it is."""


def _seen(*fields: str, **below: _Seen) -> _Seen:
    return {**dict.fromkeys(fields), **below}


_AGREED: Final = _seen("answer", "owner", "target", "measured_by")
_FOR_VENDOR: Final = _seen(
    *("id", "title", "organisation", "created", "left_out", "carried"),
    contract=_AGREED,
    workloads=_seen(
        *("name", "description", "kind", "owner", "layers", "carried"),
        acceptance=_seen(*ACCEPTANCE),
        contract=_AGREED,
        ownership=_seen("owner", "vendor"),
        operations=_seen("structure", "internal_long_term", transfer=_seen("answer")),
    ),
    vendors=_seen("name", "workloads"),
)
"""What a vendor may see of a session. Whatever is not named here it does not get, new fields too:
where a workload was placed and by whose vote, what was decided and why, what was learnt of vendors.
What was carried over is told, as long as nobody confirmed it.
"""


def for_vendor(session: Session, content: Content, vendor: str | None) -> Session:
    """The session as a vendor may see it: its own workloads, and what is asked of it for them.

    It has those that go outside and are settled; for no `vendor` in particular, all of these.
    """
    given = _only(session, _FOR_VENDOR)
    own = session.vendors.get(vendor) if vendor is not None else None
    workloads = given.pop("workloads", {})
    given["workloads"] = {}
    for key, assessed in assess.assess(session, content).workloads.items():
        node = assessed.workload
        model = node.decision.model if node.decision else assessed.recommendation.lead
        chosen = node.chosen_vendor
        concerned = own is None or chosen == vendor or (key in own.workloads and chosen is None)
        if concerned and model in terms.OUTSIDE and assessed.decision_state != "outdated":
            decision = {"model": model, "kind": "as-recommended"}  # however it came to that
            given["workloads"][key] = workloads[key] | {"decision": decision}
    vendors = given.pop("vendors", {})
    if own is not None and vendor is not None:
        linked = [key for key in given["workloads"] if key in own.workloads]
        given["vendors"] = {vendor: vendors[vendor] | {"workloads": linked}}
    return Session.model_validate(given)


def _only(value: Any, seen: _Seen | None) -> Any:
    """A node with the fields that may be seen; a table of nodes with each of them so."""
    if seen is None:
        return value
    if isinstance(value, Mapping):
        return {key: _only(each, seen) for key, each in value.items()}
    given = {
        name: _only(held, below)
        for name, below in seen.items()
        if (held := getattr(value, name)) not in (None, "", (), {})
    }
    if "carried" in given:  # the places of what it may not see say something, too
        given["carried"] = [at for at in given["carried"] if at.partition(".")[0] in seen]
    return given
