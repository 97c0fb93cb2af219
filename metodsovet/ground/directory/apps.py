from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class DirectoryConfig(AppConfig):
    name = "metodsovet.ground.directory"
    label = "directory"
    verbose_name = "Справочник"

    def ready(self) -> None:
        autodiscover_modules("traces")
        for name in ("histories", "obligations", "searching"):
            import_module(f"metodsovet.ground.directory.{name}")
