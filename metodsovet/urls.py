"""All addresses; each room names its own."""

from django.urls import include, path

handler500 = "metodsovet.design.errors.server_error"

urlpatterns = [
    path("", include("metodsovet.surface.workspace.urls")),
    path("directory/", include("metodsovet.ground.directory.urls")),
    path("files/", include("metodsovet.ground.files.urls")),
    path("check/", include("metodsovet.ground.documents.urls_checks")),
    path("documents/", include("metodsovet.ground.documents.urls")),
    path("", include("metodsovet.ground.notifications.urls")),
    path("assignments/", include("metodsovet.ground.assignments.urls")),
    path("communities/", include("metodsovet.work.communities.urls")),
    path("feeds/", include("metodsovet.work.publications.urls")),
    path("plans/", include("metodsovet.work.planning.urls")),
    path("meetings/", include("metodsovet.work.events.urls")),
    path("orders/", include("metodsovet.work.orders.urls")),
]
