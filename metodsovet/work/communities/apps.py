from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CommunitiesConfig(AppConfig):
    name = "metodsovet.work.communities"
    label = "communities"
    verbose_name = "Объединения"

    def ready(self) -> None:
        for part in ("offers", "panels", "histories", "searching", "papers.kinds", "offered_tables"):
            import_module(f"metodsovet.work.communities.{part}")
        shipping = import_module("metodsovet.work.communities.shipped_kinds")
        post_migrate.connect(shipping.ship_after_migrating, sender=self)
