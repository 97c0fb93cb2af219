"""Approved minutes: papers whose source is the meeting."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from metodsovet.ground.documents.models import Paper
from metodsovet.work.events.models import Meeting

KIND = "minutes"


def papers_of_meetings(meetings: "QuerySet[Any, Any] | list[int]") -> QuerySet[Paper]:
    """Every approved edition, by ids of the meetings."""
    kind = ContentType.objects.get_for_model(Meeting)
    return Paper.objects.filter(series__kind=KIND, content_type=kind, object_id__in=meetings)


def editions_of_minutes(meeting: Meeting) -> QuerySet[Paper]:
    """The last first."""
    return papers_of_meetings([meeting.pk]).order_by("-edition")
