"""Who is asked to acknowledge a document, who has, and which papers that opens."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.queries.sources import LEFT_OUT, Progress, assignments_of
from metodsovet.ground.documents import reach
from metodsovet.ground.documents.kinds import kind_named
from metodsovet.ground.documents.models import Act, Paper


def collected_text(progress: Progress) -> str:
    """«Собрано 31 из 40»."""
    return f"Собрано {progress.accepted} из {progress.total}"


def is_read_by_people(document: Act | Paper) -> bool:
    """By those whom the deed that issued it names, each for himself; else by organisations."""
    kind = kind_named(document.series.kind) if isinstance(document, Paper) else None
    return kind is not None and kind.deed is not None


def has_own_sheet(assignment: Assignment) -> bool:
    """An organisation gathers signatures of its staff; a person who is asked himself gathers none."""
    if assignment.kind != Assignment.Kind.ACKNOWLEDGE:
        return False
    source = assignment.source
    return not (isinstance(source, Paper) and is_read_by_people(source))


def asked_to_read(document: Act | Paper) -> QuerySet[Assignment]:
    """Still to be cut by ``visible_to``."""
    return assignments_of([document]).filter(kind=Assignment.Kind.ACKNOWLEDGE).exclude(LEFT_OUT)


@reach.opens_papers
def papers_to_acknowledge(user: User) -> "QuerySet[Any, Any]":
    """Whoever sees that his organisation is asked to acknowledge a paper reads it."""
    asked = Assignment.objects.visible_to(user).filter(
        kind=Assignment.Kind.ACKNOWLEDGE, content_type=ContentType.objects.get_for_model(Paper)
    )
    return asked.exclude(state=Assignment.State.CANCELLED).values("object_id")
