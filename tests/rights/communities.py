"""Communities of a place: what they may be, who is in them, whom their rules propose, an appendix on its way."""

from datetime import timedelta

from metodsovet.ground.directory.models import Organisation, Person, Subject
from metodsovet.ground.directory.tests.world import LONG_AGO, make_person
from metodsovet.ground.documents.models import Act
from metodsovet.kernel import clock
from metodsovet.work.communities.actions import (
    AppendixGround,
    KindDraft,
    OfficeDraft,
    RuleDraft,
    add_community,
    add_kind,
    add_members,
    appoint_officer,
    close_community,
    end_membership,
    hide_kind,
    load_appendix,
    set_rule,
    take_children,
)
from metodsovet.work.communities.models import Community, CommunityKind
from metodsovet.work.communities.reading import Line
from tests.rights.places import TOWN, Place


def furnish_communities(place: Place) -> None:
    kind = CommunityKind.objects.named(CommunityKind.Code.SCHOOL_ASSOCIATION, place.node)
    subject = Subject.objects.get_or_create(name="предмет всех")[0]
    keys = ("community", "community_closed", "community_child", "community_part", "community_beside")
    made = {
        key: add_community(place.node, kind=kind, name=place.word(key), subject=subject, by=place.by) for key in keys
    }
    open_ = made["community"]
    close_community(made["community_closed"], by=place.by)
    take_children(open_, [made["community_part"]], by=place.by)
    place.rows |= {**made, "subject": subject}
    _people(place, open_)
    _kinds(place)
    _appendix(place)


def people_of_communities(place: Place, home: Organisation) -> dict[str, Person]:
    """A member, a secretary and somebody who has left, all of another school than the community is of."""
    assert place.name == TOWN
    open_ = Community.objects.get(pk=place.rows["community"].pk)
    names = {"community_member": "Участников", "community_secretary": "Секретарёв", "former_member": "Бывшев"}
    people = {role: make_person(f"{last} Лев Львович", home) for role, last in names.items()}
    added = add_members(open_, people.values(), since=LONG_AGO, by=place.by)
    left = next(one for one in added if one.person == people["former_member"])
    end_membership(left, until=clock.today() - timedelta(days=1), by=place.by)
    secretary = people["community_secretary"]
    appoint_officer(open_, person=secretary, since=LONG_AGO, office="secretary", by=place.by)
    return people


def _people(place: Place, open_: Community) -> None:
    """The head by an act, a member by a rule that marks his line, and everybody else of the place proposed."""
    person, member, act = (place.rows[key] for key in ("person", "person_without_account", "act"))
    assert isinstance(person, Person)
    assert isinstance(member, Person)
    assert isinstance(act, Act)
    place.rows["office"] = appoint_officer(open_, person=person, since=LONG_AGO, basis=act, by=place.by)
    reasons = {member.pk: place.word("membership")}
    place.rows["membership"] = add_members(open_, [member], since=LONG_AGO, by=place.by, reasons=reasons)[0]
    set_rule(open_, draft=RuleDraft(functions=["teacher"]), by=place.by)


def _kinds(place: Place) -> None:
    node = place.node
    town = node if node.kind == Organisation.Kind.MUNICIPALITY else node.parent
    assert town is not None
    for key in ("community_kind", "community_kind_hidden"):
        draft = KindDraft(place.word(key), CommunityKind.Level.ORGANISATION, (OfficeDraft("head", "старшина"),))
        place.rows[key] = add_kind(town, draft=draft, by=place.by)
    hidden = place.rows["community_kind_hidden"]
    assert isinstance(hidden, CommunityKind)
    hide_kind(hidden, municipality=town, by=place.by)


def _appendix(place: Place) -> None:
    kind, act = place.rows["community_kind"], place.rows["act"]
    assert isinstance(kind, CommunityKind)
    assert isinstance(act, Act)
    place.rows["appendix"] = appendix = load_appendix(
        place.node,
        lines=[Line(1, place.word("appendix_row"))],
        file_name=f"{place.word('appendix')}.docx",
        ground=AppendixGround(kind, clock.today(), act),
        by=place.by,
    )
    place.rows["appendix_row"] = appendix.rows.get()
