"""Numbers of papers: by themselves, one after another, or as typed from the authority's own journal."""

from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model

from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.documents.kinds import PaperKind
from metodsovet.ground.documents.models import NumberSeries
from metodsovet.ground.documents.models.series import number_key
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.numbers import id_from

MOST = 999_999_999


@transaction.atomic
def reserve_number(
    kind: PaperKind, organisation: Organisation, day: date, *, scope: Model | None = None
) -> tuple[NumberSeries, int]:
    """A number given before its paper, for the room to keep: the ``Deed`` of the kind tells of it."""
    series = locked_series(kind, organisation, day, scope=scope)
    return series, int(take_number(series))


@transaction.atomic
def begin_numbers_at(
    kind: PaperKind, organisation: Organisation, day: date, *, number: int, scope: Model | None = None
) -> NumberSeries:
    """Goes on with a journal that was begun elsewhere: the next number of a series that has given none yet.

    DomainError ``numbers_begun``, ``number_too_large``.
    """
    series = locked_series(kind, organisation, day, scope=scope)
    if series.has_begun:
        raise DomainError(
            "numbers_begun",
            f"За {series.year_text} год номера уже даны, последний — {series.last}: сдвинуть их нельзя.",
        )
    series.first = max(number, 1)
    _count_to(series, series.first - 1)
    return series


def locked_series(
    kind: PaperKind, organisation: Organisation, day: date, *, scope: Model | None = None
) -> NumberSeries:
    """Held until the end of the transaction: whoever else wants a number of it waits."""
    series, _ = NumberSeries.objects.get_or_create(
        organisation=organisation,
        kind=kind.code,
        year=kind.year_of(day),
        content_type=ContentType.objects.get_for_model(scope) if scope else None,
        object_id=scope.pk if scope else None,
        defaults={"by_school_year": kind.by_school_year},
    )
    return NumberSeries.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=series.pk)


def take_number(series: NumberSeries, typed: str = "") -> str:
    """The next free number of the locked series, or the typed one; DomainError ``number_taken``, ``number_too_large``.

    A typed number leaves the own count alone, but for the first of a series: the journal goes on from it.
    """
    if typed := " ".join(typed.split()):
        if series.papers.filter(number_key=number_key(typed)).exists():
            text = f"Номер {typed} в {series.year_text} году уже занят. Оставьте поле пустым, и номер подберётся сам."
            raise DomainError("number_taken", text)
        if id_from(typed) and not series.last and not series.papers.exists():
            series.first = int(typed)
            _count_to(series, series.first)
        return typed
    number = series.last + 1
    while series.papers.filter(number_key=str(number)).exists():
        number += 1
    _count_to(series, number)
    return str(number)


def take_numbers(series: NumberSeries, many: int) -> list[str]:
    """As many next free numbers of the locked series, in one go."""
    ahead = series.papers.filter(number_key__regex=r"^[0-9]{1,9}$").values_list("number_key", flat=True)
    taken = {int(key) for key in ahead}
    numbers: list[int] = []
    number = series.last
    while len(numbers) < many:
        number += 1
        if number not in taken:
            numbers.append(number)
    _count_to(series, number)
    return [str(one) for one in numbers]


def _count_to(series: NumberSeries, number: int) -> None:
    if number > MOST:
        raise DomainError("number_too_large", "Такого большого номера не бывает: проверьте, нет ли лишних цифр.")
    series.last = number
    series.save(update_fields=["first", "last"])
