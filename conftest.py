"""The ground of all tests: the embedded database, Django, a real browser.

The server starts while this file is imported, since Django's settings read DATABASE_URL once and rooms import
their models when tests are collected. Workers of xdist inherit the address; only the controller owns the server.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
import pytest
from django.apps import apps
from django.conf import settings
from django.test import override_settings
from django.utils import timezone
from pytest_django.plugin import blocking_manager_key

from metodsovet.launch.browsers import find_chromium
from metodsovet.launch.homes import Home
from metodsovet.launch.postgres import FOR_TESTS, Cluster

CHROMIUM_OPTIONS = ("--disable-background-networking", "--disable-component-update", "--disable-sync")
STATIC_FILES_STORAGE = "django.contrib.staticfiles.storage.StaticFilesStorage"


def _start_cluster() -> Cluster | None:
    if "PYTEST_XDIST_WORKER" in os.environ:
        return None
    home = Path(os.environ.get("METODSOVET_TEST_HOME") or Home.of_environment().path / "test")
    os.environ["METODSOVET_HOME"] = str(home)  # files that tests upload stay apart from real ones
    if "DATABASE_URL" in os.environ:
        return None
    cluster = Cluster(home, options=FOR_TESTS)
    os.environ["DATABASE_URL"] = cluster.start()
    return cluster


CLUSTER = _start_cluster()
os.environ["DJANGO_SETTINGS_MODULE"] = "metodsovet.settings"
# Playwright keeps an event loop running in the thread of the test, which Django takes for an async context.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
django.setup()
# The zone of the worlds that tests make: at any hour the day is the same inside a request and outside of it.
settings.TIME_ZONE = "Asia/Yekaterinburg"
timezone.get_default_timezone.cache_clear()  # type: ignore[attr-defined]  # a cached function


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--deep", action="store_true", help="run the long tests as well")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--deep"):
        return
    deep = [item for item in items if item.get_closest_marker("deep")]
    if deep:
        config.hook.pytest_deselected(items=deep)
        items[:] = [item for item in items if not item.get_closest_marker("deep")]


NUMBERS: list[dict[str, Any]] = []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """What migrations wrote, before the first test that empties the tables."""
    if not NUMBERS and _empties_tables(item):
        NUMBERS.extend(_numbers().values())
    return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """The numbers of law are there again for the tests after it."""
    yield
    if nextitem is not None and NUMBERS and _empties_tables(item):
        with item.config.stash[blocking_manager_key].unblock():
            numbers = _numbers()
            if not numbers.exists():
                numbers.bulk_create(numbers.model(**row) for row in NUMBERS)


def _empties_tables(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    is_marked = marker is not None and bool(marker.kwargs.get("transaction"))
    return is_marked or "transactional_db" in getattr(item, "fixturenames", ())


def _numbers() -> Any:
    return apps.get_model("directory", "ReferenceNumber").objects.all()


def pytest_unconfigure() -> None:
    if CLUSTER is not None:
        CLUSTER.stop()


@pytest.fixture(scope="session", autouse=True)
def settings_of_tests() -> Iterator[None]:
    """Static files by their plain names from their sources, and passwords that are quick to check."""
    with override_settings(
        MIDDLEWARE=[name for name in settings.MIDDLEWARE if not name.startswith("whitenoise")],
        STORAGES={**settings.STORAGES, "staticfiles": {"BACKEND": STATIC_FILES_STORAGE}},
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    chromium = find_chromium()
    if chromium is None:
        pytest.fail("Не найден Chromium: установите пакет chromium или назовите программу в переменной CHROMIUM.")
    as_root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    return {**browser_type_launch_args, "executable_path": str(chromium), "args": [*CHROMIUM_OPTIONS, *as_root]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "ru-RU", "timezone_id": "Europe/Moscow"}
