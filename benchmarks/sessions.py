"""As many sessions as are asked for, varied and always the same ones; some files are broken.

    python -m benchmarks.sessions FOLDER 10000

Workloads and vendors are made once by the program itself, of many kinds: half-way and settled, with
and without notes, unknown and parked answers, votes, and what was replaced. A session puts 24 of
them together under names, days and owners of its own; a file has the form in which the program
writes it, and about the size of the shipped session of 24 workloads.
"""

import hashlib
import os
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final, NamedTuple

from fouraxis.content.load import load
from fouraxis.content.models import Content
from fouraxis.content.terms import LEVELS, UNKNOWN, Axis
from fouraxis.store.format import dumps
from fouraxis.workshop import assess, edit, questions
from fouraxis.workshop.question import Question
from fouraxis.workshop.session import (
    ABSENT,
    AxisAnswer,
    Dissent,
    FormerLevel,
    Reentry,
    Round,
    Session,
)
from fouraxis.workshop.text import EditError

NOW: Final = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LAST_DAY: Final = date(2026, 11, 20)
DAYS: Final = 3 * 365
WORKLOADS: Final = 24
KINDS: Final = 144
BROKEN: Final = 0.004
COPIED: Final = 0.002
SEED: Final = 4

_FIRST: Final = ("Ana", "Bo", "Cleo", "Dario", "Edda", "Finn", "Greta", "Hugo", "Ines", "Jonas")
_LAST: Final = ("Lund", "Okafor", "Brandt", "Quist", "Vang", "Weir", "Tanaka", "Mbeki", "Sorel")
_WHERE: Final = (
    "Alder",
    "Birch",
    "Cedar",
    "Dune",
    "Elm",
    "Fjord",
    "Grove",
    "Harbour",
    "Isle",
    "Juniper",
)
_WHAT: Final = ("Energy", "Mutual", "Logistics", "Health", "Foods", "Rail")
_UNITS: Final = ("", "finance", "operations", "service/north", "service/south")
_THINGS: Final = ("assistant", "forecast", "search", "scoring", "triage", "extraction", "planning")
_OF: Final = (
    "claims",
    "invoices",
    "tickets",
    "contracts",
    "field work",
    "stock",
    "meters",
    "calls",
)
_NOTES: Final = (
    "Said in the room, and nobody objected.",
    "To be asked again once the pilot has ended:\nthe figures are of last year.",
    "„Nur mit Freigabe“, sagt der Betriebsrat – siehe Protokoll.",
)
PEOPLE: Final = ("person-1", "person-2", "person-3", "person-4")
_STAMP: Final = "2026-11-23T08-30-00Z"
_KEY: Final = "workload-kind"
_VENDOR: Final = "vendor-kind"
_ID: Final = "0198c0de-0000-7000-0000-000000000000"
_NAME: Final = "The name that stands here"


class _Pool(NamedTuple):
    """Texts to put together, each with a key and a name to be replaced."""

    workloads: list[str]
    vendors: list[str]
    head: str


def sessions(folder: Path, count: int, workloads: int = WORKLOADS, kinds: int = KINDS) -> None:
    """Write so many sessions into a folder, and the same ones each time."""
    pool = _pool(Random(SEED), kinds)  # noqa: S311  # the same ones each time, no secrets
    for number in range(count):
        of_this = Random(f"{SEED}-{number}")  # noqa: S311
        where = folder / _slug(_client(number)) / of_this.choice(_UNITS)
        where.mkdir(parents=True, exist_ok=True)
        text = _session(pool, of_this, number, workloads)
        _put(where / f"session-{number}.toml", _damaged(text, of_this), number)
        if of_this.random() < COPIED:
            _put(where / f"session-{number} (conflicted copy).toml", text, number)


def touched(folder: Path, count: int) -> None:
    """Rename so many of the youngest sessions, as after a week of workshops."""
    paths = sorted(folder.rglob("session-*.toml"), key=_created, reverse=True)
    for path in paths[:count]:
        text = path.read_text("utf-8").replace('title = "', 'title = "Again: ', 1)
        path.write_bytes(_sealed(text.partition("\n[saved]\n")[0]))


def _created(path: Path) -> str:
    match = re.search(r"^created = (\S+)", path.read_text("utf-8", "replace"), re.M)
    return match[1] if match else ""


def _client(number: int) -> str:
    return f"{_WHERE[number % 10]} {_WHAT[number // 10 % 6]}"


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _put(path: Path, data: bytes, number: int) -> None:
    path.write_bytes(data)
    changed = NOW.timestamp() - 100_000 - number
    os.utime(path, (changed, changed))


