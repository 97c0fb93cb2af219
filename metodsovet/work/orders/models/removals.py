from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from metodsovet.ground.access.models import User
from metodsovet.kernel import clock
from metodsovet.kernel.russian import date_short, list_name
from metodsovet.work.orders.models.orders import Order
from metodsovet.work.orders.models.points import Point


class ControlRemovalQuerySet(models.QuerySet["ControlRemoval"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(order__in=Order.objects.visible_to(user))

    def standing(self) -> Self:
        """Not returned, with whoever did it."""
        return self.filter(returned_on=None).select_related("removed_by__person", "point")


class ControlRemoval(models.Model):
    """That an order, or one ``point`` of it with those below, is removed from control, until it is returned there.

    ``note`` says what was done or why it is needed no more. ``cancelled`` are ids of the assignments that ended by it.
    """

    order = models.ForeignKey(Order, models.CASCADE, related_name="removals", verbose_name="приказ")
    point = models.ForeignKey(
        Point, models.CASCADE, null=True, blank=True, related_name="removals", verbose_name="пункт"
    )
    note = models.CharField("что сделано или почему не нужно", max_length=1000)
    cancelled = ArrayField(models.PositiveBigIntegerField(), verbose_name="отменённые поручения", default=list)
    removed_on = models.DateField("снято", default=clock.today)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто снял")
    returned_on = models.DateField("возвращено на контроль", null=True, blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кто вернул"
    )
    return_reason = models.CharField("почему возвращено", max_length=500, blank=True)

    objects = ControlRemovalQuerySet.as_manager()

    class Meta:
        verbose_name = "снятие с контроля"
        verbose_name_plural = "снятия с контроля"
        ordering = ["removed_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "point"],
                condition=Q(returned_on=None),
                nulls_distinct=False,
                name="removed_from_control_once",
            ),
            models.CheckConstraint(condition=~Q(note=""), name="removal_from_control_says_why"),
            models.CheckConstraint(
                condition=Q(returned_on=None, return_reason="", returned_by=None)
                | (Q(returned_on__gte=F("removed_on"), returned_by__isnull=False) & ~Q(return_reason="")),
                name="return_to_control_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.mark

    def get_absolute_url(self) -> str:
        return f"{self.order.get_absolute_url()}control/"

    @property
    def mark(self) -> str:
        """«Снят с контроля 12.05.2026, Иванова И.И.: отчёты приняты»; asks for whoever did it unless at hand."""
        return f"{self.short_mark}: {self.note}"

    @property
    def short_mark(self) -> str:
        """Without the note."""
        is_directive = self.point_id is None and self.order.kind == Order.Kind.DIRECTIVE
        verb = "Снято" if is_directive else "Снят"
        person = getattr(self.removed_by, "person", None)
        who = f", {list_name(person.last_name, person.first_name, person.patronymic)}" if person else ""
        return f"{verb} с контроля {date_short(self.removed_on)}{who}"
