"""The review in the browser: doubtful cells, lines, requisites; two editors; who may; a bounded number of questions."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from metodsovet.ground.directory.models import Person
from metodsovet.kernel.terms import TermKind
from metodsovet.work.planning.actions import change_activity, set_title
from metodsovet.work.planning.matching import HolderChoice
from metodsovet.work.planning.models import Activity, ActivityParty, PartyMatch, Plan
from metodsovet.work.planning.queries_review import doubts_of
from metodsovet.work.planning.tests.town import Town, accepted_of, activity_named, draft_of, line, read_plan_of

Visit = Callable[[Person], Client]
pytestmark = pytest.mark.django_db

ODD = (
    line("Выезды", "В установленном порядке", "методисты", "1"),
    line("Встречи", "В установленном порядке", "Волкова С.Г.", "2"),
    line("Неделя", "апрель, ежегодно", "Координатор недели, методисты", "3"),
    line("Конкурс", "май", "Координатор недели", "4"),
)


def draft(town: Town) -> Plan:
    return draft_of(town, read_plan_of(ODD))


def fields_of(activity: Activity, **changed: object) -> dict[str, object]:
    return {
        "title": activity.title,
        "number": activity.number,
        "term_text": activity.term.source,
        "parties_text": ", ".join(party.source for party in activity.parties.all()),
        "result": activity.result,
        "control": activity.control,
        "need": activity.need,
        "section": activity.section_id or "",
        "version": activity.version,
        **changed,
    }


def review(plan: Plan, tab: str = "") -> str:
    return f"/plans/{plan.pk}/review/" + (f"?tab={tab}" if tab else "")


def test_show_review_puts_doubtful_cells_first_in_the_order_of_the_file(town: Town, visit: Visit) -> None:
    answer = visit(town.world.methodist).get(review(draft(town)))

    assert [card.doubt.words for card in answer.context["cards"]] == [doubt.words for doubt in doubts_of(draft(town))]
    assert [card.is_open for card in answer.context["cards"]].count(True) == 1
    assert answer.context["tab"] == "doubts"


@pytest.mark.parametrize("tab", ("doubts", "warnings", "lines", "act"))
def test_show_review_has_an_address_for_every_tab(town: Town, visit: Visit, tab: str) -> None:
    answer = visit(town.world.methodist).get(review(draft(town), tab))

    assert answer.status_code == 200
    assert answer.context["tab"] == tab


def test_show_review_by_roles(town: Town, visit: Visit) -> None:
    plan = draft(town)

    statuses = {
        name: visit(getattr(town.world, name)).get(review(plan)).status_code
        for name in ("methodist", "deputy", "teacher", "foreign_methodist")
    }

    assert statuses == {"methodist": 200, "deputy": 404, "teacher": 404, "foreign_methodist": 404}


@pytest.mark.parametrize("tab", ("doubts", "warnings", "lines", "act"))
def test_show_review_asks_the_same_number_of_questions_for_few_and_many_lines(
    town: Town, visit: Visit, tab: str
) -> None:
    client = visit(town.world.methodist)
    few, many = draft(town), draft_of(town, read_plan_of(ODD * 12))
    client.get(review(few, tab))

    assert queries_of(client, review(few, tab)) == queries_of(client, review(many, tab))


def test_confirm_term_leaves_the_words_and_goes_to_the_next_doubt(town: Town, visit: Visit) -> None:
    plan = draft(town)
    activity = activity_named(plan, "Выезды")

    answer = visit(town.world.methodist).post(
        f"/plans/review/lines/{activity.pk}/term/", {"choice": "", "next": "next-key"}
    )

    assert answer.headers["Location"] == f"{review(plan)}?tab=doubts&at=next-key"
    assert Activity.objects.get(pk=activity.pk).is_term_confirmed


def test_confirm_term_takes_other_words_for_all_that_say_the_same(town: Town, visit: Visit) -> None:
    plan = draft(town)
    activity = activity_named(plan, "Выезды")

    visit(town.world.methodist).post(
        f"/plans/review/lines/{activity.pk}/term/",
        {"choice": "other", "term_text": "до 15 июня", "for_all_like": "1"},
    )

    kinds = [line.term.kind for line in plan.activities.filter(title__in=["Выезды", "Встречи"])]
    assert kinds == [TermKind.DEADLINE, TermKind.DEADLINE]


def test_confirm_term_not_understood_is_refused_and_saves_nothing(town: Town, visit: Visit) -> None:
    activity = activity_named(draft(town), "Выезды")

    answer = visit(town.world.methodist).post(
        f"/plans/review/lines/{activity.pk}/term/",
        {"choice": "other", "term_text": "когда-нибудь потом"},
        headers={"HX-Request": "true"},
    )

    assert answer.status_code == 409
    assert "не понят" in answer.content.decode()
    assert Activity.objects.get(pk=activity.pk).version == activity.version


def test_choose_holder_between_namesakes_is_never_ticked_beforehand(town: Town, visit: Visit) -> None:
    answer = visit(town.world.methodist).get(review(draft(town)))

    card = next(card for card in answer.context["cards"] if card.doubt.words == "Волкова С.Г.")

    assert card.chosen is None
    assert [choice.label for choice in card.choices][-1] == "Никто в системе"
    assert len(card.choices) == 3


def test_choose_holder_for_all_like_is_remembered(town: Town, visit: Visit) -> None:
    plan = draft(town)
    party = ActivityParty.objects.filter(activity__plan=plan, source="Координатор недели").first()
    assert party is not None
    holder = HolderChoice("person", person_id=town.world.methodist.pk)

    visit(town.world.methodist).post(
        f"/plans/review/lines/{party.activity_id}/parties/{party.pk}/", {"choice": holder.code, "for_all_like": "1"}
    )

    held = ActivityParty.objects.filter(activity__plan=plan, person=town.world.methodist, is_confirmed=True)
    assert held.count() == 2
    assert PartyMatch.objects.get().person == town.world.methodist


def test_choose_holder_of_another_line_answers_as_missing(town: Town, visit: Visit) -> None:
    plan = draft(town)
    activity = activity_named(plan, "Выезды")
    foreign = activity_named(plan, "Конкурс").parties.get()

    answer = visit(town.world.methodist).post(f"/plans/review/lines/{activity.pk}/parties/{foreign.pk}/", {})

    assert answer.status_code == 404


def test_find_holder_finds_people_and_organisations_of_the_municipality_only(town: Town, visit: Visit) -> None:
    party = activity_named(draft(town), "Конкурс").parties.get()
    client = visit(town.world.methodist)
    address = f"/plans/review/lines/{party.activity_id}/parties/{party.pk}/find/"

    own = client.get(address, {"find": "волкова"})
    foreign = client.get(address, {"find": "Чужедальск"})

    assert [choice.label for choice in own.context["choices"]][:2] == [
        town.city_head.full_name,
        town.school_head.full_name,
    ]
    assert foreign.context["choices"] == []


def test_change_activity_saves_fields_term_and_parties(town: Town, visit: Visit) -> None:
    activity = activity_named(draft(town), "Неделя")
    data = fields_of(activity, title="Неделя открытых уроков", term_text="октябрь", parties_text="руководители ОО")

    answer = visit(town.world.methodist).post(f"/plans/review/lines/{activity.pk}/", data)

    saved = Activity.objects.get(pk=activity.pk)
    assert answer.status_code == 302
    assert (saved.title, saved.term.source) == ("Неделя открытых уроков", "октябрь")
    assert [party.text for party in saved.parties.all()] == ["руководители ОО"]


def test_change_activity_saves_the_parts_of_parties(town: Town, visit: Visit) -> None:
    activity = activity_named(draft(town), "Неделя")
    first, second = activity.parties.all()
    parts = {f"party{first.pk}-part": "informed", f"party{first.pk}-acts_as": "one"}
    parts |= {f"party{second.pk}-part": "lead", f"party{second.pk}-acts_as": "each"}

    visit(town.world.methodist).post(f"/plans/review/lines/{activity.pk}/", fields_of(activity, **parts))

    assert [(party.part, party.acts_as) for party in activity.parties.all()] == [("informed", "one"), ("lead", "each")]


def test_change_activity_edited_by_other_shows_both_and_overwrites_nothing(town: Town, visit: Visit) -> None:
    activity = activity_named(draft(town), "Неделя")
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
    activity = activity_named(draft(town), "Неделя")

    answer = visit(town.world.methodist).post(
        f"/plans/review/lines/{activity.pk}/", fields_of(activity, title=" ", result="Моя справка")
    )

    assert answer.status_code == 422
    assert "Моя справка" in answer.content.decode()


def test_change_activity_of_a_foreign_plan_answers_as_missing(town: Town, visit: Visit) -> None:
    activity = activity_named(draft(town), "Неделя")

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
    plan, client = draft(town), visit(town.world.methodist)
    form = {"title": "Ярмарка опыта", "term_text": "март", "section_title": "Обмен опытом", "key": "add-once"}

    client.post(f"/plans/{plan.pk}/review/lines/", form)
    client.post(f"/plans/{plan.pk}/review/lines/", form)

    added = plan.activities.get(title="Ярмарка опыта")
    assert added.section is not None
    assert added.section.title == "Обмен опытом"


def test_remove_and_move_activity_change_the_order(town: Town, visit: Visit) -> None:
    plan, client = draft(town), visit(town.world.methodist)
    second = activity_named(plan, "Встречи")

    client.post(f"/plans/review/lines/{second.pk}/place/", {"where": "up"})
    client.post(f"/plans/review/lines/{activity_named(plan, 'Неделя').pk}/remove/")

    assert [line.title for line in plan.activities.all()] == ["Встречи", "Выезды", "Конкурс"]


def test_set_control_changes_the_chosen_lines(town: Town, visit: Visit) -> None:
    plan = draft(town)
    chosen = [activity_named(plan, title).pk for title in ("Неделя", "Конкурс")]

    visit(town.world.methodist).post(
        f"/plans/{plan.pk}/review/control/", {"chosen": chosen, "control": "every_organisation"}
    )

    changed = plan.activities.filter(control="every_organisation")
    assert sorted(changed.values_list("pk", flat=True)) == sorted(chosen)


def test_set_audience_of_nobody_is_refused_above_the_form(town: Town, visit: Visit) -> None:
    plan = draft(town)

    answer = visit(town.world.methodist).post(f"/plans/{plan.pk}/review/audience/", {})

    assert answer.status_code == 422
    assert answer.context["audience_form"].non_field_errors()
    assert Plan.objects.get().audience_kinds == ["school"]


def test_set_act_offices_and_title_keep_the_requisites(town: Town, visit: Visit) -> None:
    plan, client = draft(town), visit(town.world.methodist)
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
    plan = draft(town)

    answer = visit(town.world.methodist).post(
        f"/plans/{plan.pk}/review/offices/", {"accepter": town.world.foreign_methodist.pk}
    )

    assert answer.status_code == 422
    assert Plan.objects.get().accepter is None


def test_set_title_edited_by_other_shows_both(town: Town, visit: Visit) -> None:
    plan = draft(town)
    set_title(plan, version=plan.version, by=town.by, title="Чужое имя")

    answer = visit(town.world.methodist).post(
        f"/plans/{plan.pk}/review/title/", {"title": "Моё имя", "kind": "roadmap", "version": plan.version}
    )

    page = answer.content.decode()
    assert "Чужое имя" in page
    assert "Моё имя" in page
    assert Plan.objects.get().title == "Чужое имя"


def test_dismiss_warning_takes_it_off_every_line(town: Town, visit: Visit) -> None:
    plan, client = draft(town), visit(town.world.methodist)
    said = {"code": "same_title", "text": "Строки 1 и 2: одно название."}
    plan.activities.filter(number__in=["1", "2"]).update(warnings=[said])

    shown = client.get(review(plan, "warnings")).context["warnings"]
    client.post(f"/plans/{plan.pk}/review/warning/", {"text": said["text"]})

    assert [warning["text"] for warning in shown] == [said["text"]]
    assert client.get(review(plan, "warnings")).context["warnings"] == []


def test_preview_term_says_how_it_prints_and_what_dates_it_gives(town: Town, visit: Visit) -> None:
    client, plan = visit(town.world.methodist), draft(town)

    known = client.get(f"/plans/{plan.pk}/review/term/", {"term_text": "апрель, ежегодно"}).content.decode()
    unknown = client.get(f"/plans/{plan.pk}/review/term/", {"term_text": "как-нибудь"}).content.decode()

    assert "апрель, ежегодно" in known
    assert "01.04." in known
    assert "Не понято" in unknown


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
