from datetime import date, timedelta

import pytest

from metodsovet.ground.access.history import history_of, record_action
from metodsovet.ground.access.models import ActionRecord, RowChange, User
from metodsovet.ground.assignments.models import Substitution
from metodsovet.ground.directory import actions
from metodsovet.ground.directory.models import (
    Employment,
    MergedPerson,
    Person,
    PersonName,
    Position,
    RoleAssignment,
    ToldApart,
)
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.directory.queries_doubles import Candidate, doubles_seen_by, likely
from metodsovet.ground.directory.tests.world import World, employ, grant, make_person, make_world, user_of
from metodsovet.ground.notifications.models import Notice
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError

pytestmark = pytest.mark.django_db
Function = Position.Function


def make_double(world: World, name: str = "Бирюкова Нина Сергеевна") -> Person:
    return make_person(name, world.school, "учитель математики", Function.TEACHER)


def merge(world: World, kept: Person, doubled: Person, account: User | None = None) -> Person:
    return actions.merge_people(kept, doubled=doubled, account=account or kept.user, by=user_of(world.methodist))


def test_merge_people_moves_all_and_leaves_one() -> None:
    world = make_world()
    double = make_double(world)
    grant(double, Role.METHODICAL_LEAD, world.school)
    employ(double, world.second_school, "учитель физики", Function.TEACHER)
    Notice.objects.create(person=double, key="a", text="a", url="/")
    Notice.objects.create(person=double, key="b", text="b", url="/")
    Notice.objects.create(person=world.teacher, key="b", text="b", url="/")
    double_id = double.pk

    kept = merge(world, world.teacher, double)

    assert not Person.objects.filter(pk=double_id).exists()
    assert sorted(kept.notices.values_list("key", flat=True)) == ["a", "b"]
    places = kept.employments.order_by("pk").values_list("organisation", "is_main")
    assert list(places) == [(world.school.pk, True), (world.second_school.pk, False)]
    assert kept.roles.get().role == Role.METHODICAL_LEAD
    merged = MergedPerson.objects.get(old_id=double_id)
    assert (merged.person, merged.merged_by) == (kept, world.methodist.user)


def test_merge_people_joins_periods_that_overlap_and_leaves_others_apart() -> None:
    world = make_world()
    double = make_double(world)
    post = Position.objects.get(name="учитель математики")
    Employment.objects.filter(person=world.teacher).update(since=date(2018, 9, 1), until=date(2022, 5, 31))
    Employment.objects.filter(person=double).update(since=date(2021, 9, 1), until=date(2023, 5, 31))
    Employment.objects.create(person=double, organisation=world.school, position=post, since=date(2025, 9, 1))

    kept = merge(world, world.teacher, double)

    periods = kept.employments.order_by("since").values_list("since", "until")
    assert list(periods) == [(date(2018, 9, 1), date(2023, 5, 31)), (date(2025, 9, 1), None)]


def test_merge_people_joins_histories() -> None:
    world = make_world()
    double = make_double(world)
    record_action("rename_person", double, "строка двойника", by=None)

    kept = merge(world, world.teacher, double)

    assert [line.verb for line in history_of(kept)] == ["merge_people", "rename_person"]


def test_merge_people_moves_what_the_rows_of_the_double_were() -> None:
    world = make_world()
    double = make_double(world)
    old_id = double.pk

    kept = merge(world, world.teacher, double)

    table = Person._meta.db_table
    assert not RowChange.objects.filter(owner_table=table, owner_id=old_id).exists()
    was = RowChange.objects.get(
        owner_table=table, owner_id=kept.pk, row_table=table, row_id=old_id, became__isnull=True
    ).was
    assert was["last_name"] == "Бирюкова"


def test_merge_people_with_two_accounts_keeps_the_chosen_one_and_its_deeds() -> None:
    world = make_world()
    double = make_double(world)
    dropped, chosen = world.teacher.user, double.user
    assert dropped is not None
    record_action("any", world.school, "сделано", by=dropped)

    kept = merge(world, world.teacher, double, account=chosen)

    assert kept.user == chosen
    assert not User.objects.filter(pk=dropped.pk).exists()
    assert ActionRecord.objects.get(verb="any").by == chosen


def test_another_spelling_still_finds_the_person() -> None:
    world = make_world()
    double = make_double(world, "Берюкова Нина Сергеевна")

    kept = merge(world, world.teacher, double)

    assert list(Person.objects.named("берюкова")) == [kept]
    assert PersonName.objects.get().until is None


def test_a_merged_person_may_be_merged_again() -> None:
    world = make_world()
    first, second = make_double(world), make_double(world)
    first_id = first.pk
    kept = merge(world, second, first)

    kept = merge(world, world.teacher, kept)

    assert MergedPerson.objects.get(old_id=first_id).person == kept


