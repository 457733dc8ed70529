"""The fixed vocabulary: machine identifiers that the code branches on.

Content files give each of these its words; they can never add to, remove from or reorder them.
Identifiers are written to session files, so none is ever renamed or reused.
"""

from typing import Final, Literal, get_args

Axis = Literal["sensitivity", "maturity", "certainty", "readiness"]
AskedRule = Literal["core-logic", "data-cannot-leave", "undefined-success"]
Model = Literal[
    "full-outsourcing",
    "co-build-squad",
    "staff-augmentation",
    "advisory-only",
    "internal-rnd",
    "do-not-outsource",
]
Stage = Literal["poc", "pilot", "scaled", "post-launch"]
Answer = Literal["yes", "no", "unknown"]
Source = Literal["published", "guide"]
Structure = Literal["vendor-operated", "joint-operated", "enterprise-operated"]
Doer = Literal["partner", "internal", "both", "undecided"]
Extent = Literal["low", "medium", "high", "unknown"]
Effect = Literal["low", "medium", "high"]
"""How strongly something drives cost or time."""
Side = Literal["enterprise", "vendor", "both", "unassigned", "not-applicable"]
Agreement = Literal["agreed", "open", "not-applicable"]
IpOwner = Literal["enterprise", "vendor", "shared", "open"]
WorkshopPart = Literal[
    "profile", "conditions", "risks", "contract", "drivers", "vendors", "ownership"
]

MatterKind = Literal[
    "outdated",
    "level-again",
    "to-confirm",
    "provisional",
    "not-placed",
    "undecided",
    "red-flags",
    "not-ready",
    "unowned-areas",
    "unassigned-risks",
    "open-contract-items",
    "squads",
    "unknown",
    "carried",
    "parked",
    "review",
]
"""What can be still to be settled, over all workloads and vendors; what weighs most first."""

Decides = Literal["model", "fit", "room", "signature", "operation"]
"""What hangs on an action, what weighs most first; `room`: what the room agreed on beside."""

UNKNOWN: Final = "unknown"
NOT_APPLICABLE: Final = "not-applicable"

AXES: Final[tuple[Axis, ...]] = get_args(Axis)
ASKED_RULES: Final[tuple[AskedRule, ...]] = get_args(AskedRule)
STAGES: Final[tuple[Stage, ...]] = get_args(Stage)

CellKey = tuple[str, str, str]
"""A cell of the matrix: its sensitivity, maturity and certainty."""

PARTS: Final[tuple[WorkshopPart, ...]] = get_args(WorkshopPart)
"""The parts of a workshop that can be left out; without the axes and the rules there is none."""

MOST_MINUTES: Final = 480
"""The longest that an agenda may plan for a part at a time: a day of eight hours."""

MODELS: Final[tuple[Model, ...]] = get_args(Model)
"""From the least to the most kept inside: the control order of the decision."""

HYBRID: Final = "hybrid-partnership"
"""The programme's own engagement model; never the answer for a single workload."""

IN_HOUSE: Final = "in-house-build"
"""The sixth published engagement model: what do-not-outsource and internal R&D amount to."""

OUTSIDE: Final[frozenset[Model]] = frozenset(
    {"full-outsourcing", "co-build-squad", "staff-augmentation", "advisory-only"}
)
"""The models under which a partner does some of the work."""

CLOSING: Final = (
    *("sensitivity", "maturity", "certainty", "readiness"),
    *("what-stays", "what-a-partner-builds", "who-owns-it"),
)
"""What a workshop has to have answered of every workload: the four axes, then who does what."""

DELIVERED: Final[frozenset[Model]] = OUTSIDE - {"advisory-only"}
"""The models under which a partner delivers: what undefined success strikes out."""

LEVELS: Final[dict[Axis, tuple[str, ...]]] = {
    "sensitivity": ("low", "medium", "high"),
    "maturity": ("mature", "emerging", "none"),
    "certainty": ("high", "medium", "low"),
    "readiness": STAGES,
}
"""The published levels of each axis, least to most demanding.

So run the digits on every axis and factor, and the rows and columns of every map: 1 asks the least
of us, the last digit the most. Yes is 1, as everywhere else in the workshop.
"""

FACTORS: Final[dict[Axis, dict[str, tuple[str, ...]]]] = {
    "sensitivity": dict.fromkeys(
        ("ip-exposure", "regulatory-exposure", "customer-decision-impact"),
        ("low", "medium", "high"),
    ),
    "maturity": dict.fromkeys(("team-exists", "in-production", "operated"), ("yes", "no")),
    "certainty": dict.fromkeys(
        ("precedent", "measurable-success", "data-adequate"), ("yes", "partly", "no")
    ),
    "readiness": {},
}
"""The guided questions behind each axis and their levels; each may also be `unknown`."""

