"""Documents have a history, and what was in them before is kept in it."""

from metodsovet.ground.access.history import keep, offer_history
from metodsovet.ground.documents.models import Act, Paper, PaperBatch

keep(Act)
offer_history("act", Act, "documents.view_act")
keep(Paper)
offer_history("paper", Paper, "documents.view_paper")
offer_history("batch", PaperBatch, "documents.view_paperbatch")
