import pytest

from metodsovet.ground.directory.tests.world import user_of
from metodsovet.kernel.errors import DomainError
from metodsovet.work.planning.actions import set_theme
from metodsovet.work.planning.models import Plan, Theme
from metodsovet.work.planning.tests.town import YEAR, accepted_of, draft_of, make_town

pytestmark = pytest.mark.django_db

ROLES = (
    "administrator", "authority_head", "methodist", "head", "deputy", "second_deputy", "kindergarten_head", "teacher",
    "foreign_methodist", "foreign_deputy",
)  # fmt: skip


@pytest.mark.parametrize("who", ROLES)
def test_visible_plans_and_the_right_to_view_them_agree(who: str) -> None:
    town = make_town()
    draft_of(town)
    accepted_of(town)
    Plan.objects.create(organisation=town.world.school, title="Школьный черновик")
    Plan.objects.create(organisation=town.world.second_school, title="Архив", state=Plan.State.ARCHIVED)
    Plan.objects.create(organisation=town.world.foreign_school, title="Чужой", state=Plan.State.ARCHIVED)

    user = user_of(getattr(town.world, who))

    seen = set(Plan.objects.visible_to(user))
    assert {plan for plan in Plan.objects.all() if user.has_perm("planning.view_plan", plan)} == seen


@pytest.mark.parametrize(
    ("who", "may"),
    (
        ("methodist", True),
        ("authority_head", True),
        ("administrator", False),
        ("deputy", False),
        ("teacher", False),
        ("foreign_methodist", False),
    ),
)
def test_municipal_plans_are_changed_by_the_service_only(who: str, may: bool) -> None:
    town = make_town()
    plan = draft_of(town)
    user = user_of(getattr(town.world, who))

    rights = {user.has_perm(f"planning.{verb}", plan) for verb in ("accept_plan", "change_plan", "discard_plan")}

    assert rights == {may}
    assert user.has_perm("planning.change_activity", plan.activities.first()) is may


@pytest.mark.parametrize(
    ("who", "may"), (("deputy", True), ("head", True), ("methodist", True), ("second_deputy", False))
)
def test_school_plans_are_changed_by_leads_of_the_school(who: str, may: bool) -> None:
    town = make_town()
    plan = Plan.objects.create(organisation=town.world.school, title="План школы")

    assert user_of(getattr(town.world, who)).has_perm("planning.accept_plan", plan) is may


def test_accepted_municipal_plan_is_seen_by_a_teacher_and_a_draft_is_not() -> None:
    town = make_town()
    draft = draft_of(town)
    accepted = accepted_of(town)

    assert list(Plan.objects.visible_to(user_of(town.world.teacher))) == [accepted]
    assert draft.activities.visible_to(user_of(town.world.teacher)).count() == 0


def test_set_theme_carries_on_the_upper_one_of_the_same_year() -> None:
    town = make_town()
    upper = set_theme(town.world.town, year=YEAR, title="Качество", upper=None, by=town.by)

    lower = set_theme(town.world.school, year=YEAR, title="Качество урока", upper=upper, by=town.by)
    again = set_theme(town.world.school, year=YEAR, title="Качество урока химии", upper=upper, by=town.by)

    assert (again.pk, again.title, again.upper) == (lower.pk, "Качество урока химии", upper)
    with pytest.raises(DomainError) as refusal:
        set_theme(town.world.town, year=YEAR.next, title="Дальше", upper=lower, by=town.by)
    assert refusal.value.code == "not_an_upper_theme"
    assert Theme.objects.count() == 2
