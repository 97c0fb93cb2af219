"""What is new in feeds for their reader, and feeds cut to what has files."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from metodsovet.ground.directory.actions.merging import merge_people
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.tests.world import make_person, user_of
from metodsovet.work.communities.models import CommunityKind
from metodsovet.work.communities.tests.kinds import community_at
from metodsovet.work.events.tests.hall import join, make_hall
from metodsovet.work.publications import actions
from metodsovet.work.publications.actions import PostDraft
from metodsovet.work.publications.models import FeedMark
from metodsovet.work.publications.tests.test_feeds import answer, feed, pytestmark, say, scan

__all__ = ["pytestmark"]


def test_what_is_not_read_is_counted_on_the_tab_until_the_feed_is_opened(client: Client) -> None:
    hall = make_hall()
    client.force_login(user_of(hall.members[2]))
    page = hall.community.get_absolute_url()
    client.get(feed(hall))
    question = say(hall, text="Когда?", is_question=True)
    answer(hall, question, 3)
    answer(hall, question, 2, "Свой ответ не новый")

    assert "2\u00a0новых" in client.get(page).content.decode()
    opened = client.get(feed(hall)).content.decode()
    assert opened.count(">новое<") == 2
    assert "2\u00a0новых" not in opened
    assert "2\u00a0новых" not in client.get(page).content.decode()
    assert ">новое<" not in client.get(feed(hall)).content.decode()


def test_home_counts_what_is_not_read_in_ones_communities(client: Client) -> None:
    hall = make_hall()
    say(hall)
    removed = say(hall, text="Ошибся")
    actions.remove_post(removed, by=user_of(hall.members[1]))
    foreign = make_person("Чужова Инна Львовна", hall.world.school)

    def home(person: Person) -> str:
        client.force_login(user_of(person))
        return client.get("/").content.decode()

    assert "1\u00a0новое" in home(hall.members[2])
    assert "участник · СОШ № 1" in home(hall.members[2]).replace("\u00a0", " ")
    assert "новое" not in home(hall.members[1])
    assert hall.community.name not in home(foreign)


def test_home_takes_as_many_queries_for_many_communities(client: Client) -> None:
    hall = make_hall()
    client.force_login(user_of(hall.members[2]))

    def count() -> int:
        client.get("/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        return len(queries)

    say(hall)
    few = count()
    for number in range(3):
        other = community_at(hall.world.school, f"Группа {number}", code=CommunityKind.Code.CREATIVE_GROUP)
        join(other, hall.members[2])
        join(other, hall.members[1])
        actions.add_post(other, draft=PostDraft("Новое"), by=user_of(hall.members[1]))

    assert count() == few


def test_a_feed_shows_only_what_has_files(client: Client) -> None:
    hall = make_hall()
    say(hall, text="Без файла")
    say(hall, text="С файлом", files=[scan()])
    question = say(hall, text="Вопрос с памяткой в ответе", is_question=True)
    actions.answer_post(question, draft=PostDraft("Вот", [scan("Ответ.pdf")]), by=user_of(hall.members[2]))
    client.force_login(hall.by)

    page = client.get(f"{feed(hall)}?files=yes").content.decode()

    assert ["Без\u00a0файла" in page, "С\u00a0файлом" in page, "Ответ.pdf" in page] == [False, True, True]


def test_what_two_doubles_have_read_becomes_one_mark(client: Client) -> None:
    hall = make_hall()
    kept, double = hall.members[1], hall.members[2]
    for person in (kept, double):
        client.force_login(user_of(person))
        client.get(feed(hall))

    merge_people(kept, doubled=double, account=kept.user, by=user_of(hall.world.methodist))

    assert FeedMark.objects.filter(person=kept).count() == 1 == FeedMark.objects.count()
