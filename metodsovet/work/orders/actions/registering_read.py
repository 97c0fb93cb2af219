"""An order signed elsewhere comes into the register under its own number and date, with all that follows from it."""

from dataclasses import asdict

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.files.models import StoredFile
from metodsovet.ground.files.queries import files_of
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError, require_words
from metodsovet.work.orders.actions.locking import held_order
from metodsovet.work.orders.actions.registering import Registration, carry_out_all, put_in_force
from metodsovet.work.orders.actions.settling_consequences import appoint_from_rosters
from metodsovet.work.orders.models import Order, OrderReading
from metodsovet.work.orders.papers import order_paper


@transaction.atomic
def register_read_order(order: Order, *, registration: Registration, version: int, by: User) -> Order:
    """No number of ours is taken and no paper printed: the file it was read from, or the copy attached later, is it.

    DomainError ``edited_by_other``, ``move_not_allowed``, ``not_read``, ``no_number``, ``issued_ahead``, ``no_points``,
    ``no_original``, ``act_taken``, and refusals of what it does.
    """
    order = held_order(order, version)
    state = Order.workflow.check("register_read_order", order.state)
    reading = OrderReading.objects.select_for_update(of=("self",)).filter(order=order).first()
    if reading is None:
        raise DomainError("not_read", "Этот приказ составлен здесь: зарегистрируйте его обычным порядком.")
    number = require_words(registration.number, "no_number", "Впишите номер, который стоит на приказе.")
    order.number = " ".join(number.split())
    order.signed_on = registration.signed_on
    _require_whole(order)
    order.original = _original(order, reading)
    carry_out_all(order, by)
    put_in_force(order, state, registration, by)
    reading.paper = asdict(order_paper(order))
    reading.save(update_fields=["paper"])
    appoint_from_rosters(order, reading, by)
    record_action("register_read_order", order, f"Подписанный экземпляр — «{order.original.name}»"[:1000], by=by)
    return order


def _require_whole(order: Order) -> None:
    assert order.signed_on is not None
    if order.signed_on > clock.today():
        raise DomainError("issued_ahead", "Дата приказа ещё не наступила: проверьте её по файлу.")
    if not order.points.exists():
        raise DomainError("no_points", "В приказе нет ни одного пункта: добавьте их в черновике.")


def _original(order: Order, reading: OrderReading) -> StoredFile:
    """The file that was read; for a pasted text the last copy attached to the draft."""
    attached = reading.file or files_of(order).order_by("-stored_at", "-pk").first()
    if attached is None:
        raise DomainError("no_original", "Приказ прочитан из вставленного текста: приложите подписанный экземпляр.")
    return attached
