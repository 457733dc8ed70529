"""What the published matrix and the guide say, written down a second time and independently.

Plain tables and loops over full placements, slow and obvious, to hold the engine against.
"""

from dataclasses import dataclass, replace
from itertools import combinations, product

LEVELS = {
    "sensitivity": ("low", "medium", "high"),
    "maturity": ("mature", "emerging", "none"),
    "certainty": ("high", "medium", "low"),
    "readiness": ("poc", "pilot", "scaled", "post-launch"),
}
RULES = ("core-logic", "data-cannot-leave", "undefined-success")
AXES = tuple(LEVELS)

FULL, SQUAD, STAFF = "full-outsourcing", "co-build-squad", "staff-augmentation"
ADVICE, RND, KEEP = "advisory-only", "internal-rnd", "do-not-outsource"
DELIVERY = frozenset({FULL, SQUAD, STAFF})
CONTROL = (FULL, SQUAD, STAFF, ADVICE, RND, KEEP)

# sensitivity, maturity, certainty -> the published rows that hold, and what the cell offers.
CELLS: dict[tuple[str, str, str], tuple[tuple[int, ...], tuple[str, ...]]] = {
    ("low", "none", "high"): ((1,), (FULL,)),
    ("low", "emerging", "high"): ((1,), (FULL,)),
    ("low", "mature", "high"): ((), (FULL, STAFF)),
    ("low", "none", "medium"): ((), (ADVICE,)),
    ("low", "emerging", "medium"): ((2,), (SQUAD,)),
    ("low", "mature", "medium"): ((), (STAFF,)),
    ("low", "none", "low"): ((8,), (ADVICE, RND)),
    ("low", "emerging", "low"): ((8,), (ADVICE, RND)),
    ("low", "mature", "low"): ((8,), (ADVICE, RND)),
    ("medium", "none", "high"): ((), (ADVICE,)),
    ("medium", "emerging", "high"): ((3,), (SQUAD, STAFF)),
    ("medium", "mature", "high"): ((3,), (SQUAD, STAFF)),
    ("medium", "none", "medium"): ((), (ADVICE,)),
    ("medium", "emerging", "medium"): ((), (SQUAD,)),
    ("medium", "mature", "medium"): ((4,), (STAFF,)),
    ("medium", "none", "low"): ((8,), (ADVICE, RND)),
    ("medium", "emerging", "low"): ((8,), (ADVICE, RND)),
    ("medium", "mature", "low"): ((8,), (ADVICE, RND)),
    ("high", "none", "high"): ((5,), (KEEP,)),
    ("high", "emerging", "high"): ((6,), (SQUAD,)),
    ("high", "mature", "high"): ((7,), (STAFF, ADVICE)),
    ("high", "none", "medium"): ((5,), (KEEP,)),
    ("high", "emerging", "medium"): ((), (ADVICE,)),
    ("high", "mature", "medium"): ((7,), (STAFF, ADVICE)),
    ("high", "none", "low"): ((5, 8), (KEEP,)),
    ("high", "emerging", "low"): ((8,), (ADVICE, RND)),
    ("high", "mature", "low"): ((7, 8), (ADVICE, RND)),
}

STRICT = ("high", "emerging", "high")


@dataclass(frozen=True)
class Answers:
    """A placement: None is open, for an axis and for a rule alike."""

    sensitivity: str | None
    maturity: str | None
    certainty: str | None
    readiness: str | None
    core: str | None
    data: str | None
    success: str | None

    @property
    def axes(self) -> tuple[str | None, ...]:
        """The four levels."""
        return (self.sensitivity, self.maturity, self.certainty, self.readiness)

    @property
    def rules(self) -> tuple[str | None, ...]:
        """The three answers."""
        return (self.core, self.data, self.success)


def lead_at(sensitivity: str, maturity: str, certainty: str, readiness: str) -> str:
    """The lead of a full placement that no rule forbids."""
    rows, options = CELLS[sensitivity, maturity, certainty]
    if len(options) == 1:
        return options[0]
    if not rows:
        return STAFF if readiness in {"poc", "pilot"} else FULL
    if rows == (3,):
        return {"emerging": SQUAD, "mature": STAFF}[maturity]
    if rows == (7, 8):
        return ADVICE
    if rows == (7,):
        return ADVICE if readiness == "poc" else STAFF
    assert rows == (8,)
    return RND if maturity != "none" and readiness == "poc" else ADVICE


