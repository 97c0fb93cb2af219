"""Accounts of people. A code is told once to whoever gives it and is good for choosing a password until its term."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.urls import reverse

from metodsovet.ground.access.actions import drop_second_factor, give_code, give_codes, prepare_code
from metodsovet.ground.access.actions.sessions import end_sessions_of
from metodsovet.ground.access.history import record_action, record_actions
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.actions.erasures import require_not_erased
from metodsovet.ground.directory.logins import free_logins
from metodsovet.ground.directory.models import Installation, Person
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.directory.telling import PersonalNews, tell_person
from metodsovet.kernel.errors import DomainError

MOST_SLIPS = 500


@dataclass(frozen=True, slots=True)
class Slip:
    """What goes on paper; the code is known nowhere else."""

    person: Person
    login: str
    code: str
    last_day: date


@transaction.atomic
def give_account(person: Person, *, login: str, by: User | None) -> Slip:
    """Refusals: ``erased``, ``has_account``, ``login_taken``."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    require_not_erased(person)
    if person.user_id is not None:
        raise DomainError("has_account", f"{person.short_name} уже входит сюда: выдайте новый листок.")
    user = User(login=User.objects.normalised(login))
    code = prepare_code(user, days=code_days())
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:
        raise DomainError("login_taken", f"Имя «{login}» занято: придумайте другое.") from error
    person.user = user
    person.save(update_fields=["user"])
    record_action("give_account", person, f"Дан вход с именем «{user.login}»", by=by)
    return _slip(person, user, code)


@transaction.atomic
def give_accounts(people: Sequence[Person], *, by: User | None) -> list[Slip]:
    """Accounts for those who have none, new codes for those who have not come in yet; the others are left alone.

    Refusals: ``too_many_slips``, ``nobody_needs_slip``.
    """
    if len(people) > MOST_SLIPS:
        raise DomainError("too_many_slips", f"За один раз — не больше {MOST_SLIPS} листков: выберите часть людей.")
    locked = Person.objects.select_for_update(of=("self",)).filter(
        pk__in=[person.pk for person in people], erased_on=None
    )
    known = list(locked.select_related("user").order_by("sort_key", "pk"))
    new = [person for person in known if person.user is None]
    again = [person for person in known if awaits_first_entry(person)]
    if not new and not again:
        raise DomainError("nobody_needs_slip", "Все выбранные уже входят сюда: листки им не нужны.")
    slips = [*_open_accounts(new, by), *_renew_codes(again, by)]
    return sorted(slips, key=lambda slip: (slip.person.sort_key, slip.person.pk))


def awaits_first_entry(person: Person) -> bool:
    """Has an account that nobody has come in by yet. Reads ``person.user``."""
    return person.user is not None and person.user.is_active and person.user.password_is_temporary


def _open_accounts(people: Sequence[Person], by: User | None) -> list[Slip]:
    users = [User(login=login) for login in free_logins(people)] if people else []
    days = code_days()
    codes = [prepare_code(user, days=days) for user in users]
    User.objects.bulk_create(users)
    for person, user in zip(people, users, strict=True):
        person.user = user
    Person.objects.bulk_update(people, ["user"], batch_size=500)
    texts = [(person.pk, f"Дан вход с именем «{user.login}»") for person, user in zip(people, users, strict=True)]
    record_actions("give_account", Person, texts, by=by)
    return [_slip(person, user, code) for person, user, code in zip(people, users, codes, strict=True)]


def _renew_codes(people: Sequence[Person], by: User | None) -> list[Slip]:
    users = [person.user for person in people if person.user is not None]
    codes = give_codes(users, days=code_days()) if users else []
    record_actions("renew_code", Person, [(person.pk, "Выдан новый листок для входа") for person in people], by=by)
    return [_slip(person, user, code) for person, user, code in zip(people, users, codes, strict=True)]


@transaction.atomic
def renew_code(person: Person, *, by: User | None) -> Slip:
    """A new slip instead of a forgotten password; every open session of the account ends. A second factor stays.

    Refusals: ``no_account``, ``not_to_oneself`` (one's own is changed with the old one).
    """
    user = _locked_user(person)
    if by is not None and by.pk == user.pk:
        raise DomainError("not_to_oneself", "Свой пароль меняют в меню справа сверху: «Сменить пароль».")
    code = give_code(user, days=code_days())
    _record_and_tell("renew_code", person, "Выдан новый листок для входа", by=by)
    return _slip(person, user, code)


@transaction.atomic
def reset_second_factor(person: Person, *, by: User | None) -> Person:
    """For a lost phone: whoever is obliged adds a new one at the next login.

    Refusals: ``no_account``, ``no_second_factor``, ``not_to_oneself``.
    """
    user = _locked_user(person)
    if by is not None and by.pk == user.pk:
        raise DomainError("not_to_oneself", "Свой второй шаг меняют в меню справа сверху: «Второй шаг входа».")
    if not user.has_second_factor:
        raise DomainError("no_second_factor", f"У {person.short_name} второй шаг входа не включён.")
    drop_second_factor(user)
    end_sessions_of(user)
    _record_and_tell("reset_second_factor", person, "Второй шаг входа снят", by=by)
    return person


@transaction.atomic
def close_account(person: Person, *, by: User | None) -> Person:
    """Refusals: ``no_account``, ``not_to_oneself``. Takes effect with the next request."""
    user = _locked_user(person)
    if by is not None and standing_of(by).person_id == person.pk:
        raise DomainError("not_to_oneself", "Свой вход не закрывают: попросите другого администратора.")
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions_of(user)
    record_action("close_account", person, "Вход закрыт", by=by)
    return person


@transaction.atomic
def open_account(person: Person, *, by: User | None) -> Person:
    user = _locked_user(person)
    user.is_active = True
    user.save(update_fields=["is_active"])
    record_action("open_account", person, "Вход открыт снова", by=by)
    return person


def _record_and_tell(verb: str, person: Person, text: str, *, by: User | None) -> None:
    """Whoever opens a stronger account could come in by it: the line of history stays, and its owner is told."""
    line = record_action(verb, person, text, by=by)
    who = str(by.person.short_name) if by is not None and standing_of(by).person_id else "с сервера"
    told = f"{text}: {who}. Если вы об этом не просили, скажите методисту."
    address = reverse("show_person", args=[person.pk])
    tell_person(PersonalNews(person.pk, f"{verb}:{line.pk}", told, address))


def code_days() -> int:
    """The term of codes of this installation; before the beginning the usual one."""
    days = Installation.objects.values_list("code_days", flat=True).first()
    return int(days if days is not None else Installation._meta.get_field("code_days").default)


def _slip(person: Person, user: User, code: str) -> Slip:
    assert user.code_last_day is not None
    return Slip(person, user.login, code, user.code_last_day)


def _locked_user(person: Person) -> User:
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    require_not_erased(person)
    if person.user_id is None:
        raise DomainError("no_account", f"{person.short_name} ещё не входит сюда: сначала дайте вход.")
    return User.objects.select_for_update().get(pk=person.user_id)
