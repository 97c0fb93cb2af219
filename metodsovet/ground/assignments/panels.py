"""What pages of acts and papers show of the ledger: who has acknowledged them, and whom to send them to."""

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment, Matter
from metodsovet.ground.assignments.queries.acknowledgements import collected_text, is_read_by_people
from metodsovet.ground.assignments.queries.sources import progress_of
from metodsovet.ground.directory import panels
from metodsovet.ground.directory.panels import PanelRow
from metodsovet.ground.documents.models import Act, Paper
from metodsovet.ground.documents.slots import ACT_PANELS, PAPER_PANELS

TITLE = "Ознакомление"


@panels.offer(ACT_PANELS, TITLE)
def acknowledgement_of_act(user: User, act: Act) -> list[PanelRow]:
    return _rows(user, act, "send_act")


@panels.offer(PAPER_PANELS, TITLE)
def acknowledgement_of_paper(user: User, paper: Paper) -> list[PanelRow]:
    is_for_all = paper.recipient_id is None and not paper.is_withdrawn and not is_read_by_people(paper)
    return _rows(user, paper, "send_paper" if is_for_all else "")


def _rows(user: User, document: Act | Paper, verb: str) -> list[PanelRow]:
    kind = ContentType.objects.get_for_model(document)
    seen = Assignment.objects.visible_to(user).filter(kind=Assignment.Kind.ACKNOWLEDGE)
    progress = progress_of([document], among=seen)[document.pk]
    rows = []
    if progress.total:
        matter = Matter.objects.get(content_type=kind, object_id=document.pk)
        note = f"просрочено {progress.overdue}" if progress.overdue else ""
        rows.append(PanelRow(reverse("show_acknowledgement", args=[matter.pk]), collected_text(progress), note))
    if verb and user.has_perm(f"assignments.{verb}", document):
        rows.append(PanelRow(reverse(verb, args=[document.pk]), "Отправить на ознакомление", "организациям, со сроком"))
    return rows
