"""The reference that an office in a community was held, for attestation: who, where, when, by which act."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db.models import Prefetch

from metodsovet.design.typography import unbreakable
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Employment, Organisation, Person, Position
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.documents.kinds import PaperDraft, PaperKind, offer
from metodsovet.ground.documents.printing.papers import print_for
from metodsovet.ground.documents.printing.signatures import Signature, signature_of
from metodsovet.kernel import clock
from metodsovet.kernel.numbers import ids_from
from metodsovet.kernel.russian import date_text
from metodsovet.work.communities.models import Office
from metodsovet.work.communities.queries.rosters import jobs_on, post_and_place

TEMPLATE = Path(__file__).resolve().parents[1] / "paper_templates" / "reference.docx"


@dataclass(frozen=True, slots=True)
class ReferencePaper:
    """``period`` is «с 1 сентября 2024 г. по настоящее время»; ``basis`` is empty where no act is known."""

    organisation: str
    name: str
    post_and_place: str
    office: str
    community: str
    kind: str
    period: str
    basis: str
    day: str
    signature: Signature


def reference_paper(office: Office, *, day: date) -> ReferencePaper:
    """As of the day: whose term ends later still holds the office."""
    person = _person(office, day)
    ended = office.until if office.until is not None and office.until < day else None
    until = f"по {date_text(ended)}" if ended else "по настоящее время"
    return ReferencePaper(
        organisation=office.community.organisation.name,
        name=person.name_on(day),
        post_and_place=unbreakable(", ".join(filter(None, post_and_place(person)))),
        office=office.title,
        community=office.community.name,
        kind=office.community.kind.name,
        period=f"с {date_text(office.since)} {until}",
        basis=office.basis.requisites if office.basis else "",
        day=date_text(day),
        signature=signature_of(_head_of(office.community.organisation, day)),
    )


def print_reference(paper: ReferencePaper, organisation: Organisation) -> bytes:
    return print_for(REFERENCE, paper, organisation)


def compose_reference(user: User, asked: Mapping[str, str]) -> PaperDraft | None:
    """``office`` that has begun; the paper is given to whoever holds it."""
    today = clock.today()
    rows = Office.objects.visible_to(user).filter(pk__in=ids_from([asked.get("office", "")]), since__lte=today)
    office = rows.select_related("community__organisation", "community__kind", "person", "basis").first()
    if office is None:
        return None
    paper = reference_paper(office, day=today)
    return PaperDraft(
        paper,
        office.community.organisation,
        f"{paper.name}: {paper.office}, {paper.community}",
        source=office,
        back_url=office.get_absolute_url(),
        recipient=office.person,
    )


def sample_reference() -> ReferencePaper:
    return ReferencePaper(
        organisation="Управление образования Берёзовского муниципального округа",
        name="Рябова Ольга Ивановна",
        post_and_place="учитель математики, Школа №\u00a07",
        office="руководитель",
        community="ГМО учителей математики",
        kind="городское методическое объединение",
        period="с 1\u00a0сентября\u00a02024\u00a0г. по настоящее время",
        basis="приказ от 28\u00a0августа\u00a02024\u00a0г. №\u00a0181",
        day="14\u00a0октября\u00a02026\u00a0г.",
        signature=Signature("Начальник управления", "А.П. Ковалёва"),
    )


REFERENCE = offer(
    PaperKind(
        code="community_reference",
        name="справка о работе в объединении",
        data=ReferencePaper,
        template=TEMPLATE,
        sample=sample_reference,
        permission="communities.download_reference",
        compose=compose_reference,
        public={"community": "Объединение", "office": "Обязанность", "period": "Срок"},
    )
)


def _person(office: Office, day: date) -> Person:
    rows = Person.objects.prefetch_related("former_names", Prefetch("employments", jobs_on(day), to_attr="jobs_of_day"))
    return rows.get(pk=office.person_id)


def _head_of(organisation: Organisation, day: date) -> Person | None:
    """By role; of several, whoever heads by his post too: a deputy often holds the role beside the head."""
    held = organisation.roles.on(day).filter(role__in=(Role.ORGANISATION_HEAD, Role.AUTHORITY_HEAD))
    people = [role.person for role in held.select_related("person").order_by("since", "pk")]
    posts = Employment.objects.on(day).filter(person__in=people, position__function=Position.Function.HEAD)
    heads = set(posts.values_list("person_id", flat=True))
    return next((person for person in people if person.pk in heads), people[0] if people else None)
