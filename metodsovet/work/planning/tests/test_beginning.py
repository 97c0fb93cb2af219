"""A year plan of a community is begun."""

from datetime import date

import pytest

from metodsovet.ground.directory.tests.world import user_of
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.terms import TermKind
from metodsovet.work.communities.models import Community, CommunityKind
from metodsovet.work.planning.actions import discard_plan, set_theme, set_title
from metodsovet.work.planning.actions.acceptance import archive_plan
from metodsovet.work.planning.actions.community_plans import (
    TemplateDraft,
    YearPlanDraft,
    begin_year_plan,
    bring_back_plan_template,
    hide_plan_template,
    open_plan_template,
    save_plan_template,
)
from metodsovet.work.planning.actions.community_plans.copying import said_of_year
from metodsovet.work.planning.models import ActivityParty, Plan, PlanTemplate
from metodsovet.work.planning.queries_communities import templates_for, upper_for
from metodsovet.work.planning.queries_review import doubts_of
from metodsovet.work.planning.shipped_templates import SHIPPED
from metodsovet.work.planning.tests.community_town import begun, city, handed_in, head_of, school, template_of
from metodsovet.work.planning.tests.town import YEAR, accepted_of, line, make_town

pytestmark = pytest.mark.django_db
Holder = ActivityParty.Holder


def refused(community: Community, draft: YearPlanDraft) -> str:
    with pytest.raises(DomainError) as refusal:
        begin_year_plan(community, draft=draft, by=head_of(community))
    return refusal.value.code


def test_begin_year_plan_from_a_template_names_the_own_head() -> None:
    town = make_town()
    community = city(town)

    plan = begun(community)

    assert plan.title == f"ГМО учителей физики: план работы на {YEAR.text()}"
    assert (plan.organisation, plan.community, plan.state) == (community.organisation, community, Plan.State.DRAFT)
    assert (plan.first_day, plan.last_day) == (YEAR.first_day, YEAR.last_day)
    lines = list(plan.activities.select_related("section"))
    assert [(row.section and row.section.title, row.title) for row in lines] == [
        ("Заседания", "Заседание 1. План года"),
        ("Заседания", "Заседание 2. Итоги полугодия"),
        ("Работа", "Открытые уроки"),
    ]
    holders = list(ActivityParty.objects.filter(activity__plan=plan).order_by("activity__position"))
    assert [party.holder for party in holders[:2]] == [Holder.COMMUNITY_HEADS] * 2
    assert {party.community for party in holders[:2]} == {community}
    assert holders[2].person == town.world.methodist


def test_begin_year_plan_of_every_shipped_template_leaves_nothing_to_ask() -> None:
    town = make_town()
    for template in PlanTemplate.objects.filter(municipality=None):
        community = school(town) if template.level == "organisation" else city(town)
        plan = begin_year_plan(community, draft=YearPlanDraft(YEAR, template), by=town.by)
        assert plan.activities.count() == len(template.lines) > 0
        assert [doubt.words for doubt in doubts_of(plan)] == []
        assert not any(row.term.kind is TermKind.UNKNOWN for row in plan.activities.all())
        discard_plan(plan, by=town.by)


def test_shipped_templates_are_offered_by_level_and_kind() -> None:
    town = make_town()
    council = CommunityKind.objects.named(CommunityKind.Code.COUNCIL, town.world.school)
    body = school(town)
    assert PlanTemplate.objects.filter(municipality=None).count() == len(SHIPPED)
    assert [one.code for one in templates_for(body)] == ["school_year_plan"]
    assert [one.code for one in templates_for(city(town))] == ["city_year_plan"]
    body.kind = council
    assert [one.code for one in templates_for(body)] == ["council_year_plan", "school_year_plan"]


def test_begin_year_plan_from_last_year_says_everything_of_this_one() -> None:
    town = make_town()
    community = city(town)
    last = YEAR.previous
    old = begin_year_plan(
        community,
        draft=YearPlanDraft(
            last,
            template_of(
                (
                    "Итоги",
                    f"Анализ за {last} учебный год",
                    f"до 15 октября {last.start} г.",
                    "руководитель ГМО",
                    "справка",
                ),
                ("Итоги", "Круглый стол", "апрель", "Кто-то чужой", ""),
            ),
        ),
        by=town.by,
    )
    archive_plan(old, by=town.by)

    plan = begin_year_plan(community, draft=YearPlanDraft(YEAR, old), by=town.by)

    first, second = plan.activities.all()
    assert first.title == f"Анализ за {YEAR} учебный год"
    assert first.term.end == date(YEAR.start, 10, 15)
    assert second.term.source == "апрель"
    assert [party.source for party in second.parties.all()] == ["Кто-то чужой"]


@pytest.mark.parametrize(
    ("text", "said"),
    (
        ("15 мая 2026 г.", "15 мая 2027 г."),
        ("за 2025/26 учебный год", "за 2026/27 учебный год"),
        ("2025-2026", "2026-2027"),
        ("до 01.10.2025", "до 01.10.2026"),
        ("до 01.10.25", "до 01.10.26"),
        ("апрель, ежегодно", "апрель, ежегодно"),
        ("каб. 2105, приказ 120251", "каб. 2105, приказ 120251"),
    ),
)
def test_words_of_a_year_are_said_of_the_next(text: str, said: str) -> None:
    assert said_of_year(text, 1) == said
    assert said_of_year(text, 0) == text


