"""From a draft to a registered order: agreement, the signed copy, registration with all that follows from it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.directory.views.form_pages import FormPage, answer_form, way_to
from metodsovet.ground.documents.queries import next_number
from metodsovet.kernel import clock
from metodsovet.work.orders import actions
from metodsovet.work.orders.forms.orders import AgreementForm, NoteForm, RegistrationForm, SignedForm
from metodsovet.work.orders.models import Order
from metodsovet.work.orders.papers import kind_of
from metodsovet.work.orders.views.frames import beside


@door("orders.send_for_agreement", Order)
@require_http_methods(["GET", "POST"])
def send_for_agreement(request: Visitor, order: Order) -> HttpResponse:
    form = AgreementForm(request.POST or None, order=order)

    def act(values: dict[str, Any]) -> str:
        return actions.send_for_agreement(order, **values, by=request.user).get_absolute_url()

    intro = "Каждый согласует или вернёт с замечанием. Пока согласуют, приказ не правится."
    page = FormPage("Отправить на согласование", "Отправить", way_to(order), intro)
    return answer_form(request, form, page, act)


@door("orders.agree", Order)
@require_POST
def agree(request: Visitor, order: Order) -> HttpResponse:
    actions.agree(order, by=request.user)
    messages.success(request, "Согласовано")
    return redirect(order)


@door("orders.return_order", Order)
@require_http_methods(["GET", "POST"])
def return_order(request: Visitor, order: Order) -> HttpResponse:
    form = NoteForm(request.POST or None)

    def act(values: dict[str, Any]) -> str:
        return actions.return_order(order, **values, by=request.user).get_absolute_url()

    page = FormPage("Вернуть с замечанием", "Вернуть", way_to(order), str(order))
    return answer_form(request, form, page, act)


@door("orders.recall_order", Order)
@require_POST
def recall_order(request: Visitor, order: Order) -> HttpResponse:
    return redirect(actions.recall_order(order, by=request.user))


@door("orders.attach_signed", Order)
@require_POST
def attach_signed(request: Visitor, order: Order) -> HttpResponse:
    """Refusals of the content are shown on the page by the middleware."""
    form = SignedForm(request.POST, request.FILES)
    if form.is_valid():
        file = actions.attach_signed(order, form.cleaned_data["upload"], by=request.user)
        messages.success(request, f"Приложен файл «{file.name}»")
    else:
        messages.error(request, "Файл не выбран: выберите его и приложите снова.")
    return redirect(order)


@door("orders.register_order", Order)
@require_http_methods(["GET", "POST"])
def register_order(request: Visitor, order: Order) -> HttpResponse:
    """Everything that follows is shown before the press."""
    today = clock.today()
    known = {"signed_on": order.signed_on or today, "number": order.number, "version": order.version}
    form = RegistrationForm(request.POST or None, initial=known)

    def act(values: dict[str, Any]) -> str:
        version = values.pop("version")
        registration = actions.Registration(**values)
        return actions.register_order(
            order, registration=registration, version=version, by=request.user
        ).get_absolute_url()

    number = next_number(kind_of(order), order.organisation, today)
    page = FormPage("Зарегистрировать", "Зарегистрировать приказ", way_to(order), str(order), creates=True)
    opened = beside(request, order, next_number=number)
    return answer_form(request, form, page, act, template="orders/register.html", beside=opened)
