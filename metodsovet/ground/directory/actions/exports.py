"""The log of what was taken out."""

from django.db import transaction

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Export
from metodsovet.kernel.exports import Exported


@transaction.atomic
def log_export(exported: Exported, *, by: User) -> Export:
    title, narrowed = exported.title[:300], exported.narrowed[:1000]
    return Export.objects.create(by=by, title=title, narrowed=narrowed, rows=exported.rows)
