import pytest

from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.terms import TermKind
from metodsovet.work.planning.actions import (
    add_activity,
    change_activity,
    choose_holder,
    confirm_term,
    move_activity,
    remove_activity,
    set_act,
    set_audience,
    set_control,
    set_offices,
    set_part,
    set_parties,
    set_title,
)
from metodsovet.work.planning.matching import HolderChoice, audience_of
from metodsovet.work.planning.models import Activity, ActivityParty, PartyMatch, Plan
from metodsovet.work.planning.queries_review import acceptance_preview, doubts_of, upper_activities
from metodsovet.work.planning.tests.town import (
    YEAR,
    accepted_of,
    activity_named,
    draft_of,
    line,
    make_town,
    read_plan_of,
)

pytestmark = pytest.mark.django_db
Holder = ActivityParty.Holder


def test_change_activity_understands_new_words_of_the_term() -> None:
    town = make_town()
    activity = activity_named(draft_of(town), "Семинар")

    changed = change_activity(activity, version=activity.version, by=town.by, term_text="до 25 мая", title="Семинары")

    assert (changed.title, changed.term.kind, changed.version) == ("Семинары", TermKind.DEADLINE, 2)


def test_change_activity_edited_by_other_is_refused_and_saves_nothing() -> None:
    town = make_town()
    activity = activity_named(draft_of(town), "Семинар")
    change_activity(activity, version=1, by=town.by, title="Первый")

    with pytest.raises(DomainError) as refusal:
        change_activity(activity, version=1, by=town.by, title="Второй")

    assert refusal.value.code == "edited_by_other"
    assert Activity.objects.get(pk=activity.pk).title == "Первый"


def test_change_activity_of_accepted_plan_is_refused() -> None:
    town = make_town()
    activity = activity_named(accepted_of(town), "Семинар")

    with pytest.raises(DomainError) as refusal:
        change_activity(activity, version=activity.version, by=town.by, title="Другое")

    assert refusal.value.code == "not_a_draft"
    assert Activity.objects.get(pk=activity.pk).title == "Семинар"


def test_change_activity_serves_a_line_of_an_upper_accepted_plan_only() -> None:
    town = make_town()
    upper = activity_named(accepted_of(town), "Семинар")
    own = Plan.objects.create(organisation=town.world.school, title="План школы")
    served = add_activity(own, by=town.by, title="Школьный семинар", term_text="май")

    assert upper in upper_activities(own)
    assert change_activity(served, version=1, by=town.by, serves=upper).serves == upper
    with pytest.raises(DomainError) as refusal:
        change_activity(served, version=2, by=town.by, serves=served)
    assert refusal.value.code == "serves_itself"


def test_confirm_term_leaves_words_and_takes_like_ones_along() -> None:
    town = make_town()
    plan = draft_of(town, read_plan_of([line(f"Дело {n}", "когда придётся-получится", "методисты") for n in range(3)]))
    first = activity_named(plan, "Дело 0")

    assert confirm_term(first, by=town.by, for_all_like=True) == 3
    assert doubts_of(plan) == []


def test_doubts_come_in_the_order_of_the_file_with_choices() -> None:
    town = make_town()
    plan = draft_of(town)

    doubts = doubts_of(plan)

    assert [(doubt.activity.number, doubt.cell, doubt.words) for doubt in doubts] == [
        ("4", "term", "по графику проведения недели"),
        ("5", "parties", "родители"),
    ]
    assert all(doubt.choices for doubt in doubts)


def test_doubt_ends_when_a_person_confirms_nobody() -> None:
    town = make_town()
    plan = draft_of(town)
    parents = ActivityParty.objects.get(activity__plan=plan, text="родители")

    choose_holder(parents, holder=HolderChoice(Holder.NOBODY), by=town.by)

    assert [doubt.cell for doubt in doubts_of(plan)] == ["term"]


def test_doubts_take_a_constant_number_of_queries(django_assert_max_num_queries: object) -> None:
    town = make_town()
    plan = draft_of(town, read_plan_of([line(f"Дело {n}", "как выйдет", "Координатор недели") for n in range(40)]))

    with django_assert_max_num_queries(10):  # type: ignore[operator]
        assert len(doubts_of(plan)) == 80


def test_choose_holder_for_all_like_sets_every_equal_phrase_of_the_plan() -> None:
    town = make_town()
    lines = [line("Раз", "май", "Координатор недели"), line("Два", "июнь", "координатор  недели")]
    plan = draft_of(town, read_plan_of(lines))
    party = ActivityParty.objects.filter(activity__plan=plan).first()
    assert party is not None

    changed = choose_holder(
        party, holder=HolderChoice(Holder.PERSON, person_id=town.city_head.pk), by=town.by, for_all_like=True
    )

    assert changed == 2
    assert set(ActivityParty.objects.values_list("person", flat=True)) == {town.city_head.pk}


