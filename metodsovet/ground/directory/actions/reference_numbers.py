"""Numbers of law: a new value begins on a day and ends the one before it."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import ReferenceNumber
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import date_text


@transaction.atomic
def set_reference_number(
    number: ReferenceNumber, *, value: Decimal, valid_from: date, source: str, by: User
) -> ReferenceNumber:
    """A value of the same number from a day on; what was in force ends the day before.

    On the very day that a value begins it is corrected in place. DomainError ``later_value`` when a later value is
    already set.
    """
    rows = list(ReferenceNumber.objects.select_for_update().filter(code=number.code).order_by("valid_from"))
    latest = rows[-1]
    if latest.valid_from > valid_from:
        raise DomainError(
            "later_value", f"Уже есть значение с {date_text(latest.valid_from)}: укажите этот день или более поздний."
        )
    if latest.valid_from == valid_from:
        row = latest
        row.value, row.source = value, source
    else:
        if latest.valid_until is None or latest.valid_until >= valid_from:
            ReferenceNumber.objects.filter(pk=latest.pk).update(valid_until=valid_from - timedelta(days=1))
        row = ReferenceNumber(
            code=latest.code,
            title=latest.title,
            unit=latest.unit,
            value=value,
            valid_from=valid_from,
            source=source,
        )
    row.save()
    record_action("set_reference_number", row, f"{row} с {date_text(valid_from)}: {source}", by=by)
    return row
