from django.db import models
from django.db.models import Q

from metodsovet.work.communities.models import Community
from metodsovet.work.orders.models.orders import Order
from metodsovet.work.orders.models.points import PartOfOrderQuerySet
from metodsovet.work.planning.models import Plan


class OrderAppendix(models.Model):
    """An appendix: a plan, a text, a table that a room offers (filled on the day of signing), or own rows.

    ``columns`` are keys of the offered table in the order of printing, or titles of own ``rows`` (lists of texts;
    a list of one text is a heading across the table). ``text`` of a table or a plan is what stands over it.
    ``is_approved`` puts «УТВЕРЖДЕНО» over it.
    """

    class Kind(models.TextChoices):
        OFFERED = "offered", "таблица из реестра"
        PLAN = "plan", "план"
        TEXT = "text", "текст"
        ROWS = "rows", "своя таблица"

    order = models.ForeignKey(Order, models.CASCADE, related_name="appendices")
    position = models.PositiveIntegerField()
    kind = models.CharField("что это", max_length=20, choices=Kind)
    title = models.CharField("название", max_length=500)
    is_approved = models.BooleanField("с грифом «УТВЕРЖДЕНО»", default=False)
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="план")
    text = models.TextField("текст", max_length=200_000, blank=True)
    offer = models.CharField("таблица", max_length=100, blank=True)
    community = models.ForeignKey(
        Community, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="объединение"
    )
    columns = models.JSONField("столбцы", default=list, blank=True)
    rows = models.JSONField("строки", default=list, blank=True)

    objects = PartOfOrderQuerySet.as_manager()

    class Meta:
        verbose_name = "приложение"
        verbose_name_plural = "приложения"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "position"],
                name="order_appendix_has_its_place",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=(Q(kind="plan", plan__isnull=False))
                | (Q(kind="text") & ~Q(text=""))
                | (Q(kind="offered") & ~Q(offer=""))
                | Q(kind="rows"),
                name="order_appendix_holds_what_it_is",
            ),
        ]

    def __str__(self) -> str:
        return f"№\u00a0{self.position}. {self.title}"

    def get_absolute_url(self) -> str:
        return f"{self.order.get_absolute_url()}#appendix-{self.pk}"
