"""Doubles: found, compared side by side, merged or told apart."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from metodsovet.ground.access.door import Visitor, door, require, visible_or_404
from metodsovet.ground.access.models import User
from metodsovet.ground.directory import actions
from metodsovet.ground.directory.forms_lives import MergeForm
from metodsovet.ground.directory.models import MergedPerson, Person
from metodsovet.ground.directory.queries_doubles import Side, doubles_of, doubles_seen_by
from metodsovet.ground.directory.tables_lives import DOUBLES
from metodsovet.kernel.errors import DomainError

FOUND_AT_MOST = 20


def led_to_kept(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The address of a merged double leads to the person who stayed, for whoever may see him."""

    @wraps(view)
    def led(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, pk=pk, **kwargs)
        except Http404:
            kept = _kept(request, pk)
            if kept is None:
                raise
            return redirect(kept)

    return led


def _kept(request: HttpRequest, pk: int) -> Person | None:
    merged = MergedPerson.objects.filter(old_id=pk).first()
    if merged is None or not isinstance(request.user, User):
        return None
    return Person.objects.visible_to(request.user).filter(pk=merged.person_id).first()


@door("directory.view_doubles")
@require_safe
def show_doubles(request: Visitor) -> HttpResponse:
    rows = doubles_seen_by(request.user)
    return DOUBLES.open(rows, request.GET).answer(request, "directory/doubles.html", {"part": "doubles"})


@door("directory.merge_people", Person)
@require_safe
def find_double(request: Visitor, person: Person) -> HttpResponse:
    """What the product proposes for the person, and whoever is found by name."""
    words = request.GET.get("find", "").strip()
    found = Person.objects.visible_to(request.user).exclude(pk=person.pk).filter(erased_on=None)
    context = {
        "person": person,
        "words": words,
        "doubles": [
            (double, double.second if double.first.pk == person.pk else double.first)
            for double in doubles_of(person, request.user)
        ],
        "found": found.named(words).order_by("sort_key")[:FOUND_AT_MOST] if words else (),
    }
    return render(request, "directory/find_double.html", context)


@door("directory.merge_people", Person)
@require_http_methods(["GET", "POST"])
def merge_people(request: Visitor, person: Person, other_pk: int) -> HttpResponse:
    other = _other(request, "directory.merge_people", person, other_pk)
    form = MergeForm(request.POST or None, pair=(person, other), initial={"kept": person.pk})
    if request.method == "POST" and form.is_valid():
        kept, doubled = (person, other) if form.cleaned_data["kept"] == str(person.pk) else (other, person)
        account = User.objects.filter(pk=form.cleaned_data.get("account") or 0).first()
        try:
            kept = actions.merge_people(kept, doubled=doubled, account=account, by=request.user)
        except DomainError as refusal:
            form.add_error(None, refusal.text)
        else:
            messages.success(request, "Карточки объединены")
            return redirect(kept)
    context = {"form": form, "person": person, "other": other, "sides": [Side.of(person), Side.of(other)]}
    return render(request, "directory/merge_people.html", context, status=422 if form.errors else 200)


@door("directory.tell_apart", Person)
@require_POST
def tell_apart(request: Visitor, person: Person, other_pk: int) -> HttpResponse:
    other = _other(request, "directory.tell_apart", person, other_pk)
    actions.tell_apart(person, other=other, by=request.user)
    messages.success(request, "Запомнили: это разные люди")
    return redirect("show_doubles")


def _other(request: Visitor, permission: str, person: Person, pk: int) -> Person:
    """The second of the two, by the same door."""
    other: Person = visible_or_404(Person, request.user, pk)
    require(request.user, permission, other)
    if other.pk == person.pk:
        raise Http404
    return other
