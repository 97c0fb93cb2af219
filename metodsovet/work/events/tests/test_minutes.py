"""Minutes: the paper, approving, decisions as assignments, acknowledging, correcting."""

import io
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from docx import Document

from metodsovet.ground.assignments.actions import accept_report, hand_in_report
from metodsovet.ground.assignments.models import Assignment, Evidence, Part
from metodsovet.ground.directory.actions import set_case_forms
from metodsovet.ground.directory.queries_places import posts_on
from metodsovet.ground.directory.tests.world import user_of
from metodsovet.ground.notifications.models import Notice
from metodsovet.kernel import clock
from metodsovet.kernel.invariants import Invariant, all_invariants, check
from metodsovet.kernel.offers import Period, figure_named
from metodsovet.kernel.russian import Case
from metodsovet.kernel.traces import all_traces
from metodsovet.work.communities.models import Community, CommunityKind
from metodsovet.work.communities.tests.kinds import community_at
from metodsovet.work.events.actions import (
    approve_minutes,
    call_meeting,
    close_meeting,
)
from metodsovet.work.events.models import Attendance, Decision, Meeting, Minutes, Talk
from metodsovet.work.events.papers import decline_words, print_minutes, vote_text
from metodsovet.work.events.queries.decisions import decisions_of
from metodsovet.work.events.tests.hall import (
    Hall,
    appoint,
    closed,
    come,
    decide,
    join,
    make_hall,
    planned,
    under_way,
)
from metodsovet.work.planning.models import Occurrence
from metodsovet.work.planning.tests.town import YEAR, accepted_of, line, make_town

pytestmark = pytest.mark.django_db


def text_of(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)


def held(hall: Hall) -> Meeting:
    """Heard Lebedeva, spoke Рябов, decided for Селиванова; the last member did not come."""
    meeting = under_way(hall)
    item = meeting.items.get()
    Talk.objects.create(item=item, kind=Talk.Kind.REPORT, person=hall.world.methodist)
    Talk.objects.create(item=item, kind=Talk.Kind.REPORT, who="Иванов П.С., психолог")
    Talk.objects.create(item=item, person=hall.members[2], text="предлагает общий банк задач.")
    item.heard = "итоги по девяти школам."
    item.save()
    come(meeting, *hall.members[:4])
    meeting.attendance.filter(person=hall.members[4]).update(reason="болеет")
    Attendance.objects.create(meeting=meeting, is_guest=True, guest_name="Юрьев О.О., ректор", mark="present")
    decision = decide(meeting, hall.secretary)
    decision.votes_for, decision.votes_abstained = 3, 1
    decision.save()
    close_meeting(meeting, by=hall.by)
    return Meeting.objects.get(pk=meeting.pk)


def test_minutes_are_printed_with_everything_that_practice_asks() -> None:
    hall = make_hall()
    meeting = held(hall)

    text = text_of(print_minutes(meeting.minutes))

    for words in (
        "Протокол заседания № 1",
        "Председатель: Бирюкова\u00a0Н.С.",
        "Секретарь: Селиванова\u00a0А.Д.",
        "Присутствовали (4 из 5, кворум имеется): Бирюкова\u00a0Н.С., Ермаков\u00a0Д.О., Рябов\u00a0К.И., "
        "Селиванова\u00a0А.Д.",
        "Отсутствовали: Тихонова\u00a0Ю.М. (болеет)",
        "Приглашены: Юрьев О.О., ректор",
        "Докладывают: Лебедева\u00a0О.В., методист, МБУ «Центр развития образования»; Иванов П.С., психолог.",
        "СЛУШАЛИ: Лебедеву\u00a0О.В., методиста, МБУ «Центр развития образования»; Иванова П.С., психолог: "
        "итоги по девяти школам.",
        "ВЫСТУПИЛИ:",
        "РЕШИЛИ:",
        "1.1.\tСобрать банк задач",
        "Ответственный: Селиванова\u00a0А.Д. (СОШ № 1). Срок: до ",
        "Голосовали: «за» — 3, «против» — нет, «воздержались» — 1. Решение принято большинством голосов.",
        "Председатель\tН.С.\u00a0Бирюкова",
        "Секретарь\tА.Д.\u00a0Селиванова",
    ):
        assert words in text, words
    assert "{" not in text
    assert ".." not in text


def test_minutes_take_the_cases_that_people_corrected() -> None:
    hall = make_hall()
    meeting = held(hall)
    methodist, by = hall.world.methodist, hall.by
    post = posts_on([methodist.pk], meeting.held_on)[methodist.pk]
    set_case_forms(methodist, forms={Case.ACCS: "Лебёдку Ольгу Викторовну"}, by=by)
    set_case_forms(post, forms={Case.ACCS: "методиста-исследователя"}, by=by)

    text = text_of(print_minutes(meeting.minutes))

    assert "СЛУШАЛИ: Лебёдку\u00a0О.В., методиста-исследователя, МБУ" in text


