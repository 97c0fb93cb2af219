"""The value «Ответственные»: who does it, read from what people write in plans and orders."""

from metodsovet.kernel.parties.kinds import PartyKind
from metodsovet.kernel.parties.parser import normalised, parse_parties
from metodsovet.kernel.parties.values import Party

__all__ = ["Party", "PartyKind", "normalised", "parse_parties"]
