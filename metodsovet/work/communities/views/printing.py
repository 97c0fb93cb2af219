from datetime import date

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.documents.printing import DOCX, download
from metodsovet.kernel import clock
from metodsovet.work.communities.papers import methodical_service_paper, print_methodical_service


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
