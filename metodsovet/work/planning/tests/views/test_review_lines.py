"""Lines and requisites of a draft in the browser; two editors; who may."""

from collections.abc import Callable

import pytest
from django.test import Client

from metodsovet.ground.directory.models import Person
from metodsovet.work.planning.actions import change_activity, set_title
from metodsovet.work.planning.models import Activity, Plan
from metodsovet.work.planning.tests.town import Town, accepted_of, activity_named
from metodsovet.work.planning.tests.views.drafts import doubtful_draft, fields_of

Visit = Callable[[Person], Client]
pytestmark = pytest.mark.django_db


def test_change_activity_saves_fields_term_and_parties(town: Town, visit: Visit) -> None:
    activity = activity_named(doubtful_draft(town), "Неделя")
    data = fields_of(activity, title="Неделя открытых уроков", term_text="октябрь", parties_text="руководители ОО")

    answer = visit(town.world.methodist).post(f"/plans/review/lines/{activity.pk}/", data)

    saved = Activity.objects.get(pk=activity.pk)
    assert answer.status_code == 302
    assert (saved.title, saved.term.source) == ("Неделя открытых уроков", "октябрь")
    assert [party.text for party in saved.parties.all()] == ["руководители ОО"]


def test_change_activity_saves_the_parts_of_parties(town: Town, visit: Visit) -> None:
    activity = activity_named(doubtful_draft(town), "Неделя")
    first, second = activity.parties.all()
    parts = {f"party{first.pk}-part": "informed", f"party{first.pk}-acts_as": "one"}
    parts |= {f"party{second.pk}-part": "lead", f"party{second.pk}-acts_as": "each"}

    visit(town.world.methodist).post(f"/plans/review/lines/{activity.pk}/", fields_of(activity, **parts))

    assert [(party.part, party.acts_as) for party in activity.parties.all()] == [("informed", "one"), ("lead", "each")]


def test_change_activity_edited_by_other_shows_both_and_overwrites_nothing(town: Town, visit: Visit) -> None:
    activity = activity_named(doubtful_draft(town), "Неделя")
    mine = fields_of(activity, title="Моё название")
    change_activity(activity, version=activity.version, by=town.by, title="Чужое название")
    client = visit(town.world.methodist)

    answer = client.post(f"/plans/review/lines/{activity.pk}/", mine)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Чужое название" in page
    assert "Моё название" in page
    assert Activity.objects.get(pk=activity.pk).title == "Чужое название"
    newer = answer.context["lines"].object_list[2].form["version"].value()
    client.post(f"/plans/review/lines/{activity.pk}/", {**mine, "version": newer})
    assert Activity.objects.get(pk=activity.pk).title == "Моё название"


def test_change_activity_without_title_keeps_what_was_typed(town: Town, visit: Visit) -> None:
    activity = activity_named(doubtful_draft(town), "Неделя")

    answer = visit(town.world.methodist).post(
        f"/plans/review/lines/{activity.pk}/", fields_of(activity, title=" ", result="Моя справка")
    )

    assert answer.status_code == 422
    assert "Моя справка" in answer.content.decode()


def test_change_activity_of_a_foreign_plan_answers_as_missing(town: Town, visit: Visit) -> None:
    activity = activity_named(doubtful_draft(town), "Неделя")

    for person in (town.world.foreign_methodist, town.world.deputy, town.world.teacher):
        answer = visit(person).post(f"/plans/review/lines/{activity.pk}/", fields_of(activity, title="Чужое"))
        assert answer.status_code == 404

    assert Activity.objects.get(pk=activity.pk).title == "Неделя"


def test_change_activity_of_an_accepted_plan_is_refused_to_those_who_only_see_it(town: Town, visit: Visit) -> None:
    activity = activity_named(accepted_of(town), "Семинар")

    answer = visit(town.world.teacher).post(f"/plans/review/lines/{activity.pk}/", fields_of(activity, title="Чужое"))

    assert answer.status_code == 403
    assert Activity.objects.get(pk=activity.pk).title == "Семинар"


