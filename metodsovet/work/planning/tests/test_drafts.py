import pytest

from metodsovet.kernel.errors import DomainError
from metodsovet.work.planning.actions import discard_plan, draft_plan
from metodsovet.work.planning.models import Activity, ActivityParty, Plan
from metodsovet.work.planning.tests.town import YEAR, activity_named, draft_of, line, make_town, read_plan_of

pytestmark = pytest.mark.django_db
Holder = ActivityParty.Holder


def test_draft_plan_from_file_keeps_lines_sections_and_the_act_as_read() -> None:
    plan = draft_of(make_town())

    assert plan.state == Plan.State.DRAFT
    assert plan.kind == Plan.Kind.ROADMAP
    assert [section.title for section in plan.sections.all()] == ["Поддержка", "Встречи"]
    assert [line.number for line in plan.activities.all()] == ["1", "2", "3", "4", "5"]
    assert plan.act is None
    assert plan.reading.act["number"] == "77"
    assert (plan.first_day, plan.last_day) == (
        YEAR.first_day.replace(month=1),
        YEAR.last_day.replace(YEAR.start + 2, 12),
    )


def test_draft_plan_from_file_proposes_no_report_for_the_continuous_only() -> None:
    plan = draft_of(make_town())

    controls = [activity.control for activity in plan.activities.all()]

    assert controls == ["no_report", "lead_reports", "lead_reports", "lead_reports", "lead_reports"]


def test_draft_plan_from_file_proposes_schools_as_audience_of_a_school_roadmap() -> None:
    assert draft_of(make_town()).audience_kinds == ["school"]


def test_draft_plan_from_file_proposes_lead_and_helpers_with_holders() -> None:
    town = make_town()
    activity = activity_named(draft_of(town), "Выявление затруднений учителей")

    methodists, heads = activity.parties.all()

    assert (methodists.part, methodists.acts_as, methodists.holder) == ("lead", "one", Holder.FUNCTION_AT)
    assert methodists.organisation == town.support
    assert (heads.part, heads.acts_as, heads.holder) == ("co_executor", "each", Holder.FUNCTION_IN_AUDIENCE)
    assert heads.function == "head"


def test_draft_plan_from_file_reads_school_years_of_a_title() -> None:
    title = f"План работы на {YEAR.start}/{YEAR.start + 1} учебный год"

    plan = draft_of(make_town(), read_plan_of(title=title, years=(YEAR.start, YEAR.start + 1)))

    assert (plan.first_day, plan.last_day) == (YEAR.first_day, YEAR.last_day)


def test_draft_plan_from_file_asks_about_what_is_by_agreement_only_to_know() -> None:
    plan = draft_of(make_town(), read_plan_of([line("Встреча", "май", "методисты, руководители ОО (по согласованию)")]))

    assert [party.part for party in activity_named(plan, "Встреча").parties.all()] == ["lead", "informed"]


def test_draft_plan_without_title_is_refused_and_saves_nothing() -> None:
    town = make_town()

    with pytest.raises(DomainError) as refusal:
        draft_plan(organisation=town.world.town, kind="roadmap", title=" ", first_day=None, last_day=None, by=town.by)

    assert refusal.value.code == "no_title"
    assert not Plan.objects.exists()


def test_draft_plan_with_reversed_days_is_refused() -> None:
    town = make_town()

    with pytest.raises(DomainError) as refusal:
        draft_plan(
            organisation=town.world.town,
            kind="roadmap",
            title="План",
            first_day=YEAR.last_day,
            last_day=YEAR.first_day,
            by=town.by,
        )

    assert refusal.value.code == "days_reversed"


def test_discard_plan_keeps_its_lines_and_cannot_be_repeated() -> None:
    town = make_town()
    plan = draft_of(town)

    discard_plan(plan, by=town.by)

    assert Plan.objects.get().state == Plan.State.DISCARDED
    assert Activity.objects.count() == 5
    with pytest.raises(DomainError) as refusal:
        discard_plan(plan, by=town.by)
    assert refusal.value.code == "move_not_allowed"
