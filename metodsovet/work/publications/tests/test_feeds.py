from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from metodsovet.ground.access.once import new_key
from metodsovet.ground.directory.actions.merging import merge_people
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.tests.world import make_person, user_of
from metodsovet.ground.files.models import StoredFile
from metodsovet.ground.files.tests.corpus import pdf
from metodsovet.ground.notifications.models import Notice, Topic
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.searching import Asked, all_kinds, find
from metodsovet.work.communities.actions import close_community, end_membership
from metodsovet.work.communities.models import Membership
from metodsovet.work.events.tests.hall import Hall, join, make_hall
from metodsovet.work.publications import actions
from metodsovet.work.publications.actions import PostDraft
from metodsovet.work.publications.models import Post, PostEdition

pytestmark = pytest.mark.django_db


def say(hall: Hall, who: int = 1, text: str = "Коллеги, каб. 21", **more: Any) -> Post:
    draft = PostDraft(text, **more)
    return actions.add_post(hall.community, draft=draft, by=user_of(hall.members[who]))


def answer(hall: Hall, post: Post, who: int = 2, text: str = "Спасибо") -> Post:
    return actions.answer_post(post, draft=PostDraft(text), by=user_of(hall.members[who]))


def scan(name: str = "Памятка.pdf") -> "ContentFile[bytes]":
    return ContentFile(pdf(), name=name)


def feed(hall: Hall) -> str:
    return f"/feeds/{hall.community.pk}/"


def refused(code: str, act: Callable[[], object]) -> None:
    with pytest.raises(DomainError) as refusal:
        act()
    assert refusal.value.code == code


def leave(hall: Hall, who: int) -> None:
    membership = Membership.objects.get(person=hall.members[who], community=hall.community)
    end_membership(membership, until=clock.today() - timedelta(days=1), by=hall.by)


def test_add_post_with_files_is_seen_by_members(client: Client) -> None:
    hall = make_hall()
    post = say(hall, files=[scan()])
    client.force_login(user_of(hall.members[2]))

    page = client.get(feed(hall)).content.decode()

    assert "Коллеги, каб.\u00a021" in page
    assert "Памятка.pdf" in page
    file = StoredFile.objects.get(object_id=post.pk)
    assert client.get(file.get_absolute_url()).status_code == 200


def test_add_post_of_nothing_or_of_too_much_is_refused_and_saves_nothing() -> None:
    hall = make_hall()

    refused("nothing_said", lambda: say(hall, text="  "))
    refused("too_many_files", lambda: say(hall, files=[scan(f"{n}.pdf") for n in range(6)]))
    with pytest.raises(DomainError):
        say(hall, files=[ContentFile(b"MZ\x90\x00", name="отчёт.exe")])
    assert not Post.objects.exists()
    assert not StoredFile.objects.exists()


def test_people_are_told_once_a_day_and_the_author_of_a_question_of_each_answer() -> None:
    hall = make_hall()
    question = say(hall, text="До каникул?", is_question=True)
    say(hall, 2, "Ещё одно")
    answer(hall, question, 2, "После")
    answer(hall, question, 3, "До")

    told = Notice.objects.filter(topic=Topic.FEEDS)
    assert told.filter(person=hall.members[3]).count() == 1
    assert told.filter(person=hall.members[1], key__startswith="publications:answer").count() == 2
    assert not told.filter(person=hall.members[1], text__contains="До каникул?").exists()
    with clock.at(clock.now() + timedelta(days=1)):
        say(hall, text="Завтра")
    assert told.filter(person=hall.members[3]).count() == 2


def test_answers_stand_under_the_first_message() -> None:
    hall = make_hall()
    first = say(hall)
    reply = answer(hall, first)

    nested = answer(hall, reply, 3)

    assert (reply.parent, nested.parent, nested.kind) == (first, first, "answer")


def test_edit_post_keeps_what_it_said_before() -> None:
    hall = make_hall()
    post = say(hall, text="Во вторник")
    by = user_of(hall.members[1])

    post = actions.edit_post(post, text="В среду", version=1, by=by)

    assert (post.text, post.edited_at is not None) == ("В среду", True)
    assert list(PostEdition.objects.values_list("text", flat=True)) == ["Во вторник"]
    refused("edited_by_other", lambda: actions.edit_post(post, text="В четверг", version=1, by=by))
    refused("nothing_said", lambda: actions.edit_post(post, text=" ", version=2, by=by))
    actions.edit_post(post, text="В среду", version=2, by=by)
    assert PostEdition.objects.count() == 1


