"""Who was in a community in a period: at its beginning and end, who came and left, the young, new categories."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Category, Person, ReferenceNumber
from metodsovet.kernel import offers
from metodsovet.kernel.days import years_after
from metodsovet.kernel.offers import Figure, Period, Step
from metodsovet.kernel.russian import date_short, plural
from metodsovet.work.communities import analyses
from metodsovet.work.communities.analyses import Counted, Row
from metodsovet.work.communities.models import Community, Membership
from metodsovet.work.communities.queries.passports import YOUNG

PEOPLE = "Состав"
GAINED = (Category.Kind.FIRST, Category.Kind.HIGHEST)
ONE_DAY = timedelta(days=1)


@offers.figure("communities:members_at_beginning", "Участников в начале", of=("community",))
def members_at_beginning(scope: Community, period: Period) -> Figure:
    return _people(_members(scope, period.first_day), f"состояли {date_short(period.first_day)}")


@offers.figure("communities:members_at_end", "Участников в конце", of=("community",))
def members_at_end(scope: Community, period: Period) -> Figure:
    return _people(_members(scope, period.last_day), f"состояли {date_short(period.last_day)}")


@offers.figure("communities:joined", "Принято в состав", of=("community",))
def joined(scope: Community, period: Period) -> Figure:
    """After the first day."""
    rows = Membership.objects.filter(community=scope)
    return _people(rows.filter(since__range=(period.first_day + ONE_DAY, period.last_day)), "приняты после первого дня")


@offers.figure("communities:left", "Вышло из состава", of=("community",))
def left(scope: Community, period: Period) -> Figure:
    """Before the last day."""
    rows = Membership.objects.filter(community=scope)
    return _people(rows.filter(until__range=(period.first_day, period.last_day - ONE_DAY)), "вышли до последнего дня")


@offers.figure("communities:young_teachers", "Молодых педагогов в составе", of=("community",))
def young_teachers(scope: Community, period: Period) -> Figure:
    """Of the members on the last day; no number where the register of norms does not say who is young."""
    rows = _members(scope, period.last_day)
    try:
        limit = int(ReferenceNumber.objects.value_of(YOUNG, period.last_day))
    except ReferenceNumber.DoesNotExist:
        return Figure(None, rows.none())
    young = rows.filter(person__teaching_since__gt=years_after(period.last_day, -limit))
    young = young.filter(person__teaching_since__lte=period.last_day)
    return _people(young, f"со стажем меньше {limit} {plural(limit, 'года', 'лет', 'лет')}")


@offers.figure("communities:categories_gained", "Получили первую или высшую категорию", of=("community",))
def categories_gained(scope: Community, period: Period) -> Figure:
    """Members of the last day to whom one was given in the period."""
    gained = Category.objects.filter(
        person=OuterRef("person"), kind__in=GAINED, since__range=(period.first_day, period.last_day)
    )
    rows = _members(scope, period.last_day).filter(Exists(gained))
    return _people(rows, "категория присвоена в этом периоде")


def _members(scope: Community, day: date) -> QuerySet[Membership]:
    rows: QuerySet[Membership] = Membership.objects.on(day).filter(community=scope)
    return rows


def _people(rows: QuerySet[Membership], words: str) -> Figure:
    number = rows.order_by().values("person").distinct().count()
    return Figure(number, rows, (Step(str(number), words),))


def member_rows(rows: QuerySet[Membership], user: User) -> list[Row]:
    found = list(analyses.seen(rows, Membership.objects.visible_to(user)).select_related("person"))
    known = _known(found, user)
    return [Row(one.person.full_name, _page(one, known), _days(one)) for one in found]


def gained_rows(rows: QuerySet[Membership], user: User) -> list[Row]:
    """With the last category and its day."""
    seen = analyses.seen(rows, Membership.objects.visible_to(user))
    found = list(seen.select_related("person").prefetch_related("person__categories"))
    known = _known(found, user)
    return [Row(one.person.full_name, _page(one, known), _category(one.person)) for one in found]


def _known(found: list[Membership], user: User) -> set[int]:
    people = Person.objects.visible_to(user).filter(pk__in=[one.person_id for one in found])
    return set(people.values_list("pk", flat=True))


def _page(membership: Membership, known: set[int]) -> str:
    return membership.person.get_absolute_url() if membership.person_id in known else ""


def _days(membership: Membership) -> str:
    until = f" по {date_short(membership.until)}" if membership.until else ""
    return f"с {date_short(membership.since)}{until}"


def _category(person: Person) -> str:
    given = [one for one in person.categories.all() if one.kind in GAINED and one.since]
    last = max(given, key=lambda one: one.since or date.min, default=None)
    return f"{last.get_kind_display()}, {date_short(last.since)}" if last and last.since else ""


for _name in ("members_at_beginning", "members_at_end", "joined", "left", "young_teachers"):
    analyses.offer(Counted(f"communities:{_name}", PEOPLE, member_rows))
analyses.offer(Counted("communities:categories_gained", PEOPLE, gained_rows, "Кто получил категорию"))
