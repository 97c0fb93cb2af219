from importlib import import_module

from django.apps import AppConfig


class CommunitiesConfig(AppConfig):
    name = "metodsovet.work.communities"
    label = "communities"
    verbose_name = "Объединения"

    def ready(self) -> None:
        import_module("metodsovet.work.communities.panels")
        import_module("metodsovet.work.communities.histories")
        import_module("metodsovet.work.communities.searching")
