"""Registration and what follows from it: number, act, paper, assignments, appointments, withdrawal."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections

from metodsovet.ground.assignments.actions import accept_report, record_report
from metodsovet.ground.assignments.models import Assignment, Report
from metodsovet.ground.directory.tests.world import user_of
from metodsovet.ground.documents.models import Act, Paper
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.invariants import check
from metodsovet.kernel.russian import date_text
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities.models import Community, CommunityKind, Office
from metodsovet.work.communities.tests.kinds import kind_at
from metodsovet.work.orders.actions import Registration, Signatures, draft_order, register_order, set_signatures
from metodsovet.work.orders.actions.links import add_link
from metodsovet.work.orders.actions.registering import as_if_registered
from metodsovet.work.orders.models import Order, OrderLink
from metodsovet.work.orders.queries.assignments import assignments_of_order
from metodsovet.work.orders.queries.links import force_of
from metodsovet.work.orders.tests.desk import HEADS, Desk, colleague, deed, make_desk, point, register, whole
from metodsovet.work.planning.actions.drafts import draft_plan_from_file
from metodsovet.work.planning.models import Plan, Theme
from metodsovet.work.planning.tests.town import read_plan_of

pytestmark = pytest.mark.django_db
TODAY = clock.today()


def next_desk(desk: Desk, title: str = "О внесении изменений") -> Desk:
    order = draft_order(desk.issuer, kind=Order.Kind.ORDER, title=title, by=desk.by)
    set_signatures(order, signatures=Signatures(desk.world.authority_head), by=desk.by)
    return Desk(desk.world, order, desk.association)


def test_register_order_gives_number_act_frozen_paper_and_assignments() -> None:
    desk = whole(make_desk())

    order = register(desk)

    assert (order.state, order.number, order.signed_on) == ("registered", "1", TODAY)
    assert order.act is not None
    assert (order.act.kind, order.act.number, order.act.title) == ("order", "1", order.title)
    paper = Paper.objects.get(order=order)
    assert paper.data["points"][0]["mark"] == "1."
    given = assignments_of_order(order)
    everywhere = given.filter(title="Обеспечить участие педагогов в мониторинге")
    assert sorted(one.organisation.short_name for one in everywhere) == ["Детский сад № 9", "СОШ № 1", "СОШ № 2"]
    centre = given.get(title="Провести семинар")
    assert (centre.organisation, centre.controller) == (desk.world.centre, desk.world.second_methodist)
    assert {one.basis for one in given} == {order.act}
    assert str(centre.origin).endswith("№\u00a01, п.\u00a02.1")


def test_register_order_under_a_typed_number_of_the_journal() -> None:
    desk = whole(make_desk())

    order = register(desk, number="12а")

    assert order.number == "12а"
    assert order.requisites.endswith("№\u00a012а")


def test_register_order_links_the_act_that_was_entered_before_and_refuses_a_second() -> None:
    desk = whole(make_desk())
    act = Act.objects.create(organisation=desk.issuer, kind="order", number="7", date=TODAY, title="Вписан заранее")
    order = register(desk, number="7")
    other = next_desk(desk)
    point(other, "Пункт")

    with pytest.raises(DomainError) as refusal:
        register(other, number="7")

    assert order.act == act
    assert refusal.value.code == "number_taken"
    assert other.fresh().state == "draft"


@pytest.mark.parametrize(
    ("spoil", "code"),
    (
        (lambda desk: desk.order.points.all().delete(), "no_points"),
        (lambda desk: Order.objects.update(signatory=None), "no_signatory"),
        (lambda desk: Order.objects.update(state="agreed_on"), "move_not_allowed"),
    ),
)
def test_register_order_that_is_not_ready_is_refused_and_takes_no_number(
    spoil: Callable[[Desk], object], code: str
) -> None:
    desk = whole(make_desk())
    spoil(desk)

    with pytest.raises(DomainError) as refusal:
        register(desk)

    assert refusal.value.code == code
    assert not Paper.objects.exists()


def test_register_order_ahead_or_seen_in_another_version_is_refused() -> None:
    desk = whole(make_desk())

    with pytest.raises(DomainError) as ahead:
        register(desk, TODAY + timedelta(days=1))
    with pytest.raises(DomainError) as stale:
        register_order(desk.order, registration=Registration(TODAY), version=1, by=desk.by)

    assert (ahead.value.code, stale.value.code) == ("issued_ahead", "edited_by_other")


def test_register_order_appoints_relieves_founds_and_closes_with_the_order_as_basis() -> None:
    desk = make_desk()
    new, at = colleague(desk.world), desk.world
    point(desk, "Назначить и создать")
    kind = kind_at(at.town, CommunityKind.Code.CREATIVE_GROUP)
    deed(desk, "appoint", community=desk.association, person=new, until=TODAY + timedelta(days=300))
    deed(desk, "found", name="Группа наставников", community_kind=kind, organisation=at.school, person=at.head)

    order = register(desk)

    office = Office.objects.get(community=desk.association, person=new)
    assert (office.since, office.until, office.basis) == (TODAY, TODAY + timedelta(days=300), order.act)
    founded = Community.objects.get(name="Группа наставников")
    assert (founded.established_by, founded.opened_on) == (order.act, TODAY)
    assert founded.offices.get().person == at.head
    assert [one.outcome for one in order.deeds.all()] == [
        f"Руководитель с {date_text(TODAY)} — {new.short_name}",
        "Создано: «Группа наставников»",
    ]
    second = next_desk(desk)
    point(second, "Освободить и закрыть")
    deed(second, "close", community=founded)
    register(second)
    founded.refresh_from_db()
    assert founded.closed_on == TODAY


def test_register_order_approves_a_draft_plan_and_the_theme_of_the_year() -> None:
    desk = make_desk()
    plan = draft_plan(desk)
    year = SchoolYear.of(TODAY)
    point(desk, "Утвердить план работы")
    deed(desk, "approve_plan", plan=plan)
    deed(desk, "set_theme", name="Качество урока", organisation=desk.world.town, school_year=year.start)

    order = register(desk)

    plan.refresh_from_db()
    assert (plan.state, plan.act) == ("accepted", order.act)
    assert Theme.objects.get().title == "Качество урока"


def draft_plan(desk: Desk) -> Plan:
    read = read_plan_of()
    return draft_plan_from_file(read, [], "план.docx", organisation=desk.world.town, by=desk.by)


def test_refused_deed_registers_nothing() -> None:
    desk = whole(make_desk())
    deed(desk, "relieve", community=desk.association, person=colleague(desk.world))

    with pytest.raises(DomainError) as refusal:
        register(desk)

    assert refusal.value.code == "not_in_office"
    assert not Act.objects.exists()
    assert not Assignment.objects.exists()


def test_deeds_tried_beforehand_change_nothing_and_tell_what_is_refused() -> None:
    desk = whole(make_desk())
    wrong = deed(desk, "relieve", community=desk.association, person=colleague(desk.world))
    deed(desk, "close", community=desk.association)

    with as_if_registered(desk.fresh(), TODAY, desk.by) as refused:
        inside = Community.objects.get(pk=desk.association.pk).closed_on

    assert list(refused) == [wrong.pk]
    assert inside == TODAY
    assert Community.objects.get(pk=desk.association.pk).closed_on is None


def test_later_order_withdraws_what_is_not_done_yet() -> None:
    desk = whole(make_desk())
    order = register(desk)
    assert order.act is not None
    done = assignments_of_order(order).get(organisation=desk.world.school)
    record_report(done, text="Сделано", source=Report.Source.PHONE, told_by="директор", by=desk.by)
    accept_report(Assignment.objects.get(pk=done.pk), by=user_of(desk.world.authority_head))
    later = next_desk(desk)
    point(later, "Признать утратившим силу прежний приказ")
    add_link(later.order, kind=OrderLink.Kind.WITHDRAWS, act=order.act, by=desk.by)

    register(later)

    states = {one.organisation.short_name: one.state for one in assignments_of_order(order)}
    assert states.pop("СОШ № 1") == "accepted"
    assert set(states.values()) == {"cancelled"}
    assert force_of(order, TODAY).word == "утратил силу"
    assert force_of(order, TODAY - timedelta(days=1)).word == "в силе"


def test_later_order_withdraws_only_the_points_it_names() -> None:
    desk = whole(make_desk())
    order = register(desk)
    assert order.act is not None
    upper = order.points.get(text="", parent=None)
    later = next_desk(desk)
    point(later, "Признать утратившим силу пункт 2")
    kind = OrderLink.Kind.WITHDRAWS_POINTS
    add_link(later.order, kind=kind, act=order.act, points=[upper], by=desk.by)

    register(later)

    cancelled = assignments_of_order(order).filter(state="cancelled")
    assert [one.title for one in cancelled] == ["Провести семинар"]
    assert force_of(order, TODAY).word == "в силе с изменениями"


def test_add_link_without_points_or_twice_is_refused() -> None:
    desk = whole(make_desk())
    order = register(desk)
    assert order.act is not None
    later = next_desk(desk)
    add_link(later.order, kind=OrderLink.Kind.AMENDS, act=order.act, by=desk.by)

    codes = []
    for act in (order.act, Act.objects.create(organisation=desk.issuer, title="Старый")):
        with pytest.raises(DomainError) as refusal:
            add_link(later.order, kind=OrderLink.Kind.WITHDRAWS_POINTS, act=act, by=desk.by)
        codes.append(refusal.value.code)

    assert codes == ["linked_already", "no_points_chosen"]


def test_force_follows_from_days() -> None:
    desk = whole(make_desk())
    ahead, over = TODAY + timedelta(days=5), TODAY + timedelta(days=9)
    Order.objects.filter(pk=desk.order.pk).update(in_force_from=ahead, in_force_until=over)
    order = register(desk)

    words = [force_of(order, day).word for day in (TODAY, ahead, over + timedelta(days=1))]

    assert words == ["ещё не в силе", "в силе", "срок истёк"]


def test_register_order_sends_it_to_be_acknowledged() -> None:
    desk = whole(make_desk())

    order = register(desk, acknowledge_by=TODAY + timedelta(days=7))

    asked = Assignment.objects.filter(kind=Assignment.Kind.ACKNOWLEDGE, basis=order.act)
    assert sorted(one.organisation.short_name for one in asked) == ["Детский сад № 9", "СОШ № 1", "СОШ № 2"]


def test_invariants_hold_after_all_of_it() -> None:
    desk = whole(make_desk())
    register(desk)

    assert [str(finding) for finding in check() if "orders" in finding.invariant.name] == []


@pytest.mark.django_db(transaction=True)
def test_twenty_registrations_at_once_give_twenty_numbers_without_gaps() -> None:
    desk = make_desk()
    orders = []
    for number in range(20):
        one = next_desk(desk, f"Приказ {number}")
        point(one, "Провести семинар", parties=HEADS)
        orders.append(one.fresh())

    def go(order: Order) -> str:
        try:
            return register_order(order, registration=Registration(TODAY), version=order.version, by=desk.by).number
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(go, orders))

    assert sorted(map(int, numbers)) == list(range(1, 21))
    assert Assignment.objects.filter(title="Провести семинар").count() == 60
