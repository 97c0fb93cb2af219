from importlib import import_module

from django.apps import AppConfig

PARTS = ("papers", "panels", "digests", "headings", "histories", "searching")


class OrdersConfig(AppConfig):
    name = "metodsovet.work.orders"
    label = "orders"
    verbose_name = "Приказы"

    def ready(self) -> None:
        for part in PARTS:
            import_module(f"metodsovet.work.orders.{part}")
