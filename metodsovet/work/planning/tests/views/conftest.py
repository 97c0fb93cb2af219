from collections.abc import Callable

import pytest
from django.test import Client

from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.tests.world import user_of
from metodsovet.work.planning.tests.town import Town, make_town


@pytest.fixture
def town() -> Town:
    return make_town()


@pytest.fixture
def visit() -> Callable[[Person], Client]:
    """A browser in which the person has logged in."""

    def enter(person: Person) -> Client:
        client = Client()
        client.force_login(user_of(person))
        return client

    return enter
