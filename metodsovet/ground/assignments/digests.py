"""Duties in digests by mail: one's own near deadlines, and what is new, near and late in an organisation."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.calendars import duties_at
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.models.assignments import AssignmentQuerySet
from metodsovet.ground.assignments.queries import concerns
from metodsovet.ground.assignments.queries.control import risk_days
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.notifications.digests import sections
from metodsovet.ground.notifications.digests.sections import Line, Section
from metodsovet.kernel import clock
from metodsovet.kernel.russian import date_text

NEAR = timedelta(days=7)
SHOWN = 15


@sections.for_person
def own_deadlines(user: User) -> Section | None:
    """What one leads and has not handed in, late or due within a week."""
    rows = Assignment.objects.visible_to(user).filter(concerns.IN_WORK, concerns.leads(user))
    rows = rows.filter(due_on__lte=clock.today() + NEAR)
    section = _section("Ваши сроки на неделю", rows, f"{reverse('show_control')}?whose=mine")
    return section if section.lines else None


@sections.for_organisation
def duties(organisation: Organisation, since: datetime) -> Iterator[Section]:
    """New ones, those that are late, those whose deadline is near; news is what was not so at the moment ``since``."""
    today, near = clock.today(), timedelta(days=risk_days())
    rows = duties_at(Assignment.objects.filter(concerns.IN_WORK), organisation)
    rest = f"{reverse('show_control')}?organisation={organisation.pk}"
    told = timezone.localdate(since)
    fresh = Q(given_at__gt=since)
    yield _section("Новые поручения", rows.filter(fresh), rest, is_news=True)
    late = rows.filter(~fresh, due_on__lt=today)
    yield _section("Просрочены", late, f"{rest}&state=overdue", is_news=late.filter(due_on__gte=told).exists())
    soon = rows.filter(~fresh, due_on__range=(today, today + near))
    yield _section("Скоро срок", soon, f"{rest}&state=at_risk", is_news=soon.filter(due_on__gt=told + near).exists())


def _section(title: str, rows: AssignmentQuerySet, rest: str, *, is_news: bool = False) -> Section:
    shown = [
        Line(row.title[:300], row.get_absolute_url(), _when(row.due_on))
        for row in rows.order_by("due_on", "pk")[:SHOWN]
    ]
    return Section(title, shown, rows.count(), rest, is_news and bool(shown))


def _when(day: date | None) -> str:
    if day is None:
        return "без срока"
    late = (clock.today() - day).days
    return f"срок был {date_text(day, year=False)}" if late > 0 else f"до {date_text(day, year=False)}"
