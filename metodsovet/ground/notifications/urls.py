from django.urls import path

from metodsovet.ground.notifications import views

urlpatterns = [
    path("", views.show_notices, name="show_notices"),
    path("bell/", views.show_bell, name="show_bell"),
    path("read/", views.read_all_notices, name="read_all_notices"),
    path("<int:pk>/read/", views.read_notice, name="read_notice"),
]
