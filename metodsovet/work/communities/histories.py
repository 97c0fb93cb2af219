"""Communities have a history, and who held their offices is kept in it."""

from metodsovet.ground.access.history import keep, offer_history
from metodsovet.work.communities.models import (
    Analysis,
    AnalysisSection,
    Appendix,
    Community,
    CommunityKind,
    CompositionRule,
    KindOffice,
    Membership,
    Office,
)

keep(Community)
keep(Office, owner=Community)
keep(Membership, owner=Community)
keep(CompositionRule, owner=Community)
keep(Analysis)
keep(AnalysisSection, owner=Analysis)
keep(CommunityKind)
keep(KindOffice, owner=CommunityKind)
offer_history("community", Community, "communities.view_members")
offer_history("analysis", Analysis, "communities.view_analysis")
offer_history("appendix", Appendix, "communities.view_appendix")
