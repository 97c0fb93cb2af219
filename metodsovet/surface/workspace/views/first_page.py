from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from metodsovet.ground.access.door import public
from metodsovet.ground.access.visits import FIRST_VISIT, enter
from metodsovet.ground.directory.actions import begin_installation as begin
from metodsovet.ground.directory.actions.installations import Newcomer
from metodsovet.ground.directory.queries import current_installation
from metodsovet.kernel.errors import DomainError
from metodsovet.surface.workspace import actions
from metodsovet.surface.workspace.forms import BeginForm
from metodsovet.surface.workspace.models import DemoBuild


def first_page(request: HttpRequest) -> HttpResponse:
    """Two ways to begin; shown by the address of home while nothing has begun."""
    build = DemoBuild.objects.first()
    if build is not None and build.is_under_way:
        return redirect("show_demo")
    return render(request, "workspace/first_page.html")


@public("nobody has an account before the beginning")
@sensitive_post_parameters("password", "password_again")
@never_cache
@require_http_methods(["GET", "POST"])
def begin_installation(request: HttpRequest) -> HttpResponse:
    if current_installation() is not None:
        return redirect("log_in")
    form = BeginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _begin(request, form)
    return render(request, "workspace/begin.html", {"form": form}, status=422 if form.errors else 200)


def _begin(request: HttpRequest, form: BeginForm) -> HttpResponse:
    asked = form.cleaned_data
    last_name, first_name, patronymic = asked["full_name"]
    try:
        user = begin(
            asked["municipality"],
            time_zone=asked["time_zone"],
            first=Newcomer(last_name, first_name, patronymic, asked["login"], asked["password"]),
        )
    except DomainError as refusal:
        messages.info(request, refusal.text)
        return redirect("log_in")
    enter(request, user)
    request.session[FIRST_VISIT] = True
    return redirect("show_home")


@public("the example is made before anybody has an account")
@require_POST
def make_demo(request: HttpRequest) -> HttpResponse:
    actions.ask_demo()
    return redirect("show_demo")


@public("whoever asked for the example waits for it here")
@never_cache
@require_safe
def show_demo(request: HttpRequest) -> HttpResponse:
    """The page, or its middle for the poll; a finished example leads to the login."""
    build = DemoBuild.objects.first()
    is_poll = bool(getattr(request, "htmx", False))
    if build is None or build.state == DemoBuild.State.DONE:
        return _led(is_poll, "log_in" if build else "show_home")
    template = "workspace/parts/demo_progress.html" if is_poll else "workspace/demo.html"
    return render(request, template, {"build": build})


def _led(is_poll: bool, view: str) -> HttpResponse:
    answer = redirect(view)
    return HttpResponse(headers={"HX-Redirect": answer["Location"]}) if is_poll else answer
