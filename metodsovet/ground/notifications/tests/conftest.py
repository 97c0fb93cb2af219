from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from metodsovet.ground.notifications.tests.mail_server import MailServer, running_server
from metodsovet.ground.notifications.tests.post import SITE


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    """Mail is on, and goes to a server that behaves well."""
    with running_server() as running:
        settings.EMAIL_URL = running.url
        settings.MAIL_FROM = "noreply@metod.example.ru"
        settings.MAIL_TIMEOUT_SECONDS = 0.4
        settings.SITE_URL = SITE
        yield running
