"""What the example shows, built once: the middle of a school year, and a year behind communities of every kind."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q, QuerySet
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from metodsovet.demo.building import build
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment, Evidence
from metodsovet.ground.assignments.queries.control import counts_by_standing
from metodsovet.ground.directory.models import ErasureRequest, Installation, Organisation, Person
from metodsovet.ground.directory.queries_doubles import doubles_seen_by
from metodsovet.ground.documents.models import Paper
from metodsovet.kernel import clock
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities.models import Analysis, Community, CommunityKind, Membership, Office
from metodsovet.work.events.models import Decision, Meeting
from metodsovet.work.orders.models import Order
from metodsovet.work.planning.models import Activity, Plan, Submission
from metodsovet.work.publications.models import Post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]
MIDDLE_OF_THE_YEAR = datetime(2027, 1, 20, 9, 0, tzinfo=ZoneInfo("Asia/Yekaterinburg"))
YEAR = SchoolYear.of(MIDDLE_OF_THE_YEAR.date())
Communities = QuerySet[Community]


@pytest.fixture(scope="module")
def example(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    files: Path = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=files), transaction.atomic():
        with clock.at(MIDDLE_OF_THE_YEAR):
            build()
            yield
        transaction.set_rollback(True)


def test_the_middle_of_a_school_year() -> None:
    counts = counts_by_standing(Assignment.objects.with_standing(clock.today(), 14))

    assert Installation.objects.get().is_demo
    assert 150 <= Person.objects.count() <= 220
    assert 12 <= Organisation.objects.exclude(kind__in=["municipality", "department"]).count() <= 16
    shown = {standing for standing, number in counts.items() if number}
    assert {"done", "late_done", "waiting", "overdue", "ahead", "on_track"} <= shown
    assert Assignment.objects.filter(state=Assignment.State.RETURNED).exists()
    assert Plan.objects.filter(state=Plan.State.ACCEPTED, community=None).count() == 4
    of_communities = Counter(Plan.objects.exclude(community=None).values_list("state", flat=True))
    assert of_communities == {"accepted": 16, "handed_in": 2, "draft": 2, "archived": 13}
    assert Activity.objects.filter(serves__isnull=False, plan__community=None).count() == 2
    assert Activity.objects.filter(serves__isnull=False, plan__community__isnull=False).count() >= 16
    assert Evidence.objects.filter(kind=Evidence.Kind.FILE).exists()
    assert Office.objects.today().count() > 15
    assert ErasureRequest.objects.get().is_open
    methodist = User.objects.get(login="methodist")
    assert [double.is_same_place for double in doubles_seen_by(methodist)] == [True]


def test_papers_of_every_kind_that_is_issued() -> None:
    assert set(Paper.objects.values_list("series__kind", flat=True)) == {
        "execution_report",
        "methodical_service",
        "certificate",
        "community_passport",
        "community_reference",
        "community_roster",
        "minutes",
        "order",
        "order_execution",
    }
    assert sorted(Order.objects.values_list("state", flat=True)) == ["agreed_on", "draft", *["registered"] * 14]
    assert not Paper.objects.filter(file=None).exists()
    assert Paper.objects.exclude(withdrawn_at=None).count() == 1
    read = Assignment.objects.filter(kind=Assignment.Kind.ACKNOWLEDGE)
    assert 0 < read.filter(state=Assignment.State.ACCEPTED).count() < read.count()


def executed(communities: Communities) -> QuerySet[Any]:
    decisions = Decision.objects.filter(meeting__community__in=communities)
    kind = ContentType.objects.get_for_model(Decision)
    return Assignment.objects.filter(content_type=kind, object_id__in=decisions, state=Assignment.State.ACCEPTED)


def approved_plans(communities: Communities) -> QuerySet[Any]:
    """Of standing ones: the others work by the act that founded them."""
    approved = Submission.objects.filter(outcome=Submission.Outcome.APPROVED, plan__community__in=communities)
    return approved if communities.filter(kind__is_standing=True).exists() else communities


HISTORY: Mapping[str, Callable[[Communities], QuerySet[Any]]] = {
    "members": lambda them: Membership.objects.filter(community__in=them),
    "former members": lambda them: Membership.objects.filter(community__in=them, until__lt=clock.today()),
    "a head": lambda them: Office.objects.filter(community__in=them, kind=Office.Kind.HEAD),
    "an approved plan": approved_plans,
    "a meeting of last year": lambda them: Meeting.objects.filter(
        community__in=them, state=Meeting.State.APPROVED, held_on__lt=YEAR.first_day
    ),
    "an executed decision": executed,
    "an accepted analysis": lambda them: Analysis.objects.filter(community__in=them, state=Analysis.State.ACCEPTED),
    "a message": lambda them: Post.objects.filter(community__in=them),
}


def test_every_kind_of_community_has_a_year_behind_it() -> None:
    holes = [
        (kind.name, what)
        for kind in CommunityKind.objects.order_by("place", "pk")
        for what, rows in HISTORY.items()
        if not rows(Community.objects.filter(kind=kind)).exists()
    ]

    assert holes == []


@pytest.mark.parametrize("code", (CommunityKind.Code.SCHOOL_ASSOCIATION, CommunityKind.Code.CITY_ASSOCIATION))
def test_associations_told_what_came_of_the_last_year(code: str) -> None:
    """Whoever has a head has an analysis, most are accepted; one is returned and one waits."""
    headed = Community.objects.filter(kind__code=code, offices__kind=Office.Kind.HEAD).distinct()
    states = Counter(Analysis.objects.filter(community__in=headed, school_year=YEAR.start - 1).values_list("state"))

    assert sum(states.values()) == headed.count()
    assert states["accepted",] >= headed.count() / 2
    assert {state for (state,) in states} == set(Analysis.State.values) - {Analysis.State.DRAFT}


def test_the_school_of_the_example_has_met_and_planned() -> None:
    """Its deputy opens her pedagogical council and sees a year, not an empty page."""
    council = Community.objects.get(name="Педагогический совет", organisation__short_name="СОШ № 1")
    held = Meeting.objects.filter(Q(community=council) & Q(state=Meeting.State.APPROVED))

    assert held.filter(held_on__lt=YEAR.first_day).exists()
    assert held.filter(held_on__gte=YEAR.first_day).count() >= 3
    assert council.plans.filter(state=Plan.State.ACCEPTED, school_year=YEAR.start).count() == 1
