"""No answer holds a word of a row that its reader may not see; and reading changes nothing."""

from collections.abc import Iterable, Iterator

import pytest
from django.http import HttpResponseBase

from tests.rights.places import FOREIGN, OWN
from tests.rights.questions import questions
from tests.rights.realm import FOREIGN_ROLES, ROLES
from tests.rights.routes import ROUTES, Route
from tests.rights.visiting import Visitors, is_sampled

pytestmark = pytest.mark.django_db
READ_EVERYTHING = ("methodist", "methodical_lead", "foreign_methodist")
"""Those who see the most of each kind: on every run they open everything; the others a part of it in turn."""
WRITES_HISTORY = frozenset(
    {
        "download_execution_report",
        "download_month_plan",
        "download_plan",
        "download_service_month",
    }
)
"""Every export is written down; so a download changes the history and nothing else."""
HISTORY = frozenset({"access_actionrecord"})
EXPORTS = frozenset({"directory_export"})
"""Whatever leaves as a file is written down, whichever address it leaves by."""
MARKS_READ = {"show_feed": frozenset({"publications_feedmark"})}
"""To open a feed is to have read it: the mark of the reader himself, and nothing else."""
SERVER_ERROR = 500


@pytest.mark.parametrize("role", ROLES)
def test_no_answer_tells_of_a_hidden_row(visitors: Visitors, role: str) -> None:
    assert list(faults(visitors, role, one_in=20 if role in READ_EVERYTHING else 100)) == []


@pytest.mark.deep
@pytest.mark.parametrize("role", ROLES)
def test_no_answer_to_any_question_tells_of_a_hidden_row(visitors: Visitors, role: str) -> None:
    assert list(faults(visitors, role, one_in=1)) == []


def written_by(name: str, answer: HttpResponseBase) -> frozenset[str]:
    is_file = answer.headers.get("Content-Disposition", "").startswith("attachment")
    told = (HISTORY if name in WRITES_HISTORY else frozenset()) | (EXPORTS if is_file else frozenset())
    return told | MARKS_READ.get(name, frozenset())


def faults(
    visitors: Visitors, role: str, *, one_in: int, routes: Iterable[Route] = ROUTES
) -> Iterator[tuple[str, str, dict[str, str], list[str]]]:
    """Every address with every question, at a place of one's own municipality and, where that is said, at others."""
    places = visitors.realm.places
    near, abroad = (FOREIGN, OWN) if role in FOREIGN_ROLES else (OWN, FOREIGN)
    for route in routes:
        for place in places.values() if route.model or route.inner else (places[near],):
            for number, question in enumerate(questions(route, places[near], places[abroad])):
                bare = number == 0 and role in READ_EVERYTHING and place.name == near
                if not bare and not is_sampled(role, route.name, place.name, str(number), one_in=one_in):
                    continue
                visit = visitors.visit(role, route.url(place, choice=number), data=question, htmx=number % 2 == 1)
                found = sorted(visitors.leaks(role, visit))
                found += sorted(visit.changed - written_by(route.name, visit.answer))
                if found or visit.status >= SERVER_ERROR:
                    yield route.name, place.name, dict(question), found or [str(visit.status)]
