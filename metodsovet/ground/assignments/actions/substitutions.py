"""Somebody stands in for somebody on leave."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Substitution
from metodsovet.ground.directory.models import Person
from metodsovet.ground.notifications.actions import notify
from metodsovet.ground.notifications.models import Topic
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import date_text


@transaction.atomic
def appoint_substitute(
    absent: Person, *, substitute: Person, since: date, until: date | None, reason: str, by: User
) -> Substitution:
    """DomainError ``same_person``, ``dates_reversed``, ``already_past``, ``already_substituted`` for the same pair."""
    if absent.pk == substitute.pk:
        raise DomainError("same_person", "Человек не может замещать сам себя: выберите другого.")
    if until is not None and until < since:
        raise DomainError("dates_reversed", "Последний день замещения раньше первого: поменяйте дни местами.")
    if until is not None and until < clock.today():
        raise DomainError("already_past", "Эти дни уже прошли: замещение ничего не изменит.")
    Person.objects.select_for_update(of=("self",)).get(pk=absent.pk)
    overlapping = Substitution.objects.filter(Q(until=None) | Q(until__gte=since), absent=absent, substitute=substitute)
    if until is not None:
        overlapping = overlapping.filter(since__lte=until)
    if overlapping.exists():
        raise DomainError("already_substituted", "На эти дни замещение уже назначено.")
    substitution = Substitution.objects.create(
        absent=absent, substitute=substitute, since=since, until=until, reason=reason.strip()[:300]
    )
    days = f"с {date_text(since)}" + (f" по {date_text(until)}" if until else "")
    record_action("appoint_substitute", absent, f"{substitute.short_name} замещает {days}", by=by)
    text = f"{days[0].upper()}{days[1:]} вы замещаете: {absent.short_name}. Поручения придут в «Ждёт меня»"
    notify(
        [substitute.pk],
        key=f"substitution:{substitution.pk}",
        text=text,
        url=reverse("show_substitutions"),
        topic=Topic.OFFICES,
    )
    return substitution


@transaction.atomic
def end_substitution(substitution: Substitution, *, by: User) -> None:
    """It holds no more from now on: one that began before ends yesterday, any other leaves no trace but history.

    DomainError ``already_ended``.
    """
    row = (
        Substitution.objects.select_for_update(of=("self",))
        .select_related("absent", "substitute")
        .filter(pk=substitution.pk)
        .first()
    )
    today = clock.today()
    if row is None or (row.until is not None and row.until < today):
        raise DomainError("already_ended", "Замещение уже закончилось.")
    if row.since < today:
        row.until = today - timedelta(days=1)
        row.save(update_fields=["until"])
    else:
        row.delete()
    record_action("end_substitution", row.absent, f"{row.substitute.short_name} больше не замещает", by=by)
    text = f"Вы больше не замещаете: {row.absent.short_name}"
    notify(
        [row.substitute_id],
        key=f"substitution_ended:{substitution.pk}",
        text=text,
        url=reverse("show_substitutions"),
        topic=Topic.OFFICES,
    )
