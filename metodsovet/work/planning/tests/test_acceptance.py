from datetime import date, timedelta

import pytest

from metodsovet.ground.assignments.models import Assignment, Part
from metodsovet.ground.documents.models import Act
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.terms import TermKind
from metodsovet.work.planning.actions import accept_plan, archive_plan, extend_plan, set_act, set_control
from metodsovet.work.planning.models import Activity, ActivityParty, Occurrence, Plan
from metodsovet.work.planning.queries_review import acceptance_preview
from metodsovet.work.planning.tests.town import (
    YEAR,
    YEARS,
    accepted_of,
    activity_named,
    draft_of,
    line,
    make_town,
    read_plan_of,
)

pytestmark = pytest.mark.django_db

OLD_YEARS = (YEAR.start - 4, YEAR.start - 1)


def parts_of(assignment: Assignment, role: str) -> set[object]:
    return {part.person for part in assignment.parts.filter(role=role, until=None)}


def test_accept_plan_makes_the_act_occurrences_and_assignments_it_promised() -> None:
    town = make_town()
    plan = draft_of(town)
    promised = acceptance_preview(plan, YEAR)

    plan = accept_plan(plan, executed_from=YEAR, by=town.by, version=plan.version)

    assert (plan.state, plan.executed_from) == (Plan.State.ACCEPTED, YEAR.start)
    assert plan.act is not None
    assert (plan.act.kind, plan.act.number) == (Act.Kind.DIRECTIVE, "77")
    assert Assignment.objects.count() == promised.total > 0
    assert Occurrence.objects.filter(is_history=True).count() == promised.history


def test_accept_plan_gives_one_of_a_department_the_lead_and_heads_a_part() -> None:
    town = make_town()
    accepted_of(town)

    assignment = Assignment.objects.get(title="Выявление затруднений учителей")

    assert parts_of(assignment, Part.Role.LEAD) == {town.support_methodist}
    assert parts_of(assignment, Part.Role.CO_EXECUTOR) == {town.world.head}
    assert assignment.organisation == town.world.centre


def test_accept_plan_says_briefly_where_assignments_come_from() -> None:
    accepted_of(make_town(), line("Семинар", "май", "методисты", "3"), line("Практикум", "май", "методисты"))

    origins = dict(Assignment.objects.values_list("title", "origin"))
    assert origins == {"Семинар": "дорожная карта, п.\u00a03", "Практикум": "дорожная карта"}


def test_accept_plan_gives_a_group_of_several_to_candidates() -> None:
    town = make_town()
    accepted_of(town)

    assignment = Assignment.objects.filter(title="Семинар").first()

    assert assignment is not None
    assert parts_of(assignment, Part.Role.LEAD) == set()
    assert parts_of(assignment, Part.Role.CANDIDATE) == {
        town.world.methodist,
        town.world.second_methodist,
        town.support_methodist,
    }


def test_accept_plan_gives_each_head_of_a_school_association_his_own() -> None:
    town = make_town()
    accepted_of(town)

    assignment = Assignment.objects.get(title="Отчёт объединений школ")

    assert parts_of(assignment, Part.Role.LEAD) == {town.school_head}
    assert assignment.organisation == town.world.school
    assert assignment.due_on is not None
    assert assignment.due_on >= date(YEAR.start + 1, 6, 15)


def test_accept_plan_asks_each_organisation_through_its_lead_and_shows_gaps() -> None:
    town = make_town()
    plan = draft_of(town, read_plan_of([line("Самоанализ", "май", "методисты")]))
    set_control(plan, activities=[activity_named(plan, "Самоанализ").pk], control="every_organisation", by=town.by)
    town.world.second_deputy.roles.all().delete()

    accept_plan(plan, executed_from=YEAR, by=town.by, version=plan.version)

    leads = {one.organisation: parts_of(one, Part.Role.LEAD) for one in Assignment.objects.all()}
    assert leads == {town.world.school: {town.world.deputy}, town.world.second_school: {None}}


def test_accept_plan_never_reaches_kindergartens_or_the_foreign_municipality() -> None:
    town = make_town()
    plan = draft_of(town, read_plan_of([line("Отчёт", "май", "руководители ОО")]))
    ActivityParty.objects.update(acts_as="each")

    accept_plan(plan, executed_from=YEAR, by=town.by, version=plan.version)

    assert {one.organisation for one in Assignment.objects.all()} == {town.world.school, town.world.second_school}


