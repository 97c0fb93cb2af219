"""A migrated database to copy: for tests of what is committed and of whole databases."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from pytest_django import DjangoDbBlocker

from tests.journeys.stage import drop_database, make_database, on_database


@pytest.fixture(scope="session")
def migrated(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    with django_db_blocker.unblock():
        name = make_database()
        with on_database(name):
            call_command("migrate", interactive=False, verbosity=0)
        yield name
        drop_database(name)
