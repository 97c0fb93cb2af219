"""From words to the register: whom a party of a plan means, and who those people are on a day."""

from metodsovet.work.planning.matching.audiences import audience_of, node_of, proposed_kinds
from metodsovet.work.planning.matching.choices import HolderChoice, Proposal
from metodsovet.work.planning.matching.proposals import propose_holder
from metodsovet.work.planning.matching.registers import Register

__all__ = [
    "HolderChoice",
    "Proposal",
    "Register",
    "audience_of",
    "node_of",
    "propose_holder",
    "proposed_kinds",
]
