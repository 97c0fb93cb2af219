import io
import json
import zipfile
from datetime import date

import pytest

from metodsovet.ground.access.models import ActionRecord, RowChange, User
from metodsovet.ground.directory import actions
from metodsovet.ground.directory.actions.erasures import answer_day
from metodsovet.ground.directory.everything import everything_about
from metodsovet.ground.directory.models import (
    CalendarDay,
    Employment,
    ErasureRequest,
    KeptName,
    Person,
    PersonName,
    ReferenceNumber,
)
from metodsovet.ground.directory.rules import let_in_by
from metodsovet.ground.directory.tests.world import World, make_world, user_of
from metodsovet.ground.notifications.models import Notice
from metodsovet.kernel.errors import DomainError

pytestmark = pytest.mark.django_db
State = ErasureRequest.State


def asked(world: World, *, has_left: bool = True) -> ErasureRequest:
    """The teacher was renamed once, was told something, and left."""
    actions.change_name(
        world.teacher, full_name=("Ёлкина", "Нина", "Сергеевна"), since=date(2024, 7, 13), by=user_of(world.deputy)
    )
    Notice.objects.create(person=world.teacher, key="a", text="Ёлкиной", url="/")
    if has_left:
        actions.dismiss(world.teacher.employments.get(), until=date(2026, 5, 31), by=None)
    return actions.ask_erasure(world.teacher, by=user_of(world.teacher))


def test_erase_person_leaves_a_row_without_a_name() -> None:
    world = make_world()
    account = world.teacher.user

    person = actions.erase_person(asked(world), by=user_of(world.methodist))

    assert (person.full_name, person.erased_on is None) == (f"Данные удалены № {person.pk}", False)
    assert not Notice.objects.filter(person=person).exists()
    assert not PersonName.objects.filter(person=person).exists()
    assert Employment.objects.filter(person=person).count() == 1
    user = User.objects.get(pk=account.pk if account else 0)
    assert (user.login, user.is_active, user.has_usable_password()) == (f"erased-{user.pk}", False, False)


def test_erase_person_keeps_names_only_in_documents_of_their_days() -> None:
    world = make_world()

    person = actions.erase_person(asked(world), by=user_of(world.methodist))

    kept = KeptName.objects.get(person=person)
    assert kept.name == "Бирюкова Нина Сергеевна"
    assert kept.document.replace("\u00a0", " ") == "учитель математики, СОШ № 1, с 1 сентября 2020 г. по 31 мая 2026 г."
    assert list(Person.objects.named("Ёлкина")) == list(Person.objects.named("Бирюкова")) == []
    texts = " ".join(ActionRecord.objects.values_list("text", flat=True))
    assert "Ёлкина Нина" not in texts
    assert "Бирюкова Нина" not in texts


def test_erase_person_leaves_no_contacts_and_no_earlier_state_of_the_row() -> None:
    world = make_world()
    request = asked(world)
    Person.objects.filter(pk=world.teacher.pk).update(mail="biryukova@example.org")

    person = actions.erase_person(request, by=user_of(world.methodist))

    assert person.mail == ""
    table = Person._meta.db_table
    assert not RowChange.objects.filter(owner_table=table, owner_id=person.pk, row_table=table).exists()


def test_erase_person_is_in_the_history() -> None:
    world = make_world()
    request = actions.erase_person(asked(world), by=user_of(world.methodist)).erasure_requests.get()

    assert (request.state, request.decided_by) == (State.DONE, world.methodist.user)
    assert ActionRecord.objects.filter(verb="erase_person", object_id=request.person_id).exists()


def test_erase_person_who_works_is_refused() -> None:
    world = make_world()
    request = asked(world, has_left=False)

    with pytest.raises(DomainError) as refusal:
        actions.erase_person(request, by=user_of(world.methodist))

    world.teacher.refresh_from_db()
    assert (refusal.value.code, world.teacher.last_name) == ("still_works", "Ёлкина")


@pytest.mark.parametrize("verb", ("refuse_erasure", "erase_person"))
def test_nobody_decides_about_himself(verb: str) -> None:
    world = make_world()
    request = actions.ask_erasure(world.methodist, by=user_of(world.methodist))
    more = {"answer": "нет"} if verb == "refuse_erasure" else {}

    with pytest.raises(DomainError) as refusal:
        getattr(actions, verb)(request, by=user_of(world.methodist), **more)

    request.refresh_from_db()
    assert (refusal.value.code, request.state) == ("not_to_oneself", State.ASKED)


