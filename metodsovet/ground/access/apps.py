from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "metodsovet.ground.access"
    label = "access"
    verbose_name = "Доступ"
