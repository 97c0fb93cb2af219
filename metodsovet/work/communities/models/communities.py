from typing import Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.urls import reverse

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation, Subject
from metodsovet.ground.directory.models.organisations import home_paths, subtree_q
from metodsovet.kernel.searching.expressions import Sounds, Words


class CommunityQuerySet(models.QuerySet["Community"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(subtree_q(home_paths(user), "organisation__path"))


class Community(models.Model):
    """A school or city association of teachers, at the node it belongs to."""

    class Kind(models.TextChoices):
        SCHOOL_ASSOCIATION = "school_association", "школьное методическое объединение"
        CITY_ASSOCIATION = "city_association", "городское методическое объединение"
        WORKING_GROUP = "working_group", "рабочая группа"
        COUNCIL = "council", "методический совет"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="communities", verbose_name="где")
    kind = models.CharField("вид", max_length=30, choices=Kind)
    name = models.CharField("название", max_length=300)
    subject = models.ForeignKey(
        Subject, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="предмет"
    )
    closed_on = models.DateField("закрыто", null=True, blank=True)

    objects = CommunityQuerySet.as_manager()

    class Meta:
        verbose_name = "объединение"
        verbose_name_plural = "объединения"
        ordering = ["organisation__path", "name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "name"], name="community_named_once_at_node")
        ]
        indexes = [
            GinIndex(Words("name"), name="community_words"),
            GinIndex(OpClass(Sounds("name"), "gin_trgm_ops"), name="community_sounds"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("show_community", args=[self.pk])
