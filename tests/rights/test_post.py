"""What leaves the house without a login — letters and calendars — tells of no row that its reader may not see."""

import pytest
from django.test import Client
from pytest_django import Settings

from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.notifications.actions import make_feed
from metodsovet.ground.notifications.digests.composing import NothingToSay, message_of, words_of
from metodsovet.ground.notifications.forms import organisations_with_calendar
from metodsovet.ground.notifications.models import Letter, Notice
from metodsovet.kernel import clock
from tests.rights.places import OWN
from tests.rights.realm import FOREIGN_ROLES
from tests.rights.visiting import Visit, Visitors

pytestmark = pytest.mark.django_db
READERS = ("methodist", "methodical_lead", "organisation_head", "teacher", "sibling_methodical_lead", *FOREIGN_ROLES)


@pytest.mark.parametrize("role", READERS)
def test_no_calendar_tells_of_a_hidden_row(visitors: Visitors, role: str) -> None:
    leaks, told = leaks_of_calendars(visitors, role)

    assert leaks == set()
    assert told > 0 or role in {"teacher", "foreign_administrator", "organisation_head"}


def leaks_of_calendars(visitors: Visitors, role: str) -> tuple[set[str], int]:
    """Hidden words in the calendars that the role may have, and how many events these told of."""
    user, person = visitors.user(role), visitors.realm.people[role]
    leaks: set[str] = set()
    told = 0
    for place in (None, *organisations_with_calendar(user)[:4]):
        _, token = make_feed(person, organisation=place, by=user)
        answer = Client().get(f"/calendars/{token}.ics")
        told += answer.content.count(b"BEGIN:VEVENT")
        leaks |= visitors.leaks(role, Visit(answer, frozenset()))
    return leaks, told


@pytest.mark.parametrize("role", READERS)
def test_no_digest_tells_of_a_hidden_row(visitors: Visitors, settings: Settings, role: str) -> None:
    """Everybody has a notice of every duty there is: a digest takes those whose page opens to him."""
    settings.SITE_URL, settings.MAIL_FROM = "https://metod.example.ru", "noreply@example.ru"
    person = visitors.realm.people[role]
    person.mail, person.mail_confirmed_at = "reader@example.ru", clock.now()
    person.save()
    duties = list(Assignment.objects.all())
    Notice.objects.bulk_create(
        Notice(person=person, key=f"all:{one.pk}", text=one.title, url=one.get_absolute_url()) for one in duties
    )
    letter = Letter.objects.create(key=f"post:{role}", kind=Letter.Kind.PERSON_DIGEST, person=person)

    seen = {one.title for one in duties if visitors.sees(role, one)}
    try:
        words = words_of(letter)
    except NothingToSay:
        assert seen == set()
        return
    told = {one.text for one in Notice.objects.filter(pk__in=words.notices, key__startswith="all:")}
    text = str(message_of(letter, words).get_body(("plain",)).get_content())  # type: ignore[union-attr]  # it has one

    assert told == seen
    hidden = {one.title for one in duties} - seen
    assert [title for title in hidden if title in text] == []


def test_a_digest_of_an_organisation_names_its_own_duties_alone(visitors: Visitors) -> None:
    place = visitors.realm.places[OWN]
    place.node.mail = "school@example.ru"
    place.node.save()
    letter = Letter.objects.create(
        key="post:school", kind=Letter.Kind.ORGANISATION_DIGEST, organisation=place.node, day=clock.today()
    )

    told = [line.text for section in words_of(letter).context["sections"] for line in section.lines]

    own = set(Assignment.objects.filter(organisation=place.node).values_list("title", flat=True))
    assert told
    assert set(told) <= own