def test_refuse_erasure_answers_and_one_may_ask_again() -> None:
    world = make_world()
    request = actions.refuse_erasure(asked(world), answer="Идёт проверка", by=user_of(world.methodist))

    again = actions.ask_erasure(world.teacher, by=user_of(world.teacher))

    assert (request.state, request.answer, again.state) == (State.REFUSED, "Идёт проверка", State.ASKED)


def test_ask_erasure_twice_is_refused_until_it_is_withdrawn() -> None:
    world = make_world()
    request = asked(world)

    with pytest.raises(DomainError) as refusal:
        actions.ask_erasure(world.teacher, by=user_of(world.teacher))
    actions.withdraw_erasure(request, by=user_of(world.teacher))

    assert refusal.value.code == "already_asked"
    assert actions.ask_erasure(world.teacher, by=user_of(world.teacher)).state == State.ASKED


def test_the_answer_is_due_in_working_days_of_the_law() -> None:
    ReferenceNumber.objects.filter(code="erasure_answer_days").delete()
    assert answer_day(date(2026, 4, 27)) is None

    ReferenceNumber.objects.create(
        code="erasure_answer_days", title="дней", value=10, valid_from=date(2022, 9, 1), source="152-ФЗ"
    )
    CalendarDay.objects.create(day=date(2026, 5, 1), is_working=False)

    assert answer_day(date(2026, 4, 27)) == date(2026, 5, 12)


def test_everything_about_a_person_is_taken_away_whole() -> None:
    world = make_world()
    asked(world, has_left=False)

    with zipfile.ZipFile(io.BytesIO(everything_about(Person.objects.get(pk=world.teacher.pk)))) as archive:
        kept = json.loads(archive.read("Всё обо мне.json"))
        names = archive.namelist()

    assert names == ["Прочтите.txt", "Всё обо мне.json", "Всё обо мне.xlsx"]
    assert kept["Имя и сведения"][0]["фамилия"] == "Ёлкина"
    assert kept["Прежние имена"][0]["фамилия"] == "Бирюкова"
    assert [row["где"] for row in kept["Места работы"]] == ["СОШ № 1"]
    assert kept["Уведомления"][0]["что"] == "Ёлкиной"
    assert "password" not in json.dumps(kept)


def test_erase_person_leaves_neither_the_login_nor_a_spelling_in_the_history() -> None:
    world = make_world()
    by = user_of(world.methodist)
    user = world.teacher.user
    assert user is not None
    world.teacher.user = None
    world.teacher.save()
    user.delete()
    actions.rename_person(
        world.teacher, last_name="Бирюкова", first_name="Нинель", patronymic="Сергеевна", gender="f", by=by
    )
    actions.rename_person(
        world.teacher, last_name="Бирюкова", first_name="Нина", patronymic="Сергеевна", gender="f", by=by
    )
    actions.give_account(world.teacher, login="biryukova", by=by)
    actions.tell_apart(world.head, other=world.teacher, by=by)

    actions.erase_person(asked(world), by=by)

    texts = " ".join(ActionRecord.objects.values_list("text", flat=True))
    assert [word for word in ("biryukova", "Нинель", "Бирюкова", "Ёлкина") if word in texts] == []


@pytest.mark.parametrize("verb", ("open_account", "renew_code", "rename_person", "hire", "grant_role", "change_name"))
def test_nobody_comes_back_into_what_was_erased(verb: str) -> None:
    world = make_world()

    person = actions.erase_person(asked(world), by=user_of(world.methodist))

    assert not user_of(world.methodist).has_perm(f"directory.{verb}", person)
    if verb in ("open_account", "renew_code"):
        with pytest.raises(DomainError) as refusal:
            getattr(actions, verb)(person, by=user_of(world.methodist))
        assert refusal.value.code == "erased"


def test_give_accounts_passes_over_whoever_was_erased() -> None:
    world = make_world()
    person = actions.erase_person(asked(world), by=user_of(world.methodist))

    with pytest.raises(DomainError) as refusal:
        actions.give_accounts([person], by=user_of(world.methodist))

    assert refusal.value.code == "nobody_needs_slip"
    assert let_in_by(user_of(world.methodist), [person]) == []


def test_the_history_of_a_person_keeps_no_address() -> None:
    """An address that was taken away is kept nowhere, and nobody but its owner reads it."""
    world = make_world()
    Person.objects.filter(pk=world.teacher.pk).update(mail="biryukova@example.org")
    Person.objects.filter(pk=world.teacher.pk).update(mail="")

    kept = RowChange.objects.filter(row_id=world.teacher.pk, row_table=Person._meta.db_table)
    assert [change.was for change in kept if "mail" in change.was] == []
