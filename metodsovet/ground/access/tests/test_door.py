from collections.abc import Iterator

import pytest
import rules
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from metodsovet.ground.directory.tests.world import make_world, user_of


def all_patterns(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from all_patterns(entry)
        else:
            yield entry


def test_every_view_states_its_permission_or_that_it_is_public() -> None:
    assert views_without_policy() == []


def views_without_policy(resolver: URLResolver | None = None) -> list[str]:
    return [
        f"{pattern.pattern} → {pattern.callback.__module__}.{pattern.callback.__qualname__}"
        for pattern in all_patterns(resolver)
        if not (getattr(pattern.callback, "permission", "") or getattr(pattern.callback, "is_public", ""))
    ]


def test_every_stated_permission_has_a_rule() -> None:
    stated = {getattr(pattern.callback, "permission", "") for pattern in all_patterns()} - {""}

    assert {permission for permission in stated if not rules.perm_exists(permission)} == set()


def test_every_view_is_named_by_its_verb() -> None:
    unnamed = [str(pattern.pattern) for pattern in all_patterns() if not pattern.name]

    assert unnamed == []


@pytest.mark.django_db
def test_views_that_look_up_a_row_hide_it_from_a_stranger(client: Client) -> None:
    world = make_world()

    answer = client.get(f"/directory/people/{world.teacher.pk}/")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/log-in/?next=")


@pytest.mark.django_db
def test_password_of_the_first_day_opens_nothing_but_its_change(client: Client) -> None:
    world = make_world()
    user = user_of(world.methodist)
    user.password_is_temporary = True
    user.save()
    client.force_login(user)

    assert client.get("/")["Location"] == "/password/choose/"
    assert client.get("/password/")["Location"] == "/password/choose/"
    assert client.get("/password/choose/").status_code == 200
