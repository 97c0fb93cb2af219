"""What is always true of stored files."""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from metodsovet.ground.files.models import StoredFile
from metodsovet.kernel import invariants


@invariants.holds("files:file_is_on_disk", looks_at_files=True)
def file_is_on_disk() -> Iterator[StoredFile]:
    """У каждого файла на диске лежит его содержимое того же размера."""
    for file in StoredFile.objects.iterator():
        try:
            is_whole = file.content.size == file.size_bytes
        except FileNotFoundError:
            is_whole = False
        if not is_whole:
            yield file


@invariants.holds("files:file_has_its_owner")
def file_has_its_owner() -> Iterator[Model]:
    """Каждый файл принадлежит записи, которая есть."""
    for content_type in ContentType.objects.filter(pk__in=StoredFile.objects.values("content_type").distinct()):
        owner = content_type.model_class()
        rows = StoredFile.objects.filter(content_type=content_type)
        if owner is not None:
            rows = rows.exclude(object_id__in=owner._default_manager.values("pk"))
        yield from rows
