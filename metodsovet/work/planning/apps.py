from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate

PARTS = (
    "offers",
    "community_analyses",
    "calendars",
    "community_slots",
    "headings",
    "histories",
    "passports",
    "searching",
)


class PlanningConfig(AppConfig):
    name = "metodsovet.work.planning"
    label = "planning"
    verbose_name = "Планирование"

    def ready(self) -> None:
        for part in PARTS:
            import_module(f"metodsovet.work.planning.{part}")
        shipping = import_module("metodsovet.work.planning.shipped_templates")
        post_migrate.connect(shipping.ship_after_migrating, sender=self)
