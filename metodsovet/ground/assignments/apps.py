from importlib import import_module

from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    name = "metodsovet.ground.assignments"
    label = "assignments"
    verbose_name = "Поручения"

    def ready(self) -> None:
        import_module("metodsovet.ground.assignments.offers")
        import_module("metodsovet.ground.assignments.histories")
        import_module("metodsovet.ground.assignments.searching")
