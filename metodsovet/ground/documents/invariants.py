"""What is always true of issued papers."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import F, Q, QuerySet

from metodsovet.ground.documents.kinds import reserved_numbers
from metodsovet.ground.documents.models import NumberSeries, Paper
from metodsovet.kernel import invariants

FIRST_MONTH = 9
"""Of a school year."""


@invariants.holds("documents:paper_hash_is_of_its_file")
def paper_hash_is_of_its_file() -> QuerySet[Paper]:
    """Отпечаток выпущенной бумаги равен отпечатку её файла."""
    return Paper.objects.filter(file__isnull=False).exclude(sha256=F("file__sha256"))


@invariants.holds("documents:paper_is_of_the_year_of_its_series")
def paper_is_of_the_year_of_its_series() -> QuerySet[Paper]:
    """Дата выпущенной бумаги лежит в году её ряда номеров, календарном или учебном."""
    year = F("series__year")
    calendar = Q(series__by_school_year=False, issued_on__year=year)
    autumn = Q(issued_on__year=year, issued_on__month__gte=FIRST_MONTH)
    spring = Q(issued_on__year=year + 1, issued_on__month__lt=FIRST_MONTH)
    return Paper.objects.exclude(calendar | (Q(series__by_school_year=True) & (autumn | spring)))


@invariants.holds("documents:numbers_have_no_gaps")
def numbers_have_no_gaps() -> Iterator[NumberSeries]:
    """Номера ряда идут подряд: от первого до последнего взятого самой системой пропусков нет."""
    taken: dict[int, set[str]] = defaultdict(set)
    for series_id, key in Paper.objects.order_by().values_list("series", "number_key"):
        taken[series_id].add(key)
    for series_id, number in reserved_numbers():
        taken[series_id].add(number)
    for series in NumberSeries.objects.all():
        if any(str(number) not in taken[series.pk] for number in range(series.first, series.last + 1)):
            yield series


@invariants.holds("documents:editions_follow_one_another")
def editions_follow_one_another() -> QuerySet[Paper]:
    """Новая редакция бумаги стоит под номером прежней и следует прямо за ней."""
    later = Paper.objects.filter(replaces__isnull=False)
    return later.exclude(
        series=F("replaces__series"), number_key=F("replaces__number_key"), edition=F("replaces__edition") + 1
    )
