"""From a file to a draft, and from a reviewed draft to a registered order that was signed elsewhere."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from metodsovet.ground.access.door import Visitor, door, require
from metodsovet.ground.directory.views.form_pages import FormPage, Way, answer_form
from metodsovet.kernel import clock
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.orders import actions, tasks
from metodsovet.work.orders.forms.reading import ReadOrderForm, ReadRegistrationForm
from metodsovet.work.orders.models import BroughtOrder, Order
from metodsovet.work.orders.views.frames import beside


@door("orders.read_order")
@require_http_methods(["GET", "POST"])
def read_order(request: Visitor) -> HttpResponse:
    """A small file is read at once, a large one by the worker while its page waits."""
    form = ReadOrderForm(request.POST or None, request.FILES or None, user=request.user)

    def act(values: dict[str, Any]) -> str:
        organisation = values["organisation"]
        require(request.user, "orders.read_order", Order(organisation=organisation))
        if form.is_large:
            brought = actions.bring_order(values["file"], form.read_name, organisation=organisation, by=request.user)
            tasks.read_brought_order.defer(brought=brought.pk, user=request.user.pk)
            return brought.get_absolute_url()
        assert form.read_file is not None
        order = actions.draft_order_from_file(
            form.read_file, form.read_name, values["file"], organisation=organisation, by=request.user
        )
        return reverse("review_order", args=[order.pk])

    page = FormPage("Прочитать приказ из файла", "Прочитать", Way(reverse("show_orders"), "Приказы"), creates=True)
    return answer_form(request, form, page, act, template="orders/read_order.html")


@door("orders.view_broughtorder", BroughtOrder)
@never_cache
@require_safe
def show_brought_order(request: Visitor, brought: BroughtOrder) -> HttpResponse:
    """While it is read the page asks again by itself; then it is the review, or says what is wrong with the file."""
    is_poll = "HX-Request" in request.headers
    if brought.order is not None:
        there = reverse("review_order", args=[brought.order.pk])
        return HttpResponse(headers={"HX-Redirect": there}) if is_poll else redirect(there)
    if is_poll:
        return HttpResponse(headers={} if brought.is_under_way else {"HX-Redirect": brought.get_absolute_url()})
    return render(request, "orders/brought_order.html", {"brought": brought})


@door("orders.register_read_order", Order)
@require_http_methods(["GET", "POST"])
def register_read_order(request: Visitor, order: Order) -> HttpResponse:
    """Everything that follows is shown before the press."""
    is_current = order.school_year >= SchoolYear.of(clock.today())
    known = {
        "signed_on": order.signed_on,
        "number": order.number,
        "gives": is_current,
        "version": order.version,
    }
    form = ReadRegistrationForm(request.POST or None, initial=known)

    def act(values: dict[str, Any]) -> str:
        version = values.pop("version")
        registration = actions.Registration(**values)
        return actions.register_read_order(
            order, registration=registration, version=version, by=request.user
        ).get_absolute_url()

    back = Way(reverse("review_order", args=[order.pk]), "Проверка прочитанного")
    page = FormPage("Зарегистрировать прочитанный", "Зарегистрировать прочитанный", back, str(order), creates=True)
    return answer_form(request, form, page, act, template="orders/register.html", beside=beside(request, order))
