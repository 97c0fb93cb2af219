from dataclasses import asdict, dataclass
from typing import Any

from django.contrib.auth import authenticate, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from metodsovet.ground.access import actions
from metodsovet.ground.access.devices import address_of
from metodsovet.ground.access.door import public
from metodsovet.ground.access.forms import LogInForm, SecondFactorForm, why_not_fitting
from metodsovet.ground.access.guessing import Guessed, begin_try, forgive_try, wait_text
from metodsovet.ground.access.models import User
from metodsovet.ground.access.onward import next_of
from metodsovet.ground.access.visits import enter
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError

HALF_WAY = "half_way"
HALF_WAY_SECONDS = 10 * 60


@dataclass(frozen=True, slots=True)
class HalfWay:
    """Somebody whose password was right and whose second factor is still asked."""

    user_id: int
    password_hash: str
    until: float
    next: str


@public("people without a session come in here")
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(next_of(request, resolve_url("show_home")))
    form = LogInForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _door_page(request, form, 200)
    return _check_password(request, form)


def _check_password(request: HttpRequest, form: LogInForm) -> HttpResponse:
    name, password = form.cleaned_data["login"], form.cleaned_data["password"]
    wait = begin_try(Guessed.PASSWORD, name, address_of(request))
    if wait:
        form.add_error("password", wait_text(wait))
        return _door_page(request, form, 429)
    try:
        user = authenticate(request, username=User.objects.normalised(name), password=password)
        known = user if isinstance(user, User) else actions.user_of_code(name, password)
    except DomainError as refusal:
        form.add_error("password", refusal.text)
        return _door_page(request, form, 422)
    if known is None:
        form.add_error("password", why_not_fitting(name, password))
        return _door_page(request, form, 422)
    forgive_try(Guessed.PASSWORD, name, address_of(request))
    return _let_in(request, known)


def _let_in(request: HttpRequest, user: User) -> HttpResponse:
    if user.has_second_factor:
        until = clock.now().timestamp() + HALF_WAY_SECONDS
        half_way = HalfWay(user.pk, user.get_session_auth_hash(), until, next_of(request, resolve_url("show_home")))
        request.session[HALF_WAY] = asdict(half_way)
        return redirect("confirm_log_in")
    enter(request, user)
    return redirect(next_of(request, resolve_url("show_home")))


@public("the second step of coming in, after the password")
@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "POST"])
def confirm_log_in(request: HttpRequest) -> HttpResponse:
    half_way = _half_way(request)
    if half_way is None:
        return redirect("log_in")
    user, onward = half_way
    form = SecondFactorForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        wait = begin_try(Guessed.SECOND_FACTOR, user.login, address_of(request))
        if not wait and actions.check_second_factor(user, code=form.cleaned_data["code"]):
            forgive_try(Guessed.SECOND_FACTOR, user.login, address_of(request))
            del request.session[HALF_WAY]
            enter(request, user)
            return redirect(onward)
        form.add_error("code", wait_text(wait) if wait else "Код не подошёл: дождитесь следующего и наберите его.")
        status = 429 if wait else 422
    return render(request, "access/confirm_log_in.html", {"form": form, "login": user.login}, status=status)


def _half_way(request: HttpRequest) -> tuple[User, str] | None:
    """The user whose password was right a few minutes ago and is still the same, and where he goes."""
    kept: dict[str, Any] | None = request.session.get(HALF_WAY)
    if kept is None:
        return None
    half_way = HalfWay(**kept)
    user = User.objects.filter(pk=half_way.user_id, is_active=True).first()
    is_same = user is not None and constant_time_compare(user.get_session_auth_hash(), half_way.password_hash)
    if user is None or not is_same or clock.now().timestamp() > half_way.until:
        del request.session[HALF_WAY]
        return None
    return user, half_way.next


@public("ends one's own session")
@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("log_in")


def _door_page(request: HttpRequest, form: LogInForm, status: int) -> HttpResponse:
    return render(request, "access/log_in.html", {"form": form, "next": request.GET.get("next", "")}, status=status)
