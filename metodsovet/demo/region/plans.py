"""Plans of the region: one programme of the region for every organisation, a roadmap of each municipality."""

from datetime import date

from metodsovet.demo.people import LONG_AGO
from metodsovet.demo.plans import read_in
from metodsovet.demo.region.people import Register
from metodsovet.demo.region.places import SERVICE, Kind, Municipality, Tree
from metodsovet.demo.roadmap import DEPUTIES, EVERY_ORGANISATION, HEADS, ROADMAP, Row, begun
from metodsovet.demo.town import CITY_ASSOCIATIONS, DEPUTY
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation, Person, Subject
from metodsovet.ground.documents.models import Act
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities.actions import add_community, appoint_officer
from metodsovet.work.communities.models import CommunityKind
from metodsovet.work.planning.actions import accept_plan, set_audience, set_control, set_offices
from metodsovet.work.planning.example import PlanFile
from metodsovet.work.planning.models import Activity, Plan

AUDIENCE = [Kind.SCHOOL, Kind.KINDERGARTEN, Kind.ADDITIONAL]
PROGRAMME: tuple[tuple[str, tuple[Row, ...]], ...] = (
    (
        "1. Кадры",
        (
            ("1.1", "Уточнить сведения о педагогах к началу года", "До 15 сентября, ежегодно", HEADS, "Сведения"),
            ("1.2", "Назначить ответственного за методическую работу", "До 10 сентября, ежегодно", HEADS, "Приказ"),
            ("1.3", "Представить потребность в курсах на календарный год", "Ноябрь, ежегодно", DEPUTIES, "Заявка"),
            ("1.4", "Представить план аттестации педагогов", "До 1 октября, ежегодно", DEPUTIES, "План"),
        ),
    ),
    (
        "2. Методическая работа",
        (
            ("2.1", "Провести педагогический совет по итогам полугодия", "Январь, май", HEADS, "Протокол"),
            ("2.2", "Провести единый методический день", "Октябрь, декабрь, февраль, апрель", DEPUTIES, "Программа"),
            ("2.3", "Описать одну удачную практику", "До 1 марта, ежегодно", DEPUTIES, "Описание"),
            ("2.4", "Разобрать затруднения педагогов и запланировать помощь", "Октябрь, ежегодно", DEPUTIES, "Карта"),
        ),
    ),
    (
        "3. Наставничество",
        (
            ("3.1", "Закрепить наставников за молодыми педагогами", "До 20 сентября, ежегодно", HEADS, "Приказ"),
            ("3.2", "Рассказать о работе наставников", "До 25 декабря и до 25 мая", DEPUTIES, "Отчёт"),
            ("3.3", "Принять участие в неделе молодого педагога", "Ноябрь, ежегодно", DEPUTIES, "Список участников"),
            ("3.4", "Подвести итоги методической работы года", "До 10 июня, ежегодно", DEPUTIES, "Анализ"),
        ),
    ),
)


def plan_the_region(tree: Tree, register: Register, root: Organisation, year: SchoolYear, *, by: User) -> list[Plan]:
    """Accepted and executed from the year; the programme first."""
    file = PlanFile(
        issuer="Министерство образования Междуреченского края",
        act_kind="Приказ",
        act_date=date(year.start, 8, 25),
        act_number="301",
        title=f"Программа развития методической работы Междуреченского края на {year.start}–{year.start + 3} годы",
        signed_by="заместителя министра",
        sections=tuple((title, tuple((*row[:3], begun(row[3]), row[4]) for row in rows)) for title, rows in PROGRAMME),
    )
    programme = read_in(file, organisation=root, year=year, by=by)
    every = list(programme.activities.values_list("number", flat=True))
    controller = Person.objects.get(user__login="ministry")
    return [
        _accept(programme, every, year, (Person.objects.get(user=by), controller), by),
        *(_plan_town(town, register, year, number) for number, town in enumerate(tree.municipalities, start=1)),
    ]


def _plan_town(town: Municipality, register: Register, year: SchoolYear, number: int) -> Plan:
    organisation = Organisation.objects.get(pk=town.node.pk)
    authority, service = town.named("Управление образования"), town.named(SERVICE)
    author = Person.objects.get(pk=register.one(service, "старший методист"))
    controller = Person.objects.get(pk=register.one(authority, "заместитель начальника управления"))
    by = author.user
    assert by is not None
    order = Act.objects.create(
        organisation=organisation,
        kind=Act.Kind.ORDER,
        number=str(180 + number),
        date=date(year.start, 8, 25),
        title="О руководителях методических объединений",
        issuer=authority.name,
    )
    _unite(town, register, order, by)
    file = PlanFile(
        issuer=authority.name,
        act_kind="Приказ",
        act_date=date(year.start, 8, 28),
        act_number=str(210 + number),
        title=f"Дорожная карта методической работы на {year.start}–{year.start + 3} годы: {organisation.name}",
        signed_by="заместителя начальника управления",
        sections=ROADMAP,
    )
    plan = read_in(file, organisation=organisation, year=year, by=by)
    return _accept(plan, EVERY_ORGANISATION, year, (author, controller), by)


def _accept(
    plan: Plan, lines: list[str] | tuple[str, ...], year: SchoolYear, offices: tuple[Person, Person], by: User
) -> Plan:
    is_of_region = plan.organisation.kind == Kind.REGION
    set_audience(plan, kinds=AUDIENCE if is_of_region else [Kind.SCHOOL], organisations=[], by=by)
    set_offices(plan, accepter=offices[0], controller=offices[1], by=by)
    controlled = plan.activities.filter(number__in=lines).values_list("pk", flat=True)
    set_control(plan, activities=list(controlled), control=Activity.Control.EVERY_ORGANISATION, by=by)
    plan.refresh_from_db()
    return accept_plan(plan, executed_from=year, by=by, version=plan.version)


def _unite(town: Municipality, register: Register, order: Act, by: User) -> None:
    since = order.date or LONG_AGO
    schools = [node for node in town.nodes if node.kind == Kind.SCHOOL]
    kindergartens = [node for node in town.nodes if node.kind == Kind.KINDERGARTEN]
    kind = CommunityKind.objects.named(CommunityKind.Code.CITY_ASSOCIATION, order.organisation)
    for index, (whom, subject, post) in enumerate(CITY_ASSOCIATIONS):
        community = add_community(
            order.organisation,
            kind=kind,
            name=f"ГМО {whom}",
            subject=Subject.objects.get_or_create(name=subject)[0],
            by=by,
        )
        places = kindergartens if post == "воспитатель" else schools
        place = places[index % len(places)]
        holder = register.holders.get((place.pk, post), register.holders.get((place.pk, DEPUTY), []))
        if holder:
            head = Person.objects.get(pk=holder[0])
            appoint_officer(community, person=head, since=since, basis=order, by=by)
