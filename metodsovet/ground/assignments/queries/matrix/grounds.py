"""Which matters and organisations a matrix has. Each is found by its own index: never a walk over the whole ledger."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment, Matter, Part
from metodsovet.ground.assignments.models.assignments import READERS, AssignmentQuerySet
from metodsovet.ground.assignments.models.matters import SAME_SOURCE
from metodsovet.ground.assignments.models.substitutions import acting_for
from metodsovet.ground.assignments.queries import concerns
from metodsovet.ground.assignments.queries.slices import due_in, of_sources
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.models.organisations import subtree_q
from metodsovet.ground.directory.models.role_kinds import LEADS, SERVICE
from metodsovet.ground.directory.standing import standing_of
from metodsovet.kernel.looking_up import AmongIds
from metodsovet.kernel.offers import Period


@dataclass(frozen=True, slots=True)
class MatrixFilter:
    """Empty fields do not narrow; ``kinds`` are of organisations, ``act_ids`` the bases of assignments."""

    period: Period
    under_control: bool = False
    kinds: Sequence[str] = ()
    act_ids: Sequence[int] = ()


class Place(NamedTuple):
    """A column before it is counted: an organisation as light as nine hundred of them must be."""

    pk: int
    kind: str
    short_name: str
    path: str


@dataclass(frozen=True, slots=True)
class MatrixGround:
    """``matters`` carry ``first_due``, the earliest deadline of their assignments in the period."""

    user: User
    filters: MatrixFilter
    matters: QuerySet[Any]
    organisations: QuerySet[Organisation]

    def places(self) -> list[Place]:
        return [Place(*values) for values in self.organisations.values_list(*Place._fields)]

    def rows(self, places: Sequence[Place]) -> AssignmentQuerySet:
        """What the user sees of these; in the short way where all of them are open to him anyway."""
        standing = standing_of(self.user)
        is_open = all(standing.holds(READERS, one.path) for one in places)
        rows = Assignment.objects.all() if is_open else Assignment.objects.visible_to(self.user)
        return narrowed(rows.filter(AmongIds("organisation", [one.pk for one in places])), self.filters, self.user)


def ground_of(user: User, filters: MatrixFilter) -> MatrixGround:
    """The service meets every matter of its subtree, so its first probe of each is a hit; others begin from theirs."""
    matters, organisations = Matter.objects.all(), Organisation.objects.all()
    if standing_of(user).paths_of(SERVICE):
        seen = narrowed(Assignment.objects.visible_to(user), filters, user)
        matters = matters.filter(Exists(seen.filter(**SAME_SOURCE)))
        organisations = organisations.filter(Exists(seen.filter(organisation=OuterRef("pk"))))
    else:
        found = narrowed(Assignment.objects.filter(pk__in=_ids_seen_by(user)), filters, user).order_by()
        triples = list(found.values_list("content_type", "object_id", "organisation").distinct())
        matters = matters.filter(of_sources((kind, key) for kind, key, _ in triples if kind and key))
        organisations = organisations.filter(AmongIds("pk", {organisation for _, _, organisation in triples}))
    due = Assignment.objects.filter(due_in(filters.period), **SAME_SOURCE).order_by("due_on")
    return MatrixGround(user, filters, matters.annotate(first_due=Subquery(due.values("due_on")[:1])), organisations)


def narrowed(rows: AssignmentQuerySet, filters: MatrixFilter, user: User) -> AssignmentQuerySet:
    rows = rows.filter(due_in(filters.period))
    if filters.under_control:
        rows = rows.filter(concerns.controls(user))
    if filters.act_ids:
        rows = rows.filter(basis__in=filters.act_ids)
    if filters.kinds:
        rows = rows.filter(organisation__kind__in=filters.kinds)
    return rows


def _ids_seen_by(user: User) -> QuerySet[Any, Any]:
    """``visible_to`` of somebody outside of the service, by the index of each way."""
    rows = Assignment.objects.order_by().values_list("pk")
    me = acting_for(user)
    mine = Part.objects.filter(person__in=me, until=None)
    ways = [
        rows.filter(subtree_q(standing_of(user).paths_of(LEADS), "organisation__path")),
        rows.filter(accepter__in=me),
        rows.filter(controller__in=me),
    ]
    return rows.filter(pk__in=mine.values("assignment")).union(*ways)
