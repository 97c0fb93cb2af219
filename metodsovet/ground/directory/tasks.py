"""Long and nightly work of the directory."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from procrastinate.contrib.django import app

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.actions import rosters
from metodsovet.ground.directory.models import Roster, RosterProgress
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.progress import Progress

KEPT_DAYS = 14
UNDER_WAY = timedelta(days=1)  # a younger file may belong to a transaction that has not ended
PATIENCE = timedelta(minutes=30)  # for another list that is being written: nobody waits at a page for this one
UNKNOWN = "Что-то пошло не так, подробности в журнале обработчика заданий. Справочник не изменился: попробуйте ещё раз."


@app.task
def read_roster(roster: int, user: int) -> None:
    """Read a large list; whoever asked must still have the right."""
    _work(roster, user, "directory.view_roster", rosters.read_roster)


@app.task
def apply_roster(roster: int, user: int) -> None:
    """Write a large list into the register, whole or not at all."""
    act = partial(rosters.apply_roster, patience_seconds=PATIENCE.total_seconds())
    _work(roster, user, "directory.apply_roster", act)


@app.periodic(cron="20 3 * * *")
@app.task(queueing_lock="directory:sweep_rosters", pass_context=False)
def sweep_rosters(timestamp: int = 0) -> int:
    """Put aside lists that nobody applied in 14 days; delete bytes that no list names. Answers how many files went."""
    oldest = clock.now() - timedelta(days=KEPT_DAYS)
    old = Roster.objects.filter(loaded_at__lt=oldest).exclude(file="").exclude(state=Roster.State.APPLYING)
    waiting = old.select_related("loaded_by")
    for roster in waiting:
        rosters.discard_roster(roster, by=roster.loaded_by)
    return len(waiting) + _sweep_orphans()


def _work(roster_id: int, user_id: int, permission: str, act: Callable[..., Roster]) -> None:
    roster = Roster.objects.select_related("organisation").get(pk=roster_id)
    user = User.objects.select_related("person").get(pk=user_id)
    progress = Progress(RosterProgress.objects.get_or_create(roster=roster)[0])
    try:
        if not user.has_perm(permission, roster):
            raise DomainError("no_right", "Права загружать этот список больше нет.")
        act(roster, by=user, tell=progress.tell)
    except DomainError as refusal:
        _give_back(roster, refusal.text)
    except Exception:
        _give_back(roster, UNKNOWN)
        raise
    finally:
        progress.close()


def _give_back(roster: Roster, trouble: str) -> None:
    """To the state before the work: the transaction of the work itself left no trace."""
    states = {Roster.State.APPLYING: Roster.State.REVIEW, Roster.State.READING: Roster.State.UNREADABLE}
    for held, before in states.items():
        Roster.objects.filter(pk=roster.pk, state=held).update(state=before, trouble=trouble)


def _sweep_orphans() -> int:
    storage = Roster._meta.get_field("file").storage
    if not storage.exists("rosters"):
        return 0
    known = set(Roster.objects.exclude(file="").values_list("file", flat=True))
    paths = [f"rosters/{name}" for name in storage.listdir("rosters")[1]]
    oldest_kept = clock.now() - UNDER_WAY
    orphans = [path for path in paths if path not in known and storage.get_modified_time(path) < oldest_kept]
    for path in orphans:
        storage.delete(path)
    return len(orphans)
