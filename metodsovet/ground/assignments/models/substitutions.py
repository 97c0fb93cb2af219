from django.db import models
from django.db.models import F, Q

from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.models.dated import Dated, DatedQuerySet


class Substitution(Dated):
    """Somebody stands in for somebody who is on leave: sees and does his duties between the days."""

    absent = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="кого")
    substitute = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="кто")
    reason = models.CharField("причина", max_length=300, blank=True)

    objects = DatedQuerySet.as_manager()

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
