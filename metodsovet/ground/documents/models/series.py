from django.db import models

from metodsovet.ground.directory.models import Organisation

_ALIKE = str.maketrans("abcehkmoptxy", "авсенкмортху")


def number_key(number: str) -> str:
    """«12а», «12 А» with a Latin letter and «12А» are one number."""
    return "".join(number.split()).casefold().translate(_ALIKE)


class NumberSeries(models.Model):
    """Numbers of one kind of paper, one organisation and one calendar year.

    ``first`` to ``last`` is the own count: 1 on, or on from the number of a journal that was begun elsewhere.

    The row is locked while a number is given, so numbers follow one another without gaps.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="чья")
    kind = models.CharField("вид бумаги", max_length=50)
    year = models.PositiveSmallIntegerField("год")
    first = models.PositiveIntegerField("первый номер", default=1)
    last = models.PositiveIntegerField("последний номер", default=0)

    class Meta:
        verbose_name = "ряд номеров"
        verbose_name_plural = "ряды номеров"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "year"], name="number_series_of_kind_and_year")
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.year}"
