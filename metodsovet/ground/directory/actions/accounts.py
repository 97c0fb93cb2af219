"""Accounts of people. A one-time password is shown once to whoever gives it and must be changed at the first login."""

import secrets

from django.db import IntegrityError, transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.standing import standing_of
from metodsovet.kernel.errors import DomainError

# No letters and digits that are mistaken for one another on paper.
_LETTERS = "abcdefghjkmnpqrstuvwxyz"
_DIGITS = "23456789"
_GROUPS, _GROUP_LETTERS = 3, 3


@transaction.atomic
def give_account(person: Person, *, login: str, by: User | None) -> str:
    """Make the account and answer its one-time password. Refusals: ``has_account``, ``login_taken``."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if person.user_id is not None:
        raise DomainError("has_account", f"{person.short_name} уже входит сюда: выдайте новый пароль.")
    password = one_time_password()
    try:
        with transaction.atomic():
            person.user = User.objects.create_user(login, password, password_is_temporary=True)
    except IntegrityError as error:
        raise DomainError("login_taken", f"Имя «{login}» занято: придумайте другое.") from error
    person.save(update_fields=["user"])
    record_action("give_account", person, f"Дан вход с именем «{person.user.login}»", by=by)
    return password


@transaction.atomic
def renew_password(person: Person, *, by: User | None) -> str:
    """A new one-time password; every open session of the account ends with the old one.

    Refusals: ``no_account``, ``not_to_oneself`` (one's own is changed with the old one).
    """
    user = _locked_user(person)
    if by is not None and by.pk == user.pk:
        raise DomainError("not_to_oneself", "Свой пароль меняют в меню справа сверху: «Сменить пароль».")
    password = one_time_password()
    user.set_password(password)
    user.password_is_temporary = True
    user.save(update_fields=["password", "password_is_temporary"])
    record_action("renew_password", person, "Выдан новый пароль на первый вход", by=by)
    return password


@transaction.atomic
def close_account(person: Person, *, by: User | None) -> Person:
    """Refusals: ``no_account``, ``not_to_oneself``. Takes effect with the next request."""
    user = _locked_user(person)
    if by is not None and standing_of(by).person_id == person.pk:
        raise DomainError("not_to_oneself", "Свой вход не закрывают: попросите другого администратора.")
    user.is_active = False
    user.save(update_fields=["is_active"])
    record_action("close_account", person, "Вход закрыт", by=by)
    return person


@transaction.atomic
def open_account(person: Person, *, by: User | None) -> Person:
    user = _locked_user(person)
    user.is_active = True
    user.save(update_fields=["is_active"])
    record_action("open_account", person, "Вход открыт снова", by=by)
    return person


def one_time_password() -> str:
    """«kdm-47-tpw-…»: easy to read from a slip of paper, 45 bits."""
    groups = ["".join(secrets.choice(_LETTERS) for _ in range(_GROUP_LETTERS)) for _ in range(_GROUPS)]
    return "-".join([*groups, secrets.choice(_DIGITS) + secrets.choice(_DIGITS)])


def _locked_user(person: Person) -> User:
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if person.user_id is None:
        raise DomainError("no_account", f"{person.short_name} ещё не входит сюда: сначала дайте вход.")
    return User.objects.select_for_update().get(pk=person.user_id)
