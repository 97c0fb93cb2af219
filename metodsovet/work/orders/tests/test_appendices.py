"""Appendices: offered tables of a day, own tables against the register, plans and texts."""

from datetime import date, timedelta
from typing import Any

import pytest

from metodsovet.ground.directory.actions import dismiss
from metodsovet.ground.directory.models import Organisation
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.offered_tables import all_tables
from metodsovet.kernel.russian import date_text
from metodsovet.work.communities.models import CommunityKind, Membership, Office
from metodsovet.work.communities.tests.kinds import community_at
from metodsovet.work.orders.actions import move_appendix, remove_appendix
from metodsovet.work.orders.filling import fill_appendices
from metodsovet.work.orders.models import OrderAppendix
from metodsovet.work.orders.papers import order_paper
from metodsovet.work.orders.tests.desk import Desk, appendix, colleague, deed, head, make_desk, point, register

pytestmark = pytest.mark.django_db
Kind = OrderAppendix.Kind
TODAY = clock.today()


def rows(desk: Desk, day: date = TODAY) -> list[tuple[str, ...]]:
    return [row for one in fill_appendices(desk.fresh(), day) for row in one.rows]


def doubts(desk: Desk, day: date = TODAY) -> list[str]:
    return [f"{one.place}: {one.text}" for filled in fill_appendices(desk.fresh(), day) for one in filled.doubts]


def test_offered_tables_are_named_for_people() -> None:
    assert {table.title for table in all_tables()} >= {
        "Руководители объединений",
        "Состав совета по секциям",
        "Центры с руководителями и кураторами",
        "Консультационные пункты",
        "Творческие группы",
        "Мастерские молодых педагогов",
    }


def test_offered_table_has_the_rows_of_its_day_in_chosen_columns() -> None:
    desk = make_desk()
    appendix(desk, columns=("head", "community", "place"))
    Office.objects.update(since=date(2024, 9, 1))

    assert rows(desk) == [("1", "Бирюкова Нина Сергеевна", "ГМО учителей математики", "СОШ № 1")]
    assert rows(desk, date(2023, 1, 1)) == [("1", "", "ГМО учителей математики", "")]


def test_offered_table_groups_a_council_by_its_sections() -> None:
    desk = make_desk()
    council = community_at(desk.world.town, "Координационный совет", code=CommunityKind.Code.COORDINATION_COUNCIL)
    section = community_at(desk.world.town, "Секция директоров", code=CommunityKind.Code.COUNCIL_SECTION)
    section.parent = council
    section.save()
    head(council, desk.world.authority_head)
    for community, person in ((council, desk.world.authority_head), (section, desk.world.head)):
        Membership.objects.create(community=community, person=person, since=date(2024, 9, 1))
    appendix(desk, "communities:council", community=council)

    assert rows(desk) == [
        ("1", "Громова Инна Павловна", "начальник управления, Управление образования Ясногорска", "председатель"),
        ("Секция директоров",),
        ("2", "Устинова Вера Глебовна", "директор, СОШ № 1", ""),
    ]


def test_doubts_name_a_head_who_was_dismissed_and_a_community_without_a_head() -> None:
    desk = make_desk()
    appendix(desk)
    community_at(desk.world.town, "ГМО учителей химии", code=CommunityKind.Code.CITY_ASSOCIATION)
    dismiss(desk.world.teacher.employments.get(), until=TODAY - timedelta(days=3), by=None)

    found = doubts(desk)

    assert len(found) == 2
    assert f"{desk.world.teacher.short_name}: на" in found[0]
    assert "здесь не работает" in found[0]
    assert "руководителя нет" in found[1]


def test_doubts_of_an_own_table_name_the_line_of_unknown_dismissed_and_closed() -> None:
    desk = make_desk()
    dismiss(desk.world.deputy.employments.get(), until=date(2026, 6, 30), by=None)
    Organisation.objects.filter(pk=desk.world.kindergarten.pk).update(closed_on=date(2026, 7, 1))
    table = [
        ["Бирюкова Нина Сергеевна", "СОШ № 1"],
        ["Первая секция"],
        ["Небывалова Ирина Олеговна", "СОШ № 77"],
        ["Соколова Мария Петровна, заместитель директора", "Детский сад № 9"],
    ]
    appendix(desk, kind=Kind.ROWS, columns=("ФИО руководителя", "Организация"), rows=table)

    found = doubts(desk)

    assert [one.split(":")[0] for one in found] == ["строка 2", "строка 2", "строка 3", "строка 3"]
    assert found[0].endswith("такого человека в реестре нет")
    assert found[1].endswith("«СОШ № 77»: такой организации в реестре нет")
    assert found[2].endswith(f"уволен {date_text(date(2026, 6, 30))}")
    assert "закрыта" in found[3]
    assert rows(desk)[0] == ("1", "Бирюкова Нина Сергеевна", "СОШ № 1")


@pytest.mark.parametrize(
    ("more", "code"),
    (
        ({"offer": "communities:nothing"}, "unknown_table"),
        ({"columns": ("salary",)}, "unknown_column"),
        ({"offer": "communities:council"}, "no_community"),
        ({"title": " "}, "no_title"),
        ({"kind": Kind.TEXT}, "no_content"),
        ({"kind": Kind.PLAN}, "no_content"),
        ({"kind": Kind.ROWS, "columns": ("А", "Б"), "rows": [["1", "2", "3"]]}, "ragged_table"),
    ),
)
def test_add_appendix_without_what_it_holds_is_refused(more: dict[str, Any], code: str) -> None:
    desk = make_desk()

    with pytest.raises(DomainError) as refusal:
        appendix(desk, **more)

    assert refusal.value.code == code
    assert not desk.order.appendices.exists()


def test_move_and_remove_appendix_keep_places() -> None:
    desk = make_desk()
    first, second = appendix(desk, title="А"), appendix(desk, title="Б")

    move_appendix(second, where="up", by=desk.by)
    remove_appendix(first, by=desk.by)

    assert list(desk.order.appendices.values_list("position", "title")) == [(1, "Б")]


def test_registration_freezes_the_table_with_whom_the_order_appoints() -> None:
    desk = make_desk()
    new = colleague(desk.world)
    point(desk, "Назначить руководителей объединений")
    appendix(desk, columns=("community", "head"))
    deed(desk, "appoint", community=desk.association, person=new, since=TODAY)

    order = register(desk)
    Office.objects.all().delete()

    assert order.paper is not None
    frozen = order.paper.data["annexes"][0]["rows"]
    assert frozen == (("1", "ГМО учителей математики", "Захарова Инга Львовна"),)


def test_order_paper_heads_each_appendix_and_turns_a_wide_one() -> None:
    desk = make_desk()
    appendix(desk, columns=("community", "head"))
    every = ("community", "head", "post", "place", "curator", "term", "contacts")
    appendix(desk, columns=every, is_approved=True)

    first, second = order_paper(desk.order).annexes

    assert first.head == ("Приложение №\u00a01", "к приказу Управления образования Ясногорска")
    assert second.head[2:] == ("УТВЕРЖДЕНО", "приказом Управления образования Ясногорска")
    assert (first.is_wide, second.is_wide) == (False, True)
