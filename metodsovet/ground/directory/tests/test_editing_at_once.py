"""Two editors press the button of one form at the same instant, each over a connection of his own."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, transaction
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from lxml import html

from metodsovet.ground.directory.models import Employment, Installation, Organisation, Person
from metodsovet.ground.directory.tests.world import make_world, user_of

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE_SECONDS = 20


def pressed(client: Client, address: str, **changed: str) -> Callable[[], int]:
    """The form is opened now; the answer sends it with the fields changed and tells the status."""
    page = html.fromstring(client.get(address).content)
    form = next(form for form in page.forms if "seen" in form.fields)
    values = {name: value for name, value in form.form_values() if value is not None} | changed

    def send() -> int:
        try:
            return client.post(address, values).status_code
        finally:
            connection.close()

    return send


def wait_for_waiters(number: int) -> None:
    """Until so many sessions of the database wait for a lock."""
    ends = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < ends:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0] >= number:
                return
        time.sleep(0.05)
    raise AssertionError("they do not wait")


def press_both(row: type[Model], pk: int, *presses: Callable[[], int]) -> list[int]:
    """Both come while the row is held, so that neither can save before the other has been let in."""
    with ThreadPoolExecutor(len(presses)) as pool:
        with transaction.atomic():
            row._default_manager.select_for_update().get(pk=pk)
            answers: list[Future[int]] = [pool.submit(press) for press in presses]
            wait_for_waiters(len(presses))
        return sorted(answer.result(PATIENCE_SECONDS) for answer in answers)


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(user_of(person))
    return client


def editors() -> list[Client]:
    administrator = make_world().administrator
    return [client_of(administrator), client_of(administrator)]


def test_change_installation_by_two_at_one_instant_saves_one_and_tells_the_other() -> None:
    one, other = editors()
    address = reverse("show_settings")
    before = Installation.objects.get()

    answers = press_both(
        Installation, before.pk, pressed(one, address, risk_days="4"), pressed(other, address, risk_days="9")
    )

    assert answers == [302, 422]
    assert Installation.objects.get().risk_days in (4, 9)


def test_rename_organisation_by_two_at_one_instant_saves_one_and_tells_the_other() -> None:
    one, other = editors()
    school = Organisation.objects.filter(kind=Organisation.Kind.SCHOOL).earliest("pk")
    address = reverse("rename_organisation", args=[school.pk])

    answers = press_both(
        Organisation, school.pk, pressed(one, address, name="Первая"), pressed(other, address, name="Вторая")
    )

    assert answers == [302, 422]
    school.refresh_from_db()
    assert school.name in ("Первая", "Вторая")


def test_two_forms_of_one_name_at_one_instant_save_one_and_tell_the_other() -> None:
    """A mistake is corrected by one form, a new surname is told by another: both write the name of the person."""
    world = make_world()
    one, other = (client_of(world.methodist) for _ in range(2))
    person = Person.objects.get(pk=world.teacher.pk)

    answers = press_both(
        Person,
        person.pk,
        pressed(one, reverse("rename_person", args=[person.pk]), last_name="Первая"),
        pressed(other, reverse("change_name", args=[person.pk]), last_name="Вторая", since="2026-01-12"),
    )

    assert answers == [302, 422]
    person.refresh_from_db()
    assert person.last_name in ("Первая", "Вторая")


def test_two_ends_of_one_job_at_one_instant_save_one_and_tell_the_other() -> None:
    world = make_world()
    one, other = (client_of(world.methodist) for _ in range(2))
    job = Employment.objects.get(person=world.teacher)
    days = (date(2026, 6, 30), date(2026, 9, 1))

    answers = press_both(
        Employment,
        job.pk,
        pressed(one, reverse("dismiss", args=[job.pk]), day=days[0].isoformat()),
        pressed(
            other,
            reverse("transfer", args=[job.pk]),
            organisation=str(world.second_school.pk),
            since=days[1].isoformat(),
        ),
    )

    assert answers == [302, 422]
