"""Lists of organisations."""

import pytest

from metodsovet.ground.directory.actions.rosters import undo_roster
from metodsovet.ground.directory.models import Organisation, Roster
from metodsovet.ground.directory.tests.lists import applied, loaded, outcomes, verdicts, workbook
from metodsovet.ground.directory.tests.world import World, make_world, user_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def test_organisations_are_added_and_compared(world: World) -> None:
    rows = [
        ("Полное наименование", "Краткое наименование", "Тип"),
        ("Муниципальное бюджетное общеобразовательное учреждение «Школа № 1»", "СОШ №1", "школа"),
        ("МБДОУ детский сад № 5", "Детский сад № 5", "ДОУ"),
        ("МБДОУ детский сад № 5 «Ива»", "Д/с №5", "ДОУ"),
    ]
    by = user_of(world.methodist)
    roster = applied(workbook(rows), world.town, by)
    assert outcomes(roster) == {"applied": 2, "same": 0, "refused": 1}
    world.school.refresh_from_db()
    assert world.school.name.startswith("Муниципальное")
    assert Organisation.objects.get(short_name="Детский сад № 5").kind == "kindergarten"
    assert verdicts(roster)["СОШ № 2"] == "missing"
    undo_roster(roster, by=by)
    world.school.refresh_from_db()
    assert world.school.name == "СОШ № 1"
    assert not Organisation.objects.filter(short_name="Детский сад № 5").exists()


def test_lead_may_not_load_organisations(world: World) -> None:
    rows = [("Полное наименование", "Краткое наименование", "Тип"), ("МБОУ Школа № 8", "СОШ № 8", "школа")]
    roster = loaded(workbook(rows), world.school, user_of(world.deputy))
    assert roster.state == Roster.State.UNREADABLE
    assert "методическая служба" in roster.trouble
