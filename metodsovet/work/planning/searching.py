"""What can be found in planning."""

from typing import Any

from django.db.models import F, Q

from metodsovet.kernel.searching import Found, Searched, offer, offer_page
from metodsovet.work.planning.models import Activity, Plan


def _plan(plan: Any) -> Found:
    return Found(plan.title, f"{plan.get_kind_display()}, {plan.organisation.short_name}, {plan.get_state_display()}")


def _activity(activity: Any) -> Found:
    number = f"№\u00a0{activity.number}, " if activity.number else ""
    excluded = ", исключено" if activity.state == Activity.State.CANCELLED else ""
    return Found(activity.title, f"{number}{activity.plan.title}{excluded}")


offer(
    Searched(
        "plans",
        "Планы",
        Plan,
        names=("title",),
        place=30,
        shown=_plan,
        label="kind",
        rows=lambda rows: rows.select_related("organisation"),
        past=lambda: Q(state__in=(Plan.State.ARCHIVED, Plan.State.DISCARDED)),
        order=(F("first_day").desc(nulls_last=True), "pk"),
    )
)
offer(
    Searched(
        "activities",
        "Мероприятия",
        Activity,
        names=("title",),
        texts=("result", "need"),
        place=40,
        shown=_activity,
        rows=lambda rows: rows.select_related("plan"),
        past=lambda: Q(state=Activity.State.CANCELLED) | Q(plan__state__in=(Plan.State.ARCHIVED, Plan.State.DISCARDED)),
        order=(F("plan__first_day").desc(nulls_last=True), "plan", "position"),
    )
)
offer_page("show_plans", "Планы", "список дорожные карты")
offer_page("read_plan", "Прочитать план из файла", "загрузить импорт новый word excel")
offer_page("draft_plan", "Составить план", "новый создать вручную")
offer_page("show_calendar", "Календарь", "месяц неделя события")
offer_page("show_year_plans", "Планы объединений", "год шмо гмо сдали утвердить напомнить")
offer_page("show_plan_templates", "Шаблоны годовых планов", "объединения образец типовой план")
offer_page("show_schedules", "Графики", "сроки по графику")
offer_page("show_themes", "Методические темы", "тема года единая")
