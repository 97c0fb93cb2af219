"""Whom an action tells about itself."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions.locking import person_id_of
from metodsovet.ground.assignments.models import Assignment, Part, Substitution
from metodsovet.ground.assignments.queries.concerns import has_named_accepter
from metodsovet.ground.directory.models import RoleAssignment
from metodsovet.ground.directory.models.role_kinds import LEADS, Role
from metodsovet.ground.notifications.actions import News, notify, notify_each
from metodsovet.ground.notifications.models import Topic


def tell(
    assignment: Assignment, people: Iterable[int], *, key: str, text: str, by: User | None, topic: str = Topic.DUTIES
) -> None:
    """Tell the people and those who stand in for them today, except whoever does it."""
    told = {person for person in people if person}
    told |= set(Substitution.objects.today().filter(absent__in=told).values_list("substitute_id", flat=True))
    told.discard(person_id_of(by) or 0)
    notify(sorted(told), key=key, text=text, url=assignment.get_absolute_url(), topic=topic)


@dataclass(frozen=True, slots=True)
class Sentences:
    """How one and the same thing is said of a single assignment, by its title, and of many, by their number."""

    one: Callable[[str], str]
    many: Callable[[int], str]


def tell_together(touched: Mapping[int, set[int]], sentences: Sentences, *, key: str, by: User | None) -> None:
    """One notice a person about all of his assignments: ids by the id of the person; his substitutes are told too."""
    concerned = {person: set(ids) for person, ids in touched.items()}
    substitutions = Substitution.objects.today().filter(absent__in=touched)
    for absent, substitute in substitutions.values_list("absent_id", "substitute_id"):
        concerned.setdefault(substitute, set()).update(touched[absent])
    concerned.pop(person_id_of(by) or 0, None)
    single = {min(ids) for ids in concerned.values() if len(ids) == 1}
    titles = dict(Assignment.objects.filter(pk__in=single).values_list("pk", "title"))
    news = {}
    for person, ids in concerned.items():
        if len(ids) == 1:
            news[person] = News(sentences.one(titles[min(ids)][:300]), reverse("show_assignment", args=[min(ids)]))
        else:
            news[person] = News(sentences.many(len(ids)), f"{reverse('show_control')}?whose=mine")
    notify_each(news, key=key)


def executors_of_all(assignments: Iterable[int]) -> dict[int, set[int]]:
    """Assignments (ids) by the person who leads or may take them."""
    found: dict[int, set[int]] = defaultdict(set)
    parts = Part.objects.filter(
        assignment__in=assignments, until=None, role__in=[Part.Role.LEAD, Part.Role.CANDIDATE], person__isnull=False
    )
    for person, assignment in parts.values_list("person_id", "assignment_id"):
        found[person or 0].add(assignment)
    return found


def leaders_of(assignments: Collection[int]) -> dict[int, set[int]]:
    """Assignments (ids) by those who appoint an executor: leads of the organisation, else methodists of the issuer."""
    rows = list(Assignment.objects.filter(pk__in=assignments).select_related("organisation", "issuer"))
    nodes = {pk for row in rows for pk in (*row.organisation.ancestor_ids, *row.issuer.ancestor_ids)}
    holders: dict[tuple[int, bool], set[int]] = defaultdict(set)
    held = RoleAssignment.objects.today().filter(role__in=(*LEADS, Role.METHODIST), organisation__in=nodes)
    for node, role, person in held.values_list("organisation_id", "role", "person_id"):
        holders[node, role in LEADS].add(person)
    found: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        leads = set().union(*(holders[pk, True] for pk in row.organisation.ancestor_ids))
        for person in leads or set().union(*(holders[pk, False] for pk in row.issuer.ancestor_ids)):
            found[person].add(row.pk)
    return found


def executors_of(assignment: Assignment) -> list[int]:
    """The lead, or all who may take it while there is none."""
    current = assignment.parts.filter(until=None, person__isnull=False)
    parts = list(current.filter(role__in=[Part.Role.LEAD, Part.Role.CANDIDATE]).values_list("role", "person_id"))
    leads = [person for role, person in parts if role == Part.Role.LEAD and person]
    return leads or [person for _, person in parts if person]


def accepters_of(assignment: Assignment) -> list[int]:
    """The named accepter, else the methodists of whoever gave it, else (a lone one reports himself) the head there."""
    if has_named_accepter(assignment):
        return [assignment.accepter_id or 0]
    busy = {part.person_id for part in assignment.parts.filter(role=Part.Role.LEAD, until=None)}
    methodists = [person for person in _holders_at_issuer(assignment, Role.METHODIST) if person not in busy]
    return methodists or _holders_at_issuer(assignment, Role.AUTHORITY_HEAD)


def deciders_of(assignment: Assignment) -> list[int]:
    """Who answers a request: those who accept and the named controller."""
    return accepters_of(assignment) + ([assignment.controller_id] if assignment.controller_id else [])


def _holders_at_issuer(assignment: Assignment, role: str) -> list[int]:
    held = RoleAssignment.objects.today().filter(role=role, organisation__in=assignment.issuer.ancestor_ids)
    return list(held.values_list("person_id", flat=True).distinct())
