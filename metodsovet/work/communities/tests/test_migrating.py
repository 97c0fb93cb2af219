"""Communities of before, whose kind was a code, are of a kind like all others afterwards."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from pytest_django import DjangoDbBlocker

from metodsovet.work.communities.models import Community, CommunityKind
from metodsovet.work.communities.shipped_kinds import SHIPPED
from tests.journeys.stage import drop_database, make_database, on_database

pytestmark = pytest.mark.deep
BEFORE = ("communities", "0002_search_and_row_history")


def test_codes_become_kinds_and_heads_become_members(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        name = make_database()
        with on_database(name):
            call_command("migrate", *BEFORE, interactive=False, verbosity=0)
            old_rows()
            call_command("migrate", interactive=False, verbosity=0)
            community = Community.objects.get()
            assert community.kind == CommunityKind.objects.get(code="council")
            assert [one.person.last_name for one in community.memberships.select_related("person")] == ["Рябова"]
            assert [described(kind) for kind in CommunityKind.objects.all()] == as_shipped()
        drop_database(name)


def old_rows() -> None:
    apps = MigrationExecutor(connection).loader.project_state([BEFORE]).apps
    node = apps.get_model("directory", "Organisation").objects.create(kind="school", name="Школа", short_name="Школа")
    person = apps.get_model("directory", "Person").objects.create(last_name="Рябова", first_name="Ольга")
    council = apps.get_model("communities", "Community").objects.create(organisation=node, kind="council", name="Совет")
    apps.get_model("communities", "Office").objects.create(
        community=council, kind="head", person=person, since="2024-09-01"
    )


def described(kind: CommunityKind) -> tuple[Any, ...]:
    offices = [(one.code, one.title, one.gives_payment) for one in kind.offices.all()]
    least = (kind.least_members, kind.least_meetings)
    numbers = (kind.is_standing, kind.needs_act, least, kind.quorum, kind.source)
    return (kind.code, kind.name, kind.short_name, kind.level, *numbers, offices)


def as_shipped() -> list[tuple[Any, ...]]:
    return [
        (
            *(one.code, one.name, one.short_name, one.level),
            *(one.is_standing, one.needs_act, one.least, one.quorum, one.source),
            [(code, title, code in one.payment) for code, title in one.offices],
        )
        for one in SHIPPED
    ]
