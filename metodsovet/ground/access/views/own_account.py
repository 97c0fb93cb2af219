from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render, resolve_url
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from metodsovet.ground.access import actions
from metodsovet.ground.access.door import Visitor, door, public
from metodsovet.ground.access.forms import ChangePasswordForm, ChoosePasswordForm
from metodsovet.ground.access.onward import next_of
from metodsovet.ground.access.views.password_tries import password_try
from metodsovet.kernel.errors import DomainError

LOOK_IN_SESSION = "look"


@door("access.change_password")
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def change_password(request: Visitor) -> HttpResponse:
    form = ChangePasswordForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        asked, key = form.cleaned_data, request.session.session_key or ""
        try:
            with password_try(request):
                user = actions.change_password(request.user, old=asked["old"], new=asked["new"], session_key=key)
        except DomainError as refusal:
            form.add_error("new" if refusal.code == "same_password" else "old", refusal.text)
        else:
            update_session_auth_hash(request, user)
            messages.success(request, "Пароль сменён. На других устройствах войдите с новым.")
            return redirect("show_home")
    return render(request, "access/change_password.html", {"form": form}, status=422 if form.errors else 200)


@door("access.choose_password")
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def choose_password(request: Visitor) -> HttpResponse:
    """Asks no earlier password: the session was opened by the code of a slip."""
    if not request.user.password_is_temporary:
        return redirect("change_password")
    form = ChoosePasswordForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        key = request.session.session_key or ""
        user = actions.choose_password(request.user, new=form.cleaned_data["new"], session_key=key)
        update_session_auth_hash(request, user)
        messages.success(request, "Пароль сохранён: листок больше не нужен.")
        return redirect("show_home")
    return render(request, "access/choose_password.html", {"form": form}, status=422 if form.errors else 200)


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
    return redirect(next_of(request, resolve_url("show_home")))
