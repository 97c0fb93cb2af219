"""Points of a draft: their tree, numbers, parties and terms in words, and how they are printed."""

import pytest

from metodsovet.kernel.errors import DomainError
from metodsovet.work.orders.actions import PointDraft, change_point, choose_party, move_point, remove_point
from metodsovet.work.orders.models import Order, PointParty
from metodsovet.work.orders.numbering import numbered
from metodsovet.work.orders.papers import order_paper
from metodsovet.work.orders.tests.desk import HEADS, Desk, make_desk, point, register, whole
from metodsovet.work.planning.matching import HolderChoice

pytestmark = pytest.mark.django_db


def tree(desk: Desk) -> list[tuple[str, str]]:
    return [(one.number, str(one.point)) for one in numbered(desk.order.points.all())]


def printed(desk: Desk) -> list[str]:
    return [f"{one.mark} {one.text}".replace("\u00a0", " ") for one in order_paper(desk.fresh()).points]


def test_add_point_numbers_points_and_sub_points_by_their_places() -> None:
    desk = make_desk()
    first = point(desk, "Первый")
    point(desk, "Второй")
    below = point(desk, "Под первым", parent=first)
    point(desk, "Под ним", parent=below)

    assert tree(desk) == [("1", "Первый"), ("1.1", "Под первым"), ("1.1.1", "Под ним"), ("2", "Второй")]


def test_add_point_reads_parties_and_term_and_says_whom_they_mean() -> None:
    desk = make_desk()

    made = point(desk, "Обеспечить участие", parties=HEADS, term="до 25 августа 2027 г.")

    party = made.parties.get()
    assert (party.holder, party.acts_as, party.part) == ("function_in_audience", "each", "lead")
    assert made.term is not None
    assert str(made.term.end) == "2027-08-25"


def test_add_point_of_two_audiences_makes_both_answer_themselves() -> None:
    desk = make_desk()

    made = point(desk, "Обеспечить", parties="руководители школ, заведующие детскими садами")

    assert {(one.part, one.organisation_kind) for one in made.parties.all()} == {
        ("lead", "school"),
        ("lead", "kindergarten"),
    }


def test_add_point_deeper_than_three_or_empty_or_of_another_order_is_refused() -> None:
    desk, other = make_desk(), None
    deep = point(desk, "три", parent=point(desk, "два", parent=point(desk, "один")))
    other = Order.objects.create(organisation=desk.issuer, title="Другой")

    codes = []
    for parent, text in ((deep, "четыре"), (None, " ")):
        with pytest.raises(DomainError) as refusal:
            point(desk, text, parent=parent)
        codes.append(refusal.value.code)
    desk.order = other
    with pytest.raises(DomainError) as refusal:
        point(desk, "чужой", parent=deep)

    assert [*codes, refusal.value.code] == ["too_deep", "empty_point", "foreign_point"]
    assert other.points.count() == 0


def test_move_point_up_deeper_and_out_keeps_numbers_whole() -> None:
    desk = make_desk()
    point(desk, "А")
    moved = point(desk, "Б")
    point(desk, "В")
    seen = []

    for where in ("up", "down", "deeper", "out", "down", "down"):
        move_point(moved, where=where, by=desk.by)
        seen.append(" ".join(f"{number}{text}" for number, text in tree(desk)))

    assert seen == ["1Б 2А 3В", "1А 2Б 3В", "1А 1.1Б 2В", "1А 2Б 3В", "1А 2В 3Б", "1А 2В 3Б"]


def test_remove_point_takes_sub_points_away_and_closes_the_gap() -> None:
    desk = make_desk()
    first = point(desk, "А")
    point(desk, "под А", parent=first)
    point(desk, "Б")

    remove_point(first, by=desk.by)

    assert tree(desk) == [("1", "Б")]


def test_change_point_reads_parties_anew_only_when_their_words_change() -> None:
    desk = make_desk()
    made = point(desk, "Провести", parties="методист Лебедева О.В.")
    person = HolderChoice("person", person_id=desk.world.second_methodist.pk)
    choose_party(made.parties.get(), holder=person, by=desk.by)

    change_point(made, draft=PointDraft("Провести семинар", "методист Лебедева О.В."), by=desk.by)
    kept = made.parties.get().person
    change_point(made, draft=PointDraft("Провести семинар", "директор СОШ № 1"), by=desk.by)

    assert kept == desk.world.second_methodist
    assert made.parties.get().person is None


def test_choose_party_of_another_town_is_refused() -> None:
    desk = make_desk()
    made = point(desk, "Провести", parties="методисты")
    stranger = HolderChoice("person", person_id=desk.world.foreign_methodist.pk)

    with pytest.raises(DomainError) as refusal:
        choose_party(made.parties.get(), holder=stranger, by=desk.by)

    assert refusal.value.code == "unknown_choice"
    assert PointParty.objects.get().person is None


def test_points_of_a_registered_order_are_not_edited() -> None:
    desk = whole(make_desk())
    first = desk.order.points.earliest("pk")
    register(desk)

    with pytest.raises(DomainError) as refusal:
        remove_point(first, by=desk.by)

    assert refusal.value.code == "not_a_draft"
    assert desk.order.points.count() == 3


def test_order_paper_declines_parties_adds_terms_and_the_control_point() -> None:
    desk = whole(make_desk())

    assert printed(desk) == [
        "1. Руководителям образовательных организаций обеспечить участие педагогов в мониторинге, "
        "срок — до 25 августа 2027 г.",
        "2. МБУ «Центр развития образования»:",
        "2.1. Провести семинар, срок — до 20 августа 2027 г.",
        "3. Контроль за исполнением настоящего приказа возложить на Галеева Р.Т., "
        "методиста МБУ «Центр развития образования».",
    ]


def test_order_paper_does_not_say_twice_what_stands_in_the_words_of_a_point() -> None:
    desk = make_desk()
    text = "Руководителям образовательных организаций представить планы до 15 сентября 2026 г."
    point(desk, text, parties="Руководителям образовательных организаций", term="до 15 сентября 2026 г.")
    point(desk, "Контроль за исполнением приказа оставляю за собой.")

    assert printed(desk) == [f"1. {text}", "2. Контроль за исполнением приказа оставляю за собой."]


def test_order_paper_lets_the_signatory_keep_the_control() -> None:
    desk = make_desk(kind=Order.Kind.DIRECTIVE)
    point(desk, "Утвердить план")
    Order.objects.filter(pk=desk.order.pk).update(controller=desk.world.authority_head)

    assert printed(desk)[-1] == "2. Контроль за исполнением настоящего распоряжения оставляю за собой."
