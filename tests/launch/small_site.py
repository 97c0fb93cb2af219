"""A site of one page, settings and addresses in one module: what is launched here is the launcher, not the product."""

import os
import time

from django.http import HttpRequest, HttpResponse
from django.urls import path
from environs import Env

SECRET_KEY = os.environ["SECRET_KEY"]
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = __name__
INSTALLED_APPS = ["django.contrib.contenttypes", "procrastinate.contrib.django", "tests.launch.slow_app"]
DATABASES = {"default": Env().dj_db_url("DATABASE_URL")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
SLOW_SECONDS = 2


def show_live(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


def show_slow(request: HttpRequest) -> HttpResponse:
    time.sleep(SLOW_SECONDS)
    return HttpResponse("whole")


urlpatterns = [path("health/live", show_live), path("slow", show_slow)]
