"""The workshop that the walks hold: what is typed and chosen, and what has to come of it."""

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from tests.terminal.driver import Terminal
from tests.terminal.laptop import Laptop
from tests.terminal.page import HOME, SAVED

Act = Callable[[Terminal], None]
"""What somebody does at the terminal."""

TITLE = "Where should our AI work live?"
FACILITATOR, DECIDER = "Ana Lund", "Bo Reyes"
VENDOR = "Brightworks"
USE_CASE = "Sort the mail of one week"
WEEKS = "3"
REASON = "We keep the logic that prices a claim"
NOTE = "Ana asked the board"

LEFT_OUT = ("Profile", "Conditions", "Risks", "Contract", "Drivers")
"""The parts that this workshop does without: an hour is short."""

SIZES = [(80, 24), (120, 36)]


@dataclass(frozen=True)
class Page:
    """A page of questions about a workload.

    Attributes:
        name: As the tab of the page calls it.
        answers: The label of each question, with the digit that answers it. A hurried room sets the
            level itself, which has the label of the page.
        suggests: The digit of the level that the answers come to, which Enter takes; None where
            there is nothing to suggest.
    """

    name: str
    answers: dict[str, int]
    suggests: int | None = None


@dataclass(frozen=True)
class Told:
    """A workload, and what the room says about it.

    Attributes:
        name: Its name.
        pages: What is answered.
        summary: A pattern for its line of the summary in both widths: the levels that come of the
            answers, what the published rows make of them, and the decision.
        axes: The axes as the file has to hold them.
        core_logic: What it has to say of the first rule; to the others the answer is no.
    """

    name: str
    pages: tuple[Page, ...]
    summary: str
    axes: dict[str, Any]
    core_logic: str

    @property
    def file(self) -> dict[str, Any]:
        """What the table of the workload in the file has to hold."""
        rules = {
            "core-logic": self.core_logic,
            "data-cannot-leave": "no",
            "undefined-success": "no",
        }
        return {
            "axes": self.axes,
            "rules": {rule: {"answer": answer} for rule, answer in rules.items()},
        }


def _factors(level: str, **factors: str) -> dict[str, Any]:
    given = {name.replace("_", "-"): {"level": one} for name, one in factors.items()}
    return {"level": level, "factors": given}


def _rules(*digits: int) -> Page:
    labels = ("Core decision logic", "Data that must stay", "Success criteria")
    return Page("Rules", dict(zip(labels, digits, strict=True)))


EXPOSURE = {"IP exposure": 1, "Regulatory exposure": 1, "Customer-decision impact": 1}
TEAM = {"Team": 2, "In production": 2, "Operated": 2}
PROOF = {"Precedent": 1, "Measurable success": 1, "Adequate data": 1}

# What the published matrix says: low sensitivity, no team and high certainty is row 1; high
# sensitivity without a team is row 5, and core decision logic forbids outsourcing besides.
CHATBOT = Told(
    "Support chatbot",
    (
        Page("Sensitivity", EXPOSURE, suggests=1),
        Page("Maturity", TEAM, suggests=3),
        Page("Certainty", PROOF, suggests=1),
        Page("Readiness", {"Readiness": 2}),
        _rules(2, 2, 2),
    ),
    r"low +none +high +pilot +. (Full outsourcing|FUL) +(row 1 +)?agreed",
    {
        "sensitivity": _factors(
            "low", ip_exposure="low", regulatory_exposure="low", customer_decision_impact="low"
        ),
        "maturity": _factors("none", team_exists="no", in_production="no", operated="no"),
        "certainty": _factors(
            "high", precedent="yes", measurable_success="yes", data_adequate="yes"
        ),
        "readiness": {"level": "pilot"},
    },
    core_logic="no",
)
CLAIMS = Told(
    "Claims decisions",
    (
        Page("Sensitivity", {"Sensitivity": 3}),
        Page("Maturity", {"Maturity": 3}),
        Page("Certainty", {"Certainty": 2}),
        Page("Readiness", {"Readiness": 1}),
        _rules(1, 2, 2),
    ),
    r"high +none +med(ium|\.) +PoC +. (Do not outsource|DNO) +((row )?5 ?\+ ?rule +)?"
    r"(override|over\.) ADV",
    {
        "sensitivity": {"level": "high"},
        "maturity": {"level": "none"},
        "certainty": {"level": "medium"},
        "readiness": {"level": "poc"},
    },
    core_logic="yes",
)
WORKLOADS = (CHATBOT, CLAIMS)

