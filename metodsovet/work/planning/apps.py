from importlib import import_module

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "metodsovet.work.planning"
    label = "planning"
    verbose_name = "Планирование"

    def ready(self) -> None:
        for name in ("offers", "calendars", "headings", "histories", "passports", "searching"):
            import_module(f"metodsovet.work.planning.{name}")
