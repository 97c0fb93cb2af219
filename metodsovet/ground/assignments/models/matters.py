from typing import Self

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models.assignments import Assignment


class MatterQuerySet(models.QuerySet["Matter"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(Exists(Assignment.objects.visible_to(user).filter(**SAME_SOURCE)))


class Matter(models.Model):
    """One and the same thing asked of many: the source that assignments share, a row of the matrix.

    Written by ``give_assignments`` alone; what it says now is read from its assignments.
    """

    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()

    objects = MatterQuerySet.as_manager()

    class Meta:
        verbose_name = "дело"
        verbose_name_plural = "дела"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["content_type", "object_id"], name="matter_of_a_source")]

    def __str__(self) -> str:
        return f"{self.content_type_id}-{self.object_id}"

    @property
    def key(self) -> tuple[int, int]:
        """Content type and id of the source."""
        return self.content_type_id, self.object_id


SAME_SOURCE = {"content_type": OuterRef("content_type"), "object_id": OuterRef("object_id")}
"""Of assignments inside a question about matters."""
