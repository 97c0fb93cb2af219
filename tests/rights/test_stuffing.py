"""Mass assignment: a form changes its declared fields and nothing else, whatever is posted with it."""

from collections.abc import Iterator

import pytest

from tests.rights.places import Place
from tests.rights.routes import Route
from tests.rights.stuffing import breaches, every_column
from tests.rights.test_posts import WRITING, doer_of
from tests.rights.visiting import Visitors, is_sampled

pytestmark = pytest.mark.django_db


def forms(visitors: Visitors, *, one_in: int) -> Iterator[tuple[Route, tuple[str, Place]]]:
    for route in WRITING:
        found = doer_of(visitors, route)
        assert found is not None, route.name
        if is_sampled(route.name, one_in=one_in):
            yield route, found


def test_a_form_changes_nothing_that_it_did_not_declare(visitors: Visitors) -> None:
    assert list(breaches(visitors, forms(visitors, one_in=10))) == []


@pytest.mark.deep
def test_no_form_changes_anything_that_it_did_not_declare(visitors: Visitors) -> None:
    assert list(breaches(visitors, forms(visitors, one_in=1))) == []


def test_every_column_that_gives_rights_is_among_the_stuffing(visitors: Visitors) -> None:
    names = set(every_column(visitors.realm.places))

    assert names >= {"role", "organisation", "organisation_id", "user_id", "state", "person_id", "is_active", "version"}
