from django.db import models
from django.db.models import F, Q

from metodsovet.ground.directory.models import Organisation


class Schedule(models.Model):
    """Dates of an external schedule in a school year: «график проведения ВПР», «осенние каникулы», a school term."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="чей")
    name = models.CharField("название", max_length=300)
    school_year = models.PositiveSmallIntegerField("учебный год")
    starts_on = models.DateField("с")
    ends_on = models.DateField("по")

    class Meta:
        verbose_name = "внешний график"
        verbose_name_plural = "внешние графики"
        ordering = ["school_year", "starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name", "school_year"], name="schedule_once_a_year"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="schedule_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.name
