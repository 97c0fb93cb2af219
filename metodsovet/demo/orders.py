"""Orders of the example: of last year, of this year in execution, one to be agreed on, one that proposes itself."""

from datetime import date, timedelta

from metodsovet.demo.order_changes import change_orders, issue_in_autumn, issue_in_spring
from metodsovet.demo.order_control import control_orders, issue_contest
from metodsovet.demo.order_desk import AUTHORITY, CENTRE, HEADS, Desk, introduce, moment, register, sign
from metodsovet.demo.people import Cast
from metodsovet.demo.programmes import approve_programme, live_programme
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions import accept_report, record_report
from metodsovet.ground.assignments.models import Assignment, Report
from metodsovet.ground.documents.models import Act
from metodsovet.kernel import clock
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities.actions import appoint_officer
from metodsovet.work.communities.models import Community, CommunityKind, Office
from metodsovet.work.orders.actions import (
    AppendixDraft,
    DeedDraft,
    OrderRequisites,
    PointDraft,
    add_appendix,
    add_deed,
    add_point,
    agree,
    change_requisites,
    copy_order,
    draft_order,
    send_for_agreement,
    set_bases,
)
from metodsovet.work.orders.models import Deed, Order, OrderAppendix, Point
from metodsovet.work.orders.queries.assignments import assignments_of_order

TABLES = (
    ("communities:associations", "Руководители муниципальных объединений педагогов"),
    ("communities:school_associations", "Руководители школьных методических объединений"),
    ("communities:centres", "Координационные и ресурсные центры"),
    ("communities:consultation_points", "Консультационные пункты"),
    ("communities:creative_groups", "Творческие группы"),
)
APPROVED = (
    "Утвердить состав руководителей муниципальных и школьных объединений педагогов (приложения № 1, 2).",
    "Утвердить перечень центров, консультационных пунктов и творческих групп (приложения № 3–5).",
)
RULES = """1. Общие положения
1.1. Мастерская молодых педагогов объединяет учителей со стажем работы до трёх лет.
1.2. Мастерская работает при муниципальной методической службе.
2. Порядок работы
2.1. Занятия проводятся не реже одного раза в месяц.
2.2. Руководитель мастерской представляет план работы до 15 сентября."""
OF_YEAR, OF_WORKSHOP = date(2000, 8, 29), date(2000, 10, 12)
"""Month and day on which they are signed."""
LATE, WAITING, EACH = 1, 2, 5
"""Of five duties that fell due one is late and one waits for its acceptance."""


def issue_orders(cast: Cast, today: date) -> None:
    issuer = cast.places[AUTHORITY]
    head, deputy = cast.one(AUTHORITY, "начальник управления"), cast.one(AUTHORITY, "заместитель начальника управления")
    desk = Desk(cast, issuer, head, deputy)
    year = SchoolYear.of(today)
    with clock.at(moment(_day(year.previous, OF_YEAR))):
        first = register(_of_year(desk, year.previous), desk, clock.today())
    programme = approve_programme(desk, year.previous)
    earlier = issue_in_autumn(desk, year.previous)
    issue_in_spring(desk, year.previous)
    contest = issue_contest(desk, year.previous)
    signed_on = min(_day(year, OF_YEAR), today - timedelta(days=1))
    with clock.at(moment(signed_on)):
        second = register(copy_order(first, by=desk.by), desk, signed_on, acknowledge=True)
    founded_on = min(max(_day(year, OF_WORKSHOP), signed_on), today - timedelta(days=1))
    with clock.at(moment(founded_on)):
        register(_of_workshop(desk), desk, founded_on)
    for order in (first, second):
        _execute(order, desk, today)
    control_orders(desk, first, contest, today)
    live_programme(programme, desk, year.previous, today)
    change_orders(desk, second, earlier, today)
    _to_agree_on(desk, year, today)
    _change_a_head(desk, today)


def _of_year(desk: Desk, year: SchoolYear) -> Order:
    by = desk.by
    order = draft_order(desk.issuer, kind=Order.Kind.ORDER, title=_title(year), by=by)
    preamble = (
        f"В целях развития муниципальной методической службы, сопровождения педагогических работников "
        f"и исполнения дорожной карты развития школьных методических объединений в {year} учебном году"
    )
    requisites = OrderRequisites(order.kind, order.title, "г. Заречногорск", preamble, order.command)
    change_requisites(order, requisites=requisites, by=by)
    sign(order, desk)
    acts = Act.objects.filter(organisation=desk.cast.town).exclude(date=None).order_by("date")[:1]
    set_bases(order, bases=list(acts), beside=[], by=by)
    for text in APPROVED:
        add_point(order, draft=PointDraft(text), by=by)
    _centre(order, desk, year)
    _heads(order, desk, year)
    for offer, title in TABLES:
        draft = AppendixDraft(OrderAppendix.Kind.OFFERED, title, offer=offer)
        add_appendix(order, draft=draft, by=by)
    return order


