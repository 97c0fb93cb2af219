"""500 certificates in one PDF: numbers, frozen data, history, the limited process and the kept file, against bare Typst.

python benchmarks/certificates.py [PEOPLE]
"""

import json
import sys
import tempfile
from datetime import datetime
from typing import Any

from grounds import say, scratch_database, seconds_of

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

        whole = seconds_of(lambda: issue_batch(start()), runs=RUNS)
        pages = [page_of(paper) for paper in Paper.objects.order_by("-pk")[:people]]
        bare = seconds_of(lambda: compile_bare(pages), runs=RUNS)
        say(f"{people} certificates, started to kept: {whole:.2f} s; bare Typst {bare:.2f} s; ratio {whole / bare:.1f}")


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
