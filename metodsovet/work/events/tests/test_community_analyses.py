"""The yearly analysis drafted from what happened at meetings; its way from the draft to acceptance."""

import io
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document

from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.directory.models import Category, Person, ReferenceNumber
from metodsovet.ground.directory.tests.world import make_person, user_of
from metodsovet.ground.documents.kinds import kind_named
from metodsovet.ground.notifications.models import Notice
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities.actions import (
    accept_analysis,
    complete_analysis,
    draft_analysis,
    end_membership,
    hand_in_analysis,
    return_analysis,
)
from metodsovet.work.communities.gaps import gaps_of
from metodsovet.work.communities.models import Analysis, Membership
from metodsovet.work.communities.papers.analyses import SectionText, analysis_paper
from metodsovet.work.communities.queries.analyses import FROM_MONTH, figures_of, groups_of, opened_figure
from metodsovet.work.communities.queries.picture import picture_of
from metodsovet.work.events.actions import approve_minutes
from metodsovet.work.events.tests.hall import Hall, closed, join, make_hall, planned

pytestmark = pytest.mark.django_db
State = Analysis.State


@pytest.fixture(autouse=True)
def _handed_in_all_the_year() -> None:
    """In this municipality an analysis may be handed in from September on."""
    ReferenceNumber.objects.filter(code=FROM_MONTH).update(value=9)


def this_year() -> SchoolYear:
    return SchoolYear.of(clock.today())


def drafted(hall: Hall) -> Analysis:
    return draft_analysis(hall.community, year=this_year(), by=hall.by)


def written(hall: Hall) -> Analysis:
    analysis = drafted(hall)
    texts = {one.pk: f"О разделе «{one.title}»." for one in analysis.sections.all()}
    return complete_analysis(analysis, texts=texts, version=analysis.version, by=hall.by)


def handed_in(hall: Hall) -> Analysis:
    return hand_in_analysis(written(hall), by=hall.by)


def values(analysis: Analysis) -> dict[str, str]:
    return {one.slug: one.value for one in figures_of(analysis)}


def refusal(code: str) -> "pytest.RaisesExc[DomainError]":
    return pytest.RaisesExc(DomainError, check=lambda error: error.code == code)


def test_figures_are_counted_from_what_happened() -> None:
    hall = make_hall()
    minutes = closed(hall, *hall.members[:4])
    approve_minutes(minutes.meeting, by=hall.by)
    planned(hall)
    newcomer = Membership.objects.create(
        community=hall.community,
        person=make_person("Новиков Олег Ильич", hall.world.school),
        since=clock.today() - timedelta(days=1),
    )
    Category.objects.create(person=newcomer.person, kind="first", since=clock.today())
    Person.objects.filter(pk=newcomer.person_id).update(teaching_since=this_year().first_day)

    assert values(drafted(hall)) == {
        "communities-members_at_beginning": "5",
        "communities-members_at_end": "6",
        "communities-joined": "1",
        "communities-left": "0",
        "communities-young_teachers": "1",
        "communities-categories_gained": "1",
        "events-meetings_planned": "2",
        "events-meetings_held": "1",
        "events-attendance_share": "80,0\u00a0%",
        "events-talks": "0",
        "events-decisions_made": "1",
        "events-decisions_executed": "0",
        "events-decisions_overdue": "0",
        "events-plan_lines": "0",
        "events-plan_lines_met": "0",
        "planning-executed_activities": "нет\u00a0данных",
    }


def test_a_duty_is_overdue_or_done() -> None:
    hall = make_hall()
    approve_minutes(closed(hall).meeting, by=hall.by)
    analysis = drafted(hall)
    clock_later = clock.now() + timedelta(days=40)

    with clock.at(clock_later):
        assert values(analysis)["events-decisions_overdue"] == "1"
        Assignment.objects.update(state=Assignment.State.ACCEPTED)
        found = values(analysis)
    assert (found["events-decisions_overdue"], found["events-decisions_executed"]) == ("0", "1")


def test_draft_analysis_is_one_for_a_year_with_sections_of_the_kind() -> None:
    hall = make_hall()
    kind = hall.community.kind
    kind.analysis_sections = ["Что вышло", "Что дальше"]
    kind.save()

    first, second = drafted(hall), drafted(hall)

    assert first == second
    assert [one.title for one in first.sections.all()] == ["Что вышло", "Что дальше"]


