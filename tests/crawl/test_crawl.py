"""Every role follows every link of the example: no dead end, no leftover of a template, no page that asks too much."""

import pytest
from django.test import Client

from metodsovet.ground.access.models import User
from tests.crawl.crawling import Crawler

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]
PEOPLE = ("methodist", "deputy", "control", "authority", "director", "association", "teacher", "kindergarten", "admin")
LEAST = {"methodist": 40, "deputy": 30}
"""Views that somebody must come across: else the crawl itself is broken."""


def crawled(login: str, *, pages: int, a_shape: int) -> Crawler:
    client = Client()
    client.force_login(User.objects.get(login=login))
    crawler = Crawler(client, pages=pages, a_shape=a_shape)
    crawler.crawl()
    return crawler


@pytest.mark.parametrize("login", PEOPLE)
def test_every_link_leads_to_a_whole_page(login: str) -> None:
    crawler = crawled(login, pages=250 if login in LEAST else 60, a_shape=1)

    assert not crawler.faults, "\n".join(crawler.faults)
    assert len(crawler.opened) >= LEAST.get(login, 12)


@pytest.mark.deep
@pytest.mark.parametrize("login", PEOPLE)
def test_every_link_of_many_rows_leads_to_a_whole_page(login: str) -> None:
    crawler = crawled(login, pages=2500, a_shape=8)

    assert not crawler.faults, "\n".join(crawler.faults)


def test_public_pages_lead_only_to_public_pages() -> None:
    crawler = Crawler(Client(), pages=20, a_shape=1)

    crawler.crawl("/log-in/")

    assert not crawler.faults, "\n".join(crawler.faults)
