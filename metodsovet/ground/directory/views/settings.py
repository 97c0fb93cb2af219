from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.access.history import history_beside
from metodsovet.ground.directory import actions
from metodsovet.ground.directory.forms import CalendarDayForm, EnteringForm, InstallationForm, ReferenceNumberForm
from metodsovet.ground.directory.models import CalendarDay, Installation, ReferenceNumber
from metodsovet.ground.directory.views.form_pages import FormPage, Way, answer_form
from metodsovet.kernel import clock
from metodsovet.kernel.numbers import id_from


@door("directory.change_installation")
@require_http_methods(["GET", "POST"])
def show_settings(request: Visitor) -> HttpResponse:
    installation = Installation.objects.select_related("root").get()
    form = InstallationForm(request.POST or None, initial=InstallationForm.filled_from(installation))
    if request.method == "POST" and form.is_valid():
        actions.change_installation(installation, **form.cleaned_data, by=request.user)
        messages.success(request, "Настройки сохранены")
        return redirect("show_settings")
    context: dict[str, object] = {"form": form, "installation": installation, "part": "settings"}
    context["history"] = history_beside(installation, request.user)
    return render(request, "directory/settings.html", context, status=422 if form.errors else 200)


@door("directory.change_installation")
@require_http_methods(["GET", "POST"])
def show_entering(request: Visitor) -> HttpResponse:
    installation = Installation.objects.select_related("root").get()
    form = EnteringForm(request.POST or None, initial=EnteringForm.filled_from(installation))
    if request.method == "POST" and form.is_valid():
        actions.change_entering(installation, **form.cleaned_data, by=request.user)
        messages.success(request, "Правила входа сохранены")
        return redirect("show_entering")
    context = {"form": form, "installation": installation, "part": "entering"}
    return render(request, "directory/entering.html", context, status=422 if form.errors else 200)


@door("directory.change_installation")
@require_http_methods(["GET", "POST"])
def show_calendar_days(request: Visitor) -> HttpResponse:
    form = CalendarDayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = actions.add_calendar_day(**form.cleaned_data, by=request.user)
        return redirect(f"{reverse('show_calendar_days')}?year={row.day.year}")
    years = sorted({day.year for day in CalendarDay.objects.dates("day", "year")} | {clock.today().year})
    asked = id_from(request.GET.get("year", ""))
    year = asked if asked in years else clock.today().year
    context = {
        "form": form,
        "years": years,
        "year": year,
        "days": CalendarDay.objects.filter(day__year=year),
        "part": "calendar",
    }
    return render(request, "directory/calendar_days.html", context, status=422 if form.errors else 200)


@door("directory.change_installation")
@require_POST
def remove_calendar_day(request: Visitor, day: int) -> HttpResponse:
    row = CalendarDay.objects.filter(pk=day).first()
    if row is not None:
        actions.remove_calendar_day(row, by=request.user)
    return redirect("show_calendar_days")


@door("directory.change_installation")
@require_safe
def show_reference_numbers(request: Visitor) -> HttpResponse:
    today = clock.today()
    context = {"numbers": ReferenceNumber.objects.all(), "today": today, "part": "numbers"}
    return render(request, "directory/reference_numbers.html", context)


@door("directory.change_installation")
@require_http_methods(["GET", "POST"])
def set_reference_number(request: Visitor, code: str) -> HttpResponse:
    number = ReferenceNumber.objects.filter(code=code).first()
    if number is None:
        return redirect("show_reference_numbers")
    form = ReferenceNumberForm(request.POST or None, initial={"value": number.value})

    def act(values: dict[str, object]) -> str:
        actions.set_reference_number(number, **form.cleaned_data, by=request.user)
        return reverse("show_reference_numbers")

    page = FormPage(
        number.title,
        "Сохранить значение",
        Way(reverse("show_reference_numbers"), "Числа из законов"),
        f"Сейчас: {number}",
        known={"value": number.value},
    )
    return answer_form(request, form, page, act)
