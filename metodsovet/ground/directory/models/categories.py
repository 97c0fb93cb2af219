from typing import Self

from django.db import models
from django.db.models import F, Q

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models.people import Person


class CategoryQuerySet(models.QuerySet["Category"]):
    def visible_to(self, user: User) -> Self:
        """Of people whom the user sees."""
        return self.filter(person__in=Person.objects.visible_to(user).values("pk"))


class Category(models.Model):
    """A qualification category of a person from a day until a day; lists often do not say the day."""

    class Kind(models.TextChoices):
        CONFORMITY = "conformity", "соответствие должности"
        FIRST = "first", "первая"
        HIGHEST = "highest", "высшая"
        METHODIST = "methodist", "педагог-методист"
        MENTOR = "mentor", "педагог-наставник"

    person = models.ForeignKey(Person, models.CASCADE, related_name="categories", verbose_name="у кого")
    kind = models.CharField("категория", max_length=20, choices=Kind)
    since = models.DateField("с", null=True, blank=True)
    until = models.DateField("по", null=True, blank=True)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = "категория"
        verbose_name_plural = "категории"
        ordering = ["person", F("since").desc(nulls_last=True)]
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "since"], name="category_once", nulls_distinct=False),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="category_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
