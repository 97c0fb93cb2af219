"""Communities have a history, and who held their offices is kept in it."""

from metodsovet.ground.access.history import keep, offer_history
from metodsovet.work.communities.models import Community, Office

keep(Community)
keep(Office, owner=Community)
offer_history("community", Community, "communities.view_community")
