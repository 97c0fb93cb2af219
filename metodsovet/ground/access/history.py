"""History of actions: one line per verb done to a record."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet

from metodsovet.ground.access.models import ActionRecord, User
from metodsovet.kernel import clock


def record_action(verb: str, subject: Model, text: str, *, by: User | None) -> ActionRecord:
    """Write the line in the caller's transaction; ``by`` None means that the product did it by itself."""
    return ActionRecord.objects.create(
        verb=verb,
        text=text,
        by=by,
        made_at=clock.now(),
        content_type=ContentType.objects.get_for_model(subject),
        object_id=subject.pk,
    )


def history_of(subject: Model) -> QuerySet[ActionRecord]:
    """Lines of one record, the newest first; whoever may see the record may see them."""
    return ActionRecord.objects.filter(
        content_type=ContentType.objects.get_for_model(subject), object_id=subject.pk
    ).select_related("by", "by__person")
