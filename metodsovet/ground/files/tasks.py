"""Nightly work of the room."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from metodsovet.ground.files.models import StoredFile

UNDER_WAY = timedelta(days=1)  # a younger file may belong to a transaction that has not ended


@app.periodic(cron="40 3 * * *")
@app.task(queueing_lock="sweep_files", pass_context=False)
def sweep_files(timestamp: int = 0) -> int:
    """Delete stored bytes that no row names: what is left of rolled back uploads. Answers how many."""
    storage = StoredFile._meta.get_field("content").storage
    oldest_kept = timezone.now() - UNDER_WAY
    swept = 0
    for folder, names in _folders():
        known = set(StoredFile.objects.filter(content__startswith=f"{folder}/").values_list("content", flat=True))
        for name in names:
            path = f"{folder}/{name}"
            if path not in known and storage.get_modified_time(path) < oldest_kept:
                storage.delete(path)
                swept += 1
    return swept


def _folders() -> Iterator[tuple[str, list[str]]]:
    """Folders of two hexadecimal digits with the names in them."""
    storage = StoredFile._meta.get_field("content").storage
    if not storage.exists(""):
        return
    for folder in storage.listdir("")[0]:
        if len(folder) == 2:
            yield folder, storage.listdir(folder)[1]
