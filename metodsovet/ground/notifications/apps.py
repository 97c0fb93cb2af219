from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "metodsovet.ground.notifications"
    label = "notifications"
    verbose_name = "Уведомления"
