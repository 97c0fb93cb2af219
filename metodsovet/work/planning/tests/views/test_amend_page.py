"""Amendments in the browser: what will happen is told, one press makes one revision, two editors see both versions."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.directory.models import Person
from metodsovet.ground.documents.models import Act
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.work.planning.actions import ChangeKind, amend_plan
from metodsovet.work.planning.actions.amendments import Change
from metodsovet.work.planning.actions.bases import register_basis
from metodsovet.work.planning.models import Activity, Plan, Revision
from metodsovet.work.planning.queries_amendments import consequences
from metodsovet.work.planning.tests.town import YEAR, Town, accepted_of, activity_named, draft_of, line

pytestmark = pytest.mark.django_db

Visit = Callable[[Person], Client]
APRIL = line("Отчёт школ", "апрель, ежегодно", "заместители директоров ОО", "1")


@pytest.fixture
def activity(town: Town) -> Activity:
    return activity_named(accepted_of(town, APRIL), "Отчёт школ")


def url(activity: Activity, kind: str) -> str:
    return f"/plans/activities/{activity.pk}/amend/{kind}/"


def form(plan: Plan, **more: Any) -> dict[str, Any]:
    common = {"in_force_from": f"{clock.today()}", "version": Plan.objects.get(pk=plan.pk).version, "key": "key"}
    return {**common, **more}


def test_amend_plan_tells_what_will_happen_to_assignments(activity: Activity) -> None:
    first = Assignment.objects.order_by("pk").first()
    Assignment.objects.filter(pk=first.pk if first else 0).update(state=Assignment.State.ACCEPTED)

    said = consequences(activity.plan, activity, ChangeKind.MOVE, clock.today())

    assert said.replace("\u00a0", " ") == "1 открытое поручение получит новый срок, 1 исполненное останется."


def test_amend_plan_moves_a_term_and_its_open_assignments(town: Town, visit: Visit, activity: Activity) -> None:
    values = form(activity.plan, term_text="май, ежегодно", act_kind="order", act_number="31-к")
    client = visit(town.world.methodist)

    answers = [client.post(url(activity, "move"), values) for _ in range(2)]

    revision = Revision.objects.get()
    assert [answer.headers["Location"] for answer in answers] == [activity.get_absolute_url()] * 2
    assert revision.basis == Act.objects.get(number="31-к")
    assert {one.due_on.month for one in Assignment.objects.open() if one.due_on} == {5}


@pytest.mark.parametrize(
    ("kind", "values", "word"),
    (
        ("rename", {"title": "Отчёт всех школ", "result": ""}, "название изложено так"),
        ("parties", {"parties_text": "методисты"}, "ответственные — методисты"),
        ("cancel", {"reason": "не нужно"}, "исключено (не нужно)"),
        ("split", {"title_1": "Отчёт начальной школы", "title_2": "Отчёт старшей школы"}, "разделено на 2"),
    ),
)
def test_amend_plan_by_each_kind_is_a_revision(
    town: Town, visit: Visit, activity: Activity, kind: str, values: dict[str, str], word: str
) -> None:
    answer = visit(town.world.methodist).post(url(activity, kind), form(activity.plan, **values))

    assert answer.status_code == 302
    assert word in Revision.objects.get().changes[0]


def test_amend_plan_adds_a_line(town: Town, visit: Visit, activity: Activity) -> None:
    values = form(
        activity.plan,
        title="Новый семинар",
        term_text="май, ежегодно",
        parties_text="методисты",
        control="lead_reports",
        section=activity.section_id or "",
    )

    visit(town.world.methodist).post(f"/plans/{activity.plan_id}/add/", values)

    added = activity_named(activity.plan, "Новый семинар")
    assert added.section_id == activity.section_id
    assert added.occurrences.filter(school_year=YEAR.start).count() == 1


def test_amend_plan_with_a_term_not_understood_keeps_what_was_typed(
    town: Town, visit: Visit, activity: Activity
) -> None:
    refused = visit(town.world.methodist).post(
        url(activity, "move"), form(activity.plan, term_text="когда рак свистнет")
    )

    assert refused.status_code == 409
    assert "когда рак свистнет" in refused.content.decode()
    assert not Revision.objects.exists()


def test_amend_plan_shows_both_versions_to_the_second_editor(town: Town, visit: Visit, activity: Activity) -> None:
    values = form(activity.plan, term_text="июнь, ежегодно")
    change = Change(ChangeKind.MOVE, activity.pk, term_text="май, ежегодно")
    plan = Plan.objects.get(pk=activity.plan_id)
    amend_plan(plan, [change], version=plan.version, by=town.by, in_force_from=clock.today())
    client = visit(town.world.methodist)

    refused = client.post(url(activity, "move"), values)
    text = refused.content.decode().replace("\u00a0", " ")
    again = client.post(url(activity, "move"), {**values, "version": refused.context["form"]["version"].value()})

    assert refused.status_code == 409
    assert "заменён на «май, ежегодно»" in text
    assert "июнь, ежегодно</textarea>" in text
    assert again.status_code == 302
    assert Revision.objects.count() == 2


def test_preview_amendment_prints_the_term_back(town: Town, visit: Visit, activity: Activity) -> None:
    answer = visit(town.world.methodist).get(f"{url(activity, 'move')}preview/", {"term_text": "Май ежегодно"})

    text = answer.content.decode().replace("\u00a0", " ").replace("\u2060", "")
    assert "Напечатается: «май, ежегодно»" in text
    assert f"1–31 мая {YEAR.start + 1} г." in text
    assert "2 открытых поручения получат новый срок" in text


@pytest.mark.parametrize(("who", "status"), (("deputy", 403), ("teacher", 403), ("foreign_methodist", 404)))
def test_amend_plan_is_for_those_who_make_it(
    town: Town, visit: Visit, activity: Activity, who: str, status: int
) -> None:
    answer = visit(getattr(town.world, who)).post(url(activity, "cancel"), form(activity.plan, reason="не нужно"))

    assert answer.status_code == status
    assert not Revision.objects.exists()


def test_amend_plan_of_a_draft_leads_to_its_review(town: Town, visit: Visit) -> None:
    plan = draft_of(town)

    answer = visit(town.world.methodist).get(f"/plans/{plan.pk}/add/")

    assert answer.headers["Location"] == f"/plans/{plan.pk}/review/"


def test_amend_plan_of_an_unknown_kind_is_missing(town: Town, visit: Visit, activity: Activity) -> None:
    assert visit(town.world.methodist).get(url(activity, "burn")).status_code == 404


def test_register_basis_makes_one_act_of_the_same_requisites(town: Town) -> None:
    first = register_basis(town.world.town, by=town.by, kind="order", number="31-к", date=None, title="")
    second = register_basis(town.world.town, by=town.by, kind="order", number="31-к", date=None, title="Другой")

    assert first == second


def test_register_basis_without_requisites_is_refused(town: Town) -> None:
    with pytest.raises(DomainError) as refusal:
        register_basis(town.world.town, by=town.by, kind="order", number=" ", date=None, title="Без номера")

    assert refusal.value.code == "no_requisites"
    assert not Act.objects.filter(title="Без номера").exists()
