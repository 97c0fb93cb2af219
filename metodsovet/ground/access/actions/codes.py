"""One-time codes of slips: they stand for the password until the person chooses one."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from metodsovet.ground.access.actions.passwords import PASSWORD_FIELDS
from metodsovet.ground.access.actions.sessions import end_sessions_of
from metodsovet.ground.access.codes import fits, hash_of, new_code
from metodsovet.ground.access.models import Session, User
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError

OF_SLIP = "access.slip"
USUAL_DAYS = 14


def prepare_code(user: User, *, days: int) -> str:
    """The code, told once, good through the last of the ``days`` after today; the caller saves ``PASSWORD_FIELDS``."""
    code = new_code()
    user.password = make_password(None)
    user.password_is_temporary = True
    user.code_hash = hash_of(OF_SLIP, code)
    day_after = clock.today() + timedelta(days=days + 1)
    user.code_ends_at = timezone.make_aware(datetime.combine(day_after, time.min))
    return code


@transaction.atomic
def give_code(user: User, *, days: int = USUAL_DAYS) -> str:
    """The password and every open session end; the code opens the choice of a new password until its term."""
    code = prepare_code(user, days=days)
    user.save(update_fields=PASSWORD_FIELDS)
    end_sessions_of(user)
    return code


@transaction.atomic
def give_codes(users: Sequence[User], *, days: int) -> list[str]:
    """The same for many, in the order of the users."""
    codes = [prepare_code(user, days=days) for user in users]
    User.objects.bulk_update(users, PASSWORD_FIELDS, batch_size=500)
    Session.objects.filter(user__in=users).delete()
    return codes


def user_of_code(login: str, code: str) -> User | None:
    """The account that the code opens; as long a way for unknown accounts. Refusal: ``code_is_over``."""
    user = User.objects.filter(login=User.objects.normalised(login)).first()
    is_right = fits(OF_SLIP, code, user.code_hash if user else "")
    if user is None or not user.is_active or not is_right:
        return None
    if not user.has_code:
        raise DomainError("code_is_over", "Срок кода с листка закончился: попросите выдать новый листок.")
    return user
