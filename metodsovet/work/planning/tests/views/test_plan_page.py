"""The plan as its time line, list, month, document and history: who sees it, what it counts, how much it asks."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from metodsovet.ground.assignments.models import Assignment, Part
from metodsovet.ground.directory.models import Person
from metodsovet.kernel import clock
from metodsovet.work.planning.actions import amend_plan, archive_plan, make_school_year
from metodsovet.work.planning.actions.amendments import Change, ChangeKind
from metodsovet.work.planning.models import Activity, Occurrence, Plan
from metodsovet.work.planning.queries_heads import plan_head
from metodsovet.work.planning.tests.town import YEAR, Town, accepted_of, activity_named, draft_of, line, read_plan_of

pytestmark = pytest.mark.django_db

Visit = Callable[[Person], Client]
VIEWS = ("", "list/", "month/", "document/", "history/", "execution/", "figures/plan_executed/")
LATE = line("Сданный отчёт", "до 1 сентября", "методисты", "1")


def address(plan: Plan, view: str = "") -> str:
    return f"/plans/{plan.pk}/{view}"


def queries_of(client: Client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("view", VIEWS)
def test_show_plan_by_roles(town: Town, visit: Visit, view: str) -> None:
    plan = accepted_of(town)

    statuses = {
        name: visit(getattr(town.world, name)).get(address(plan, view)).status_code
        for name in ("methodist", "deputy", "teacher", "foreign_methodist", "foreign_deputy")
    }

    assert statuses == {
        "methodist": 200,
        "deputy": 200,
        "teacher": 200,
        "foreign_methodist": 404,
        "foreign_deputy": 404,
    }


def test_show_plan_does_not_say_that_nothing_was_given_to_those_who_do_not_see_what_was(
    town: Town, visit: Visit
) -> None:
    plan = accepted_of(town, LATE)

    pages = {
        who: visit(getattr(town.world, who)).get(address(plan)).content.decode()
        for who in ("methodist", "administrator", "teacher")
    }

    assert "без поручений" not in pages["methodist"]
    assert "без видных вам поручений" in pages["administrator"]
    assert "без видных вам поручений" in pages["teacher"]
    assert all("поручений, срок которых наступил" in page for page in pages.values())


@pytest.mark.parametrize("view", VIEWS)
def test_show_plan_asks_the_same_number_of_questions_for_one_and_many_lines(
    town: Town, visit: Visit, view: str
) -> None:
    lines = [line(f"Семинар {number}", "апрель, ежегодно", "методисты, руководители ОО") for number in range(30)]
    one, three, many = accepted_of(town, *lines[:1]), accepted_of(town, *lines[:3]), accepted_of(town, *lines)
    client = visit(town.world.methodist)
    client.get(address(one, view))

    counts = {queries_of(client, address(plan, view)) for plan in (one, three, many)}

    assert len(counts) == 1


@pytest.mark.deep
@pytest.mark.parametrize("view", VIEWS)
def test_show_plan_asks_the_same_number_of_questions_for_three_hundred_lines(
    town: Town, visit: Visit, view: str
) -> None:
    lines = [line(f"Семинар {number}", "апрель, ежегодно", "методисты, руководители ОО") for number in range(300)]
    one, many = accepted_of(town, *lines[:1]), accepted_of(town, *lines)
    client = visit(town.world.methodist)
    client.get(address(one, view))

    assert queries_of(client, address(one, view)) == queries_of(client, address(many, view))


def test_show_plan_counts_lines_by_state_and_opens_them(town: Town, visit: Visit) -> None:
    plan = accepted_of(town, LATE, line("Без отчёта", "постоянно", "методисты", "2"))
    Assignment.objects.update(due_on=clock.today() - timedelta(days=3), starts_on=None)
    client = visit(town.world.methodist)

    answer = client.get(address(plan))
    opened = client.get(address(plan, "list/"), {"state": "overdue"})

    assert (dict(answer.context["counts"]), answer.context["uncounted"]) == ({"overdue": 1}, 1)
    assert [row.activity.title for row in opened.context["table"].rows] == ["Сданный отчёт"]


def test_show_plan_list_filters_by_responsible_month_control_and_gap(town: Town, visit: Visit) -> None:
    plan = accepted_of(
        town,
        line("Апрельское", "апрель, ежегодно", "методисты", "1"),
        line("Ничьё", "май, ежегодно", "координатор конкурса", "2"),
        line("Постоянное", "постоянно", "руководители ОО", "3"),
    )
    client = visit(town.world.methodist)

    def titles(**asked: str) -> list[str]:
        rows = client.get(address(plan, "list/"), asked).context["table"].rows
        return [row.activity.title for row in rows]

    assert titles(month=f"{YEAR.start + 1}-04") == ["Апрельское"]
    assert titles(control="no_report") == ["Постоянное"]
    assert titles(responsible="методисты") == ["Апрельское"]
    assert titles(gap="yes") == ["Ничьё"]
    assert titles(find="апрель") == ["Апрельское"]


def test_show_plan_list_counts_the_people_behind_words(town: Town, visit: Visit) -> None:
    plan = accepted_of(
        town,
        line("Отчёт школ", "апрель, ежегодно", "заместители директоров ОО, методисты", "1"),
        line("Анализ", "апрель, ежегодно", "методисты, координатор конкурса", "2"),
    )
    of_schools = plan.activities.get(title="Отчёт школ")
    of_schools.control = Activity.Control.EVERY_ORGANISATION
    of_schools.save()
    Occurrence.objects.filter(activity__plan=plan).delete()
    make_school_year(plan, YEAR, by=town.by)

    rows = visit(town.world.methodist).get(address(plan, "list/")).context["table"].rows

    methodists = len({part.person_id for part in Part.objects.filter(duty="методисты", assignment__title="Анализ")})
    assert [(party.text, party.count, party.gap) for row in rows for party in row.parties] == [
        ("заместители директоров ОО", 2, ""),
        ("методисты", 0, ""),
        ("методисты", methodists, ""),
        ("координатор конкурса", 0, "никто не назначен"),
    ]


def test_show_plan_list_goes_out_as_xlsx(town: Town, visit: Visit) -> None:
    plan = accepted_of(town, line("Семинар", "апрель, ежегодно", "методисты", "1.1"))

    answer = visit(town.world.methodist).get(address(plan, "list/"), {"as": "xlsx"})
    sheet = load_workbook(BytesIO(answer.content)).active

    assert [cell.value for cell in sheet[2]][:3] == ["1.1", "Семинар", "апрель, ежегодно"]


def test_show_plan_month_tells_appointed_deadlines_and_windows_apart(town: Town, visit: Visit) -> None:
    plan = accepted_of(
        town,
        line("Назначенное", "апрель, ежегодно", "методисты", "1"),
        line("Срочное", "до 15 апреля", "методисты", "2"),
        line("Период", "апрель, ежегодно", "методисты", "3"),
        line("По графику", "по графику проведения недели", "методисты", "4"),
    )
    april = f"{YEAR.start + 1}-04"
    Occurrence.objects.filter(activity__title="Назначенное", school_year=YEAR.start).update(
        held_on=date(YEAR.start + 1, 4, 8)
    )

    rows = visit(town.world.methodist).get(address(plan, "month/"), {"month": april}).context["rows"]

    assert [row.activity.title for row in rows.appointed] == ["Назначенное"]
    assert [row.activity.title for row in rows.deadlines] == ["Срочное"]
    assert [row.activity.title for row in rows.windows] == ["Период"]
    assert [row.activity.title for row, _ in rows.waiting] == ["По графику"]


def test_show_plan_foretells_a_year_that_is_not_given_yet(town: Town, visit: Visit) -> None:
    plan = draft_of(town, read_plan_of([line("Семинар", "апрель, ежегодно", "методисты", "1")]))

    page = visit(town.world.methodist).get(address(plan), {"year": YEAR.start}).context["page"]

    bars = [(bar.first_day, bar.last_day) for row in page.rows for bar in row.lane.bars]
    assert bars == [(date(YEAR.start + 1, 4, 1), date(YEAR.start + 1, 4, 30))]
    assert not Occurrence.objects.exists()


def test_show_plan_history_tells_revisions_with_their_changes(town: Town, visit: Visit) -> None:
    plan = accepted_of(town, line("Семинар", "апрель, ежегодно", "методисты", "1"))
    change = Change(ChangeKind.MOVE, activity_named(plan, "Семинар").pk, term_text="май, ежегодно")
    amend_plan(plan, [change], version=plan.version, by=town.by, in_force_from=clock.today())

    page = visit(town.world.methodist).get(address(plan, "history/"))

    assert [revision.number for revision in page.context["revisions"]] == [1]
    assert "заменён на «май, ежегодно»" in page.content.decode().replace("\u00a0", " ")
    assert page.context["head"].edition.startswith("В редакции от")


def test_verbs_of_a_plan_follow_its_state_and_the_person(town: Town, visit: Visit) -> None:
    draft, plan = draft_of(town), accepted_of(town)
    methodist, teacher = visit(town.world.methodist), visit(town.world.teacher)

    of_draft = methodist.get(address(draft)).context["can"]
    of_accepted = methodist.get(address(plan)).context["can"]
    of_teacher = teacher.get(address(plan)).context["can"]
    archive_plan(plan, by=town.by)
    of_archived = methodist.get(address(plan)).context["can"]

    assert of_draft == {"accept_plan", "archive_plan", "extend_plan"}
    assert {"amend_plan", "date_occurrence", "make_school_year"} <= of_accepted
    assert of_teacher == set()
    assert of_archived == {"extend_plan"}


def test_make_school_year_is_offered_when_it_is_near_and_gives_once(town: Town, visit: Visit) -> None:
    plan = accepted_of(town, line("Семинар", "апрель, ежегодно", "методисты", "1"))
    Occurrence.objects.filter(activity__plan=plan).delete()
    before = Assignment.objects.count()
    client = visit(town.world.methodist)

    shown = client.get(address(plan, "school-year/"))
    client.post(address(plan, "school-year/"))
    client.post(address(plan, "school-year/"))

    assert shown.context["preview"].total == 1
    assert Assignment.objects.count() == before + 1
    assert plan_head(plan, None, day=clock.today()).due_year is None


def test_due_year_is_the_coming_one_from_july_on(town: Town) -> None:
    plan = accepted_of(town, line("Семинар", "апрель, ежегодно", "методисты", "1"))

    in_may = plan_head(plan, None, day=date(YEAR.start + 1, 5, 20)).due_year
    in_july = plan_head(plan, None, day=date(YEAR.start + 1, 7, 20)).due_year

    assert (in_may, in_july) == (None, YEAR.next)


def test_show_plan_figure_opens_its_rows_as_far_as_they_are_seen(town: Town, visit: Visit) -> None:
    plan = accepted_of(town, line("Отчёт школ", "апрель, ежегодно", "заместители директоров ОО", "1"))
    Assignment.objects.update(due_on=clock.today(), state=Assignment.State.ACCEPTED)
    url = address(plan, "figures/plan_executed/")

    of_service = visit(town.world.methodist).get(url, headers={"HX-Request": "true"}).context["opened"]
    of_school = visit(town.world.deputy).get(url).context["opened"]
    sheet = load_workbook(BytesIO(visit(town.world.methodist).get(url, {"as": "xlsx"}).content)).active

    assert (of_service.value, of_service.total, of_service.hidden) == ("100,0\u00a0%", 2, 0)
    assert (of_school.total, of_school.hidden) == (1, 1)
    assert sheet.max_row == 3


def test_show_plan_figure_that_is_not_offered_is_missing(town: Town, visit: Visit) -> None:
    assert visit(town.world.methodist).get(address(accepted_of(town), "figures/other/")).status_code == 404


def test_show_execution_takes_the_period_of_the_address(town: Town, visit: Visit) -> None:
    plan = accepted_of(town)
    client = visit(town.world.methodist)

    asked = client.get(address(plan, "execution/"), {"from": f"{YEAR.start}-12-31", "to": f"{YEAR.start}-09-01"})
    nonsense = client.get(address(plan, "execution/"), {"from": "вчера", "to": ""})

    assert asked.context["period"].first_day == YEAR.first_day
    assert nonsense.context["period"].first_day == YEAR.first_day


@pytest.mark.parametrize("form", ("docx", "xlsx"))
@pytest.mark.parametrize("paper", ("file/", "month/file/", "execution/file/"))
def test_papers_of_a_plan_go_out_and_are_remembered(town: Town, visit: Visit, paper: str, form: str) -> None:
    plan = accepted_of(town)

    answer = visit(town.world.methodist).get(address(plan, paper), {"format": form})
    foreign = visit(town.world.foreign_methodist).get(address(plan, paper), {"format": form})

    assert (answer.status_code, foreign.status_code) == (200, 404)
    assert answer.content.startswith(b"PK")
