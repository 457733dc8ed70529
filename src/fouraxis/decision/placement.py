"""What goes into a recommendation."""

from dataclasses import dataclass, field

from fouraxis.content.terms import Answer, AskedRule, Axis, Model


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a workload stands: a level per axis and an answer per asked rule.

    None means not asked yet and `"unknown"` means that the room does not know; the decision treats
    both alike and tries every value.
    """

    sensitivity: str | None = None
    maturity: str | None = None
    certainty: str | None = None
    readiness: str | None = None
    core_logic: Answer | None = None
    data_cannot_leave: Answer | None = None
    undefined_success: Answer | None = None

    def axis(self, axis: Axis) -> str | None:
        """The level on an axis, or None while it is unknown or not asked."""
        level: str | None = getattr(self, axis)
        return None if level == "unknown" else level

    def rule(self, rule: AskedRule) -> Answer | None:
        """The answer to an asked rule, or None while it is unknown or not asked."""
        answer: Answer | None = getattr(self, rule.replace("-", "_"))
        return None if answer == "unknown" else answer


@dataclass(frozen=True, slots=True)
class Evidence:
    """What else the room said that can contradict a placement; it draws warnings, nothing else.

    `conditions` maps a condition of an engagement model to its answer, `governance` an item of
    strict governance to its answer; `handoff` and `builder` are who executes advice and who builds
    the missing capability. None (for a mapping: empty) means not asked in this workshop: then no
    warning is drawn from it. What a model needs is held against the model that was `decided`, else
    against the lead.
    """

    ip_exposure: str | None = None
    regulatory_exposure: str | None = None
    measurable_success: str | None = None
    conditions: dict[str, str] = field(default_factory=dict)
    governance: dict[str, str] = field(default_factory=dict)
    handoff: str | None = None
    builder: str | None = None
    decided: Model | None = None
