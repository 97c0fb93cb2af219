from importlib import import_module

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "metodsovet.work.planning"
    label = "planning"
    verbose_name = "Планирование"

    def ready(self) -> None:
        import_module("metodsovet.work.planning.offers")
        import_module("metodsovet.work.planning.headings")
