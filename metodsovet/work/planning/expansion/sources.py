"""Assignments by what they came from: an occurrence, an activity, a plan."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.models.assignments import AssignmentQuerySet
from metodsovet.work.planning.models import Activity, Occurrence, Plan


def assignments_of_occurrences(occurrences: QuerySet[Occurrence] | Iterable[int]) -> AssignmentQuerySet:
    content_type = ContentType.objects.get_for_model(Occurrence)
    rows = Assignment.objects.filter(content_type=content_type)
    if isinstance(occurrences, QuerySet):
        return rows.filter(object_id__in=occurrences.values_list("pk", flat=True))
    return rows.filter(object_id__in=list(occurrences))


def assignments_of_activity(activity: Activity) -> AssignmentQuerySet:
    return assignments_of_occurrences(Occurrence.objects.filter(activity=activity))


def assignments_of_plan(plan: Plan) -> AssignmentQuerySet:
    return assignments_of_occurrences(Occurrence.objects.filter(activity__plan=plan))
