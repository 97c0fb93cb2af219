"""Printing of what has its number already."""

import logging
from datetime import timedelta
from functools import partial

from django.db import transaction

from metodsovet.ground.documents.actions.papers import print_paper
from metodsovet.ground.documents.models import Paper
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError

log = logging.getLogger(__name__)
LEFT_FOR = timedelta(minutes=1)
FORGOTTEN_AFTER = timedelta(days=1)
"""Later a person presses the button: what could not be printed for a day will not be by itself."""


def print_when_committed(paper: Paper) -> None:
    """At once after the number is kept; what goes wrong is told on the page of the paper and tried again later."""
    transaction.on_commit(partial(_try, paper.pk), robust=True)


def print_left() -> int:
    """Print what a fault or a killed process left without its file; answers how many."""
    now = clock.now()
    left = Paper.objects.filter(file=None, issued_at__lt=now - LEFT_FOR, issued_at__gt=now - FORGOTTEN_AFTER)
    left = left.filter(batch_line=None)  # those of a list are printed with it
    return sum(_try(pk) for pk in left.values_list("pk", flat=True))


def _try(pk: int) -> bool:
    paper = Paper.objects.select_related("series__organisation", "template__file", "issued_by").get(pk=pk)
    try:
        print_paper(paper)
    except DomainError as refusal:
        log.warning("paper %s is not printed: %s", pk, refusal.code)
        return False
    return True
