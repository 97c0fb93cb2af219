"""Everybody of the realm at the addresses: each request is taken back, and what it changed is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from zlib import crc32

from django.db import transaction
from django.db.models import Model
from django.http import HttpResponseBase
from django.test import Client

from metodsovet.ground.access.models import User
from tests.rights.answers import body_of, words_in
from tests.rights.places import ABROAD, MARKS, Place
from tests.rights.realm import FOREIGN_ROLES, STRANGER, Realm
from tests.rights.routes import Route
from tests.rights.snapshots import changed, snapshot

ANONYMOUS = "anonymous"


@dataclass(frozen=True)
class Visit:
    answer: HttpResponseBase
    changed: frozenset[str]

    @property
    def status(self) -> int:
        return self.answer.status_code


class Visitors:
    """Clients by role, and what each of them may see."""

    def __init__(self, realm: Realm) -> None:
        self.realm = realm
        self._clients: dict[str, Client] = {}
        self._users: dict[str, User] = {}
        self._sights: dict[tuple[str, type[Model], Any], bool] = {}
        self._before = snapshot()

    def visit(
        self, role: str, url: str, *, method: str = "get", data: Mapping[str, Any] | None = None, htmx: bool = False
    ) -> Visit:
        client = self.client(role)
        headers = {"HX-Request": "true"} if htmx else {}
        with transaction.atomic():
            answer = getattr(client, method)(url, data=data, headers=headers)
            body_of(answer)
            seen = Visit(answer, changed(self._before, snapshot()))
            transaction.set_rollback(True)
        return seen

    def client(self, role: str) -> Client:
        """Logged in outside of the request, so that taking the request back leaves the session."""
        client = self._clients.get(role)
        if client is None:
            client = self._clients[role] = Client()
            if role != ANONYMOUS:
                client.force_login(self.realm.user(role))
                self._before = snapshot()
        return client

    def user(self, role: str) -> User:
        """The same account object for all questions about rights: nothing changes between them."""
        if role not in self._users:
            self._users[role] = self.realm.user(role)
        return self._users[role]

    def sees(self, role: str, row: Model) -> bool:
        key = (role, type(row), row.pk)
        if key not in self._sights:
            rows = type(row)._default_manager.visible_to(self.user(role))  # type: ignore[attr-defined]
            self._sights[key] = rows.filter(pk=row.pk).exists()
        return self._sights[key]

    def may(self, role: str, route: Route, place: Place) -> bool:
        """Whether the door should open, asked of the rules."""
        if role == ANONYMOUS:
            return route.is_public
        user = self.user(role)
        if route.is_public:
            return True
        if route.model is None:
            return user.has_perm(route.permission)
        row = type(place.rows[route.subject])._default_manager.get(pk=place.pk(route.subject))
        return self.sees(role, row) and user.has_perm(route.permission, row)

    def leaks(self, role: str, visit: Visit) -> set[str]:
        """Words of rows that the role may not see and that stand in the answer all the same."""
        found = words_in(visit.answer)
        return {word for word in found if self._is_hidden(role, word)} if found else set()

    def _is_hidden(self, role: str, word: str) -> bool:
        """Another municipality is hidden whole; at home every marked row is asked."""
        if role in (ANONYMOUS, STRANGER):
            return True
        is_foreign_word = word.startswith(MARKS[ABROAD[0]].lower())
        if is_foreign_word != (role in FOREIGN_ROLES):
            return True
        row = self._marked.get(word)
        return row is not None and not self.sees(role, row)

    @cached_property
    def _marked(self) -> dict[str, Model]:
        """Rows by their word; what has no ``visible_to`` of its own is part of a row that has one."""
        return {
            place.word(key).lower(): row
            for place in self.realm.places.values()
            for key, row in place.rows.items()
            if hasattr(type(row)._default_manager, "visible_to") and key not in KNOWN_BY_NAME
        }


KNOWN_BY_NAME = frozenset(
    {
        "person",
        "person_without_account",
        "person_locked_out",
        "employment",
        "role",
        "account",
        "account_locked_out",
        "position",
    }
)
"""People are named on rows that others see (the head of an association): at home their names are no secret."""


def is_sampled(*names: str, one_in: int) -> bool:
    """The same choice on every run; all routes, roles and places have their turn."""
    return crc32("/".join(names).encode()) % one_in == 0
