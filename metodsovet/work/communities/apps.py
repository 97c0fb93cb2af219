from django.apps import AppConfig


class CommunitiesConfig(AppConfig):
    name = "metodsovet.work.communities"
    label = "communities"
    verbose_name = "Объединения"
