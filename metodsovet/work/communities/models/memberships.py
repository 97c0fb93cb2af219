from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q, Value

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.models.dated import Dated, DatedQuerySet
from metodsovet.ground.directory.models.organisations import subtree_q
from metodsovet.ground.directory.models.role_kinds import LEADS, SERVICE
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.documents.models import Act
from metodsovet.work.communities.models.communities import Community
from metodsovet.work.communities.models.offices import DateRange, Office


class MembershipQuerySet(DatedQuerySet):
    def visible_to(self, user: User) -> Self:
        """Of communities that the user keeps or belongs to today, and his own wherever it was."""
        standing = standing_of(user)
        mine = self.model.objects.today().filter(person=standing.person_id).values("community")
        held = Office.objects.today().filter(person=standing.person_id).values("community")
        belongs = Q(community__in=mine) | Q(community__in=held)
        kept = subtree_q(standing.paths_of((*SERVICE, *LEADS)), "community__organisation__path")
        return self.filter(kept | (belongs & Q(community__closed_on=None)) | Q(person=standing.person_id))


class Membership(Dated):
    """A person in a community from a day until a day, with the act or the rule that brought him there."""

    class Ground(models.TextChoices):
        BY_HAND = "by_hand", "записан в состав"
        BY_ACT = "by_act", "по приказу"
        BY_RULE = "by_rule", "по правилу состава"
        BY_OFFICE = "by_office", "по должности в объединении"

    community = models.ForeignKey(Community, models.PROTECT, related_name="memberships", verbose_name="объединение")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships", verbose_name="кто")
    ground = models.CharField("почему", max_length=20, choices=Ground, default=Ground.BY_HAND)
    reason = models.CharField("правило словами", max_length=300, blank=True)
    basis = models.ForeignKey(Act, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="основание")

    objects = MembershipQuerySet.as_manager()

    class Meta(Dated.Meta):
        abstract = False
        verbose_name = "участие в объединении"
        verbose_name_plural = "участие в объединениях"
        ordering = ["person__sort_key", "since"]
        constraints = [
            *Dated.Meta.constraints,
            ExclusionConstraint(
                name="person_is_a_member_once_at_a_time",
                expressions=[
                    ("community", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    (DateRange("since", "until", Value("[]")), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes = [models.Index(fields=["person", "since"], name="membership_of_person")]

    def __str__(self) -> str:
        return f"{self.person}: {self.community}"


class CompositionRule(models.Model):
    """Whom the register proposes for a community: each condition that is filled in must hold.

    People are looked for in the community's reach. ``service_years_at_most``: a school year may begin for somebody
    before he has served longer; he stays until the end of the year in which the limit is reached.
    """

    community = models.OneToOneField(Community, models.CASCADE, related_name="rule", verbose_name="объединение")
    subjects = models.ManyToManyField("directory.Subject", blank=True, related_name="+", verbose_name="предметы")
    positions = models.ManyToManyField("directory.Position", blank=True, related_name="+", verbose_name="должности")
    functions = models.JSONField("кто по работе", default=list, blank=True)
    organisation_kinds = models.JSONField("из каких организаций", default=list, blank=True)
    service_years_at_most = models.PositiveSmallIntegerField("стаж не больше, лет", null=True, blank=True)

    class Meta:
        verbose_name = "правило состава"
        verbose_name_plural = "правила состава"

    def __str__(self) -> str:
        return f"правило состава: {self.community}"


class SetAside(models.Model):
    """A proposal of the rule that a person turned down: it is not made again until the next school year."""

    class Kind(models.TextChoices):
        JOIN = "join", "принять"
        LEAVE = "leave", "вывести"

    community = models.ForeignKey(Community, models.CASCADE, related_name="set_asides", verbose_name="объединение")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name="кого")
    kind = models.CharField("что предлагалось", max_length=10, choices=Kind)
    school_year = models.PositiveSmallIntegerField("учебный год")

    class Meta:
        verbose_name = "отклонённое предложение"
        verbose_name_plural = "отклонённые предложения"
        constraints = [
            models.UniqueConstraint(
                fields=["community", "person", "kind", "school_year"], name="proposal_is_set_aside_once_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"не {self.get_kind_display()}: {self.person}"