@pytest.mark.parametrize(
    ("words", "declined"),
    (
        ("Иванов П.С., психолог", "Иванова П.С., психолог"),
        ("Лебедева О.В.", "Лебедеву О.В."),
        ("родители 5 класса", "родители 5 класса"),
    ),
)
def test_only_names_are_declined(words: str, declined: str) -> None:
    assert decline_words(words) == declined


@pytest.mark.parametrize(
    ("votes", "ending"),
    (
        ((5, 0, 0), "Решение принято единогласно."),
        ((3, 2, 0), "Решение принято большинством голосов."),
        ((2, 2, 1), "Решение не принято."),
    ),
)
def test_votes_say_what_came_of_them(votes: tuple[int, int, int], ending: str) -> None:
    decision = Decision(votes_for=votes[0], votes_against=votes[1], votes_abstained=votes[2])

    assert vote_text(decision).endswith(ending)


def test_a_decision_that_ends_with_a_stop_is_a_duty_without_it() -> None:
    hall = make_hall()
    meeting = under_way(hall)
    come(meeting, *hall.members)
    decide(meeting, hall.secretary, text="Собрать банк задач.")
    close_meeting(meeting, by=hall.by)

    approve_minutes(meeting, by=hall.by)

    assert Assignment.objects.get(kind=Assignment.Kind.EXECUTE).title == "Собрать банк задач"


def test_approve_minutes_gives_decisions_with_holder_controller_and_term() -> None:
    hall = make_hall()
    meeting = held(hall)

    first, second = approve_minutes(meeting, by=hall.by), approve_minutes(meeting, by=hall.by)

    assert first == second
    decision = Decision.objects.get()
    given = Assignment.objects.get(key=f"decision:{decision.pk}")
    assert (given.source, given.due_on, given.controller, given.accepter, given.organisation) == (
        decision,
        decision.due_on,
        hall.head,
        hall.head,
        hall.world.school,
    )
    assert [(part.role, part.person) for part in given.parts.all()] == [(Part.Role.LEAD, hall.secretary)]
    assert given.origin.startswith("Протокол №\u00a01 от ")
    asked = Assignment.objects.filter(kind=Assignment.Kind.ACKNOWLEDGE)
    assert {one.parts.get().person for one in asked} == set(hall.members) - {hall.head}
    assert Notice.objects.filter(person=hall.members[4], text__endswith="на ознакомление").count() == 1


def test_approve_minutes_gives_nothing_for_what_was_voted_down_or_taken_note_of() -> None:
    hall = make_hall()
    meeting = under_way(hall)
    come(meeting, *hall.members)
    decide(meeting, days=None, text="Принять к сведению")
    lost = decide(meeting, hall.secretary)
    lost.votes_for, lost.votes_against = 1, 4
    lost.save()
    close_meeting(meeting, by=hall.by)

    approve_minutes(meeting, by=hall.by)

    assert not Assignment.objects.filter(kind=Assignment.Kind.EXECUTE).exists()
    assert check(invariants_of("events")) == []


def invariants_of(*rooms: str) -> list[Invariant]:
    return [one for one in all_invariants() if one.name.partition(":")[0] in rooms]


def test_head_who_answers_himself_is_accepted_by_somebody_else() -> None:
    hall = make_hall()
    meeting = under_way(hall)
    come(meeting, *hall.members)
    decide(meeting, hall.head)
    close_meeting(meeting, by=hall.by)

    approve_minutes(meeting, by=hall.by)

    given = Assignment.objects.get(kind=Assignment.Kind.EXECUTE)
    assert (given.accepter, given.controller) == (None, None)
    hand_in_report(given, text="Сделано", by=hall.by)
    accept_report(given, by=user_of(hall.world.methodist))


def test_minutes_name_people_as_they_were_called_on_the_day() -> None:
    hall = make_hall()
    meeting = held(hall)
    for person, name in ((hall.secretary, "Юдина"), (hall.world.methodist, "Белова"), (hall.head, "Зимина")):
        former = (person.last_name, person.first_name, person.patronymic)
        person.former_names.create(
            **dict(zip(("last_name", "first_name", "patronymic"), former, strict=True)), until=meeting.held_on
        )
        person.last_name = name
        person.save()

    text = text_of(print_minutes(Minutes.objects.get()))

    for word in ("Юдин", "Белов", "Зимин"):
        assert word not in text
    for words in (
        "Председатель: Бирюкова\u00a0Н.С.",
        "Секретарь: Селиванова\u00a0А.Д.",
        "СЛУШАЛИ: Лебедеву\u00a0О.В., методиста",
        "Ответственный: Селиванова\u00a0А.Д. (СОШ № 1).",
    ):
        assert words in text, words


