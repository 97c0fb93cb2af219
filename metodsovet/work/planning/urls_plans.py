"""The living plan: its pages, activities, calendar, amendments and papers."""

from django.urls import path

from metodsovet.work.planning.views import (
    activities,
    amendments,
    calendar,
    downloads,
    occurrences,
    plan_figures,
    plan_offices,
    plan_periods,
    plan_years,
    plans,
    schedules,
    themes,
)

urlpatterns = [
    path("<int:pk>/", plans.show_plan, name="show_plan"),
    path("<int:pk>/list/", plans.show_plan_list, name="show_plan_list"),
    path("<int:pk>/month/", plans.show_plan_month, name="show_plan_month"),
    path("<int:pk>/document/", plans.show_plan_document, name="show_plan_document"),
    path("<int:pk>/history/", plans.show_plan_history, name="show_plan_history"),
    path("<int:pk>/execution/", plan_periods.show_execution, name="show_execution"),
    path("<int:pk>/figures/<slug:name>/", plan_figures.show_plan_figure, name="show_plan_figure"),
    path("<int:pk>/school-year/", plan_years.make_school_year, name="make_school_year"),
    path("<int:pk>/offices/", plan_offices.change_offices, name="change_offices"),
    path("<int:pk>/add/", amendments.add_to_plan, name="add_to_plan"),
    path("<int:pk>/file/", downloads.download_plan, name="download_plan"),
    path("<int:pk>/month/file/", downloads.download_month_plan, name="download_month_plan"),
    path("<int:pk>/execution/file/", downloads.download_execution_report, name="download_execution_report"),
    path("activities/<int:pk>/", activities.show_activity, name="show_activity"),
    path("activities/<int:pk>/evidence/", activities.show_evidence, name="show_evidence"),
    path("activities/<int:pk>/serves/", activities.set_serves, name="set_serves"),
    path("activities/<int:pk>/amend/<slug:kind>/", amendments.amend_activity, name="amend_activity"),
    path("activities/<int:pk>/amend/<slug:kind>/preview/", amendments.preview_amendment, name="preview_amendment"),
    path("occurrences/<int:pk>/date/", occurrences.date_occurrence, name="date_occurrence"),
    path("calendar/", calendar.show_calendar, name="show_calendar"),
    path("calendar/file/", downloads.download_service_month, name="download_service_month"),
    path("schedules/", schedules.show_schedules, name="show_schedules"),
    path("schedules/set/", schedules.set_schedule, name="set_schedule"),
    path("themes/", themes.show_themes, name="show_themes"),
    path("themes/set/", themes.set_theme, name="set_theme"),
]
