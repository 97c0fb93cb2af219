"""Who signs, controls and has written the order: names of the file among people of the place."""

from collections.abc import Mapping
from dataclasses import dataclass

from metodsovet.ground.directory.models import Employment
from metodsovet.kernel.parties import Party, parse_parties
from metodsovet.work.orders.models import Order
from metodsovet.work.orders.queries.people import signing_people
from metodsovet.work.orders.reading import ReadOrder
from metodsovet.work.planning.matching import HolderChoice, Proposal, Register
from metodsovet.work.planning.matching.choices import NOBODY
from metodsovet.work.planning.matching.persons import propose_person
from metodsovet.work.planning.models import NamedParty

ROLES: Mapping[str, str] = {"signatory": "кто подписал", "controller": "кто контролирует", "executor": "исполнитель"}
MOST_OFFERED = 6


@dataclass(frozen=True, slots=True)
class Named:
    """``words`` as they stand in the file; ``party`` where a person is named in them."""

    role: str
    words: str
    party: Party | None


def named_people(read: ReadOrder) -> list[Named]:
    """Roles that the file speaks of; «оставляю за собой» is whoever signs."""
    found = []
    signed = read.signatories[0] if read.signatories else None
    if signed is not None and signed.person:
        found.append(_named("signatory", signed.person))
    if read.controller is not None and read.controller.is_signatory and signed is not None and signed.person:
        found.append(_named("controller", signed.person))
    elif read.controller is not None and read.controller.parties:
        first = read.controller.parties[0]
        found.append(Named("controller", first.source, first if first.person else None))
    if read.executor is not None and read.executor.person:
        found.append(_named("executor", read.executor.person))
    return found


def propose_signing(named: Named, order: Order, register: Register) -> Proposal:
    if named.party is not None:
        found = propose_person(named.party, register)
        return Proposal(found.choice, found.is_sure, found.reason, found.alternatives or _offered(order))
    return Proposal(NOBODY, False, "Здесь названа должность без имени: выберите человека.", _offered(order))


def _named(role: str, words: str) -> Named:
    return Named(role, words, next((party for party in parse_parties(words) if party.person), None))


def _offered(order: Order) -> tuple[HolderChoice, ...]:
    """Those of the issuing organisation; anybody else is found by the editor of signatures."""
    jobs = Employment.objects.today().filter(organisation__path__startswith=order.organisation.path)
    people = signing_people(order).filter(pk__in=jobs.values("person"))[:MOST_OFFERED]
    kind = NamedParty.Holder.PERSON.value
    posts: dict[int, list[str]] = {}
    for job in jobs.filter(person__in=[one.pk for one in people]).select_related("position", "organisation"):
        posts.setdefault(job.person_id, []).append(str(job))
    return tuple(
        HolderChoice(kind, person_id=one.pk, label=one.full_name, hint="; ".join(posts.get(one.pk, ())))
        for one in people
    )
