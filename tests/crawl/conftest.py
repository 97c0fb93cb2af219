"""The example is built once for all crawlers and taken back afterwards."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from metodsovet.demo.building import build
from metodsovet.kernel import invariants


@pytest.fixture(scope="module")
def example(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    files: Path = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=files), transaction.atomic():
        build()
        yield
        assert [str(finding) for finding in invariants.check()] == []
        transaction.set_rollback(True)
