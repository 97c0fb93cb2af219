"""Accounts for many people at once, with their slips as one Word file."""

from collections.abc import Sequence

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from metodsovet.ground.access.door import Visitor, door, visible_or_404
from metodsovet.ground.access.once import new_key, reserve_key
from metodsovet.ground.directory.actions import give_accounts as give
from metodsovet.ground.directory.actions.accounts import MOST_SLIPS, Slip
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.directory.queries import jobs_of, people_rows, working_today
from metodsovet.ground.directory.tables import people_table
from metodsovet.ground.documents.printing import DOCX, download
from metodsovet.kernel import clock
from metodsovet.kernel.numbers import id_from, ids_from
from metodsovet.surface.workspace.papers import slips_docx, slips_paper
from metodsovet.surface.workspace.slips import AskedSlips, asked_slips


@door("directory.give_accounts")
@never_cache
@require_http_methods(["GET", "POST"])
def give_accounts(request: Visitor) -> HttpResponse:
    """Opened from the list with its chosen people or for a whole organisation; the second post gives the file.

    Codes are in the file alone. Whoever presses twice gets the page again, and may print new slips.
    """
    people = _people(request)
    asked = asked_slips(request.user, people[:MOST_SLIPS])
    if "form_key" in request.POST and asked.people:
        return _answer_slips(request, asked)
    context = {
        "asked": asked,
        "left_over": len(people) - len(people[:MOST_SLIPS]),
        "form_key": new_key(),
        "back_url": reverse("show_people"),
    }
    return render(request, "workspace/give_accounts.html", context)


def _people(request: Visitor) -> Sequence[Person]:
    """Of the organisation in the address, or those ticked in the list, in the order of names."""
    rows = people_rows(request.user)
    asked = id_from(request.GET.get("organisation", ""))
    if request.method == "GET" and asked is not None:
        organisation = visible_or_404(Organisation, request.user, asked)
        return list(working_today(rows).employed_under(organisation.path).order_by("sort_key", "pk"))
    if request.method == "GET":
        return []
    if "form_key" not in request.POST:
        rows = people_table(request.user).open(rows, request.GET).chosen(request.POST)
    else:
        rows = rows.filter(pk__in=ids_from(request.POST.getlist("chosen")))
    return list(rows.order_by("sort_key", "pk"))


def _answer_slips(request: Visitor, asked: AskedSlips) -> HttpResponse:
    with transaction.atomic():
        if reserve_key(request.POST["form_key"][:64]) is None:
            messages.info(request, "Эти листки уже выданы. Если файл не сохранился, отметьте людей и выдайте новые.")
            return redirect(f"{reverse('show_people')}?entry=code")
        slips = give(asked.people, by=request.user)
    return _file(request, asked.people, slips)


def _file(request: HttpRequest, people: Sequence[Person], slips: Sequence[Slip]) -> HttpResponse:
    places = {person.pk: ", ".join(job.organisation.short_name for job in jobs_of(person)[:1]) for person in people}
    paper = slips_paper(slips, site=request.build_absolute_uri("/"), places=places)
    return download(slips_docx(paper), name=f"Листки для входа {clock.today():%d.%m.%Y}.docx", kind=DOCX)
