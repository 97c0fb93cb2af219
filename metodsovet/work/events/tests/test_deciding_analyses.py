"""When the yearly analysis may be handed in, and who may accept it."""

from contextlib import AbstractContextManager
from datetime import date

import pytest
from django.test import Client

from metodsovet.ground.access.history import history_of
from metodsovet.ground.directory.models import ReferenceNumber, RoleAssignment
from metodsovet.ground.directory.tests.world import user_of
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities.actions import accept_analysis, complete_analysis, draft_analysis, hand_in_analysis
from metodsovet.work.communities.models import Analysis, Office
from metodsovet.work.communities.queries.analyses import FROM_MONTH, awaited_day
from metodsovet.work.events.tests.hall import Hall, appoint, make_hall

pytestmark = pytest.mark.django_db
YEAR = SchoolYear.of(clock.today())


def written(hall: Hall) -> Analysis:
    analysis = draft_analysis(hall.community, year=YEAR, by=hall.by)
    texts = {one.pk: "Сделано." for one in analysis.sections.all()}
    return complete_analysis(analysis, texts=texts, version=analysis.version, by=hall.by)


def on(year: int, month: int, day: int) -> AbstractContextManager[None]:
    return clock.at(clock.now() + (date(year, month, day) - clock.today()))


def handed_in(hall: Hall) -> Analysis:
    with on(YEAR.start + 1, 5, 20):
        return hand_in_analysis(written(hall), by=hall.by)


def code_of(analysis: Analysis, hall: Hall) -> str:
    with pytest.raises(DomainError) as refusal:
        hand_in_analysis(analysis, by=hall.by)
    return refusal.value.code


def test_hand_in_analysis_of_a_year_that_goes_on_is_refused_until_may(client: Client) -> None:
    hall = make_hall()
    with on(YEAR.start, 11, 20):
        analysis = written(hall)
        client.force_login(hall.by)
        page = client.get(analysis.get_absolute_url()).content.decode()

        assert code_of(analysis, hall) == "too_early"

    assert f"Сдать можно с 1 мая {YEAR.start + 1}" in page.replace("\u00a0", " ")
    assert "Сдать анализ" not in page
    analysis.refresh_from_db()
    assert analysis.state == Analysis.State.DRAFT
    with on(YEAR.start + 1, 5, 1):
        assert hand_in_analysis(analysis, by=hall.by).state == Analysis.State.HANDED_IN


def test_hand_in_analysis_of_a_closed_community_waits_for_nothing() -> None:
    hall = make_hall()
    with on(YEAR.start, 11, 20):
        analysis = written(hall)
        hall.community.closed_on = clock.today()
        hall.community.save()

        hand_in_analysis(analysis, by=user_of(hall.world.deputy))

    analysis.refresh_from_db()
    assert analysis.state == Analysis.State.HANDED_IN


@pytest.mark.parametrize(
    ("month", "awaited"),
    ((5, date(YEAR.start + 1, 5, 1)), (12, date(YEAR.start, 12, 1)), (9, None), (13, None)),
)
def test_the_municipality_says_from_which_month(month: int, awaited: date | None) -> None:
    hall = make_hall()
    ReferenceNumber.objects.filter(code=FROM_MONTH).update(value=month)
    with on(YEAR.start, 11, 20):
        assert awaited_day(draft_analysis(hall.community, year=YEAR, by=hall.by)) == awaited
        assert awaited_day(draft_analysis(hall.community, year=YEAR.previous, by=hall.by)) is None


def test_accept_analysis_of_ones_own_is_refused_while_there_is_somebody_else(client: Client) -> None:
    hall = make_hall()
    Office.objects.filter(kind=Office.Kind.HEAD).delete()
    appoint(hall.community, hall.world.deputy, Office.Kind.HEAD)
    analysis = handed_in(hall)
    deputy, methodist = user_of(hall.world.deputy), user_of(hall.world.methodist)

    with pytest.raises(DomainError) as refusal:
        accept_analysis(analysis, by=deputy)

    def offered(user: object) -> bool:
        client.force_login(user)  # type: ignore[arg-type]  # a user
        return "Принять анализ" in client.get(analysis.get_absolute_url()).content.decode()

    assert refusal.value.code == "own_analysis"
    assert (offered(deputy), offered(methodist)) == (False, True)
    assert accept_analysis(analysis, by=methodist).state == Analysis.State.ACCEPTED


def test_accept_analysis_by_who_handed_it_in_where_nobody_else_may_is_told_by_the_history() -> None:
    hall = make_hall()
    methodist = user_of(hall.world.methodist)
    analysis = handed_in(hall)
    Analysis.objects.update(handed_in_by=methodist)
    RoleAssignment.objects.exclude(person=hall.world.methodist).delete()

    with on(YEAR.start + 1, 5, 21):
        accept_analysis(analysis, by=methodist)

    text = history_of(Analysis.objects.get())[0].text
    assert text == f"Принят анализ за {YEAR} самим автором: другого, кто решает о нём, нет"
