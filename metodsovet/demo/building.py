"""The order of the example's making."""

import random
from collections.abc import Callable
from datetime import date, time, timedelta

from django.db import transaction

from metodsovet.demo.analyses import analyse
from metodsovet.demo.bodies import compose, describe, found_bodies, live_a_year, teach
from metodsovet.demo.community_plans import approve_first, ask_the_rest, remember_last_plan
from metodsovet.demo.control import give_directives, remind_of_overdue, set_goals
from metodsovet.demo.feeds import write_feeds
from metodsovet.demo.life import live, morning
from metodsovet.demo.lives import live_on
from metodsovet.demo.meetings import hold_meetings
from metodsovet.demo.orders import issue_orders
from metodsovet.demo.papers import issue_papers
from metodsovet.demo.people import Cast, settle, unite
from metodsovet.demo.plans import accept_roadmap, plan_the_service, set_schedules, set_themes
from metodsovet.demo.post import give_addresses
from metodsovet.demo.read_orders import read_signed_orders
from metodsovet.demo.rosters import load_autumn_list
from metodsovet.ground.access.actors import acting
from metodsovet.ground.access.models import RowChange, User
from metodsovet.ground.assignments.actions import appoint_substitute
from metodsovet.ground.directory.actions import rename_person
from metodsovet.ground.directory.actions.exports import log_export
from metodsovet.ground.directory.models import Person
from metodsovet.ground.documents.actions import Requisites, change_act
from metodsovet.ground.documents.models import Act
from metodsovet.ground.notifications.actions import read_all_notices
from metodsovet.ground.notifications.models import Notice
from metodsovet.kernel import clock
from metodsovet.kernel.bulk import tell_planner
from metodsovet.kernel.exports import Exported
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning.actions import date_occurrence, make_school_year
from metodsovet.work.planning.models import Occurrence, Plan

SEED = 1441
UNREAD_DAYS = 6
LIST_DAYS = 12
Progress = Callable[[str], None]


@transaction.atomic
def build(progress: Progress = lambda _: None) -> None:
    """Make the example, whole or not at all; DomainError ``already_begun`` in an installation that is in use."""
    chance = random.Random(SEED)  # invented data, no secret
    today = clock.today()
    year = SchoolYear.of(today)
    progress("Организации и люди")
    cast = _settle(chance, year.previous, today)
    progress("Прошлый учебный год: дорожная карта и её исполнение")
    with clock.at(morning(date(year.previous.start, 8, 29))):
        roadmap = accept_roadmap(cast, year.previous, accepter=_person("methodist"), controller=_person("control"))
    accepters = (cast.author, _user("methodist2"))
    live(chance, accepters=accepters, until=min(today, year.first_day))
    tell_planner()
    progress("Нынешний учебный год: планы и поручения")
    _begin_year(cast, roadmap, year, today)
    with clock.at(morning(today - timedelta(days=20))):
        give_directives(cast, today, accepter=_person("methodist"), controller=_person("control"))
        set_goals(cast, roadmap, year, today)
    progress("Отчёты и приёмка")
    live(chance, accepters=accepters, until=today)
    with clock.at(morning(today - timedelta(days=1))):
        remind_of_overdue(cast, today - timedelta(days=1))
    progress("Судьбы людей")
    live_on(cast, year, today)
    progress("Даты ближайших недель, бумаги с номерами")
    _live_last_days(cast, roadmap, today)


def _live_last_days(cast: Cast, roadmap: Plan, today: date) -> None:
    ask_the_rest(cast, SchoolYear.of(today), today)
    _date_near_occurrences(cast, today)
    hold_meetings(cast, today, seed=SEED)
    analyse(cast, today)
    write_feeds(cast, today)
    _send_on_leave(today, cast)
    with clock.at(morning(today - timedelta(days=LIST_DAYS))):
        load_autumn_list(cast, clock.today())
    issue_papers(cast, roadmap.pk, today)
    issue_orders(cast, today)
    read_signed_orders(cast, today)
    _read_old_notices(today)
    give_addresses(cast.town, _person("deputy"), by=cast.author)
    _take_out(today)
    _correct(cast)
    tell_planner()


