"""Lists of communities and of their people as pages, prints and xlsx."""

from metodsovet.work.communities.tables.communities import communities_table

__all__ = ["communities_table"]
