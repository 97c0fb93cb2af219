"""Occurrences for the calendar: of chosen plans and organisations, or those where one has a part."""

from collections.abc import Collection

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment, Part
from metodsovet.ground.assignments.models.substitutions import acting_for
from metodsovet.work.planning.models import Occurrence


def occurrences_of(
    user: User, plans: Collection[int], organisations: Collection[int], *, is_mine: bool
) -> QuerySet[Occurrence]:
    """What the user sees; empty collections do not narrow. Those who stand in for somebody see his too."""
    rows = Occurrence.objects.visible_to(user)
    if plans:
        rows = rows.filter(activity__plan__in=plans)
    if organisations:
        rows = rows.filter(activity__plan__organisation__in=organisations)
    if is_mine:
        mine = Part.objects.filter(person__in=acting_for(user), until=None)
        assignments = Assignment.objects.filter(
            content_type=ContentType.objects.get_for_model(Occurrence), pk__in=mine.values("assignment")
        )
        rows = rows.filter(pk__in=assignments.values("object_id"))
    return rows
