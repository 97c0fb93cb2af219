"""What pages of organisations and acts show of plans and assignments."""

from django.urls import reverse

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.directory import panels
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.panels import PanelRow
from metodsovet.ground.documents.models import Act
from metodsovet.ground.documents.slots import ACT_PANELS
from metodsovet.kernel.russian import plural
from metodsovet.work.communities.models import Community, Office
from metodsovet.work.planning.models import Plan

SHOWN = 20


@panels.offer(panels.ORGANISATION, "Планы")
def plans_of_organisation(user: User, organisation: Organisation) -> list[PanelRow]:
    return _plan_rows(user, organisation=organisation)


@panels.offer(ACT_PANELS, "Планы по этому документу")
def plans_of_act(user: User, act: Act) -> list[PanelRow]:
    return _plan_rows(user, act=act)


@panels.offer(ACT_PANELS, "Назначены этим документом")
def offices_of_act(user: User, act: Act) -> list[PanelRow]:
    seen = Community.objects.visible_to(user)
    offices = Office.objects.filter(basis=act, community__in=seen).select_related("community", "person")
    return [
        PanelRow(office.community.get_absolute_url(), office.community.name, office.person.full_name)
        for office in offices[:SHOWN]
    ]


@panels.offer(ACT_PANELS, "Поручения по этому документу")
def assignments_of_act(user: User, act: Act) -> list[PanelRow]:
    """One row: a plan gives hundreds of assignments, and the list of control shows them."""
    seen = Assignment.objects.visible_to(user).filter(basis=act)
    number, is_open = seen.count(), seen.open().count()
    if not number:
        return []
    title = f"{number} {plural(number, 'поручение', 'поручения', 'поручений')}"
    return [PanelRow(f"{reverse('show_control')}?act={act.pk}", title, f"ещё исполняется: {is_open}")]


def _plan_rows(user: User, **of: object) -> list[PanelRow]:
    plans = Plan.objects.visible_to(user).filter(**of).exclude(state=Plan.State.DISCARDED)
    return [PanelRow(plan.get_absolute_url(), plan.title, plan.get_state_display()) for plan in plans[:SHOWN]]
