from metodsovet.work.communities.models.communities import Community
from metodsovet.work.communities.models.offices import Office

__all__ = ["Community", "Office"]
