"""Who sees which rows: the table of rights said once more by hand, and the permission to view that agrees with it."""

from collections.abc import Iterator, Mapping

import pytest
import rules
from django.apps import apps
from django.db.models import Model

from metodsovet.ground.access.models import User
from tests.rights.places import ABROAD, FOREIGN, HOME, OWN, SIBLING, TOWN
from tests.rights.realm import FOREIGN_ROLES, HOME_ROLES, ROLES, STRANGER
from tests.rights.visiting import Visitors

pytestmark = pytest.mark.django_db
OF_MUNICIPALITY = frozenset(
    {"organisation", "act", "act_file", "community", "office", "theme", "order_registered", "point_registered"}
    | {"order_removed", "removal"}
)
"""Known to everybody in the municipality."""
PUBLISHED = frozenset({"plan", "activity", "occurrence", "programme", "year_result"})
"""An accepted plan: read below its node and at it."""
UNPUBLISHED = frozenset(
    {
        "draft",
        "line",
        "reading",
        "edition",
        "plan_work",
        "order",
        "point",
        "point_party",
        "order_appendix",
        "deed",
        "order_link",
        "order_reading",
    }
)
"""A draft: for those who make plans or orders of the node."""
OF_COMMUNITY = frozenset({"year_plan"})
"""The plan that a community writes: for those who run it and who make plans of the node."""
ROSTERS = frozenset({"membership"})
"""Who is in a community: for those who keep it and who belong to it today."""
DUTIES = frozenset(
    {
        "assignment",
        "reported",
        "accepted",
        "offered",
        "report",
        "extension",
        "evidence",
        "evidence_file",
        "paper",
        "paper_unprinted",
        "paper_template",
        "emblem",
        "batch",
    }
)
ALL = OF_MUNICIPALITY | PUBLISHED | UNPUBLISHED | OF_COMMUNITY | DUTIES | ROSTERS
IN_SCHOOL = OF_MUNICIPALITY | PUBLISHED
TABLE: Mapping[str, Mapping[str, frozenset[str]]] = {
    "methodist": {TOWN: ALL, OWN: ALL, SIBLING: ALL},
    "authority_head": {TOWN: ALL, OWN: ALL, SIBLING: ALL},
    "administrator": {TOWN: IN_SCHOOL, OWN: OF_MUNICIPALITY, SIBLING: OF_MUNICIPALITY},
    "methodical_lead": {TOWN: IN_SCHOOL, OWN: ALL, SIBLING: OF_MUNICIPALITY},
    "organisation_head": {TOWN: IN_SCHOOL, OWN: ALL, SIBLING: OF_MUNICIPALITY},
    "teacher": {TOWN: IN_SCHOOL, OWN: IN_SCHOOL, SIBLING: OF_MUNICIPALITY},
    "community_head": {TOWN: IN_SCHOOL, OWN: IN_SCHOOL, SIBLING: OF_MUNICIPALITY},
    "community_member": {TOWN: IN_SCHOOL | ROSTERS, OWN: OF_MUNICIPALITY, SIBLING: IN_SCHOOL},
    "community_secretary": {TOWN: IN_SCHOOL | ROSTERS | OF_COMMUNITY, OWN: OF_MUNICIPALITY, SIBLING: IN_SCHOOL},
    "former_member": {TOWN: IN_SCHOOL, OWN: OF_MUNICIPALITY, SIBLING: IN_SCHOOL},
    "kindergarten_head": {TOWN: IN_SCHOOL, OWN: OF_MUNICIPALITY, SIBLING: OF_MUNICIPALITY},
    "sibling_methodical_lead": {TOWN: IN_SCHOOL, OWN: OF_MUNICIPALITY, SIBLING: ALL},
}

