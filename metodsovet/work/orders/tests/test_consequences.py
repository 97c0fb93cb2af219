"""What a read order does by the words of its points: proposed with them, done only after a person's yes."""

from datetime import date

import pytest
from django.core.files.base import ContentFile

from metodsovet.ground.documents.models import Act
from metodsovet.kernel.errors import DomainError
from metodsovet.work.communities.models import Appendix, Community, CommunityKind, Office
from metodsovet.work.communities.tests.kinds import community_at
from metodsovet.work.orders.actions import Registration, draft_order_from_file, register_read_order, settle_doubt
from metodsovet.work.orders.models import Deed, Order, OrderLink, OrderReading
from metodsovet.work.orders.queries.doubts import Doubt
from metodsovet.work.orders.queries.review import doubts_of_reading
from metodsovet.work.orders.reading import read_file_here
from metodsovet.work.orders.taking.consequences import Follows, consequences_of
from metodsovet.work.orders.tests.desk import Desk, make_desk, register, whole
from metodsovet.work.orders.tests.read_files import read_file_of, with_tables, word_of
from metodsovet.work.planning.models import Theme

Kind = CommunityKind.Code
HEAD = "ПРИКАЗ\n1 октября 2026 г. № 31\nО методической работе\nПРИКАЗЫВАЮ:\n"
FOOT = "\nНачальник управления И.П. Громова"


@pytest.mark.parametrize(
    ("text", "what", "words", "points"),
    (
        (
            "Создать муниципальный координационный совет (приложение № 2) и утвердить его состав.",
            Follows.FOUND,
            "Муниципальный координационный совет",
            (),
        ),
        (
            "Создать с 1 сентября 2026 г. рабочую группу учителей химии, назначить руководителем Иванову И.И.",
            Follows.FOUND,
            "Рабочая группа учителей химии",
            (),
        ),
        (
            "Образовать городскую творческую группу «Чтение, письмо и речь» в составе:",
            Follows.FOUND,
            "Городская творческая группа «Чтение, письмо и речь»",
            (),
        ),
        (
            "Прекратить деятельность ГМО учителей технологии с 1 июня 2027 г.",
            Follows.CLOSE,
            "ГМО учителей технологии",
            (),
        ),
        (
            "Утвердить единую методическую тему на 2026/27 учебный год: «Качество урока — качество «знаний» ученика».",
            Follows.SET_THEME,
            "Качество урока — качество «знаний» ученика",
            (),
        ),
        (
            "Признать утратившим силу приказ управления образования от 30.08.2025 № 214 «О работе».",
            Follows.WITHDRAWS,
            "приказ от 30.08.2025 № 214",
            (),
        ),
        (
            "Приказ Управления образования от 5 мая 2024 г. № 12 считать утратившим силу.",
            Follows.WITHDRAWS,
            "приказ от 05.05.2024 № 12",
            (),
        ),
        (
            "Признать утратившими силу пункты 2.1 и 3 приказа управления образования от 30.08.2025 № 214.",
            Follows.WITHDRAWS_POINTS,
            "приказ от 30.08.2025 № 214",
            ("2.1", "3"),
        ),
        (
            "Утвердить состав совета (приложение № 1) взамен состава, утверждённого приказом от 17.09.2024 № 305.",
            Follows.REPLACES,
            "приказ от 17.09.2024 № 305",
            (),
        ),
        (
            "Ввести в действие положение взамен распоряжения управления образования от 03.02.2025 № 7-р «О советах».",
            Follows.REPLACES,
            "распоряжение от 03.02.2025 № 7-р",
            (),
        ),
        (
            "Внести в приказ Управления образования от 30.08.2025 № 214 «О руководителях» следующие изменения:",
            Follows.AMENDS,
            "приказ от 30.08.2025 № 214",
            (),
        ),
        (
            "Внести изменения в распоряжение от 30 августа 2025 г. № 7-р, изложив приложение в новой редакции.",
            Follows.AMENDS,
            "распоряжение от 30.08.2025 № 7-р",
            (),
        ),
    ),
)
def test_words_of_a_point_say_what_it_does(text: str, what: Follows, words: str, points: tuple[str, ...]) -> None:
    (found,) = consequences_of(read_file_of(f"{HEAD}1. {text}{FOOT}").order)

    assert (found.what, found.words, found.points) == (what, words, points)


