"""What pages of people and organisations show of communities."""

from django.urls import reverse

from metodsovet.ground.access.models import User
from metodsovet.ground.directory import panels
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.directory.panels import PanelRow
from metodsovet.kernel.russian import date_short
from metodsovet.work.communities.models import Community, Membership
from metodsovet.work.communities.queries import communities_headed_by, community_rows


@panels.offer(panels.ORGANISATION, "Объединения")
def communities_of_organisation(user: User, organisation: Organisation) -> list[PanelRow]:
    rows = community_rows(user).filter(organisation=organisation, closed_on=None)
    return [PanelRow(row.get_absolute_url(), row.name, heads_text(row)) for row in rows]


@panels.offer(panels.ORGANISATION, "Методическая служба")
def methodical_service(user: User, organisation: Organisation) -> list[PanelRow]:
    if organisation.is_department or not user.has_perm("communities.download_methodical_service", organisation):
        return []
    url = reverse("download_methodical_service", args=[organisation.pk])
    rows = [PanelRow(url, "Напечатать структуру", "ответственный, заместители, совет, объединения — Word")]
    if user.has_perm("documents.issue_paper", organisation):
        url = f"{reverse('issue_paper', args=['methodical_service'])}?organisation={organisation.pk}"
        rows.append(PanelRow(url, "Выпустить с номером", "неизменный файл в журнале бумаг"))
    return rows


@panels.offer(panels.PERSON, "Руководит объединениями")
def communities_of_person(user: User, person: Person) -> list[PanelRow]:
    rows = communities_headed_by(person) & Community.objects.visible_to(user)
    return [PanelRow(row.get_absolute_url(), row.name) for row in rows]


@panels.offer(panels.PERSON, "Состоит в объединениях")
def memberships_of_person(user: User, person: Person) -> list[PanelRow]:
    """Those that the user may know of: he keeps them or belongs to them himself."""
    rows = Membership.objects.visible_to(user).today().filter(person=person).select_related("community")
    return [
        PanelRow(one.community.get_absolute_url(), one.community.name, f"с {date_short(one.since)}")
        for one in rows.order_by("community__name")
    ]


def heads_text(community: Community) -> str:
    """Heads of a row that carries them; see ``community_rows``."""
    return ", ".join(office.person.short_name for office in getattr(community, "heads", ())) or "без руководителя"
