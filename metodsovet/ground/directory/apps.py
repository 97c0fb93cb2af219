from importlib import import_module

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "metodsovet.ground.directory"
    label = "directory"
    verbose_name = "Справочник"

    def ready(self) -> None:
        for name in ("histories", "obligations", "searching"):
            import_module(f"metodsovet.ground.directory.{name}")
