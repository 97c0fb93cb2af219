import uuid
from typing import Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse

from metodsovet.ground.access.models import User
from metodsovet.kernel import clock


def stored_under(file: "StoredFile", name: str) -> str:
    """A random final name: nothing of what people typed reaches the disk."""
    return f"{file.id.hex[:2]}/{file.id.hex}"


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    def visible_to(self, user: User) -> Self:
        """Files of records that the user may see: each kind of owner is asked by its own ``visible_to``."""
        seen = models.Q(pk__in=[])
        for content_type in ContentType.objects.filter(pk__in=StoredFile.objects.values("content_type").distinct()):
            owner = content_type.model_class()
            if owner is not None:
                rows = owner._default_manager.visible_to(user)  # type: ignore[attr-defined]
                seen |= models.Q(content_type=content_type, object_id__in=rows.values("pk"))
        return self.filter(seen)


class StoredFile(models.Model):
    """A file and the one record that owns it; who sees the owner may fetch the file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("имя", max_length=255)
    content = models.FileField("содержимое", upload_to=stored_under, max_length=100)
    content_kind = models.CharField("вид содержимого", max_length=100)
    size_bytes = models.PositiveBigIntegerField("размер")
    sha256 = models.CharField(max_length=64)
    stored_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    stored_at = models.DateTimeField("загружен", default=clock.now)
    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    owner = GenericForeignKey("content_type", "object_id")

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = "файл"
        verbose_name_plural = "файлы"
        ordering = ["stored_at"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="stored_file_owner")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("fetch_file", args=[self.pk])
