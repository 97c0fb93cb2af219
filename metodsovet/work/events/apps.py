from importlib import import_module

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "metodsovet.work.events"
    label = "events"
    verbose_name = "Заседания"

    def ready(self) -> None:
        for part in ("offers", "panels", "calendars", "digests", "headings", "histories", "searching"):
            import_module(f"metodsovet.work.events.{part}")
