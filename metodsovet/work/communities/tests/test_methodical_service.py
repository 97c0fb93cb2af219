import io
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from metodsovet.ground.directory import actions
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.tests.world import World, make_world, user_of
from metodsovet.ground.documents.models import Act
from metodsovet.work.communities.actions import add_community, appoint_officer
from metodsovet.work.communities.papers import (
    MethodicalServicePaper,
    ServiceCommunity,
    ServicePerson,
    ServiceSignature,
    methodical_service_paper,
)
from metodsovet.work.communities.tests.kinds import kind_at

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


def furnish(world: World) -> None:
    by = user_of(world.methodist)
    act = Act.objects.create(organisation=world.school, number="14", date=date(2025, 9, 1), title="О советах")
    council = add_community(world.school, kind=kind_at(world.school), name="Методический совет", by=by)
    appoint_officer(council, person=world.deputy, since=date(2025, 9, 1), basis=act, by=by)
    add_community(world.school, kind=kind_at(world.school, "school_association"), name="ШМО учителей химии", by=by)
    actions.change_name(world.deputy, full_name=("Зимина", "Мария", "Петровна"), since=date(2026, 1, 10), by=by)


def paper_of(world: World, day: date) -> MethodicalServicePaper:
    return methodical_service_paper(world.school, day=day, user=user_of(world.methodist))


def test_the_structure_of_the_service_of_a_school() -> None:
    world = make_world()
    furnish(world)

    paper = paper_of(world, DAY)

    assert paper.people == (
        ServicePerson("Руководитель организации", "Устинова Вера Глебовна", "директор"),
        ServicePerson("Ответственный за методическую работу", "Зимина Мария Петровна", "заместитель директора по УВР"),
    )
    assert paper.councils == (
        ServiceCommunity(
            "Методический совет", "Зимина Мария Петровна", "приказ от 1\u00a0сентября\u00a02025\u00a0г. №\u00a014"
        ),
    )
    assert paper.associations == (ServiceCommunity("ШМО учителей химии", "без руководителя", ""),)
    assert paper.signature == ServiceSignature("Директор", "В.Г.\u00a0Устинова")


def test_the_structure_of_a_past_day_names_people_as_they_were_called() -> None:
    world = make_world()
    furnish(world)

    paper = paper_of(world, date(2025, 12, 31))

    assert paper.people[1].name == "Соколова Мария Петровна"
    assert paper.councils[0].head == "Соколова Мария Петровна"


def test_a_gap_is_named() -> None:
    world = make_world()

    paper = methodical_service_paper(world.kindergarten, day=DAY, user=user_of(world.methodist))

    assert paper.people[1] == ServicePerson("Ответственный за методическую работу", "не назначен", "")


@pytest.mark.parametrize(
    ("who", "status"), (("deputy", 200), ("methodist", 200), ("teacher", 403), ("foreign_deputy", 404))
)
def test_download_methodical_service(client: Client, who: str, status: int) -> None:
    world = make_world()
    furnish(world)
    person: Person = getattr(world, who)
    client.force_login(user_of(person))

    answer = client.get(reverse("download_methodical_service", args=[world.school.pk]), {"day": "2026-03-02"})

    assert answer.status_code == status
    if status == 200:
        document = Document(io.BytesIO(answer.content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        assert "Структура методической службы на 2\u00a0марта\u00a02026\u00a0г." in [
            line.text for line in document.paragraphs
        ]
        assert {"Устинова Вера Глебовна", "Методический совет", "ШМО учителей химии"} <= set(cells)
