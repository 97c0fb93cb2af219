from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.directory import actions
from metodsovet.ground.directory.forms import AccountForm
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.views.form_pages import FormPage, answer_form
from metodsovet.kernel.errors import DomainError


@door("directory.give_account", Person)
@never_cache
@require_http_methods(["GET", "POST"])
def give_account(request: Visitor, person: Person) -> HttpResponse:
    """The answer to a right form is the slip itself: the password is shown once and kept nowhere."""
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            password = actions.give_account(person, login=form.cleaned_data["login"], by=request.user)
        except DomainError as refusal:
            form.add_error(None, refusal.text)
        else:
            return _slip(request, person, password)
    page = FormPage(f"{person.full_name}: вход", "Дать вход", person.get_absolute_url())
    return answer_form(request, form, page, lambda _: person.get_absolute_url())


@door("directory.give_account", Person)
@never_cache
@require_POST
def renew_password(request: Visitor, person: Person) -> HttpResponse:
    return _slip(request, person, actions.renew_password(person, by=request.user))


@door("directory.give_account", Person)
@require_POST
def close_account(request: Visitor, person: Person) -> HttpResponse:
    actions.close_account(person, by=request.user)
    messages.success(request, "Вход закрыт")
    return redirect(person)


@door("directory.give_account", Person)
@require_POST
def open_account(request: Visitor, person: Person) -> HttpResponse:
    actions.open_account(person, by=request.user)
    messages.success(request, "Вход открыт")
    return redirect(person)


def _slip(request: Visitor, person: Person, password: str) -> HttpResponse:
    person.refresh_from_db()
    return render(request, "directory/slip.html", {"person": person, "account": person.user, "password": password})
