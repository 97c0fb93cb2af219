"""The five sample orders, where their files are at hand, composed from records and printed: nothing is left to mend."""

import re
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from metodsovet.work.orders.actions import draft_order_from_file
from metodsovet.work.orders.models import Order
from metodsovet.work.orders.papers import OrderPaper, order_paper
from metodsovet.work.orders.reading import read_file_here
from metodsovet.work.orders.tests.desk import make_desk
from metodsovet.work.orders.tests.reading.samples import shared

SEEDS = shared("seeds")
FILES = sorted(SEEDS.glob("*.txt")) if SEEDS else []
MISTAKES = re.compile(r"[ \t]{2,}|\S№|№\S|\d(?:г\.|гг\.)|\s-\s|\s[,;:.]|20\d\d-\s?20\d\d|\d\.\d{4} (?:года|г\.) №|\.\.")

pytestmark = [pytest.mark.django_db, pytest.mark.skipif(SEEDS is None, reason="the sample orders are not here")]


def paper_of(path: Path) -> OrderPaper:
    desk = make_desk()
    content = path.read_bytes()
    upload = ContentFile(content, name=path.name)
    file = read_file_here(path, path.name)
    order = draft_order_from_file(file, path.name, upload, organisation=desk.issuer, by=desk.by)
    return order_paper(Order.objects.get(pk=order.pk))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name[:3])
def test_sample_order_is_printed_without_mistakes_of_typing(path: Path) -> None:
    paper = paper_of(path)
    points = [line.text for line in paper.points]
    appended = [text for annex in paper.annexes for text in annex.paragraphs]
    cells = [cell for annex in paper.annexes for row in annex.rows for cell in row]

    texts = [text.replace("\u00a0", " ") for text in (paper.title, paper.preamble, *points, *appended, *cells)]

    assert [text for text in texts if MISTAKES.search(text)] == []
    assert not paper.title.endswith(".")
    assert paper.preamble.endswith("," if paper.command else ":")
    assert all(text.endswith((".", ":", ";")) for text in points)
    assert all("\n" not in text for text in points)
    assert all(
        line.text[:1].isupper() or not line.text[:1].isalpha() for line in paper.points if line.mark[:1].isdigit()
    )
    assert [line.is_kept for line in paper.points[-2:]] == [True, True]


def test_roadmap_keeps_its_words_over_the_table_and_has_no_empty_column() -> None:
    path = next(path for path in FILES if path.name.startswith("002"))

    (annex,) = paper_of(path).annexes

    assert len(annex.paragraphs) > 15
    assert [column.title for column in annex.columns] == ["№", "Мероприятие", "Сроки", "Ответственные"]
    assert sum(len(row) > 1 for row in annex.rows) == 28
