"""Orders of the example that changed others: amended, withdrawn in part or whole, replaced; one whose days are over."""

from collections.abc import Iterable
from datetime import date, timedelta

from metodsovet.demo.order_desk import CENTRE, HEADS, Desk, introduce, moment, register, sign
from metodsovet.ground.directory.models import Person
from metodsovet.kernel import clock
from metodsovet.kernel.russian import Case, date_text, decline_name
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities.models import Office
from metodsovet.work.orders.actions import (
    AppendixDraft,
    DeedDraft,
    PointDraft,
    add_appendix,
    add_deed,
    add_link,
    add_point,
    draft_order,
)
from metodsovet.work.orders.models import Deed, Order, OrderAppendix, OrderLink, Point
from metodsovet.work.planning.models import Plan

Kind = OrderLink.Kind
ISSUER = "Управления образования"
POINTS_OF_CONSULTING = "О порядке работы консультационных пунктов"
FORUM = "О рабочей группе по подготовке методического форума"
METHOD_DAYS = "О методических днях во втором полугодии"
SEMINAR = "О проведении выездного семинара руководителей объединений"
PREAMBLES = {
    POINTS_OF_CONSULTING: "В целях методической поддержки педагогов",
    FORUM: "В целях подготовки методического форума",
    METHOD_DAYS: "В целях создания условий для работы муниципальных объединений педагогов",
    SEMINAR: "В соответствии с планом работы методической службы",
}
CONSULTED, GROUPED, DAYS_SET, DAYS_OVER = (10, 20), (11, 12), (1, 14), (5, 31)
"""Month and day."""
SEMINAR_DAYS_AGO, AMENDED_DAYS_AGO, FORUM_DAYS_AGO, PART_DAYS_AGO, CANCELLED_DAYS_AGO = 24, 16, 14, 12, 5
Line = tuple[str, str, str]
"""What, to whom, when."""


def issue_in_autumn(desk: Desk, year: SchoolYear) -> tuple[Order, Order]:
    """The order that loses a point later, and the one that is replaced."""
    consulting = _issued(
        desk,
        date(year.start, *CONSULTED),
        POINTS_OF_CONSULTING,
        (
            ("организовать приём педагогов в консультационных пунктах", CENTRE, "постоянно"),
            ("ознакомить педагогов с расписанием консультаций", HEADS, "постоянно"),
            ("вести бумажные журналы учёта консультаций", HEADS, "постоянно"),
        ),
    )
    forum = _issued(
        desk,
        date(year.start, *GROUPED),
        FORUM,
        (
            ("организовать работу группы по подготовке методического форума", CENTRE, "постоянно"),
            ("выдвигать в состав группы учителей, которые ведут занятия для коллег", HEADS, "по мере необходимости"),
        ),
    )
    return consulting, forum


def issue_in_spring(desk: Desk, year: SchoolYear) -> Order:
    """For half a year: its days are over since, and so are those of the plan in its appendix."""
    spring = year.start + 1
    of_year = Plan.objects.filter(school_year=year.start, community__kind__code="city_association")
    plan = of_year.select_related("community").order_by("pk")[0]
    lines = (
        ("не назначать на методический день (среда) уроков участникам объединений", HEADS, "постоянно"),
        ("проводить заседания муниципальных объединений в методический день", CENTRE, "постоянно"),
        (f"Считать образцом план работы «{plan.community}» (приложение).", "", ""),
    )
    return _issued(desk, date(spring, *DAYS_SET), METHOD_DAYS, lines, until=date(spring, *DAYS_OVER), plan=plan)


def change_orders(desk: Desk, of_year: Order, earlier: tuple[Order, Order], today: date) -> None:
    """What is changed this year, in the order of days."""
    consulting, forum = earlier
    since = max(of_year.day, today - timedelta(days=SEMINAR_DAYS_AGO))
    due_on = today + timedelta(days=30)
    lines = (
        ("провести выездной семинар руководителей объединений", CENTRE, f"до {date_text(due_on)}"),
        ("направить на семинар руководителей школьных объединений", HEADS, f"до {date_text(due_on)}"),
    )
    seminar = _issued(desk, since, SEMINAR, lines)
    _amend(desk, of_year, max(since, today - timedelta(days=AMENDED_DAYS_AGO)))
    _replace(desk, forum, max(since, today - timedelta(days=FORUM_DAYS_AGO)))
    _withdraw_a_point(desk, consulting, max(since, today - timedelta(days=PART_DAYS_AGO)))
    _withdraw(desk, seminar, max(since, today - timedelta(days=CANCELLED_DAYS_AGO)))


