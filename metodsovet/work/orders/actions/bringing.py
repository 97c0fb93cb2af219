"""A large file of an order: kept at once, read by the worker, and only then a draft."""

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import File
from django.db import transaction

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.files.actions import store_file
from metodsovet.ground.files.models import StoredFile
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.spreadsheets import FileRefused
from metodsovet.work.orders.actions.reading import draft_order_from_file
from metodsovet.work.orders.models import BroughtOrder, Order, OrderReading
from metodsovet.work.orders.reading import ReadFile, read_file_in_child

State = BroughtOrder.State


@transaction.atomic
def bring_order(upload: "File[bytes]", file_name: str, *, organisation: Organisation, by: User) -> BroughtOrder:
    """Refusals of ``store_file``."""
    brought = BroughtOrder.objects.create(organisation=organisation, file_name=file_name[:255], brought_by=by)
    brought.file = store_file(upload, owner=brought, by=by)
    brought.save(update_fields=["file"])
    return brought


def read_brought_order(brought: BroughtOrder, *, by: User) -> BroughtOrder:
    """Make a draft of the kept file; a refusal is kept as ``trouble``. One that was read already stays as it is."""
    if not brought.is_under_way or brought.file is None:
        return brought
    with brought.file.content.open("rb") as file:
        content = file.read()
    try:
        read = read_file_in_child(content, brought.file_name)
        return _take(brought, read, by)
    except (FileRefused, DomainError) as refusal:
        return give_up_brought(brought, refusal.text)


@transaction.atomic
def give_up_brought(brought: BroughtOrder, trouble: str) -> BroughtOrder:
    """The bytes are of no use any more: without a row they are swept."""
    brought = _held(brought)
    if not brought.is_under_way:
        return brought
    file, brought.file = brought.file, None
    brought.state, brought.trouble = State.UNREADABLE, trouble[:500]
    brought.save()
    if file is not None:
        file.delete()
    return brought


@transaction.atomic
def _take(brought: BroughtOrder, read: ReadFile, by: User) -> BroughtOrder:
    brought = _held(brought)
    if not brought.is_under_way or brought.file is None:  # another run of the same job was quicker
        return brought
    order = draft_order_from_file(read, brought.file_name, None, organisation=brought.organisation, by=by)
    _hand_over(brought.file, order)
    brought.order, brought.state, brought.file = order, State.READ, None
    brought.save()
    return brought


def _hand_over(file: StoredFile, order: Order) -> None:
    """The file stays where it lies and belongs to the order from now on."""
    file.content_type, file.object_id = ContentType.objects.get_for_model(order), order.pk
    file.save(update_fields=["content_type", "object_id"])
    OrderReading.objects.filter(order=order).update(file=file)


def _held(brought: BroughtOrder) -> BroughtOrder:
    rows = BroughtOrder.objects.select_for_update(of=("self",)).select_related("organisation", "file")
    return rows.get(pk=brought.pk)
