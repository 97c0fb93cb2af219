from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "metodsovet.ground.files"
    label = "files"
    verbose_name = "Файлы"
