from typing import Self

from django.db import models
from django.db.models import F, Q

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.models.dated import Dated, DatedQuerySet
from metodsovet.ground.directory.standing import standing_of


class SubstitutionQuerySet(DatedQuerySet):
    def visible_to(self, user: User) -> Self:
        """One's own, and those of the people one sees."""
        me = standing_of(user).person_id
        if me is None:
            return self.none()
        return self.filter(Q(substitute=me) | Q(absent__in=Person.objects.visible_to(user).values("pk")))


class Substitution(Dated):
    """Somebody stands in for somebody who is on leave: sees and does his duties between the days."""

    absent = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="кого")
    substitute = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="кто")
    reason = models.CharField("причина", max_length=300, blank=True)

    objects = SubstitutionQuerySet.as_manager()

    class Meta(Dated.Meta):
        abstract = False
        verbose_name = "замещение"
        verbose_name_plural = "замещения"
        ordering = ["-since"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=~Q(absent=F("substitute")), name="nobody_substitutes_himself"),
        ]

    def __str__(self) -> str:
        return f"{self.substitute} за {self.absent}"


def acting_as(person_id: int) -> list[int]:
    """Ids of those whose duties the person does today: his own and of those he stands in for."""
    absent = Substitution.objects.today().filter(substitute_id=person_id).values_list("absent_id", flat=True)
    return [person_id, *absent]


def acting_for(user: User) -> frozenset[int]:
    """The same for a user, read once per request; nobody for an account without a person."""
    known: frozenset[int] | None = getattr(user, "_acting_for", None)
    if known is None:
        person = standing_of(user).person_id
        known = frozenset() if person is None else frozenset(acting_as(person))
        user._acting_for = known  # type: ignore[attr-defined]  # a cache on the request's own user
    return known
