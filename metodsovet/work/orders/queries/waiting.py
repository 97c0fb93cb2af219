"""Orders that wait for somebody."""

from django.db.models import QuerySet

from metodsovet.work.orders.models import Agreement, Order


def waiting_for_agreement(person_id: int) -> "QuerySet[Agreement]":
    """Open questions to the person, the oldest first."""
    asked = Agreement.objects.filter(
        person=person_id, answer=Agreement.Answer.ASKED, order__state=Order.State.AGREED_ON
    )
    rows: QuerySet[Agreement] = asked.select_related("order").order_by("asked_at", "pk")
    return rows
