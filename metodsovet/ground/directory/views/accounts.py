from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.directory import actions
from metodsovet.ground.directory.actions.accounts import Slip
from metodsovet.ground.directory.forms import AccountForm
from metodsovet.ground.directory.logins import free_logins
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.views.form_pages import FormPage, answer_form
from metodsovet.kernel.errors import DomainError


@door("directory.give_account", Person)
@never_cache
@require_http_methods(["GET", "POST"])
def give_account(request: Visitor, person: Person) -> HttpResponse:
    """The answer to a right form is the slip itself: the code is shown once and kept nowhere."""
    form = AccountForm(request.POST or None, initial={"login": free_logins([person])[0]})
    if request.method == "POST" and form.is_valid():
        try:
            slip = actions.give_account(person, login=form.cleaned_data["login"], by=request.user)
        except DomainError as refusal:
            form.add_error(None, refusal.text)
        else:
            return _show(request, slip)
    page = FormPage(f"{person.full_name}: вход", "Дать вход", person.get_absolute_url())
    return answer_form(request, form, page, lambda _: person.get_absolute_url())


@door("directory.renew_code", Person)
@never_cache
@require_POST
def renew_code(request: Visitor, person: Person) -> HttpResponse:
    return _show(request, actions.renew_code(person, by=request.user))


@door("directory.reset_second_factor", Person)
@require_POST
def reset_second_factor(request: Visitor, person: Person) -> HttpResponse:
    actions.reset_second_factor(person, by=request.user)
    messages.success(request, "Второй шаг входа снят")
    return redirect(person)


@door("directory.close_account", Person)
@require_POST
def close_account(request: Visitor, person: Person) -> HttpResponse:
    actions.close_account(person, by=request.user)
    messages.success(request, "Вход закрыт")
    return redirect(person)


@door("directory.open_account", Person)
@require_POST
def open_account(request: Visitor, person: Person) -> HttpResponse:
    actions.open_account(person, by=request.user)
    messages.success(request, "Вход открыт")
    return redirect(person)


def _show(request: Visitor, slip: Slip) -> HttpResponse:
    site = request.build_absolute_uri("/")
    return render(request, "directory/slip.html", {"slip": slip, "person": slip.person, "site": site})
