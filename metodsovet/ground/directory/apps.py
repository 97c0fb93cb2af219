from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "metodsovet.ground.directory"
    label = "directory"
    verbose_name = "Справочник"