CRITERIA = {
    "Production deployments": 1,
    "Evaluation discipline": 2,
    "MLOps maturity": 4,
    "Security and governance": 1,
    "Industry fit": 2,
    "Engineering depth": 1,
    "Failure transparency": 5,
}
RED_FLAGS = {
    "No numbers": 2,
    "Clean-data demo": 1,
    "Security later": 2,
    "No named deployment": 2,
    "Resists a paid pilot": 1,
    "Gaps in the contract": 2,
    "No evaluation depth": 2,
}
SPRINT = {
    "Paid": 1,
    "Production-like data": 1,
    "Working artifact": 1,
    "Evaluation method": 2,
    "What did not work": 1,
    "Refined scope": 2,
    "Communication": 1,
    "Verdict": 2,
}
AREAS = (
    "Monitoring and observability",
    "Drift detection and retraining",
    "Evaluation maintenance",
    "Incident response",
    "Cost governance",
    "Documentation",
)
STRUCTURE = {"Operating structure": 2}

VENDOR_FILE = {
    "name": VENDOR,
    "workloads": ["support-chatbot"],
    "criteria": {
        "production-deployments": {"mark": "strong", "evidence": NOTE},
        "evaluation-discipline": {"mark": "partial"},
        "mlops-maturity": {"mark": "red-flag"},
        "security-and-governance": {"mark": "strong"},
        "industry-fit": {"mark": "partial"},
        "engineering-depth": {"mark": "strong"},
        "failure-transparency": {"mark": "not-asked"},
    },
    "red_flags": {
        "no-quantitative-evaluation": {"answer": "no"},
        "clean-data-demo": {"answer": "yes"},
        "security-deferred": {"answer": "no"},
        "no-named-deployment": {"answer": "no"},
        "resists-paid-pilot": {"answer": "yes"},
        "contract-gaps": {"answer": "no"},
        "application-team-only": {"answer": "no"},
    },
}


def hold(laptop: Laptop, size: tuple[int, int], steps: Iterable[Act]) -> Terminal:
    """Hold the workshop step by step in a new terminal, up to a summary with all of it saved."""
    terminal = laptop.start(size=size)
    terminal.wait_for(HOME)
    for step in steps:
        step(terminal)
    terminal.settle()
    terminal.wait_for(SAVED)
    terminal.press("v").wait_for("Sens")
    check_summary(terminal.text)
    return terminal


def check_summary(screen: str) -> None:
    """The summary on the screen says of both workloads what the framework says."""
    for told in WORKLOADS:
        line = next(
            (line for line in screen.splitlines() if line.strip().startswith(told.name[:12])), ""
        )
        assert re.search(told.summary, line), f"{told.name} reads {line!r} in\n{screen}"
    assert re.search(r"3 +red flags of vendors not answered yet +Brightworks 3", screen), screen


def check_file(laptop: Laptop) -> None:
    """The one file on the laptop has every answer of the workshop."""
    (path,) = laptop.sessions.glob("*.toml")
    session = tomllib.loads(path.read_text("utf-8"))
    assert session["title"] == TITLE
    assert [(one["name"], one.get("role")) for one in session["participants"].values()] == [
        (FACILITATOR, "facilitator"),
        (DECIDER, "decider"),
    ]
    workloads = session["workloads"]
    assert list(workloads) == ["support-chatbot", "claims-decisions"]
    for told, stored in zip(WORKLOADS, workloads.values(), strict=True):
        assert stored["name"] == told.name
        assert {part: stored[part] for part in told.file} == told.file
    chatbot, claims = workloads.values()
    assert [area["owner"] for area in chatbot["ownership"].values()] == [FACILITATOR] * len(AREAS)
    assert chatbot["operations"]["structure"] == "joint-operated"
    assert (chatbot["decision"]["model"], chatbot["decision"]["kind"]) == (
        "full-outsourcing",
        "as-recommended",
    )
    decision = claims["decision"]
    assert (decision["model"], decision["kind"], decision["reason"], decision["by"]) == (
        "advisory-only",
        "override",
        REASON,
        DECIDER,
    )
    vendor = session["vendors"]["brightworks"]
    assert {part: vendor[part] for part in VENDOR_FILE} == VENDOR_FILE
    (sprint,) = vendor["sprints"].values()
    assert (sprint["weeks"], sprint["paid"], sprint["verdict"]) == (
        int(WEEKS),
        "yes",
        "proceed-with-conditions",
    )
    assert USE_CASE in sprint.values()
    assert session["left_out"] == [part.lower() for part in LEFT_OUT]
    assert session["place"]["step"] == "summary"
