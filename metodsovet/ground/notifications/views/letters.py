"""The outbox as the administrator sees it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.directory.actions import set_digest_time as set_time
from metodsovet.ground.directory.models import Installation
from metodsovet.ground.notifications import actions
from metodsovet.ground.notifications.forms import DigestTimeForm
from metodsovet.ground.notifications.mail_servers import why_no_mail
from metodsovet.ground.notifications.models import Letter

PAGE_SIZE = 50


@door("notifications.view_letters")
@require_safe
def show_letters(request: Visitor) -> HttpResponse:
    """``?state=parked``; letters that were not needed are shown when they are asked for."""
    return _page(request, _time_form())


@door("notifications.retry_letter", Letter)
@require_POST
def retry_letter(request: Visitor, letter: Letter) -> HttpResponse:
    actions.retry_letter(letter, by=request.user)
    messages.success(request, "Письмо уйдёт ещё раз в течение минуты")
    return redirect("show_letters")


@door("directory.change_installation")
@require_http_methods(["POST"])
def set_digest_time(request: Visitor) -> HttpResponse:
    form = _time_form(request.POST)
    if not form.is_valid():
        return _page(request, form)
    set_time(Installation.objects.get(), digest_at=form.cleaned_data["digest_at"], by=request.user)
    messages.success(request, "Время сводок сохранено: следующие уйдут по нему")
    return redirect("show_letters")


def _time_form(data: QueryDict | None = None) -> DigestTimeForm:
    return DigestTimeForm(data, initial={"digest_at": Installation.objects.get().digest_at})


def _page(request: Visitor, form: DigestTimeForm) -> HttpResponse:
    letters = Letter.objects.visible_to(request.user)
    numbers = dict(letters.order_by().values_list("state").annotate(number=Count("pk")))
    state = request.GET.get("state", "")
    shown = letters.filter(state=state) if state in Letter.State.values else letters.exclude(state=Letter.State.SKIPPED)
    rows = shown.select_related("person", "organisation", "confirmation")
    context = {
        "form": form if request.user.has_perm("directory.change_installation") else None,
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "states": [(value, label, numbers.get(value, 0)) for value, label in Letter.State.choices],
        "state": state,
        "total": sum(numbers.values()),
        "mattering": sum(number for value, number in numbers.items() if value != Letter.State.SKIPPED),
        "why_no_mail": why_no_mail(),
        "part": "letters",
    }
    return render(request, "notifications/letters.html", context, status=422 if form.errors else 200)
