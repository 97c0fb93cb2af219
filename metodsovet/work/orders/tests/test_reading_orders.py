"""From a file to a draft to a registered order that was signed elsewhere."""

from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile

from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.documents.models import Act, Paper
from metodsovet.kernel.errors import DomainError
from metodsovet.work.communities.models import Office
from metodsovet.work.orders.actions import (
    PointDraft,
    Registration,
    accept_sure,
    attach_signed,
    change_point,
    draft_order_from_file,
    register_read_order,
    settle_doubt,
)
from metodsovet.work.orders.models import Deed, Order, OrderAppendix, OrderReading
from metodsovet.work.orders.queries.assignments import assignments_of_order
from metodsovet.work.orders.queries.doubts import Doubt
from metodsovet.work.orders.queries.review import doubts_of_reading
from metodsovet.work.orders.tests.desk import Desk, colleague, make_desk
from metodsovet.work.orders.tests.read_files import order_text, read_file_of, word_of

pytestmark = pytest.mark.django_db
SIGNED_ON = date(2026, 8, 28)


def read_at(desk: Desk, **more: str) -> Order:
    people = {
        "head": "Захарову Ингу Львовну",
        "controller": "методиста Лебедеву О.В.",
        "signatory": "И.П. Громова",
        "executor": "Лебедева Ольга Викторовна",
    } | more
    text = order_text(**people)
    upload = ContentFile(word_of(text), name="приказ 214.docx")
    return draft_order_from_file(read_file_of(text), "приказ 214.docx", upload, organisation=desk.issuer, by=desk.by)


def doubts_in(order: Order, desk: Desk) -> list[Doubt]:
    return doubts_of_reading(OrderReading.objects.select_related("order__organisation").get(order=order), desk.by)


def settle(order: Order, desk: Desk, key: str, choice: str, **more: Any) -> OrderReading:
    return settle_doubt(order, key=key, choice=choice, by=desk.by, **more)


def register_read(order: Order, desk: Desk, **more: Any) -> Order:
    said: dict[str, Any] = {"signed_on": SIGNED_ON, "number": "214-о", **more}
    registration = Registration(**said)
    version = Order.objects.get(pk=order.pk).version
    return register_read_order(order, registration=registration, version=version, by=desk.by)


def test_registered_paper_names_a_signatory_who_is_not_in_the_register() -> None:
    desk = make_desk()

    order = register_read(read_at(desk, signatory="Л.К. Незнакомцева"), desk)

    understood = OrderReading.objects.get(order=order).paper
    assert order.signatory is None
    assert understood is not None
    assert understood["signature"]["name"].replace("\u00a0", " ") == "Л.К. Незнакомцева"


def test_file_becomes_a_draft_with_everything_that_stands_in_it() -> None:
    desk = make_desk()
    colleague(desk.world)

    order = Order.objects.get(pk=read_at(desk).pk)

    top = list(order.points.filter(parent=None))
    assert (order.title, order.number, order.signed_on, order.place, order.command) == (
        "Об организации методической работы в 2026/27 учебном году",
        "214-о",
        SIGNED_ON,
        "г. Берёзовск",
        "ПРИКАЗЫВАЮ:",
    )
    assert [order.signatory, order.controller, order.executor] == [
        desk.world.authority_head,
        desk.world.methodist,
        desk.world.methodist,
    ]
    assert [point.addressed or point.text for point in top][:2] == [
        "Руководителям образовательных организаций",
        "Назначить Захарову Ингу Львовну руководителем ГМО учителей математики",
    ]
    first = top[0].children.first()
    assert first is not None
    assert first.term is not None
    assert (first.text, first.term.end) == ("обеспечить участие педагогов в мониторинге", date(2026, 9, 25))
    assert [one.number for one in order.bases.all()] == ["77"]
    assert [(one.kind, one.title) for one in order.appendices.all()] == [
        (OrderAppendix.Kind.TEXT, "Положение о мастерской молодых педагогов"),
        (OrderAppendix.Kind.ROWS, "Состав жюри"),
    ]


def test_known_act_is_found_and_not_entered_twice() -> None:
    desk = make_desk()
    known = Act.objects.create(
        organisation=desk.world.town, kind="order", number="77", date=date(2026, 5, 12), title="О методической работе"
    )

    order = read_at(desk)

    assert list(order.bases.all()) == [known]
    assert Act.objects.count() == 1


def test_namesake_and_unknown_person_are_asked_with_alternatives_and_settled() -> None:
    desk = make_desk()
    colleague(desk.world, "Громова Ирина Павловна")
    order = read_at(desk, executor="Неизвестнов Пётр Ильич")
    doubts = {doubt.key: doubt for doubt in doubts_in(order, desk)}
    inna = next(choice for choice in doubts["signatory"].choices if choice.label == "Громова Инна Павловна")

    settle(order, desk, "signatory", inna.code)
    settle(order, desk, "executor", doubts["executor"].choices[-1].code)

    order = Order.objects.get(pk=order.pk)
    assert (order.signatory, order.executor) == (desk.world.authority_head, None)
    assert {"signatory", "executor"}.isdisjoint(doubt.key for doubt in doubts_in(order, desk))


