"""People come into the register."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Trim

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.actions.employments import hire
from metodsovet.ground.directory.actions.erasures import require_not_erased
from metodsovet.ground.directory.models import Employment, Organisation, Person, Position
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError


@transaction.atomic
def add_person(
    full_name: tuple[str, str, str],
    *,
    organisation: Organisation,
    position: Position,
    since: date,
    gender: str = "",
    by: User | None,
) -> Person:
    """``full_name``: last name, first name, patronymic. DomainError ``person_exists`` for a namesake of the same place.

    Namesakes elsewhere are different people: they are common, and a second place of work is added to a person. Who
    left the same place under that name is asked about first, see ``left_from``.
    """
    last_name, first_name, patronymic = full_name
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    namesakes = Employment.objects.on(clock.today()).filter(
        organisation=organisation,
        person__last_name__iexact=last_name,
        person__first_name__iexact=first_name,
        person__patronymic__iexact=patronymic,
    )
    if namesakes.exists():
        raise DomainError(
            "person_exists",
            f"{last_name} {first_name} уже работает в «{organisation.short_name}»: добавьте ещё одну должность там.",
        )
    person = Person.objects.create(last_name=last_name, first_name=first_name, patronymic=patronymic, gender=gender)
    hire(person, organisation=organisation, position=position, since=since, by=by)
    record_action("add_person", person, "Внесено в справочник", by=by)
    return person


def left_from(organisation: Organisation, full_name: tuple[str, str, str]) -> Person | None:
    """Who worked at the organisation under that name, of today or a former one, and works there no more."""
    key = " ".join(part.strip() for part in full_name if part.strip()).lower().replace("ё", "е")
    today = clock.today()
    worked = Employment.objects.filter(organisation=organisation, until__lt=today)
    called = Person.objects.annotate(key=Trim("sort_key")).filter(
        Q(key=key) | Q(former_names__sort_key__startswith=key)
    )
    works = Employment.objects.filter(Q(until=None) | Q(until__gte=today), organisation=organisation)
    return called.filter(pk__in=worked.values("person")).exclude(pk__in=works.values("person")).first()


@transaction.atomic
def rename_person(
    person: Person, *, last_name: str, first_name: str, patronymic: str, gender: str, by: User | None
) -> Person:
    """DomainError ``erased``."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    require_not_erased(person)
    before = person.full_name
    person.last_name, person.first_name, person.patronymic = last_name, first_name, patronymic
    person.gender = gender
    person.save()
    record_action("rename_person", person, f"Имя: было «{before}», стало «{person.full_name}»", by=by)
    return person


@transaction.atomic
def add_position(*, name: str, function: str, by: User | None) -> Position:
    """The post of that name, new or known; a known one keeps its function."""
    position, is_new = Position.objects.get_or_create(name=name, defaults={"function": function})
    if is_new:
        record_action("add_position", position, f"Добавлена должность «{name}»", by=by)
    return position
