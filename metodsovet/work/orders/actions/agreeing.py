"""A draft goes to named people; each agrees or returns it with a note."""

from collections.abc import Collection

from django.core.files.base import File
from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Person
from metodsovet.ground.files.actions import store_file
from metodsovet.ground.files.models import StoredFile
from metodsovet.ground.notifications.actions import notify
from metodsovet.ground.notifications.models import Topic
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError, require_words
from metodsovet.work.orders.actions.locking import held_order, saved_order
from metodsovet.work.orders.models import Agreement, Order

Answer = Agreement.Answer
KEEPING_ORIGINALS = (Order.State.DRAFT, Order.State.AGREED, Order.State.REGISTERED)


@transaction.atomic
def send_for_agreement(order: Order, *, people: Collection[Person], by: User) -> Order:
    """A new round for all of them. DomainError ``nobody_asked``, ``no_points``, ``move_not_allowed``."""
    order = held_order(order)
    state = Order.workflow.check("send_for_agreement", order.state)
    if not people:
        raise DomainError("nobody_asked", "Выберите, с кем согласовать: хотя бы одного человека.")
    if not order.points.exists():
        raise DomainError("no_points", "В приказе нет ни одного пункта: согласовывать пока нечего.")
    last = order.agreements.order_by("-round").values_list("round", flat=True).first() or 0
    now = clock.now()
    Agreement.objects.bulk_create(
        Agreement(order=order, person=person, round=last + 1, asked_at=now) for person in people
    )
    order.state = state
    saved_order(order, "state")
    names = ", ".join(person.short_name for person in people)
    record_action("send_for_agreement", order, f"Отправлен на согласование: {names}"[:1000], by=by)
    notify(
        [person.pk for person in people],
        key=f"agreement:{order.pk}:{last + 1}",
        topic=Topic.DUTIES,
        text=f"Согласуйте проект: «{order.title[:300]}»",
        url=order.get_absolute_url(),
    )
    return order


@transaction.atomic
def agree(order: Order, *, by: User) -> Order:
    """The order is agreed when the last of the round agrees. DomainError ``not_asked``, ``move_not_allowed``."""
    order = held_order(order)
    state = Order.workflow.check("agree", order.state)
    agreement = _asked(order, by)
    _answer(agreement, Answer.AGREED, "")
    record_action("agree", order, "Согласовано", by=by)
    if not order.agreements.filter(round=agreement.round).exclude(answer=Answer.AGREED).exists():
        order.state = state
        _tell(order, f"Согласован всеми: «{order.title[:300]}»", agreement)
    return saved_order(order, "state")


@transaction.atomic
def return_order(order: Order, *, note: str, by: User) -> Order:
    """Back to the draft with what is to be mended. DomainError ``no_note``, ``not_asked``, ``move_not_allowed``."""
    note = require_words(note, "no_note", "Напишите, что поправить: приказ вернётся к тому, кто его составил.")
    order = held_order(order)
    state = Order.workflow.check("return_order", order.state)
    agreement = _asked(order, by)
    _answer(agreement, Answer.RETURNED, note)
    order.state = state
    record_action("return_order", order, f"Возвращён: {note}"[:1000], by=by)
    _tell(order, f"Проект возвращён: «{order.title[:200]}». {note[:250]}", agreement)
    return saved_order(order, "state")


@transaction.atomic
def recall_order(order: Order, *, by: User) -> Order:
    """Back to the draft to be edited; who has agreed will be asked again. DomainError ``move_not_allowed``."""
    order = held_order(order)
    order.state = Order.workflow.check("recall_order", order.state)
    record_action("recall_order", order, "Отозван из согласования и снова правится", by=by)
    return saved_order(order, "state")


@transaction.atomic
def attach_signed(order: Order, upload: "File[bytes]", *, by: User) -> StoredFile:
    """The signed original as a scan, before the number or after it. DomainError ``on_agreement``, ``store_file``'s."""
    order = held_order(order)
    if order.state not in KEEPING_ORIGINALS:
        raise DomainError("on_agreement", "Приказ ещё согласуют: подписанный экземпляр приложите после.")
    file = store_file(upload, owner=order, by=by)
    record_action("attach_signed", order, f"Приложен подписанный экземпляр «{file.name}»", by=by)
    return file


def _asked(order: Order, by: User) -> Agreement:
    """The open question to the person in the last round."""
    person = getattr(by, "person", None)
    rows = order.agreements.filter(person=person, answer=Answer.ASKED).order_by("-round")
    agreement: Agreement | None = rows.first() if person is not None else None
    if agreement is None:
        raise DomainError("not_asked", "Вас не просят согласовать этот приказ, или вы уже ответили.")
    return agreement


def _answer(agreement: Agreement, answer: str, note: str) -> None:
    agreement.answer, agreement.note, agreement.answered_at = answer, note[:1000], clock.now()
    agreement.save(update_fields=["answer", "note", "answered_at"])


def _tell(order: Order, text: str, agreement: Agreement) -> None:
    drafter = getattr(order.drafted_by, "person", None)
    people = {person.pk for person in (drafter, order.executor) if person is not None}
    if people:
        key = f"agreed:{order.pk}:{agreement.pk}"
        notify(sorted(people), key=key, topic=Topic.DUTIES, text=text, url=order.get_absolute_url())
