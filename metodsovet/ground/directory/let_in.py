"""``let-in``: the way back of an administrator without password or phone, for whoever owns the machine."""

import argparse
import sys
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from metodsovet.ground.access.actions import drop_second_factor, give_code
from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.actions.accounts import code_days
from metodsovet.ground.directory.queries import current_installation
from metodsovet.kernel.russian import date_text
from metodsovet.launch.homes import COMMAND


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog=f"{COMMAND} let-in", description="Выдать новый код вместо пароля и снять второй шаг входа."
    )
    parser.add_argument("login", help="имя для входа")
    user = User.objects.filter(login=User.objects.normalised(parser.parse_args(arguments).login)).first()
    if user is None:
        sys.stderr.write("Такого имени для входа нет.\n")
        return 1
    installation = current_installation()
    with timezone.override(ZoneInfo(installation.time_zone) if installation else None):
        return _tell(user, let_in(user))


def _tell(user: User, code: str) -> int:
    assert user.code_last_day is not None
    sys.stdout.write(f"{code}\n")
    sys.stderr.write(
        f"Наберите этот код вместо пароля; он действует по {date_text(user.code_last_day)} включительно.\n"
    )
    return 0


@transaction.atomic
def let_in(user: User) -> str:
    """The code; the account is open again, its password, sessions and second factor are gone."""
    drop_second_factor(user)
    user.is_active = True
    user.save(update_fields=["is_active"])
    record_action("let_in", user, "Новый код выдан на сервере, второй шаг входа снят", by=None)
    return give_code(user, days=code_days())
