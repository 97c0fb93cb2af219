from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class DocumentsConfig(AppConfig):
    name = "metodsovet.ground.documents"
    label = "documents"
    verbose_name = "Документы"

    def ready(self) -> None:
        for name in ("histories", "searching"):
            import_module(f"metodsovet.ground.documents.{name}")
        autodiscover_modules("papers", "gatherings")
