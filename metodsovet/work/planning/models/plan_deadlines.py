from typing import Self

from django.db import models
from django.urls import reverse

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.models.organisations import home_paths, subtree_q
from metodsovet.kernel.school_year import SchoolYear


class PlanDeadlineQuerySet(models.QuerySet["PlanDeadline"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(subtree_q(home_paths(user), "organisation__path"))


class PlanDeadline(models.Model):
    """The day by which communities of a node hand in their plans for a school year; the nearest node's counts.

    It is the source of the assignments that their heads have got.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="где")
    school_year = models.PositiveSmallIntegerField("учебный год")
    due_on = models.DateField("сдать до")
    version = models.PositiveIntegerField(default=1)

    objects = PlanDeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = "срок сдачи планов объединений"
        verbose_name_plural = "сроки сдачи планов объединений"
        ordering = ["-school_year", "organisation__path"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "school_year"], name="one_deadline_of_plans_a_year_at_node")
        ]

    def __str__(self) -> str:
        return f"Планы объединений на {SchoolYear(self.school_year).text()}"

    def get_absolute_url(self) -> str:
        return f"{reverse('show_year_plans')}?year={self.school_year}"
