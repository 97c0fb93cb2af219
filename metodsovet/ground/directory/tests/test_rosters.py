"""From a file to the register and back."""

from datetime import date, timedelta

import pytest

from metodsovet.ground.directory.actions import grant_role, merge_people
from metodsovet.ground.directory.actions.people import rename_person
from metodsovet.ground.directory.actions.rosters import apply_roster, decide_rows, settle_word, undo_roster
from metodsovet.ground.directory.models import (
    Category,
    Employment,
    Organisation,
    Person,
    PersonMatch,
    Position,
    RosterWord,
    Subject,
    WordMatch,
)
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.directory.tests.lists import HEADING, applied, loaded, outcomes, row_of, verdicts, workbook
from metodsovet.ground.directory.tests.world import World, employ, make_person, make_world, user_of
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError

pytestmark = pytest.mark.django_db
AS_OF = date(2026, 9, 1)


@pytest.fixture
def world() -> World:
    return make_world()


def test_new_people_come_with_all_that_the_list_says(world: World) -> None:
    heading = (
        "ФИО",
        "Должность",
        "Предметы",
        "ОО",
        "Принят с",
        "Пед. стаж",
        "Образование",
        "Категория",
        "Дата категории",
    )
    row = (
        "Ильина  Анна\u00a0Петровна",
        "учитель; методист",
        "физика, матем.",
        "МБОУ «СОШ №1»",
        date(2019, 9, 2),
        "12 лет",
        "высшее",
        "первая",
        "24.03.2022",
    )
    roster = applied(workbook([heading, row]), world.town, user_of(world.methodist), as_of=AS_OF)
    person = Person.objects.get(last_name="Ильина")
    assert (person.first_name, person.patronymic, person.gender) == ("Анна", "Петровна", "f")
    assert (person.teaching_since, person.education_level) == (date(2014, 9, 1), "higher")
    jobs = person.employments.order_by("-is_main", "pk")
    assert [(job.position.name, job.organisation, job.since, job.is_main) for job in jobs] == [
        ("учитель", world.school, date(2019, 9, 2), True),
        ("методист", world.school, date(2019, 9, 2), False),
    ]
    assert sorted(subject.name for subject in jobs[0].subjects.all()) == ["математика", "физика"]
    assert list(person.categories.values_list("kind", "since")) == [(Category.Kind.FIRST, date(2022, 3, 24))]
    assert outcomes(roster) == {"applied": 1, "same": 0, "refused": 0}


def test_a_second_loading_of_the_same_list_changes_nothing(world: World) -> None:
    rows = [
        (*HEADING, "Предмет", "Стаж", "Категория", "Образование"),
        (
            1,
            "Ильина Анна Петровна",
            "учитель, методист",
            "СОШ № 1",
            "физика",
            "12",
            "высшая",
            "высшее, ЯГПУ, 2004, учитель",
        ),
        (2, "Орлов Пётр Ильич", "воспитатель", "Детский сад №9", "", "3 года 2 мес.", "соответствие", "ср. спец."),
    ]
    by = user_of(world.methodist)
    applied(workbook(rows), world.town, by, as_of=AS_OF)
    counts = (Person.objects.count(), Employment.objects.count(), Category.objects.count(), Subject.objects.count())
    again = applied(workbook(rows), world.town, by, as_of=AS_OF + timedelta(days=40))
    assert outcomes(again) == {"applied": 0, "same": 2, "refused": 0}
    assert counts == (
        Person.objects.count(),
        Employment.objects.count(),
        Category.objects.count(),
        Subject.objects.count(),
    )
    with pytest.raises(DomainError) as refusal:
        apply_roster(again, by=by)
    assert refusal.value.code == "already_applied"


