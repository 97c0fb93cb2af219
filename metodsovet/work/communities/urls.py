from django.urls import path

from metodsovet.work.communities.views import acts, pages, printing

urlpatterns = [
    path("", pages.show_communities, name="show_communities"),
    path("add/", acts.add_community, name="add_community"),
    path("services/<int:pk>/", printing.download_methodical_service, name="download_methodical_service"),
    path("<int:pk>/", pages.show_community, name="show_community"),
    path("<int:pk>/rename/", acts.rename_community, name="rename_community"),
    path("<int:pk>/close/", acts.close_community, name="close_community"),
    path("<int:pk>/reopen/", acts.reopen_community, name="reopen_community"),
    path("<int:pk>/appoint/", acts.appoint_officer, name="appoint_officer"),
    path("offices/<int:pk>/end/", acts.end_office, name="end_office"),
]
