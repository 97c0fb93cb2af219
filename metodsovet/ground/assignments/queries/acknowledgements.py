"""Who has acknowledged a document, and which papers that opens."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.queries.sources import Progress
from metodsovet.ground.documents import reach
from metodsovet.ground.documents.models import Paper


def collected_text(progress: Progress) -> str:
    """«Собрано 31 из 40»."""
    return f"Собрано {progress.accepted} из {progress.total}"


@reach.opens_papers
def papers_to_acknowledge(user: User) -> "QuerySet[Any, Any]":
    """Whoever sees that his organisation is asked to acknowledge a paper reads it."""
    asked = Assignment.objects.visible_to(user).filter(
        kind=Assignment.Kind.ACKNOWLEDGE, content_type=ContentType.objects.get_for_model(Paper)
    )
    return asked.exclude(state=Assignment.State.CANCELLED).values("object_id")