def test_two_rows_of_one_person_bring_his_category_once(world: World) -> None:
    heading = ("ФИО", "Должность, предмет", "ОО", "Категория")
    rows = [
        heading,
        ("Ильина Анна Петровна", "учитель математики, методист", "СОШ № 1", "высшая"),
        ("ИЛЬИНА АННА ПЕТРОВНА", "учитель информатики", "СОШ № 1", "высшая"),
    ]
    roster = applied(workbook(rows), world.town, user_of(world.methodist), as_of=AS_OF)
    person = Person.objects.get(last_name="Ильина")
    assert list(person.categories.values_list("kind", flat=True)) == [Category.Kind.HIGHEST]
    assert person.employments.count() == 3
    assert outcomes(roster) == {"applied": 2, "same": 0, "refused": 0}


def test_missing_is_not_dismissed_until_somebody_says_so(world: World) -> None:
    rows = [HEADING, (1, "Устинова Вера Глебовна", "директор", "СОШ № 1")]
    by = user_of(world.methodist)
    roster = loaded(workbook(rows), world.town, by, as_of=AS_OF)
    assert verdicts(roster) == {
        "Устинова Вера Глебовна": "same",
        "Соколова Мария Петровна": "missing",
        "Бирюкова Нина Сергеевна": "missing",
    }
    decide_rows(roster, rows=[row_of(roster, "Бирюкова Нина Сергеевна").pk], choice="dismiss", by=by)
    apply_roster(roster, by=by)
    assert world.teacher.employments.get().until == AS_OF - timedelta(days=1)
    assert world.deputy.employments.get().until is None


def test_initials_beside_a_full_name_are_the_same_person(world: World) -> None:
    rows = [
        HEADING,
        (1, "Бирюкова Н.С.", "учитель математики", "СОШ № 1"),
        (2, "Новых Анна Ивановна", "учитель", "СОШ № 1"),
        (3, "Новых А. И.", "учитель", "СОШ № 1"),
        (4, "Кого Н. Т.", "учитель", "СОШ № 1"),
    ]
    roster = loaded(workbook(rows), world.town, user_of(world.methodist))
    found = verdicts(roster)
    assert found["Бирюкова Н.С."] == "same"
    assert found["Новых Анна Ивановна"] == "new"
    assert found["Новых А.И."] == found["Кого Н.Т."] == "refused"
    assert "Повторяет" in row_of(roster, "Новых А.И.").reason
    assert "полностью" in row_of(roster, "Кого Н.Т.").reason


def test_namesake_elsewhere_is_a_question_with_three_answers(world: World) -> None:
    rows = [HEADING, (1, "Бирюкова Нина Сергеевна", "учитель математики", "СОШ № 2")]
    by = user_of(world.methodist)
    roster = loaded(workbook(rows), world.town, by, as_of=AS_OF)
    row = row_of(roster, "Бирюкова Нина Сергеевна")
    assert row.verdict == "doubtful"
    pk = world.teacher.pk
    assert [choice for choice, _, _ in row.candidates] == [f"moved:{pk}", f"person:{pk}", "new"]
    decide_rows(roster, rows=[row.pk], choice=f"moved:{pk}", by=by)
    apply_roster(roster, by=by)
    jobs = list(world.teacher.employments.order_by("since").values_list("organisation", "since", "until", "is_main"))
    assert [jobs[0][0], jobs[0][2]] == [world.school.pk, AS_OF - timedelta(days=1)]
    assert jobs[1] == (world.second_school.pk, AS_OF, None, True)
    assert PersonMatch.objects.get().person == world.teacher


def test_undecided_doubt_comes_back_with_its_reason(world: World) -> None:
    rows = [
        HEADING,
        (1, "Бирюкова Нина Сергеевна", "учитель математики", "СОШ № 2"),
        (2, "Вакансия", "учитель", "СОШ № 2"),
    ]
    roster = applied(workbook(rows), world.town, user_of(world.methodist))
    assert outcomes(roster) == {"applied": 0, "same": 0, "refused": 2}
    assert row_of(roster, "Бирюкова Нина Сергеевна").reason.startswith("Не решено при проверке.")
    assert roster.rows.filter(position__gt=0).last().reason.startswith("Вакансия:")  # type: ignore[union-attr]
    assert Employment.objects.filter(organisation=world.second_school).count() == 1


