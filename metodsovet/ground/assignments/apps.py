from importlib import import_module

from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    name = "metodsovet.ground.assignments"
    label = "assignments"
    verbose_name = "Поручения"

    def ready(self) -> None:
        for name in ("offers", "calendars", "digests", "histories", "panels", "searching"):
            import_module(f"metodsovet.ground.assignments.{name}")
