from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from metodsovet.ground.directory.tests.world import World, make_person, make_world, user_of
from metodsovet.ground.documents.models import Act
from metodsovet.kernel.errors import DomainError
from metodsovet.work.communities.actions import (
    AppendixGround,
    apply_appendix,
    appoint_officer,
    decide_line,
    discard_appendix,
    load_appendix,
)
from metodsovet.work.communities.matching import Judged, judge_appendix
from metodsovet.work.communities.models import Appendix, Community, Office
from metodsovet.work.communities.reading import Line
from metodsovet.work.communities.tests.kinds import Code, community_at, kind_at
from metodsovet.work.communities.tests.test_members import FIRST
from metodsovet.work.communities.tests.word_files import HEAD, word_file

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 1)


def ground_of(world: World, act: Act | None = None) -> AppendixGround:
    return AppendixGround(kind_at(world.town, Code.CITY_ASSOCIATION), DAY, act)


def loaded(world: World, *rows: tuple[str, str, str, str], act: Act | None = None) -> Appendix:
    """Rows are (community, head, place, curator)."""
    lines = [Line(n, one, head, "учитель", place, curator) for n, (one, head, place, curator) in enumerate(rows, 1)]
    by = user_of(world.methodist)
    return load_appendix(world.town, lines=lines, file_name="приложение.docx", ground=ground_of(world, act), by=by)


def judged(world: World, appendix: Appendix) -> list[Judged]:
    return judge_appendix(appendix, user=user_of(world.methodist))


def test_apply_appendix_makes_communities_heads_and_curators_by_the_act() -> None:
    world = make_world()
    act = Act.objects.create(organisation=world.town, number="181", title="О руководителях")
    appendix = loaded(world, ("ГМО математиков", "Бирюкова Нина Сергеевна", "СОШ № 1", "Лебедева О.В."), act=act)

    apply_appendix(appendix, by=user_of(world.methodist))

    community = Community.objects.get()
    assert (community.name, community.organisation, community.established_by) == ("ГМО математиков", world.town, act)
    offices = set(Office.objects.values_list("kind", "person", "since", "basis"))
    assert offices == {("head", world.teacher.pk, DAY, act.pk), ("curator", world.methodist.pk, DAY, act.pk)}
    appendix.refresh_from_db()
    row = appendix.rows.get()
    assert (appendix.state, row.community) == (Appendix.State.APPLIED, community)
    assert row.outcome == "Объединение создано, руководитель назначен, куратор назначен"


def test_apply_appendix_finds_the_community_and_replaces_its_head() -> None:
    world = make_world()
    by = user_of(world.methodist)
    community = community_at(world.town, "ГМО математиков", code=Code.CITY_ASSOCIATION)
    appoint_officer(community, person=world.head, since=FIRST, by=by)
    appendix = loaded(world, ("ГМО Математиков", "Бирюкова Н.С.", "Школа №1", ""))
    (line,) = judged(world, appendix)
    assert line.remarks == ["Сейчас руководит В.Г.\u00a0Устинова: его срок закончится накануне."]

    apply_appendix(appendix, by=by)

    assert Community.objects.get() == community
    heads = list(Office.objects.order_by("since").values_list("person", "until"))
    assert heads == [(world.head.pk, date(2026, 8, 31)), (world.teacher.pk, None)]


def test_two_people_of_one_name_are_asked_about() -> None:
    world = make_world()
    by = user_of(world.methodist)
    first, second = (make_person("Иванова Анна Петровна", place) for place in (world.school, world.second_school))
    appendix = loaded(world, ("ГМО химиков", "Иванова Анна Петровна", "", ""))
    (line,) = judged(world, appendix)
    assert [(one.value, one.hint) for one in line.doubts[0].choices] == [
        (str(first.pk), "учитель, СОШ № 1"),
        (str(second.pk), "учитель, СОШ № 2"),
    ]

    decide_line(line.row, choices={"head": str(second.pk)}, by=by)

    (line,) = judged(world, appendix)
    assert line.is_ready
    assert line.head is not None
    assert line.head.pk == second.pk


def test_two_people_of_one_name_are_told_apart_by_the_place() -> None:
    world = make_world()
    make_person("Иванова Анна Петровна", world.school)
    second = make_person("Иванова Анна Петровна", world.second_school)

    (line,) = judged(world, loaded(world, ("ГМО химиков", "Иванова А.П.", "МБОУ «СОШ № 2»", "")))

    assert line.head is not None
    assert line.head.pk == second.pk


def test_one_person_in_two_lines_is_told_and_allowed() -> None:
    world = make_world()
    appendix = loaded(
        world, ("ГМО химиков", "Бирюкова Н.С.", "СОШ № 1", ""), ("ГМО физиков", "Бирюкова Н.С.", "СОШ № 1", "")
    )

    lines = judged(world, appendix)

    assert [line.remarks for line in lines] == [["Этот же человек в строке 2."], ["Этот же человек в строке 1."]]
    apply_appendix(appendix, by=user_of(world.methodist))
    assert Office.objects.filter(person=world.teacher, kind="head").count() == 2


