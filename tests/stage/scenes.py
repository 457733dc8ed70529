"""The screens that a room sees, each with how it is reached from a finished or a begun workshop."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from fouraxis.content.models import Content
from fouraxis.workshop import questions
from fouraxis.workshop.agenda import PER_WORKLOAD
from fouraxis.workshop.question import Question
from fouraxis.workshop.session import Place, Session, Step

SIZES: Final = ((80, 24), (100, 30), (120, 36), (160, 45), (200, 60))
NAME: Final = 60
"""As many cells has the longest name that a room is likely to give."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One screen: its name, the step that it is of, and the keys from there on.

    `sample` is the example that it is played in (empty: Home, before any workshop). `longest` puts
    the cursor on the question of which most is to be said; something may have happened `before`.
    """

    name: str
    step: Step | None
    keys: tuple[str, ...] = ()
    sample: str = "four-workloads"
    before: Callable[[Session], Session] | None = None
    item: str | None = None
    longest: bool = False


def almost_placed(session: Session) -> Session:
    """The session with a rule of its first workload to be answered yet, and nothing decided."""
    key, workload = next(iter(session.workloads.items()))
    rules = {rule: answer for rule, answer in workload.rules.items() if rule != "undefined-success"}
    workload = workload.model_copy(update={"rules": rules, "decision": None})
    return session.model_copy(update={"workloads": {**session.workloads, key: workload}})


SCENES: Final = (
    Scene("home, empty", None, sample=""),
    Scene("setup", "setup"),
    Scene("plan", "setup", item="file.path"),
    Scene("workloads", "workloads"),
    Scene("profile", "profile", longest=True),
    Scene("axis", "axes", sample="half-way", item="certainty.measurable-success"),
    Scene("axis placed", "axes", item="sensitivity.regulatory-exposure", longest=True),
    Scene("axis level", "axes", item="maturity"),
    Scene("rules", "rules", item="core-logic"),
    Scene("reveal", "rules", ("2",), item="undefined-success", before=almost_placed),
    Scene("projector", "axes", ("f5",), item="sensitivity.regulatory-exposure"),
    Scene("beside the rules", "rules", item="acceptance.scope"),
    Scene("conditions", "conditions", longest=True),
    Scene("vendors", "vendors", longest=True),
    Scene("side by side", "vendors", keys=("c",)),
    Scene("risks", "risks", longest=True),
    Scene("contract", "contract", longest=True),
    Scene("drivers", "drivers", longest=True),
    Scene("after launch", "ownership", longest=True),
    Scene("summary", "summary"),
    Scene("map", "summary", keys=("m",)),
    Scene("map of one certainty", "summary", keys=("m", "v")),
    Scene("reasons", "summary", keys=("enter",)),
    Scene("deciding", "summary", keys=("d",)),
    Scene("programme", "summary", keys=("p",)),
    Scene("actions", "summary", keys=("a",)),
    Scene("levels", "summary", keys=("v",)),
    Scene("what if", "summary", keys=("w", "3")),
    Scene("what if, on the map", "summary", keys=("w", "3", "m")),
    Scene("history", "summary", keys=("h",)),
    Scene("vote", "axes", ("v", "1", "2"), sample="half-way", item="certainty"),
    Scene("vote counted", "axes", ("v", *"1233", "enter"), sample="half-way", item="certainty"),
    Scene("sign-off", "axes", ("S",)),
    Scene("boards", "axes", ("b",), sample="half-way"),
    Scene("open questions", "axes", ("b", "b", "b")),
    Scene("parking", "axes", ("p",), item="sensitivity.regulatory-exposure"),
    Scene("wrap-up", "axes", ("z",), sample="half-way"),
    Scene("who was here", "axes", ("z", "shift+tab")),
    Scene("agenda", "axes", keys=("t",)),
    Scene("go to", "axes", keys=("g",)),
    Scene("help", "axes", keys=("f1",)),
    Scene("matrix", None, keys=("m",), sample=""),
)


def long_names(session: Session) -> Session:
    """The session with every name as long as a room is likely to give one."""

    def long(name: str) -> str:
        words = f"{name} {'and everything that belongs to it, here and abroad ' * 3}"[: NAME + 1]
        return words.rpartition(" ")[0].rstrip(",")

    def renamed(nodes: dict[str, object]) -> dict[str, object]:
        return {
            key: node.model_copy(update={"name": long(node.name)})  # type: ignore[attr-defined]
            for key, node in nodes.items()
        }

    return session.model_copy(
        update={
            "title": long(session.title),
            "workloads": renamed(dict(session.workloads)),
            "vendors": renamed(dict(session.vendors)),
            "participants": renamed(dict(session.participants)),
        }
    )


def place(scene: Scene, session: Session, words: Content) -> Place:
    """Where the room stands in a scene."""
    assert scene.step is not None
    workload, vendor = next(iter(session.workloads), None), next(iter(session.vendors), None)
    if scene.sample == "half-way":
        workload = session.place.workload
    item = scene.item
    if scene.longest:
        subject = workload if scene.step in PER_WORKLOAD else vendor
        asked = questions.of(session, words, scene.step, subject or "")
        item = max(asked, key=_said).item if asked else None
    return Place(step=scene.step, workload=workload, vendor=vendor, item=item)


def _said(question: Question) -> int:
    anchors = sum(len(option.anchor) + len(option.name) for option in question.options)
    return len(question.text) + sum(map(len, question.about)) + anchors
