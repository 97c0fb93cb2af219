"""Keeping by the clock: the verbs of the command line in a process of their own, and their failures told."""

import os
import subprocess
import sys

from django.conf import settings
from django.urls import reverse

from metodsovet.ground.directory.models import RoleAssignment
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.notifications.actions import notify
from metodsovet.kernel import clock, journal
from metodsovet.kernel.journal import Deed

LONGEST_SECONDS = 6 * 3600
FAILED = {
    Deed.BACKUP: "Резервная копия не сделана",
    Deed.TRIED_RESTORE: "Копия не прошла пробу восстановления",
    Deed.INVARIANTS: "Проверка данных нашла нарушения",
}


def keep(deed: Deed, *verb: str) -> bool:
    """Run the verb; whether it ended well. Administrators are told once a day of what did not."""
    environment = {**os.environ, "METODSOVET_HOME": str(settings.HOME), "PYTHONPATH": str(settings.ROOT)}
    command = [sys.executable, "-P", "-m", "metodsovet", *verb]
    began = clock.now()
    ended = subprocess.run(
        command, env=environment, capture_output=True, stdin=subprocess.DEVNULL, check=False, timeout=LONGEST_SECONDS
    )
    entry = journal.last(deed)
    is_told = entry is not None and entry.at >= began
    is_good = ended.returncode == 0 and is_told and entry is not None and entry.is_good
    if not is_good:
        reason = entry.text if entry is not None and is_told else "подробности в журнале обработчика заданий."
        _tell_administrators(deed, f"{FAILED[deed]}: {reason}")
    if not is_told:
        raise RuntimeError(f"{verb[0]} ended with code {ended.returncode} and told nothing")
    return is_good


def _tell_administrators(deed: Deed, text: str) -> None:
    people = RoleAssignment.objects.today().filter(role=Role.ADMINISTRATOR).values_list("person_id", flat=True)
    notify(set(people), key=f"keeping:{deed}:{clock.today()}", text=text[:500], url=reverse("show_keeping"))
