"""Addresses of pages of rows, by the thousand."""

from functools import cache

from django.urls import reverse


def address_of(view: str, pk: int) -> str:
    """``reverse(view, args=[pk])`` for a route whose only argument is the id: asked of the routes once."""
    before, after = _around(view)
    return f"{before}{pk}{after}"


@cache
def _around(view: str) -> tuple[str, str]:
    before, _, after = reverse(view, args=[0]).rpartition("0")
    return before, after
