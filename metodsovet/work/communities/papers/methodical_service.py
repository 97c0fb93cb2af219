"""The structure of an organisation's methodical service, as it is printed for a folder or for an inspection."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db.models import Prefetch, Q, QuerySet

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Employment, Organisation, Person, Position
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.documents.asking import asked_day
from metodsovet.ground.documents.kinds import PaperDraft, PaperKind, offer
from metodsovet.ground.documents.printing.papers import print_for
from metodsovet.kernel import clock
from metodsovet.kernel.numbers import ids_from
from metodsovet.kernel.russian import date_text
from metodsovet.work.communities.models import Community, CommunityKind, Office

TEMPLATE = Path(__file__).resolve().parents[1] / "paper_templates" / "methodical_service.docx"
COUNCILS = (CommunityKind.Code.COUNCIL, CommunityKind.Code.PEDAGOGICAL_COUNCIL)
NOBODY, NO_HEAD = "не назначен", "без руководителя"


@dataclass(frozen=True, slots=True)
class ServicePerson:
    what: str
    name: str
    position: str


@dataclass(frozen=True, slots=True)
class ServiceCommunity:
    """``head`` is everybody who holds an office there on the day; ``basis`` is the act that appointed the head."""

    name: str
    head: str
    basis: str


@dataclass(frozen=True, slots=True)
class ServiceSignature:
    position: str
    name: str


@dataclass(frozen=True, slots=True)
class MethodicalServicePaper:
    organisation: str
    day: str
    people: tuple[ServicePerson, ...]
    councils: tuple[ServiceCommunity, ...]
    associations: tuple[ServiceCommunity, ...]
    signature: ServiceSignature


def methodical_service_paper(organisation: Organisation, *, day: date, user: User) -> MethodicalServicePaper:
    """Who was who on the day, called as on that day."""
    staff = _Staff(organisation, day)
    communities = list(_communities(organisation, day, user))
    councils = [one for one in communities if one.kind.code in COUNCILS]
    return MethodicalServicePaper(
        organisation=organisation.name,
        day=date_text(day),
        people=tuple(staff.lines()),
        councils=tuple(_line(one, day) for one in councils),
        associations=tuple(_line(one, day) for one in communities if one not in councils),
        signature=staff.signature(),
    )


def print_methodical_service(paper: MethodicalServicePaper, organisation: Organisation) -> bytes:
    return print_for(METHODICAL_SERVICE, paper, organisation)


def compose_methodical_service(user: User, asked: Mapping[str, str]) -> PaperDraft | None:
    """``organisation`` and ``day``, today by default."""
    asked_for = ids_from([asked.get("organisation", "")])
    organisation = Organisation.objects.visible_to(user).filter(pk__in=asked_for).first()
    if organisation is None:
        return None
    day = asked_day(asked, "day") or clock.today()
    paper = methodical_service_paper(organisation, day=day, user=user)
    title = f"Структура методической службы, {organisation.short_name}, на {date_text(day)}"
    return PaperDraft(paper, organisation, title, source=organisation, back_url=organisation.get_absolute_url())


def sample_methodical_service() -> MethodicalServicePaper:
    people = (
        ServicePerson("Руководитель организации", "Ковалёва Анна Петровна", "директор"),
        ServicePerson("Ответственный за методическую работу", "Дроздов Илья Сергеевич", "заместитель директора по УВР"),
    )
    basis = "приказ от 28 августа 2026 г. № 41"
    return MethodicalServicePaper(
        organisation="Муниципальное общеобразовательное учреждение «Школа № 7»",
        day="1 сентября 2026 г.",
        people=people,
        councils=(ServiceCommunity("Методический совет", "Дроздов Илья Сергеевич", basis),),
        associations=(
            ServiceCommunity("ШМО учителей математики", "Рябова Ольга Ивановна", basis),
            ServiceCommunity("ШМО учителей начальных классов", "Синицына Вера Павловна", basis),
        ),
        signature=ServiceSignature("Директор", "А.П. Ковалёва"),
    )


METHODICAL_SERVICE = offer(
    PaperKind(
        code="methodical_service",
        name="структура методической службы",
        data=MethodicalServicePaper,
        template=TEMPLATE,
        sample=sample_methodical_service,
        permission="communities.download_methodical_service",
        compose=compose_methodical_service,
        public={"organisation": "Организация"},
    )
)


class _Staff:
    """People of one organisation on one day; four queries."""

    def __init__(self, organisation: Organisation, day: date) -> None:
        self.day = day
        jobs = Employment.objects.on(day).filter(organisation__path__startswith=organisation.path)
        self.jobs = list(jobs.select_related("person", "position").prefetch_related("person__former_names"))
        roles = organisation.roles.on(day).select_related("person").prefetch_related("person__former_names")
        self.roles = list(roles.order_by("since"))

    def lines(self) -> Iterator[ServicePerson]:
        heads = self._holding(Role.ORGANISATION_HEAD) or self._of(Position.Function.HEAD)
        leads = self._holding(Role.METHODICAL_LEAD)
        yield from self._named("Руководитель организации", heads)
        yield from self._named("Ответственный за методическую работу", leads)
        known = {person.pk for person in leads}
        deputies = [person for person in self._of(Position.Function.DEPUTY) if person.pk not in known]
        if deputies:
            yield from self._named("Заместитель руководителя", deputies)

    def signature(self) -> ServiceSignature:
        heads = self._holding(Role.ORGANISATION_HEAD) or self._of(Position.Function.HEAD)
        if not heads:
            return ServiceSignature("", "")
        position = self._position(heads[0])
        return ServiceSignature(position[:1].upper() + position[1:], heads[0].short_name_on(self.day))

    def _named(self, what: str, people: list[Person]) -> Iterator[ServicePerson]:
        for person in people:
            yield ServicePerson(what, person.name_on(self.day), self._position(person))
        if not people:
            yield ServicePerson(what, NOBODY, "")

    def _holding(self, role: str) -> list[Person]:
        return [one.person for one in self.roles if one.role == role]

    def _of(self, function: str) -> list[Person]:
        people = {job.person_id: job.person for job in self.jobs if job.position.function == function}
        return sorted(people.values(), key=lambda person: person.sort_key)

    def _position(self, person: Person) -> str:
        own = sorted((job for job in self.jobs if job.person_id == person.pk), key=lambda job: not job.is_main)
        return own[0].position.name if own else ""


def _communities(organisation: Organisation, day: date, user: User) -> QuerySet[Community]:
    offices = Office.objects.on(day).select_related("person", "basis").prefetch_related("person__former_names")
    rows = Community.objects.visible_to(user).filter(organisation=organisation).select_related("kind")
    rows = rows.filter(Q(closed_on=None) | Q(closed_on__gt=day))
    return rows.prefetch_related(Prefetch("offices", queryset=offices, to_attr="offices_of_day")).order_by(
        "kind__place", "kind__name", "name"
    )


def _line(community: Community, day: date) -> ServiceCommunity:
    offices: list[Office] = vars(community)["offices_of_day"]
    ordered = sorted(offices, key=lambda office: Office.Kind.values.index(office.kind))
    heads = [office for office in ordered if office.kind == Office.Kind.HEAD]
    others = [f"{office.title} — {office.person.name_on(day)}" for office in ordered if office not in heads]
    names = [office.person.name_on(day) for office in heads] or [NO_HEAD]
    basis = next((office.basis.requisites for office in heads if office.basis), "")
    return ServiceCommunity(community.name, "; ".join(names + others), basis)
