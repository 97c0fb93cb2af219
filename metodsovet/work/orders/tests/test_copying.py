"""Last year's order as a draft of this year."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from metodsovet.ground.directory.actions import dismiss
from metodsovet.kernel import clock
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities.actions import appoint_officer
from metodsovet.work.orders.actions import copy_order
from metodsovet.work.orders.copying import next_year_text
from metodsovet.work.orders.models import Order
from metodsovet.work.orders.numbering import numbered
from metodsovet.work.orders.queries.repeating import repeated_deeds
from metodsovet.work.orders.tests.desk import HEADS, appendix, colleague, deed, make_desk, point, register

TODAY = clock.today()
LAST_YEAR = date(SchoolYear.of(TODAY).start - 1, 10, 1)


def of_last_year() -> Order:
    return Order(title="Приказ", signed_on=date(2025, 10, 1))


@pytest.mark.parametrize(
    ("text", "moved"),
    (
        ("в 2025/26 учебном году", "в 2026/27 учебном году"),
        ("в 2025-2026 учебном году", "в 2026-2027 учебном году"),
        ("до 15 сентября 2025 г.", "до 15 сентября 2026 г."),
        ("в соответствии с приказом от 12.03.2024 № 55", "в соответствии с приказом от 12.03.2024 № 55"),
        ("до 01.06.2026", "до 01.06.2027"),
        (
            "утвержденным решением Думы от 28 ноября 2016 г.№486, в 2025/2026 году",
            "утвержденным решением Думы от 28 ноября 2016 г.№486, в 2026/2027 году",
        ),
        ("протоколом г. Ясногорска от 4 июня 2025 г. № 9", "протоколом г. Ясногорска от 4 июня 2025 г. № 9"),
        (
            "муниципальной программы «Развитие образования» на 2021-2025 гг., до 1 мая 2026 г.",
            "муниципальной программы «Развитие образования» на 2021-2025 гг., до 1 мая 2027 г.",
        ),
        (
            "государственной программы области «Развитие образования до 2025 года»",
            "государственной программы области «Развитие образования до 2025 года»",
        ),
        ("муниципальной программы в 2025/26 учебном году", "муниципальной программы в 2026/27 учебном году"),
        ("приложение № 2025", "приложение № 2025"),
        ("без года", "без года"),
    ),
)
def test_next_year_text_moves_years_and_leaves_acts(text: str, moved: str) -> None:
    assert next_year_text(text, of_last_year(), date(2026, 11, 1)) == moved


@given(st.text(alphabet=st.characters(exclude_categories=("Nd", "Cs")), max_size=60))
def test_next_year_text_leaves_words_without_years_alone(text: str) -> None:
    assert next_year_text(text, of_last_year(), date(2026, 11, 1)) == text


@pytest.mark.django_db
def test_copy_order_takes_points_tables_and_people_who_still_work() -> None:
    with clock.at(datetime.combine(LAST_YEAR, time(9), UTC)):
        desk = make_desk()
        upper = point(desk, parties=HEADS)
        point(desk, "представить планы", parent=upper, term=f"до 15 ноября {LAST_YEAR.year} г.")
        appendix(desk)
        deed(desk, "close", community=desk.association)
        order = register(desk, LAST_YEAR)
    dismiss(desk.world.second_methodist.employments.get(), until=TODAY - timedelta(days=1), by=None)

    copy = copy_order(order, by=desk.by)

    below = [(one.number, str(one.point)) for one in numbered(copy.points.all())]
    assert below == [("1", HEADS), ("1.1", "представить планы")]
    term = copy.points.get(parent__isnull=False).term
    assert term is not None
    assert term.end == date(LAST_YEAR.year + 1, 11, 15)
    assert copy.appendices.get().offer == "communities:associations"
    assert (copy.state, copy.copied_from, copy.controller) == ("draft", order, None)
    assert copy.signatory == desk.world.authority_head
    assert not copy.deeds.exists()


@pytest.mark.django_db
def test_deeds_of_last_year_are_proposed_with_those_who_left_asked_about() -> None:
    with clock.at(datetime.combine(LAST_YEAR, time(9), UTC)):
        desk = make_desk()
        point(desk, "Назначить руководителей")
        chemist = colleague(desk.world)
        since = date(LAST_YEAR.year, 9, 1)
        deed(desk, "appoint", community=desk.association, person=chemist, since=since)
        deed(desk, "appoint", community=desk.association, person=desk.world.head, office="deputy")
        deed(desk, "set_theme", name="Рост", organisation=desk.issuer, school_year=LAST_YEAR.year)
        order = register(desk, LAST_YEAR)
    dismiss(chemist.employments.get(), until=TODAY - timedelta(days=1), by=None)
    copy = copy_order(order, by=desk.by)

    found = repeated_deeds(copy, desk.by)

    years = copy.school_year.start - order.school_year.start
    assert [(one.draft.kind, one.asks) for one in found] == [
        ("appoint", "person"),
        ("appoint", ""),
        ("set_theme", "theme"),
    ]
    assert (found[0].draft.person, found[0].draft.since) == (None, date(LAST_YEAR.year + years, 9, 1))
    assert found[1].draft.person == desk.world.head
    assert found[2].draft.school_year == LAST_YEAR.year + years


@pytest.mark.django_db
def test_repeated_deeds_propose_whoever_heads_it_now() -> None:
    with clock.at(datetime.combine(LAST_YEAR, time(9), UTC)):
        desk = make_desk()
        point(desk, "Назначить руководителя")
        deed(desk, "appoint", community=desk.association, person=desk.world.head)
        order = register(desk, LAST_YEAR)
    appoint_officer(desk.association, person=desk.world.teacher, since=TODAY, by=desk.by)

    (found,) = repeated_deeds(copy_order(order, by=desk.by), desk.by)

    assert (found.draft.person, found.asks) == (desk.world.teacher, "")


@pytest.mark.django_db
def test_page_repeats_what_is_ticked_and_wants_somebody_for_one_who_left(client: Client) -> None:
    with clock.at(datetime.combine(LAST_YEAR, time(9), UTC)):
        desk = make_desk()
        point(desk, "Назначить руководителя")
        chemist = colleague(desk.world)
        former = deed(desk, "appoint", community=desk.association, person=chemist)
        order = register(desk, LAST_YEAR)
    dismiss(chemist.employments.get(), until=TODAY - timedelta(days=1), by=None)
    client.force_login(desk.by)

    led = client.post(f"/orders/{order.pk}/copy/")
    copy = Order.objects.get(copied_from=order)
    page = client.get(led.headers["Location"]).content.decode()
    refused = client.post(f"/orders/{copy.pk}/deeds/repeat/", {f"take_{former.pk}": "on"})
    looked = client.post(
        f"/orders/{copy.pk}/deeds/repeat/", {"look": "", f"find_person_{former.pk}": desk.world.teacher.last_name}
    ).content.decode()
    taken = {f"take_{former.pk}": "on", f"person_{former.pk}": desk.world.teacher.pk}
    client.post(f"/orders/{copy.pk}/deeds/repeat/", taken)

    assert led.headers["Location"] == f"/orders/{copy.pk}/deeds/repeat/"
    assert "здесь больше не работает" in page
    assert refused.status_code == 422
    assert desk.world.head.full_name not in page
    assert desk.world.teacher.full_name in looked
    assert f'name="take_{former.pk}" id="id_take_{former.pk}" checked' not in looked
    assert copy.deeds.get().person == desk.world.teacher
    assert client.get(f"/orders/{copy.pk}/deeds/repeat/").status_code == 302
