"""What an order does by itself: named in the draft, carried out at registration by the verbs of other rooms."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation, Person, Subject
from metodsovet.ground.documents.models import Act
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import date_text
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities.actions import (
    Charter,
    add_community,
    appoint_officer,
    close_community,
    end_office,
)
from metodsovet.work.communities.models import Community, CommunityKind, Office
from metodsovet.work.orders.actions.locking import held_draft, saved_order
from metodsovet.work.orders.actions.memberships import admit, exclude
from metodsovet.work.orders.models import Deed, Order, Point
from metodsovet.work.orders.wording import quoted
from metodsovet.work.planning.actions import accept_plan, set_act, set_theme
from metodsovet.work.planning.matching import node_of
from metodsovet.work.planning.models import Plan, Theme
from metodsovet.work.planning.queries_review import years_to_execute

Kind = Deed.Kind
NEEDED: Mapping[Kind, Mapping[str, str]] = {
    Kind.APPOINT: {"community": "объединение", "person": "человека"},
    Kind.RELIEVE: {"community": "объединение", "person": "человека"},
    Kind.ADMIT: {"community": "объединение", "person": "человека"},
    Kind.EXCLUDE: {"community": "объединение", "person": "человека"},
    Kind.FOUND: {"name": "название", "community_kind": "вид", "organisation": "организацию"},
    Kind.CLOSE: {"community": "объединение"},
    Kind.APPROVE_PLAN: {"plan": "план"},
    Kind.SET_THEME: {"name": "тему", "organisation": "организацию", "school_year": "год"},
}
"""What a deed cannot be done without: fields of its draft, as a refusal names them."""


@dataclass(frozen=True, slots=True)
class DeedDraft:
    """As ``Deed``: what is not of its kind is left out."""

    kind: str
    point: Point | None = None
    community: Community | None = None
    office: str = Office.Kind.HEAD
    person: Person | None = None
    since: date | None = None
    until: date | None = None
    name: str = ""
    community_kind: CommunityKind | None = None
    organisation: Organisation | None = None
    subject: Subject | None = None
    plan: Plan | None = None
    school_year: int | None = None


@transaction.atomic
def add_deed(order: Order, *, draft: DeedDraft, by: User | None) -> Deed:
    """DomainError ``days_reversed``, ``incomplete_deed``, ``foreign_row``, ``not_a_draft``."""
    order = held_draft(order)
    if draft.since and draft.until and draft.until < draft.since:
        raise DomainError("days_reversed", "Последний день раньше первого: проверьте даты.")
    _require_whole(draft)
    _require_near(order, draft)
    deed = Deed.objects.create(order=order, **{name: getattr(draft, name) for name in DeedDraft.__slots__})
    record_action("add_deed", order, f"Приказ сделает: {deed_text(deed)}"[:1000], by=by)
    saved_order(order)
    return deed


@transaction.atomic
def repeat_deeds(order: Order, *, drafts: Sequence[DeedDraft], by: User) -> list[Deed]:
    """What the order it was drafted after did, once more. DomainError ``nothing_chosen``, refusals of ``add_deed``."""
    if not drafts:
        raise DomainError("nothing_chosen", "Отметьте, что приказ сделает и в этом году, или вернитесь к черновику.")
    deeds = [add_deed(order, draft=draft, by=by) for draft in drafts]
    record_action("repeat_deeds", order, f"Повторено по образцу: {len(deeds)}", by=by)
    return deeds


@transaction.atomic
def remove_deed(deed: Deed, *, by: User) -> None:
    """DomainError ``not_a_draft``."""
    order = held_draft(deed.order)
    said = deed_text(deed)
    deed.delete()
    record_action("remove_deed", order, f"Приказ больше не делает: {said}"[:1000], by=by)
    saved_order(order)


def carry_out(deed: Deed, order: Order, *, act: Act | None, by: User) -> str:
    """Do it now, on the ground of the act; what came of it in words. Refusals of the verbs it calls."""
    outcome = _CARRIED_OUT[Kind(deed.kind)](deed, order, act, by)
    deed.outcome = outcome[:300]
    deed.save(update_fields=["outcome"])
    return outcome


def deed_text(deed: Deed) -> str:
    """«назначить: Захарова И.Л. — руководитель, «ГМО …» с 11 января 2027 г.»"""
    days = "".join(
        f" {word} {date_text(day)}" for word, day in (("с", deed.since), ("по", deed.until)) if day is not None
    )
    person = deed.person.list_name if deed.person else ""
    title = _office_title(deed) if deed.community else ""
    match deed.kind:
        case Kind.APPOINT | Kind.RELIEVE:
            return f"{deed.get_kind_display()}: {person} — {title}, {_body(deed)}{days}"
        case Kind.ADMIT | Kind.EXCLUDE:
            return f"{deed.get_kind_display()}: {person} — {_body(deed)}{days}"
        case Kind.FOUND:
            headed = f", руководитель {person}" if person else ""
            return f"{deed.get_kind_display()}: {quoted(deed.name)}, {deed.organisation}{headed}{days}"
        case Kind.SET_THEME:
            return f"{deed.get_kind_display()}: {quoted(deed.name)}, {SchoolYear(deed.school_year or 0)}"
        case _:
            return f"{deed.get_kind_display()}: {_body(deed) if deed.community else quoted(str(deed.plan))}{days}"


def _body(deed: Deed) -> str:
    """Of one that an organisation has, which it is: associations of many schools have one name."""
    community = deed.community
    assert community is not None
    return quoted(str(community)) + ("" if community.kind.is_of_town else f", {community.organisation.short_name}")


def _appoint(deed: Deed, order: Order, act: Act | None, by: User) -> str:
    assert deed.community is not None
    assert deed.person is not None
    since = deed.since or order.day
    given = appoint_officer(deed.community, person=deed.person, since=since, by=by, office=deed.office, basis=act)
    if deed.until is not None and given.until is None:
        end_office(given, until=deed.until, by=by)
    return f"{given.title[:1].upper()}{given.title[1:]} с {date_text(given.since)} — {deed.person.short_name}"


def _relieve(deed: Deed, order: Order, act: Act | None, by: User) -> str:
    assert deed.person is not None
    held = Office.objects.on(order.day).filter(
        community=deed.community, kind=deed.office, person=deed.person, until=None
    )
    office = held.select_related("community__kind", "person").first()
    if office is None:
        raise DomainError(
            "not_in_office",
            f"{deed.person.short_name} на {date_text(order.day)} этой должности не занимает: уберите это из приказа.",
        )
    ended = end_office(office, until=deed.until or order.day, by=by)
    assert ended.until is not None
    return f"{deed.person.short_name}: последний день — {date_text(ended.until)}"


def _found(deed: Deed, order: Order, act: Act | None, by: User) -> str:
    assert deed.organisation is not None
    assert deed.community_kind is not None
    since = deed.since or order.day
    community = add_community(
        deed.organisation,
        kind=deed.community_kind,
        name=deed.name,
        by=by,
        subject=deed.subject,
        charter=Charter(act, since, deed.until),
    )
    deed.community = community
    deed.save(update_fields=["community"])
    if deed.person is not None:
        appoint_officer(community, person=deed.person, since=since, by=by, basis=act)
    return f"Создано: {quoted(str(community))}"


def _close(deed: Deed, order: Order, act: Act | None, by: User) -> str:
    assert deed.community is not None
    return f"Закрыто: {quoted(str(close_community(deed.community, by=by)))}"


def _approve_plan(deed: Deed, order: Order, act: Act | None, by: User) -> str:
    assert deed.plan is not None
    plan = Plan.objects.select_related("organisation", "act").get(pk=deed.plan.pk)
    if not plan.is_draft:
        raise DomainError("plan_is_not_a_draft", f"«{plan}» уже не черновик: утверждать нечего.")
    if act is not None:
        plan = set_act(plan, act=act, by=by)
    year = years_to_execute(plan)[0]
    accept_plan(plan, executed_from=year, by=by, version=plan.version)
    return f"План принят, исполняется с {year}"


def _set_theme(deed: Deed, order: Order, act: Act | None, by: User) -> str:
    assert deed.organisation is not None
    assert deed.school_year is not None
    known = Theme.objects.filter(organisation=deed.organisation, school_year=deed.school_year).first()
    year, upper = SchoolYear(deed.school_year), known.upper if known else None
    set_theme(deed.organisation, year=year, title=deed.name, upper=upper, by=by)
    return f"Тема {year}: {quoted(deed.name)}"


def _require_whole(draft: DeedDraft) -> None:
    missing = [what for name, what in NEEDED[Kind(draft.kind)].items() if not getattr(draft, name)]
    if missing:
        raise DomainError("incomplete_deed", f"Укажите {', '.join(missing)}.")


def _require_near(order: Order, draft: DeedDraft) -> None:
    """Everything named lies where the order rules."""
    path = node_of(order.organisation).path
    rows = (draft.community, draft.plan)
    places = [row.organisation for row in rows if row is not None] + (
        [draft.organisation] if draft.organisation else []
    )
    is_own_point = draft.point is None or draft.point.order_id == order.pk
    if not is_own_point or any(not place.path.startswith(path) for place in places):
        raise DomainError("foreign_row", "Такой строки здесь нет: обновите страницу и выберите ещё раз.")


def _office_title(deed: Deed) -> str:
    assert deed.community is not None
    titles = {office.code: office.title for office in deed.community.kind.offices.all()}
    return titles.get(deed.office, deed.get_office_display())


_CARRIED_OUT: dict[Deed.Kind, Callable[[Deed, Order, Act | None, User], str]] = {
    Kind.APPOINT: _appoint,
    Kind.RELIEVE: _relieve,
    Kind.ADMIT: admit,
    Kind.EXCLUDE: exclude,
    Kind.FOUND: _found,
    Kind.CLOSE: _close,
    Kind.APPROVE_PLAN: _approve_plan,
    Kind.SET_THEME: _set_theme,
}
