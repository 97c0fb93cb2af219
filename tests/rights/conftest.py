"""The realm is made once for all tests of rights and taken back afterwards; a test leaves no trace in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.rights.realm import Realm, make_realm
from tests.rights.visiting import Visitors


@pytest.fixture(scope="package")
def realm(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Realm]:
    files: Path = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=files), transaction.atomic():
        yield make_realm()
        transaction.set_rollback(True)


@pytest.fixture
def visitors(realm: Realm, db: None) -> Visitors:
    """Everybody of the realm, logged in."""
    return Visitors(realm)
