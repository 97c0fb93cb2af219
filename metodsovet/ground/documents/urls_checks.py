"""The public address that a code on a paper leads to."""

from django.urls import path

from metodsovet.ground.documents.views import checks

urlpatterns = [
    path("", checks.find_paper, name="find_paper"),
    path("<slug:code>/", checks.check_paper, name="check_paper"),
]
