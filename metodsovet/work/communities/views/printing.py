from datetime import date

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.documents.printing import DOCX, download
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.work.communities.models import Office
from metodsovet.work.communities.papers import (
    methodical_service_paper,
    print_methodical_service,
    print_reference,
    reference_paper,
)


@door("communities.download_methodical_service", Organisation)
@require_safe
def download_methodical_service(request: Visitor, organisation: Organisation) -> HttpResponse:
    """Of today, or of the day in the address."""
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        day = clock.today()
    paper = methodical_service_paper(organisation, day=day, user=request.user)
    name = f"Структура методической службы, {organisation.short_name}, {day:%d.%m.%Y}.docx"
    return download(print_methodical_service(paper, organisation), name=name, kind=DOCX)


@door("communities.download_reference", Office)
@require_safe
def download_reference(request: Visitor, office: Office) -> HttpResponse:
    """For attestation: whoever held the office takes it himself, or its keepers do."""
    today = clock.today()
    if office.since > today:
        raise DomainError("not_begun", "Срок ещё не начался: справка будет с первого его дня.")
    name = f"Справка, {office.person.list_name}, {today:%d.%m.%Y}.docx"
    return download(
        print_reference(reference_paper(office, day=today), office.community.organisation), name=name, kind=DOCX
    )
