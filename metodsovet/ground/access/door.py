"""The door: every view states one permission or that it is public.

Logged in → nothing is owed first (an own password, a second factor) → the row is among ``visible_to(user)``, else a
404 like that of a missing row → permission on the row, else 403.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, cast
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve

from metodsovet.ground.access.models import User
from metodsovet.ground.access.obligations import must_have_second_factor
from metodsovet.ground.access.seen import turn_to_edit
from metodsovet.ground.access.visits import FIRST_VISIT


class SeenByUser(Protocol):
    def visible_to(self, user: User) -> QuerySet[Any]: ...


View = Callable[..., HttpResponseBase]


class Visitor(HttpRequest):
    """A request behind the door: ``user`` is logged in."""

    user: User


def door(permission: str, model: type[Model] | None = None) -> Callable[[View], View]:
    """Guard a view. With ``model`` the route's ``pk`` is looked up and the row is passed to the view instead."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, pk: Any = None, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            user = request.user
            owed = owed_first(user, request.session)
            if owed and permission != f"access.{owed}":
                return redirect(owed)
            with turn_to_edit(request, view, model, pk, kwargs):
                if model is None:
                    require(user, permission)
                    return view(request, *args, **kwargs)
                row = visible_or_404(model, user, pk)
                require(user, permission, row)
                return view(request, row, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]  # read by the test that walks the URLs
        guarded.guarded_model = model  # type: ignore[attr-defined]
        return guarded

    return guard


def owed_first(user: User, session: SessionBase) -> str:
    """The verb, permission and page without which nothing else opens; an empty string when nothing is owed.

    Whoever has just begun the installation looks around first: the second factor is asked at the next login.
    """
    if user.password_is_temporary:
        return "choose_password"
    if FIRST_VISIT not in session and not user.has_second_factor and must_have_second_factor(user):
        return "add_second_factor"
    return ""


def public(reason: str) -> Callable[[View], View]:
    """State that a view is open to everyone, and why."""

    def mark(view: View) -> View:
        view.is_public = reason  # type: ignore[attr-defined]  # read by the test that walks the URLs
        return view

    return mark


def require(user: User, permission: str, subject: object = None) -> None:
    """PermissionDenied unless the user holds the permission on the subject."""
    if not user.has_perm(permission, subject):
        raise PermissionDenied(permission)


def visible_or_404(model: type[Model], user: User, pk: object) -> Any:
    """The row among those the user may see; a foreign row answers exactly like a missing one."""
    rows = cast(SeenByUser, model._default_manager).visible_to(user)  # the documented name of the default manager
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def may_open(user: User, address: str) -> bool:
    """Whether the door of our page at the path («/assignments/5/?do=…») would let the user in now."""
    try:
        match = resolve(urlsplit(address).path)
    except Resolver404:
        return False
    permission, model = getattr(match.func, "permission", ""), getattr(match.func, "guarded_model", None)
    if not permission:
        return bool(getattr(match.func, "is_public", ""))
    if model is None:
        return user.has_perm(permission)
    row = cast(SeenByUser, model._default_manager).visible_to(user).filter(pk=match.kwargs["pk"]).first()
    return row is not None and user.has_perm(permission, row)