def test_new_surname_and_slip_of_the_pen_are_asked(world: World) -> None:
    make_person("Соловьёва Ирина Павловна", world.second_school, "учитель")
    rows = [
        HEADING,
        (1, "Петрова Нина Сергеевна", "учитель математики", "СОШ № 1"),
        (2, "Соловьева Ирена Павловна", "учитель", "СОШ № 2"),
    ]
    by = user_of(world.methodist)
    roster = loaded(workbook(rows), world.town, by)
    married, slip = row_of(roster, "Петрова Нина Сергеевна"), row_of(roster, "Соловьева Ирена Павловна")
    assert (married.verdict, slip.verdict) == ("doubtful", "doubtful")
    assert "сменилась фамилия" in married.reason
    decide_rows(roster, rows=[married.pk, slip.pk], choice="first", by=by)
    apply_roster(roster, by=by)
    world.teacher.refresh_from_db()
    assert world.teacher.full_name == "Петрова Нина Сергеевна"
    assert Person.objects.get(last_name="Соловьёва").first_name == "Ирина"
    assert Person.objects.filter(last_name__startswith="Солов").count() == 1


def test_second_place_in_the_same_file_is_one_person(world: World) -> None:
    rows = [
        (*HEADING, "Основное/совместитель"),
        (1, "Новых Анна Ивановна", "учитель", "СОШ № 1", "основное"),
        (2, "Новых Анна Ивановна", "методист", "СОШ № 1", "внутр. совместитель"),
        (3, "Новых Анна Ивановна", "учитель", "СОШ № 2", "внешний совместитель"),
        (4, "Новых Анна Ивановна", "учитель", "СОШ № 1", "основное"),
    ]
    roster = applied(workbook(rows), world.town, user_of(world.methodist))
    person = Person.objects.get(last_name="Новых")
    assert sorted(person.employments.values_list("organisation__short_name", "position__name", "is_main")) == [
        ("СОШ № 1", "методист", False),
        ("СОШ № 1", "учитель", True),
        ("СОШ № 2", "учитель", False),
    ]
    assert outcomes(roster) == {"applied": 3, "same": 0, "refused": 1}


def test_unknown_organisation_is_asked_once_and_remembered(world: World) -> None:
    rows = [
        HEADING,
        *((n, f"Новых Анна {name}", "учитель", "Школа у реки") for n, name in enumerate(("Ивановна", "Петровна"))),
    ]
    by = user_of(world.methodist)
    roster = loaded(workbook(rows), world.town, by)
    assert set(verdicts(roster).values()) == {"doubtful"}
    word = RosterWord.objects.get(roster=roster, kind="organisation")
    settle_word(word, target=world.second_school, by=by)
    assert set(verdicts(roster).values()) == {"new", "missing"}
    assert WordMatch.objects.get().organisation == world.second_school
    assert loaded(workbook(rows), world.town, by).said.get(kind="organisation").is_settled


def test_new_organisation_and_post_are_added_with_the_list_and_go_with_its_undoing(world: World) -> None:
    rows = [HEADING, (1, "Новых Анна Ивановна", "тьютор", "Лицей № 7")]
    by = user_of(world.methodist)
    roster = loaded(workbook(rows), world.town, by)
    settle_word(RosterWord.objects.get(roster=roster, kind="organisation"), target=None, added="school", by=by)
    roster = apply_roster(roster, by=by)
    lyceum = Organisation.objects.get(short_name="Лицей № 7")
    assert (lyceum.kind, lyceum.parent) == ("school", world.town)
    assert Position.objects.get(name="тьютор").function == "teacher"
    undo_roster(roster, by=by)
    assert not Organisation.objects.filter(short_name="Лицей № 7").exists()
    assert not Person.objects.filter(last_name="Новых").exists()
    assert not Position.objects.filter(name="тьютор").exists()


