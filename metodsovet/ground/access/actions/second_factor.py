"""The second factor: a phone that shows codes, and recovery codes on paper for the day when it is not at hand."""

from django.db import transaction

from metodsovet.ground.access.actions.passwords import require_password
from metodsovet.ground.access.actions.sessions import end_sessions_of
from metodsovet.ground.access.codes import hash_of, hashes_of, new_code
from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import RecoveryCode, User
from metodsovet.ground.access.obligations import must_have_second_factor
from metodsovet.ground.access.totp import DIGITS, matching_step
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError

OF_RECOVERY = "access.recovery"
RECOVERY_CODES = 10
FACTOR_FIELDS = ("totp_seed", "totp_step")
WRONG_CODE = "Код не подошёл: дождитесь на телефоне следующего и наберите его."


@transaction.atomic
def add_second_factor(user: User, *, seed: str, code: str, session_key: str = "") -> list[str]:
    """Recovery codes, told once. Refusals: ``second_factor_added``, ``wrong_code``. Sessions elsewhere end."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    if locked.has_second_factor:
        raise DomainError("second_factor_added", "Второй шаг входа уже включён.")
    step = matching_step(seed, code, moment=clock.now(), after=0)
    if step is None:
        raise DomainError("wrong_code", WRONG_CODE)
    locked.totp_seed, locked.totp_step = seed, step
    locked.save(update_fields=FACTOR_FIELDS)
    end_sessions_of(locked, but=session_key)
    record_action("add_second_factor", locked, "Включён второй шаг входа", by=locked)
    return _new_recovery_codes(locked)


@transaction.atomic
def check_second_factor(user: User, *, code: str) -> bool:
    """Whether the code of the phone or a recovery code is right; either is good once."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    typed = "".join(code.split())
    if len(typed) == DIGITS and typed.isdecimal():
        return _is_code_of_phone(locked, typed)
    spent = RecoveryCode.objects.filter(user=locked, code_hash__in=list(hashes_of(OF_RECOVERY, code))).delete()[0]
    if spent:
        left = locked.recovery_codes.count()
        record_action("check_second_factor", locked, f"Вход по запасному коду, осталось: {left}", by=locked)
    return bool(spent)


@transaction.atomic
def renew_recovery_codes(user: User, *, password: str) -> list[str]:
    """Earlier ones are no good any more. Refusals: ``wrong_password``, ``no_second_factor``."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    _require_second_factor(locked)
    require_password(locked, password)
    record_action("renew_recovery_codes", locked, "Выпущены новые запасные коды", by=locked)
    return _new_recovery_codes(locked)


@transaction.atomic
def remove_second_factor(user: User, *, password: str) -> User:
    """By the person. Refusals: ``wrong_password``, ``no_second_factor``, ``second_factor_is_obliged``."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    _require_second_factor(locked)
    require_password(locked, password)
    if must_have_second_factor(user):
        raise DomainError("second_factor_is_obliged", "С вашей ролью второй шаг входа не отключают.")
    drop_second_factor(locked)
    record_action("remove_second_factor", locked, "Отключён второй шаг входа", by=locked)
    return locked


def drop_second_factor(user: User) -> None:
    """Forget the phone and the recovery codes; the caller writes the history and holds the transaction."""
    user.totp_seed, user.totp_step = "", 0
    user.save(update_fields=FACTOR_FIELDS)
    user.recovery_codes.all().delete()


def _is_code_of_phone(user: User, code: str) -> bool:
    step = matching_step(user.totp_seed, code, moment=clock.now(), after=user.totp_step)
    if not user.has_second_factor or step is None:
        return False
    user.totp_step = step
    user.save(update_fields=["totp_step"])
    return True


def _new_recovery_codes(user: User) -> list[str]:
    codes = [new_code() for _ in range(RECOVERY_CODES)]
    user.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create([RecoveryCode(user=user, code_hash=hash_of(OF_RECOVERY, code)) for code in codes])
    return codes


def _require_second_factor(user: User) -> None:
    if not user.has_second_factor:
        raise DomainError("no_second_factor", "Второй шаг входа не включён: сначала включите его.")
