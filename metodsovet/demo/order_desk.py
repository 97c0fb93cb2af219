"""Who composes orders of the example, signs and registers them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.core.files.base import ContentFile

from metodsovet.demo.life import ZONE
from metodsovet.demo.people import Cast
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions import accept_report, record_report
from metodsovet.ground.assignments.models import Assignment, Report
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.documents.actions import print_paper
from metodsovet.kernel import clock
from metodsovet.work.orders.actions import (
    OrderRequisites,
    Registration,
    Signatures,
    attach_signed,
    change_requisites,
    register_order,
    set_signatures,
)
from metodsovet.work.orders.models import Order

AUTHORITY = "Управление образования"
HEADS = "руководители образовательных организаций"
CENTRE = "директор МБУ «Центр развития образования»"


@dataclass
class Desk:
    """Who composes and signs."""

    cast: Cast
    issuer: Organisation
    head: Person
    deputy: Person

    @property
    def by(self) -> User:
        return self.cast.author


class Told(NamedTuple):
    """What is said of the work, how and by whom."""

    text: str
    source: Report.Source
    by: str


def sign(order: Order, desk: Desk) -> None:
    executor = desk.by.person
    signatures = Signatures(desk.head, "Начальник Управления образования", desk.deputy, executor, "8 (34399) 4-17-25")
    set_signatures(order, signatures=signatures, by=desk.by)


def introduce(order: Order, preamble: str, desk: Desk, until: date | None = None) -> None:
    """``until`` is the last day on which it is in force."""
    order = Order.objects.get(pk=order.pk)
    requisites = OrderRequisites(order.kind, order.title, order.place, preamble, order.command, in_force_until=until)
    change_requisites(order, requisites=requisites, by=desk.by)


def register(order: Order, desk: Desk, signed_on: date, *, acknowledge: bool = False) -> Order:
    order = Order.objects.get(pk=order.pk)
    until = signed_on + timedelta(days=10) if acknowledge else None
    registration = Registration(signed_on, acknowledge_by=until)
    order = register_order(order, registration=registration, version=order.version, by=desk.by)
    assert order.paper is not None
    print_paper(order.paper)
    scan = ContentFile(f"{order.title}\nПодписано.".encode(), name=f"Подписанный приказ № {order.number}.txt")
    attach_signed(order, scan, by=desk.by)
    return order


def carry_out(duty: Assignment, day: date, desk: Desk, *, told: Told, by: User) -> None:
    """Reported on the day for whoever executed it, accepted ``by`` another methodist on the next one."""
    with clock.at(moment(day)):
        record_report(duty, text=told.text, source=told.source, told_by=told.by, by=desk.by)
    with clock.at(moment(day + timedelta(days=1))):
        accept_report(Assignment.objects.get(pk=duty.pk), by=by)


def moment(day: date) -> datetime:
    return datetime.combine(day, time(11, 0), ZONE)