def test_next_meeting_opens_with_decisions_that_are_still_open() -> None:
    hall = make_hall()
    meeting = held(hall)
    approve_minutes(meeting, by=hall.by)
    given = Assignment.objects.get(kind=Assignment.Kind.EXECUTE)

    following = planned(hall, clock.today() + timedelta(days=5))

    first = following.items.first()
    assert first is not None
    assert (first.title, first.about, [talk.person for talk in first.talks.all()]) == (
        "Исполнение решений заседания №\u00a01",
        meeting,
        [hall.head],
    )
    hand_in_report(given, text="Собрали", by=user_of(hall.secretary))
    accept_report(given, by=hall.by)
    assert [one.standing for one in decisions_of([meeting.pk])[meeting.pk]] == ["done"]


def test_open_decisions_join_an_agenda_that_was_planned_before_when_people_are_called() -> None:
    hall = make_hall()
    following = planned(hall, clock.today() + timedelta(days=5))
    approve_minutes(held(hall), by=hall.by)

    call_meeting(following, by=hall.by)

    titles = [item.title for item in following.items.all()]
    assert titles == ["Исполнение решений заседания №\u00a01", "Приёмы работы с текстовой задачей"]


def test_offers_count_what_was_held_said_and_decided() -> None:
    hall = make_hall()
    approve_minutes(held(hall), by=hall.by)
    period = Period(clock.today(), clock.today())

    figures = {
        name: figure_named(f"events:{name}").compute(scope, period)
        for scope in (hall.community,)
        for name in ("meetings_held", "attendance_share", "talks", "decisions_made", "decisions_executed_share")
    }

    values = {name: figure.value for name, figure in figures.items()}
    assert values == {
        "meetings_held": 1,
        "attendance_share": Decimal("0.8"),
        "talks": 2,
        "decisions_made": 1,
        "decisions_executed_share": 0,
    }
    assert {name: figure.rows.count() for name, figure in figures.items()} == {
        "meetings_held": 1,
        "attendance_share": 5,
        "talks": 2,
        "decisions_made": 1,
        "decisions_executed_share": 1,
    }
    of_school = figure_named("events:meetings_held").compute(hall.world.school, period)
    assert of_school.value == 1


def test_pedagogical_council_meets_like_any_community() -> None:
    hall = make_hall()
    council = community_at(hall.world.school, "Педсовет", code=CommunityKind.Code.PEDAGOGICAL_COUNCIL)
    for person in (*hall.members, hall.world.head, hall.world.deputy):
        join(council, person)
    appoint(council, hall.world.head, "head")
    school = replace(hall, community=council, head=hall.world.head, members=[*hall.members, hall.world.head])

    minutes = closed(school)
    approve_minutes(minutes.meeting, by=school.by)

    assert minutes.meeting.chair == hall.world.head
    assert Assignment.objects.get(kind=Assignment.Kind.EXECUTE).controller == hall.world.head


def test_every_trace_of_a_meeting_is_told() -> None:
    titles = {trace.title for trace in all_traces() if trace.model._meta.app_label == "events"}

    assert titles == {
        "Заседания: явка",
        "Заседания: выступления",
        "Заседания: решения, за которые отвечает",
        "Заседания, которые вёл",
        "Заседания, где был секретарём",
        "Записи в ходе заседаний",
    }


def test_meeting_is_evidence_of_the_line_of_the_plan_that_it_fulfils() -> None:
    town = make_town()
    plan = accepted_of(town, line("Отчёт объединений школ", "до 15 июня", "Руководители ШМО", "1"))
    occurrence = Occurrence.objects.get(activity__plan=plan, school_year=YEAR.start)
    community = Community.objects.get(name="ШМО учителей химии")
    join(community, town.school_head)
    hall = Hall(town.world, community, town.school_head, town.school_head, [town.school_head])
    minutes = closed(hall, occurrence=occurrence)

    approve_minutes(minutes.meeting, by=hall.by)

    duty = Assignment.objects.get(parts__person=town.school_head, content_type__model="occurrence")
    evidence = Evidence.objects.get(assignment=duty)
    assert (evidence.record, evidence.title) == (minutes.meeting, "Заседание №\u00a01. Что показали работы")
    titles = [item.title for item in minutes.meeting.items.all()]
    assert titles == ["Отчёт объединений школ", "Приёмы работы с текстовой задачей"]


def test_call_meeting_dates_the_line_of_the_own_plan_only_when_it_may() -> None:
    town = make_town()
    plan = accepted_of(town, line("Неделя", "до 15 июня", "методисты", "1"))
    occurrence = Occurrence.objects.get(activity__plan=plan, school_year=YEAR.start)
    community = Community.objects.get(name="ГМО учителей физики")
    join(community, town.city_head)
    hall = Hall(town.world, community, town.city_head, town.city_head, [town.city_head])

    call_meeting(planned(hall, occurrence=occurrence), by=hall.by)
    occurrence.refresh_from_db()
    before = occurrence.held_on
    call_meeting(planned(hall, occurrence=occurrence), by=town.by, dates_plan=True)
    occurrence.refresh_from_db()

    assert (before, occurrence.held_on) == (None, clock.today())