def test_appointment_is_made_of_the_draft_only_after_a_yes_sure_or_not() -> None:
    desk = make_desk()
    person = colleague(desk.world)
    sure, unsure = read_at(desk), read_at(desk, head="Ничейнову Анну Олеговну")
    shown = [(doubt.key, doubt.proposal) for doubt in doubts_in(sure, desk) if doubt.sure]
    before = sure.deeds.exists()

    refused = accept_sure(sure, keys=[key for key, _ in shown], by=desk.by)

    deed = sure.deeds.get()
    assert (before, refused) == (False, [])
    assert shown == [("deed:0", f"Назначить: {person.full_name} — ГМО учителей математики")]
    asked = next(doubt for doubt in doubts_in(unsure, desk) if doubt.key.startswith("deed:"))
    settle(unsure, desk, asked.key, "nothing")

    assert (deed.kind, deed.person, deed.community) == (Deed.Kind.APPOINT, person, desk.association)
    assert deed.point is not None
    assert deed.point.text.startswith("Назначить Захарову")
    assert not unsure.deeds.exists()


def test_term_that_is_not_understood_is_said_in_other_words() -> None:
    desk = make_desk()
    colleague(desk.world)
    order = read_at(desk)
    point = order.points.get(addressed="Методистам")
    draft = PointDraft(point.text, point.parties_text, point.addressed, "когда получится")
    change_point(point, draft=draft, by=desk.by)
    doubt = next(one for one in doubts_in(order, desk) if one.key.startswith("term:"))

    with pytest.raises(DomainError) as empty:
        settle(order, desk, doubt.key, "other", words=" ")
    with pytest.raises(DomainError) as unclear:
        settle(order, desk, doubt.key, "other", words="когда-нибудь потом")
    settle(order, desk, doubt.key, "other", words="до 1 декабря 2026 г.")

    assert (empty.value.code, unclear.value.code) == ("no_term", "term_not_understood")
    assert doubt.point is not None
    doubt.point.refresh_from_db()
    assert doubt.point.term is not None
    assert doubt.point.term.end == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("key", "choice", "code"),
    (
        ("signatory", "", "nothing_chosen"),
        ("signatory", "person::::999999:::", "settled_already"),
        ("warning:99", "seen", "settled_already"),
        ("nonsense", "x", "settled_already"),
    ),
)
def test_settling_is_refused(key: str, choice: str, code: str) -> None:
    desk = make_desk()
    order = read_at(desk)

    with pytest.raises(DomainError) as refused:
        settle(order, desk, key, choice)

    assert refused.value.code == code
    assert OrderReading.objects.get(order=order).settled == []


def test_settling_what_another_editor_changed_is_refused() -> None:
    desk = make_desk()
    order = read_at(desk, executor="Неизвестнов Пётр Ильич")
    seen = Order.objects.get(pk=order.pk).version
    settle(order, desk, "warning:1", "seen", version=seen)

    with pytest.raises(DomainError) as refused:
        settle(order, desk, "executor", "nobody:::::::", version=seen)

    assert refused.value.code == "edited_by_other"


def test_registered_with_its_own_number_it_does_what_a_composed_order_does() -> None:
    desk = make_desk()
    person = colleague(desk.world)
    order = read_at(desk)
    accept_sure(order, keys=["deed:0"], by=desk.by)

    order = register_read(order, desk)

    reading = OrderReading.objects.get(order=order)
    assert (order.state, order.number, order.signed_on, order.paper) == ("registered", "214-о", SIGNED_ON, None)
    assert order.original == reading.file
    assert order.act is not None
    assert (order.act.number, order.act.date) == ("214-о", SIGNED_ON)
    office = Office.objects.get(community=desk.association, person=person, kind=Office.Kind.HEAD)
    assert (office.since, office.basis) == (SIGNED_ON, order.act)
    titles = set(assignments_of_order(order).values_list("title", flat=True))
    assert "Обеспечить участие педагогов в мониторинге" in titles
    assert Assignment.objects.filter(basis=order.act).exists()
    assert not Paper.objects.exists()
    assert reading.paper is not None
    assert reading.paper["points"][0]["text"] == "Руководителям образовательных организаций:"


def test_registration_is_refused_without_number_points_or_signed_file_and_twice() -> None:
    desk = make_desk()
    order = read_at(desk)
    pasted = draft_order_from_file(
        read_file_of(order_text(head="Иванову А.А.", controller="методиста", signatory="И.П. Громова", executor="")),
        "вставленный текст",
        None,
        organisation=desk.issuer,
        by=desk.by,
    )

    codes = []
    for case, more in ((order, {"number": " "}), (order, {"signed_on": date(2099, 1, 1)}), (pasted, {"number": "7"})):
        with pytest.raises(DomainError) as refused:
            register_read(case, desk, **more)
        codes.append(refused.value.code)
    attach_signed(pasted, ContentFile(word_of("Подписано"), name="копия.docx"), by=desk.by)
    register_read(pasted, desk, number="7")
    register_read(order, desk)
    with pytest.raises(DomainError) as again:
        register_read(order, desk)
    with pytest.raises(DomainError) as taken:
        register_read(read_at(desk), desk)
    with pytest.raises(DomainError) as composed:
        register_read(desk.order, desk)

    assert codes == ["no_number", "issued_ahead", "no_original"]
    assert (again.value.code, taken.value.code, composed.value.code) == ("move_not_allowed", "act_taken", "not_read")


def test_order_that_was_carried_out_long_ago_gives_no_assignments() -> None:
    desk = make_desk()
    order = register_read(read_at(desk), desk, gives=False)

    assert order.is_registered
    assert not assignments_of_order(order).exists()
