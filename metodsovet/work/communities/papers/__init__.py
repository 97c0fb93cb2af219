"""Papers of communities: the service of an organisation, rosters, appendices of orders, passports, references."""

from metodsovet.work.communities.papers.methodical_service import (
    MethodicalServicePaper,
    ServiceCommunity,
    ServicePerson,
    ServiceSignature,
    methodical_service_paper,
    print_methodical_service,
    sample_methodical_service,
)
from metodsovet.work.communities.papers.passports import PassportPaper, passport_paper, print_passport
from metodsovet.work.communities.papers.references import ReferencePaper, print_reference, reference_paper
from metodsovet.work.communities.papers.rosters import (
    HeadsPaper,
    RosterPaper,
    heads_paper,
    print_heads,
    print_roster,
    roster_paper,
)

__all__ = [
    "HeadsPaper",
    "MethodicalServicePaper",
    "PassportPaper",
    "ReferencePaper",
    "RosterPaper",
    "ServiceCommunity",
    "ServicePerson",
    "ServiceSignature",
    "heads_paper",
    "methodical_service_paper",
    "passport_paper",
    "print_heads",
    "print_methodical_service",
    "print_passport",
    "print_reference",
    "print_roster",
    "reference_paper",
    "roster_paper",
    "sample_methodical_service",
]