def _amend(desk: Desk, earlier: Order, day: date) -> None:
    """A point says more, one is added, and somebody else heads an association: its row of the appendix changes."""
    office, comer = _change_of_head()
    with clock.at(moment(day)):
        title = f"О внесении изменений в приказ {ISSUER} {_requisites(earlier)}"
        order = _draft(desk, title, "В связи с кадровыми изменениями и по предложениям руководителей объединений")
        said = f"Внести в приказ {ISSUER} {_requisites(earlier)} «{earlier.title}» следующие изменения"
        upper = add_point(order, draft=PointDraft(said), by=desk.by)
        for text in (
            "в пункте 3.2 слова «потребностей педагогов» заменить словами «потребностей и затруднений педагогов»",
            "дополнить пунктом 3.4 следующего содержания: «3.4. Размещать итоги мониторинга на сайте центра, срок — "
            "постоянно»",
            f"в приложении № 1 слова «{office.person.full_name}» заменить словами «{comer.full_name}»",
        ):
            add_point(order, draft=PointDraft(text), parent=upper, by=desk.by)
        name = decline_name(comer.full_name, Case.ACCS)
        text = f"Назначить с {date_text(day)} руководителем «{office.community}» {name}."
        appointing = add_point(order, draft=PointDraft(text), by=desk.by)
        draft = DeedDraft(Deed.Kind.APPOINT, point=appointing, community=office.community, person=comer, since=day)
        add_deed(order, draft=draft, by=desk.by)
        _link(order, earlier, Kind.AMENDS, desk)
        register(order, desk, day)


def _replace(desk: Desk, earlier: Order, day: date) -> None:
    with clock.at(moment(day)):
        order = _draft(
            desk, "О подготовке методического форума", "В целях подготовки и проведения методического форума"
        )
        text = "утвердить состав организационного комитета методического форума и план его работы"
        due = date_text(day + timedelta(days=45))
        add_point(order, draft=PointDraft(text, CENTRE, term=f"до {due}"), by=desk.by)
        _say_withdrawn(order, earlier, desk)
        _link(order, earlier, Kind.REPLACES, desk)
        register(order, desk, day)


def _withdraw_a_point(desk: Desk, earlier: Order, day: date) -> None:
    with clock.at(moment(day)):
        title = f"О признании утратившим силу пункта 3 приказа {ISSUER} {_requisites(earlier)}"
        order = _draft(desk, title, "В целях сокращения отчётности педагогов")
        text = f"Признать утратившим силу пункт 3 приказа {ISSUER} {_requisites(earlier)} «{earlier.title}»."
        add_point(order, draft=PointDraft(text), by=desk.by)
        _link(order, earlier, Kind.WITHDRAWS_POINTS, desk, points=earlier.points.filter(parent=None, position=3))
        register(order, desk, day)


def _withdraw(desk: Desk, earlier: Order, day: date) -> None:
    """While its points are being executed."""
    with clock.at(moment(day)):
        title = "Об отмене выездного семинара руководителей объединений"
        order = _draft(desk, title, "В связи с изменением плана работы методической службы")
        _say_withdrawn(order, earlier, desk)
        _link(order, earlier, Kind.WITHDRAWS, desk)
        register(order, desk, day)


def _change_of_head() -> tuple[Office, Person]:
    """The first association of the town whose head another member may replace."""
    heads = Office.objects.today().filter(kind=Office.Kind.HEAD, community__kind__code="city_association")
    known = {one.person_id for one in heads}
    for office in heads.exclude(basis=None).select_related("community", "person").order_by("pk"):
        members = office.community.memberships.today().exclude(person__in=known).select_related("person")
        member = members.order_by("pk").first()
        if member is not None:
            return office, member.person
    raise AssertionError("every association of the example has more members than its head")


def _issued(
    desk: Desk, day: date, title: str, lines: Iterable[Line], *, until: date | None = None, plan: Plan | None = None
) -> Order:
    with clock.at(moment(day)):
        order = _draft(desk, title, PREAMBLES[title], until)
        for text, parties, term in lines:
            add_point(order, draft=PointDraft(text, parties, term=term), by=desk.by)
        if plan is not None:
            draft = AppendixDraft(OrderAppendix.Kind.PLAN, plan.title, plan=plan)
            add_appendix(order, draft=draft, by=desk.by)
        return register(order, desk, day)


def _draft(desk: Desk, title: str, preamble: str, until: date | None = None) -> Order:
    order = draft_order(desk.issuer, kind=Order.Kind.ORDER, title=title, by=desk.by)
    sign(order, desk)
    introduce(order, preamble, desk, until)
    return Order.objects.get(pk=order.pk)


def _say_withdrawn(order: Order, earlier: Order, desk: Desk) -> None:
    text = f"Признать утратившим силу приказ {ISSUER} {_requisites(earlier)} «{earlier.title}»."
    add_point(order, draft=PointDraft(text), by=desk.by)


def _link(order: Order, earlier: Order, kind: str, desk: Desk, points: Iterable[Point] = ()) -> None:
    assert earlier.act is not None
    add_link(order, kind=kind, act=earlier.act, points=list(points), by=desk.by)


def _requisites(order: Order) -> str:
    return f"от {date_text(order.day)} № {order.number}"