def test_undo_takes_everything_back_and_names_what_holds_it(world: World) -> None:
    rows = [
        (*HEADING, "Пед. стаж"),
        (1, "Бирюкова Нина Сергеевна", "методист", "СОШ № 1", 20),
        (2, "Новых Анна Ивановна", "учитель", "СОШ № 1", 5),
    ]
    by = user_of(world.methodist)
    roster = applied(workbook(rows), world.town, by, as_of=AS_OF)
    new = Person.objects.get(last_name="Новых")
    assert world.teacher.employments.count() == 2
    role = grant_role(new, role=Role.METHODICAL_LEAD, organisation=world.school, since=clock.today(), by=None)
    with pytest.raises(DomainError) as refusal:
        undo_roster(roster, by=by)
    assert refusal.value.code == "built_upon"
    assert "Новых Анна Ивановна" in refusal.value.text
    role.delete()
    new.refresh_from_db()
    with pytest.raises(DomainError) as refusal:  # the history still says that somebody worked with her
        undo_roster(roster, by=by)
    assert refusal.value.code == "built_upon"


def test_undo_restores_changed_people_and_jobs(world: World) -> None:
    rows = [(*HEADING, "Пед. стаж"), (1, "Бирюкова Нина Сергеевна", "методист", "СОШ № 1", 20)]
    by = user_of(world.methodist)
    roster = applied(workbook(rows), world.town, by, as_of=AS_OF)
    undo_roster(roster, by=by)
    job = world.teacher.employments.get()
    world.teacher.refresh_from_db()
    assert (job.position.name, job.until, world.teacher.teaching_since) == ("учитель математики", None, None)
    again = applied(workbook(rows), world.town, by, as_of=AS_OF)
    rename_person(world.teacher, last_name="Иная", first_name="Нина", patronymic="", gender="f", by=by)
    with pytest.raises(DomainError) as refusal:
        undo_roster(again, by=by)
    assert refusal.value.code == "built_upon"


def test_lead_loads_only_his_own_staff(world: World) -> None:
    rows = [
        HEADING,
        (1, "Новых Анна Ивановна", "учитель", "СОШ № 1"),
        (2, "Чужих Анна Ивановна", "учитель", "СОШ № 2"),
        (3, "Хвостова Елена Андреевна", "учитель", "СОШ № 1"),
    ]
    roster = loaded(workbook(rows), world.school, user_of(world.deputy))
    assert verdicts(roster)["Чужих Анна Ивановна"] == "refused"
    assert "методическая служба" in row_of(roster, "Чужих Анна Ивановна").reason
    # Somebody of another school is not shown to the lead, so the row tells of a new person.
    assert verdicts(roster)["Хвостова Елена Андреевна"] == "new"


def test_whoever_works_at_two_posts_keeps_the_other(world: World) -> None:
    employ(world.teacher, world.school, "методист", Position.Function.METHODIST)
    rows = [
        HEADING,
        (1, "Бирюкова Нина Сергеевна", "учитель физики", "СОШ № 1"),
        (2, "Бирюкова Нина Сергеевна", "методист", "СОШ № 1"),
    ]
    roster = loaded(workbook(rows), world.town, user_of(world.methodist))
    reasons = {row.position: (row.verdict, row.reason) for row in roster.rows.filter(position__gt=0)}
    assert reasons[2][0] == "changed"
    assert reasons[3][0] == "same"


def test_undo_leaves_whoever_became_one_with_somebody_known(world: World) -> None:
    """Places of work that the list made are joined with earlier ones then: taking them back would lose both."""
    by = user_of(world.methodist)
    roster = applied(workbook([HEADING, (1, "Новых Анна Ивановна", "учитель", "СОШ № 1")]), world.town, by, as_of=AS_OF)
    new = Person.objects.get(last_name="Новых")
    known = make_person("Новых Анна Игоревна", world.second_school)
    kept = merge_people(known, doubled=new, by=by)
    places = kept.employments.count()

    with pytest.raises(DomainError) as refusal:
        undo_roster(roster, by=by)

    assert refusal.value.code == "built_upon"
    assert kept.employments.count() == places == 2
