from django.urls import path

from metodsovet.ground.documents import views

urlpatterns = [
    path("acts/", views.show_acts, name="show_acts"),
    path("acts/add/", views.add_act, name="add_act"),
    path("acts/<int:pk>/", views.show_act, name="show_act"),
    path("acts/<int:pk>/requisites/", views.change_act, name="change_act"),
    path("acts/<int:pk>/files/", views.attach_act_file, name="attach_act_file"),
]
