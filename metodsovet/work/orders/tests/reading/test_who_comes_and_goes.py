"""Who is appointed, admitted, relieved and replaced, what is recommended, parts of one point."""

import pytest

from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.orders.reading import ReadOrder, ReadPoint, understood
from metodsovet.work.orders.tests.read_files import read_file_of

HEAD = "ПРИКАЗ\n1 октября 2026 г. № 31\nО методической работе\nПРИКАЗЫВАЮ:\n"
FOOT = "\nНачальник управления И.П. Громова"


def read_point(text: str) -> ReadPoint:
    return understood(text, SchoolYear(2026))


def read_order(points: str) -> ReadOrder:
    return read_file_of(f"{HEAD}{points}{FOOT}").order


@pytest.mark.parametrize(
    ("text", "person", "office", "instead"),
    (
        (
            "Назначить руководителем ГМО учителей химии Берёзкину Н.Л., учителя химии МБОУ СОШ № 11, "
            "взамен Тополевой С.С. с 20 октября 2026 года.",
            "Берёзкина Н.Л.",
            "руководителем ГМО учителей химии",
            "Тополева С.С.",
        ),
        (
            "Назначить секретарём совета Крылову А.А. вместо уволившейся Грачёвой Б.Б.",
            "Крылова А.А.",
            "секретарём совета",
            "Грачёва Б.Б.",
        ),
        (
            "Освободить Барсукову Т.Е. от обязанностей руководителя РМО географов по собственному желанию. "
            "Назначить вместо неё Куницыну Ю.В.",
            "Куницына Ю.В.",
            "руководителя РМО географов",
            "",
        ),
        (
            "Включить в состав экспертной группы Ремезову Л.Н., учителя истории МАОУ «Гимназия».",
            "Ремезова Л.Н.",
            "в состав экспертной группы",
            "",
        ),
        (
            "Создать творческую группу «Радуга». Руководство группой поручить Лисицыной К.М., учителю.",
            "Лисицына К.М.",
            "Руководство группой",
            "",
        ),
    ),
)
def test_somebody_comes(text: str, person: str, office: str, instead: str) -> None:
    (found,) = read_point(text).appoints

    assert (found.party.person, found.office) == (person, office)
    assert (found.instead.person if found.instead else "") == instead


@pytest.mark.parametrize(
    ("text", "person", "office"),
    (
        ("Освободить от обязанностей секретаря совета Иванову А.А.", "Иванова А.А.", "секретаря совета"),
        (
            "Освободить с 1 октября Белову И.И., учителя МБОУ СОШ № 2, от обязанностей куратора РМО физиков "
            "в связи с уходом.",
            "Белова И.И.",
            "куратора РМО физиков",
        ),
        ("Исключить Бобрикова А.А. из состава жюри.", "Бобриков А.А.", "жюри"),
        ("Вывести из состава методического совета Петрова П.П.", "Петров П.П.", "методического совета"),
    ),
)
def test_somebody_goes(text: str, person: str, office: str) -> None:
    point = read_point(text)

    assert [(one.party.person, one.office) for one in point.relieves] == [(person, office)]
    assert point.kind == "other"


@pytest.mark.parametrize("text", ("Исключить из плана пункт 5.", "Освободить учителей от дежурства.", "Снять вопрос."))
def test_words_that_only_look_like_it_let_nobody_go(text: str) -> None:
    assert read_point(text).relieves == ()


@pytest.mark.parametrize(
    ("text", "is_recommended"),
    (
        ("Рекомендовать руководителям школ провести педсоветы.", True),
        ("Школам района рекомендуется выделить методические часы.", True),
        ("Руководителям школ провести педсоветы по рекомендациям методического совета.", False),
        ("Методистам рекомендации подготовить к 1 мая.", False),
        ("Провести семинар «Рекомендовано читать».", False),
    ),
)
def test_a_recommendation_is_told_from_an_order(text: str, *, is_recommended: bool) -> None:
    assert read_point(text).is_recommended is is_recommended


def test_each_addressee_of_a_point_has_his_part_of_it() -> None:
    (point,) = read_order(
        "1. Руководителям ШМО: сдать планы до 10.10.2026; копии хранить в школе; методистам: сверить их до 20.10.2026."
    ).points

    parts = [(one.text, one.parties[0].text, one.term.source if one.term else "") for one in point.children]

    assert parts == [
        ("Руководителям ШМО: сдать планы до 10.10.2026; копии хранить в школе", "руководители ШМО", "до 10.10.2026"),
        ("методистам: сверить их до 20.10.2026.", "методисты", "до 20.10.2026"),
    ]
    assert all(one.is_inline for one in point.children)
    assert (point.parties, point.term) == ((), None)


@pytest.mark.parametrize(
    "text",
    (
        "Провести: семинар; конкурс: заочный тур; итоги.",
        "Утвердить: состав жюри; критерии: приложение № 2.",
        "Методистам: подготовить отчёт; провести семинар.",
    ),
)
def test_semicolons_alone_make_no_parts(text: str) -> None:
    (point,) = read_order(f"1. {text}").points

    assert point.children == ()


def test_list_of_members_is_read_from_lines_too() -> None:
    points = "1. Утвердить состав методического совета (приложение № 1)."
    appendix = (
        "\nПриложение № 1\nк приказу от 01.10.2026 № 31\nСостав методического совета\n"
        "председатель – Медведев Роман Ильич, директор;\nчлены:\n"
        "Зайцева Алла Фёдоровна, учитель физики МБОУ «Туманская СОШ»;\nЕжов Семён Борисович, методист."
    )

    (found,) = read_file_of(f"{HEAD}{points}{FOOT}{appendix}").order.appendices

    assert [(one.party.person, one.office) for one in found.members] == [
        ("Медведев Р.И.", "председатель"),
        ("Зайцева А.Ф.", "члены"),
        ("Ежов С.Б.", "члены"),
    ]