def test_remove_post_leaves_a_mark_and_its_answers(client: Client) -> None:
    hall = make_hall()
    post = say(hall, text="Не то", files=[scan()])
    actions.edit_post(post, text="Совсем не то", version=1, by=user_of(hall.members[1]))
    answer(hall, post, text="Ответ остаётся")

    actions.remove_post(post, by=user_of(hall.members[1]))
    actions.remove_post(post, by=hall.by)

    client.force_login(hall.by)
    page = client.get(feed(hall)).content.decode()
    assert "Сообщение удалено автором" in page
    assert "Ответ остаётся" in page
    assert "не то" not in page.casefold()
    assert not StoredFile.objects.exists()
    assert not PostEdition.objects.exists()
    refused("is_removed", lambda: answer(hall, post))
    post.refresh_from_db()
    refused("is_removed", lambda: actions.edit_post(post, text="Снова", version=post.version, by=hall.by))


def test_pin_post_stands_first_and_alone(client: Client) -> None:
    hall = make_hall()
    first, second = say(hall, text="Первое"), say(hall, text="Второе")
    actions.pin_post(second, by=hall.by)

    actions.pin_post(first, by=hall.by)

    assert list(Post.objects.filter(is_pinned=True)) == [first]
    client.force_login(user_of(hall.members[3]))
    page = client.get(feed(hall)).content.decode()
    assert page.index("Первое") < page.index("Второе")
    assert "закреплено" in page
    refused("is_answer", lambda: actions.pin_post(answer(hall, first), by=hall.by))
    actions.unpin_post(first, by=hall.by)
    assert not Post.objects.filter(is_pinned=True).exists()


def test_choose_answer_settles_a_question_and_may_be_taken_back() -> None:
    hall = make_hall()
    question = say(hall, text="Когда?", is_question=True)
    helped = answer(hall, question)

    assert actions.choose_answer(helped, by=user_of(hall.members[1])).answer == helped
    assert actions.choose_answer(helped, by=user_of(hall.members[1])).answer == helped
    assert actions.choose_answer(helped, is_chosen=False, by=user_of(hall.members[1])).answer is None
    refused("not_an_answer", lambda: actions.choose_answer(answer(hall, say(hall)), by=hall.by))


@pytest.mark.parametrize(
    ("who", "status"),
    (("member", 200), ("deputy", 200), ("methodist", 200), ("colleague", 404), ("foreign_methodist", 404)),
)
def test_a_feed_is_open_to_its_people_and_keepers_only(client: Client, who: str, status: int) -> None:
    hall = make_hall()
    post = say(hall, files=[scan()])
    people = {"member": hall.members[2], "colleague": make_person("Чужова Инна Львовна", hall.world.school)}
    client.force_login(user_of(people.get(who) or getattr(hall.world, who)))
    file = StoredFile.objects.get()

    statuses = {client.get(url).status_code for url in (feed(hall), post.get_absolute_url(), file.get_absolute_url())}

    assert statuses == {status}
    community = client.get(hall.community.get_absolute_url())
    if community.status_code == 200:
        assert ("/feeds/" in community.content.decode()) == (status == 200)


def test_whoever_leaves_loses_the_feed_and_its_files(client: Client) -> None:
    hall = make_hall()
    post = say(hall, who=2, files=[scan()])
    leave(hall, 2)
    client.force_login(user_of(hall.members[2]))

    for url in (feed(hall), post.get_absolute_url(), StoredFile.objects.get().get_absolute_url()):
        assert client.get(url).status_code == 404
    assert client.post(f"{feed(hall)}posts/add/", {"text": "Я ещё здесь"}).status_code == 404
    assert client.post(f"/feeds/posts/{post.pk}/remove/").status_code == 404


