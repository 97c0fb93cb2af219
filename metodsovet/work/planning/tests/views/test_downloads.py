"""Papers taken out of the browser: rights, files, nonsense in addresses, the line of the history."""

from collections.abc import Callable
from io import BytesIO
from urllib.parse import unquote

import pytest
from django.test import Client
from docx import Document
from openpyxl import load_workbook

from metodsovet.ground.access.history import history_of
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.directory.models import Person
from metodsovet.ground.documents.printing import DOCX, XLSX
from metodsovet.kernel import clock
from metodsovet.kernel.russian import month_name
from metodsovet.work.planning.models import Plan
from metodsovet.work.planning.tests.town import YEAR, Town, accepted_of, draft_of, line

Visit = Callable[[Person], Client]
pytestmark = pytest.mark.django_db
PAPERS = ("file", "month/file", "execution/file")


def address(plan: Plan, paper: str) -> str:
    return f"/plans/{plan.pk}/{paper}/"


def name_in(header: str) -> str:
    return unquote(header.rsplit("''", maxsplit=1)[-1])


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(("extension", "kind"), (("docx", DOCX), ("xlsx", XLSX)))
def test_download_gives_a_file_that_opens(town: Town, visit: Visit, paper: str, extension: str, kind: str) -> None:
    plan = accepted_of(town)

    answer = visit(town.world.methodist).get(address(plan, paper), {"format": extension})

    assert (answer.status_code, answer["Content-Type"]) == (200, kind)
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert name_in(answer["Content-Disposition"]).endswith(f".{extension}")
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "private, no-store")
    if extension == "docx":
        assert Document(BytesIO(answer.content)).tables
    else:
        assert load_workbook(BytesIO(answer.content)).active is not None


def test_download_is_named_after_its_plan_and_days(town: Town, visit: Visit) -> None:
    plan, client = accepted_of(town), visit(town.world.methodist)
    Plan.objects.filter(pk=plan.pk).update(title="План работы на 2026/2027 учебный год: «Росток»")
    today = clock.today()

    plan_name = name_in(client.get(address(plan, "file"))["Content-Disposition"])
    month_name_ = name_in(client.get(address(plan, "month/file"))["Content-Disposition"])
    days = {"from": "2026-09-01", "to": "2026-12-31"}
    report_name = name_in(client.get(address(plan, "execution/file"), days)["Content-Disposition"])

    assert plan_name == "План работы на 2026-2027 учебный год «Росток».docx"
    assert month_name_ == f"План на {month_name(today.month)} {today.year}.docx"
    assert report_name == "Отчёт об исполнении 01.09.2026–31.12.2026.docx"


@pytest.mark.parametrize("paper", PAPERS)
def test_download_writes_a_line_of_history(town: Town, visit: Visit, paper: str) -> None:
    plan = accepted_of(town)

    visit(town.world.methodist).get(address(plan, paper), {"format": "xlsx"})

    record = history_of(plan)[0]
    assert (record.verb, record.by) == ("export", town.by)
    assert record.text.startswith("Скачано: ")
    assert record.text.endswith(", xlsx")


@pytest.mark.parametrize("paper", PAPERS)
def test_download_of_a_foreign_plan_answers_like_a_missing_one(town: Town, visit: Visit, paper: str) -> None:
    plan, client = accepted_of(town), visit(town.world.foreign_methodist)
    before = history_of(plan).count()

    foreign = client.get(address(plan, paper))
    missing = client.get(f"/plans/{plan.pk + 1000}/{paper}/")

    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert foreign.content == missing.content
    assert history_of(plan).count() == before


@pytest.mark.parametrize("paper", PAPERS)
def test_download_of_a_draft_is_for_its_authors(town: Town, visit: Visit, paper: str) -> None:
    plan = draft_of(town)

    assert visit(town.world.deputy).get(address(plan, paper)).status_code == 404
    assert visit(town.world.methodist).get(address(plan, paper)).status_code == 200


