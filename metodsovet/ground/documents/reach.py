"""Facts of upper rooms that open papers: who was asked to acknowledge one reads it.

An upper room registers, at start, the papers that its rows open to a user; when the fact ends, so does the sight::

    @reach.opens_papers
    def asked_to_acknowledge(user: User) -> QuerySet[...]:  # ids of papers
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from metodsovet.ground.access.models import User

Opened = Callable[[User], "QuerySet[Any, Any]"]
_opened: list[Opened] = []


def opens_papers(opened: Opened) -> Opened:
    """``opened`` answers the ids of papers as a subquery."""
    _opened.append(opened)
    return opened


def reached_q(user: User) -> Q:
    condition = Q(pk__in=[])
    for opened in _opened:
        condition |= Q(pk__in=opened(user))
    return condition
