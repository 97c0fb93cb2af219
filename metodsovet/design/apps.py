from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "metodsovet.design"
    label = "design"
    verbose_name = "Оформление"
