from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from metodsovet.ground.access.models import User
from metodsovet.kernel.terms import Term
from metodsovet.work.orders.models.orders import Order
from metodsovet.work.planning.models import NamedParty


class PartOfOrderQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> Self:
        return self.filter(order__in=Order.objects.visible_to(user))


class Point(models.Model):
    """A point of an order: what is to be done, by whom (parties), when (a ``Term`` as JSON).

    ``text`` is printed; parties and term are printed beside it unless their words stand in it already. Sub-points have
    a ``parent`` and, where they say nothing themselves, its parties and term. Its number follows from its place.
    What ``is_recommended`` binds nobody, with all below it. A part ``is_inline``: it stands in the words of its parent,
    as one of several addressees, is not printed again and has the parent's number.
    """

    order = models.ForeignKey(Order, models.CASCADE, related_name="points")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    position = models.PositiveIntegerField()
    text = models.TextField("что сделать", max_length=5000, blank=True)
    parties_text = models.CharField("кому", max_length=2000, blank=True)
    addressed = models.CharField("кому, как в приказе", max_length=2000, blank=True)
    term_json = models.JSONField("срок", null=True, blank=True)
    is_recommended = models.BooleanField("рекомендация", default=False)
    is_inline = models.BooleanField("часть пункта в его словах", default=False)

    objects = PartOfOrderQuerySet.as_manager()

    class Meta:
        verbose_name = "пункт"
        verbose_name_plural = "пункты"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "parent", "position"],
                name="point_has_its_place",
                nulls_distinct=False,
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(parties_text="") | ~Q(addressed=""), name="point_says_something"
            ),
            models.CheckConstraint(
                condition=Q(is_inline=False) | Q(parent__isnull=False), name="inline_part_is_of_a_point"
            ),
        ]

    def __str__(self) -> str:
        return self.text or self.addressed or self.parties_text

    def get_absolute_url(self) -> str:
        return f"{reverse('show_order', args=[self.order_id])}#point-{self.pk}"

    @property
    def term(self) -> Term | None:
        return Term.from_json(self.term_json) if self.term_json else None


class PointPartyQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> Self:
        return self.filter(point__order__in=Order.objects.visible_to(user))


class PointParty(NamedParty):
    """One of those to whom a point is addressed."""

    point = models.ForeignKey(Point, models.CASCADE, related_name="parties")

    objects = PointPartyQuerySet.as_manager()

    class Meta(NamedParty.Meta):
        abstract = False
        verbose_name = "кому пункт"
        verbose_name_plural = "кому пункты"
        constraints = [models.UniqueConstraint(fields=["point", "position"], name="point_party_has_its_place")]
