"""What happens to people of the example: a new surname, a transfer, a second job, a leaver, a double."""

from datetime import date, timedelta

from metodsovet.demo.life import morning
from metodsovet.demo.people import Cast
from metodsovet.ground.directory.actions.accounts import give_account
from metodsovet.ground.directory.actions.employments import dismiss, hire, transfer
from metodsovet.ground.directory.actions.erasures import ask_erasure
from metodsovet.ground.directory.actions.names import change_name
from metodsovet.ground.directory.actions.people import add_person, add_position
from metodsovet.ground.directory.models import Person
from metodsovet.kernel import clock
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities.actions import accept_proposals, add_community, appoint_officer
from metodsovet.work.communities.models import Community, CommunityKind
from metodsovet.work.communities.queries.composition import proposals_for

JUNIOR, LANGUAGE, MATHS = "учитель начальных классов", "учитель русского языка и литературы", "учитель математики"
NEW_SURNAME = {"f": "Смородина", "m": "Смородин", "": "Смородина"}
PSYCHOLOGIST = "педагог-психолог"
SETTLED = timedelta(days=9)


def live_on(cast: Cast, year: SchoolYear, today: date) -> None:
    """Teachers who lead nothing, so that the duties of the example stay with whoever had them."""
    summer = date(year.start, 7, 20)
    _marry(cast, cast.staff["Гимназия № 3", JUNIOR][1], summer)
    _move(cast, cast.staff["Гимназия № 3", LANGUAGE][1], date(year.start, 8, 26))
    _share(cast, cast.staff["Озёрская ООШ", MATHS][1], year.first_day)
    _leave(cast, cast.staff["СОШ № 5", JUNIOR][2], date(year.start, 5, 31))
    _double(cast, cast.one("Лицей № 4", PSYCHOLOGIST), year.first_day)
    _found_council(cast, today)
    with clock.at(morning(min(today, year.first_day + SETTLED) - timedelta(days=1))):
        _lead_out(cast)
    dismiss(cast.staff["Озёрская ООШ", JUNIOR][3].employments.get(), until=today - timedelta(days=2), by=cast.author)


def _lead_out(cast: Cast) -> None:
    """Whoever works elsewhere by the autumn leaves the associations; who left since then is still proposed."""
    for community in Community.objects.filter(subject__isnull=False, closed_on=None).select_related("kind"):
        proposed = [one.key for one in proposals_for(community, clock.today()) if not one.is_joining]
        if proposed:
            accept_proposals(community, proposed, since=clock.today(), by=cast.author)


def _marry(cast: Cast, person: Person, since: date) -> None:
    name = (NEW_SURNAME[person.gender], person.first_name, person.patronymic)
    change_name(person, full_name=name, since=since, basis="приказ по гимназии о смене фамилии", by=cast.author)


def _move(cast: Cast, person: Person, since: date) -> None:
    post = add_position(name=LANGUAGE, function="teacher", by=cast.author)
    job = person.employments.get()
    transfer(job, organisation=cast.places["СОШ № 2"], position=post, since=since, by=cast.author)


def _share(cast: Cast, person: Person, since: date) -> None:
    post = add_position(name=MATHS, function="teacher", by=cast.author)
    hire(person, organisation=cast.places["СОШ № 5"], position=post, since=since, is_main=False, by=cast.author)


def _leave(cast: Cast, person: Person, until: date) -> None:
    """Left at the end of the last year and asks to be forgotten."""
    dismiss(person.employments.get(), until=until, by=cast.author)
    give_account(person, login=f"user{person.pk}", by=cast.author)
    person.refresh_from_db()
    if person.user is not None:
        ask_erasure(person, by=person.user)


def _double(cast: Cast, person: Person, since: date) -> None:
    """The same psychologist written once more with initials: he also teaches."""
    name = (person.last_name, f"{person.first_name[0]}.", f"{person.patronymic[0]}.")
    post = add_position(name=JUNIOR, function="teacher", by=cast.author)
    add_person(name, organisation=cast.places["Лицей № 4"], position=post, since=since, by=cast.author)


def _found_council(cast: Cast, today: date) -> None:
    place = cast.places["СОШ № 1"]
    kind = CommunityKind.objects.named(CommunityKind.Code.COUNCIL, place)
    council = add_community(place, kind=kind, name="Методический совет", by=cast.author)
    deputy = cast.one("СОШ № 1", "заместитель директора по УВР")
    appoint_officer(council, person=deputy, since=today - timedelta(days=60), by=cast.author)
