from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from metodsovet.ground.access.models import User
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning.models.plans import Plan


class YearResultQuerySet(models.QuerySet["YearResult"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(plan__in=Plan.objects.visible_to(user))


class YearResult(models.Model):
    """What a programme came to in a school year, in words and in figures.

    ``figures`` are frozen on the day the year is closed: a list of {goal, title, unit, planned, fact}, texts all.
    A year that was opened again keeps its words and figures until it is closed anew.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="year_results", verbose_name="программа")
    school_year = models.PositiveSmallIntegerField("учебный год")
    text = models.TextField("итоги", max_length=10_000)
    figures = models.JSONField("показатели на день закрытия", default=list)
    closed_on = models.DateField("год закрыт", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кто закрыл"
    )

    objects = YearResultQuerySet.as_manager()

    class Meta:
        verbose_name = "итоги года программы"
        verbose_name_plural = "итоги лет программ"
        ordering = ["school_year"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "school_year"], name="programme_has_one_result_a_year"),
            models.CheckConstraint(condition=~Q(text=""), name="year_result_is_told_in_words"),
            models.CheckConstraint(
                condition=Q(closed_on=None, closed_by=None) | Q(closed_on__isnull=False, closed_by__isnull=False),
                name="year_is_closed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"Итоги за {self.year}"

    def get_absolute_url(self) -> str:
        return f"{reverse('show_programme', args=[self.plan_id])}#year-{self.school_year}"

    @property
    def year(self) -> SchoolYear:
        return SchoolYear(self.school_year)

    @property
    def is_closed(self) -> bool:
        return self.closed_on is not None
