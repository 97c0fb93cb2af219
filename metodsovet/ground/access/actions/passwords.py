"""The person's own password. Sessions elsewhere end with the old one."""

from django.db import transaction

from metodsovet.ground.access.actions.sessions import end_sessions_of
from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.kernel.errors import DomainError

PASSWORD_FIELDS = ("password", "password_is_temporary", "code_hash", "code_ends_at")


@transaction.atomic
def change_password(user: User, *, old: str, new: str, session_key: str = "") -> User:
    """Refusals: ``wrong_password``, ``same_password``. The new password is validated by the form."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    require_password(locked, old)
    if old == new:
        raise DomainError("same_password", "Новый пароль совпадает с прежним: придумайте другой.")
    return _set_password(locked, new, session_key, "change_password", "Сменён пароль")


@transaction.atomic
def choose_password(user: User, *, new: str, session_key: str = "") -> User:
    """The first own password, after coming in with a code, which it spends. Refusal: ``password_chosen``."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    if not locked.password_is_temporary:
        raise DomainError("password_chosen", "Пароль уже придуман: сменить его можно в меню справа сверху.")
    return _set_password(locked, new, session_key, "choose_password", "Придуман свой пароль")


def require_password(user: User, password: str) -> None:
    if not user.check_password(password):
        raise DomainError("wrong_password", "Пароль не подошёл: наберите его ещё раз.")


def _set_password(user: User, new: str, session_key: str, verb: str, text: str) -> User:
    user.set_password(new)
    user.password_is_temporary = False
    user.code_hash, user.code_ends_at = "", None
    user.save(update_fields=PASSWORD_FIELDS)
    end_sessions_of(user, but=session_key)
    record_action(verb, user, text, by=user)
    return user
