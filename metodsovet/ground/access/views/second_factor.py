import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from metodsovet.ground.access import actions
from metodsovet.ground.access.door import Visitor, door, owed_first
from metodsovet.ground.access.forms import PasswordForm, SecondFactorForm
from metodsovet.ground.access.obligations import must_have_second_factor
from metodsovet.ground.access.totp import new_seed, otpauth_of, typed_secret
from metodsovet.ground.access.views.password_tries import password_try
from metodsovet.kernel.errors import DomainError

SEED = "totp_seed"


@door("access.show_second_factor")
@require_safe
def show_second_factor(request: Visitor) -> HttpResponse:
    context = {
        "codes_left": request.user.recovery_codes.count(),
        "is_obliged": must_have_second_factor(request.user),
    }
    return render(request, "access/second_factor.html", context)


@door("access.add_second_factor")
@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "POST"])
def add_second_factor(request: Visitor) -> HttpResponse:
    """The seed waits in the session until the phone has shown that it knows it."""
    if request.user.has_second_factor:
        return redirect("show_second_factor")
    seed = request.session.setdefault(SEED, new_seed())
    form = SecondFactorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            key = request.session.session_key or ""
            codes = actions.add_second_factor(request.user, seed=seed, code=form.cleaned_data["code"], session_key=key)
        except DomainError as refusal:
            form.add_error("code", refusal.text)
        else:
            del request.session[SEED]
            return _show_codes(request, codes)
    context = {
        "form": form,
        "picture": picture_of(otpauth_of(seed, request.user.login)),
        "secret": typed_secret(seed),
        "is_owed": bool(owed_first(request.user, request.session)),
    }
    return render(request, "access/add_second_factor.html", context, status=422 if form.errors else 200)


@door("access.renew_recovery_codes")
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def renew_recovery_codes(request: Visitor) -> HttpResponse:
    if not request.user.has_second_factor:
        return redirect("show_second_factor")
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with password_try(request):
                codes = actions.renew_recovery_codes(request.user, password=form.cleaned_data["password"])
        except DomainError as refusal:
            form.add_error("password", refusal.text)
        else:
            return _show_codes(request, codes)
    context = {"form": form, "verb": "Выпустить новые коды", "title": "Новые запасные коды"}
    return render(request, "access/by_password.html", context, status=422 if form.errors else 200)


@door("access.remove_second_factor")
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def remove_second_factor(request: Visitor) -> HttpResponse:
    if not request.user.has_second_factor:
        return redirect("show_second_factor")
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with password_try(request):
                actions.remove_second_factor(request.user, password=form.cleaned_data["password"])
        except DomainError as refusal:
            form.add_error("password", refusal.text)
        else:
            messages.success(request, "Второй шаг входа отключён")
            return redirect("show_second_factor")
    context = {"form": form, "verb": "Отключить второй шаг", "title": "Отключение второго шага входа"}
    return render(request, "access/by_password.html", context, status=422 if form.errors else 200)


def picture_of(address: str) -> SafeString:
    """An inline picture without styles, as the policy of pages wants it; black on white in every colouring."""
    picture = segno.make_qr(address, error="m").svg_inline(
        border=3, dark="#000", light="#fff", svgclass="qr", lineclass=None, title="Код для телефона", omitsize=True
    )
    return mark_safe(picture)  # noqa: S308 drawn by the library from an address that it encodes as modules


def _show_codes(request: Visitor, codes: list[str]) -> HttpResponse:
    return render(request, "access/recovery_codes.html", {"codes": codes})
