from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models.people import Person, folded_name
from metodsovet.kernel.searching.expressions import Words


class PersonNameQuerySet(models.QuerySet["PersonName"]):
    def visible_to(self, user: User) -> Self:
        """Of people whom the user sees."""
        return self.filter(person__in=Person.objects.visible_to(user).values("pk"))


class PersonName(models.Model):
    """A name that a person had through ``until``; without a day, another spelling met in the register.

    Found by the search and by lists of staff; the papers of the past print the name of their day.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="former_names", verbose_name="чьё")
    last_name = models.CharField("фамилия", max_length=100)
    first_name = models.CharField("имя", max_length=100)
    patronymic = models.CharField("отчество", max_length=100, blank=True)
    until = models.DateField("по", null=True, blank=True)
    basis = models.CharField("основание", max_length=300, blank=True)
    sort_key = models.GeneratedField(
        expression=folded_name(), output_field=models.CharField(max_length=310), db_persist=True
    )

    objects = PersonNameQuerySet.as_manager()

    class Meta:
        verbose_name = "прежнее имя"
        verbose_name_plural = "прежние имена"
        ordering = ["person", models.F("until").desc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "last_name", "first_name", "patronymic", "until"],
                name="former_name_once",
                nulls_distinct=False,
            )
        ]
        indexes = [
            models.Index(fields=["sort_key"], name="former_name_sort_key"),
            GinIndex(Words("last_name", "first_name", "patronymic"), name="former_name_words"),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        return self.person.get_absolute_url()

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.last_name, self.first_name, self.patronymic) if part)