def _centre(order: Order, desk: Desk, year: SchoolYear) -> Point:
    upper = add_point(order, draft=PointDraft(parties=CENTRE), by=desk.by)
    below = (
        ("организовать работу муниципальных объединений педагогов", "в течение года"),
        ("провести мониторинг профессиональных потребностей педагогов", f"до 30 октября {year.start} г."),
        ("представить анализ методической работы за учебный год", f"до 15 июня {year.start + 1} г."),
    )
    for text, term in below:
        add_point(order, draft=PointDraft(text, term=term), parent=upper, by=desk.by)
    return upper


def _heads(order: Order, desk: Desk, year: SchoolYear) -> Point:
    upper = add_point(order, draft=PointDraft(parties=HEADS), by=desk.by)
    below = (
        ("назначить ответственных за методическую работу", f"до 10 сентября {year.start} г."),
        ("обеспечить участие педагогов в работе муниципальных объединений", "постоянно"),
        ("представить планы работы школьных методических объединений", f"до 20 сентября {year.start} г."),
        ("представить отчёты о методической работе", f"до 1 июня {year.start + 1} г."),
    )
    for text, term in below:
        add_point(order, draft=PointDraft(text, term=term), parent=upper, by=desk.by)
    return upper


def _of_workshop(desk: Desk) -> Order:
    by, town = desk.by, desk.cast.town
    order = draft_order(desk.issuer, kind=Order.Kind.ORDER, title="О создании мастерской молодых педагогов", by=by)
    sign(order, desk)
    introduce(order, "В целях сопровождения молодых педагогов", desk)
    created = add_point(order, draft=PointDraft("Создать муниципальную мастерскую молодых педагогов."), by=by)
    add_point(order, draft=PointDraft("Утвердить положение о мастерской (приложение)."), by=by)
    kind = CommunityKind.objects.named(CommunityKind.Code.WORKSHOP, town)
    head = desk.cast.one("Лицей № 4", "заместитель директора по УВР")
    founded = DeedDraft(
        Deed.Kind.FOUND,
        point=created,
        organisation=town,
        community_kind=kind,
        name="Школа молодого учителя",
        person=head,
    )
    add_deed(order, draft=founded, by=by)
    title = "Положение о мастерской молодых педагогов"
    add_appendix(order, draft=AppendixDraft(OrderAppendix.Kind.TEXT, title, is_approved=True, text=RULES), by=by)
    return order


def _to_agree_on(desk: Desk, year: SchoolYear, today: date) -> None:
    by = desk.by
    order = draft_order(desk.issuer, kind=Order.Kind.DIRECTIVE, title="О проведении методического марафона", by=by)
    sign(order, desk)
    introduce(order, "В соответствии с планом работы методической службы", desk)
    due_on = today + timedelta(days=40)
    text = "обеспечить участие команд педагогов в методическом марафоне"
    add_point(order, draft=PointDraft(text, HEADS, term=f"до {due_on:%d.%m.%Y}"), by=by)
    text = "провести методический марафон и подвести его итоги"
    add_point(order, draft=PointDraft(text, CENTRE, term=f"до {due_on + timedelta(days=20):%d.%m.%Y}"), by=by)
    send_for_agreement(order, people=[desk.deputy, desk.head], by=by)
    if desk.head.user is not None:
        agree(order, by=desk.head.user)


def _change_a_head(desk: Desk, today: date) -> None:
    """Somebody else heads an association since last week, and no order says so yet."""
    heads = Office.objects.today().filter(kind=Office.Kind.HEAD, community__kind__code="city_association")
    office = heads.exclude(basis=None).filter(basis__order=None).select_related("community").order_by("pk").last()
    if office is None:
        return
    community: Community = office.community
    known = {one.person_id for one in heads}
    member = community.memberships.today().exclude(person__in=known).select_related("person").order_by("pk").first()
    teachers = [person for (place, post), staff in desk.cast.staff.items() if "учитель" in post for person in staff]
    person = member.person if member else next(one for one in teachers if one.pk not in known)
    appoint_officer(community, person=person, since=today - timedelta(days=6), by=desk.by)


def _execute(order: Order, desk: Desk, today: date) -> None:
    """Most of what fell due is done and accepted, some waits, some is late."""
    rows = assignments_of_order(order).open().filter(due_on__lt=today).order_by("due_on", "pk")
    for number, row in enumerate(rows):
        if number % EACH == LATE and order.school_year == SchoolYear.of(today):
            continue
        day = min(row.due_on or today, today - timedelta(days=2))
        with clock.at(moment(day)):
            record_report(row, text="Исполнено.", source=Report.Source.PHONE, told_by="исполнитель", by=desk.by)
        if number % EACH != WAITING or order.school_year != SchoolYear.of(today):
            with clock.at(moment(day + timedelta(days=1))):
                accept_report(Assignment.objects.get(pk=row.pk), by=User.objects.get(login="methodist2"))


def _title(year: SchoolYear) -> str:
    return f"Об организации методической работы в {year} учебном году"


def _day(year: SchoolYear, of: date) -> date:
    return date(year.start, of.month, of.day)
