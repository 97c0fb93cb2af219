"""Two municipalities and everybody in them: the ground of the tests of rights."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.actions.calendars import add_calendar_day
from metodsovet.ground.directory.models import Organisation, Person, Position, ReferenceNumber
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.directory.tests.world import CANARY, grant, make_person, user_of
from metodsovet.kernel import clock
from metodsovet.kernel.bulk import tell_planner
from metodsovet.work.planning.tests.town import make_town
from tests.rights.communities import people_of_communities
from tests.rights.furnishing import furnish
from tests.rights.places import FOREIGN, FOREIGN_TOWN, OWN, SIBLING, TOWN, Place

NUMBER = "realm"
STRANGER = "account without a person"
HOME_ROLES = (
    "methodist",
    "methodical_lead",
    "authority_head",
    "administrator",
    "organisation_head",
    "teacher",
    "community_head",
    "community_member",
    "community_secretary",
    "former_member",
    "kindergarten_head",
    "sibling_methodical_lead",
)
DOERS = ("methodist", "methodical_lead", "administrator", "authority_head")
"""Who between them may do everything at home."""
FOREIGN_ROLES = ("foreign_methodist", "foreign_methodical_lead", "foreign_administrator")
ROLES = (*HOME_ROLES, *FOREIGN_ROLES, STRANGER)


@dataclass
class Realm:
    places: dict[str, Place]
    people: dict[str, Person]
    doers: dict[str, tuple[str, Place] | None] = field(default_factory=dict)
    """By route: who posts its form with effect, and where."""

    def user(self, role: str) -> User:
        """A fresh account object, as on a new request."""
        return User.objects.get(login="stranger") if role == STRANGER else user_of(self.people[role])


def make_realm() -> Realm:
    town = make_town()
    world = town.world
    User.objects.create(login="stranger")
    names = {"head": f"{CANARY}ин Лев Львович", "administrator": f"{CANARY}ая Ада Львовна"}
    abroad = {
        key: make_person(name, world.foreign_town, "инспектор", Position.Function.OTHER) for key, name in names.items()
    }
    grant(abroad["head"], Role.AUTHORITY_HEAD, world.foreign_town)
    grant(abroad["administrator"], Role.ADMINISTRATOR, world.foreign_town)
    office = (world.town, world.methodist, world.authority_head)
    foreign_office = (world.foreign_town, world.foreign_methodist, abroad["head"])
    places = (
        _place(TOWN, world.town, world.second_methodist, office),
        _place(OWN, world.school, world.deputy, office),
        _place(SIBLING, world.second_school, world.second_deputy, office),
        _place(FOREIGN_TOWN, world.foreign_town, abroad["head"], foreign_office),
        _place(FOREIGN, world.foreign_school, world.foreign_deputy, foreign_office),
    )
    for place in places:
        furnish(place)
    _settings(places, user_of(world.administrator))
    people = {
        "methodist": world.methodist,
        "methodical_lead": world.deputy,
        "authority_head": world.authority_head,
        "administrator": world.administrator,
        "organisation_head": world.head,
        "teacher": world.teacher,
        "community_head": town.school_head,
        **people_of_communities(places[0], world.second_school),
        "kindergarten_head": world.kindergarten_head,
        "sibling_methodical_lead": world.second_deputy,
        "foreign_methodist": world.foreign_methodist,
        "foreign_methodical_lead": world.foreign_deputy,
        "foreign_administrator": abroad["administrator"],
    }
    tell_planner()
    return Realm({place.name: place for place in places}, people)


def _place(name: str, node: Organisation, lead: Person, office: tuple[Organisation, Person, Person]) -> Place:
    issuer, service, controller = office
    return Place(name, node, issuer, lead, service, controller)


def _settings(places: Iterable[Place], by: User) -> None:
    """Rows that belong to no place: the calendar and the numbers of the installation."""
    today = clock.today()
    day = add_calendar_day(day=today, is_working=True, name="", source="", by=by)
    ReferenceNumber.objects.create(code=NUMBER, title="Число", value=Decimal(5), valid_from=today, source="приказ")
    for place in places:
        place.rows["calendar_day"] = day
