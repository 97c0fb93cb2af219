from datetime import date
from typing import Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation, Subject
from metodsovet.ground.directory.models.organisations import home_paths, subtree_q
from metodsovet.ground.documents.models import Act
from metodsovet.kernel.addresses import address_of
from metodsovet.kernel.searching.expressions import Sounds, Words
from metodsovet.work.communities.models.kinds import CommunityKind


class CommunityQuerySet(models.QuerySet["Community"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(subtree_q(home_paths(user), "organisation__path"))

    def open_on(self, day: date) -> Self:
        """Begun by the day and not closed; the day of closing is the first without it."""
        return self.filter(Q(opened_on=None) | Q(opened_on__lte=day), Q(closed_on=None) | Q(closed_on__gt=day))


class Community(models.Model):
    """A standing or temporary group of people at the node it belongs to: what it may be is its kind.

    ``runs_until`` is the term of a temporary one, as its act says; it is closed by a person, who is reminded.
    ``parent`` is the council of a section, or the association of the town for those of schools.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="communities", verbose_name="где")
    kind = models.ForeignKey(CommunityKind, models.PROTECT, related_name="communities", verbose_name="вид")
    name = models.CharField("название", max_length=300)
    subject = models.ForeignKey(
        Subject, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="предмет"
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="входит в"
    )
    theme = models.CharField("методическая тема", max_length=500, blank=True)
    aim = models.TextField("цель", blank=True, max_length=2000)
    contacts = models.CharField("как связаться", max_length=500, blank=True)
    established_by = models.ForeignKey(
        Act, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="создано приказом"
    )
    opened_on = models.DateField("работает с", null=True, blank=True)
    runs_until = models.DateField("срок работы по", null=True, blank=True)
    closed_on = models.DateField("закрыто", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = CommunityQuerySet.as_manager()

    class Meta:
        verbose_name = "объединение"
        verbose_name_plural = "объединения"
        ordering = ["organisation__path", "name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "name"], name="community_named_once_at_node"),
            models.CheckConstraint(condition=~Q(parent=F("pk")), name="community_is_not_part_of_itself"),
            models.CheckConstraint(
                condition=Q(opened_on=None) | Q(runs_until=None) | Q(runs_until__gte=F("opened_on")),
                name="community_ends_after_it_begins",
            ),
        ]
        indexes = [
            GinIndex(Words("name"), name="community_words"),
            GinIndex(OpClass(Sounds("name"), "gin_trgm_ops"), name="community_sounds"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("show_community", self.pk)