def test_the_feed_of_a_closed_community_is_only_read(client: Client) -> None:
    hall = make_hall()
    post = say(hall)
    close_community(hall.community, by=user_of(hall.world.methodist))
    later = clock.now() + timedelta(days=3)

    refused("is_closed", lambda: say(hall))
    refused("is_closed", lambda: answer(hall, post))
    refused("is_closed", lambda: actions.remove_post(post, by=hall.by))
    client.force_login(user_of(hall.members[2]))
    with clock.at(later):
        page = client.get(feed(hall))
        assert client.post(f"{feed(hall)}posts/add/", {"text": "Ещё"}).status_code == 403
    assert "Его лента только читается" in page.content.decode()
    assert "Отправить" not in page.content.decode()


@pytest.mark.parametrize(
    ("verb", "author", "other", "head"),
    (("edit", 200, 403, 403), ("remove", 302, 403, 302), ("pin", 403, 403, 302), ("answer", 200, 200, 200)),
)
def test_authors_change_their_own_and_the_head_keeps_order(
    client: Client, verb: str, author: int, other: int, head: int
) -> None:
    hall = make_hall()
    expected = {1: author, 2: other, 0: head}

    for who, status in expected.items():
        post = say(hall, 1)
        client.force_login(user_of(hall.members[who]))
        address = f"/feeds/posts/{post.pk}/{verb}/"
        found = client.get(address) if verb in ("edit", "answer") else client.post(address)
        assert (who, found.status_code) == (who, status)


def test_a_double_press_posts_once(client: Client) -> None:
    hall = make_hall()
    client.force_login(user_of(hall.members[1]))
    form = {"text": "Один раз", "form_key": new_key()}

    for _ in range(2):
        upload = SimpleUploadedFile("Памятка.pdf", pdf())
        assert client.post(f"{feed(hall)}posts/add/", form | {"attached": [upload]}).status_code == 302

    assert (Post.objects.count(), StoredFile.objects.count()) == (1, 1)
    answers = {"text": "Ответ", "form_key": new_key()}
    for _ in range(2):
        client.post(f"/feeds/posts/{Post.objects.get(parent=None).pk}/answer/", answers)
    assert Post.objects.filter(kind="answer").count() == 1


def test_a_refused_file_keeps_the_words_on_the_form(client: Client) -> None:
    hall = make_hall()
    client.force_login(user_of(hall.members[1]))
    form = {"text": "Слова остаются", "attached": [SimpleUploadedFile("отчёт.exe", b"MZ\x90\x00")]}

    answered = client.post(f"{feed(hall)}posts/add/", form)

    assert answered.status_code == 422
    assert "Слова остаются" in answered.content.decode()
    assert not Post.objects.exists()


def test_posts_are_found_by_words_by_those_who_read_them() -> None:
    hall = make_hall()
    post = say(hall, text="Пробник проведём после каникул")
    stranger = make_person("Чужова Инна Львовна", hall.world.school)

    assert _found("пробники", hall.members[2]) == [post]
    assert _found("пробники", stranger) == []
    actions.remove_post(post, by=hall.by)
    assert _found("пробники", hall.members[2]) == []


def test_words_of_a_double_pass_to_the_kept_person() -> None:
    hall = make_hall()
    double = make_person("Рябов Константин Игоревич", hall.world.school)
    join(hall.community, double)
    post = actions.add_post(hall.community, draft=PostDraft("От двойника"), by=user_of(double))

    merge_people(hall.members[2], doubled=double, account=hall.members[2].user, by=user_of(hall.world.methodist))

    post.refresh_from_db()
    assert post.author == hall.members[2]


def test_a_feed_takes_as_many_queries_for_many_posts(client: Client) -> None:
    hall = make_hall()
    client.force_login(hall.by)

    def count() -> int:
        client.get(feed(hall))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(feed(hall)).status_code == 200
        return len(queries)

    def fill(number: int) -> None:
        for _ in range(number):
            post = say(hall, files=[scan()])
            actions.edit_post(post, text="Иначе", version=1, by=user_of(hall.members[1]))
            answer(hall, post)
            answer(hall, post, 3)

    fill(1)
    few = count()
    fill(4)

    assert count() == few


def _found(words: str, person: Person) -> list[Post]:
    kind = next(one for one in all_kinds() if one.name == "posts")
    return list(find(kind, user_of(person), Asked(words)))
