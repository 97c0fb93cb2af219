from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.access.models import User
from metodsovet.ground.directory import actions
from metodsovet.ground.directory.actions.accounts import Slip
from metodsovet.ground.directory.forms import AccountForm
from metodsovet.ground.directory.logins import free_logins
from metodsovet.ground.directory.models import Account, Person
from metodsovet.ground.directory.queries import account_rows
from metodsovet.ground.directory.tables_accounts import accounts_table
from metodsovet.ground.directory.views.form_pages import FormPage, answer_form, way_to
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
    page = FormPage(f"{person.full_name}: вход", "Дать вход", way_to(person))
    return answer_form(request, form, page, lambda _: person.get_absolute_url())


@door("directory.view_account")
@require_safe
def show_accounts(request: Visitor) -> HttpResponse:
    """For the administrator, who sees no people: who comes in, and how."""
    rows = account_rows(request.user)
    return accounts_table().open(rows, request.GET).answer(request, "directory/accounts.html", {"part": "accounts"})


@door("directory.view_account", Account)
@require_safe
def show_account(request: Visitor, account: Account) -> HttpResponse:
    context = {
        "person": account,
        "account": account.user,
        "is_me": request.user.pk == account.user_id,
        "may_restore": request.user.has_perm("directory.renew_code", account),
        "page_url": _page_of(account, request.user),
    }
    return render(request, "directory/account.html", context)


@door("directory.renew_code", Account)
@never_cache
@require_POST
def renew_code(request: Visitor, account: Account) -> HttpResponse:
    return _show(request, actions.renew_code(account, by=request.user))


@door("directory.reset_second_factor", Account)
@require_POST
def reset_second_factor(request: Visitor, account: Account) -> HttpResponse:
    actions.reset_second_factor(account, by=request.user)
    messages.success(request, "Второй шаг входа снят")
    return redirect(_page_of(account, request.user) or account)


@door("directory.close_account", Account)
@require_POST
def close_account(request: Visitor, account: Account) -> HttpResponse:
    actions.close_account(account, by=request.user)
    messages.success(request, "Вход закрыт")
    return redirect(_page_of(account, request.user) or account)


@door("directory.open_account", Account)
@require_POST
def open_account(request: Visitor, account: Account) -> HttpResponse:
    actions.open_account(account, by=request.user)
    messages.success(request, "Вход открыт")
    return redirect(_page_of(account, request.user) or account)


def _page_of(person: Person, user: User) -> str:
    """The page of the person for those who see people; empty for an administrator."""
    seen = Person.objects.visible_to(user).filter(pk=person.pk).first()
    return seen.get_absolute_url() if seen else ""


def _show(request: Visitor, slip: Slip) -> HttpResponse:
    site = request.build_absolute_uri("/")
    person = slip.person
    back_url = _page_of(person, request.user) or reverse("show_account", args=[person.pk])
    context = {"slip": slip, "person": person, "site": site, "back_url": back_url}
    return render(request, "directory/slip.html", context)
