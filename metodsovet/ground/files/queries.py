from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet

from metodsovet.ground.files.models import StoredFile


def files_of(owner: Model) -> QuerySet[StoredFile]:
    """Files of a record that the caller has already found visible."""
    return StoredFile.objects.filter(content_type=ContentType.objects.get_for_model(owner), object_id=owner.pk)
