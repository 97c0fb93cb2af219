from django.urls import path

from metodsovet.ground.files import views

urlpatterns = [path("<uuid:pk>/", views.fetch_file, name="fetch_file")]
