from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "metodsovet.ground.documents"
    label = "documents"
    verbose_name = "Документы"
