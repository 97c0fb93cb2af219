"""The review in the browser: doubtful cells first, whom words mean, warnings; a bounded number of questions."""

from collections.abc import Callable

import pytest
from django.test import Client

from metodsovet.ground.directory.models import Person
from metodsovet.kernel.terms import TermKind
from metodsovet.work.planning.matching import HolderChoice
from metodsovet.work.planning.models import Activity, ActivityParty, PartyMatch
from metodsovet.work.planning.queries_review import doubts_of
from metodsovet.work.planning.tests.town import Town, activity_named, draft_of, read_plan_of
from metodsovet.work.planning.tests.views.drafts import ODD, address_of, doubtful_draft, queries_of

Visit = Callable[[Person], Client]
pytestmark = pytest.mark.django_db


def test_show_review_puts_doubtful_cells_first_in_the_order_of_the_file(town: Town, visit: Visit) -> None:
    answer = visit(town.world.methodist).get(address_of(doubtful_draft(town)))

    assert [card.doubt.words for card in answer.context["cards"]] == [
        doubt.words for doubt in doubts_of(doubtful_draft(town))
    ]
    assert [card.is_open for card in answer.context["cards"]].count(True) == 1
    assert answer.context["tab"] == "doubts"


@pytest.mark.parametrize("tab", ("doubts", "warnings", "lines", "act"))
def test_show_review_has_an_address_for_every_tab(town: Town, visit: Visit, tab: str) -> None:
    answer = visit(town.world.methodist).get(address_of(doubtful_draft(town), tab))

    assert answer.status_code == 200
    assert answer.context["tab"] == tab


def test_show_review_by_roles(town: Town, visit: Visit) -> None:
    plan = doubtful_draft(town)

    statuses = {
        name: visit(getattr(town.world, name)).get(address_of(plan)).status_code
        for name in ("methodist", "deputy", "teacher", "foreign_methodist")
    }

    assert statuses == {"methodist": 200, "deputy": 404, "teacher": 404, "foreign_methodist": 404}


@pytest.mark.parametrize("tab", ("doubts", "warnings", "lines", "act"))
def test_show_review_asks_the_same_number_of_questions_for_few_and_many_lines(
    town: Town, visit: Visit, tab: str
) -> None:
    client = visit(town.world.methodist)
    few, many = doubtful_draft(town), draft_of(town, read_plan_of(ODD * 12))
    client.get(address_of(few, tab))

    assert queries_of(client, address_of(few, tab)) == queries_of(client, address_of(many, tab))


def test_confirm_term_leaves_the_words_and_goes_to_the_next_doubt(town: Town, visit: Visit) -> None:
    plan = doubtful_draft(town)
    activity = activity_named(plan, "Выезды")

    answer = visit(town.world.methodist).post(
        f"/plans/review/lines/{activity.pk}/term/", {"choice": "", "next": "next-key"}
    )

    assert answer.headers["Location"] == f"{address_of(plan)}?tab=doubts&at=next-key"
    assert Activity.objects.get(pk=activity.pk).is_term_confirmed


def test_confirm_term_takes_other_words_for_all_that_say_the_same(town: Town, visit: Visit) -> None:
    plan = doubtful_draft(town)
    activity = activity_named(plan, "Выезды")

    visit(town.world.methodist).post(
        f"/plans/review/lines/{activity.pk}/term/",
        {"choice": "other", "term_text": "до 15 июня", "for_all_like": "1"},
    )

    kinds = [line.term.kind for line in plan.activities.filter(title__in=["Выезды", "Встречи"])]
    assert kinds == [TermKind.DEADLINE, TermKind.DEADLINE]


def test_confirm_term_not_understood_is_refused_and_saves_nothing(town: Town, visit: Visit) -> None:
    activity = activity_named(doubtful_draft(town), "Выезды")

    answer = visit(town.world.methodist).post(
        f"/plans/review/lines/{activity.pk}/term/",
        {"choice": "other", "term_text": "когда-нибудь потом"},
        headers={"HX-Request": "true"},
    )

    assert answer.status_code == 409
    assert "не понят" in answer.content.decode()
    assert Activity.objects.get(pk=activity.pk).version == activity.version


def test_choose_holder_between_namesakes_is_never_ticked_beforehand(town: Town, visit: Visit) -> None:
    answer = visit(town.world.methodist).get(address_of(doubtful_draft(town)))

    card = next(card for card in answer.context["cards"] if card.doubt.words == "Волкова С.Г.")

    assert card.chosen is None
    assert [choice.label for choice in card.choices][-1] == "Никто в системе"
    assert len(card.choices) == 3


def test_choose_holder_for_all_like_is_remembered(town: Town, visit: Visit) -> None:
    plan = doubtful_draft(town)
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
    plan = doubtful_draft(town)
    activity = activity_named(plan, "Выезды")
    foreign = activity_named(plan, "Конкурс").parties.get()

    answer = visit(town.world.methodist).post(f"/plans/review/lines/{activity.pk}/parties/{foreign.pk}/", {})

    assert answer.status_code == 404


def test_find_holder_finds_people_and_organisations_of_the_municipality_only(town: Town, visit: Visit) -> None:
    party = activity_named(doubtful_draft(town), "Конкурс").parties.get()
    client = visit(town.world.methodist)
    address = f"/plans/review/lines/{party.activity_id}/parties/{party.pk}/find/"

    own = client.get(address, {"find": "волкова"})
    foreign = client.get(address, {"find": "Чужедальск"})

    assert [choice.label for choice in own.context["choices"]][:2] == [
        town.city_head.full_name,
        town.school_head.full_name,
    ]
    assert foreign.context["choices"] == []


def test_dismiss_warning_takes_it_off_every_line(town: Town, visit: Visit) -> None:
    plan, client = doubtful_draft(town), visit(town.world.methodist)
    said = {"code": "same_title", "text": "Строки 1 и 2: одно название."}
    plan.activities.filter(number__in=["1", "2"]).update(warnings=[said])

    shown = client.get(address_of(plan, "warnings")).context["warnings"]
    client.post(f"/plans/{plan.pk}/review/warning/", {"text": said["text"]})

    assert [warning["text"] for warning in shown] == [said["text"]]
    assert client.get(address_of(plan, "warnings")).context["warnings"] == []


def test_preview_term_says_how_it_prints_and_what_dates_it_gives(town: Town, visit: Visit) -> None:
    client, plan = visit(town.world.methodist), doubtful_draft(town)

    known = client.get(f"/plans/{plan.pk}/review/term/", {"term_text": "апрель, ежегодно"}).content.decode()
    unknown = client.get(f"/plans/{plan.pk}/review/term/", {"term_text": "как-нибудь"}).content.decode()

    assert "апрель, ежегодно" in known
    assert "01.04." in known
    assert "Не понято" in unknown
