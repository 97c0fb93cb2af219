"""Acceptance, archive, extension and a new edition in the browser."""

import threading
from collections.abc import Callable

import pytest
from django.db import connections
from django.test import Client

from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.tests.world import user_of
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning.actions import draft_plan
from metodsovet.work.planning.actions.editions import draft_edition
from metodsovet.work.planning.models import Occurrence, Plan
from metodsovet.work.planning.tests.town import LINES, YEAR, Town, accepted_of, draft_of, line, make_town, read_plan_of

Visit = Callable[[Person], Client]
pytestmark = pytest.mark.django_db
OLD = (YEAR.start - 6, YEAR.start - 3)


def press_of(plan: Plan, year: SchoolYear = YEAR, key: str = "accept") -> dict[str, object]:
    return {"executed_from": year.start, "version": plan.version, "key": key}


def old_draft(town: Town) -> Plan:
    return draft_of(town, read_plan_of(title=f"Дорожная карта на {OLD[0]}-{OLD[1]} годы", years=OLD))


def test_accept_plan_tells_what_will_arise_and_makes_exactly_that(town: Town, visit: Visit) -> None:
    plan, client = draft_of(town), visit(town.world.methodist)

    preview = client.get(f"/plans/{plan.pk}/accept/").context["preview"]
    answer = client.post(f"/plans/{plan.pk}/accept/", press_of(plan))

    accepted = Plan.objects.get()
    assert answer.headers["Location"] == accepted.get_absolute_url()
    assert (accepted.state, accepted.executed_from) == (Plan.State.ACCEPTED, YEAR.start)
    assert Assignment.objects.count() == preview.total > 0
    assert sum(preview.groups.values()) == preview.total


def test_accept_plan_offers_the_present_year_first(town: Town, visit: Visit) -> None:
    plan, client = draft_of(town), visit(town.world.methodist)

    present = client.get(f"/plans/{plan.pk}/accept/")
    later = client.get(f"/plans/{plan.pk}/accept/", {"year": YEAR.next.start})

    assert present.context["year"] == YEAR
    assert later.context["year"] == YEAR.next
    assert later.context["preview"].history > present.context["preview"].history


def test_accept_plan_pressed_twice_gives_assignments_once(town: Town, visit: Visit) -> None:
    plan, client = draft_of(town), visit(town.world.methodist)

    first = client.post(f"/plans/{plan.pk}/accept/", press_of(plan))
    number = Assignment.objects.count()
    again = client.post(f"/plans/{plan.pk}/accept/", press_of(plan))
    other = client.post(f"/plans/{plan.pk}/accept/", press_of(plan, key="another page"))

    assert first.headers["Location"] == again.headers["Location"] == other.headers["Location"]
    assert Assignment.objects.count() == number


@pytest.mark.django_db(transaction=True)
def test_accept_plan_by_two_at_once_makes_one_year() -> None:
    town = make_town()
    plan = draft_of(town)
    statuses: list[int] = []

    def press(person: Person) -> None:
        client = Client()
        client.force_login(user_of(person))
        statuses.append(client.post(f"/plans/{plan.pk}/accept/", press_of(plan, key=f"of {person.pk}")).status_code)
        connections.close_all()

    presses = [
        threading.Thread(target=press, args=[person]) for person in (town.world.methodist, town.world.second_methodist)
    ]
    for one in presses:
        one.start()
    for one in presses:
        one.join()

    assert statuses == [302, 302]
    keys = Assignment.objects.values_list("key", flat=True)
    assert len(keys) == len(set(keys)) > 0
    assert Plan.objects.get().version == plan.version + 1


def test_accept_plan_that_somebody_has_changed_asks_to_look_again(town: Town, visit: Visit) -> None:
    plan = draft_of(town)

    answer = visit(town.world.methodist).post(
        f"/plans/{plan.pk}/accept/", {**press_of(plan), "version": plan.version + 1}
    )

    assert answer.status_code == 409
    assert answer.context["refusal"]
    assert Plan.objects.get().state == Plan.State.DRAFT
    assert not Assignment.objects.exists()


def test_accept_plan_whose_years_are_over_offers_archive_or_extension(town: Town, visit: Visit) -> None:
    plan, client = old_draft(town), visit(town.world.methodist)

    offer = client.get(f"/plans/{plan.pk}/accept/")
    forced = client.post(f"/plans/{plan.pk}/accept/", press_of(plan))

    assert "Сдать в архив" in offer.content.decode()
    assert "Продлить план" in offer.content.decode()
    assert forced.status_code == 409
    assert Plan.objects.get().state == Plan.State.DRAFT


def test_archive_plan_keeps_it_without_assignments(town: Town, visit: Visit) -> None:
    plan = old_draft(town)

    visit(town.world.methodist).post(f"/plans/{plan.pk}/archive/")

    assert Plan.objects.get().state == Plan.State.ARCHIVED
    assert Occurrence.objects.filter(is_history=True).exists()
    assert not Assignment.objects.exists()


