from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "metodsovet.work.planning"
    label = "planning"
    verbose_name = "Планирование"
