from datetime import time
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from metodsovet.ground.directory.models.organisations import Organisation


def check_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError("Такого часового пояса нет.")


class Installation(models.Model):
    """The one row of settings of this installation; its absence means that nobody has begun yet."""

    class NonworkingRule(models.TextChoices):
        KEEP = "keep", "не переносить"
        NEXT = "next", "на следующий рабочий день"
        PREVIOUS = "previous", "на предыдущий рабочий день"

    class SecondFactorFor(models.TextChoices):
        SERVICE = "service", "администраторам, методистам и руководителям управления"
        LEADS = "leads", "ещё и руководителям организаций и ответственным за методическую работу"
        EVERYONE = "everyone", "всем, кто входит"

    root = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="муниципалитет или регион")
    time_zone = models.CharField("часовой пояс", max_length=50, default="Europe/Moscow", validators=[check_time_zone])
    nonworking_rule = models.CharField(
        "срок в нерабочий день", max_length=10, choices=NonworkingRule, default=NonworkingRule.NEXT
    )
    risk_days = models.PositiveSmallIntegerField("риск: дней до срока", default=14)
    digest_at = models.TimeField("сводка на почту", default=time(7, 30))
    code_days = models.PositiveSmallIntegerField("код с листка действует, дней", default=14)
    second_factor_for = models.CharField(
        "второй шаг входа обязателен", max_length=10, choices=SecondFactorFor, default=SecondFactorFor.SERVICE
    )
    is_demo = models.BooleanField("пример с выдуманными данными", default=False)
    demo_seed = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "настройки"
        verbose_name_plural = "настройки"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="installation_is_one")]

    def __str__(self) -> str:
        return str(self.root)
