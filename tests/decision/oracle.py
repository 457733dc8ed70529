"""What the published matrix and the guide say, written down a second time and independently.

Plain tables and loops over full placements, slow and obvious, to hold the engine against.
"""

from dataclasses import dataclass
from itertools import product

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
    ("high", "mature", "low"): ((7, 8), (ADVICE,)),
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
    if rows == (7,):
        return ADVICE if readiness == "poc" else STAFF
    assert rows == (8,)
    return RND if maturity != "none" and readiness == "poc" else ADVICE


def points(answers: Answers) -> list[tuple[str, str, str, str]]:
    """Every full placement on the axes that the answers leave possible."""
    a, b, c, d = (
        (level,) if level else LEVELS[axis] for axis, level in zip(AXES, answers.axes, strict=True)
    )
    return list(product(a, b, c, d))


def worlds(answers: Answers) -> dict[tuple[str, ...], str]:
    """The lead in every full placement, rules included, that the answers leave possible."""
    rules = [(answer,) if answer else ("yes", "no") for answer in answers.rules]
    return {
        (*point, *rules_): KEEP if "yes" in rules_ else lead_at(*point)
        for point in points(answers)
        for rules_ in product(*rules)
    }


def lead(answers: Answers) -> str | None:
    """The lead that stands whatever the open questions turn out to be, else None."""
    return only(set(worlds(answers).values()))


def without_rules(answers: Answers) -> str | None:
    """The lead had no asked rule been answered yes."""
    return only({lead_at(*point) for point in points(answers)})


def strict(answers: Answers) -> bool:
    """Whether a lead stands, by the matrix, on the cell that asks for strict governance."""
    return (
        lead(answers) is not None
        and "yes" not in answers.rules
        and any(point[:3] == STRICT for point in points(answers))
    )


def rows(answers: Answers) -> tuple[int, ...]:
    """The published rows of every cell that is still possible."""
    return tuple(sorted({row for point in points(answers) for row in CELLS[point[:3]][0]}))


def kind(answers: Answers) -> str:
    """What the recommendation rests on."""
    if "yes" in answers.rules:
        return "rule"
    published = all(CELLS[point[:3]][0] for point in points(answers))
    return "published" if published else "interpretation"


def options(answers: Answers) -> tuple[str, ...]:
    """The lead, then the alternative, for a placement whose axes are all known."""
    leads = lead(answers)
    if leads is None:
        return ()
    if "yes" in answers.rules:
        return (KEEP,)
    offered = CELLS[points(answers)[0][:3]][1]
    return (leads, *(option for option in offered if option != leads))


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
