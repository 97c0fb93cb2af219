"""One's own address and what comes to it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.directory.models import Person
from metodsovet.ground.notifications import actions
from metodsovet.ground.notifications.actions.mailboxes import confirmation_of, settings_of
from metodsovet.ground.notifications.digests.times import digest_time
from metodsovet.ground.notifications.forms import DigestForm, MailForm
from metodsovet.ground.notifications.mail_servers import why_no_mail
from metodsovet.ground.notifications.models import MailConfirmation
from metodsovet.kernel.errors import DomainError


def own_person(request: Visitor) -> Person:
    """The person behind the account: rules of this room let nobody in without one."""
    person: Person = request.user.person
    return person


@door("notifications.change_digest")
@require_http_methods(["GET", "POST"])
def change_digest(request: Visitor) -> HttpResponse:
    person = own_person(request)
    form = DigestForm(request.POST or None, initial=_chosen_by(person))
    if request.method == "POST" and form.is_valid():
        actions.change_digest(person, **form.cleaned_data, by=request.user)
        messages.success(
            request, "Сохранено: " + ("сводка приходит" if form.cleaned_data["is_on"] else "сводки не будет")
        )
        return redirect("change_digest")
    return _mail_page(
        request, form=form, mail_form=MailForm(initial={"address": "" if person.mail_confirmed_at else person.mail})
    )


@door("notifications.change_digest")
@require_POST
def ask_mail_confirmation(request: Visitor) -> HttpResponse:
    form = MailForm(request.POST)
    if form.is_valid():
        address = form.cleaned_data["address"]
        try:
            actions.ask_mail_confirmation(own_person(request), address=address, by=request.user)
        except DomainError as refusal:
            form.add_error("address", refusal.text)
        else:
            messages.success(request, f"Письмо со ссылкой уйдёт на {address} в течение минуты")
            return redirect("change_digest")
    return _mail_page(request, form=DigestForm(initial=_chosen_by(own_person(request))), mail_form=form)


@door("notifications.change_digest")
@require_POST
def forget_mail(request: Visitor) -> HttpResponse:
    actions.forget_mail(own_person(request), by=request.user)
    messages.success(request, "Адрес убран: писем больше не будет")
    return redirect("change_digest")


@door("notifications.confirm_mail")
@never_cache
@require_http_methods(["GET", "POST"])
def confirm_mail(request: Visitor, token: str) -> HttpResponse:
    """A page with a button: programs that look through letters open links by themselves."""
    person = own_person(request)
    if request.method == "POST":
        person = actions.confirm_mail(person, token=token, by=request.user)
        messages.success(request, f"Адрес {person.mail} подтверждён")
        return redirect("change_digest")
    confirmation = confirmation_of(person, token)
    if confirmation is None:
        raise Http404
    return render(request, "notifications/confirm_mail.html", {"confirmation": confirmation, "part": "mail"})


def _chosen_by(person: Person) -> dict[str, object]:
    chosen = settings_of(person)
    return DigestForm.filled_from(chosen)


def _mail_page(request: Visitor, **forms: Any) -> HttpResponse:
    person = own_person(request)
    asked = MailConfirmation.objects.open().filter(person=person).first()
    context = {
        **forms,
        "person": person,
        "asked": asked,
        "is_mail_on": not why_no_mail(),
        "digest_at": digest_time(),
        "part": "mail",
    }
    is_wrong = any(form.errors for form in forms.values())
    return render(request, "notifications/mail.html", context, status=422 if is_wrong else 200)
