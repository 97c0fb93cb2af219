from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Value

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.models.dated import Dated, DatedQuerySet
from metodsovet.ground.documents.models import Act
from metodsovet.work.communities.models.communities import Community
from metodsovet.work.communities.models.offices import DateRange


class MembershipQuerySet(DatedQuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(community__in=Community.objects.visible_to(user))


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

    ``within`` is where people work: the community's own node when empty. ``service_years_at_most`` counts whole years
    of service on the first day of the school year.
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
