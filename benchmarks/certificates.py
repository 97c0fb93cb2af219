"""500 certificates in one PDF, numbers, frozen data, history and the kept file with them, against bare Typst.

python benchmarks/certificates.py [PEOPLE]
"""

import json
import sys
import tempfile
from datetime import datetime
from typing import Any

from grounds import median_of, say, scratch_database, seconds_of

# isort: split
import typst
from django.conf import settings
from large_town import settle

from metodsovet.ground.access.models import User
from metodsovet.ground.documents.actions import BatchDraft, ListedPerson, issue_batch, start_batch
from metodsovet.ground.documents.actions.batches import page_of
from metodsovet.ground.documents.models import Paper, PaperBatch
from metodsovet.ground.documents.papers import CERTIFICATE
from metodsovet.ground.documents.typesetting.child import FONTS, HERE
from metodsovet.kernel import clock

RUNS = 3


def main(people: int) -> None:
    with scratch_database(), tempfile.TemporaryDirectory() as folder:
        settings.MEDIA_ROOT = folder
        settings.SITE_URL = "https://metod.example.org"
        town = settle(3)
        listed = [ListedPerson(f"Рябова Ольга Ивановна {number}", "учитель") for number in range(people)]
        draft = BatchDraft("Семинар «Формирующее оценивание»", clock.today(), "14 октября 2026 г.", "6 часов")
        by = User.objects.create(login="bench")

        def start() -> PaperBatch:
            return start_batch(CERTIFICATE, draft, listed, organisation=town.root, by=by)

        whole, bare = [], []
        for run in range(1, RUNS + 1):
            whole.append(seconds_of(lambda: issue_batch(start())))
            pages = [page_of(paper) for paper in Paper.objects.order_by("-pk")[:people]]
            bare.append(seconds_of(lambda: compile_bare(pages)))  # noqa: B023 called at once
            say(f"run {run}: {whole[-1]:.2f} s, bare {bare[-1]:.2f} s")
        ours, theirs = median_of(whole), median_of(bare)
        print(f"{people} certificates, started to kept: {ours:.2f} s; Typst {theirs:.2f} s; ratio {ours / theirs:.1f}")


def compile_bare(pages: list[Any]) -> None:
    typst.compile(
        str(CERTIFICATE.template),
        root=str(HERE),
        font_paths=FONTS,
        ignore_system_fonts=True,
        sys_inputs={"pages": json.dumps(pages)},
        timestamp=int(datetime.now().astimezone().timestamp()),
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
