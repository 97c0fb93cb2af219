"""Questions about communities: who heads them, who is in them, what they lack, whom their rules propose."""

from metodsovet.work.communities.queries.communities import (
    communities_headed_by,
    community_rows,
    kinds_used_by,
    municipalities_kept_by,
    organisations_kept_by,
    past_term,
    without_head,
)
from metodsovet.work.communities.queries.reach import colleagues_of, reach_of, reaches_of

__all__ = [
    "colleagues_of",
    "communities_headed_by",
    "community_rows",
    "kinds_used_by",
    "municipalities_kept_by",
    "organisations_kept_by",
    "past_term",
    "reach_of",
    "reaches_of",
    "without_head",
]
