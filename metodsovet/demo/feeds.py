"""What people of two communities have written in their feeds."""

from datetime import date, datetime, time, timedelta

from django.core.files.base import ContentFile

from metodsovet.demo.life import ZONE
from metodsovet.demo.people import Cast
from metodsovet.ground.access.models import User
from metodsovet.kernel import clock
from metodsovet.work.communities.models import Community, Membership, Office
from metodsovet.work.publications.actions import (
    PostDraft,
    add_post,
    answer_post,
    choose_answer,
    edit_post,
    pin_post,
    remove_post,
)
from metodsovet.work.publications.models import Post

MEMO = """Памятка к открытому занятию

1. Задача читается дважды: сначала о чём она, потом что в ней спрашивают.
2. Условие записывает ученик, а не учитель.
3. В конце занятия — одна задача без вопроса: вопрос придумывают сами.
"""


def write_feeds(cast: Cast, today: date) -> None:
    city = Community.objects.get(name="ГМО учителей математики")
    head, *others = _people(city)
    _agreement(city, head, others, today)
    _question(city, others, today)
    _small_talk(city, head, others, today)
    school = Community.objects.get(name="ШМО учителей математики", organisation=cast.places["СОШ № 1"])
    author, *_ = _people(school)
    with clock.at(_moment(today, 4, 16)):
        add_post(school, draft=PostDraft("Тетради шестых классов лежат в каб. 12, возьмите до пятницы."), by=author)


def _agreement(city: Community, head: User, others: list[User], today: date) -> None:
    """The pinned message with a file."""
    memo = ContentFile(MEMO.encode(), name="Памятка к открытому занятию.txt")
    text = "Коллеги, это памятка, о которой договорились на заседании. Берите на каждое открытое занятие."
    with clock.at(_moment(today, 30, 10)):
        post = pin_post(add_post(city, draft=PostDraft(text, [memo]), by=head), by=head)
    with clock.at(_moment(today, 29, 18)):
        answer_post(post, draft=PostDraft("Распечатали на весь кабинет, спасибо!"), by=others[1])


def _question(city: Community, others: list[User], today: date) -> None:
    text = "Берёте ли вы пробник до каникул или после? По нашей программе выходит третья четверть."
    with clock.at(_moment(today, 9, 17)):
        question = add_post(city, draft=PostDraft(text, is_question=True), by=others[0])
    said = (
        (others[1], "У нас после: до каникул не успеваем пройти дроби."),
        (others[2], "До каникул, но без двух последних заданий. Так видно, что повторить в январе."),
    )
    answers = []
    for hours, (who, words) in enumerate(said, start=18):
        with clock.at(_moment(today, 9, hours)):
            answers.append(answer_post(question, draft=PostDraft(words), by=who))
    with clock.at(_moment(today, 8, 9)):
        choose_answer(answers[-1], by=others[0])


def _small_talk(city: Community, head: User, others: list[User], today: date) -> None:
    with clock.at(_moment(today, 3, 15)):
        wrong = add_post(city, draft=PostDraft("Ключи от кабинета у меня."), by=others[3])
    with clock.at(_moment(today, 3, 16)):
        remove_post(wrong, by=others[3])
    with clock.at(_moment(today, 1, 8)):
        text = "На заседание проходите через второй вход, у главного ремонт крыльца. Каб. 21."
        post: Post = add_post(city, draft=PostDraft(text), by=head)
    with clock.at(_moment(today, 1, 9)):
        edit_post(post, text=f"{text} Второй этаж, налево.", version=post.version, by=head)


def _people(community: Community) -> list[User]:
    """The head, then members with accounts by name."""
    heads = Office.objects.today().filter(community=community, kind=Office.Kind.HEAD).select_related("person__user")
    rows = Membership.objects.today().filter(community=community, person__user__isnull=False)
    members = [row.person for row in rows.select_related("person__user").order_by("person__sort_key")]
    ordered = dict.fromkeys([*(office.person for office in heads), *members])
    return [person.user for person in ordered if person.user is not None]


def _moment(today: date, days: int, hour: int) -> datetime:
    return datetime.combine(today - timedelta(days=days), time(hour, 20), ZONE)
