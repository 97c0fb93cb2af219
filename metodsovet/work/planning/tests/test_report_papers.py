"""What the papers say of a real plan: only what the reader sees, in the words of people."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from metodsovet.ground.assignments.actions import (
    accept_report,
    hand_in_report,
    mark_not_applicable,
    remove_from_control,
)
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.directory.actions import change_name
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.tests.world import user_of
from metodsovet.ground.documents.models import Act
from metodsovet.ground.documents.printing.signatures import Signature
from metodsovet.kernel import clock
from metodsovet.kernel.offers import Period
from metodsovet.kernel.russian import date_short
from metodsovet.work.planning.actions import Change, ChangeKind, accept_plan, amend_plan, set_audience, set_control
from metodsovet.work.planning.models import Activity, Occurrence, Plan
from metodsovet.work.planning.papers import ExecutionReportPaper, execution_report_paper, month_plan_paper, plan_paper
from metodsovet.work.planning.papers.signatures import head_of
from metodsovet.work.planning.tests.town import YEAR, Town, draft_of, line, make_town, read_plan_of

pytestmark = pytest.mark.django_db
WHOLE_YEAR = Period(YEAR.first_day, YEAR.last_day)
PASSED = YEAR.first_day + timedelta(days=1)
SINCE = YEAR.first_day


def accepted_for_schools(town: Town, *lines: str) -> Plan:
    """Every school reports on each of the lines; the methodist accepts, the head of the authority controls."""
    plan = draft_of(town, read_plan_of([line(title, "апрель", "заместители директоров") for title in lines]))
    set_audience(plan, kinds=[Organisation.Kind.SCHOOL], organisations=[], by=town.by)
    every = list(plan.activities.values_list("pk", flat=True))
    set_control(plan, activities=every, control=Activity.Control.EVERY_ORGANISATION, by=town.by)
    Plan.objects.filter(pk=plan.pk).update(accepter=town.world.methodist, controller=town.world.authority_head)
    plan = Plan.objects.get(pk=plan.pk)
    return accept_plan(plan, executed_from=YEAR, by=town.by, version=plan.version)


def assignment_of(organisation: Organisation, title: str = "Семинар") -> Assignment:
    return Assignment.objects.get(organisation=organisation, title=title)


def test_execution_report_counts_names_and_dates_what_was_done() -> None:
    town = make_town()
    plan = accepted_for_schools(town, "Семинар")
    done = assignment_of(town.world.school)
    links = ["https://example.org/seminar"]
    hand_in_report(done, text="Проведено.", by=user_of(town.world.deputy), links=links)
    accept_report(done, by=town.by)

    paper = execution_report_paper(plan, WHOLE_YEAR, user=town.by)

    (report_line,) = paper.sections[0].lines
    done.refresh_from_db()
    assert done.reported_on is not None
    assert done.due_on is not None
    assert report_line.done == "1 из 2"
    assert report_line.dates == f"срок {date_short(done.due_on)}"
    assert report_line.reported == f"последний отчёт {date_short(done.reported_on)}"
    assert report_line.evidence == "СОШ № 1: example.org/seminar"
    assert paper.signature == Signature("Начальник управления", "И.П.\u00a0Громова")
    assert (paper.note, paper.late, paper.left_out) == ("", (), ())


def test_execution_report_names_who_is_late_and_who_is_not_asked() -> None:
    town = make_town()
    plan = accepted_for_schools(town, "Семинар", "Неделя")
    Assignment.objects.update(due_on=YEAR.first_day, starts_on=None)
    mark_not_applicable(assignment_of(town.world.second_school), reason="Нет таких учителей.", by=town.by)
    head = user_of(town.world.authority_head)
    remove_from_control(assignment_of(town.world.school, "Неделя"), reason="приказ № 5", by=head)

    paper = execution_report_paper(plan, WHOLE_YEAR, user=town.by)

    day = date_short(YEAR.first_day)
    assert paper.late == (
        f"Семинар — срок {day}: СОШ № 1 (М.П.\u00a0Соколова)",
        f"Неделя — срок {day}: СОШ № 2 (Е.А.\u00a0Хвостова)",
    )
    assert paper.left_out == (
        "Семинар — не относится: СОШ № 2",
        "Неделя — снято с контроля: приказ № 5: СОШ № 1",
    )
    assert [one.done for one in paper.sections[0].lines] == ["0 из 1", "0 из 1"]
    assert [one.states for one in paper.sections[0].lines] == ["просрочено 1, не относится 1"] * 2


def test_execution_report_calls_people_as_they_were_called_at_the_end_of_its_period() -> None:
    town = make_town()
    plan = accepted_for_schools(town, "Семинар")
    Assignment.objects.filter(organisation=town.world.school).update(due_on=YEAR.first_day, starts_on=None)
    today = clock.today()
    change_name(town.world.deputy, full_name=("Журавлёва", "Мария", "Павловна"), since=today, by=town.by)

    until = (today - timedelta(days=1), today)
    papers = [execution_report_paper(plan, Period(YEAR.first_day, day), user=town.by) for day in until]

    day = date_short(YEAR.first_day)
    assert [paper.late for paper in papers] == [
        (f"Семинар — срок {day}: СОШ № 1 (М.П.\u00a0Соколова)",),
        (f"Семинар — срок {day}: СОШ № 1 (М.П.\u00a0Журавлёва)",),
    ]


def test_execution_report_of_a_school_shows_its_own_and_says_so() -> None:
    town = make_town()
    plan = accepted_for_schools(town, "Семинар")

    paper = execution_report_paper(plan, WHOLE_YEAR, user=user_of(town.world.deputy))

    assert paper.sections[0].lines[0].done == "0 из 1"
    assert paper.note == (
        "Показатели — по всему плану; в таблице — 1\u00a0поручение из 2, которые видит составитель отчёта."
    )
    assert paper.signature == Signature("Заместитель директора по УВР", "М.П.\u00a0Соколова")


def test_execution_report_tells_silence_from_another_period() -> None:
    town = make_town()
    plan = accepted_for_schools(town, "Семинар", "Страница")
    page = plan.activities.get(title="Страница")
    Activity.objects.filter(pk=page.pk).update(control=Activity.Control.NO_REPORT)
    Assignment.objects.filter(title="Страница").delete()

    paper = execution_report_paper(plan, Period(PASSED, PASSED), user=town.by)

    seminar, page_line = paper.sections[0].lines
    assert (seminar.done, seminar.states) == ("—", "срок не в этом периоде")
    assert (page_line.done, page_line.states) == ("без отчёта", "")


def test_execution_report_asks_as_often_for_many_schools_as_for_few() -> None:
    town = make_town()
    plan = accepted_for_schools(town, "Семинар")
    Assignment.objects.update(due_on=YEAR.first_day, starts_on=None)
    execution_report_paper(plan, WHOLE_YEAR, user=town.by)
    few, paper = queries_of(plan, town)
    assert paper.sections[0].lines[0].done == "0 из 2"
    rows = list(Assignment.objects.all())
    for number in range(6):
        for row in rows:
            row.pk, row.key = None, f"more:{number}:{row.organisation_id}"
            row._state.adding = True
            row.save()

    many, paper = queries_of(plan, town)

    assert many == few
    assert paper.sections[0].lines[0].done == "0 из 14"


def queries_of(plan: Plan, town: Town) -> tuple[int, ExecutionReportPaper]:
    with CaptureQueriesContext(connection) as asked:
        paper = execution_report_paper(plan, WHOLE_YEAR, user=user_of(town.world.methodist))
    return len(asked), paper


def test_plan_paper_is_approved_by_its_act_in_the_edition_of_its_last_change() -> None:
    town = make_town()
    plan = accepted_for_schools(town, "Семинар", "Неделя")
    act = Act.objects.create(organisation=town.world.town, number="12-ОД", date=date(YEAR.start, 12, 1), title="Правки")
    cancelled = plan.activities.get(title="Неделя").pk
    change = Change(ChangeKind.CANCEL, cancelled, reason="Перенесено на другой год.")
    amend_plan(plan, [change], version=plan.version, by=town.by, in_force_from=date(YEAR.start, 12, 1), basis=act)

    paper = plan_paper(Plan.objects.get(pk=plan.pk))

    assert (
        paper.approved
        == f"УТВЕРЖДЕНА\nраспоряжением Управления образования\nот 28\u00a0августа\u00a0{YEAR.start}\u00a0г. №\u00a077"
    )
    assert paper.edition == (
        f"В редакции от 1\u00a0декабря\u00a0{YEAR.start}\u00a0г. "
        f"(приказ от 1\u00a0декабря\u00a0{YEAR.start}\u00a0г. №\u00a012-ОД)"
    )
    assert [one.title for section in paper.sections for one in section.lines] == ["Семинар"]
    Act.objects.filter(number="77").update(issuer="")
    assert plan_paper(Plan.objects.get(pk=plan.pk)).approved.splitlines()[1] == "распоряжением"
    report = execution_report_paper(plan, WHOLE_YEAR, user=town.by)
    assert report.title == "Отчёт об исполнении дорожной карты"
    assert report.subtitle == f"«{plan.title}» в{paper.edition[1:]}"


def test_month_plan_gives_the_day_of_the_week_and_the_hour() -> None:
    town = make_town()
    plan = accepted_for_schools(town, "Семинар")
    wednesday = date(YEAR.start, 10, 1) + timedelta(days=(2 - date(YEAR.start, 10, 1).weekday()) % 7)
    Occurrence.objects.filter(school_year=YEAR.start).update(held_on=wednesday, place="Лицей, зал")

    paper = month_plan_paper(Plan.objects.filter(pk=plan.pk), owner="Центр", year=YEAR.start, month=10)

    (dated,) = paper.dated
    assert dated.day == f"{wednesday.day}\u00a0октября, среда"
    assert (dated.place, dated.audience) == ("Лицей, зал", "общеобразовательные организации")
    assert paper.signature == Signature("Методист", "О.В.\u00a0Лебедева")


def test_head_signs_where_the_plan_names_nobody() -> None:
    town = make_town()

    assert head_of(town.world.school) == town.world.head
    assert head_of(town.world.authority) == town.world.authority_head
    assert head_of(town.world.town) is None
