from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from metodsovet.ground.access import actions
from metodsovet.ground.access.door import Visitor, door, public, require
from metodsovet.ground.access.forms import ChangePasswordForm, LogInForm, why_not_fitting
from metodsovet.ground.access.guessing import forget_failures, note_failure, seconds_to_wait
from metodsovet.ground.access.history import ShownHistory, kind_named, lines_of
from metodsovet.ground.access.models import User
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import plural

LOOK_IN_SESSION = "look"
LINES_OF_HISTORY = 200


@public("people without a session come in here")
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(next_of(request))
    form = LogInForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _door_page(request, form, 200)
    return _let_in(request, form)


def _let_in(request: HttpRequest, form: LogInForm) -> HttpResponse:
    name, password = form.cleaned_data["login"], form.cleaned_data["password"]
    address = request.META.get("REMOTE_ADDR", "")
    wait = seconds_to_wait(name, address)
    if wait:
        seconds = plural(wait, "секунду", "секунды", "секунд")
        form.add_error("password", f"Слишком много попыток подряд: подождите {wait} {seconds} и попробуйте снова.")
        return _door_page(request, form, 429)
    user = authenticate(request, username=User.objects.normalised(name), password=password)
    if not isinstance(user, User):
        note_failure(name, address)
        form.add_error("password", why_not_fitting(name, password))
        return _door_page(request, form, 422)
    forget_failures(name, address)
    login(request, user)
    return redirect("change_password" if user.password_is_temporary else next_of(request))


def _door_page(request: HttpRequest, form: LogInForm, status: int) -> HttpResponse:
    return render(request, "access/log_in.html", {"form": form, "next": request.GET.get("next", "")}, status=status)


@public("ends one's own session")
@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("log_in")


@door("access.change_password")
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def change_password(request: Visitor) -> HttpResponse:
    form = ChangePasswordForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            user = actions.change_password(request.user, old=form.cleaned_data["old"], new=form.cleaned_data["new"])
        except DomainError as refusal:
            form.add_error("old" if refusal.code == "wrong_password" else "new", refusal.text)
        else:
            update_session_auth_hash(request, user)
            messages.success(request, "Пароль сменён. На других устройствах войдите с новым.")
            return redirect("show_home")
    return render(request, "access/change_password.html", {"form": form}, status=422 if form.errors else 200)


@public("letters and colours are chosen before the login too")
@require_POST
def choose_look(request: HttpRequest) -> HttpResponse:
    chosen = [(part, request.POST[part]) for part in actions.LOOK_FIELDS if part in request.POST]
    if not chosen or any(value not in actions.LOOK_FIELDS[part][1] for part, value in chosen):
        return HttpResponseBadRequest()
    for part, value in chosen:
        if request.user.is_authenticated:
            actions.choose_look(request.user, part=part, value=value)
        else:
            request.session[LOOK_IN_SESSION] = {**request.session.get(LOOK_IN_SESSION, {}), part: value}
    return redirect(next_of(request))


@door("access.view_history")
@require_safe
def show_history(request: Visitor, kind: str, row: int) -> HttpResponse:
    """The history of one record of any kind that has one, under the rights of the record itself."""
    asked = kind_named(kind)
    if asked is None:
        raise Http404
    subject = get_object_or_404(asked.rows(request.user), pk=row)
    require(request.user, asked.permission, subject)
    lines = lines_of(subject, LINES_OF_HISTORY)
    address = getattr(subject, "get_absolute_url", None)
    context = {
        "subject": str(subject),
        "subject_url": address() if address else "",
        "history": ShownHistory(lines, is_whole=True),
        "is_cut": len(lines) == LINES_OF_HISTORY,
    }
    return render(request, "access/history.html", context)


def next_of(request: HttpRequest) -> str:
    """Where the person was going, if that is an address of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return resolve_url("show_home")