STRUCTURES: Final[dict[str, Structure]] = {
    "none": "vendor-operated",
    "emerging": "joint-operated",
    "mature": "enterprise-operated",
}
"""The operating structure that each maturity suggests (guide)."""

OWN_STRUCTURE: Final[Structure] = "enterprise-operated"
"""The one that is suggested for what is built inside, whatever the maturity (guide)."""

VENDORS_STRUCTURE: Final[Structure] = "vendor-operated"
"""The one that takes a vendor who delivers."""

TALENT: Final = "talent-access"
"""The motive for which the missing roles are asked."""

AGENT_RISK: Final = "agent-and-tool-misuse"
AGENTIC: Final = "agentic-system"
"""The risk that only this kind of workload has."""

GROUPS: Final = (
    "ip-ownership",
    "portability-and-support",
    "slas",
    "exit-terms",
    "data-and-compliance",
)
"""The groups of contract items; the first asks for owners, the third for targets and measurers."""

IP_GROUP: Final = GROUPS[0]
SLA_GROUP: Final = GROUPS[2]
EXIT_GROUP: Final = GROUPS[3]
DATA_GROUP: Final = GROUPS[4]
PORTABILITY: Final = "portability"
EVALUATION_SUITE: Final = "maintained-evaluation-suite"
SUPPORT: Final = "support"
KNOWLEDGE_TRANSFER: Final = "knowledge-transfer"
"""Contract items that are pressing for some models, or decide whether it is ready to sign."""

MODEL_DRIVER: Final = "engagement-model"
OPERATIONS_DRIVER: Final = "post-launch-operations"
GAP_DRIVER: Final = "poc-to-production-gap"
CONTEXT_DRIVERS: Final = {
    "data-access": "data-access-setup",
    "integration-complexity": "integration-depth",
    "governance-requirements": "compliance-and-security",
}
FACTOR_DRIVERS: Final[tuple[tuple[Axis, str, str], ...]] = (
    ("certainty", "data-adequate", "data-quality"),
    ("sensitivity", "regulatory-exposure", "regulatory-review"),
)
"""Drivers that other answers answer already: by the context, or by a factor of an axis."""

HANDOFF: Final = "handoff"
BUILDER: Final = "builder"
"""Conditions that are met by naming somebody, and so are not answered with yes or no."""

READY_CHECKS: Final = (
    "placed",
    "calibration-sprint",
    "evaluation-method",
    "acceptance-criteria",
    "ip-and-portability",
    "support",
    "operating-model",
)
"""What must be met before anybody signs; all derived, none asked."""

READY_PARTS: Final = (
    *("ready-ownership", "ready-portability", "ready-shared", "ready-level", "ready-measurable"),
    *("ready-no-vendor", "ready-choice", "ready-stopped", "ready-conditions", "ready-verdict"),
    *("calibration-sprint-claimed", "evaluation-method-claimed"),
)
"""What is still to be done where a part of a check is met; `proof.py` has those with a name."""

CLAUSES: Final = (
    "scope",
    "engagement",
    "delivery",
    "acceptance",
    "data",
    "service-levels",
    "ip",
    "operation",
    "transfer",
    "exit",
    "vendor",
)
"""What a statement of work has for each workstream, in the order in which it is read."""

MODEL_CODES: Final[dict[str, str]] = {
    "full-outsourcing": "FUL",
    "co-build-squad": "COB",
    "staff-augmentation": "AUG",
    "advisory-only": "ADV",
    "internal-rnd": "R&D",
    "do-not-outsource": "DNO",
    "hybrid-partnership": "HYB",
    "in-house-build": "INH",
}
"""Three letters per model, the same on every screen, in every table and picture."""


def model_code(model: str, *, interpretation: bool = False) -> str:
    """The letters of a model; small ones where no published row offers it, but our own reading."""
    return MODEL_CODES[model].lower() if interpretation else MODEL_CODES[model]


MODEL_GLYPHS: Final[dict[str, str]] = {
    "full-outsourcing": "▴",
    "co-build-squad": "◊",
    "staff-augmentation": "▪",
    "advisory-only": "◉",
    "internal-rnd": "◦",
    "do-not-outsource": "✗",
    "hybrid-partnership": "✚",
    "in-house-build": "⌂",
}
"""One mark per model, never of ambiguous width, so that colour is never alone."""
