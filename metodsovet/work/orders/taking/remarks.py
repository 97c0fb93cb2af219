"""What a person should know of a read order beside the reader's own warnings: seen only with the register at hand."""

from collections.abc import Iterator

from metodsovet.work.orders.models import Order
from metodsovet.work.orders.reading import ReadOrder
from metodsovet.work.planning.matching import Register
from metodsovet.work.planning.matching.organisations import find_organisation
from metodsovet.work.planning.reading import ReadWarning

KNOWN_KINDS = {kind.label for kind in Order.Kind}


def remarks_of(read: ReadOrder, order: Order, register: Register) -> Iterator[ReadWarning]:
    if read.act.kind not in KNOWN_KINDS:
        kind = read.act.kind or "документ без вида"
        yield ReadWarning("other_kind", f"В файле {kind}: записан как {order.get_kind_display()}.")
    if read.act.issuers:
        issuers = [find_organisation(words, register).organisation for words in read.act.issuers]
        if order.organisation not in issuers:
            text = f"Издал «{read.act.issuers[0]}», а записывается за «{order.organisation.short_name}»."
            yield ReadWarning("other_issuer", text)
    if len(read.signatories) > 1:
        yield ReadWarning("more_signatures", "Подписали несколько человек: в черновике назван первый.")
    same = Order.objects.filter(
        organisation=order.organisation, kind=order.kind, number=order.number, signed_on=order.signed_on
    )
    if order.number and order.signed_on and same.exclude(pk=order.pk).exists():
        yield ReadWarning("known_already", "Приказ с таким номером и датой уже есть: не второй ли это раз?")
