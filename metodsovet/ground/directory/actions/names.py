"""A person is called otherwise from a day on; the name before it stays with its days."""

from datetime import date, timedelta

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.actions.erasures import require_not_erased
from metodsovet.ground.directory.models import Person, PersonName
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import date_text


@transaction.atomic
def change_name(
    person: Person, *, full_name: tuple[str, str, str], since: date, basis: str = "", by: User | None
) -> Person:
    """``full_name``: last name, first name, patronymic; ``since`` is the first day of the new one.

    Refusals: ``erased``, ``same_name``, ``in_future``, ``later_change``.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    require_not_erased(person)
    before = (person.last_name, person.first_name, person.patronymic)
    if full_name == before:
        raise DomainError("same_name", f"{person.full_name} и сейчас так зовут: впишите новое имя.")
    if since > clock.today():
        raise DomainError("in_future", "День ещё не наступил: смените имя, когда он наступит.")
    until = since - timedelta(days=1)
    later = person.former_names.filter(until__gte=until).first()
    if later is not None and later.until is not None:
        raise DomainError(
            "later_change", f"Имя «{later.full_name}» было по {date_text(later.until)}: укажите более поздний день."
        )
    _remember(person, before, until, basis)
    was = person.full_name
    person.last_name, person.first_name, person.patronymic = full_name
    person.save()
    reason = f" ({basis})" if basis else ""
    text = f"С {date_text(since)} — {person.full_name}; по {date_text(until)} — {was}{reason}"
    record_action("change_name", person, text, by=by)
    return person


def _remember(person: Person, name: tuple[str, str, str], until: date, basis: str) -> None:
    last_name, first_name, patronymic = name
    PersonName.objects.create(
        person=person, last_name=last_name, first_name=first_name, patronymic=patronymic, until=until, basis=basis
    )
