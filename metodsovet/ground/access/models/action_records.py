from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from metodsovet.ground.access.models.users import User
from metodsovet.kernel import clock


class ActionRecord(models.Model):
    """Who did which verb to which record; written by the action itself, never changed."""

    verb = models.CharField("действие", max_length=100)
    text = models.TextField("что сделано")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="кто")
    made_at = models.DateTimeField("когда", default=clock.now)
    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey("content_type", "object_id")

    class Meta:
        verbose_name = "запись истории"
        verbose_name_plural = "история действий"
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["content_type", "object_id", "-made_at"], name="action_record_subject")]

    def __str__(self) -> str:
        return self.text