# -- putting together


def _session(pool: _Pool, of_this: Random, number: int, workloads: int) -> bytes:
    day = LAST_DAY - timedelta(days=of_this.randrange(DAYS))
    client = _client(number)
    head = pool.head.replace("0000-000000000000", f"0000-{number:012}", 1)
    head = head.replace("A session", f"{client}: session {number}", 1)
    head = head.replace('"A client"', f'"{client}"', 1)
    head = head.replace("created = 2026-11-23T09:00:00Z", f"created = {day}T09:00:00Z", 1)
    parts = [head.rstrip("\n"), *_people(of_this), *_milestones(of_this, day)]
    parts += _actions(of_this, day, workloads)
    for at in range(workloads):
        name = f"{of_this.choice(_OF).capitalize()} {of_this.choice(_THINGS)} {at}"
        text = of_this.choice(pool.workloads).replace(_KEY, f"workload-{at}")
        text = text.replace(_NAME, name).replace("2026-11-23T", f"{day}T")
        revisit = f"revisit = {day + timedelta(days=of_this.randrange(30, 400))}"
        parts.append(re.sub(r"revisit = \S+", revisit, text).rstrip("\n"))
    for at in range(of_this.randrange(4)):
        text = of_this.choice(pool.vendors).replace(_VENDOR, f"vendor-{at}")
        vendor = f"{of_this.choice(_WHERE)}{of_this.choice(('works', ' Labs', ' Studio', 'ware'))}"
        parts.append(text.replace(_NAME, vendor).replace(_KEY, f"workload-{at}").rstrip("\n"))
    return _sealed("\n\n".join(parts))


def _people(of_this: Random) -> Iterator[str]:
    for key in PEOPLE:
        yield f'[participants.{key}]\nname = "{_person(of_this)}"\nrole = "domain"'


def _milestones(of_this: Random, day: date) -> Iterator[str]:
    for at in range(of_this.choice((0, 0, 1, 2))):
        yield f'[milestones.milestone-{at}]\nname = "Round {at + 1}"\nat = {day}T1{at}:00:00Z'


def _actions(of_this: Random, day: date, workloads: int) -> Iterator[str]:
    for at in range(of_this.randrange(5)):
        due = day + timedelta(days=of_this.randrange(7, 120))
        state = of_this.choice(("", "", 'state = "done"\n'))
        workload = f'workload = "workload-{of_this.randrange(workloads)}"\n'
        yield (
            f'[actions."own.to-do-{at}"]\ntitle = "Ask about {of_this.choice(_OF)}"\n{workload}'
            f'owner = "{_person(of_this)}"\ndue = {due}\n{state}'.rstrip("\n")
        )


def _sealed(text: str) -> bytes:
    """The text as it is saved, with the hash of all of it."""
    body = f"{text.rstrip()}\n\n".encode()
    sha = hashlib.sha256(body).hexdigest()
    saved = f'[saved]\nat = 2026-11-23T09:00:00Z\nby = "benchmark"\nsha256 = "{sha}"\n'
    return body + saved.encode()


def _damaged(data: bytes, of_this: Random) -> bytes:
    """A few of the files as sync tools, disks and people leave them."""
    if of_this.random() >= BROKEN:
        return data
    half = len(data) // 2
    return of_this.choice(
        (
            b"",
            data[:half],
            b"\0" * half,
            data.replace(b'title = "', b"title = ", 1),
            data.replace(b'level = "low"', b'level = "severe"', 1),
            b"<<<<<<< mine\n" + data[:half] + b"\n=======\n" + data + b"\n>>>>>>> theirs\n",
        )
    )


# -- the kinds, made by the program


