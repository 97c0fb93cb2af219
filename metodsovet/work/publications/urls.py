from django.urls import path

from metodsovet.work.publications.views import acts, feeds

urlpatterns = [
    path("<int:pk>/", feeds.show_feed, name="show_feed"),
    path("<int:pk>/posts/add/", acts.add_post, name="add_post"),
    path("posts/<int:pk>/", feeds.show_post, name="show_post"),
    path("posts/<int:pk>/answer/", acts.answer_post, name="answer_post"),
    path("posts/<int:pk>/edit/", acts.edit_post, name="edit_post"),
    path("posts/<int:pk>/remove/", acts.remove_post, name="remove_post"),
    path("posts/<int:pk>/pin/", acts.pin_post, name="pin_post"),
    path("posts/<int:pk>/unpin/", acts.unpin_post, name="unpin_post"),
    path("posts/<int:pk>/choose/", acts.choose_answer, name="choose_answer"),
]
