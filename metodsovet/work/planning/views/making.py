"""One way to make something by a form with a one-time key: the second press is led to the result of the first."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect

from metodsovet.ground.access.once import reserve_key, result_of


def make_once(key: str, make: Callable[[], str]) -> HttpResponse:
    """``make`` answers the address of what it made; a DomainError of it saves nothing, the key included."""
    if not key:
        with transaction.atomic():
            return redirect(make())
    with transaction.atomic():
        reserved = reserve_key(key)
        if reserved is not None:
            reserved.result_url = make()[:500]
            reserved.save(update_fields=["result_url"])
            return redirect(reserved.result_url)
    return redirect(result_of(key) or "show_plans")