@pytest.mark.parametrize(
    ("kept", "doubled", "by", "code"),
    (
        ("teacher", "teacher", "methodist", "same_person"),
        ("teacher", "methodist", "methodist", "not_to_oneself"),
        ("methodist", "teacher", "methodist", "not_to_oneself"),
        ("teacher", "administrator", "methodist", "not_yours_to_merge"),
        ("administrator", "teacher", "methodist", "not_yours_to_merge"),
    ),
)
def test_merge_people_refused_changes_nothing(kept: str, doubled: str, by: str, code: str) -> None:
    world = make_world()
    before = Person.objects.count()

    with pytest.raises(DomainError) as refusal:
        actions.merge_people(
            getattr(world, kept),
            doubled=getattr(world, doubled),
            account=getattr(world, kept).user,
            by=user_of(getattr(world, by)),
        )

    assert (refusal.value.code, Person.objects.count()) == (code, before)


@pytest.mark.parametrize("whose", (None, "deputy"))
def test_merge_people_asks_which_account_stays(whose: str | None) -> None:
    world = make_world()
    double = make_double(world)
    account = getattr(world, whose).user if whose else None

    with pytest.raises(DomainError) as refusal:
        actions.merge_people(world.teacher, doubled=double, account=account, by=user_of(world.methodist))

    double.refresh_from_db()
    assert (refusal.value.code, double.user is None) == ("account_not_chosen", False)


def person_of(pk: int, name: str, *places: int, former: tuple[str, ...] = ()) -> Candidate:
    last, first, patronymic = [*name.split(), "", ""][:3]
    return Candidate(pk, last, first, patronymic, frozenset(places), former)


@pytest.mark.parametrize(
    ("first", "second", "is_double", "is_same_place"),
    (
        (person_of(1, "Ёлкина Анна Ильинична", 1), person_of(2, "Елкина Анна Ильинична", 1), True, True),
        (person_of(1, "Ёлкина Анна Ильинична", 1), person_of(2, "Ёлкина Анна Ильинична", 2), True, False),
        (person_of(1, "Елкина А. И.", 1), person_of(2, "Ёлкина Анна Ильинична", 1), True, True),
        (person_of(1, "Елкина А. И.", 1), person_of(2, "Ёлкина Анна Ильинична", 2), False, False),
        (person_of(1, "Елкина А. П.", 1), person_of(2, "Ёлкина Анна Ильинична", 1), False, False),
        (person_of(1, "Елкина Анна", 1), person_of(2, "Ёлкина Анна Ильинична", 1), True, True),
        (person_of(1, "Елкина Анна Петровна", 1), person_of(2, "Ёлкина Анна Ильинична", 1), False, False),
        (
            person_of(1, "Котова Анна Ильинична", 1, former=("елкина анна ильинична",)),
            person_of(2, "Ёлкина Анна Ильинична", 2),
            True,
            False,
        ),
    ),
)
def test_who_is_taken_for_a_double(first: Candidate, second: Candidate, is_double: bool, is_same_place: bool) -> None:
    found = list(likely([second, first]))

    assert [(one.first.pk, one.second.pk, one.is_same_place) for one in found] == (
        [(1, 2, is_same_place)] if is_double else []
    )


def test_doubles_are_proposed_with_a_reason_until_somebody_tells_them_apart() -> None:
    world = make_world()
    double = make_double(world)
    user = user_of(world.methodist)

    (found,) = doubles_seen_by(user)
    assert (found.reason, found.is_same_place) == ("имена совпадают; место работы одно", True)

    actions.tell_apart(double, other=world.teacher, by=user)
    actions.tell_apart(world.teacher, other=double, by=user)

    assert doubles_seen_by(user) == []
    assert ToldApart.objects.count() == 1


def test_doubles_of_another_municipality_are_not_proposed() -> None:
    world = make_world()
    make_double(world)

    assert doubles_seen_by(user_of(world.foreign_methodist)) == []
    assert doubles_seen_by(user_of(world.deputy)) == []


def test_merge_people_leaves_roles_of_others_alone() -> None:
    world = make_world()
    double = make_double(world)
    before = set(RoleAssignment.objects.values_list("person", "role"))

    merge(world, world.teacher, double)

    assert set(RoleAssignment.objects.values_list("person", "role")) == before


def test_merge_people_does_not_hand_over_a_role_that_begins_later() -> None:
    """Whoever merges chooses the account: roles of tomorrow count like those of today."""
    world = make_world()
    double = make_double(world)
    granted = grant(double, Role.ADMINISTRATOR, world.town)
    RoleAssignment.objects.filter(pk=granted.pk).update(since=clock.today() + timedelta(days=30))

    with pytest.raises(DomainError) as refusal:
        merge(world, world.teacher, double)

    assert refusal.value.code == "not_yours_to_merge"
    assert Person.objects.filter(pk=double.pk).exists()


def test_merge_people_does_not_hand_over_what_somebody_stands_in_for() -> None:
    world = make_world()
    double = make_double(world)
    today = clock.today()
    Substitution.objects.create(absent=world.administrator, substitute=double, since=today, until=today)

    with pytest.raises(DomainError) as refusal:
        merge(world, world.teacher, double)

    assert refusal.value.code == "not_yours_to_merge"
