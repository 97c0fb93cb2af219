from importlib import import_module

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "metodsovet.ground.notifications"
    label = "notifications"
    verbose_name = "Уведомления"

    def ready(self) -> None:
        import_module("metodsovet.ground.notifications.personal_news")
