from django.db import models
from django.db.models import F, Q

from metodsovet.ground.directory.models import Organisation, Person, Subject
from metodsovet.work.communities.models import Community, CommunityKind
from metodsovet.work.communities.models.kinds import KindOffice
from metodsovet.work.orders.models.orders import Order
from metodsovet.work.orders.models.points import PartOfOrderQuerySet, Point
from metodsovet.work.planning.models import Plan


class Deed(models.Model):
    """What the order does by itself when it is registered: appoints and relieves, admits and excludes, founds, closes.

    ``since`` is empty for the day of signing. A founded community may get its head at once (``person``).
    ``outcome`` is what came of it, in words.
    """

    class Kind(models.TextChoices):
        APPOINT = "appoint", "назначить"
        RELIEVE = "relieve", "освободить"
        ADMIT = "admit", "включить в состав"
        EXCLUDE = "exclude", "исключить из состава"
        FOUND = "found", "создать объединение"
        CLOSE = "close", "закрыть объединение"
        APPROVE_PLAN = "approve_plan", "утвердить план"
        SET_THEME = "set_theme", "утвердить методическую тему года"

    order = models.ForeignKey(Order, models.CASCADE, related_name="deeds")
    point = models.ForeignKey(Point, models.SET_NULL, null=True, blank=True, related_name="deeds", verbose_name="пункт")
    kind = models.CharField("что", max_length=20, choices=Kind)
    community = models.ForeignKey(
        Community, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="объединение"
    )
    office = models.CharField("должность", max_length=20, choices=KindOffice.Code, default=KindOffice.Code.HEAD)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кого")
    since = models.DateField("с какого дня", null=True, blank=True)
    until = models.DateField("по какой день", null=True, blank=True)
    name = models.CharField("название", max_length=500, blank=True)
    community_kind = models.ForeignKey(
        CommunityKind, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="вид"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="где"
    )
    subject = models.ForeignKey(
        Subject, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="предмет"
    )
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="план")
    school_year = models.PositiveSmallIntegerField("учебный год", null=True, blank=True)
    outcome = models.CharField("что вышло", max_length=300, blank=True)

    objects = PartOfOrderQuerySet.as_manager()

    class Meta:
        verbose_name = "действие приказа"
        verbose_name_plural = "действия приказов"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=["appoint", "relieve", "admit", "exclude"],
                    community__isnull=False,
                    person__isnull=False,
                )
                | (Q(kind="found", community_kind__isnull=False, organisation__isnull=False) & ~Q(name=""))
                | Q(kind="close", community__isnull=False)
                | Q(kind="approve_plan", plan__isnull=False)
                | (Q(kind="set_theme", organisation__isnull=False, school_year__isnull=False) & ~Q(name="")),
                name="deed_says_what_it_does",
            ),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")), name="deed_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.community or self.plan or self.name}"

    def get_absolute_url(self) -> str:
        return f"{self.order.get_absolute_url()}#deeds"
