import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from metodsovet.ground.directory import actions
from metodsovet.ground.directory.case_forms import CaseBook
from metodsovet.ground.directory.models import CaseForm, Person, Position
from metodsovet.ground.directory.tests.world import make_person, make_world, user_of
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import Case, short_name

pytestmark = pytest.mark.django_db


def test_set_case_forms_is_kept_where_it_differs_from_the_rules() -> None:
    world = make_world()
    person = make_person("Мороз Ольга Кузьминична", world.school, "учитель химии")
    forms = {Case.GENT: "Мороз  Ольги Кузьминичны", Case.DATV: "Морозу Ольге Кузьминичне", Case.ACCS: ""}

    kept = actions.set_case_forms(person, forms=forms, by=user_of(world.methodist))

    assert [(row.case, row.text) for row in kept] == [("datv", "Морозу Ольге Кузьминичне")]
    assert CaseBook([person]).of(person, Case.DATV) == "Морозу Ольге Кузьминичне"
    assert CaseBook([person]).of(person, Case.GENT) == "Мороз Ольги Кузьминичны"


def test_set_case_forms_emptied_returns_to_the_rules() -> None:
    world = make_world()
    by = user_of(world.methodist)
    actions.set_case_forms(world.teacher, forms={Case.GENT: "Не так"}, by=by)

    actions.set_case_forms(world.teacher, forms={Case.GENT: ""}, by=by)

    assert not CaseForm.objects.exists()


def test_a_case_form_ends_with_the_name_it_was_said_of() -> None:
    world = make_world()
    actions.set_case_forms(world.teacher, forms={Case.GENT: "Особой Нины"}, by=user_of(world.methodist))
    was = world.teacher.full_name
    world.teacher.last_name = "Седых"
    world.teacher.save()

    assert CaseBook([world.teacher]).of(world.teacher, Case.GENT).startswith("Седых ")
    assert CaseBook([world.teacher]).of(world.teacher, Case.GENT, was) == "Особой Нины"


def test_a_corrected_surname_goes_with_initials() -> None:
    world = make_world()
    person = make_person("Мороз Ольга Кузьминична", world.school, "учитель химии")
    assert CaseBook([person]).with_initials(person, Case.DATV) == "Мороз\u00a0О.К."

    actions.set_case_forms(person, forms={Case.DATV: "Морозу Ольге Кузьминичне"}, by=user_of(world.methodist))

    book = CaseBook([person])
    assert book.with_initials(person, Case.DATV) == "Морозу\u00a0О.К."
    assert book.with_initials(person, Case.DATV, short_name) == "О.К.\u00a0Морозу"
    assert book.with_initials(person, Case.GENT) == "Мороз\u00a0О.К."


def test_set_case_forms_of_an_erased_person_is_refused() -> None:
    world = make_world()
    Person.objects.filter(pk=world.teacher.pk).update(erased_on=world.teacher.employments.get().since)

    with pytest.raises(DomainError) as refusal:
        actions.set_case_forms(world.teacher, forms={Case.GENT: "Кого-то"}, by=user_of(world.methodist))

    assert refusal.value.code == "erased"


def test_a_case_book_asks_once_for_each_kind(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    world = make_world()
    people = [world.teacher, world.deputy, world.head]
    with django_assert_num_queries(2):
        book = CaseBook([*people, world.school])

    with django_assert_num_queries(0):
        assert book.of(world.school, Case.GENT) == world.school.name
        assert all(book.of(person, Case.DATV) for person in people)


@pytest.mark.parametrize(
    ("who", "status"), (("methodist", 302), ("deputy", 302), ("teacher", 403), ("foreign_deputy", 404))
)
def test_set_case_forms_of_person_page(client: Client, who: str, status: int) -> None:
    world = make_world()
    client.force_login(user_of(getattr(world, who)))
    address = reverse("set_case_forms_of_person", args=[world.teacher.pk])

    answer = client.post(address, {"gent": "Особой Нины", "datv": ""})

    assert answer.status_code == status
    assert CaseForm.objects.exists() == (status == 302)


def test_positions_page_shows_corrected_forms(client: Client) -> None:
    world = make_world()
    position = Position.objects.order_by("pk")[0]
    actions.set_case_forms(position, forms={Case.GENT: "особенной должности"}, by=user_of(world.methodist))
    client.force_login(user_of(world.methodist))

    page = client.get(reverse("show_positions")).content.decode()

    assert "особенной" in page
    assert "исправлено" in page
