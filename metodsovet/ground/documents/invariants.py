"""What is always true of issued papers."""

from collections.abc import Iterator

from django.db.models import F, Q, QuerySet

from metodsovet.ground.documents.models import NumberSeries, Paper
from metodsovet.kernel import invariants


@invariants.holds("documents:paper_hash_is_of_its_file")
def paper_hash_is_of_its_file() -> QuerySet[Paper]:
    """Отпечаток выпущенной бумаги равен отпечатку её файла."""
    return Paper.objects.filter(file__isnull=False).exclude(sha256=F("file__sha256"))


@invariants.holds("documents:paper_is_of_the_year_of_its_series")
def paper_is_of_the_year_of_its_series() -> QuerySet[Paper]:
    """Дата выпущенной бумаги лежит в году её ряда номеров."""
    return Paper.objects.filter(~Q(issued_on__year=F("series__year")))


@invariants.holds("documents:numbers_have_no_gaps")
def numbers_have_no_gaps() -> Iterator[NumberSeries]:
    """Номера ряда идут подряд: от первого до последнего взятого самой системой пропусков нет."""
    for series in NumberSeries.objects.prefetch_related("papers"):
        taken = {paper.number_key for paper in series.papers.all()}
        if any(str(number) not in taken for number in range(series.first, series.last + 1)):
            yield series
