import pytest

from metodsovet.ground.assignments.models import Assignment, Part
from metodsovet.ground.documents.models import Act
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.work.planning.actions import (
    Change,
    ChangeKind,
    NewLine,
    amend_plan,
    make_school_year,
)
from metodsovet.work.planning.models import Activity, Occurrence, Plan, Revision
from metodsovet.work.planning.tests.town import (
    YEAR,
    Town,
    accepted_of,
    activity_named,
    draft_of,
    line,
    make_town,
)

pytestmark = pytest.mark.django_db
SINCE = YEAR.first_day


def amend(town: Town, plan: Plan, *changes: Change, basis: Act | None = None) -> Revision:
    plan = Plan.objects.get(pk=plan.pk)
    return amend_plan(plan, changes, version=plan.version, by=town.by, in_force_from=SINCE, basis=basis)


def test_amend_plan_moves_a_term_and_open_assignments_follow() -> None:
    town = make_town()
    plan = accepted_of(town, line("Семинар", "апрель", "методисты"))
    activity = activity_named(plan, "Семинар")

    amend(town, plan, Change(ChangeKind.MOVE, activity.pk, term_text="до 25 мая"))

    (occurrence,) = Occurrence.objects.filter(activity=activity, school_year=YEAR.start)
    assert occurrence.is_deadline
    assert occurrence.ends_on is not None
    assert (occurrence.ends_on.month, occurrence.ends_on.day) == (5, 25)
    assignment = Assignment.objects.get()
    assert assignment.due_on is not None
    assert assignment.due_on >= occurrence.ends_on


def test_amend_plan_leaves_finished_assignments_and_their_occurrence() -> None:
    town = make_town()
    plan = accepted_of(town, line("Семинар", "апрель", "методисты"))
    before = Assignment.objects.get()
    Assignment.objects.update(state=Assignment.State.ACCEPTED)

    amend(town, plan, Change(ChangeKind.MOVE, activity_named(plan, "Семинар").pk, term_text="до 25 мая"))

    after = Assignment.objects.get()
    assert (after.due_on, after.state) == (before.due_on, Assignment.State.ACCEPTED)
    assert (
        Occurrence.objects.get(school_year=YEAR.start).ends_on
        == Occurrence.objects.get(pk=before.object_id or 0).ends_on
    )


def test_amend_plan_of_a_monthly_line_keeps_done_months() -> None:
    town = make_town()
    plan = accepted_of(town, line("Встреча", "ежемесячно", "методисты"))
    september = Assignment.objects.order_by("due_on").first()
    assert september is not None
    Assignment.objects.filter(pk=september.pk).update(state=Assignment.State.ACCEPTED)

    amend(town, plan, Change(ChangeKind.MOVE, activity_named(plan, "Встреча").pk, term_text="ежемесячно до 20 числа"))

    days = list(Assignment.objects.order_by("due_on").values_list("due_on", flat=True))
    assert len(days) == 9
    assert days[0] == september.due_on
    assert Occurrence.objects.filter(is_deadline=True).count() == 8


def test_amend_plan_that_takes_months_away_and_brings_them_back_gives_each_once() -> None:
    town = make_town()
    plan = accepted_of(town, line("Встреча", "ежемесячно", "методисты"))
    activity = activity_named(plan, "Встреча")

    amend(town, plan, Change(ChangeKind.MOVE, activity.pk, term_text="октябрь, май"))
    assert Assignment.objects.open().count() == 2
    amend(town, plan, Change(ChangeKind.MOVE, activity.pk, term_text="ежемесячно"))

    assert Assignment.objects.open().count() == 9
    months = Occurrence.objects.filter(state="planned", school_year=YEAR.start).values_list("starts_on", flat=True)
    assert len(set(months)) == 9