@pytest.mark.parametrize(
    "text",
    (
        "Создать комиссию по проверке готовности.",
        "Создать методические, материально-технические условия для организации инновационной деятельности.",
        "Отменить занятия 5 мая 2027 г.",
        "Назначить секретарём Крылову А.А. взамен Грачёвой Б.Б.",
        "Провести семинар взамен конференции.",
        "Организовать работу городских методических объединений (приложение № 3).",
        "Провести совещание о внесении изменений в планы.",
    ),
)
def test_words_that_only_look_like_a_deed_propose_nothing(text: str) -> None:
    assert consequences_of(read_file_of(f"{HEAD}1. {text}{FOOT}").order) == []


def test_two_orders_of_one_point_are_two_and_a_theme_said_twice_is_one() -> None:
    text = (
        "1. Считать утратившими силу приказы от 30.08.2025 № 214 и от 01.09.2025 № 220-о.\n"
        "2. Отделу организовать работу по единой методической теме «Рост».\n"
        "3. Школам работать по единой методической теме «Рост»."
    )

    found = consequences_of(read_file_of(f"{HEAD}{text}{FOOT}").order)

    assert [one.words for one in found] == ["приказ от 30.08.2025 № 214", "приказ от 01.09.2025 № 220-о", "Рост"]


pytestmark = pytest.mark.django_db


def read_at(desk: Desk, points: str) -> Order:
    text = f"{HEAD}{points}{FOOT}"
    upload = ContentFile(word_of(text), name="приказ.docx")
    order = draft_order_from_file(read_file_of(text), "приказ.docx", upload, organisation=desk.issuer, by=desk.by)
    return Order.objects.get(pk=order.pk)


def asked(order: Order, desk: Desk, start: str = "follows:") -> list[Doubt]:
    reading = OrderReading.objects.select_related("order__organisation").get(order=order)
    return [doubt for doubt in doubts_of_reading(reading, desk.by) if doubt.key.startswith(start)]


def yes(order: Order, desk: Desk, doubt: Doubt, place: int = 0) -> None:
    settle_doubt(order, key=doubt.key, choice=doubt.choices[place].code, by=desk.by)


def registered(order: Order, desk: Desk) -> Order:
    order = Order.objects.get(pk=order.pk)
    registration = Registration(date(2026, 10, 1), "31")
    return register_read_order(order, registration=registration, version=order.version, by=desk.by)


def test_nothing_of_it_is_done_without_a_yes() -> None:
    desk = make_desk()
    order = read_at(desk, "1. Создать координационный совет.\n2. Утвердить методическую тему «Рост».")

    before = [doubt.key for doubt in asked(order, desk)]
    registered(order, desk)

    assert before == ["follows:0", "follows:1"]
    assert not Deed.objects.filter(order=order).exists()
    assert not Community.objects.filter(name="Координационный совет").exists()
    assert not Theme.objects.exists()


def test_yes_founds_closes_and_sets_the_theme_when_the_order_is_registered() -> None:
    desk = make_desk()
    community_at(desk.world.town, "ГМО учителей технологии", code=Kind.CITY_ASSOCIATION)
    points = (
        "1. Создать муниципальный координационный совет.\n"
        "2. Прекратить деятельность ГМО учителей технологии.\n"
        "3. Утвердить единую методическую тему «Рост учителя»."
    )
    order = read_at(desk, points)
    for doubt in asked(order, desk):
        yes(order, desk, doubt)

    order = registered(order, desk)

    council = Community.objects.get(name="Муниципальный координационный совет")
    assert (council.kind.code, council.established_by) == (Kind.COORDINATION_COUNCIL, order.act)
    assert council.organisation == desk.world.town
    assert Community.objects.get(name="ГМО учителей технологии").closed_on is not None
    theme = Theme.objects.get()
    assert (theme.title, theme.organisation) == ("Рост учителя", desk.world.town)
    assert [deed.point.text[:9] for deed in order.deeds.all() if deed.point] == ["Создать м", "Прекратит", "Утвердить"]


