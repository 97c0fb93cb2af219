from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    name = "metodsovet.ground.assignments"
    label = "assignments"
    verbose_name = "Поручения"