def test_extend_plan_leads_a_draft_back_to_acceptance(town: Town, visit: Visit) -> None:
    plan, client = old_draft(town), visit(town.world.methodist)
    last_day = YEAR.next.last_day

    answer = client.post(f"/plans/{plan.pk}/extend/", {"last_day": last_day.isoformat()})

    assert answer.headers["Location"] == f"/plans/{plan.pk}/accept/"
    assert Plan.objects.get().last_day == last_day
    assert client.get(f"/plans/{plan.pk}/accept/").context["year"] == YEAR


def test_extend_plan_to_an_earlier_day_is_refused(town: Town, visit: Visit) -> None:
    plan = old_draft(town)

    answer = visit(town.world.methodist).post(f"/plans/{plan.pk}/extend/", {"last_day": f"{OLD[0]}-01-01"})

    assert answer.status_code == 422
    assert Plan.objects.get().last_day == plan.last_day


def test_accept_plan_by_roles(town: Town, visit: Visit) -> None:
    plan = draft_of(town)
    own = draft_plan(
        organisation=town.world.school, kind="year_plan", title="План школы", first_day=None, last_day=None, by=town.by
    )

    def status(name: str, one: Plan) -> int:
        return visit(getattr(town.world, name)).get(f"/plans/{one.pk}/accept/").status_code

    assert [status(name, plan) for name in ("methodist", "deputy", "teacher", "foreign_deputy")] == [200, 404, 404, 404]
    assert [status(name, own) for name in ("deputy", "second_deputy", "teacher")] == [200, 404, 404]


def edition_of(town: Town, plan: Plan) -> Plan:
    changed = (LINES[0], line("Выявление затруднений учителей", "май, ежегодно", LINES[1].raw["parties"], "2"))
    added = line("Школа наставника", "ноябрь", "методисты", "6", "2")
    return draft_edition(plan, read_plan_of((*changed, *LINES[2:4], added)), [], "новая.docx", by=town.by)


def test_read_edition_makes_a_draft_that_amends_the_plan(town: Town, visit: Visit) -> None:
    plan, client = accepted_of(town), visit(town.world.methodist)
    table = "№\tМероприятия\tСроки\tОтветственные\n1\tСеминар\tмай\tметодисты\n"

    answer = client.post(f"/plans/{plan.pk}/edition/", {"text": table, "key": "edition"})

    draft = Plan.objects.get(amends=plan)
    assert answer.headers["Location"] == f"/plans/{draft.pk}/review/"
    assert client.get(f"/plans/{draft.pk}/accept/").headers["Location"] == f"/plans/{draft.pk}/difference/"


def test_apply_edition_makes_only_the_chosen_changes(town: Town, visit: Visit) -> None:
    plan, client = accepted_of(town), visit(town.world.methodist)
    draft = edition_of(town, plan)
    groups = client.get(f"/plans/{draft.pk}/difference/").context["groups"]
    rows = {group["label"]: group["rows"] for group in groups}

    answer = client.post(
        f"/plans/{draft.pk}/difference/",
        {
            "changes": [rows["Появилось"][0]["code"]],
            "in_force_from": YEAR.first_day.isoformat(),
            "version": plan.version,
            "key": "apply",
        },
    )

    assert sorted(rows) == ["В новом файле нет", "Другой срок", "Появилось"]
    assert answer.headers["Location"] == plan.get_absolute_url()
    assert plan.revisions.get().changes == ["Дополнено: «Школа наставника»"]
    assert plan.activities.active().filter(title="Семинар").exists()
    assert Plan.objects.get(pk=draft.pk).state == Plan.State.DISCARDED


def test_apply_edition_after_another_change_is_refused_and_keeps_the_ticks(town: Town, visit: Visit) -> None:
    plan, client = accepted_of(town), visit(town.world.methodist)
    draft = edition_of(town, plan)
    groups = client.get(f"/plans/{draft.pk}/difference/").context["groups"]
    code = groups[0]["rows"][0]["code"]
    form = {"changes": [code], "in_force_from": YEAR.first_day.isoformat(), "version": plan.version - 1, "key": "late"}

    answer = client.post(f"/plans/{draft.pk}/difference/", form)

    ticked = [row["code"] for group in answer.context["groups"] for row in group["rows"] if row["is_ticked"]]
    assert answer.status_code == 422
    assert ticked == [code]
    assert not plan.revisions.exists()


def test_apply_edition_of_a_part_of_the_plan_does_not_propose_to_cancel_the_rest(town: Town, visit: Visit) -> None:
    plan = accepted_of(town)
    draft = draft_edition(plan, read_plan_of(LINES[:2]), [], "часть.docx", by=town.by)

    groups = visit(town.world.methodist).get(f"/plans/{draft.pk}/difference/").context["groups"]

    assert [row["is_ticked"] for group in groups for row in group["rows"]] == [False, False, False]


def test_apply_edition_is_not_for_those_who_only_see_the_plan(town: Town, visit: Visit) -> None:
    plan = accepted_of(town)
    draft = edition_of(town, plan)

    assert visit(town.world.teacher).get(f"/plans/{draft.pk}/difference/").status_code == 404
    assert visit(town.world.teacher).get(f"/plans/{plan.pk}/edition/").status_code == 403
