"""A person asks to have his data erased; the service erases what nothing obliges to keep, or answers why not."""

import re
from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import ActionRecord, RowChange, User
from metodsovet.ground.directory.actions.holding import hold_register
from metodsovet.ground.directory.models import (
    Employment,
    ErasureRequest,
    KeptName,
    MergedPerson,
    Person,
    ReferenceNumber,
    RoleAssignment,
)
from metodsovet.ground.directory.queries import working_days
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.directory.traces_of_people import owners_of, subject_lines
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.traces import all_traces, hindrances_of

NAME = ("last_name", "first_name", "patronymic")
ERASED, REMOVED = "Данные удалены", "имя удалено"
LONGEST_WAIT = timedelta(days=90)
_QUOTED = re.compile("(?<=«).*(?=»)")


@transaction.atomic
def ask_erasure(person: Person, *, by: User) -> ErasureRequest:
    """One asks about oneself. Refusals: ``already_asked``, ``erased``."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    require_not_erased(person)
    if person.erasure_requests.filter(state=ErasureRequest.State.ASKED).exists():
        raise DomainError("already_asked", "Просьба уже подана: дождитесь решения или отзовите её.")
    request = ErasureRequest.objects.create(person=person, asked_at=clock.now(), answer_by=answer_day(clock.today()))
    record_action("ask_erasure", person, "Просит удалить свои данные", by=by)
    return request


@transaction.atomic
def withdraw_erasure(request: ErasureRequest, *, by: User) -> ErasureRequest:
    """DomainError ``move_not_allowed``."""
    request = _moved(request, "withdraw_erasure", by)
    record_action("withdraw_erasure", request.person, "Отозвал(а) просьбу удалить данные", by=by)
    return request


@transaction.atomic
def refuse_erasure(request: ErasureRequest, *, answer: str, by: User) -> ErasureRequest:
    """Refusals: ``move_not_allowed``, ``not_to_oneself``."""
    _require_other(request, by)
    request = _moved(request, "refuse_erasure", by, answer=answer)
    record_action("refuse_erasure", request.person, f"Отказано в удалении данных: {answer}", by=by)
    return request


@transaction.atomic
def erase_person(request: ErasureRequest, *, by: User) -> Person:
    """Delete what nothing obliges to keep; the row stays without a name, names stay in documents by their dates.

    Refusals: ``move_not_allowed``, ``not_to_oneself``, ``still_works``, ``still_acts``, ``register_is_held``.
    """
    _require_other(request, by)
    hold_register()
    person = _held_person(request)
    _require_gone(person)
    request = _moved(request, "erase_person", by, answer="Данные удалены; что осталось по закону, названо на странице.")
    _hush_history(person)
    _keep_names(person)
    for trace in all_traces():
        if trace.goes is not None:
            trace.rows(owners_of(person)).filter(trace.goes).delete()
    _close_account(person)
    _forget(person)
    record_action("erase_person", person, "Данные удалены по просьбе человека", by=by)
    return person


def _held_person(request: ErasureRequest) -> Person:
    """Whom the request is about by now: while we waited for the row it may have been merged into another."""
    people = Person.objects.select_for_update(of=("self",))
    person = people.filter(pk=request.person_id).first()
    return person or people.get(pk=ErasureRequest.objects.get(pk=request.pk).person_id)


def answer_day(asked_on: date) -> date | None:
    """The last day to answer, by the number of law in force; None where the installation has no such number."""
    try:
        left = int(ReferenceNumber.objects.value_of("erasure_answer_days", asked_on))
    except ReferenceNumber.DoesNotExist:
        return None
    is_working = working_days(asked_on, asked_on + LONGEST_WAIT)
    day = asked_on
    while left > 0:
        day += timedelta(days=1)
        left -= is_working(day)
    return day


def require_not_erased(person: Person) -> None:
    """DomainError ``erased``: nothing new is kept about somebody whose data are gone."""
    if person.erased_on is not None:
        raise DomainError("erased", "Данные этого человека удалены по его просьбе: внесите его в справочник заново.")


def _require_other(request: ErasureRequest, by: User) -> None:
    if standing_of(by).person_id == request.person_id:
        raise DomainError("not_to_oneself", "О своей просьбе решает другой методист: попросите его.")


def _require_gone(person: Person) -> None:
    """While the person works, the employer keeps his data by the labour law; what he heads is handed over first."""
    require_not_erased(person)
    ahead = Q(until=None) | Q(until__gte=clock.today())
    job = Employment.objects.filter(ahead, person=person).select_related("organisation", "position").first()
    if job is not None:
        raise DomainError(
            "still_works",
            f"Пока человек работает ({job}), данные нужны работодателю по закону: удалите их после увольнения "
            "или откажите с этим объяснением.",
        )
    role = RoleAssignment.objects.filter(ahead, person=person).first()
    if role is not None:
        raise DomainError("still_acts", f"У человека ещё есть роль ({role}): сначала закончите её.")
    if hindrances := hindrances_of(person.pk):
        raise DomainError("still_acts", hindrances[0])


def _moved(request: ErasureRequest, verb: str, by: User, *, answer: str = "") -> ErasureRequest:
    request = ErasureRequest.objects.select_for_update(of=("self",)).select_related("person").get(pk=request.pk)
    request.state = request.workflow.check(verb, request.state)
    request.answer, request.decided_by, request.decided_at = answer, by, clock.now()
    request.save()
    return request


def _keep_names(person: Person) -> None:
    """Which documents keep the name, as it was on their day."""
    rows = []
    for trace in all_traces():
        if trace.kept_in is None:
            continue
        gone = trace.rows(owners_of(person))
        for row in gone.exclude(trace.goes) if trace.goes is not None else gone:
            kept = trace.kept_in(row)
            if kept is not None:
                name = person.name_on(kept.day) if kept.day else person.full_name
                rows.append(
                    KeptName(
                        person=person, name=name, document=kept.document[:1000], day=kept.day, basis=kept.basis[:500]
                    )
                )
    KeptName.objects.bulk_create(rows, batch_size=1000)


def _hush_history(person: Person) -> None:
    """No line of history says the name in any spelling, nor the login, which is made of it."""
    ids = [person.pk, *MergedPerson.objects.filter(person=person).values_list("old_id", flat=True)]
    apart = Q(verb="tell_apart") & reduce(or_, (Q(text__endswith=f"№ {pk}") for pk in ids))
    lines = list({line.pk: line for line in (*subject_lines(person), *ActionRecord.objects.filter(apart))}.values())
    names = sorted(_spellings(person), key=len, reverse=True)
    for line in lines:
        line.text = _QUOTED.sub(REMOVED, line.text) if line.verb == "give_account" else line.text
        for name in names:
            line.text = line.text.replace(name, REMOVED)
    ActionRecord.objects.bulk_update(lines, ["text"], batch_size=1000)


def _spellings(person: Person) -> set[str]:
    """Full names of the person and of his doubles as they were on any day."""
    rows: dict[int, dict[str, str]] = {person.pk: {part: getattr(person, part) for part in NAME}}
    names = {person.full_name, *(one.full_name for one in person.former_names.all())}
    table = Person._meta.db_table
    for change in RowChange.objects.filter(owner_table=table, owner_id=person.pk, row_table=table).order_by("-pk"):
        row = rows.setdefault(change.row_id, {})
        row.update(change.was)
        names.add(" ".join(row[part] for part in NAME if row.get(part)))
    return names - {""}


def _close_account(person: Person) -> None:
    """The account stays for those who refer to it: nobody enters by it and its login tells nothing."""
    user = person.user
    if user is None:
        return
    empty = User(login=f"erased-{user.pk}", is_active=False, created_at=user.created_at)
    empty.set_unusable_password()
    empty.pk = user.pk
    empty.save(force_update=True)


def _forget(person: Person) -> None:
    """Every column of the row falls back to what it is for an unknown person; what it was before is not kept."""
    empty = Person(pk=person.pk, user_id=person.user_id, last_name=ERASED, first_name=f"№ {person.pk}")
    empty.erased_on = clock.today()
    empty.save(force_update=True)
    table = Person._meta.db_table
    RowChange.objects.filter(owner_table=table, owner_id=person.pk, row_table=table).delete()
    person.refresh_from_db()
