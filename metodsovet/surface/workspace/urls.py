from django.urls import include, path

from metodsovet.surface.workspace.views import accounts, first_page, health, home, keeping, search

urlpatterns = [
    path("", home.show_home, name="show_home"),
    path("search/", search.search, name="search"),
    path("begin/", first_page.begin_installation, name="begin_installation"),
    path("demo/", first_page.show_demo, name="show_demo"),
    path("demo/make/", first_page.make_demo, name="make_demo"),
    path("keeping/", keeping.show_keeping, name="show_keeping"),
    path("accounts/", accounts.give_accounts, name="give_accounts"),
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("", include("metodsovet.ground.access.urls")),
]
