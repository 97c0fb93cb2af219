"""Reading back by source: what upper rooms posted."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Model, Q, QuerySet

from metodsovet.ground.assignments.models import Assignment
from metodsovet.kernel import clock

LEFT_OUT = Q(state__in=[Assignment.State.CANCELLED, Assignment.State.NOT_APPLICABLE]) | (
    Q(removed_from_control_at__isnull=False) & ~Q(state=Assignment.State.ACCEPTED)
)
"""What is not asked any more counts neither as done nor as owed."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Of the assignments of one source that are still asked; ``overdue`` are those without a report after the day."""

    total: int = 0
    accepted: int = 0
    waiting: int = 0
    overdue: int = 0


def assignments_of(sources: Iterable[Model]) -> QuerySet[Assignment]:
    """Assignments posted by any of the records; still to be cut by ``visible_to``."""
    ids: dict[int, list[int]] = defaultdict(list)
    for source in sources:
        ids[ContentType.objects.get_for_model(source).pk].append(source.pk)
    posted = Q(pk__in=[])
    for content_type_id, object_ids in ids.items():
        posted |= Q(content_type=content_type_id, object_id__in=object_ids)
    return Assignment.objects.filter(posted)


def progress_of(sources: Iterable[Model], among: QuerySet[Assignment] | None = None) -> Mapping[int, Progress]:
    """By id of the source, all of one model, in one query; a source without assignments has an empty progress.

    ``among`` narrows what is counted, for instance to what the user sees.
    """
    sources = list(sources)
    rows = assignments_of(sources)
    if among is not None:
        rows = rows.filter(pk__in=among.values("pk"))
    state = Assignment.State
    late = Q(state__in=[state.GIVEN, state.RETURNED], due_on__lt=clock.today())
    counted = (
        rows.exclude(LEFT_OUT)
        .order_by()
        .values("object_id")
        .annotate(
            total=Count("pk"),
            accepted=Count("pk", filter=Q(state=state.ACCEPTED)),
            waiting=Count("pk", filter=Q(state=state.REPORTED)),
            overdue=Count("pk", filter=late),
        )
    )
    known = {
        row["object_id"]: Progress(row["total"], row["accepted"], row["waiting"], row["overdue"]) for row in counted
    }
    return {source.pk: known.get(source.pk, Progress()) for source in sources}
