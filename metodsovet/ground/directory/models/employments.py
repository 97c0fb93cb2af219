from typing import Self

from django.db import models

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models.dated import Dated, DatedQuerySet
from metodsovet.ground.directory.models.organisations import Organisation
from metodsovet.ground.directory.models.people import Person
from metodsovet.ground.directory.models.subjects import Subject
from metodsovet.kernel import clock


class PositionQuerySet(models.QuerySet["Position"]):
    def visible_to(self, user: User) -> Self:
        """Names of posts are words, known to everybody who comes in."""
        return self.all()


class Position(models.Model):
    """A post as it is called in orders, with its function: what «руководители ОО» or «методисты» mean."""

    class Function(models.TextChoices):
        HEAD = "head", "руководитель"
        DEPUTY = "deputy", "заместитель руководителя"
        METHODIST = "methodist", "методист"
        SPECIALIST = "specialist", "специалист"
        TEACHER = "teacher", "учитель, воспитатель, педагог"
        OTHER = "other", "другая должность"

    name = models.CharField("должность", max_length=200, unique=True)
    function = models.CharField("функция", max_length=20, choices=Function, default=Function.OTHER)

    objects = PositionQuerySet.as_manager()

    class Meta:
        verbose_name = "должность"
        verbose_name_plural = "должности"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class EmploymentQuerySet(DatedQuerySet):
    def visible_to(self, user: User) -> Self:
        """Of people whom the user sees: where one works is known to whoever may see him."""
        return self.filter(person__in=Person.objects.visible_to(user).values("pk"))


class Employment(Dated):
    """A person's place of work from a day until a day; several at once are usual."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="employments", verbose_name="кто")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="employments", verbose_name="где")
    position = models.ForeignKey(Position, models.PROTECT, related_name="+", verbose_name="должность")
    is_main = models.BooleanField("основное место работы", default=True)
    subjects = models.ManyToManyField(Subject, blank=True, related_name="+", verbose_name="предметы")

    objects = EmploymentQuerySet.as_manager()

    class Meta(Dated.Meta):
        abstract = False
        verbose_name = "место работы"
        verbose_name_plural = "места работы"
        ordering = ["-is_main", "since"]
        indexes = [models.Index(fields=["organisation", "position"], name="employment_place")]

    def __str__(self) -> str:
        return f"{self.position}, {self.organisation}"

    @property
    def is_current(self) -> bool:
        return self.is_in_force(clock.today())
