from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from metodsovet.ground.documents.models import Act
from metodsovet.work.orders.models.orders import Order
from metodsovet.work.orders.models.points import PartOfOrderQuerySet, Point


class OrderLinkQuerySet(PartOfOrderQuerySet):
    def said_by(self, day: date) -> Self:
        """Of registered orders of the day or before."""
        return self.filter(order__state=Order.State.REGISTERED, order__signed_on__lte=day)

    def holding_on(self, day: date) -> Self:
        """What is said by the day and has come true, as ``OrderLink.holds_on`` tells it of one."""
        return self.said_by(day).filter(Q(order__in_force_from=None) | Q(order__in_force_from__lte=day))


class OrderLink(models.Model):
    """What an order says of an earlier one; it comes true when the later one is registered.

    ``points`` are those of the earlier order that are withdrawn, where it has points here.
    """

    class Kind(models.TextChoices):
        AMENDS = "amends", "вносит изменения в"
        REPLACES = "replaces", "заменяет"
        WITHDRAWS = "withdraws", "признаёт утратившим силу"
        WITHDRAWS_POINTS = "withdraws_points", "признаёт утратившими силу пункты"

    ENDING = (Kind.REPLACES, Kind.WITHDRAWS)

    order = models.ForeignKey(Order, models.CASCADE, related_name="links")
    kind = models.CharField("что делает", max_length=20, choices=Kind)
    act = models.ForeignKey(Act, models.PROTECT, related_name="+", verbose_name="с каким документом")
    points = models.ManyToManyField(Point, blank=True, related_name="withdrawn_by", verbose_name="какие пункты")

    objects = OrderLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "связь приказов"
        verbose_name_plural = "связи приказов"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["order", "act"], name="order_speaks_of_an_act_once"),
            models.CheckConstraint(condition=~Q(kind=""), name="link_says_what_it_does"),
        ]

    @property
    def comes_true_on(self) -> date | None:
        """The day the later order comes into force; None while it is not signed."""
        return self.order.in_force_from or self.order.signed_on

    def holds_on(self, day: date) -> bool:
        """Until then the earlier order stands as it was."""
        return self.comes_true_on is not None and self.comes_true_on <= day

    @property
    def consequence(self) -> str:
        """What becomes of the earlier one, in words for whoever registers."""
        said = {
            self.Kind.AMENDS: "изменится {}: его поручения и сроки останутся, поправьте их сами",
            self.Kind.REPLACES: "утратит силу {}: его место займёт этот",
            self.Kind.WITHDRAWS: "утратит силу {}",
            self.Kind.WITHDRAWS_POINTS: "изменится {}: его пункты утратят силу",
        }
        return said[self.Kind(self.kind)].format(self.act.requisites)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.act.requisites}"
