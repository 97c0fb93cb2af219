import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metodsovet.kernel.parties import Party, PartyKind, normalised, parse_parties

WORDS = st.sampled_from(
    (
        *(
            "руководители",
            "методисты",
            "учителя",
            "зам.",
            "рук.",
            "кл.",
            "директора",
            "отдела",
            "школы",
            "школьных",
            "по",
        ),
        *("УВР", "ШМО", "МБОУ", "СОШ", "УО", "ОО", "№", "1", "5-9", "классов", "образования", "математики", "г.", "не"),
        *("Караваева", "Караваеву", "И.О.", "совместно с", "при участии", "по согласованию", "за", "на"),
        *("и", ",", ";", "/", ".", "–", "(", ")", "«", "»"),
    )
)
REPEATED = (
    *(
        "«",
        "(",
        "и ",
        "а, ",
        "по ",
        "1",
        "- ",
        "ко ",
        "кл. ",
        "№ 1, ",
        "И.И. ",
        "МБОУ ",
        "«МБОУ ",
        "отдела ",
        "общего, ",
    ),
    *("школьных и ", "математики, ", "руководители ", "Караваева И.О., ", "директора школы и "),
)


@pytest.mark.parametrize(
    ("phrase", "manners"),
    (
        ("Директор, методисты", ["", ""]),
        ("Директор совместно с методистами", ["", "together"]),
        ("Директор вместе с родителями, завуч", ["", "together", ""]),
        ("Директор при участии методистов", ["", "assisting"]),
        ("психолог (по согласованию), завуч", ["by_agreement", ""]),
    ),
)
def test_parse_parties_keeps_the_manner(phrase: str, manners: list[str]) -> None:
    assert [party.manner for party in parse_parties(phrase)] == manners


@pytest.mark.parametrize(
    ("phrase", "printed"),
    (
        ("нач. отдела аттестации УО", "начальник отдела аттестации УО"),
        ("зав. отделом воспитания", "заведующий отделом воспитания"),
        (
            "Зам. нач. управления образования по метод. работе",
            "заместитель начальника управления образования по методической работе",
        ),
        ("Караваевой И.О., методисту ИМЦ", "методист ИМЦ Караваева\u00a0И.О."),
        ("Караваева Инна Олеговна", "Караваева Инна Олеговна"),
        ("МБОУ «СОШ № 3» (И.О. Караваева)", "МБОУ «СОШ № 3» (Караваева\u00a0И.О.)"),
        ("совместно со специалистами УО", "совместно со специалистами УО"),
        ("с участием старших методистов", "при участии старших методистов"),
        ("участковый врач (по согласованию)", "участковый врач (по согласованию)"),
        ("по согласованию", "по согласованию"),
    ),
)
def test_print_writes_good_russian(phrase: str, printed: str) -> None:
    assert ", ".join(party.print() for party in parse_parties(phrase)) == printed


@pytest.mark.parametrize("phrase", ("Караваеву И.О.", "Караваеву И.О., Лугову А.А.", "Караваеву И.О., зам. директора"))
def test_parse_parties_asks_when_the_form_of_a_name_may_mean_two_people(phrase: str) -> None:
    assert {party.kind for party in parse_parties(phrase)} == {PartyKind.UNKNOWN}


@pytest.mark.parametrize(
    ("phrase", "person"),
    (
        ("Караваеву И.О., Сомовой А.А.", "Караваев И.О."),
        ("на Караваеву И.О.", "Караваева И.О."),
        ("методисту Караваеву И.О.", "Караваев И.О."),
        ("старшего методиста Караваеву И.О.", "Караваева И.О."),
        ("старшего методиста Караваева И.О.", "Караваев И.О."),
        ("Караваеву Инну Олеговну", "Караваева И.О."),
    ),
)
def test_parse_parties_tells_the_person_by_the_case_of_the_phrase(phrase: str, person: str) -> None:
    assert parse_parties(phrase)[0].person == person


@pytest.mark.parametrize("phrase", ("", "   ", "\u00a0\n"))
def test_parse_parties_of_nothing_is_empty(phrase: str) -> None:
    assert parse_parties(phrase) == ()


def test_parse_parties_asks_about_a_text_that_is_too_long() -> None:
    text = "руководители ОО, " * 120

    assert [party.kind for party in parse_parties(text)] == [PartyKind.UNKNOWN]


def test_source_is_the_piece_as_written() -> None:
    phrase = "Руко водители\u00a0ШМ0, ГМО;\nзам.дир. по УВР  Караваева И. О."

    assert [party.source for party in parse_parties(phrase)] == [
        "Руко водители\u00a0ШМ0",
        "ГМО",
        "зам.дир. по УВР  Караваева И. О.",
    ]


def test_json_keeps_the_party() -> None:
    party = Party("псих. школы", PartyKind.POSITION, "психолог", "школа", "", "together")

    assert Party.from_json(party.to_json()) == party
    assert party.to_json()["kind"] == "position"


def test_from_json_refuses_an_unknown_kind() -> None:
    with pytest.raises(ValueError):
        Party.from_json({"source": "", "kind": "robot", "text": "", "scope": "", "person": ""})


@pytest.mark.parametrize(
    "same",
    ("Руководители ОО", " руководители  ОО.", "РУКОВОДИТЕЛИ\u00a0ОО", "pуководители OO", "руководители\nОО;"),
)
def test_normalised_folds_what_does_not_matter(same: str) -> None:
    assert normalised(same) == "руководители оо"


def test_normalised_folds_dashes_and_yo() -> None:
    assert normalised("Учёный — эксперт") == normalised("ученый - эксперт")


@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join)))
def test_parse_parties_never_raises_and_keeps_the_order(text: str) -> None:
    parties = parse_parties(text)

    place = 0
    for party in parties:
        assert party.source in text
        place = max(place, text.find(party.source, place))
        assert Party.from_json(party.to_json()) == party
        assert isinstance(party.print(), str)
    assert bool(parties) is bool(text.strip())


@pytest.mark.parametrize("unit", REPEATED)
def test_parse_parties_takes_bounded_time(unit: str) -> None:
    parse_parties("директор")
    text = (unit * 2000)[:1200]

    started = time.process_time()
    parse_parties(text)

    assert time.process_time() - started < 1
