"""Execution of orders in the example: one removed from control, one executed that waits for it, a certificate."""

from datetime import date, timedelta

from metodsovet.demo.order_desk import CENTRE, HEADS, Desk, Told, carry_out, introduce, moment, register, sign
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions import add_evidence
from metodsovet.ground.assignments.models import Assignment, Report
from metodsovet.ground.documents.actions import issue_paper, print_paper
from metodsovet.kernel import clock
from metodsovet.kernel.russian import date_text
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.orders.actions import (
    OpenDuties,
    PointDraft,
    Removal,
    add_point,
    draft_order,
    remove_order_from_control,
    remove_point_from_control,
)
from metodsovet.work.orders.models import Order
from metodsovet.work.orders.papers.execution import EXECUTION, compose_execution
from metodsovet.work.orders.queries.assignments import assignments_of_order

CONTEST = "О муниципальном конкурсе методических разработок"
SIGNED, APPLIED, HELD, RESULTS = (2, 3), (2, 27), (3, 20), (4, 10)
"""Month and day of the year in which the contest is held."""
EACH, LATE_DAYS = 9, 4
"""Every ninth organisation hands in late, by so many days."""
TAUGHT = "Проведены муниципальный этап и открытая защита, определены победители и призёры."


def issue_contest(desk: Desk, year: SchoolYear) -> Order:
    """A small order of last year whose every point was executed, some of it late."""
    signed_on = _day(year, SIGNED)
    by = desk.by
    with clock.at(moment(signed_on)):
        order = draft_order(desk.issuer, kind=Order.Kind.ORDER, title=CONTEST, by=by)
        sign(order, desk)
        introduce(order, "В целях распространения лучшего опыта педагогов", desk)
        add_point(order, draft=PointDraft("Провести муниципальный конкурс методических разработок."), by=by)
        upper = add_point(order, draft=PointDraft(parties=HEADS), by=by)
        applied = f"до {date_text(_day(year, APPLIED))}"
        add_point(order, draft=PointDraft("направить заявки участников конкурса", term=applied), parent=upper, by=by)
        text = "обеспечить участие педагогов в конкурсе"
        add_point(order, draft=PointDraft(text, term="постоянно"), parent=upper, by=by)
        held = f"до {date_text(_day(year, HELD))}"
        text = "организовать и провести муниципальный этап конкурса"
        add_point(order, draft=PointDraft(text, CENTRE, term=held), by=by)
        results = f"до {date_text(_day(year, RESULTS))}"
        text = "Рекомендовать руководителям школьных объединений обсудить лучшие разработки."
        add_point(order, draft=PointDraft(text), by=by)
        text = "представить список победителей и призёров конкурса"
        add_point(order, draft=PointDraft(text, CENTRE, term=results), by=by)
        return register(order, desk, clock.today())


def control_orders(desk: Desk, first: Order, contest: Order, today: date) -> None:
    """Before the day: last year's order is removed from control, the contest is executed and waits for that."""
    controller = User.objects.get(login="control")
    _execute(contest, desk)
    ended_on = min(date(first.school_year.start + 1, 9, 4), today - timedelta(days=4))
    below = first.points.exclude(parent=None).get(text__startswith="назначить ответственных")
    with clock.at(moment(min(date(first.school_year.start, 10, 2), ended_on))):
        note = "Приказы организаций о назначении ответственных представлены"
        remove_point_from_control(below, removal=Removal(note, OpenDuties.LEAVE), version=None, by=controller)
    with clock.at(moment(ended_on)):
        note = "Отчёты организаций приняты, анализ методической работы за учебный год представлен"
        removal = Removal(note, OpenDuties.LEAVE)
        remove_order_from_control(first, removal=removal, version=None, by=controller)
    with clock.at(moment(today - timedelta(days=2))):
        draft = compose_execution(controller, {"order": str(contest.pk)})
        assert draft is not None
        print_paper(issue_paper(EXECUTION, draft, issued_on=clock.today(), by=controller))


def _execute(order: Order, desk: Desk) -> None:
    accepter = User.objects.get(login="methodist2")
    for number, row in enumerate(assignments_of_order(order).open().order_by("due_on", "pk"), start=1):
        assert row.due_on is not None
        day = row.due_on + timedelta(days=LATE_DAYS if number % EACH == 0 else -(number % EACH) // 2)
        is_centre = row.organisation.short_name == "ЦРО"
        if is_centre:
            with clock.at(moment(day)):
                add_evidence(row, link="https://example.ru/konkurs", title="Положение и итоги конкурса", by=desk.by)
        told = Told(TAUGHT if is_centre else "Исполнено.", Report.Source.LETTER, "руководитель")
        carry_out(Assignment.objects.get(pk=row.pk), day, desk, told=told, by=accepter)


def _day(year: SchoolYear, of: tuple[int, int]) -> date:
    return date(year.start + 1, *of)
