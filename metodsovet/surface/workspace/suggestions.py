"""«Стоит посмотреть»: at most three things that nobody asked for and that hold the work up, each with its reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from django.db.models import Count, QuerySet, Value
from django.urls import reverse

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.queries import concerns
from metodsovet.ground.directory.models import Organisation, RoleAssignment
from metodsovet.ground.directory.models.organisations import subtree_q
from metodsovet.ground.directory.models.role_kinds import LEADS, SERVICE, Role
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.directory.tables import NEEDS_LEAD
from metodsovet.kernel.russian import date_text, plural
from metodsovet.work.communities.queries import past_term, without_head
from metodsovet.work.communities.queries.proposing import first_proposed
from metodsovet.work.orders.queries.proposals import changes_of_heads
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
    yield from _draft(user, paths)
    yield from _handed_in(user, paths)
    yield from _headless_community(user, paths)
    yield from _changed_heads(user)
    yield from _ended_community(user, paths, today)
    yield from _composition(user, today)
    yield from _undated(user, paths, today)


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


def _draft(user: User, paths: tuple[str, ...]) -> Iterator[Suggestion]:
    drafts = Plan.objects.visible_to(user).filter(subtree_q(paths, "organisation__path"), state=Plan.State.DRAFT)
    plan = drafts.filter(community=None).order_by("pk").first()
    if plan is not None:
        yield Suggestion(
            plan.get_absolute_url(), f"Принять план: {plan.title}", "пока он черновик, по нему не работают"
        )


def _handed_in(user: User, paths: tuple[str, ...]) -> Iterator[Suggestion]:
    """The plan of a community that waits longest for approval."""
    waiting = Submission.objects.waiting().filter(subtree_q(paths, "plan__organisation__path"))
    submission = waiting.order_by("handed_in_at", "pk").select_related("plan").first()
    if submission is not None:
        url = reverse("approve_plan", args=[submission.plan_id])
        yield Suggestion(url, f"Утвердить план: {submission.plan.title}", "сдан и ждёт решения")


def _headless_community(user: User, paths: tuple[str, ...]) -> Iterator[Suggestion]:
    communities = without_head(user).filter(subtree_q(paths, "organisation__path"))
    community = communities.select_related("organisation").first()
    if community is not None:
        reason = f"{community.organisation.short_name}: поручения руководителю этого объединения исполнять некому"
        yield Suggestion(community.get_absolute_url(), f"Назначить руководителя: {community.name}", reason)


def _changed_heads(user: User) -> Iterator[Suggestion]:
    """Heads of today whom no order names yet."""
    changes = changes_of_heads(user) if user.has_perm("orders.draft_changes_of_heads") else []
    if changes:
        first, rest = changes[0], len(changes) - 1
        more = f" и ещё {rest}" if rest else ""
        reason = f"сменился руководитель «{first.community}»{more}, а приказа нет"
        yield Suggestion(reverse("show_orders"), "Составить приказ об изменениях", reason)


def _ended_community(user: User, paths: tuple[str, ...], today: date) -> Iterator[Suggestion]:
    """The first whose term has passed or passes soon."""
    rows = past_term(user, today + NEAR).filter(subtree_q(paths, "organisation__path"))
    community = rows.order_by("runs_until", "pk").first()
    if community is not None and community.runs_until is not None:
        ends = "закончился" if community.runs_until < today else "заканчивается"
        reason = f"срок работы {ends} {date_text(community.runs_until, year=False)}: закрыть или продлить"
        yield Suggestion(community.get_absolute_url(), f"Решить о сроке: {community.name}", reason)


def _composition(user: User, today: date) -> Iterator[Suggestion]:
    """Whom the rule of a community proposes to take in or to lead out."""
    found = first_proposed(user, today)
    if found is not None:
        first = found.proposals[0]
        url = reverse("decide_proposals", args=[found.community.pk])
        yield Suggestion(url, f"Решить о составе: {found.community.name}", f"{first.person.short_name}: {first.reason}")


def _undated(user: User, paths: tuple[str, ...], today: date) -> Iterator[Suggestion]:
    """The nearest event of a plan that has a window and no day."""
    undated = Occurrence.objects.visible_to(user).filter(
        subtree_q(paths, "activity__plan__organisation__path"),
        activity__plan__state=Plan.State.ACCEPTED,
        state=Occurrence.State.PLANNED,
        held_on=None,
        is_deadline=False,
        starts_on__isnull=False,
        ends_on__range=(today, today + NEAR),
    )
    occurrence = undated.select_related("activity").order_by("ends_on", "pk").first()
    if occurrence is not None and occurrence.ends_on is not None:
        reason = f"срок — {date_text(occurrence.ends_on, year=False)}, а дня, часа и места нет"
        yield Suggestion(occurrence.get_absolute_url(), f"Назначить день: {occurrence.activity.title}", reason)
