"""«Стоит посмотреть»: at most three things that nobody asked for and that hold the work up, each with its reason."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import Count, DateField, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.queries import concerns
from metodsovet.ground.directory.models import Organisation, RoleAssignment
from metodsovet.ground.directory.models.organisations import subtree_q
from metodsovet.ground.directory.models.role_kinds import LEADS, SERVICE, Role
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.directory.tables import NEEDS_LEAD
from metodsovet.kernel.addresses import address_of
from metodsovet.kernel.russian import date_text, plural
from metodsovet.work.communities.queries import past_term, without_head
from metodsovet.work.communities.queries.proposing import first_proposed
from metodsovet.work.orders.queries.controlled import controls_orders, executed_under
from metodsovet.work.orders.queries.proposals import MOST as MOST_CHANGES
from metodsovet.work.orders.queries.proposals import heads_without_order
from metodsovet.work.planning.models import Occurrence, Plan, Submission

MOST = 3
NEAR = timedelta(days=21)


@dataclass(frozen=True, slots=True)
class Suggestion:
    url: str
    title: str
    reason: str


def suggestions_for(user: User, today: date) -> list[Suggestion]:
    """Nothing for those who act for nobody but themselves. One of each kind, so that none crowds out the others."""
    paths = standing_of(user).paths_of((*SERVICE, *LEADS))
    if not paths:
        return list(_composition(user, today)) if user.has_perm("communities.decide_proposals") else []
    return list(islice(_found(user, paths, today), MOST))


def _found(user: User, paths: tuple[str, ...], today: date) -> Iterator[Suggestion]:
    yield from _beginning(user, paths)
    yield from _unled_organisation(paths, today)
    first = _first_rows(user, paths, today)
    for kind in ("executed", "draft", "handed_in", "headless", "changed", "ended"):
        yield from _said(kind, first.get(kind, []), today)
    yield from _composition(user, today)
    yield from _said("undated", first.get("undated", []), today)


class _Row(NamedTuple):
    """What holds the work up, as ``_said`` puts it in words; ``place`` and ``day`` where they matter."""

    kind: str
    pk: int
    title: str
    place: str
    day: date | None


def _first_rows(user: User, paths: tuple[str, ...], today: date) -> Mapping[str, list[_Row]]:
    """The first row of each kind, asked in one question; of changed heads all that the page of orders proposes."""
    of_community, of_plan = (
        subtree_q(paths, "organisation__path"),
        subtree_q(paths, "activity__plan__organisation__path"),
    )
    no_day: Any = Cast(Value(None), DateField())
    drafts = Plan.objects.visible_to(user).filter(of_community, state=Plan.State.DRAFT, community=None).order_by("pk")
    handed_in = Submission.objects.waiting().filter(subtree_q(paths, "plan__organisation__path"))
    headless = without_head(user).filter(of_community)
    ended = past_term(user, today + NEAR).filter(of_community).order_by("runs_until", "pk")
    undated = _undated(user, today).filter(of_plan).order_by("ends_on", "pk")
    asked: list[Any] = [
        drafts.values_list(Value("draft"), "pk", "title", Value(""), no_day)[:1],
        handed_in.order_by("handed_in_at", "pk").values_list(
            Value("handed_in"), "plan", "plan__title", Value(""), no_day
        )[:1],
        headless.values_list(Value("headless"), "pk", "name", "organisation__short_name", no_day)[:1],
        ended.values_list(Value("ended"), "pk", "name", Value(""), "runs_until")[:1],
        undated.values_list(Value("undated"), "activity", "activity__title", Value(""), "ends_on")[:1],
    ]
    if controls_orders(user):
        executed: Any = executed_under(user)
        asked.append(executed.values_list(Value("executed"), "pk", "title", "number", "signed_on")[:MOST_CHANGES])
    if user.has_perm("orders.draft_changes_of_heads"):
        changed: Any = heads_without_order(user)
        asked.append(
            changed.values_list(Value("changed"), "community", "community__name", Value(""), no_day)[:MOST_CHANGES]
        )
    found: dict[str, list[_Row]] = {}
    for row in map(_Row._make, asked[0].union(*asked[1:], all=True)):
        found.setdefault(row.kind, []).append(row)
    return found


def _said(kind: str, rows: Sequence[_Row], today: date) -> Iterator[Suggestion]:
    if rows:
        yield WORDS[kind](rows, today)


def _beginning(user: User, paths: tuple[str, ...]) -> Iterator[Suggestion]:
    """The first steps of an installation in which nothing is."""
    if user.has_perm("directory.add_organisation") and Organisation.objects.filter(subtree_q(paths)).count() == 1:
        yield Suggestion(reverse("show_organisations"), "Добавить организации и людей", "пока поручать некому")
    if user.has_perm("planning.read_plan") and not Plan.objects.visible_to(user).exists():
        yield Suggestion(reverse("read_plan"), "Прочитать первый план из файла", "из него появятся дела с датами")


def _unled_organisation(paths: tuple[str, ...], today: date) -> Iterator[Suggestion]:
    """The organisation without a methodical lead that has the most open assignments nobody executes."""
    led = RoleAssignment.objects.on(today).filter(role=Role.METHODICAL_LEAD).values("organisation")
    unled = Organisation.objects.filter(subtree_q(paths), kind__in=NEEDS_LEAD, closed_on=None).exclude(pk__in=led)
    gaps = _gaps(unled).values_list("organisation", "organisation__short_name").annotate(n=Count("pk"))
    worst = gaps.order_by("-n", "organisation").first() or unled.values_list("pk", "short_name", Value(0)).first()
    if worst is not None:
        pk, name, number = worst
        waiting = f"{number} {plural(number, 'поручение', 'поручения', 'поручений')} без исполнителя"
        reason = waiting if number else "поручения пойдут руководителю организации"
        yield Suggestion(reverse("show_organisation", args=[pk]), f"Назначить ответственного: {name}", reason)


def _gaps(organisations: QuerySet[Organisation]) -> QuerySet[Assignment]:
    return Assignment.objects.open().filter(concerns.is_gap(), organisation__in=organisations).order_by()


def _undated(user: User, today: date) -> QuerySet[Occurrence]:
    """Events near that have a window and no day."""
    return Occurrence.objects.visible_to(user).filter(
        activity__plan__state=Plan.State.ACCEPTED,
        state=Occurrence.State.PLANNED,
        held_on=None,
        is_deadline=False,
        starts_on__isnull=False,
        ends_on__range=(today, today + NEAR),
    )


def _composition(user: User, today: date) -> Iterator[Suggestion]:
    """Whom the rule of a community proposes to take in or to lead out."""
    found = first_proposed(user, today)
    if found is not None:
        first = found.proposals[0]
        url = reverse("decide_proposals", args=[found.community.pk])
        yield Suggestion(url, f"Решить о составе: {found.community.name}", f"{first.person.short_name}: {first.reason}")


def _of_draft(rows: Sequence[_Row], _: date) -> Suggestion:
    url = address_of("show_plan", rows[0].pk)
    return Suggestion(url, f"Принять план: {rows[0].title}", "пока он черновик, по нему не работают")


def _of_handed_in(rows: Sequence[_Row], _: date) -> Suggestion:
    url = address_of("approve_plan", rows[0].pk)
    return Suggestion(url, f"Утвердить план: {rows[0].title}", "сдан и ждёт решения")


def _of_headless(rows: Sequence[_Row], _: date) -> Suggestion:
    reason = f"{rows[0].place}: поручения руководителю этого объединения исполнять некому"
    return Suggestion(address_of("show_community", rows[0].pk), f"Назначить руководителя: {rows[0].title}", reason)


def _of_changed(rows: Sequence[_Row], _: date) -> Suggestion:
    """Heads of today whom no order names yet."""
    more = f" и ещё {len(rows) - 1}" if len(rows) > 1 else ""
    reason = f"сменился руководитель «{rows[0].title}»{more}, а приказа нет"
    return Suggestion(reverse("show_orders"), "Составить приказ об изменениях", reason)


def _of_executed(rows: Sequence[_Row], _: date) -> Suggestion:
    """One leads to its board, several to the list that puts them first; ``place`` is the number of the order."""
    first = rows[0]
    if len(rows) > 1:
        number = f"{len(rows)} {plural(len(rows), 'приказ', 'приказа', 'приказов')}"
        return Suggestion(reverse("show_orders_on_control"), f"Снять с контроля {number}", "всё исполнено и принято")
    assert first.day is not None
    reason = f"№ {first.place} от {date_text(first.day)}: всё исполнено и принято"
    return Suggestion(reverse("show_order_board", args=[first.pk]), f"Снять с контроля: {first.title}", reason)


def _of_ended(rows: Sequence[_Row], today: date) -> Suggestion:
    """The term has passed or passes soon."""
    day = rows[0].day
    assert day is not None
    ends = "закончился" if day < today else "заканчивается"
    reason = f"срок работы {ends} {date_text(day, year=False)}: закрыть или продлить"
    return Suggestion(address_of("show_community", rows[0].pk), f"Решить о сроке: {rows[0].title}", reason)


def _of_undated(rows: Sequence[_Row], _: date) -> Suggestion:
    day = rows[0].day
    assert day is not None
    reason = f"срок — {date_text(day, year=False)}, а дня, часа и места нет"
    return Suggestion(address_of("show_activity", rows[0].pk), f"Назначить день: {rows[0].title}", reason)


WORDS: Mapping[str, Callable[[Sequence[_Row], date], Suggestion]] = {
    "executed": _of_executed,
    "draft": _of_draft,
    "handed_in": _of_handed_in,
    "headless": _of_headless,
    "changed": _of_changed,
    "ended": _of_ended,
    "undated": _of_undated,
}
