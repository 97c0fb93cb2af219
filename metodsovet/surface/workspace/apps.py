from importlib import import_module

from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "metodsovet.surface.workspace"
    label = "workspace"
    verbose_name = "Кабинет"

    def ready(self) -> None:
        import_module("metodsovet.surface.workspace.panels")
