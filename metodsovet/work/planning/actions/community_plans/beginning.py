"""A year plan of a community is begun: from last year's, from a template, or empty."""

from dataclasses import dataclass

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import plural
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities.models import Community
from metodsovet.work.planning.actions.community_plans.copying import (
    Line,
    lines_of_plan,
    lines_of_template,
    with_upper,
    write_lines,
)
from metodsovet.work.planning.models import Activity, Plan, PlanTemplate, Theme
from metodsovet.work.planning.queries_review import upper_activities


@dataclass(frozen=True, slots=True)
class YearPlanDraft:
    """From what the plan begins, with which theme, and which activities above it will serve."""

    year: SchoolYear
    source: Plan | PlanTemplate | None = None
    theme: Theme | None = None
    upper: tuple[Activity, ...] = ()


@transaction.atomic
def begin_year_plan(community: Community, *, draft: YearPlanDraft, by: User) -> Plan:
    """A draft with the lines of its source, said of this year. Of two who begin at once one does.

    DomainError ``is_closed``, ``already_begun``, ``foreign_source``, ``not_an_upper_plan``, ``foreign_theme``.
    """
    community = (
        Community.objects.select_for_update(of=("self",)).select_related("organisation", "kind").get(pk=community.pk)
    )
    year = draft.year
    if community.closed_on is not None:
        raise DomainError("is_closed", "Объединение закрыто: план ему не составляют.")
    if Plan.objects.of_community_year(year).filter(community=community).exists():
        raise DomainError("already_begun", f"План на {year.text()} уже начат: откройте его на странице объединения.")
    plan = Plan.objects.create(
        organisation=community.organisation,
        community=community,
        school_year=year.start,
        kind=Plan.Kind.YEAR_PLAN,
        title=f"{community.name}: план работы на {year.text()}"[:1000],
        first_day=year.first_day,
        last_day=year.last_day,
        audience_kinds=_audience(community),
        theme=_theme(draft, community),
    )
    _require_upper(plan, draft)
    lines = with_upper(_lines(draft, community), draft.upper)
    write_lines(plan, lines)
    number = len(lines)
    words = plural(number, "мероприятие", "мероприятия", "мероприятий")
    record_action("begin_year_plan", plan, f"План начат {_origin(draft)}: {number} {words}", by=by)
    return plan


def _lines(draft: YearPlanDraft, community: Community) -> list[Line]:
    match draft.source:
        case Plan() as last:
            if last.community_id != community.pk:
                raise DomainError("foreign_source", "Это план другого объединения: выберите свой прошлый план.")
            return lines_of_plan(last, draft.year)
        case PlanTemplate() as template:
            if not PlanTemplate.objects.of_place(community.organisation).filter(pk=template.pk).exists():
                raise DomainError("foreign_source", "Такого шаблона здесь нет: выберите из предложенных.")
            return lines_of_template(template)
        case _:
            return []


def _theme(draft: YearPlanDraft, community: Community) -> Theme | None:
    theme = draft.theme
    if theme is not None and (
        theme.school_year != draft.year.start or theme.organisation_id not in community.organisation.ancestor_ids
    ):
        raise DomainError("foreign_theme", "Тема другого года или другого места: выберите из предложенных.")
    return theme


def _require_upper(plan: Plan, draft: YearPlanDraft) -> None:
    wanted = {one.pk for one in draft.upper}
    if wanted and upper_activities(plan).filter(pk__in=wanted).count() != len(wanted):
        raise DomainError("not_an_upper_plan", "Выберите мероприятия принятых планов своего или вышестоящего уровня.")


def _audience(community: Community) -> list[str]:
    """For an organisation's own community the plan is for its kind, for one of the town for all that educate."""
    return [] if community.kind.is_of_town else [community.organisation.kind]


def _origin(draft: YearPlanDraft) -> str:
    match draft.source:
        case Plan() as last:
            return f"по плану на {SchoolYear(last.school_year or draft.year.start).text()}"
        case PlanTemplate() as template:
            return f"по шаблону «{template.name}»"
        case _:
            return "с чистого листа"
