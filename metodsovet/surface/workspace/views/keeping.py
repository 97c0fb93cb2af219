from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from metodsovet.ground.access.door import Visitor, door
from metodsovet.kernel import clock, journal
from metodsovet.kernel.journal import Deed
from metodsovet.launch.homes import COMMAND
from metodsovet.surface.workspace.parked import parked_jobs

SHOWN = 20
BACKUP_IS_OLD_AFTER = timedelta(days=2)
TRIAL_IS_OLD_AFTER = timedelta(days=15)


@door("workspace.show_keeping")
@never_cache
@require_safe
def show_keeping(request: Visitor) -> HttpResponse:
    """The latest backup, tried restore and check, parked jobs and the journal; nothing is done from a browser."""
    backup, trial = journal.last(Deed.BACKUP, is_good=True), journal.last(Deed.TRIED_RESTORE)
    now = clock.now()
    context = {
        "backup": backup,
        "backup_is_old": backup is not None and now - backup.at > BACKUP_IS_OLD_AFTER,
        "backup_failed": journal.last(Deed.BACKUP) != backup and journal.last(Deed.BACKUP),
        "trial": trial,
        "trial_is_old": trial is not None and now - trial.at > TRIAL_IS_OLD_AFTER,
        "check": journal.last(Deed.INVARIANTS),
        "parked": parked_jobs(),
        "entries": journal.entries()[:SHOWN],
        "folder": settings.BACKUPS_FOLDER,
        "kept": settings.BACKUPS_KEPT,
        "keys": [key.strip()[-8:] for key in settings.BACKUPS_KEY],
        "part": "keeping",
        "command": COMMAND,
    }
    return render(request, "workspace/keeping.html", context)