def test_draft_analysis_of_a_year_ahead_or_without_people_is_refused() -> None:
    hall = make_hall()

    with refusal("year_ahead"):
        draft_analysis(hall.community, year=this_year().next, by=hall.by)
    with refusal("nobody_was_in"):
        draft_analysis(hall.community, year=SchoolYear(1995), by=hall.by)
    assert not Analysis.objects.exists()


def test_complete_analysis_over_a_change_of_another_is_refused() -> None:
    hall = make_hall()
    analysis = drafted(hall)
    section = analysis.sections.all()[0]
    complete_analysis(analysis, texts={section.pk: "Первый"}, version=1, by=hall.by)

    with refusal("edited_by_other"):
        complete_analysis(analysis, texts={section.pk: "Второй"}, version=1, by=hall.by)
    section.refresh_from_db()
    assert section.text == "Первый"


def test_hand_in_analysis_with_an_empty_section_is_refused() -> None:
    hall = make_hall()

    with refusal("section_empty"):
        hand_in_analysis(drafted(hall), by=hall.by)
    assert Analysis.objects.get().state == State.DRAFT


def test_hand_in_analysis_freezes_figures_and_shows_what_changed_later() -> None:
    hall = make_hall()
    closed(hall)
    analysis = handed_in(hall)
    assert analysis.handed_in_on == clock.today()

    closed(hall)
    analysis.refresh_from_db()
    held = next(one for one in figures_of(analysis) if one.slug == "events-meetings_held")

    assert (held.value, held.now) == ("1", "2")
    opened = opened_figure(analysis, "events-meetings_held", hall.by)
    assert opened is not None
    assert len(opened.rows) == 2
    with refusal("is_handed_in"):
        complete_analysis(analysis, texts={}, version=analysis.version, by=hall.by)


def test_return_and_accept_analysis_tell_its_author() -> None:
    hall = make_hall()
    deputy = user_of(hall.world.deputy)
    analysis = handed_in(hall)
    assert Notice.objects.filter(person=hall.world.deputy, key__contains="handed_in").count() == 1

    with refusal("no_reason"):
        return_analysis(analysis, reason=" ", by=deputy)
    return_analysis(analysis, reason="Назовите школы", by=deputy)
    assert Notice.objects.get(person=hall.head, key__contains="returned").text.endswith("Назовите школы")
    analysis = hand_in_analysis(analysis, by=hall.by)
    analysis = accept_analysis(analysis, by=deputy)

    assert (analysis.state, analysis.accepted_by, analysis.return_reason) == (State.ACCEPTED, deputy, "")
    with refusal("move_not_allowed"):
        accept_analysis(analysis, by=deputy)


def test_the_gap_stands_from_the_end_of_teaching_until_it_is_handed_in() -> None:
    hall = make_hall()
    year = this_year()

    def gap(day: date) -> str:
        found = gaps_of([hall.community], day)[hall.community.pk].get("analysis")
        return found.text if found else ""

    Membership.objects.exclude(person=hall.head).delete()
    assert gap(date(year.start + 1, 5, 30)) == ""
    assert gap(date(year.start + 1, 5, 31)) == f"Анализ за {year} не начат."
    written(hall)
    assert gap(date(year.start + 1, 9, 20)) == f"Анализ за {year} начат, но не сдан."
    assert gap(date(year.start + 1, 10, 5)) == ""
    hand_in_analysis(Analysis.objects.get(), by=hall.by)
    assert gap(date(year.start + 1, 5, 31)) == ""


def test_the_picture_tells_the_state_of_the_asked_year(client: Client) -> None:
    hall = make_hall()
    methodist = user_of(hall.world.methodist)
    client.force_login(methodist)
    last = this_year().previous if clock.today().month >= 9 else this_year()
    draft_analysis(hall.community, year=last, by=hall.by)

    (row,) = picture_of(methodist, clock.today())
    page = client.get("/communities/picture/?analysis=draft").content.decode()

    assert row.analysis_text == "черновик"
    assert f"Анализ за {last}" in page
    assert hall.community.name in page
    assert hall.community.name not in client.get("/communities/picture/?analysis=none").content.decode()


