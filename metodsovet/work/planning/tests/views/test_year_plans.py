"""Pages of the year plans of communities: who may do what, double presses, two editors, bulk, counts of queries."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import HttpResponse, HttpResponseBase
from django.test import Client

from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.directory.models import Person
from metodsovet.kernel import clock
from metodsovet.work.communities.models import CommunityKind
from metodsovet.work.planning.actions.community_plans import ask_year_plans, hand_in_plan, return_plan
from metodsovet.work.planning.models import Plan, PlanTemplate, Submission
from metodsovet.work.planning.tests.community_town import (
    approved,
    begun,
    city,
    give_office,
    handed_in,
    head_of,
    school,
    take_in,
)
from metodsovet.work.planning.tests.town import YEAR, Town, accepted_of, association, line
from metodsovet.work.planning.tests.views.drafts import fields_of, queries_of

Visit = Callable[[Person], Client]
pytestmark = pytest.mark.django_db
LIST = "/plans/communities/"


def page_of(town: Town, *, of_school: bool = False) -> str:
    return f"{LIST}{(school(town) if of_school else city(town)).pk}/?year={YEAR.start}"


def test_the_head_begins_edits_and_hands_in_without_anybody(town: Town, visit: Visit) -> None:
    community, client = city(town), visit(town.city_head)
    template = PlanTemplate.objects.get(code="city_year_plan")
    begin = f"{LIST}{community.pk}/begin/?year={YEAR.start}"
    assert client.get(begin).status_code == 200

    made = client.post(begin, {"source": template.pk, "key": "one"})

    plan = Plan.objects.get(community=community)
    assert made.headers["Location"] == f"/plans/{plan.pk}/review/?tab=lines"
    assert client.get(made.headers["Location"]).status_code == 200
    client.post(f"/plans/{plan.pk}/review/lines/", {"title": "Своё", "term_text": "март", "key": "two"})
    added = plan.activities.get(title="Своё")
    client.post(f"/plans/review/lines/{added.pk}/place/", {"where": "up"})
    client.post(f"/plans/review/lines/{added.pk}/", fields_of(added, title="Своё дело", version=added.version + 1))
    client.post(f"/plans/review/lines/{plan.activities.all()[0].pk}/remove/")
    assert plan.activities.filter(title="Своё дело").exists()
    assert plan.activities.count() == len(template.lines)
    sent = client.post(
        f"/plans/{plan.pk}/hand-in/",
        {"version": Plan.objects.get(pk=plan.pk).version, "considered_at": "на заседании ГМО", "minutes_number": "1"},
    )
    assert sent.headers["Location"] == page_of(town)
    assert Plan.objects.get(pk=plan.pk).is_handed_in


def test_begin_year_plan_by_a_double_press_is_one_plan(town: Town, visit: Visit) -> None:
    client, begin = visit(town.city_head), f"{LIST}{city(town).pk}/begin/?year={YEAR.start}"

    first, second = (client.post(begin, {"source": "empty", "key": "same"}) for _ in range(2))
    other = client.post(begin, {"source": "empty", "key": "other"})

    assert first.headers["Location"] == second.headers["Location"]
    assert other.headers["Location"] == page_of(town)
    assert Plan.objects.filter(community=city(town)).count() == 1


def test_begin_year_plan_with_a_tick_makes_a_line_that_serves(town: Town, visit: Visit) -> None:
    roadmap = accepted_of(town, line("Отчёт объединений", "до 15 июня", "Руководители ГМО", "1"))
    client, begin = visit(town.city_head), f"{LIST}{city(town).pk}/begin/?year={YEAR.start}"
    assert "Отчёт объединений" in client.get(begin).content.decode()

    client.post(begin, {"source": "empty", "upper": roadmap.activities.get().pk, "key": "one"})

    assert Plan.objects.get(community=city(town)).activities.get().serves == roadmap.activities.get()


def test_hand_in_plan_by_a_double_press_is_handed_in_once(town: Town, visit: Visit) -> None:
    plan, client = begun(city(town)), visit(town.city_head)

    answers = [client.post(f"/plans/{plan.pk}/hand-in/", {"version": plan.version}) for _ in range(2)]

    assert [answer.headers["Location"] for answer in answers] == [page_of(town)] * 2
    assert Submission.objects.count() == 1


def test_two_heads_editing_one_line_see_each_other(town: Town, visit: Visit) -> None:
    community = city(town)
    give_office(community, town.world.teacher)
    row = begun(community).activities.all()[0]
    head, secretary = visit(town.city_head), visit(town.world.teacher)
    assert head.post(f"/plans/review/lines/{row.pk}/", fields_of(row, title="Версия руководителя")).status_code == 302

    refused = secretary.post(f"/plans/review/lines/{row.pk}/", fields_of(row, title="Версия секретаря"))

    assert refused.status_code == 422
    assert "Версия руководителя" in refused.content.decode()
    row.refresh_from_db()
    assert row.title == "Версия руководителя"


def test_a_plan_approved_while_it_was_being_edited_refuses_the_edit(town: Town, visit: Visit) -> None:
    plan = begun(city(town))
    row, typed = plan.activities.all()[0], visit(town.city_head)
    hand_in_plan(plan, version=plan.version, by=head_of(city(town)))
    assert "План сдан" in refusal_of(typed.post(f"/plans/review/lines/{row.pk}/", fields_of(row, title="Иное")))
    plan.refresh_from_db()
    visit(town.world.methodist).post(f"/plans/{plan.pk}/approve/", {"version": plan.version})

    late = typed.post(f"/plans/review/lines/{row.pk}/", fields_of(row, title="Иное"))

    assert "уже не черновик" in refusal_of(late)
    row.refresh_from_db()
    assert row.title != "Иное"
    assert Plan.objects.get(pk=plan.pk).state == Plan.State.ACCEPTED


def refusal_of(answer: HttpResponseBase) -> str:
    assert answer.status_code == 422
    assert isinstance(answer, HttpResponse)
    return answer.content.decode()


def test_approve_plan_of_what_was_seen_before_another_handing_in_is_refused(town: Town, visit: Visit) -> None:
    plan, client = handed_in(city(town)), visit(town.world.methodist)
    seen = plan.version
    return_plan(plan, note="Мало", version=seen, by=town.by)
    plan.refresh_from_db()
    hand_in_plan(plan, version=plan.version, by=head_of(city(town)))

    assert client.post(f"/plans/{plan.pk}/approve/", {"version": seen}).status_code == 422
    assert Plan.objects.get(pk=plan.pk).is_handed_in


def test_the_methodist_approves_and_returns_with_what_the_head_is_told(town: Town, visit: Visit) -> None:
    plan, client = handed_in(city(town)), visit(town.world.methodist)
    page = client.get(page_of(town)).content.decode()
    assert f"/plans/{plan.pk}/approve/" in page
    assert client.get(f"/plans/{plan.pk}/approve/").status_code == 200
    assert client.post(f"/plans/{plan.pk}/return/", {"version": plan.version, "note": ""}).status_code == 422

    client.post(f"/plans/{plan.pk}/return/", {"version": plan.version, "note": "Добавьте встречи"})

    assert "Добавьте встречи" in visit(town.city_head).get(page_of(town)).content.decode()


def test_rights_over_the_plan_of_a_community(town: Town, visit: Visit) -> None:
    community = city(town)
    plan = handed_in(community)
    member = town.world.second_deputy
    take_in(community, member)
    heads = visit(town.city_head)
    assert heads.get(f"/plans/{plan.pk}/approve/").status_code == 403
    assert heads.post(f"/plans/{plan.pk}/archive/").status_code == 403
    # A draft or a handed in plan is nobody's business but those who write and approve.
    for outsider in (town.world.teacher, town.world.foreign_methodist, member):
        client = visit(outsider)
        assert client.get(plan.get_absolute_url()).status_code == 404
        assert client.post(f"/plans/{plan.pk}/hand-in/").status_code == 404
        assert client.post(f"/plans/{plan.pk}/take-back/").status_code == 404
    assert visit(town.world.foreign_methodist).get(page_of(town)).status_code == 404
    assert visit(town.world.teacher).get(LIST).status_code == 403
    assert visit(town.world.teacher).get(f"{LIST}{community.pk}/begin/").status_code == 403


def test_members_read_the_approved_plan(town: Town, visit: Visit) -> None:
    community = city(town)
    member, outsider = town.world.second_deputy, town.world.foreign_deputy
    take_in(community, member)
    plan = approved(community, town.by)

    assert visit(member).get(plan.get_absolute_url()).status_code == 200
    assert "Заседание 1" in visit(member).get(page_of(town)).content.decode()
    assert visit(member).get(f"/plans/{plan.pk}/review/").status_code == 403
    assert visit(outsider).get(plan.get_absolute_url()).status_code == 404


def test_the_deputy_of_a_school_approves_its_own_but_not_the_towns(town: Town, visit: Visit) -> None:
    own, foreign, client = handed_in(school(town)), handed_in(city(town)), visit(town.world.deputy)

    assert client.post(f"/plans/{own.pk}/approve/", {"version": own.version}).status_code == 302
    assert client.post(f"/plans/{foreign.pk}/approve/", {"version": foreign.version}).status_code == 404

    assert Plan.objects.get(pk=own.pk).accepter == town.world.deputy
    assert Plan.objects.get(pk=foreign.pk).is_handed_in


def test_the_list_of_all_reminds_who_has_not_handed_in_and_approves_the_rest(town: Town, visit: Visit) -> None:
    client, year = visit(town.world.methodist), f"?year={YEAR.start}"
    due = clock.today() + timedelta(days=10)
    asked = client.post(f"{LIST}ask/{year}", {"organisation": town.world.town.pk, "due_on": due.isoformat()})
    assert asked.headers["Location"] == LIST + year
    plan = handed_in(city(town))
    page = client.get(LIST + year).content.decode()
    assert "Напомнить тем, кто не сдал" in page
    assert "Утвердить сданные" in page

    client.post(f"{LIST}remind/{year}", {"all": "1"})
    sure = client.post(f"{LIST}approve/{year}", {"all": "1"})

    owed = Assignment.objects.get(reminders__isnull=False)
    assert owed.key == f"year_plan:{school(town).pk}:{YEAR.start}"
    assert sure.status_code == 200
    done = client.post(f"{LIST}approve/{year}", {"chosen": city(town).pk, "is_sure": "1", "key": "one"})
    assert done.headers["Location"] == LIST + year
    assert Plan.objects.get(pk=plan.pk).state == Plan.State.ACCEPTED


def test_reminding_where_nobody_was_asked_says_so(town: Town, visit: Visit) -> None:
    answer = visit(town.world.methodist).post(f"{LIST}remind/?year={YEAR.start}", {"all": "1"}, follow=True)

    assert "срок сдачи им не назначен" in answer.content.decode()
    assert not Assignment.objects.exists()


def test_ask_year_plans_of_a_node_of_others_is_refused(town: Town, visit: Visit) -> None:
    data = {"organisation": town.world.second_school.pk, "due_on": clock.today().isoformat()}

    assert visit(town.world.deputy).post(f"{LIST}ask/", data).status_code == 422
    assert not Assignment.objects.exists()


@pytest.mark.parametrize("address", (LIST, "/communities/picture/"))
def test_lists_ask_as_much_of_many_communities_as_of_one(town: Town, visit: Visit, address: str) -> None:
    client = visit(town.world.methodist)
    handed_in(city(town))
    ask_year_plans(town.world.town, year=YEAR, due_on=clock.today(), by=town.by)
    few = queries_of(client, f"{address}?year={YEAR.start}")
    for number in range(3):
        other = association(
            town.world.second_school, CommunityKind.Code.SCHOOL_ASSOCIATION, f"ШМО {number}", town.world.second_deputy
        )
        begun(other)
    ask_year_plans(town.world.town, year=YEAR, due_on=clock.today(), by=town.by)

    assert queries_of(client, f"{address}?year={YEAR.start}") == few


def test_the_page_of_a_plan_asks_as_much_of_three_lines_as_of_one(town: Town, visit: Visit) -> None:
    client, plan = visit(town.world.methodist), handed_in(city(town))
    many = queries_of(client, page_of(town))
    plan.activities.exclude(pk=plan.activities.all()[0].pk).update(state="cancelled")

    assert queries_of(client, page_of(town)) == many


def test_templates_are_changed_by_the_service_only(town: Town, visit: Visit) -> None:
    client, template = visit(town.world.methodist), PlanTemplate.objects.get(code="city_year_plan")
    assert client.get("/plans/templates/").status_code == 200
    assert client.get(template.get_absolute_url()).status_code == 200
    opened = client.post(f"/plans/templates/{template.pk}/open/")
    plan = Plan.objects.get(community=None, title=template.name)
    assert opened.headers["Location"] == f"/plans/{plan.pk}/review/?tab=lines"

    saved = client.post(
        f"/plans/{plan.pk}/template/",
        {"name": "Наш план ГМО", "instead": template.pk, "level": "municipality", "form_key": "one"},
    )

    own = PlanTemplate.objects.get(municipality=town.world.town)
    assert saved.headers["Location"] == own.get_absolute_url()
    client.post(f"/plans/templates/{own.pk}/hide/")
    assert not PlanTemplate.objects.get(pk=own.pk).is_used
    client.post(f"/plans/templates/{own.pk}/bring-back/")
    assert PlanTemplate.objects.get(pk=own.pk).is_used
    for other in (town.world.deputy, town.city_head):
        assert visit(other).get("/plans/templates/").status_code == 403
    assert visit(town.world.foreign_methodist).get(own.get_absolute_url()).status_code in (403, 404)


def test_the_paper_of_a_handed_in_plan_is_downloaded(town: Town, visit: Visit) -> None:
    plan = handed_in(city(town))

    answer = visit(town.city_head).get(f"/plans/{plan.pk}/file/?format=docx")

    assert answer.status_code == 200
    assert visit(town.city_head).get(f"/plans/{plan.pk}/document/").status_code == 200