def _pool(chance: Random, kinds: int) -> _Pool:
    content = load()
    empty = edit.new_session(
        "A session", "0198c0de-0000-7000-0000-000000000000", NOW, content.home.pack
    )
    empty = empty.model_copy(update={"organisation": "A client"})
    head, _, _ = dumps(empty, NOW, "benchmark").decode().partition("\n[saved]\n")
    return _Pool(
        [_workload(empty, content, chance) for _ in range(kinds)],
        [_vendor(empty, content, chance) for _ in range(kinds // 3)],
        head,
    )


def _workload(empty: Session, content: Content, chance: Random) -> str:
    session, key = edit.add_workload(empty, _NAME, owner=_person(chance))
    how_far = chance.random() ** 3
    for step in questions.WORKLOAD_STEPS:
        for question in questions.of(session, content, step, key):
            often = 0.95 if question.counts or question.step == "rules" else 0.25
            if chance.random() < how_far * often:
                session = _answered(session, question, chance)
    if chance.random() < how_far:
        model = chance.choice(("as-recommended", "as-recommended", "advisory-only"))
        with suppress(EditError):  # nothing is recommended yet
            session = assess.decide(
                session, content, key, model, reason="As we saw it.", by=_person(chance), at=NOW
            )
        for question in questions.of(session, content, "axes", key):
            if question.counts and chance.random() < 0.15:  # what it rested on goes on changing
                session = _answered(session, question, chance)
    session = _as_rooms_leave_it(session, content, key, chance)
    text = dumps(session, NOW, "benchmark").decode()
    return _cut(text, "workloads").replace(f"workloads.{key}", f"workloads.{_KEY}")


def _as_rooms_leave_it(session: Session, content: Content, key: str, chance: Random) -> Session:
    """With votes and dissent, what was replaced or carried over, and when it is looked at again."""
    workload = session.workloads[key]
    axes = {axis: _voted(axis, answer, chance) for axis, answer in workload.axes.items()}
    news: dict[str, Any] = {"axes": axes}
    back = assess.assess_workload(key, workload, content).recommendation.not_yet
    if back and chance.random() < 0.8:
        news["reentry"] = Reentry(owner=_person(chance), revisit=LAST_DAY)
    if workload.decision and chance.random() < 0.3:
        former = workload.decision.model_copy(update={"model": "internal-rnd", "ground": None})
        news["earlier"] = {_STAMP: former}
    if workload.axes and chance.random() < 0.2:
        news["carried"] = tuple(f"axes.{axis}.level" for axis in workload.axes)
    changed = {**session.workloads, key: workload.model_copy(update=news)}
    return session.model_copy(update={"workloads": changed})


def _voted(axis: Axis, answer: AxisAnswer, chance: Random) -> AxisAnswer:
    """A level that people voted on, some of them for another; sometimes it was another before."""
    if answer.level not in LEVELS[axis] or chance.random() < 0.5:
        return answer
    said = (*LEVELS[axis], UNKNOWN, ABSENT)
    levels = {
        person: answer.level if chance.random() < 0.6 else chance.choice(said) for person in PEOPLE
    }
    apart = [person for person, level in levels.items() if level != answer.level]
    news: dict[str, Any] = {"votes": {"round-1": Round(levels=levels, at=NOW)}}
    if apart and chance.random() < 0.5:
        news["dissent"] = {apart[0]: Dissent(what="It is not that clear.", why="Last year.")}
    if chance.random() < 0.3:
        former = FormerLevel(level=chance.choice(LEVELS[axis]), reason="As it was then.")
        news |= {"earlier": {_STAMP: former}, "confidence": chance.choice(("low", "high"))}
    return answer.model_copy(update=news)


def _vendor(empty: Session, content: Content, chance: Random) -> str:
    session, workload = edit.add_workload(empty, _NAME)
    session, key = edit.add_vendor(session, _NAME)
    vendor = session.vendors[key].model_copy(update={"workloads": (workload,)})
    session = session.model_copy(update={"vendors": {key: vendor}})
    how_far = chance.random() ** 3
    for question in questions.of(session, content, "vendors", key):
        if chance.random() < how_far:
            session = _answered(session, question, chance)
    text = _cut(dumps(session, NOW, "benchmark").decode(), "vendors")
    text = text.replace(f"vendors.{key}", f"vendors.{_VENDOR}")
    return text.replace(f".{workload}", f".{_KEY}").replace(f'"{workload}"', f'"{_KEY}"')


def _cut(text: str, kind: str) -> str:
    """The tables of a kind."""
    start = text.index(f"[{kind}.")
    return text[start : text.index("\n[saved]\n")]


def _person(chance: Random) -> str:
    return f"{chance.choice(_FIRST)} {chance.choice(_LAST)}"


def _answered(session: Session, question: Question, chance: Random) -> Session:
    if chance.random() < 0.04:
        return questions.park(session, question)
    if question.unknown and chance.random() < 0.08:
        answer = "unknown"
    elif question.options:
        usual = [option.id for option in question.options]
        answer = chance.choice([usual[0], *usual])
    elif question.kind == "text":
        answer = _person(chance) if "owner" in question.field else "As agreed with the business"
    else:
        answer = "3" if question.kind == "number" else "2027-02-01"
    with suppress(EditError):  # what this question does not take
        session = questions.answer(session, question, answer)
        if question.note_field and chance.random() < 0.15:
            session = questions.annotate(session, question, chance.choice(_NOTES))
    return session


if __name__ == "__main__":
    sessions(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1_000)
