"""Issued papers of the example: structures of services, a report, certificates of a seminar, an order to be read."""

from datetime import date, timedelta
from io import BytesIO

from django.core.files.base import ContentFile
from docx import Document

from metodsovet.demo.arms import coat_of_arms
from metodsovet.demo.people import Cast
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions import acknowledge_assignment, send_for_acknowledgement
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.queries.recipients import forecast_of, receiving_under
from metodsovet.ground.documents.actions import (
    BatchDraft,
    ListedPerson,
    activate_template,
    issue_batch,
    issue_paper,
    print_paper,
    set_emblem,
    start_batch,
    upload_template,
    withdraw_paper,
)
from metodsovet.ground.documents.kinds import PaperKind, kind_named
from metodsovet.ground.documents.models import Act, Paper
from metodsovet.kernel.limited import CAN_LIMIT
from metodsovet.kernel.russian import date_text
from metodsovet.work.communities.models import Community, Office

LEAD = "methodical_lead"
CERTIFICATES = 14
STRUCTURES = 2
LATE = 4
"""Every fourth organisation has not acknowledged the order yet."""


def issue_papers(cast: Cast, roadmap: int, today: date) -> None:
    """``today`` is the day on which all of it happens; ``roadmap`` the id of the plan that is reported on."""
    _bring_template(cast)
    set_emblem(cast.town, ContentFile(coat_of_arms(), name="Герб округа.png"), by=cast.author)
    first = _issue("execution_report", cast, {"plan": str(roadmap)}, today, number="01-14/7")
    withdraw_paper(first, reason="В периоде не хватает августа: выпущен новый отчёт.", by=cast.author)
    _issue("execution_report", cast, {"plan": str(roadmap)}, today)
    for school in cast.schools[:STRUCTURES]:
        _issue("methodical_service", cast, {"organisation": str(school.pk)}, today)
    _issue_for_communities(cast, today)
    _issue_certificates(cast, today)
    _send_order(cast, today)


def _issue(code: str, cast: Cast, asked: dict[str, str], day: date, number: str = "") -> Paper:
    kind = _kind(code)
    assert kind.compose is not None
    draft = kind.compose(cast.author, asked)
    assert draft is not None
    return print_paper(issue_paper(kind, draft, issued_on=day, number=number, by=cast.author))


def _bring_template(cast: Cast) -> None:
    """Ours with the name of the town in the head; where processes cannot be limited, no template is brought."""
    if not CAN_LIMIT:
        return
    kind = _kind("methodical_service")
    document = Document(str(kind.template))
    document.sections[0].header.paragraphs[0].text = cast.town.name
    content = BytesIO()
    document.save(content)
    upload = ContentFile(content.getvalue(), name="Структура службы, наш бланк.docx")
    remark = "Название округа вверху листа"
    activate_template(
        upload_template(kind, upload, organisation=cast.town, by=cast.author, remark=remark), by=cast.author
    )


def _issue_for_communities(cast: Cast, today: date) -> None:
    """The folder of an association: its roster and passport, and the reference that its head takes to attestation."""
    for community in Community.objects.filter(organisation=cast.town, name="ГМО учителей математики"):
        for code in ("community_roster", "community_passport"):
            _issue(code, cast, {"community": str(community.pk)}, today)
        for office in community.offices.today().filter(kind=Office.Kind.HEAD):
            _issue("community_reference", cast, {"office": str(office.pk)}, today)


def _issue_certificates(cast: Cast, today: date) -> None:
    held = today - timedelta(days=2)
    people = [person for school in cast.schools for person in cast.staff.get((school.short_name, "учитель"), ())]
    teachers = people or [person for staff in cast.staff.values() for person in staff]
    listed = [ListedPerson(person.full_name, "учитель") for person in teachers[:CERTIFICATES]]
    draft = BatchDraft(
        "Муниципальный семинар «Формирующее оценивание на каждом уроке»",
        today,
        date_text(held),
        "6 часов",
        "Директор центра развития образования",
        cast.author.person.short_name,
        is_apart=True,
    )
    kind = _kind("certificate")
    issue_batch(start_batch(kind, draft, listed, organisation=cast.town, by=cast.author))


def _send_order(cast: Cast, today: date) -> None:
    order = Act.objects.filter(organisation=cast.town, title="О руководителях методических объединений").latest("pk")
    to = forecast_of(list(receiving_under(cast.town)), LEAD)
    due_on = today + timedelta(days=5)
    send_for_acknowledgement(order, issuer=cast.town, to=to, due_on=due_on, holder=LEAD, by=cast.author)
    sent = Assignment.objects.filter(kind=Assignment.Kind.ACKNOWLEDGE, basis=order).order_by("pk")
    for place, assignment in enumerate(sent):
        leads = User.objects.filter(person__parts__assignment=assignment, person__parts__role="lead").first()
        if place % LATE and leads is not None:
            acknowledge_assignment(assignment, by=leads)


def _kind(code: str) -> PaperKind:
    kind = kind_named(code)
    assert kind is not None
    return kind
