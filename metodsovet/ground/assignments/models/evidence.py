from typing import Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models.assignments import Assignment
from metodsovet.kernel import clock


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(assignment__in=Assignment.objects.visible_to(user))


class Evidence(models.Model):
    """What shows that the work was done: a record of the product, a file, or an address.

    A file's StoredFile is owned by its evidence.
    """

    class Kind(models.TextChoices):
        RECORD = "record", "запись системы"
        FILE = "file", "файл"
        LINK = "link", "ссылка"

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="evidence")
    kind = models.CharField("вид", max_length=10, choices=Kind)
    title = models.CharField("название", max_length=300)
    url = models.URLField("адрес", max_length=1000, blank=True)
    content_type = models.ForeignKey(ContentType, models.PROTECT, null=True, blank=True, related_name="+")
    object_id = models.PositiveBigIntegerField(null=True, blank=True)
    record = GenericForeignKey("content_type", "object_id")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField("добавлено", default=clock.now)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "подтверждение"
        verbose_name_plural = "подтверждения"
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "content_type", "object_id"],
                condition=models.Q(kind="record"),
                name="record_is_evidence_once",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self.assignment.get_absolute_url()