def test_yes_withdraws_an_earlier_order_that_is_known_and_enters_one_that_is_not() -> None:
    desk = whole(make_desk())
    earlier = register(desk, date(2026, 9, 1))
    assert earlier.act is not None
    points = (
        f"1. Признать утратившим силу приказ от 01.09.2026 № {earlier.number}.\n"
        "2. Внести изменения в приказ от 30.08.2025 № 214 «О руководителях»."
    )
    order = read_at(desk, points)
    known, unknown = asked(order, desk)

    assert [choice.code for choice in known.choices] == [f"act:{earlier.act_id}", "nothing"]
    yes(order, desk, known)
    yes(order, desk, unknown)
    order = registered(order, desk)

    assert {(link.kind, link.act.number) for link in order.links.select_related("act")} == {
        (OrderLink.Kind.WITHDRAWS, earlier.number),
        (OrderLink.Kind.AMENDS, "214"),
    }
    assert Act.objects.get(number="214").title == "О руководителях"


def test_points_of_an_earlier_order_are_withdrawn_by_their_numbers() -> None:
    desk = whole(make_desk())
    earlier = register(desk, date(2026, 9, 1))
    order = read_at(desk, f"1. Признать утратившим силу пункт 2.1 приказа от 01.09.2026 № {earlier.number}.")
    (doubt,) = asked(order, desk)

    yes(order, desk, doubt)

    assert [point.text for point in order.links.get().points.all()] == ["провести семинар"]


def test_choice_that_was_not_offered_is_refused() -> None:
    desk = make_desk()
    order = read_at(desk, "1. Создать координационный совет.")

    with pytest.raises(DomainError) as refusal:
        settle_doubt(order, key="follows:0", choice="kind:999999", by=desk.by)

    assert refusal.value.code == "unknown_choice"


def test_what_is_founded_is_not_asked_for_as_somebody_to_appoint() -> None:
    desk = make_desk()
    order = read_at(desk, "1. Создать творческую группу «Мастерская урока».")

    (doubt,) = asked(order, desk)

    assert doubt.quoted == "«Творческая группа „Мастерская урока“»"
    assert asked(order, desk, "deed:") == []


def test_list_of_an_authority_finds_the_communities_of_its_municipality() -> None:
    desk = make_desk()
    table = [
        ["№", "Наименование объединения", "ФИО руководителя", "Должность, ОО"],
        ["1", desk.association.name, "Устинова Вера Глебовна", "директор, СОШ № 1"],
    ]
    text = f"{HEAD}1. Утвердить список руководителей городских методических объединений (приложение № 1).{FOOT}"
    content = with_tables(text, ("Список руководителей городских методических объединений", table))
    upload, file = ContentFile(content, name="приказ.docx"), read_file_here(content, "приказ.docx")
    order = draft_order_from_file(file, "приказ.docx", upload, organisation=desk.issuer, by=desk.by)
    (doubt,) = asked(order, desk, "roster:")
    yes(order, desk, doubt)

    waiting = OrderReading.objects.get(order=order).appointing
    registered(order, desk)

    assert [str(one) for one in waiting] == ["Список руководителей городских методических объединений (приказ.docx)"]
    assert Community.objects.filter(name=desk.association.name).count() == 1
    assert Office.objects.today().get(community=desk.association).person == desk.world.head


def test_heads_of_an_included_list_are_appointed_at_registration_after_a_yes() -> None:
    desk = make_desk()
    table = [
        ["№", "Наименование объединения", "ФИО руководителя", "Должность, ОО"],
        ["1", "ГМО учителей истории", "Устинова Вера Глебовна", "директор, СОШ № 1"],
        ["2", "ГМО учителей химии", "Небывалова Ирина Олеговна", "учитель, СОШ № 1"],
    ]
    text = (
        f"{HEAD}1. Утвердить список руководителей городских методических объединений на период "
        f"с 1 октября 2026 г. по 31 мая 2027 г. (приложение № 1).{FOOT}"
    )
    content = with_tables(text, ("Список руководителей городских методических объединений", table))
    upload = ContentFile(content, name="приказ.docx")
    file = read_file_here(content, "приказ.docx")
    order = draft_order_from_file(file, "приказ.docx", upload, organisation=desk.issuer, by=desk.by)
    (doubt,) = asked(order, desk, "roster:")

    assert "Устинова Вера Глебовна — ГМО учителей истории" in doubt.choices[0].hint
    assert "неясных 1" in doubt.reason
    yes(order, desk, doubt)
    order = registered(order, desk)

    office = Office.objects.get(community__name="ГМО учителей истории")
    assert (office.person, office.basis) == (desk.world.head, order.act)
    assert (office.since, office.until) == (date(2026, 10, 1), date(2027, 5, 31))
    assert not Community.objects.filter(name="ГМО учителей химии").exists()
    assert Appendix.objects.get().state == Appendix.State.APPLIED