def _settle(chance: random.Random, year: SchoolYear, today: date) -> Cast:
    begun = date(year.start, 8, 25)
    with clock.at(morning(begun)):
        cast = settle(chance, seed=SEED, since=begun)
        act = _order_of_heads(cast, year)
        unite(cast, act)
        teach(cast, random.Random(SEED))  # invented data, no secret
        compose(cast, act)
        found_bodies(cast, act, today)
        describe(cast)
        live_a_year(cast, year, seed=SEED)
        set_schedules(cast, year)
        set_themes(cast, year)
        remember_last_plan(cast, year)
    return cast


def _begin_year(cast: Cast, roadmap: Plan, year: SchoolYear, today: date) -> None:
    with clock.at(morning(min(today, date(year.start, 8, 30)))):
        set_schedules(cast, year)
        set_themes(cast, year)
        make_school_year(roadmap, year, by=cast.author)
        plan_the_service(cast, year, roadmap)
        approve_first(cast, year)


def _order_of_heads(cast: Cast, year: SchoolYear) -> Act:
    return Act.objects.create(
        organisation=cast.town,
        kind=Act.Kind.ORDER,
        number="181",
        date=date(year.start, 8, 25),
        title="О руководителях методических объединений",
        issuer="Управление образования Заречногорского городского округа",
    )


def _date_near_occurrences(cast: Cast, today: date) -> None:
    """What is held in the weeks around today has its day, hour and place; communities date theirs by calling people."""
    near = Occurrence.objects.filter(
        activity__plan__community=None,
        is_history=False,
        held_on=None,
        starts_on__isnull=False,
        starts_on__lte=today + timedelta(days=35),
        ends_on__gte=today - timedelta(days=14),
        ends_on__lte=today + timedelta(days=70),
    ).select_related("activity")
    places = ("ЦРО, кабинет 4", "Лицей № 4, актовый зал", "Гимназия № 3, библиотека", "СОШ № 5, кабинет 12")
    for index, occurrence in enumerate(near.order_by("ends_on", "pk")):
        first, last = occurrence.starts_on, occurrence.ends_on
        if first is None or last is None or last < today:
            continue
        day = _working_day(max(first, today + timedelta(days=index % 9 - 2)), last)
        date_occurrence(
            occurrence,
            held_on=day,
            starts_at=time(10 + index % 6, 0),
            place=places[index % len(places)],
            by=cast.author,
            version=occurrence.version,
        )


def _working_day(day: date, last: date) -> date:
    friday = 4
    while day.weekday() > friday:
        day += timedelta(days=1)
    return min(day, last)


def _send_on_leave(today: date, cast: Cast) -> None:
    absent = cast.one("Лицей № 4", "заместитель директора по УВР")
    substitute = cast.one("Лицей № 4", "директор")
    since = today - timedelta(days=3)
    until = today + timedelta(days=11)
    appoint_substitute(absent, substitute=substitute, since=since, until=until, reason="Отпуск", by=cast.author)


def _read_old_notices(today: date) -> None:
    """Everybody has read what came before the last days."""
    with clock.at(morning(today - timedelta(days=UNREAD_DAYS))):
        told = Notice.objects.unread().filter(created_at__lte=clock.now()).order_by()
        for person in told.values_list("person", flat=True).distinct():
            read_all_notices(person)


def _correct(cast: Cast) -> None:
    """Edits of today, with what was before; of the years lived through in a minute only the verbs are history."""
    RowChange.objects.all().delete()
    order = Act.objects.get(number="181", organisation=cast.town)
    with acting(cast.author):
        dated = Requisites(kind=order.kind, number="181-од", date=order.date, title=order.title, issuer=order.issuer)
        change_act(order, dated, by=cast.author)
        head = cast.one("Лицей № 4", "директор")
        names = {"first_name": head.first_name, "patronymic": head.patronymic, "gender": head.gender}
        rename_person(head, last_name=f"{head.last_name}-Заречная", **names, by=cast.author)


def _take_out(today: date) -> None:
    """What was downloaded in the last days."""
    taken = (
        ("methodist", Exported("Поручения", "Состояние: просрочено", 14)),
        ("control", Exported("Отчёт об исполнении.docx")),
        ("deputy", Exported("Люди", "Организация: Лицей № 4", 21)),
        ("methodist", Exported("Люди", "Функция: методист", 9)),
    )
    for ago, (login, exported) in enumerate(reversed(taken), start=1):
        with clock.at(morning(today - timedelta(days=ago)) + timedelta(hours=ago, minutes=7 * ago)):
            log_export(exported, by=_user(login))


def _person(login: str) -> Person:
    return Person.objects.get(user__login=login)


def _user(login: str) -> User:
    return User.objects.get(login=login)
