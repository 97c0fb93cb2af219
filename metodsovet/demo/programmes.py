"""A programme of support of school associations in the example: approved by an order, a year of it lived and closed."""

from datetime import date, timedelta
from decimal import Decimal

from metodsovet.demo.order_desk import CENTRE, Desk, Told, carry_out, introduce, moment, register, sign
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Report
from metodsovet.ground.assignments.models.assignments import AssignmentQuerySet
from metodsovet.kernel import clock
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.orders.actions import (
    AppendixDraft,
    DeedDraft,
    PointDraft,
    add_appendix,
    add_deed,
    add_point,
    draft_order,
)
from metodsovet.work.orders.models import Deed, Order, OrderAppendix
from metodsovet.work.orders.queries.assignments import assignments_of_order
from metodsovet.work.planning.actions import (
    IndicatorDraft,
    add_activity,
    add_goal,
    add_indicator,
    close_programme_year,
    draft_plan,
    enter_fact,
    make_school_year,
    set_offices,
)
from metodsovet.work.planning.actions.sections import section_named
from metodsovet.work.planning.expansion.sources import assignments_of_plan
from metodsovet.work.planning.models import Goal, Plan

TITLE = "Программа поддержки и развития школьных методических объединений на {first}–{last} годы"
SIGNED, YEARS = (9, 12), 3
"""Month and day of the order; school years of the programme."""
GOALS = (
    "Руководители школьных объединений умеют вести методическую работу",
    "Опыт школьных объединений доступен всем школам округа",
)
INDICATORS = (
    (0, "Руководители объединений, прошедшие школу руководителя", "%", (40, 70, 100), 46),
    (0, "Объединения, которые работают с молодыми педагогами по плану", "%", (50, 65, 80), 48),
    (1, "Разработки в муниципальном банке практик", "ед.", (20, 35, 50), 23),
)
"""The goal, what is measured, the plan by years, the fact of the first year."""
LINES = (
    ("Обучение руководителей", 0, "Школа руководителя методического объединения", "ноябрь", "методисты"),
    ("Обучение руководителей", 0, "Консультации руководителей объединений", "февраль", "методисты"),
    ("Обмен опытом", 1, "Муниципальная ярмарка методических практик", "март", CENTRE),
    ("Обмен опытом", 1, "Пополнение банка практик по итогам года", "май", "методисты"),
)
RESULT = """Школу руководителя прошли 46 % руководителей при плане 40 %. Банк практик пополнили 23 разработки.

Не достигнут показатель работы с молодыми педагогами: в четырёх школах объединения малочисленны, на следующий год \
для них запланированы межшкольные группы."""


def approve_programme(desk: Desk, year: SchoolYear) -> Plan:
    """By an order of the autumn, whose appendix it is."""
    signed_on = date(year.start, *SIGNED)
    by = desk.by
    with clock.at(moment(signed_on)):
        plan = _programme(desk, year)
        title = "Об утверждении программы поддержки школьных методических объединений"
        order = draft_order(desk.issuer, kind=Order.Kind.ORDER, title=title, by=by)
        sign(order, desk)
        introduce(order, "В целях развития школьных методических объединений", desk)
        text = "Утвердить программу поддержки и развития школьных методических объединений (приложение)."
        approved = add_point(order, draft=PointDraft(text), by=by)
        add_deed(order, draft=DeedDraft(Deed.Kind.APPROVE_PLAN, point=approved, plan=plan), by=by)
        reported = f"до 25 июня {year.start + 1} г."
        text = "представить итоги первого года программы"
        add_point(order, draft=PointDraft(text, CENTRE, term=reported), by=by)
        add_appendix(order, draft=AppendixDraft(OrderAppendix.Kind.PLAN, plan.title, plan=plan), by=by)
        register(order, desk, signed_on)
    return Plan.objects.get(pk=plan.pk)


def live_programme(plan: Plan, desk: Desk, year: SchoolYear, today: date) -> None:
    """The first year is executed and closed, the second one begun."""
    order = Order.objects.get(act=plan.act_id)
    duties = assignments_of_plan(plan).open() | assignments_of_order(order).open()
    _execute(duties, desk, min(year.last_day, today))
    with clock.at(moment(min(date(year.start + 1, 6, 22), today - timedelta(days=5)))):
        for indicator, (_, _, _, _, fact) in zip(plan.indicators.all(), INDICATORS, strict=True):
            enter_fact(indicator, year=year, fact=Decimal(fact), evidence="Справка ЦРО от 20 июня", by=desk.by)
        close_programme_year(plan, year=year, text=RESULT, by=desk.by)
    with clock.at(moment(min(date(year.start + 1, 9, 1), today))):
        make_school_year(plan, year.next, by=desk.by)


def _programme(desk: Desk, year: SchoolYear) -> Plan:
    by, last = desk.by, SchoolYear(year.start + YEARS - 1)
    plan = draft_plan(
        organisation=desk.cast.town,
        kind=Plan.Kind.PROGRAMME,
        title=TITLE.format(first=year.start, last=last.start + 1),
        first_day=year.first_day,
        last_day=last.last_day,
        by=by,
    )
    assert by.person is not None
    set_offices(plan, accepter=by.person, controller=desk.deputy, by=by)
    goals: list[Goal] = [add_goal(plan, title=title, by=by) for title in GOALS]
    for place, title, unit, planned, _ in INDICATORS:
        values = {year.start + number: Decimal(value) for number, value in enumerate(planned)}
        add_indicator(plan, draft=IndicatorDraft(title, unit, goals[place], planned=values), by=by)
    for section, place, title, term, parties in LINES:
        add_activity(
            plan,
            by=by,
            term_text=term,
            parties_text=parties,
            title=title,
            section=section_named(plan, title=section, by=by),
            need_goal=goals[place],
        )
    return plan


def _execute(duties: AssignmentQuerySet, desk: Desk, until: date) -> None:
    accepter = User.objects.get(login="methodist")
    told = Told("Проведено.", Report.Source.LETTER, "исполнитель")
    for row in duties.filter(due_on__lt=until).order_by("due_on", "pk"):
        assert row.due_on is not None
        carry_out(row, row.due_on, desk, told=told, by=accepter)
