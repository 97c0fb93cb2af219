from datetime import date

import pytest

from metodsovet.ground.directory.tests.world import make_world, user_of
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities.queries.passports import passport_of
from metodsovet.work.communities.tests.kinds import community_at
from metodsovet.work.planning.actions import set_theme

pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 1)


def test_the_passport_of_a_community_names_the_nearest_theme_of_the_year() -> None:
    world = make_world()
    community = community_at(world.school)
    by, year = user_of(world.methodist), SchoolYear.of(DAY)
    upper = set_theme(world.town, year=year, title="Читаем вместе", upper=None, by=by)

    def theme() -> str:
        lines = {line.label: line.text for line in passport_of(community, DAY, user=by).lines}
        return lines["Тема 2026/27 года"]

    assert theme() == "«Читаем вместе»"
    set_theme(world.school, year=year, title="Читаем задачу", upper=upper, by=by)
    assert theme() == "«Читаем задачу», продолжает «Читаем вместе»"
