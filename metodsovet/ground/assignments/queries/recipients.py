"""To whom a directive goes: organisations, and who holds it in each of them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import QuerySet

from metodsovet.ground.assignments.models import Directive
from metodsovet.ground.directory.models import Employment, Organisation, Person, Position, RoleAssignment
from metodsovet.ground.directory.models.role_kinds import SERVICE, Role
from metodsovet.kernel.russian import natural_key

Kind = Organisation.Kind
RECEIVING = (Kind.SCHOOL, Kind.KINDERGARTEN, Kind.ADDITIONAL, Kind.OTHER, Kind.CENTRE)


@dataclass(frozen=True, slots=True)
class Recipient:
    """``people`` hold it: nobody is a gap, more than one are offered it."""

    organisation: Organisation
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Forecast:
    recipients: Sequence[Recipient]

    @property
    def gaps(self) -> list[Organisation]:
        return [one.organisation for one in self.recipients if not one.people]

    @property
    def held(self) -> int:
        return len(self.recipients) - len(self.gaps)

    @property
    def mark(self) -> str:
        """Changes when whoever gets it, or who holds it there, changes: what was shown is what is given."""
        known = [(one.organisation.pk, [person.pk for person in one.people]) for one in self.recipients]
        return sha256(repr(known).encode()).hexdigest()[:16]


def receiving_under(issuer: Organisation) -> QuerySet[Organisation]:
    """Open organisations below the node that may be given something."""
    under = Organisation.objects.filter(path__startswith=issuer.path, kind__in=RECEIVING, closed_on=None)
    return under.exclude(pk=issuer.pk).order_by("kind", "short_name")


def forecast_of(organisations: Collection[Organisation], holder: str) -> Forecast:
    """In two queries at most."""
    people = _holders([one.pk for one in organisations], holder)
    ordered = sorted(organisations, key=lambda one: (one.kind, natural_key(one.short_name)))
    return Forecast([Recipient(one, tuple(people.get(one.pk, ()))) for one in ordered])


def service_of(issuer: Organisation) -> QuerySet[Person]:
    """Who may accept or control what the node gives."""
    roles = RoleAssignment.objects.today().filter(role__in=SERVICE, organisation__in=issuer.ancestor_ids)
    return Person.objects.filter(pk__in=roles.values("person"))


def _holders(ids: Collection[int], holder: str) -> Mapping[int, list[Person]]:
    """By role; a head without the role is known by his post."""
    found: dict[int, list[Person]] = defaultdict(list)
    role = Role.ORGANISATION_HEAD if holder == Directive.Holder.HEAD else Role.METHODICAL_LEAD
    held = RoleAssignment.objects.today().filter(role=role, organisation__in=ids).select_related("person")
    for granted in held.order_by("pk"):
        found[granted.organisation_id].append(granted.person)
    if holder == Directive.Holder.HEAD:
        rest = [pk for pk in ids if pk not in found]
        jobs = Employment.objects.today().filter(organisation__in=rest, position__function=Position.Function.HEAD)
        for job in jobs.select_related("person").order_by("pk"):
            found[job.organisation_id].append(job.person)
    return found
