from django.urls import path

from metodsovet.ground.access import views

urlpatterns = [
    path("log-in/", views.log_in, name="log_in"),
    path("log-out/", views.log_out, name="log_out"),
    path("password/", views.change_password, name="change_password"),
    path("history/<slug:kind>/<int:row>/", views.show_history, name="show_history"),
    path("look/", views.choose_look, name="choose_look"),
]
