"""Addresses written by hand: whatever stands in the question, a page answers or says that there is no such thing."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from metodsovet.ground.directory.tests.world import make_world, user_of

pytestmark = pytest.mark.django_db
ASKED = (
    *("act", "as", "at", "chosen", "columns", "day", "do", "find", "format", "from", "group", "issuer", "kind", "like"),
    *(
        "line",
        "log",
        "matter",
        "mine",
        "month",
        "name",
        "new",
        "next",
        "of",
        "only",
        "organisation",
        "page",
        "plan",
        "q",
    ),
    *(
        "q",
        "rows",
        "size",
        "sort",
        "source",
        "state",
        "tab",
        "term_text",
        "to",
        "topic",
        "whom",
        "whose",
        "work",
        "year",
    ),
)
HOSTILE = {
    "long number": "9" * 5000,
    "power": "²",
    "zero byte": "а\x00б",
    "pair": f"1-{'9' * 30}",
    "words": "' \" \\ % _ {{ ( [ * & | ! : <b>",
}


def pages() -> Iterator[str]:
    """Addresses of pages that need no row."""
    for name in {str(key) for key in get_resolver().reverse_dict if isinstance(key, str)}:
        try:
            yield reverse(name)
        except NoReverseMatch:
            continue


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_hostile_questions_are_answered(value: str) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(user_of(make_world().methodist))
    known = sorted(pages())
    assert len(known) > 40

    broken = [page for page in known if client.get(page, dict.fromkeys(ASKED, value)).status_code >= 500]

    assert broken == []