def test_amend_plan_cancels_open_assignments_of_what_is_excluded() -> None:
    town = make_town()
    plan = accepted_of(town, line("Семинар", "ежемесячно", "методисты"))
    done = Assignment.objects.order_by("due_on").first()
    assert done is not None
    Assignment.objects.filter(pk=done.pk).update(state=Assignment.State.ACCEPTED)

    revision = amend(town, plan, Change(ChangeKind.CANCEL, activity_named(plan, "Семинар").pk, reason="нет часов"))

    states = Assignment.objects.order_by("due_on").values_list("state", flat=True)
    assert list(states) == ["accepted", *["cancelled"] * 8]
    assert activity_named(plan, "Семинар").state == Activity.State.CANCELLED
    assert revision.changes == ["«Семинар»: исключено (нет часов)"]


def test_amend_plan_adds_a_line_with_its_assignments() -> None:
    town = make_town()
    plan = accepted_of(town)
    section = plan.sections.get(number="1")
    new = NewLine("Практикум", "май", "методисты", "1.7", section_id=section.pk)

    amend(town, plan, Change(ChangeKind.ADD, lines=(new,)))

    assert Assignment.objects.filter(title="Практикум").count() == 1
    titles = list(plan.activities.values_list("title", flat=True))
    assert titles.index("Практикум") < titles.index("Неделя методических объединений")


def test_amend_plan_splits_a_line_and_names_its_origin() -> None:
    town = make_town()
    plan = accepted_of(town, line("Семинар и практикум", "май", "методисты"))
    activity = activity_named(plan, "Семинар и практикум")

    amend(
        town,
        plan,
        Change(ChangeKind.SPLIT, activity.pk, lines=(NewLine("Семинар"), NewLine("Практикум", "до 10 июня"))),
    )

    assert list(plan.activities.active().values_list("title", flat=True)) == ["Семинар", "Практикум"]
    assert {row.moved_from for row in plan.activities.active()} == {activity}
    assert Assignment.objects.open().count() == 2
    assert Assignment.objects.get(title="Семинар и практикум").state == Assignment.State.CANCELLED


def test_amend_plan_splits_into_one_is_refused_and_saves_nothing() -> None:
    town = make_town()
    plan = accepted_of(town, line("Семинар", "май", "методисты"))
    activity = activity_named(plan, "Семинар")

    with pytest.raises(DomainError) as refusal:
        amend(town, plan, Change(ChangeKind.SPLIT, activity.pk, lines=(NewLine("Один"),)))

    assert refusal.value.code == "too_few_lines"
    assert not Revision.objects.exists()
    assert plan.activities.count() == 1


def test_amend_plan_renames_open_assignments_too() -> None:
    town = make_town()
    plan = accepted_of(town, line("Семинар", "май", "методисты"))

    amend(town, plan, Change(ChangeKind.RENAME, activity_named(plan, "Семинар").pk, title="Мастерская"))

    assert Assignment.objects.get().title == "Мастерская"


def test_amend_plan_changes_who_leads() -> None:
    town = make_town()
    plan = accepted_of(town, line("Семинар", "май", "методисты"))

    amend(town, plan, Change(ChangeKind.PARTIES, activity_named(plan, "Семинар").pk, parties_text="Ершова А.Ю."))

    assignment = Assignment.objects.open().get()
    assert assignment.parts.get(role=Part.Role.LEAD, until=None).person == town.support_methodist
    assert Assignment.objects.filter(state=Assignment.State.CANCELLED).count() == 1


def test_amend_plan_adds_helpers_to_the_same_assignment() -> None:
    town = make_town()
    plan = accepted_of(town, line("Семинар", "май", "Ершова А.Ю."))
    before = Assignment.objects.get().pk

    amend(
        town,
        plan,
        Change(ChangeKind.PARTIES, activity_named(plan, "Семинар").pk, parties_text="Ершова А.Ю., руководители ГМО"),
    )

    assignment = Assignment.objects.get()
    assert assignment.pk == before
    assert assignment.parts.get(role=Part.Role.CO_EXECUTOR, until=None).person == town.city_head


