from metodsovet.work.communities.models.analyses import Analysis, AnalysisSection
from metodsovet.work.communities.models.appendices import Appendix, AppendixRow
from metodsovet.work.communities.models.belonging import Belonging, belonging_of
from metodsovet.work.communities.models.communities import Community
from metodsovet.work.communities.models.kinds import CommunityKind, KindOffice
from metodsovet.work.communities.models.memberships import CompositionRule, Membership, SetAside
from metodsovet.work.communities.models.offices import Office

__all__ = [
    "Analysis",
    "AnalysisSection",
    "Appendix",
    "AppendixRow",
    "Belonging",
    "Community",
    "CommunityKind",
    "CompositionRule",
    "KindOffice",
    "Membership",
    "Office",
    "SetAside",
    "belonging_of",
]
