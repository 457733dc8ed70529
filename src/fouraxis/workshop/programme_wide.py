"""What a session says once for all workloads: the parts it does without, and its defaults."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from fouraxis.content.terms import WorkshopPart
from fouraxis.workshop.remembered import Remembered
from fouraxis.workshop.session import ContractAnswer, Session, Step


@dataclass(frozen=True, slots=True, eq=False)
class ProgrammeWide:
    """What holds for every workload and vendor of a session; told apart by identity.

    `left_out` are the steps that this workshop does without, `contract` is what is agreed for the
    whole programme.
    """

    left_out: tuple[WorkshopPart, ...] = ()
    contract: Mapping[str, ContractAnswer] = field(default_factory=dict)

    def has(self, step: Step) -> bool:
        """Whether this workshop has the step."""
        return step not in self.left_out


EVERYTHING = ProgrammeWide()
"""A workshop that leaves nothing out and has agreed on nothing yet."""

_known: Remembered[Mapping[str, ContractAnswer], ProgrammeWide] = Remembered(64)


def programme_wide(session: Session) -> ProgrammeWide:
    """What the session says for all; the same object as long as none of it changes."""
    left_out, contract = session.left_out, session.contract
    return _known.get(contract, lambda found: ProgrammeWide(left_out, found), left_out)


def effective_contract(session: Session, workload: str, item: str) -> tuple[ContractAnswer, bool]:
    """What holds for a contract item of a workload, and whether all of it is the programme's.

    A workload inherits each field that it does not answer itself; notes and marks are its own.

    Raises:
        KeyError: there is no such workload.
    """
    return inherited(programme_wide(session), session.workloads[workload].contract.get(item), item)


def inherited(
    shared: ProgrammeWide, own: ContractAnswer | None, item: str
) -> tuple[ContractAnswer, bool]:
    """A workload's own answer to a contract item, filled up with the programme's."""
    default = shared.contract.get(item)
    own = own or ContractAnswer()
    if default is None or not default.said:
        return own, False
    filled = own.model_copy(
        update={
            "answer": own.answer or default.answer,
            "owner": own.owner or default.owner,
            "target": own.target or default.target,
            "measured_by": own.measured_by or default.measured_by,
        }
    )
    return filled, not own.said
