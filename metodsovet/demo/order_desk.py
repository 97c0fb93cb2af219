"""Who composes orders of the example, signs and registers them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.files.base import ContentFile

from metodsovet.demo.life import ZONE
from metodsovet.demo.people import Cast
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.documents.actions import print_paper
from metodsovet.work.orders.actions import Registration, Signatures, attach_signed, register_order, set_signatures
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


def sign(order: Order, desk: Desk) -> None:
    executor = desk.by.person
    signatures = Signatures(desk.head, "Начальник Управления образования", desk.deputy, executor, "8 (34399) 4-17-25")
    set_signatures(order, signatures=signatures, by=desk.by)


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


def moment(day: date) -> datetime:
    return datetime.combine(day, time(11, 0), ZONE)
