"""Whom an order may name: people, acts, communities and plans of the place where it rules."""

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Employment, Organisation, Person, Position
from metodsovet.ground.directory.standing import standing_of
from metodsovet.kernel import clock
from metodsovet.work.communities.models import Community
from metodsovet.work.communities.queries.rosters import jobs_on
from metodsovet.work.orders.models import Order
from metodsovet.work.orders.models.orders import COMPOSERS
from metodsovet.work.planning.matching import node_of
from metodsovet.work.planning.matching.audiences import SERVICE_KINDS
from metodsovet.work.planning.models import Plan

LEADING = (Position.Function.HEAD, Position.Function.DEPUTY)


def issuers(user: User) -> QuerySet[Organisation]:
    """Whose orders the user composes, the widest first."""
    paths = standing_of(user).paths_of(COMPOSERS)
    rows = Organisation.objects.under(paths).filter(closed_on=None).exclude(kind=Organisation.Kind.DEPARTMENT)
    return rows.order_by("path")


def signing_people(order: Order) -> QuerySet[Person]:
    """Who signs, controls, prepares and agrees: the issuer's own first, the service, heads and deputies."""
    path = node_of(order.organisation).path
    kinds = (*SERVICE_KINDS, Organisation.Kind.DEPARTMENT)
    people = Person.objects.employed_under(path)
    serving = Q(employments__organisation__kind__in=kinds) | Q(employments__position__function__in=LEADING)
    own = Employment.objects.today().filter(
        person=OuterRef("pk"), organisation__path__startswith=order.organisation.path
    )
    rows: Any = people.filter(pk__in=Person.objects.filter(serving).values("pk")).annotate(is_own=Exists(own))
    return with_posts(rows.order_by("-is_own", "sort_key"))


def everybody(order: Order) -> QuerySet[Person]:
    return with_posts(Person.objects.employed_under(node_of(order.organisation).path))


def with_posts(people: QuerySet[Person]) -> QuerySet[Person]:
    return people.prefetch_related(Prefetch("employments", jobs_on(clock.today()), to_attr="jobs_of_day"))


def communities_of(order: Order) -> QuerySet[Community]:
    path = node_of(order.organisation).path
    rows = Community.objects.filter(organisation__path__startswith=path, closed_on=None)
    return rows.select_related("kind", "organisation").order_by("kind__place", "organisation__path", "name")


def plans_of(order: Order, user: User) -> QuerySet[Plan]:
    path = node_of(order.organisation).path
    return Plan.objects.visible_to(user).filter(organisation__path__startswith=path)