def test_the_paper_holds_frozen_figures_and_what_the_head_says(client: Client) -> None:
    hall = make_hall()
    analysis = handed_in(hall)

    paper = analysis_paper(analysis, user=hall.by)

    assert paper.sections[0] == SectionText("Успехи", ("О\u00a0разделе «Успехи».",))
    assert (paper.state, paper.signature.name) == ("", hall.head.short_name)
    client.force_login(hall.by)
    answer = client.get(f"/communities/analyses/{analysis.pk}/word/")
    document = Document(io.BytesIO(b"".join(answer)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    assert "О\u00a0разделе «Трудности»." in text
    assert "Участников в начале" in text
    assert "{" not in text
    kind = kind_named("community_analysis")
    assert kind is not None
    draft = kind.compose(hall.by, {"analysis": str(analysis.pk)}) if kind.compose else None
    assert draft is not None
    assert draft.source == analysis


def test_a_draft_is_of_those_who_write_it_and_what_is_handed_in_of_its_members(client: Client) -> None:
    hall = make_hall()
    analysis = written(hall)
    ways = {
        "head": user_of(hall.head),
        "member": user_of(hall.members[1]),
        "methodist": user_of(hall.world.methodist),
        "stranger": user_of(make_person("Чужова Инна Львовна", hall.world.second_school)),
        "foreign": user_of(hall.world.foreign_methodist),
    }

    def statuses() -> dict[str, int]:
        found = {}
        for who, user in ways.items():
            client.force_login(user)
            found[who] = client.get(analysis.get_absolute_url()).status_code
        return found

    assert statuses() == {"head": 200, "member": 404, "methodist": 200, "stranger": 404, "foreign": 404}
    hand_in_analysis(analysis, by=hall.by)
    assert statuses() == {"head": 200, "member": 200, "methodist": 200, "stranger": 404, "foreign": 404}
    end_membership(Membership.objects.get(person=hall.members[1]), until=clock.today() - timedelta(days=1), by=hall.by)
    assert statuses()["member"] == 404


def test_the_way_of_an_analysis_through_its_pages(client: Client) -> None:
    hall = make_hall()
    client.force_login(hall.by)
    years = f"/communities/{hall.community.pk}/analyses/"
    assert "Начать анализ" in client.get(years).content.decode()

    client.post(f"{years}draft/{this_year().start}/")
    analysis = Analysis.objects.get()
    address = analysis.get_absolute_url()
    form = {"version": "1", "section_1": "Успех", "section_2": "Трудность", "section_3": "Задача"}
    assert client.post(f"{address}complete/", form).status_code == 302
    client.post(f"{address}hand-in/")
    assert client.post(f"{address}accept/").status_code == 403
    client.force_login(user_of(hall.world.deputy))
    client.post(f"{address}accept/")

    analysis.refresh_from_db()
    assert analysis.state == State.ACCEPTED
    page = client.get(address).content.decode()
    assert "Трудность" in page
    for one in figures_of(analysis):
        side = client.get(f"{address}figures/{one.slug}/", headers={"HX-Request": "true"})
        assert one.label in side.content.decode()
    assert client.get(f"{address}figures/nonsense/").status_code == 404


def test_the_page_takes_as_many_queries_for_many_meetings_and_members(client: Client) -> None:
    hall = make_hall()
    client.force_login(hall.by)
    address = drafted(hall).get_absolute_url()

    def count() -> list[int]:
        found = []
        for one in (address, f"{address}figures/events-talks/", f"{address}figures/communities-members_at_end/"):
            client.get(one)
            with CaptureQueriesContext(connection) as queries:
                client.get(one)
            found.append(len(queries))
        return found

    closed(hall)
    few = count()
    for number in range(3):
        join(hall.community, make_person(f"Орлов{number} Иван Львович", hall.world.school))
        closed(hall)

    assert count() == few


def test_figures_of_two_rooms_stand_under_one_heading() -> None:
    titles = [title for title, _ in groups_of(figures_of(drafted(make_hall())))]

    assert titles == ["Состав", "План и факт", "Заседания", "Решения"]


def test_what_is_not_written_yet_is_written_before_it_is_handed_in(client: Client) -> None:
    hall = make_hall()
    analysis = drafted(hall)
    client.force_login(hall.by)
    complete = f"/communities/analyses/{analysis.pk}/complete/"

    before = client.get(analysis.get_absolute_url()).content.decode()
    form = client.get(complete).content.decode()
    part = client.post(complete, {"section_1": "Открытые уроки прошли.", "version": analysis.version})
    written(hall)
    after = client.get(analysis.get_absolute_url()).content.decode()

    assert part.status_code == 302
    assert "необязательно" not in form
    assert ["Сдать анализ" in page for page in (before, after)] == [False, True]
    assert [">Написать</a>" in page for page in (before, after)] == [True, False]
