from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from metodsovet.ground.directory.models import Organisation
from metodsovet.kernel.school_year import SchoolYear

_ALIKE = str.maketrans("abcehkmoptxy", "авсенкмортху")


def number_key(number: str) -> str:
    """«12а», «12 А» with a Latin letter and «12А» are one number."""
    return "".join(number.split()).casefold().translate(_ALIKE)


class NumberSeries(models.Model):
    """Numbers of one kind of paper, one organisation and one calendar or school year.

    Where something inside the organisation counts by itself, as a community its minutes, it is the ``scope``.

    ``first`` to ``last`` is the own count: 1 on, or on from the number of a journal that was begun elsewhere.

    The row is locked while a number is given, so numbers follow one another without gaps.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="чья")
    kind = models.CharField("вид бумаги", max_length=50)
    year = models.PositiveSmallIntegerField("год")
    by_school_year = models.BooleanField("за учебный год", default=False)
    content_type = models.ForeignKey(ContentType, models.PROTECT, null=True, related_name="+")
    object_id = models.PositiveBigIntegerField(null=True)
    scope = GenericForeignKey("content_type", "object_id")
    first = models.PositiveIntegerField("первый номер", default=1)
    last = models.PositiveIntegerField("последний номер", default=0)

    class Meta:
        verbose_name = "ряд номеров"
        verbose_name_plural = "ряды номеров"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "year", "content_type", "object_id"],
                name="number_series_of_kind_and_year",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.year_text}"

    @property
    def has_begun(self) -> bool:
        """Whether a number of it is given; asks the database."""
        return self.last >= self.first or self.papers.exists()

    @property
    def year_text(self) -> str:
        """«2026» or «2026/27»."""
        return str(SchoolYear(self.year)) if self.by_school_year else str(self.year)
