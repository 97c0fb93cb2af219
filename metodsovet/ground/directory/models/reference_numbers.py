from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import Q


class ReferenceNumberQuerySet(models.QuerySet["ReferenceNumber"]):
    def value_of(self, code: str, day: date) -> Decimal:
        """The number in force on the day; ReferenceNumber.DoesNotExist when no row covers it."""
        return self.get(Q(valid_until__isnull=True) | Q(valid_until__gte=day), code=code, valid_from__lte=day).value


class ReferenceNumber(models.Model):
    """A number of law or of local practice with its term and source act; edited here, never a constant in code."""

    code = models.SlugField("код", max_length=60)
    title = models.CharField("что это", max_length=300)
    value = models.DecimalField("значение", max_digits=12, decimal_places=2)
    unit = models.CharField("единица", max_length=50, blank=True)
    valid_from = models.DateField("действует с")
    valid_until = models.DateField("действует по", null=True, blank=True)
    source = models.CharField("основание", max_length=500)

    objects = ReferenceNumberQuerySet.as_manager()

    class Meta:
        verbose_name = "число с датами"
        verbose_name_plural = "числа с датами"
        ordering = ["code", "-valid_from"]
        constraints = [models.UniqueConstraint(fields=["code", "valid_from"], name="reference_number_begins_once")]

    def __str__(self) -> str:
        return f"{self.title}: {self.value.normalize():f} {self.unit}".strip()