VIEWED_BY: Mapping[str, str] = {
    "access.user": "",
    "assignments.evidence": "assignments.view_assignment",
    "assignments.extension": "assignments.view_assignment",
    "assignments.interimdate": "assignments.view_assignment",
    "assignments.reminder": "assignments.view_assignment",
    "assignments.report": "assignments.view_assignment",
    "communities.appendixrow": "communities.view_appendix",
    "communities.communitykind": "",
    "communities.membership": "",
    "communities.office": "",
    "events.agendaitem": "events.view_meeting",
    "events.attendance": "events.view_meeting",
    "events.decision": "events.view_meeting",
    "events.minutes": "events.view_meeting",
    "events.talk": "",
    "assignments.substitution": "",
    "orders.agreement": "orders.view_order",
    "orders.controlremoval": "orders.view_order",
    "orders.deed": "orders.view_order",
    "orders.orderappendix": "orders.view_order",
    "orders.orderlink": "orders.view_order",
    "orders.orderreading": "orders.view_order",
    "orders.point": "orders.view_order",
    "orders.pointparty": "orders.view_order",
    "directory.category": "",
    "directory.employment": "",
    "directory.personname": "",
    "directory.position": "",
    "directory.export": "",
    "directory.roleassignment": "",
    "directory.rosterrow": "",
    "directory.rosterword": "",
    "files.storedfile": "",
    "notifications.calendarfeed": "notifications.revoke_feed",
    "notifications.letter": "notifications.retry_letter",
    "notifications.notice": "",
    "planning.goal": "planning.view_plan",
    "planning.plandeadline": "",
    "planning.plantemplate": "",
    "planning.submission": "planning.view_plan",
    "planning.yearresult": "planning.view_plan",
    "planning.occurrence": "planning.view_activity",
}
"""Rows that are looked at with another one, by its permission; «» where ``visible_to`` alone decides."""


@pytest.mark.parametrize("role", HOME_ROLES)
def test_people_see_what_the_table_of_rights_says(visitors: Visitors, role: str) -> None:
    for place in HOME:
        rows = visitors.realm.places[place].rows

        assert {key for key in ALL if visitors.sees(role, rows[key])} == TABLE[role][place], f"{role} at {place}"


def test_nobody_sees_a_row_of_another_municipality(visitors: Visitors) -> None:
    assert rows_seen_abroad(visitors) == []


SHARED = frozenset({"position"})
"""Words that all municipalities have in common."""


def rows_seen_abroad(visitors: Visitors) -> list[tuple[str, str, str]]:
    places = visitors.realm.places
    return [
        (role, place, key)
        for roles, hidden in ((HOME_ROLES, ABROAD), (FOREIGN_ROLES, HOME), ((STRANGER,), (*HOME, *ABROAD)))
        for role in roles
        for place in hidden
        for key, row in places[place].rows.items()
        if key not in SHARED
        and hasattr(type(row)._default_manager, "visible_to")
        and row.pk in visible(visitors.user(role), type(row))
    ]


def test_the_foreign_methodist_sees_all_of_his_own(visitors: Visitors) -> None:
    rows = visitors.realm.places[FOREIGN].rows

    assert {key for key in ALL if visitors.sees("foreign_methodist", rows[key])} == ALL


@pytest.mark.parametrize("role", ROLES)
def test_the_permission_to_view_agrees_with_what_is_visible(visitors: Visitors, role: str) -> None:
    user = visitors.user(role)
    apart = [
        (permission, str(row))
        for model, permission in viewed()
        for row in model._default_manager.all()
        if user.has_perm(permission, row) != (row.pk in visible(user, model))
    ]

    assert apart == []


def viewed() -> Iterator[tuple[type[Model], str]]:
    """Models with rows that only some see, and the permission to view one; KeyError for a new one without."""
    for model in apps.get_models():
        if not hasattr(model._default_manager, "visible_to"):
            continue
        own = f"{model._meta.app_label}.view_{model._meta.model_name}"
        permission = own if rules.perm_exists(own) else VIEWED_BY[model._meta.label_lower]
        if permission:
            yield model, permission


def visible(user: User, model: type[Model]) -> frozenset[object]:
    """Keys of the rows that the user sees; read once for each account object."""
    known: dict[type[Model], frozenset[object]] = user.__dict__.setdefault("_visible_rows", {})
    if model not in known:
        rows = model._default_manager.visible_to(user)  # type: ignore[attr-defined]
        known[model] = frozenset(rows.values_list("pk", flat=True))
    return known[model]
