from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Func, Q, Value

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.models.dated import Dated, DatedQuerySet
from metodsovet.ground.documents.models import Act
from metodsovet.work.communities.models.communities import Community
from metodsovet.work.communities.models.kinds import KindOffice


class DateRange(Func):
    function = "daterange"
    output_field = DateRangeField()


class OfficeQuerySet(DatedQuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(community__in=Community.objects.visible_to(user))


class Office(Dated):
    """An office in a community from a day until a day, with the act that gave it; its title is of the kind."""

    Kind = KindOffice.Code

    community = models.ForeignKey(Community, models.PROTECT, related_name="offices", verbose_name="объединение")
    kind = models.CharField("должность в объединении", max_length=20, choices=Kind, default=Kind.HEAD)
    person = models.ForeignKey(Person, models.PROTECT, related_name="offices", verbose_name="кто")
    basis = models.ForeignKey(Act, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="основание")

    objects = OfficeQuerySet.as_manager()

    class Meta(Dated.Meta):
        abstract = False
        verbose_name = "должность в объединении"
        verbose_name_plural = "должности в объединениях"
        ordering = ["kind", "-since"]
        constraints = [
            *Dated.Meta.constraints,
            ExclusionConstraint(
                name="community_has_one_head_at_a_time",
                expressions=[
                    ("community", RangeOperators.EQUAL),
                    (DateRange("since", "until", Value("[]")), RangeOperators.OVERLAPS),
                ],
                condition=Q(kind="head"),
            ),
            ExclusionConstraint(
                name="person_holds_an_office_once_at_a_time",
                expressions=[
                    ("community", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    (DateRange("since", "until", Value("[]")), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.person}"

    def get_absolute_url(self) -> str:
        return self.community.get_absolute_url()

    @property
    def title(self) -> str:
        """«председатель» of a council: as the kind calls it; reads the kind's offices, which may be prefetched."""
        titles = {office.code: office.title for office in self.community.kind.offices.all()}
        return titles.get(self.kind, self.get_kind_display())