@pytest.mark.parametrize("paper", PAPERS)
def test_download_without_logging_in_leads_to_the_door(town: Town, paper: str) -> None:
    plan = accepted_of(town)

    answer = Client().get(address(plan, paper))

    assert answer.status_code == 302
    assert answer["Location"].startswith("/log-in/")


def test_download_of_a_report_shows_a_deputy_only_his_school(town: Town, visit: Visit) -> None:
    plan = accepted_of(town, line("Семинар", "апрель", "руководители ОО"))
    own = Assignment.objects.filter(organisation=town.world.school).count()
    assert 0 < own < Assignment.objects.count()
    Assignment.objects.update(due_on=YEAR.first_day, starts_on=None)

    answer = visit(town.world.deputy).get(
        address(plan, "execution/file"), {"from": YEAR.first_day.isoformat(), "to": YEAR.last_day.isoformat()}
    )

    document = Document(BytesIO(answer.content))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "СОШ № 1 (" in text
    assert "СОШ № 2" not in text + "".join(cell.text for row in document.tables[0].rows for cell in row.cells)


@pytest.mark.parametrize(
    ("paper", "nonsense"),
    (
        ("file", {"format": "exe"}),
        ("file", {"format": ""}),
        ("month/file", {"month": "2026-13"}),
        ("month/file", {"month": "0000-01"}),
        ("month/file", {"month": "вчера"}),
        ("execution/file", {"from": "2026-02-30"}),
        ("execution/file", {"to": "'; DROP TABLE"}),
    ),
)
def test_download_answers_nonsense_as_a_missing_page(
    town: Town, visit: Visit, paper: str, nonsense: dict[str, str]
) -> None:
    plan = accepted_of(town)
    before = history_of(plan).count()

    answer = visit(town.world.methodist).get(address(plan, paper), nonsense)

    assert answer.status_code == 404
    assert history_of(plan).count() == before


def test_download_for_a_zero_byte_is_a_broken_question(town: Town, visit: Visit) -> None:
    answer = visit(town.world.methodist).get(address(accepted_of(town), "month/file"), {"month": "2026-12\x00"})

    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("paper", "edge"),
    (
        ("month/file", {"month": "0001-01"}),
        ("month/file", {"month": "9999-12"}),
        ("execution/file", {"from": "0001-01-01", "to": "9999-12-31"}),
        ("execution/file", {"from": "9999-12-31", "to": "0001-01-01"}),
    ),
)
def test_download_bears_the_ends_of_the_calendar(town: Town, visit: Visit, paper: str, edge: dict[str, str]) -> None:
    assert visit(town.world.methodist).get(address(accepted_of(town), paper), edge).status_code == 200


def test_download_is_never_a_post(town: Town, visit: Visit) -> None:
    plan = accepted_of(town)

    assert [visit(town.world.methodist).post(address(plan, paper)).status_code for paper in PAPERS] == [405] * 3


def test_download_of_the_service_month_is_of_ones_own_house(town: Town, visit: Visit) -> None:
    accepted_of(town, line("Семинар", "ежемесячно", "методисты"))
    month = f"{YEAR.start}-10"

    methodist = visit(town.world.methodist).get("/plans/calendar/file/", {"month": month})
    deputy = visit(town.world.deputy).get("/plans/calendar/file/", {"month": month})

    for answer, owner, signed in (
        (methodist, town.world.centre.name, "О.В.\u00a0Лебедева"),
        (deputy, town.world.school.name, "М.П.\u00a0Соколова"),
    ):
        paragraphs = [paragraph.text for paragraph in Document(BytesIO(answer.content)).paragraphs]
        assert paragraphs[0] == owner
        assert paragraphs[-1].endswith(signed)


def test_download_of_the_service_month_without_plans_is_missing(town: Town, visit: Visit) -> None:
    accepted_of(town)

    assert visit(town.world.foreign_methodist).get("/plans/calendar/file/").status_code == 404
