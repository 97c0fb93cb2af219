"""Evidence as a page shows it: with the file behind it, or the record if the user may open it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.contrib.contenttypes.models import ContentType

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment, Evidence
from metodsovet.ground.files.models import StoredFile


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    """``url`` is empty when the record is not for this user; ``file`` stands behind a file."""

    evidence: Evidence
    url: str
    file: StoredFile | None = None


def evidence_of(assignment: Assignment, user: User) -> Sequence[ShownEvidence]:
    """One query for the rows, one for the files, one for each model of records."""
    rows = list(assignment.evidence.select_related("added_by__person"))
    files = _files([row.pk for row in rows if row.kind == Evidence.Kind.FILE])
    addresses = _addresses([row for row in rows if row.kind == Evidence.Kind.RECORD], user)
    return [_shown(row, files.get(row.pk), addresses.get(row.pk, "")) for row in rows]


def _shown(row: Evidence, file: StoredFile | None, address: str) -> ShownEvidence:
    if file is not None:
        return ShownEvidence(row, file.get_absolute_url(), file)
    return ShownEvidence(row, row.url or address)


def _files(ids: Sequence[int]) -> dict[int, StoredFile]:
    if not ids:
        return {}
    owner = ContentType.objects.get_for_model(Evidence)
    return {file.object_id: file for file in StoredFile.objects.filter(content_type=owner, object_id__in=ids)}


def _addresses(rows: Sequence[Evidence], user: User) -> dict[int, str]:
    by_model: dict[int, dict[int, int]] = defaultdict(dict)
    for row in rows:
        if row.content_type_id and row.object_id:
            by_model[row.content_type_id][row.object_id] = row.pk
    addresses: dict[int, str] = {}
    for content_type_id, owners in by_model.items():
        for record in visible_records(content_type_id, list(owners), user):
            addresses[owners[record.pk]] = record.get_absolute_url()
    return addresses


def visible_records(content_type_id: int, ids: Sequence[int], user: User) -> Sequence[Any]:
    """Records of some upper model that the user may see; any model that is linked to has ``visible_to``."""
    model = cast("Any", ContentType.objects.get_for_id(content_type_id).model_class())
    return [] if model is None else list(model._default_manager.visible_to(user).filter(pk__in=ids))
