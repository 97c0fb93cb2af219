from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "metodsovet.surface.workspace"
    label = "workspace"
    verbose_name = "Кабинет"
