from importlib import import_module

from django.apps import AppConfig


class PublicationsConfig(AppConfig):
    name = "metodsovet.work.publications"
    label = "publications"
    verbose_name = "Ленты объединений"

    def ready(self) -> None:
        for part in ("community_slots", "searching"):
            import_module(f"metodsovet.work.publications.{part}")
