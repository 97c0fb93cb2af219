"""Stages of the journeys: an installation from nothing, and the demo; every page is watched for complaints."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from playwright.sync_api import BrowserContext
from pytest_django import DjangoDbBlocker

from metodsovet.demo.building import build
from metodsovet.kernel import clock
from tests.journeys.stage import MIDDLE_OF_THE_YEAR, Stage, drop_database, make_database, on_database, open_stage
from tests.journeys.watching import Watch

PATIENCE_MS = 10_000


@pytest.fixture(scope="session")
def empty_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Migrated anew: transactional tests empty the common database of what migrations put there."""
    with django_db_blocker.unblock():
        name = make_database()
        with on_database(name):
            call_command("migrate", interactive=False, verbosity=0)
        yield name
        drop_database(name)


@pytest.fixture(scope="session")
def demo_database(empty_database: str, settings_of_tests: None) -> Iterator[str]:
    name = make_database(empty_database)
    with on_database(name), clock.at(MIDDLE_OF_THE_YEAR):
        build()
    yield name
    drop_database(name)


@pytest.fixture(scope="session")
def served_settings(settings_of_tests: None) -> Iterator[None]:
    middleware = ["tests.journeys.stage.on_the_day_of_the_stage", *settings.MIDDLEWARE]
    with override_settings(MIDDLEWARE=middleware, ALLOWED_HOSTS=["localhost"]):
        yield


@pytest.fixture
def from_nothing(empty_database: str, served_settings: None) -> Iterator[Stage]:
    with open_stage(empty_database) as stage:
        yield stage


@pytest.fixture
def demo(demo_database: str, served_settings: None) -> Iterator[Stage]:
    with open_stage(demo_database) as stage:
        yield stage


@pytest.fixture
def watch(context: BrowserContext) -> Iterator[Watch]:
    """Fails the test at its end when a page complained of anything."""
    context.set_default_timeout(PATIENCE_MS)
    watch = Watch(context)
    yield watch
    assert watch.complaints == []


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce"}
