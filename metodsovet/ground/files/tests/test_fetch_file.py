import uuid
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import Settings

from metodsovet.ground.directory.tests.world import World, make_world, user_of
from metodsovet.ground.files.actions import store_file
from metodsovet.ground.files.models import StoredFile
from metodsovet.ground.files.tests.corpus import pdf

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def make_file(world: World) -> StoredFile:
    return store_file(ContentFile(pdf(), "План «Росток».pdf"), owner=world.school, by=None)


def test_fetch_file_answers_an_attachment_that_is_never_shown_inside(client: Client) -> None:
    world = make_world()
    file = make_file(world)
    client.force_login(user_of(world.teacher))

    response = client.get(file.get_absolute_url())

    assert response.status_code == 200
    assert b"".join(response.streaming_content) == pdf()  # type: ignore[attr-defined]  # a streamed answer
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f"attachment; filename*=utf-8''{quote('План «Росток».pdf')}"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_fetch_file_of_a_foreign_owner_answers_like_a_missing_one(client: Client) -> None:
    world = make_world()
    file = make_file(world)
    client.force_login(user_of(world.foreign_deputy))

    foreign = client.get(file.get_absolute_url())
    missing = client.get(f"/files/{uuid.uuid4()}/")

    assert (foreign.status_code, foreign.content) == (404, missing.content)


def test_fetch_file_of_lost_bytes_answers_not_found(client: Client) -> None:
    world = make_world()
    file = make_file(world)
    file.content.delete(save=False)
    client.force_login(user_of(world.teacher))

    assert client.get(file.get_absolute_url()).status_code == 404


def test_fetch_file_sends_a_stranger_to_the_login() -> None:
    world = make_world()
    file = make_file(world)

    response = Client().get(file.get_absolute_url())

    assert response.status_code == 302
    assert StoredFile.objects.count() == 1
