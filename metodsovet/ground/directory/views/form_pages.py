"""One form on one page: the answer to a wrong form, a refusal, a double press and a done act is the same everywhere."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Protocol

from django.db import transaction
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render

from metodsovet.ground.access.door import Visitor
from metodsovet.ground.access.once import new_key, reserve_key, result_of
from metodsovet.ground.access.seen import fingerprint, told_of_others
from metodsovet.kernel.errors import DomainError

Act = Callable[[dict[str, Any]], str]
NOTHING_BESIDE: Mapping[str, Any] = MappingProxyType({})


class Addressed(Protocol):
    def get_absolute_url(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Way:
    """A page that one has come from: its address and its name."""

    url: str
    label: str


def way_to(row: Addressed) -> Way:
    """The page of a record, by its full name where it has one."""
    return Way(row.get_absolute_url(), str(getattr(row, "full_name", row)))


@dataclass(frozen=True, slots=True)
class FormPage:
    """``verb`` stands on the button, ``back`` above the title; a page that creates carries a one-time key.

    A page that edits names what is ``known`` now: whoever saves over a change that he has not seen is asked first.
    The button of a page that ``ends`` something warns by its colour.
    """

    title: str
    verb: str
    back: Way
    intro: str = ""
    creates: bool = False
    ends: bool = False
    known: Mapping[str, object] = field(default_factory=dict)

    @property
    def seen(self) -> str:
        """Fingerprint of what the form was filled from."""
        return fingerprint(self.known)


def answer_form(
    request: Visitor,
    form: Form,
    page: FormPage,
    act: Act,
    *,
    template: str = "directory/form.html",
    beside: Mapping[str, Any] = NOTHING_BESIDE,
) -> HttpResponse:
    """``act`` takes the cleaned values and answers the address to go on to; ``beside`` is what else the page shows."""
    if request.method == "POST" and form.is_valid():
        try:
            _check_seen(request, form, page)
            key = request.POST.get("form_key", "")[:64] if page.creates else ""
            return redirect(_once(key, form.cleaned_data, act) or page.back.url)
        except DomainError as refusal:
            form.add_error(None, refusal.text)
    context = {**beside, "form": form, "page": page, "form_key": new_key() if page.creates else ""}
    return render(request, template, context, status=422 if form.errors else 200)


def _check_seen(request: Visitor, form: Form, page: FormPage) -> None:
    """DomainError ``edited_by_other`` with the values of the other; the next press saves over them knowingly."""
    if request.POST.get("seen", page.seen) == page.seen:
        return
    raise DomainError("edited_by_other", told_of_others(form, page.known))


def _once(key: str, values: dict[str, Any], act: Act) -> str:
    if not key:
        return act(values)
    with transaction.atomic():
        reserved = reserve_key(key)
        if reserved is None:
            return result_of(key)
        reserved.result_url = act(values)
        reserved.save(update_fields=["result_url"])
        return reserved.result_url
