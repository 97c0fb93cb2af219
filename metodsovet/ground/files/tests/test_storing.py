import hashlib
import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile, File
from django.db import transaction
from pytest_django import Settings

from metodsovet.ground.directory.tests.world import make_world, user_of
from metodsovet.ground.files import tasks
from metodsovet.ground.files.actions import store_file
from metodsovet.ground.files.models import StoredFile
from metodsovet.ground.files.tests.corpus import BAD, GOOD, pdf
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.spreadsheets.limits import FILE_BYTES

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def on_disk(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", GOOD)
def test_store_file_keeps_content_of_every_kind(name: str) -> None:
    world = make_world()
    content, media_type = GOOD[name]

    file = store_file(ContentFile(content, name), owner=world.school, by=user_of(world.deputy))

    stored = StoredFile.objects.get(pk=file.pk)
    assert (stored.name, stored.content_kind, stored.size_bytes) == (name, media_type, len(content))
    assert stored.content.read() == content
    assert stored.sha256 == hashlib.sha256(content).hexdigest()
    assert stored.owner == world.school


@pytest.mark.parametrize("fault", BAD)
def test_store_file_refuses_bad_content_and_saves_nothing(fault: str, own_folder: Path) -> None:
    world = make_world()
    name, content, code = BAD[fault]

    with pytest.raises(DomainError) as refusal:
        store_file(ContentFile(content, name), owner=world.school, by=user_of(world.deputy))

    assert refusal.value.code == code
    assert name in refusal.value.text
    assert not StoredFile.objects.exists()
    assert on_disk(own_folder) == []


def test_store_file_larger_than_the_limit_is_refused_before_it_is_read() -> None:
    world = make_world()

    class Endless(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise AssertionError("must not be read")

    upload = File(Endless(), name="фильм.pdf")
    upload.size = FILE_BYTES + 1
    with pytest.raises(DomainError) as refusal:
        store_file(upload, owner=world.school, by=None)

    assert refusal.value.code == "file_too_large"


@pytest.mark.parametrize(
    ("sent", "kept"),
    (
        ("C:\\Отчёты\\итоги.pdf", "итоги.pdf"),
        ("../../итоги.pdf", "итоги.pdf"),
        ("итоги\u202efdp.pdf", "итогиfdp.pdf"),
        ("итоги", "итоги.pdf"),
        ("о" * 400 + ".pdf", "о" * 196 + ".pdf"),
    ),
)
def test_store_file_keeps_a_safe_name(sent: str, kept: str) -> None:
    world = make_world()
    upload = ContentFile(pdf())
    upload.name = sent

    assert store_file(upload, owner=world.school, by=None).name == kept


def test_store_file_puts_nothing_of_the_name_on_the_disk(own_folder: Path) -> None:
    world = make_world()

    file = store_file(ContentFile(pdf(), "тайное имя.pdf"), owner=world.school, by=None)

    assert on_disk(own_folder) == [own_folder / file.id.hex[:2] / file.id.hex]


def test_sweep_files_deletes_only_old_orphans(own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = make_world()
    kept = store_file(ContentFile(pdf(), "приказ.pdf"), owner=world.school, by=None)
    with transaction.atomic():
        store_file(ContentFile(pdf(), "приказ.pdf"), owner=world.school, by=None)
        transaction.set_rollback(True)
    assert len(on_disk(own_folder)) == 2

    assert tasks.sweep_files() == 0

    monkeypatch.setattr(tasks, "UNDER_WAY", timedelta(seconds=-5))
    assert tasks.sweep_files() == 1
    assert on_disk(own_folder) == [own_folder / kept.id.hex[:2] / kept.id.hex]
