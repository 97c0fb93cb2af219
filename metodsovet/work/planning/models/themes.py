from typing import Self

from django.db import models

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.models.organisations import home_paths, subtree_q


class ThemeQuerySet(models.QuerySet["Theme"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(subtree_q(home_paths(user), "organisation__path"))


class Theme(models.Model):
    """The methodical theme of a school year at a node; a lower one names the upper one it carries on."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="themes", verbose_name="чья")
    school_year = models.PositiveSmallIntegerField("учебный год")
    title = models.CharField("тема", max_length=500)
    upper = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="lower", verbose_name="продолжает тему"
    )

    objects = ThemeQuerySet.as_manager()

    class Meta:
        verbose_name = "методическая тема"
        verbose_name_plural = "методические темы"
        ordering = ["-school_year", "organisation__path"]
        constraints = [models.UniqueConstraint(fields=["organisation", "school_year"], name="one_theme_a_year_at_node")]

    def __str__(self) -> str:
        return self.title
