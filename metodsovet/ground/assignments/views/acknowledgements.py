"""Documents to be acknowledged: sending one, who has and who has not, the sheet for the staff."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.access.once import reserve_key, result_of
from metodsovet.ground.assignments import actions
from metodsovet.ground.assignments.audience_forms import AcknowledgementForm
from metodsovet.ground.assignments.models import Assignment, Matter
from metodsovet.ground.assignments.papers import print_acknowledgement_sheet, print_asked_sheet
from metodsovet.ground.assignments.queries import ControlFilter, control_rows, counts_by_standing
from metodsovet.ground.assignments.queries.acknowledgements import (
    asked_to_read,
    collected_text,
    has_own_sheet,
    is_read_by_people,
)
from metodsovet.ground.assignments.queries.evidence import visible_records
from metodsovet.ground.assignments.queries.recipients import forecast_of
from metodsovet.ground.assignments.queries.slices import Slice
from metodsovet.ground.assignments.queries.sources import Progress
from metodsovet.ground.assignments.views.slices import remindable
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.models.role_kinds import SERVICE
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.documents.models import Act, Paper
from metodsovet.ground.documents.printing import DOCX, download
from metodsovet.kernel.errors import DomainError

GATHERED = ("done", "late_done")


@door("assignments.send_act", Act)
@require_http_methods(["GET", "POST"])
def send_act(request: Visitor, act: Act) -> HttpResponse:
    return _send(request, act)


@door("assignments.send_paper", Paper)
@require_http_methods(["GET", "POST"])
def send_paper(request: Visitor, paper: Paper) -> HttpResponse:
    return _send(request, paper)


def _send(request: Visitor, document: Act | Paper) -> HttpResponse:
    form = AcknowledgementForm(request.POST or None, issuer=_issuer(request, document))
    if form.is_valid():
        try:
            return redirect(_sent_once(request, form, document))
        except DomainError as refusal:
            form.add_error(None, refusal.text)
    context = {"form": form, "document": document}
    return render(request, "assignments/acknowledgement/send.html", context, status=422 if form.errors else 200)


def _issuer(request: Visitor, document: Act | Paper) -> Organisation:
    """The highest node that the user serves above the document's own, else that one."""
    paths = standing_of(request.user).paths_of(SERVICE)
    above = [path for path in paths if document.organisation.path.startswith(path)]
    return Organisation.objects.get(path=min(above, key=len, default=document.organisation.path))


def _sent_once(request: Visitor, form: AcknowledgementForm, document: Act | Paper) -> str:
    """The second press is led to the result of the first."""
    values = form.cleaned_data
    with transaction.atomic():
        reserved = reserve_key(values["key"]) if values["key"] else None
        if values["key"] and reserved is None:
            return result_of(values["key"])
        matter = actions.send_for_acknowledgement(
            document,
            issuer=form.issuer,
            to=forecast_of(form.recipients(), values["holder"]),
            due_on=values["due_on"],
            holder=values["holder"],
            by=request.user,
        )
        address = reverse("show_acknowledgement", args=[matter.pk])
        if reserved is not None:
            reserved.result_url = address
            reserved.save(update_fields=["result_url"])
    messages.success(request, "Отправлено на ознакомление")
    return address


@door("assignments.view_matter", Matter)
@require_GET
def show_acknowledgement(request: Visitor, matter: Matter) -> HttpResponse:
    """«Собрано 31 из 40», and the rows behind it."""
    document = _document(request, matter)
    rows: Any = control_rows(request.user, ControlFilter(sources=[matter.key]))
    counts = counts_by_standing(rows)
    gathered = sum(counts.get(standing, 0) for standing in GATHERED)
    asked = Slice(request.user, [matter.key])
    total = sum(counts.values()) - counts.get("not_applicable", 0)
    context = {
        "document": document,
        "by_people": document is not None and is_read_by_people(document),
        "matter": matter,
        "collected": collected_text(Progress(total, gathered)),
        "asked": asked,
        "source": f"{matter.content_type_id}-{matter.object_id}",
        "rows": list(rows.order_by("urgency", "organisation__path")),
        "counts": {state: number for state, number in counts.items() if number},
        "to_remind": remindable(asked, None).count(),
    }
    return render(request, "assignments/acknowledgement/acknowledgement.html", context)


@door("assignments.download_asked_sheet", Matter)
@require_GET
def download_asked_sheet(request: Visitor, matter: Matter) -> HttpResponse:
    """Everybody asked whom the reader sees: who has marked it, with the day, the others to sign by hand."""
    document = _document(request, matter)
    if document is None:
        raise Http404
    rows = asked_to_read(document).filter(pk__in=Assignment.objects.visible_to(request.user).values("pk"))
    content = print_asked_sheet(document, rows)
    return download(content, name=f"Лист ознакомления, {document.requisites}.docx", kind=DOCX)


def _document(request: Visitor, matter: Matter) -> Act | Paper | None:
    found = next(iter(visible_records(*_one(matter), request.user)), None)
    return found if isinstance(found, Act | Paper) else None


def _one(matter: Matter) -> tuple[int, list[int]]:
    return matter.content_type_id, [matter.object_id]


@door("assignments.download_acknowledgement_sheet", Assignment)
@require_GET
def download_acknowledgement_sheet(request: Visitor, assignment: Assignment) -> HttpResponse:
    """Of an organisation that is asked to acknowledge; of another assignment there is nothing to sign at home."""
    if not has_own_sheet(assignment):
        raise DomainError("no_own_sheet", "У этого поручения нет листа для сотрудников организации.")
    name = f"Лист ознакомления, {assignment.organisation.short_name}.docx"
    return download(print_acknowledgement_sheet(assignment), name=name, kind=DOCX)
