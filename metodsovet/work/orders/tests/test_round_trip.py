"""Composed, printed, read again: the same order, whatever it is composed of."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from metodsovet.ground.directory.models import Person
from metodsovet.ground.documents.models import Act
from metodsovet.ground.documents.printing.papers import print_for
from metodsovet.work.orders.actions import (
    AppendixDraft,
    OrderRequisites,
    PointDraft,
    Signatures,
    add_appendix,
    add_point,
    change_requisites,
    draft_order,
    draft_order_from_file,
    set_bases,
    set_signatures,
)
from metodsovet.work.orders.models import Order, PointParty
from metodsovet.work.orders.numbering import numbered
from metodsovet.work.orders.papers import kind_of, order_paper
from metodsovet.work.orders.reading import read_file_here
from metodsovet.work.orders.tests.desk import Desk, make_desk
from metodsovet.work.orders.wording import has_control, point_text
from metodsovet.work.planning.actions import add_activity
from metodsovet.work.planning.models import Plan

TITLES = ("Об организации методической работы", "О проведении муниципального конкурса", "О создании рабочей группы")
PREAMBLES = ("", "В целях развития муниципальной методической службы", "В целях повышения качества образования")
PARTIES = (
    "руководители образовательных организаций",
    "методисты",
    "директор МБУ «Центр развития образования»",
    "заместители директоров по УВР",
    "МБУ «Центр развития образования»",
)
MATTERS = (
    "провести семинар для молодых педагогов",
    "представить планы работы объединений",
    "обеспечить участие педагогов в мониторинге",
    "организовать работу творческих групп",
    "назначить ответственных за методическую работу",
    "довести приказ до сведения работников",
)
DONE_BY_ITSELF = (
    "Утвердить состав рабочей группы",
    "Утвердить план мероприятий",
    "Считать утратившим силу прежний состав",
    "Назначить Бирюкову Нину Сергеевну, учителя математики, ответственной за работу с молодыми педагогами",
    "Определить задачи методической работы:\n– поддержка молодых педагогов;\n– изучение лучших практик",
)
TERMS = ("", "до 25 сентября 2026 г.", "до 15 июня 2027 г.", "в течение года", "постоянно", "ежемесячно", "ноябрь")
TEXTS = ("Положение о мастерской молодых педагогов", "Порядок проведения конкурса")
TABLES = ("Состав рабочей группы", "График проведения семинаров")
ROWS = [["Бирюкова Нина Сергеевна", "СОШ № 1"], ["Устинова Вера Глебовна", "СОШ № 1"]]
PLAN = "План работы методической службы на 2026/27 учебный год"
SIGNED_ON = date(2026, 8, 28)


@dataclass(frozen=True)
class MadePoint:
    text: str
    parties: str = ""
    term: str = ""
    children: tuple["MadePoint", ...] = ()


@dataclass(frozen=True)
class Made:
    """An order as it is to be composed."""

    kind: str
    title: str
    preamble: str
    points: tuple[MadePoint, ...]
    has_basis: bool
    controls: str
    has_executor: bool
    appendices: tuple[tuple[str, str], ...] = field(default=())
    is_joint: bool = False


tasks = st.builds(MadePoint, st.sampled_from(MATTERS), st.just(""), st.sampled_from(TERMS))
addressed = st.builds(MadePoint, st.sampled_from(MATTERS), st.sampled_from(PARTIES), st.sampled_from(TERMS))
heads = st.builds(
    MadePoint,
    st.just(""),
    st.sampled_from(PARTIES),
    st.just(""),
    st.lists(tasks, min_size=2, max_size=4, unique_by=lambda one: one.text).map(tuple),
)
plain = st.builds(MadePoint, st.sampled_from(DONE_BY_ITSELF))
annexes = st.lists(
    st.sampled_from([("text", one) for one in TEXTS] + [("rows", one) for one in TABLES] + [("plan", PLAN)]),
    max_size=3,
    unique=True,
)
orders = st.builds(
    Made,
    st.sampled_from(Order.Kind.values),
    st.sampled_from(TITLES),
    st.sampled_from(PREAMBLES),
    st.lists(st.one_of(addressed, heads, plain), min_size=1, max_size=5).map(tuple),
    st.booleans(),
    st.sampled_from(("signatory", "other", "nobody")),
    st.booleans(),
    annexes.map(tuple),
    st.booleans(),
)


@pytest.mark.django_db
def test_composed_printed_and_read_again_is_the_same_order() -> None:
    desk = make_desk()
    basis = Act.objects.create(
        organisation=desk.world.town,
        kind=Act.Kind.ORDER,
        number="77",
        date=date(2026, 5, 12),
        title="О развитии методической работы",
        issuer="Министерство образования",
    )

    # Every example prints and reads a Word file: one that fails is told as it is, not made smaller for minutes.
    @settings(
        max_examples=12,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        phases=(Phase.explicit, Phase.generate),
    )
    @given(orders)
    def holds(made: Made) -> None:
        with transaction.atomic():
            composed = compose(desk, made, basis)
            again = read_again(desk, composed)
            assert structure(again) == structure(composed)
            transaction.set_rollback(True)

    holds()


def compose(desk: Desk, made: Made, basis: Act) -> Order:
    world, by = desk.world, desk.by
    order = draft_order(world.authority, kind=made.kind, title=made.title, by=by)
    place = "г. Ясногорск"
    preamble = made.preamble or ("" if made.has_basis else PREAMBLES[1])
    change_requisites(order, requisites=OrderRequisites(made.kind, made.title, place, preamble, order.command), by=by)
    controller = {"signatory": world.authority_head, "other": world.second_methodist, "nobody": None}[made.controls]
    executor = world.methodist if made.has_executor else None
    signatures = Signatures(world.authority_head, "Начальник управления", controller, executor, "4-17-25")
    set_signatures(order, signatures=signatures, by=by)
    beside = [world.centre] if made.is_joint else []
    set_bases(order, bases=[basis] if made.has_basis else [], beside=beside, by=by)
    for point in made.points:
        row = add_point(order, draft=PointDraft(point.text, point.parties, "", point.term), by=by)
        for child in point.children:
            add_point(order, draft=PointDraft(child.text, term=child.term), parent=row, by=by)
    for what, title in made.appendices:
        content: dict[str, Any] = {"text": "1. Общие положения.\n1.1. Работа ведётся весь год."}
        if what == "rows":
            content = {"columns": ["ФИО", "Организация"], "rows": ROWS}
        elif what == "plan":
            content = {"plan": plan_of(desk)}
        add_appendix(order, draft=AppendixDraft(what, title, **content), by=by)
    order = Order.objects.get(pk=order.pk)
    order.signed_on, order.number = SIGNED_ON, "214-о"
    order.save()
    return order


def plan_of(desk: Desk) -> Plan:
    """Of two lines."""
    plan = Plan.objects.create(organisation=desk.issuer, title=PLAN)
    for title, term in (("Семинар для молодых педагогов", "ноябрь 2026 г."), ("Отчёт о работе", "до 15 мая 2027 г.")):
        add_activity(plan, title=title, term_text=term, parties_text="методисты", by=desk.by)
    return plan


def read_again(desk: Desk, composed: Order) -> Order:
    content = print_for(kind_of(composed), order_paper(composed), composed.organisation)
    file = read_file_here(content, "приказ.docx")
    upload = ContentFile(content, name="приказ.docx")
    return draft_order_from_file(file, "приказ.docx", upload, organisation=composed.organisation, by=desk.by)


def structure(order: Order) -> dict[str, Any]:
    """All that the paper says; the printed point of control is compared as the controller."""
    order = Order.objects.get(pk=order.pk)
    points = list(order.points.prefetch_related("parties"))
    shown = [one for one in numbered(points) if not has_control([one.point])]
    named: dict[str, Person | None] = {"signatory": order.signatory, "controller": order.controller}
    return {
        "title": order.title,
        "kind": order.kind,
        "command": order.command.replace("ЕМ:", "Ю:"),
        "place": order.place,
        "bases": sorted(order.bases.values_list("number", flat=True)),
        "points": [
            (
                one.number,
                " ".join(point_text(one, list(one.point.parties.all())).split()).rstrip(".:"),
                [_party(party) for party in one.point.parties.all()],
                one.point.term.text() if one.point.term else "",
            )
            for one in shown
        ],
        **named,
        "executor": (order.executor, order.executor_phone if order.executor else ""),
        "beside": list(order.beside.values_list("name", flat=True)),
        "appendices": [(one.kind, one.title) for one in order.appendices.all()],
    }


def _party(party: PointParty) -> tuple[str, ...]:
    return (party.text, party.scope, party.person_text, party.holder, party.function, str(party.organisation_id or ""))
