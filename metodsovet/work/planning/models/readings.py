from typing import Self

from django.conf import settings
from django.db import models

from metodsovet.ground.access.models import User
from metodsovet.kernel import clock
from metodsovet.work.planning.models.plans import Plan


class ReadingQuerySet(models.QuerySet["Reading"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(plan__in=Plan.objects.visible_to(user))


class Reading(models.Model):
    """The file a draft plan was read from: its rows as they stood, shown beside what was understood."""

    plan = models.OneToOneField(Plan, models.CASCADE, related_name="reading")
    file_name = models.CharField("файл", max_length=255)
    rows = models.JSONField("строки файла", default=list)
    act = models.JSONField("реквизиты акта", default=dict)
    warnings = models.JSONField("предупреждения", default=list)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    read_at = models.DateTimeField("прочитан", default=clock.now)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = "прочитанный файл"
        verbose_name_plural = "прочитанные файлы"

    def __str__(self) -> str:
        return self.file_name
