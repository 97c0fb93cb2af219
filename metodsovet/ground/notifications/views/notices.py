from collections.abc import Iterable
from datetime import date
from itertools import groupby

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.access.onward import is_ours
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.notifications import actions
from metodsovet.ground.notifications.models import Notice, Topic

PAGE_SIZE = 50


@door("notifications.view_notices")
@require_safe
def show_notices(request: Visitor) -> HttpResponse:
    """``?new=1&topic=reports``."""
    own = Notice.objects.visible_to(request.user)
    only_new, topic = request.GET.get("new") == "1", request.GET.get("topic", "")
    rows = own.unread() if only_new else own
    if topic in Topic.values:
        rows = rows.filter(topic=topic)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    known = set(own.order_by().values_list("topic", flat=True).distinct())
    context = {
        "page": page,
        "days": _by_day(page.object_list),
        "only_new": only_new,
        "topic": topic,
        "topics": [(value, label) for value, label in Topic.choices if value in known],
        "part": "notices",
    }
    return render(request, "notifications/notices.html", context)


def _by_day(notices: Iterable[Notice]) -> list[tuple[date, list[Notice]]]:
    """Local days, the newest first, each with its notices."""
    days = groupby(notices, key=lambda notice: timezone.localdate(notice.created_at))
    return [(day, list(rows)) for day, rows in days]


@door("notifications.view_notices")
@require_safe
def show_bell(request: Visitor) -> HttpResponse:
    """The bell of the head line alone, for pages that stay open long."""
    return render(request, "notifications/bell.html")


@door("notifications.read_notice", Notice)
@require_POST
def read_notice(request: Visitor, notice: Notice) -> HttpResponse:
    """Mark it and go to what it tells about."""
    actions.read_notice(notice)
    return redirect(notice.url if is_ours(request, notice.url) else "show_notices")


@door("notifications.view_notices")
@require_POST
def read_all_notices(request: Visitor) -> HttpResponse:
    person = standing_of(request.user).person_id
    if person is not None:
        actions.read_all_notices(person)
    return redirect("show_notices")
