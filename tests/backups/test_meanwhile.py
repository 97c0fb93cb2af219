"""An archive made while people write: one moment of the database, and each file whole or absent with its row."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions import add_evidence
from metodsovet.ground.assignments.models import Assignment, Evidence
from metodsovet.ground.directory.actions import add_organisation
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.files.models import StoredFile
from metodsovet.kernel import invariants
from metodsovet.launch.backups.archives import open_archive
from metodsovet.launch.backups.contents import tables_of
from metodsovet.launch.backups.making import make_backup
from metodsovet.launch.backups.restoring import restore, try_restore
from tests.backups.conftest import Town

WRITERS = 3


@contextmanager
def people_write(assignment: Assignment, by: User) -> Iterator[list[str]]:
    """Each hands in files and opens departments until the block ends; words of what is acknowledged."""
    over = threading.Event()
    done: list[str] = []
    root = Organisation.objects.filter(parent=None).earliest("pk")

    def write(number: int) -> None:
        for step in count():
            if over.is_set():
                break
            word = f"{number}-{step}"
            add_evidence(
                assignment, file=SimpleUploadedFile(f"{word}.txt", f"{word} {'слово ' * 5000}".encode()), by=by
            )
            add_organisation(root, kind="school", name=f"Школа {word}", short_name=word, by=by)
            done.append(word)
        connections.close_all()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    try:
        yield done
    finally:
        over.set()
        for thread in threads:
            thread.join(30)


def test_an_archive_made_while_people_write_is_of_one_moment(town: Town, tmp_path: Path) -> None:
    assignment = Assignment.objects.get()
    by = User.objects.get(person__parts__assignment=assignment, person__parts__role="lead")
    archives = [tmp_path / f"{number}.zip" for number in range(3)]
    with people_write(assignment, by) as done:
        before = []
        for path in archives:
            before.append(list(done))
            make_backup(path, server=town.server, files=town.files)
    connections.close_all()
    assert len(done) > len(before[-1]) > 0

    manifests = [open_archive(path).manifest for path in archives]
    assert [manifest.absent for manifest in manifests] == [(), (), ()]
    assert [len(m.files) for m in manifests] == [m.tables["files_storedfile"].rows for m in manifests]
    assert try_restore(open_archive(archives[0]), server=town.server).findings == ()
    last = open_archive(archives[-1])
    elsewhere = tmp_path / "elsewhere"

    restore(last, server=town.server, files=elsewhere, replace=True)

    with town.server.connect() as session:
        assert tables_of(session) == last.manifest.tables
    acknowledged = set(Organisation.objects.values_list("short_name", flat=True))
    assert set(before[-1]) <= acknowledged
    assert set(before[-1]) <= {name.removesuffix(".txt") for name in StoredFile.objects.values_list("name", flat=True)}
    assert Evidence.objects.count() == StoredFile.objects.count()
    for stored in StoredFile.objects.all():
        assert hashlib.sha256((elsewhere / str(stored.content.name)).read_bytes()).hexdigest() == stored.sha256
    broken = {str(finding).split(":")[0] for finding in invariants.check() if "file_is_on_disk" not in str(finding)}
    assert broken == set()
