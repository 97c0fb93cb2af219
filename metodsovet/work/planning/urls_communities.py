"""Year plans of communities and their templates."""

from django.urls import path

from metodsovet.work.planning.views import all_year_plans, plan_templates, year_plans

urlpatterns = [
    path("communities/", all_year_plans.show_year_plans, name="show_year_plans"),
    path("communities/ask/", all_year_plans.ask_year_plans, name="ask_year_plans"),
    path("communities/remind/", all_year_plans.remind_of_year_plans, name="remind_of_year_plans"),
    path("communities/approve/", all_year_plans.approve_plans, name="approve_plans"),
    path("communities/<int:pk>/", year_plans.show_year_plan, name="show_year_plan"),
    path("communities/<int:pk>/begin/", year_plans.begin_year_plan, name="begin_year_plan"),
    path("<int:pk>/hand-in/", year_plans.hand_in_plan, name="hand_in_plan"),
    path("<int:pk>/take-back/", year_plans.take_back_plan, name="take_back_plan"),
    path("<int:pk>/approve/", year_plans.approve_plan, name="approve_plan"),
    path("<int:pk>/return/", year_plans.return_plan, name="return_plan"),
    path("<int:pk>/template/", plan_templates.save_plan_template, name="save_plan_template"),
    path("templates/", plan_templates.show_plan_templates, name="show_plan_templates"),
    path("templates/<int:pk>/", plan_templates.show_plan_template, name="show_plan_template"),
    path("templates/<int:pk>/open/", plan_templates.open_plan_template, name="open_plan_template"),
    path("templates/<int:pk>/hide/", plan_templates.hide_plan_template, name="hide_plan_template"),
    path("templates/<int:pk>/bring-back/", plan_templates.bring_back_plan_template, name="bring_back_plan_template"),
]
