from importlib import import_module

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "metodsovet.ground.documents"
    label = "documents"
    verbose_name = "Документы"

    def ready(self) -> None:
        import_module("metodsovet.ground.documents.histories")
        import_module("metodsovet.ground.documents.searching")
