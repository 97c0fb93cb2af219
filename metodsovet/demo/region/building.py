"""The order of the region's making."""

import random
from collections.abc import Callable
from datetime import date, timedelta

from django.db import transaction

from metodsovet.demo.life import morning
from metodsovet.demo.region.life import live_in_bulk, live_rarely
from metodsovet.demo.region.people import people_the_region
from metodsovet.demo.region.places import REGION, REGION_NAME, Size, plant
from metodsovet.demo.region.plans import plan_the_region
from metodsovet.demo.town import TIME_ZONE
from metodsovet.ground.access.models import RowChange, User
from metodsovet.ground.directory.actions.installations import Newcomer, begin_installation
from metodsovet.ground.directory.actions.roles import end_role
from metodsovet.ground.directory.demo_accounts import DEMO_PASSWORD
from metodsovet.ground.directory.models import Installation, Organisation, RoleAssignment
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.notifications.models import Notice
from metodsovet.kernel import clock
from metodsovet.kernel.bulk import tell_planner
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning.actions import make_school_year

SEED = 1442
UNREAD_DAYS = 6
Progress = Callable[[str], None]


def build_region(progress: Progress = lambda _: None, *, size: Size = REGION) -> None:
    """Make the region, whole or not at all; DomainError ``already_begun`` in an installation that is in use."""
    with transaction.atomic():
        _build(progress, size)
    progress("Статистика для планировщика запросов")
    tell_planner()


def _build(progress: Progress, size: Size) -> None:
    chance = random.Random(SEED)  # invented data, no secret
    today, year = clock.today(), SchoolYear.of(clock.today())
    progress("Организации и люди")
    with clock.at(morning(date(year.previous.start, 8, 25))):
        root = _begin()
        tree = plant(root, size, chance)
        register = people_the_region(tree, root, size, chance, clock.today())
        technical = RoleAssignment.objects.get(person__user__login="admin", role=Role.METHODIST)
        end_role(technical, until=technical.since, by=None)
    progress("Планы края и муниципалитетов")
    author = User.objects.get(login="region")
    with clock.at(morning(date(year.previous.start, 8, 29))):
        plans = plan_the_region(tree, register, root, year.previous, by=author)
    progress("Нынешний учебный год")
    with clock.at(morning(min(today, date(year.start, 8, 30)))):
        for plan in plans:
            make_school_year(plan, year, by=author)
    progress("Отчёты и приёмка")
    live_in_bulk(chance, until=today)
    live_rarely(Organisation.objects.get(pk=tree.municipalities[0].node.pk))
    old = morning(today - timedelta(days=UNREAD_DAYS))
    Notice.objects.unread().filter(created_at__lt=old).update(read_at=old)
    RowChange.objects.all().delete()


def _begin() -> Organisation:
    first = Newcomer("Настройкин", "Игорь", "Павлович", "admin", DEMO_PASSWORD)
    begin_installation(
        REGION_NAME, kind=Organisation.Kind.REGION, time_zone=TIME_ZONE, first=first, is_demo=True, demo_seed=SEED
    )
    return Installation.objects.get().root