def test_add_activity_pressed_twice_adds_one_line_in_a_new_direction(town: Town, visit: Visit) -> None:
    plan, client = doubtful_draft(town), visit(town.world.methodist)
    form = {"title": "Ярмарка опыта", "term_text": "март", "section_title": "Обмен опытом", "key": "add-once"}

    client.post(f"/plans/{plan.pk}/review/lines/", form)
    client.post(f"/plans/{plan.pk}/review/lines/", form)

    added = plan.activities.get(title="Ярмарка опыта")
    assert added.section is not None
    assert added.section.title == "Обмен опытом"


def test_remove_and_move_activity_change_the_order(town: Town, visit: Visit) -> None:
    plan, client = doubtful_draft(town), visit(town.world.methodist)
    second = activity_named(plan, "Встречи")

    client.post(f"/plans/review/lines/{second.pk}/place/", {"where": "up"})
    client.post(f"/plans/review/lines/{activity_named(plan, 'Неделя').pk}/remove/")

    assert [line.title for line in plan.activities.all()] == ["Встречи", "Выезды", "Конкурс"]


def test_set_control_changes_the_chosen_lines(town: Town, visit: Visit) -> None:
    plan = doubtful_draft(town)
    chosen = [activity_named(plan, title).pk for title in ("Неделя", "Конкурс")]

    visit(town.world.methodist).post(
        f"/plans/{plan.pk}/review/control/", {"chosen": chosen, "control": "every_organisation"}
    )

    changed = plan.activities.filter(control="every_organisation")
    assert sorted(changed.values_list("pk", flat=True)) == sorted(chosen)


def test_set_audience_of_nobody_is_refused_above_the_form(town: Town, visit: Visit) -> None:
    plan = doubtful_draft(town)

    answer = visit(town.world.methodist).post(f"/plans/{plan.pk}/review/audience/", {})

    assert answer.status_code == 422
    assert answer.context["audience_form"].non_field_errors()
    assert Plan.objects.get().audience_kinds == ["school"]


def test_set_act_offices_and_title_keep_the_requisites(town: Town, visit: Visit) -> None:
    plan, client = doubtful_draft(town), visit(town.world.methodist)
    act = {"kind": "order", "number": "15-п", "date": "2026-08-30", "title": "О карте", "issuer": "Управление"}
    offices = {"accepter": town.world.methodist.pk, "controller": town.world.authority_head.pk}
    title = {"title": "Новое имя", "kind": "programme", "first_day": "2026-09-01", "last_day": "2027-08-31"}

    client.post(f"/plans/{plan.pk}/review/act/", act)
    client.post(f"/plans/{plan.pk}/review/offices/", offices)
    client.post(f"/plans/{plan.pk}/review/title/", {**title, "version": Plan.objects.get().version})

    saved = Plan.objects.get()
    assert (saved.title, saved.kind) == ("Новое имя", "programme")
    assert (saved.accepter, saved.controller) == (town.world.methodist, town.world.authority_head)
    assert (saved.reading.act["number"], saved.reading.act["date"]) == ("15-п", "2026-08-30")


def test_set_offices_does_not_take_a_person_without_office(town: Town, visit: Visit) -> None:
    plan = doubtful_draft(town)

    answer = visit(town.world.methodist).post(
        f"/plans/{plan.pk}/review/offices/", {"accepter": town.world.foreign_methodist.pk}
    )

    assert answer.status_code == 422
    assert Plan.objects.get().accepter is None


def test_set_title_edited_by_other_shows_both(town: Town, visit: Visit) -> None:
    plan = doubtful_draft(town)
    set_title(plan, version=plan.version, by=town.by, title="Чужое имя")

    answer = visit(town.world.methodist).post(
        f"/plans/{plan.pk}/review/title/", {"title": "Моё имя", "kind": "roadmap", "version": plan.version}
    )

    page = answer.content.decode()
    assert "Чужое имя" in page
    assert "Моё имя" in page
    assert Plan.objects.get().title == "Чужое имя"
