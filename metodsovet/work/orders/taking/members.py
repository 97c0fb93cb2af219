"""Members that an included list names, as people of the register and offices of a community."""

from collections.abc import Sequence
from dataclasses import dataclass

from metodsovet.work.communities.models import Community, Membership
from metodsovet.work.orders.models import Deed
from metodsovet.work.orders.reading import Appendix, Appointed, ReadOrder
from metodsovet.work.orders.taking.deeds import communities_meant, is_membership, office_meant
from metodsovet.work.planning.matching import HolderChoice, Register
from metodsovet.work.planning.matching.persons import propose_person

MOST_COMMUNITIES = 4


@dataclass(frozen=True, slots=True)
class MemberProposal:
    """``person`` is None where the register does not make plain who it is."""

    member: Appointed
    person: HolderChoice | None

    def kind_in(self, community: Community) -> tuple[str, str]:
        """The kind of the deed and the office, of those that the community has; a plain member has none."""
        codes = {one.code for one in community.kind.offices.all()}
        office = "" if is_membership(self.member.office) else office_meant(self.member.office)
        return (Deed.Kind.APPOINT, office) if office in codes else (Deed.Kind.ADMIT, "")


def propose_members(read: Appendix, register: Register) -> list[MemberProposal]:
    found = []
    for member in read.members:
        proposal = propose_person(member.party, register)
        found.append(MemberProposal(member, proposal.choice if proposal.is_sure else None))
    return found


def bodies_meant(read: Appendix, order: ReadOrder, register: Register) -> list[Community]:
    """Communities that the title of the list, or the point that names it, speaks of; the nearest first."""
    point = approving(read, order)
    texts = [read.title, list(order.all_points())[point].text if point is not None else ""]
    found = next((some for text in texts if (some := communities_meant(text, register.communities))), [])
    return list(found[:MOST_COMMUNITIES])


def approving(read: Appendix, order: ReadOrder) -> int | None:
    """The place among all read points of the one that approves the appendix."""
    for place, point in enumerate(order.all_points()):
        if any(one.appendix == read.number for one in point.approves):
            return place
    return None


def not_yet(proposals: Sequence[MemberProposal], community: Community) -> list[MemberProposal]:
    """Those who are clear, without plain members who belong to it already; asks the database."""
    known = set(Membership.objects.today().filter(community=community).values_list("person_id", flat=True))
    return [
        one
        for one in proposals
        if one.person is not None
        and (one.person.person_id not in known or one.kind_in(community)[0] == Deed.Kind.APPOINT)
    ]