def test_accept_plan_moves_deadlines_off_days_that_do_not_work() -> None:
    town = make_town()
    accepted_of(town)

    assert all(one.due_on is not None and one.due_on.weekday() < 5 for one in Assignment.objects.all())


def test_accept_plan_leaves_the_undated_without_assignments() -> None:
    town = make_town()
    accepted_of(town)

    occurrence = Occurrence.objects.get(activity__title="Неделя методических объединений", school_year=YEAR.start)

    assert occurrence.ends_on is None
    assert not Assignment.objects.filter(title="Неделя методических объединений").exists()


def test_accept_plan_keeps_earlier_years_as_history_without_assignments() -> None:
    town = make_town()
    read = read_plan_of([line("Анализ", "июнь, ежегодно", "методисты")], years=(YEAR.start - 2, YEAR.start + 2))
    plan = set_act(draft_of(town, read), by=town.by, date=date(YEAR.start - 3, 12, 20))

    accept_plan(plan, executed_from=YEAR, by=town.by, version=plan.version)

    history = Occurrence.objects.filter(is_history=True)
    assert sorted(history.values_list("school_year", flat=True)) == [YEAR.start - 3, YEAR.start - 2, YEAR.start - 1]
    assert Assignment.objects.count() == 1


def test_accept_plan_whose_years_are_over_is_refused_and_saves_nothing() -> None:
    town = make_town()
    plan = draft_of(town, read_plan_of(years=OLD_YEARS))

    with pytest.raises(DomainError) as refusal:
        accept_plan(plan, executed_from=YEAR, by=town.by, version=plan.version)

    assert refusal.value.code == "years_are_over"
    assert Plan.objects.get().state == Plan.State.DRAFT
    assert not Occurrence.objects.exists()
    assert not Act.objects.exists()


def test_accept_plan_twice_is_refused_and_doubles_nothing() -> None:
    town = make_town()
    plan = draft_of(town)
    accept_plan(plan, executed_from=YEAR, by=town.by, version=plan.version)
    before = Assignment.objects.count()

    with pytest.raises(DomainError) as refusal:
        accept_plan(plan, executed_from=YEAR, by=town.by, version=plan.version)

    assert refusal.value.code == "already_accepted"
    assert Assignment.objects.count() == before


def test_accept_plan_changed_by_other_is_refused() -> None:
    town = make_town()
    plan = draft_of(town)

    with pytest.raises(DomainError) as refusal:
        accept_plan(plan, executed_from=YEAR, by=town.by, version=plan.version + 1)

    assert refusal.value.code == "edited_by_other"


def test_accept_plan_without_lines_is_refused() -> None:
    town = make_town()
    plan = draft_of(town, read_plan_of([]))

    with pytest.raises(DomainError) as refusal:
        accept_plan(plan, executed_from=YEAR, by=town.by, version=plan.version)

    assert refusal.value.code == "plan_is_empty"


def test_archive_plan_of_years_gone_keeps_them_as_history() -> None:
    town = make_town()
    plan = draft_of(town, read_plan_of([line("Анализ", "июнь, ежегодно", "методисты")], years=OLD_YEARS))

    plan = archive_plan(plan, by=town.by)

    assert plan.state == Plan.State.ARCHIVED
    assert Occurrence.objects.filter(is_history=True).count() == 4
    assert not Assignment.objects.exists()


def test_archive_plan_ends_open_assignments() -> None:
    town = make_town()
    plan = accepted_of(town)

    archive_plan(plan, by=town.by)

    assert not Assignment.objects.open().exists()


def test_extend_plan_stretches_lines_of_all_the_years_and_lets_it_be_accepted() -> None:
    town = make_town()
    read = read_plan_of([line("Поддержка", f"{OLD_YEARS[0]}-{OLD_YEARS[1]}", "методисты")], years=OLD_YEARS)
    plan = draft_of(town, read)

    plan = extend_plan(plan, last_day=date(YEAR.start + 2, 12, 31), by=town.by)

    term = activity_named(plan, "Поддержка").term
    assert term.kind is TermKind.YEAR_RANGE
    assert term.end == date(YEAR.start + 2, 12, 31)
    accept_plan(plan, executed_from=YEAR, by=town.by, version=plan.version)
    assert Assignment.objects.count() == 1


