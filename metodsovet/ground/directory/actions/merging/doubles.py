"""Everything that points to the double points to the kept person; the double's id leads to him."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Field

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import RowChange, User
from metodsovet.ground.directory.actions.erasures import require_not_erased
from metodsovet.ground.directory.actions.holding import hold_register
from metodsovet.ground.directory.actions.merging.joining import join_jobs, join_roles
from metodsovet.ground.directory.granting import stronger_than
from metodsovet.ground.directory.models import MergedPerson, Person, PersonName, ToldApart
from metodsovet.ground.directory.standing import standing_of
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.repointing import repoint
from metodsovet.kernel.traces import follow_merge


@transaction.atomic
def merge_people(kept: Person, *, doubled: Person, account: User | None = None, by: User | None) -> Person:
    """Move all of ``doubled`` to ``kept`` and delete it; there is no way back.

    ``account`` is the one that stays where both have one. Refusals: ``same_person``, ``not_to_oneself``,
    ``not_yours_to_merge``, ``erased``, ``account_not_chosen``, ``rows_clash``, ``register_is_held``.
    """
    hold_register()
    kept, doubled = _locked(kept, doubled)
    _check(kept, doubled, by)
    name, old_id = doubled.full_name, doubled.pk
    _join_accounts(kept, doubled, account)
    _fill_gaps(kept, doubled)
    moved = repoint(doubled, kept)
    follow_merge(kept.pk, old_id)
    join_jobs(kept)
    join_roles(kept)
    _remember_spelling(kept, doubled)
    doubled.delete()
    _move_old_rows(kept, old_id)
    MergedPerson.objects.create(old_id=old_id, person=kept, name=name, merged_by=by)
    text = f"Объединено с двойником: {name}, № {old_id}; перешло записей: {moved}"
    record_action("merge_people", kept, text, by=by)
    return Person.objects.get(pk=kept.pk)


@transaction.atomic
def tell_apart(person: Person, *, other: Person, by: User | None) -> ToldApart:
    """Say that the two are different people; saying it twice is saying it once. DomainError ``same_person``."""
    if person.pk == other.pk:
        raise DomainError("same_person", "Это один и тот же человек: выберите двоих.")
    first, second = sorted((person, other), key=lambda one: one.pk)
    told, is_new = ToldApart.objects.get_or_create(first=first, second=second, defaults={"told_by": by})
    if is_new:
        record_action("tell_apart", person, f"Не двойник: {other.full_name}, № {other.pk}", by=by)
    return told


def _locked(kept: Person, doubled: Person) -> tuple[Person, Person]:
    """In the order of ids, so that two opposite merges wait for one another. DomainError ``same_person``."""
    rows = Person.objects.select_for_update(of=("self",)).filter(pk__in=[kept.pk, doubled.pk]).order_by("pk")
    by_id = {row.pk: row for row in rows}
    if len(by_id) < 2:  # the same one, or a double that another window has merged already
        raise DomainError("same_person", "Это уже один и тот же человек: объединять нечего.")
    return by_id[kept.pk], by_id[doubled.pk]


def _check(kept: Person, doubled: Person, by: User | None) -> None:
    require_not_erased(kept)
    require_not_erased(doubled)
    if by is None:
        return
    if standing_of(by).person_id in (kept.pk, doubled.pk):
        raise DomainError("not_to_oneself", "Свою карточку объединяет другой методист: попросите его.")
    # Whoever merges chooses the account that gets the rights of both: nobody does so with rights above his own.
    if stronger_than(by, [kept, doubled]):
        raise DomainError(
            "not_yours_to_merge", "У одного из двоих прав больше, чем у вас: объединяет тот, кто может их дать."
        )


def _join_accounts(kept: Person, doubled: Person, account: User | None) -> None:
    users = [user for user in (kept.user, doubled.user) if user is not None]
    if len(users) > 1 and account not in users:
        raise DomainError("account_not_chosen", "Входов два: выберите, какой останется.")
    stays = account if len(users) > 1 else next(iter(users), None)
    doubled.user = None
    doubled.save(update_fields=["user"])
    kept.user = stays
    kept.save(update_fields=["user"])
    for user in users:
        if stays is not None and user.pk != stays.pk:
            repoint(user, stays)
            user.delete()


def _fill_gaps(kept: Person, doubled: Person) -> None:
    """What the kept one lacks is taken from the double."""
    fields: Sequence[Field[Any, Any]] = Person._meta.local_concrete_fields
    for field in fields:
        if field.primary_key or field.is_relation or field.generated or field.name == "erased_on":
            continue
        if getattr(kept, field.attname) in ("", None):
            setattr(kept, field.attname, getattr(doubled, field.attname))
    kept.save()


def _move_old_rows(kept: Person, old_id: int) -> None:
    """What rows of the double were before their edits is read in the history of the kept person."""
    RowChange.objects.filter(owner_table=Person._meta.db_table, owner_id=old_id).update(owner_id=kept.pk)


def _remember_spelling(kept: Person, doubled: Person) -> None:
    """The double's name still finds the person, unless it is his own."""
    if doubled.full_name != kept.full_name:
        PersonName.objects.get_or_create(
            person=kept,
            last_name=doubled.last_name,
            first_name=doubled.first_name,
            patronymic=doubled.patronymic,
            until=None,
        )
