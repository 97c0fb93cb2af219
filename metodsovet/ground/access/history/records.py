"""History of actions: one line per verb done to a record."""

from collections.abc import Iterable

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


def record_actions(verb: str, model: type[Model], texts: Iterable[tuple[int, str]], *, by: User | None) -> None:
    """The same verb done to many records of one model at once: (id, text) of each."""
    made_at, content_type = clock.now(), ContentType.objects.get_for_model(model)
    rows = (
        ActionRecord(verb=verb, text=text, by=by, made_at=made_at, content_type=content_type, object_id=pk)
        for pk, text in texts
    )
    ActionRecord.objects.bulk_create(rows, batch_size=2000)


def history_of(subject: Model) -> QuerySet[ActionRecord]:
    """Lines of one record, the newest first; whoever may see the record may see them."""
    return ActionRecord.objects.filter(
        content_type=ContentType.objects.get_for_model(subject), object_id=subject.pk
    ).select_related("by", "by__person")
