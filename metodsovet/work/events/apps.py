from importlib import import_module

from django.apps import AppConfig

PARTS = (
    "offers",
    "community_analyses",
    "panels",
    "calendars",
    "digests",
    "headings",
    "histories",
    "searching",
    "community_slots",
)


class EventsConfig(AppConfig):
    name = "metodsovet.work.events"
    label = "events"
    verbose_name = "Заседания"

    def ready(self) -> None:
        for part in PARTS:
            import_module(f"metodsovet.work.events.{part}")
