"""Addresses of the pages that only these tests open."""

from django.urls import path

from metodsovet.design.tests import pages

urlpatterns = [
    path("components/", pages.show_components),
    path("components/rows/", pages.show_rows),
    path("door/", pages.show_door),
    path("save/", pages.save),
    path("refuse/", pages.refuse),
]