def test_choose_holder_from_another_municipality_is_refused_and_not_remembered() -> None:
    town = make_town()
    party = ActivityParty.objects.filter(activity__plan=draft_of(town)).first()
    assert party is not None
    foreign = HolderChoice(Holder.PERSON, person_id=town.world.foreign_deputy.pk)

    with pytest.raises(DomainError) as refusal:
        choose_holder(party, holder=foreign, by=town.by)

    assert refusal.value.code == "unknown_choice"
    assert not PartyMatch.objects.exists()


def test_set_parties_reads_the_phrase_again() -> None:
    town = make_town()
    activity = activity_named(draft_of(town), "Семинар")

    rows = set_parties(activity, text="руководители ГМО, Ершова А.Ю.", by=town.by)

    assert [(row.holder, row.part) for row in rows] == [
        (Holder.COMMUNITY_HEADS, "lead"),
        (Holder.PERSON, "co_executor"),
    ]


def test_set_part_makes_the_former_lead_a_co_executor() -> None:
    town = make_town()
    activity = activity_named(draft_of(town), "Выявление затруднений учителей")
    _methodists, heads = activity.parties.all()

    set_part(heads, part="lead", acts_as="each", by=town.by)

    assert [party.part for party in activity.parties.all()] == ["co_executor", "lead"]


def test_set_control_changes_many_lines_at_once() -> None:
    town = make_town()
    plan = draft_of(town)
    ids = list(plan.activities.values_list("pk", flat=True))

    assert set_control(plan, activities=ids, control="every_organisation", by=town.by) == 5
    assert set(plan.activities.values_list("control", flat=True)) == {"every_organisation"}


def test_set_audience_to_nobody_is_refused() -> None:
    town = make_town()
    plan = draft_of(town)

    with pytest.raises(DomainError) as refusal:
        set_audience(plan, kinds=[], organisations=[], by=town.by)

    assert refusal.value.code == "empty_audience"
    assert Plan.objects.get(pk=plan.pk).audience_kinds == ["school"]


def test_audience_of_named_organisations_is_just_them() -> None:
    town = make_town()
    plan = set_audience(draft_of(town), kinds=[], organisations=[town.world.kindergarten], by=town.by)

    assert list(audience_of(plan)) == [town.world.kindergarten]


def test_audience_never_leaves_the_municipality() -> None:
    town = make_town()

    assert set(audience_of(draft_of(town))) == {town.world.school, town.world.second_school}


def test_set_offices_of_one_person_is_refused() -> None:
    town = make_town()
    plan = draft_of(town)

    with pytest.raises(DomainError) as refusal:
        set_offices(plan, accepter=town.world.methodist, controller=town.world.methodist, by=town.by)

    assert refusal.value.code == "same_person"


def test_set_act_corrects_the_requisites_as_read() -> None:
    town = make_town()
    plan = set_act(draft_of(town), by=town.by, number="78")

    assert plan.reading.act["number"] == "78"
    assert plan.reading.act["kind"] == "распоряжение"


def test_set_title_by_two_editors_keeps_the_first() -> None:
    town = make_town()
    plan = draft_of(town)
    set_title(plan, version=plan.version, by=town.by, title="Первое")

    with pytest.raises(DomainError) as refusal:
        set_title(plan, version=plan.version, by=town.by, title="Второе")

    assert refusal.value.code == "edited_by_other"
    assert Plan.objects.get(pk=plan.pk).title == "Первое"


def test_add_move_and_remove_activity_keep_positions_whole() -> None:
    town = make_town()
    plan = draft_of(town)
    section = plan.sections.get(number="1")

    added = add_activity(plan, by=town.by, title="Новое", term_text="май", parties_text="методисты", section=section)
    move_activity(added, after=None, by=town.by)
    remove_activity(activity_named(plan, "Семинар"), by=town.by)

    rows = list(plan.activities.all())
    assert next(row.title for row in rows) == "Новое"
    assert [row.title for row in rows][-1] == "Неделя методических объединений"
    assert added.parties.get().part == "lead"


def test_acceptance_preview_says_how_many_and_for_whom_and_writes_nothing() -> None:
    town = make_town()
    plan = draft_of(town)
    set_control(
        plan,
        activities=[activity_named(plan, "Выявление затруднений учителей").pk],
        control="every_organisation",
        by=town.by,
    )

    preview = acceptance_preview(plan, YEAR)

    assert preview.sentence == "12: 9 у службы, 3 у школ"
    assert (preview.not_controlled, preview.doubts) == (1, 2)
    assert [activity.title for activity in preview.undated] == ["Неделя методических объединений"]
    assert preview.gaps == ()
    assert not plan.activities.filter(occurrences__isnull=False).exists()