def offered(world: tuple[str, ...]) -> tuple[str, ...]:
    """What a full placement offers under its answers to the rules, the lead first."""
    *point, core, data, success = world
    if "yes" in (core, data):
        return (KEEP,)
    a, b, c, d = point
    leads = lead_at(a, b, c, d)
    every = (leads, *(option for option in CELLS[a, b, c][1] if option != leads))
    if success == "no":
        return every
    return tuple(option for option in every if option not in DELIVERY) or (KEEP, ADVICE)


def struck(answers: "Answers") -> bool:
    """Whether a rule answered yes takes anything away."""
    if "yes" in (answers.core, answers.data):
        return True
    return answers.success == "yes" and any(
        DELIVERY & set(CELLS[point[:3]][1]) for point in points(answers)
    )


def points(answers: Answers) -> list[tuple[str, str, str, str]]:
    """Every full placement on the axes that the answers leave possible."""
    a, b, c, d = (
        (level,) if level else LEVELS[axis] for axis, level in zip(AXES, answers.axes, strict=True)
    )
    return list(product(a, b, c, d))


def every_world(answers: Answers) -> list[tuple[str, ...]]:
    """Every full placement, rules included, that the answers leave possible."""
    rules = [(answer,) if answer else ("yes", "no") for answer in answers.rules]
    return [(*point, *given) for point in points(answers) for given in product(*rules)]


def worlds(answers: Answers) -> dict[tuple[str, ...], str]:
    """The lead in every full placement that the answers leave possible."""
    return {world: offered(world)[0] for world in every_world(answers)}


def lead(answers: Answers) -> str | None:
    """The lead that stands whatever the open questions turn out to be, else None."""
    return only(set(worlds(answers).values()))


def without_rules(answers: Answers) -> str | None:
    """The lead had no asked rule been answered yes."""
    return only({lead_at(*point) for point in points(answers)})


def strict(answers: Answers) -> bool:
    """Whether a lead stands, by the matrix, on the cell that asks for strict governance."""
    return lead(answers) == SQUAD and any(point[:3] == STRICT for point in points(answers))


def not_yet(answers: Answers) -> bool:
    """Whether it stays inside for now: only core logic keeps it there for good."""
    return lead(answers) == KEEP and answers.core != "yes"


def reentry(answers: Answers) -> tuple[str, ...]:
    """What has to become true before it is looked at again."""
    if not not_yet(answers):
        return ()
    grounds = {
        "team-emerging": answers.sensitivity == "high" and answers.maturity == "none",
        "criteria-written": answers.success == "yes",
        "legal-clearance": answers.data == "yes",
    }
    return tuple(ground for ground, holds in grounds.items() if holds)


def rows(answers: Answers) -> tuple[int, ...]:
    """The published rows of every cell that is still possible."""
    return tuple(sorted({row for point in points(answers) for row in CELLS[point[:3]][0]}))


def kind(answers: Answers) -> str:
    """What the recommendation rests on."""
    if struck(answers):
        return "rule"
    published = all(CELLS[point[:3]][0] for point in points(answers))
    return "published" if published else "interpretation"


def options(answers: Answers) -> tuple[str, ...]:
    """The lead, then what every world that is possible offers in its place."""
    leads = lead(answers)
    if leads is None:
        return ()
    others = {offered(world)[1:] for world in every_world(answers)}
    return (leads, *others.pop()) if len(others) == 1 else (leads,)


def deciding(answers: Answers) -> tuple[str, ...]:
    """The open questions that alone make a difference, some other answers given."""
    every = worlds(answers)
    names = (*AXES, *RULES)
    names_ = []
    for index, name in enumerate(names):
        groups: dict[tuple[str, ...], set[str]] = {}
        for world, leads in every.items():
            groups.setdefault(world[:index] + world[index + 1 :], set()).add(leads)
        if any(len(group) > 1 for group in groups.values()):
            names_.append(name)
    return tuple(names_)


def only(leads: set[str]) -> str | None:
    """The one lead there is, or None."""
    return next(iter(leads)) if len(leads) == 1 else None


def outcome(answers: Answers) -> tuple[str | None, bool]:
    """What a change is held against."""
    return lead(answers), strict(answers)


def changed_by(answers: Answers, most: int) -> bool:
    """Whether other answers to so many of the known questions give another outcome."""
    allowed = {**LEVELS, **dict.fromkeys(RULES, ("yes", "no"))}
    names = ("sensitivity", "maturity", "certainty", "readiness", "core", "data", "success")
    here = outcome(answers)
    asked = [name for name in names if getattr(answers, name) is not None]
    choices = dict(zip(names, allowed.values(), strict=True))
    return any(
        outcome(replace(answers, **dict(zip(chosen, values, strict=True)))) != here
        for size in range(1, most + 1)
        for chosen in combinations(asked, size)
        for values in product(*(choices[name] for name in chosen))
    )