def test_upper_activities_that_name_heads_are_offered_and_become_lines() -> None:
    town = make_town()
    roadmap = accepted_of(
        town,
        line("Отчёт объединений", "до 15 июня", "Руководители ГМО", "1"),
        line("Отчёт школ", "май", "Руководители ШМО", "2"),
        line("Дела службы", "май", "методисты", "3"),
    )
    community = city(town)

    offered = list(upper_for(community, YEAR))
    plan = begun(community, upper=tuple(offered))

    assert [one.title for one in offered] == ["Отчёт объединений"]
    served = plan.activities.get(serves__isnull=False)
    assert (served.title, served.serves) == ("Отчёт объединений", roadmap.activities.get(number="1"))
    assert served.parties.get().community == community
    assert next(one.title for one in upper_for(school(town), YEAR)) == "Отчёт школ"


def test_begin_year_plan_twice_is_refused() -> None:
    community = city(make_town())
    begun(community)

    assert refused(community, YearPlanDraft(YEAR)) == "already_begun"
    assert Plan.objects.filter(community=community).count() == 1


def test_begin_year_plan_of_a_closed_community_is_refused() -> None:
    community = city(make_town())
    community.closed_on = YEAR.first_day
    community.save()

    assert refused(community, YearPlanDraft(YEAR)) == "is_closed"


def test_begin_year_plan_from_the_plan_of_another_is_refused() -> None:
    town = make_town()
    other = handed_in(school(town))

    assert refused(city(town), YearPlanDraft(YEAR, other)) == "foreign_source"
    assert not Plan.objects.filter(community=city(town)).exists()


def test_begin_year_plan_with_a_foreign_template_theme_or_upper_activity_is_refused() -> None:
    town = make_town()
    community = city(town)
    foreign = PlanTemplate.objects.create(municipality=town.world.foreign_town, name="Чужой", lines_json=[])
    theme = set_theme(town.world.second_school, year=YEAR, title="Тема школы", upper=None, by=town.by)
    own = accepted_of(town).activities.first()
    assert own is not None
    own.plan.organisation = town.world.school
    own.plan.save()

    assert refused(community, YearPlanDraft(YEAR, foreign)) == "foreign_source"
    assert refused(community, YearPlanDraft(YEAR, theme=theme)) == "foreign_theme"
    assert refused(community, YearPlanDraft(YEAR, upper=(own,))) == "not_an_upper_plan"


def test_set_title_of_a_community_plan_keeps_its_year() -> None:
    town = make_town()
    plan = begun(city(town))

    with pytest.raises(DomainError) as refusal:
        set_title(plan, version=plan.version, by=town.by, last_day=date(2030, 1, 1))

    assert refusal.value.code == "year_is_given"
    assert set_title(plan, version=plan.version, by=town.by, title="Наш план").title == "Наш план"


def test_a_municipality_saves_its_own_template_instead_of_ours() -> None:
    town = make_town()
    ours = PlanTemplate.objects.get(code="city_year_plan")
    plan = open_plan_template(ours, municipality=town.world.town, by=town.by)
    plan.activities.exclude(pk=plan.activities.all()[0].pk).delete()

    own = save_plan_template(
        plan, municipality=town.world.town, draft=TemplateDraft("Наш", "municipality"), instead=ours, by=town.by
    )

    assert [one.pk for one in templates_for(city(town))] == [own.pk]
    assert (own.code, own.version, [one.title for one in own.lines]) == ("city_year_plan", 1, [ours.lines[0].title])
    ours.refresh_from_db()
    assert len(ours.lines) > 1


def test_hide_and_bring_back_plan_template_of_ours_touches_only_the_municipality() -> None:
    town = make_town()
    ours = PlanTemplate.objects.get(code="city_year_plan")

    hidden = hide_plan_template(ours, municipality=town.world.town, by=town.by)

    assert not templates_for(city(town)).exists()
    assert PlanTemplate.objects.get(code="city_year_plan", municipality=None).is_used
    bring_back_plan_template(hidden, municipality=town.world.town, by=town.by)
    assert templates_for(city(town)).get().lines == ours.lines


def test_save_plan_template_refuses_an_empty_plan_no_name_and_a_foreign_place() -> None:
    town = make_town()
    empty = begin_year_plan(city(town), draft=YearPlanDraft(YEAR), by=town.by)
    foreign = PlanTemplate.objects.create(municipality=town.world.foreign_town, name="Чужой", lines_json=[])
    whole = begun(school(town))

    def code(plan: Plan, name: str = "Имя", instead: PlanTemplate | None = None) -> str:
        with pytest.raises(DomainError) as refusal:
            save_plan_template(
                plan, municipality=town.world.town, draft=TemplateDraft(name), instead=instead, by=town.by
            )
        return refusal.value.code

    assert code(empty) == "plan_is_empty"
    assert code(whole, " ") == "no_name"
    assert code(whole, instead=foreign) == "foreign_template"
    assert user_of(town.world.methodist) == town.by