def test_amend_plan_there_and_back_gives_the_duty_again() -> None:
    town = make_town()
    plan = accepted_of(town, line("Семинар", "май", "методисты"))
    activity = activity_named(plan, "Семинар")

    amend(town, plan, Change(ChangeKind.PARTIES, activity.pk, parties_text="Ершова А.Ю."))
    amend(town, plan, Change(ChangeKind.PARTIES, activity.pk, parties_text="методисты"))

    assignment = Assignment.objects.open().get()
    assert assignment.parts.filter(role=Part.Role.CANDIDATE, until=None).count() == 3


def test_amend_plan_numbers_revisions_and_keeps_the_basis() -> None:
    town = make_town()
    plan = accepted_of(town)
    basis = Act.objects.create(organisation=town.world.town, number="15", title="О внесении изменений")
    activity = activity_named(plan, "Семинар")

    first = amend(town, plan, Change(ChangeKind.RENAME, activity.pk, title="Встреча"), basis=basis)
    second = amend(town, plan, Change(ChangeKind.RENAME, activity.pk, title="Семинары"))

    assert (first.number, first.basis, second.number) == (1, basis, 2)


def test_amend_plan_then_making_the_year_again_adds_nothing() -> None:
    town = make_town()
    plan = accepted_of(town)
    activity = activity_named(plan, "Семинар")
    amend(
        town,
        plan,
        Change(ChangeKind.MOVE, activity.pk, term_text="октябрь, май"),
        Change(ChangeKind.ADD, lines=(NewLine("Практикум", "ежемесячно", "методисты"),)),
    )
    before = (Occurrence.objects.count(), Assignment.objects.count())

    make_school_year(plan, YEAR, by=town.by)

    assert (Occurrence.objects.count(), Assignment.objects.count()) == before


def test_amend_plan_in_force_later_makes_nothing_before_the_day() -> None:
    town = make_town()
    plan = accepted_of(town)
    since = YEAR.last_day.replace(month=4, day=1)
    new = NewLine("Практикум", "ежемесячно", "методисты")

    amend_plan(plan, [Change(ChangeKind.ADD, lines=(new,))], version=plan.version, by=town.by, in_force_from=since)

    windows = Occurrence.objects.filter(activity__title="Практикум", school_year=YEAR.start)
    assert sorted(windows.values_list("starts_on__month", flat=True)) == [4, 5]


@pytest.mark.parametrize(
    ("change", "code"),
    (
        (Change(ChangeKind.MOVE, 0, term_text="май"), "foreign_activity"),
        (Change(ChangeKind.ADD, lines=(NewLine(" "),)), "no_title"),
    ),
)
def test_amend_plan_refuses_what_makes_no_sense_and_saves_nothing(change: Change, code: str) -> None:
    town = make_town()
    plan = accepted_of(town)
    before = list(Activity.objects.values_list("title", flat=True))

    with pytest.raises(DomainError) as refusal:
        amend(town, plan, change)

    assert refusal.value.code == code
    assert list(Activity.objects.values_list("title", flat=True)) == before
    assert not Revision.objects.exists()


def test_amend_plan_with_a_term_not_understood_is_refused() -> None:
    town = make_town()
    plan = accepted_of(town)

    with pytest.raises(DomainError) as refusal:
        amend(town, plan, Change(ChangeKind.MOVE, activity_named(plan, "Семинар").pk, term_text="как получится"))

    assert refusal.value.code == "term_not_understood"


def test_amend_plan_that_is_a_draft_is_refused() -> None:
    town = make_town()
    plan = draft_of(town)

    with pytest.raises(DomainError) as refusal:
        amend(town, plan, Change(ChangeKind.CANCEL, activity_named(plan, "Семинар").pk))

    assert refusal.value.code == "not_accepted"


def test_amend_plan_by_two_editors_keeps_the_first() -> None:
    town = make_town()
    plan = accepted_of(town)
    change = Change(ChangeKind.RENAME, activity_named(plan, "Семинар").pk, title="Встреча")
    seen = plan.version
    amend(town, plan, change)

    with pytest.raises(DomainError) as refusal:
        amend_plan(plan, [change], version=seen, by=town.by, in_force_from=clock.today())

    assert refusal.value.code == "edited_by_other"
    assert Revision.objects.count() == 1
