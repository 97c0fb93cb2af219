"""An order with five appendices of 300 rows each, from live rows to docx, against bare docxtpl and python-docx.

python benchmarks/printing_an_order.py [ROWS]
"""

import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

from grounds import median_of, say, scratch_database, seconds_of

# isort: split
from docx import Document
from docxtpl import DocxTemplate

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Employment, Organisation, Person, Position
from metodsovet.ground.documents.printing.papers import print_for
from metodsovet.kernel import clock
from metodsovet.work.communities.models import Community, CommunityKind, Office
from metodsovet.work.orders.actions import AppendixDraft, PointDraft, add_appendix, add_point, draft_order
from metodsovet.work.orders.models import Order, OrderAppendix
from metodsovet.work.orders.papers import OrderPaper, kind_of, order_paper

RUNS = 3
LONG_AGO = date(2020, 9, 1)
Code = CommunityKind.Code
TABLES = (
    ("communities:associations", Code.CITY_ASSOCIATION),
    ("communities:school_associations", Code.SCHOOL_ASSOCIATION),
    ("communities:centres", Code.RESOURCE_CENTRE),
    ("communities:consultation_points", Code.CONSULTATION_POINT),
    ("communities:creative_groups", Code.CREATIVE_GROUP),
)
Tables = Sequence[Sequence[Sequence[str]]]


def main(rows: int) -> None:
    with scratch_database(), tempfile.TemporaryDirectory() as folder:
        order = make_order(rows)
        template = make_template(Path(folder) / "bare.docx")
        ours, by_template, by_cells = [], [], []
        for run in range(1, RUNS + 1):
            ours.append(seconds_of(lambda: print_for(kind_of(order), order_paper(order), None)))
            tables = [[row for row in annex.rows if len(row) > 1] for annex in order_paper(order).annexes]
            by_template.append(seconds_of(lambda: bare_docxtpl(template, tables)))  # noqa: B023 called at once
            by_cells.append(seconds_of(lambda: bare_python_docx(tables)))  # noqa: B023 called at once
            say(f"run {run}: {ours[-1]:.2f} s, docxtpl {by_template[-1]:.2f} s, python-docx {by_cells[-1]:.2f} s")
        paper: OrderPaper = order_paper(order)
        live = median_of([seconds_of(lambda: order_paper(order)) for _ in range(RUNS)])
        print(
            f"{len(paper.annexes)} appendices of {rows} rows: {median_of(ours):.2f} s, "
            f"of it {live:.2f} s from the live rows; "
            f"docxtpl {median_of(by_template):.2f} s (ratio {median_of(ours) / median_of(by_template):.2f}), "
            f"python-docx {median_of(by_cells):.2f} s (ratio {median_of(ours) / median_of(by_cells):.2f})"
        )


def make_order(rows: int) -> Order:
    town = Organisation.objects.create(kind=Organisation.Kind.MUNICIPALITY, name="Округ", short_name="Округ")
    school = Organisation.objects.create(
        kind=Organisation.Kind.SCHOOL, name="СОШ № 1", short_name="СОШ № 1", parent=town
    )
    post = Position.objects.create(name="учитель математики", function=Position.Function.TEACHER)
    for offer, code in TABLES:
        kind = CommunityKind.objects.get(code=code, municipality=None)
        people = Person.objects.bulk_create(
            Person(last_name=f"Рябова-{code}-{number}", first_name="Ольга", patronymic="Ивановна")
            for number in range(rows)
        )
        Employment.objects.bulk_create(
            Employment(person=person, organisation=school, position=post, since=LONG_AGO) for person in people
        )
        made = Community.objects.bulk_create(
            Community(organisation=school, kind=kind, name=f"Объединение {offer} {number}") for number in range(rows)
        )
        Office.objects.bulk_create(
            Office(community=one, person=person, kind=Office.Kind.HEAD, since=LONG_AGO)
            for one, person in zip(made, people, strict=True)
        )
    by = User.objects.create(login="bench")
    order = draft_order(town, kind=Order.Kind.ORDER, title="Об организации методической работы", by=by)
    for number in range(15):
        add_point(order, draft=PointDraft(f"Провести семинар {number}", "руководители ОО", term="апрель"), by=by)
    for offer, _ in TABLES:
        add_appendix(order, draft=AppendixDraft(OrderAppendix.Kind.OFFERED, "Таблица", offer=offer), by=by)
    assert order.day == clock.today()
    return Order.objects.get(pk=order.pk)


def make_template(path: Path) -> Path:
    """A table a table, as a person would write it for docxtpl."""
    document = Document()
    for place in range(len(TABLES)):
        table = document.add_table(rows=3, cols=5, style="Table Grid")
        table.rows[0].cells[0].text = f"{{%tr for row in tables[{place}] %}}"
        for index, cell in enumerate(table.rows[1].cells):
            cell.text = f"{{{{ row[{index}] }}}}"
        table.rows[2].cells[0].text = "{%tr endfor %}"
    document.save(str(path))
    return path


def bare_docxtpl(template: Path, tables: Tables) -> bytes:
    document = DocxTemplate(str(template))
    document.render({"tables": [[[*row, "", ""][:5] for row in table] for table in tables]}, autoescape=True)
    return _saved(document)


def bare_python_docx(tables: Tables) -> bytes:
    document = Document()
    for rows in tables:
        table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
        for row, line in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, line, strict=True):
                cell.text = text
    return _saved(document)


def _saved(document: object) -> bytes:
    content = BytesIO()
    document.save(content)  # type: ignore[attr-defined]  # of either library
    return content.getvalue()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