def test_extend_plan_to_an_earlier_day_is_refused() -> None:
    town = make_town()
    plan = draft_of(town)
    assert plan.last_day is not None

    with pytest.raises(DomainError) as refusal:
        extend_plan(plan, last_day=plan.last_day, by=town.by)

    assert refusal.value.code == "not_later"


def test_extend_plan_that_is_accepted_leaves_it_accepted() -> None:
    town = make_town()
    plan = accepted_of(town)
    assert plan.last_day is not None

    assert extend_plan(plan, last_day=plan.last_day + timedelta(days=365), by=town.by).state == Plan.State.ACCEPTED


def test_occurrences_are_cut_to_the_days_of_the_plan() -> None:
    town = make_town()
    plan = draft_of(town, read_plan_of([line("Встречи", "ежемесячно", "методисты")], years=(YEAR.start, YEAR.start)))
    first = clock.today()
    plan.last_day = max(first, YEAR.last_day)
    plan.first_day = date(YEAR.start + 1, 3, 1)
    plan.save()

    accept_plan(plan, executed_from=YEAR, by=town.by, version=plan.version)

    assert set(Occurrence.objects.values_list("starts_on__month", flat=True)) == {3, 4, 5}


def test_extend_plan_that_is_accepted_brings_the_rest_of_the_year_cut_short() -> None:
    town = make_town()
    plan = draft_of(town, read_plan_of([line("Встречи", "ежемесячно", "методисты")], years=YEARS))
    plan.last_day = date(YEAR.start + 1, 2, 28)
    plan.save()
    Plan.objects.filter(pk=plan.pk).update(last_day=max(plan.last_day, clock.today()))
    plan = accept_plan(plan, executed_from=YEAR, by=town.by, version=plan.version)
    before = set(Assignment.objects.values_list("pk", "due_on"))

    extend_plan(plan, last_day=YEAR.last_day, by=town.by)

    assert before <= set(Assignment.objects.values_list("pk", "due_on"))
    assert Assignment.objects.count() == 9


def test_accept_plan_again_from_the_archive_executes_what_was_shown_as_history() -> None:
    town = make_town()
    plan = draft_of(town, read_plan_of([line("Анализ", "май, ежегодно", "методисты")]))
    plan.last_day = YEAR.last_day
    plan.save()
    plan = archive_plan(plan, by=town.by)

    plan = extend_plan(plan, last_day=YEAR.next.last_day, by=town.by)
    accept_plan(plan, executed_from=YEAR, by=town.by, version=plan.version)

    assert Assignment.objects.count() == 1


def test_accept_plan_again_from_the_archive_gives_again_what_was_cancelled() -> None:
    town = make_town()
    plan = archive_plan(accepted_of(town, line("Семинар", "май", "методисты")), by=town.by)
    assert plan.last_day is not None

    plan = extend_plan(plan, last_day=plan.last_day + timedelta(days=365), by=town.by)
    accept_plan(plan, executed_from=YEAR, by=town.by, version=plan.version)

    assert Assignment.objects.open().count() == 1


def test_accept_plan_that_amends_another_is_refused() -> None:
    town = make_town()
    accepted = accepted_of(town)
    draft = draft_of(town)
    draft.amends = accepted
    draft.save()

    with pytest.raises(DomainError) as refusal:
        accept_plan(draft, executed_from=YEAR, by=town.by, version=draft.version)

    assert refusal.value.code == "is_an_amendment"


@pytest.mark.parametrize("control", (Activity.Control.LEAD_REPORTS, Activity.Control.EVERY_ORGANISATION))
def test_accept_plan_for_all_gives_a_line_of_kindergartens_to_kindergartens_alone(control: str) -> None:
    town = make_town()
    read = read_plan_of([line("Смотр групп", "май", "заведующие ДОУ", "1")], title="План методической работы округа")
    plan = draft_of(town, read)
    set_control(plan, activities=[activity_named(plan, "Смотр групп").pk], control=control, by=town.by)
    plan.refresh_from_db()

    accept_plan(plan, executed_from=YEAR, by=town.by, version=plan.version)

    assignment = Assignment.objects.get()
    assert assignment.organisation == town.world.kindergarten
    assert parts_of(assignment, Part.Role.LEAD) == {town.world.kindergarten_head}
