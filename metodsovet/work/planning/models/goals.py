from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from metodsovet.ground.access.models import User
from metodsovet.work.planning.models.plans import Plan


class GoalQuerySet(models.QuerySet["Goal"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(plan__in=Plan.objects.visible_to(user))


class Goal(models.Model):
    """What a plan is for, in words."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="goals")
    position = models.PositiveIntegerField()
    title = models.CharField("цель", max_length=1000)

    objects = GoalQuerySet.as_manager()

    class Meta:
        verbose_name = "цель"
        verbose_name_plural = "цели"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("show_goals", args=[self.plan_id])


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(plan__in=Plan.objects.visible_to(user))


class Indicator(models.Model):
    """A target indicator of a plan. The fact is entered by hand with evidence, or computed by the named offer."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="indicators")
    goal = models.ForeignKey(Goal, models.PROTECT, null=True, blank=True, related_name="indicators")
    position = models.PositiveIntegerField()
    title = models.CharField("показатель", max_length=500)
    unit = models.CharField("единица", max_length=50)
    offer = models.CharField("откуда факт", max_length=100, blank=True)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = "показатель"
        verbose_name_plural = "показатели"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("show_goals", args=[self.plan_id])


class IndicatorYear(models.Model):
    """What an indicator should be and is in a school year. Shares are in per cent, as the unit says."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="years")
    school_year = models.PositiveSmallIntegerField("учебный год")
    planned = models.DecimalField("план", max_digits=14, decimal_places=2, null=True, blank=True)
    fact = models.DecimalField("факт", max_digits=14, decimal_places=2, null=True, blank=True)
    evidence = models.CharField("чем подтверждается", max_length=1000, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField("внесено", null=True, blank=True)

    class Meta:
        verbose_name = "значение показателя"
        verbose_name_plural = "значения показателей"
        ordering = ["school_year"]
        constraints = [models.UniqueConstraint(fields=["indicator", "school_year"], name="indicator_once_a_year")]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.school_year}"
