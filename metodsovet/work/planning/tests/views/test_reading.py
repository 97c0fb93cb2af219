"""From the file to a draft: who may, what is refused, and that a double press makes one plan."""

import threading
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.tests.world import CANARY, make_organisation, user_of
from metodsovet.kernel import clock
from metodsovet.work.planning.actions import draft_plan
from metodsovet.work.planning.example import example_file
from metodsovet.work.planning.forms.fields import NodeField
from metodsovet.work.planning.forms.reading import ReadPlanForm
from metodsovet.work.planning.models import Plan, Reading
from metodsovet.work.planning.tests.town import Town, accepted_of, draft_of, make_town

Visit = Callable[[Person], Client]
pytestmark = pytest.mark.django_db
TABLE = "№\tМероприятия\tСроки\tОтветственные\n1\tСеминар\tмай\tметодисты\n2\tОтчёт\tдо 15 июня\tруководители ОО\n"


def sent(town: Town, **more: object) -> dict[str, object]:
    return {"organisation": town.world.town.pk, "kind": "", "text": "", "key": "one-press", **more}


def docx_of(*parts: tuple[str, bytes]) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, data in parts:
            archive.writestr(name, data)
    return content.getvalue()


BAD_FILES = {
    "broken.docx": b"PK\x03\x04 and nothing more",
    "empty.docx": b"",
    "picture.docx": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "bomb.docx": docx_of(("word/document.xml", bytes(60_000_000))),
    "macro.docx": docx_of(("word/document.xml", b"<a/>"), ("word/vbaProject.bin", b"x")),
    "letter.txt": "Просто письмо без таблицы".encode("cp1251"),
    "noise.xlsx": docx_of(("xl/workbook.xml", b"<not xml")),
    "nothing.csv": "№\tМероприятия\tСроки\tОтветственные\n".encode(),
    "many.csv": ("№\tМероприятия\tСроки\tОтветственные\n" + "1\tСеминар\tмай\tметодисты\n" * 6_000).encode(),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_read_plan_refuses_a_bad_file_in_one_sentence_and_stores_nothing(town: Town, visit: Visit, name: str) -> None:
    file = SimpleUploadedFile(name, BAD_FILES[name])

    answer = visit(town.world.methodist).post("/plans/read/", sent(town, file=file))

    assert answer.status_code == 422
    (error,) = answer.context["form"].errors["file"]
    assert error.endswith(".")
    assert not Plan.objects.exists()
    assert not Reading.objects.exists()


def test_read_plan_keeps_the_pasted_text_that_was_not_understood(town: Town, visit: Visit) -> None:
    answer = visit(town.world.methodist).post("/plans/read/", sent(town, text="просто слова\nбез таблицы"))

    assert answer.status_code == 422
    assert "text" in answer.context["form"].errors
    assert "просто слова" in answer.content.decode()
    assert not Plan.objects.exists()


def test_read_plan_asks_for_one_of_the_two_ways(town: Town, visit: Visit) -> None:
    client = visit(town.world.methodist)

    nothing = client.post("/plans/read/", sent(town))
    both = client.post("/plans/read/", sent(town, text=TABLE, file=SimpleUploadedFile("a.csv", TABLE.encode())))

    assert list(nothing.context["form"].errors) == ["file"]
    assert list(both.context["form"].errors) == ["text"]
    assert not Plan.objects.exists()


def test_read_plan_makes_a_draft_of_a_pasted_table(town: Town, visit: Visit) -> None:
    answer = visit(town.world.methodist).post("/plans/read/", sent(town, text=TABLE, kind="month_plan"))

    plan = Plan.objects.get()
    assert answer.headers["Location"] == f"/plans/{plan.pk}/review/"
    assert [line.title for line in plan.activities.all()] == ["Семинар", "Отчёт"]
    assert plan.kind == "month_plan"


def test_read_plan_makes_a_draft_of_an_uploaded_file(town: Town, visit: Visit) -> None:
    name, content = example_file(clock.today())

    visit(town.world.methodist).post("/plans/read/", sent(town, file=SimpleUploadedFile(name, content)))

    plan = Plan.objects.get()
    assert (plan.activities.count(), plan.sections.count()) == (17, 4)
    assert plan.reading.file_name == name


def test_read_plan_pressed_twice_makes_one_draft(town: Town, visit: Visit) -> None:
    client = visit(town.world.methodist)

    first = client.post("/plans/read/", sent(town, text=TABLE))
    second = client.post("/plans/read/", sent(town, text=TABLE))

    assert Plan.objects.count() == 1
    assert first.headers["Location"] == second.headers["Location"]


@pytest.mark.django_db(transaction=True)
def test_read_plan_pressed_at_once_makes_one_draft() -> None:
    town = make_town()
    addresses: list[str] = []

    def press() -> None:
        client = Client()
        client.force_login(user_of(town.world.methodist))
        addresses.append(client.post("/plans/read/", sent(town, text=TABLE)).headers["Location"])
        connections.close_all()

    presses = [threading.Thread(target=press) for _ in range(4)]
    for one in presses:
        one.start()
    for one in presses:
        one.join()

    assert Plan.objects.count() == 1
    assert len(set(addresses)) == 1
    assert len(addresses) == 4


def test_read_plan_is_for_those_who_make_plans(town: Town, visit: Visit) -> None:
    assert visit(town.world.teacher).get("/plans/read/").status_code == 403
    assert visit(town.world.deputy).get("/plans/read/").status_code == 200
    assert Client().get("/plans/read/").status_code == 302


def test_read_plan_of_a_deputy_is_only_for_the_own_organisation(town: Town, visit: Visit) -> None:
    client = visit(town.world.deputy)

    foreign = client.post("/plans/read/", sent(town, text=TABLE))
    client.post("/plans/read/", sent(town, text=TABLE, organisation=town.world.school.pk))

    assert list(foreign.context["form"].errors) == ["organisation"]
    assert [plan.organisation for plan in Plan.objects.all()] == [town.world.school]


def test_read_plan_offers_only_own_nodes(town: Town) -> None:
    field = ReadPlanForm(user=user_of(town.world.methodist)).fields["organisation"]
    assert isinstance(field, NodeField)

    names = [node.short_name for node in field.queryset or []]

    assert town.world.school.short_name in names
    assert not any(CANARY in name for name in names)


def test_read_example_is_reviewed_at_once_and_only_once(town: Town, visit: Visit) -> None:
    client = visit(town.world.methodist)

    first = client.post("/plans/read/example/", {"key": "example"})
    second = client.post("/plans/read/example/", {"key": "example"})

    plan = Plan.objects.get()
    assert first.headers["Location"] == second.headers["Location"] == f"/plans/{plan.pk}/review/"
    assert plan.organisation == town.world.town


def test_download_example_is_a_docx(town: Town, visit: Visit) -> None:
    answer = visit(town.world.methodist).get("/plans/read/example/file/")

    assert answer.content.startswith(b"PK")
    assert "docx" in answer.headers["Content-Disposition"]


def test_draft_plan_by_hand_is_made_once_for_own_node(town: Town, visit: Visit) -> None:
    client = visit(town.world.deputy)
    form = {"title": "План школы", "kind": "year_plan", "organisation": town.world.school.pk, "key": "by-hand"}

    client.post("/plans/draft/", form)
    client.post("/plans/draft/", form)
    foreign = client.post("/plans/draft/", {**form, "key": "other", "organisation": town.world.town.pk})

    assert [plan.title for plan in Plan.objects.all()] == ["План школы"]
    assert foreign.status_code == 422


def test_draft_plan_with_reversed_days_keeps_what_was_typed(town: Town, visit: Visit) -> None:
    form = {
        "title": "План школы",
        "kind": "year_plan",
        "organisation": town.world.town.pk,
        "first_day": "2027-01-02",
        "last_day": "2027-01-01",
        "key": "reversed",
    }

    answer = visit(town.world.methodist).post("/plans/draft/", form)

    assert answer.status_code == 422
    assert "План школы" in answer.content.decode()
    assert not Plan.objects.exists()


def test_discard_plan_takes_the_draft_from_the_list(town: Town, visit: Visit) -> None:
    plan, client = draft_of(town), visit(town.world.methodist)

    client.post(f"/plans/{plan.pk}/discard/")

    assert Plan.objects.get().state == Plan.State.DISCARDED
    assert list(client.get("/plans/").context["drafts"]) == []


def test_show_plans_shows_drafts_only_to_those_who_make_them(town: Town, visit: Visit) -> None:
    draft, accepted = draft_of(town), accepted_of(town)

    service, teacher = visit(town.world.methodist).get("/plans/"), visit(town.world.teacher).get("/plans/")

    assert [plan.pk for plan in service.context["drafts"]] == [draft.pk]
    assert list(teacher.context["drafts"]) == []
    assert [row.pk for row in teacher.context["table"].rows] == [accepted.pk]


def test_show_plans_hides_plans_of_another_municipality(town: Town, visit: Visit) -> None:
    accepted_of(town)

    answer = visit(town.world.foreign_methodist).get("/plans/")

    assert not answer.context["table"].rows
    assert "Дорожная карта" not in answer.content.decode()


def test_show_plans_asks_the_same_number_of_questions_for_one_and_for_many(town: Town, visit: Visit) -> None:
    client = visit(town.world.methodist)
    accepted_of(town)
    draft_of(town)
    client.get("/plans/")
    few = queries_of(client, "/plans/")
    for number in range(8):
        owner = make_organisation(f"СОШ № {number + 50}", "school", town.world.town)
        draft_plan(organisation=owner, kind="year_plan", title="План", first_day=None, last_day=None, by=town.by)
    accepted_of(town)

    assert queries_of(client, "/plans/") == few


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