@pytest.mark.parametrize(
    ("head", "place", "reason"),
    (
        ("Неведомова Анна Ивановна", "СОШ № 1", "В справочнике такого человека нет"),
        ("Бирюкова Нина Сергеевна", "СОШ № 2", "В справочнике он работает не в «СОШ № 2»"),
        ("Бирюкова Нина Сергеевнв", "СОШ № 1", "Такого имени в справочнике нет, похожее есть"),
        ("вакансия", "СОШ № 1", "«вакансия» не похоже на имя человека"),
    ),
)
def test_doubts_say_why(head: str, place: str, reason: str) -> None:
    world = make_world()

    (line,) = judged(world, loaded(world, ("ГМО химиков", head, place, "")))

    assert [doubt.reason.startswith(reason) for doubt in line.doubts] == [True]


def test_people_of_another_municipality_are_not_offered() -> None:
    world = make_world()
    name = world.foreign_deputy.full_name

    (line,) = judged(world, loaded(world, ("ГМО химиков", name, "", "")))

    assert line.doubts[0].choices == ()


def test_a_community_like_a_known_one_is_asked_about() -> None:
    world = make_world()
    known = community_at(world.town, "ГМО учителей химии", code=Code.CITY_ASSOCIATION)
    appendix = loaded(world, ("Городское объединение педагогов химии", "Бирюкова Н.С.", "СОШ № 1", ""))
    (line,) = judged(world, appendix)
    assert [one.value for one in line.doubts[0].choices] == [str(known.pk), "new"]

    decide_line(line.row, choices={"community": "new"}, by=user_of(world.methodist))

    assert judged(world, appendix)[0].is_new


def test_the_same_community_twice_is_refused_the_second_time() -> None:
    world = make_world()
    row = ("ГМО химиков", "Бирюкова Н.С.", "СОШ № 1", "")

    first, second = judged(world, loaded(world, row, row))

    assert (first.is_ready, second.is_ready) == (True, False)
    assert "строке 1" in second.refusal


def test_apply_appendix_without_a_clear_line_is_refused_and_changes_nothing() -> None:
    world = make_world()
    appendix = loaded(world, ("ГМО химиков", "Неведомова Анна Ивановна", "", ""))

    with pytest.raises(DomainError) as refusal:
        apply_appendix(appendix, by=user_of(world.methodist))

    assert refusal.value.code == "nothing_ready"
    assert not Community.objects.exists()


def test_apply_appendix_twice_or_after_discarding_is_refused() -> None:
    world = make_world()
    by = user_of(world.methodist)
    row = ("ГМО химиков", "Бирюкова Н.С.", "СОШ № 1", "")
    applied, discarded = loaded(world, row), loaded(world, row)
    apply_appendix(applied, by=by)
    discard_appendix(discarded, by=by)

    for appendix in (applied, discarded):
        with pytest.raises(DomainError) as refusal:
            apply_appendix(appendix, by=by)
        assert refusal.value.code == "move_not_allowed"
    assert Office.objects.count() == 1


def test_load_appendix_pages_from_the_file_to_the_communities(client: Client) -> None:
    world = make_world()
    client.force_login(user_of(world.methodist))
    content = word_file(
        HEAD,
        ("1", "ГМО математиков", "Бирюкова Н.С.", "учитель, СОШ № 1", ""),
        ("2", "ГМО химиков", "Неведомова Анна Ивановна", "учитель", ""),
    )
    fields = {"organisation": world.town.pk, "kind": kind_at(world.town, Code.CITY_ASSOCIATION).pk, "since": f"{DAY}"}

    answer = client.post("/communities/appendices/load/", {**fields, "file": SimpleUploadedFile("прил.docx", content)})
    appendix = Appendix.objects.get()
    page = client.get(answer["Location"]).content.decode()
    client.post(f"/communities/appendices/lines/{appendix.rows.get(position=3).pk}/decide/", {"head": "nobody"})
    client.post(f"/communities/appendices/{appendix.pk}/apply/")

    assert "В справочнике такого человека нет" in page.replace("\u00a0", " ")
    assert sorted(Community.objects.values_list("name", flat=True)) == ["ГМО математиков", "ГМО химиков"]
    assert list(Office.objects.values_list("person", flat=True)) == [world.teacher.pk]


def test_load_appendix_of_a_file_without_a_table_says_what_is_missing(client: Client) -> None:
    world = make_world()
    client.force_login(user_of(world.methodist))
    file = SimpleUploadedFile("план.docx", word_file(("Мероприятие", "Срок"), ("Сбор", "май")))
    fields = {"organisation": world.town.pk, "kind": kind_at(world.town, Code.CITY_ASSOCIATION).pk, "since": f"{DAY}"}

    answer = client.post("/communities/appendices/load/", {**fields, "file": file})

    assert answer.status_code == 422
    assert "не нашлась таблица" in answer.content.decode()
    assert not Appendix.objects.exists()
