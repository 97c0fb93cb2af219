"""Yearly analyses of the example: accepted, handed in, returned and only begun."""

from collections.abc import Sequence
from datetime import date

from metodsovet.demo.every_kind import one_of_each_kind
from metodsovet.demo.life import morning
from metodsovet.demo.people import Cast
from metodsovet.ground.access.models import User
from metodsovet.kernel import clock
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities.actions import (
    accept_analysis,
    complete_analysis,
    draft_analysis,
    hand_in_analysis,
    return_analysis,
)
from metodsovet.work.communities.models import Analysis, Community, CommunityKind, Office

SAID = (
    (
        "Открытые занятия прошли во всех школах группы, к каждому собраны задания.\n"
        "Двое участников впервые выступили перед округом.",
        "Учителя отдалённых школ приезжали не на все встречи: нет удобного автобуса.\n"
        "Банк заданий пополняют одни и те же люди.",
        "Две встречи из пяти провести дистанционно.\nПо одному заданию в банк от каждой школы к ноябрю.",
    ),
    (
        "Составлен общий тематический план, им пользуются новые коллеги.",
        "Не хватило времени разобрать работы второго полугодия.",
        "Разобрать работы до зимних каникул, чтобы успеть помочь тем, кому трудно.",
    ),
)
RETURNED = "Назовите, какие занятия прошли и в каких школах: без этого задачи следующего года не обоснованы."
ACCEPTED, HANDED_IN = 4, 5
EVERY = 2
"""Of the other kinds every second one has been analysed."""


def analyse(cast: Cast, today: date) -> None:
    """Of the past year, in its last days of May; the association of mathematicians has begun this year's too."""
    year = SchoolYear.of(today)
    last = year.previous
    rows = Community.objects.filter(kind__code=CommunityKind.Code.CITY_ASSOCIATION, closed_on=None).order_by("pk")
    for number, community in enumerate(rows):
        with clock.at(morning(date(last.start + 1, 5, 20 + number))):
            _analyse(community, last, number, cast)
    for number, community in enumerate([one for one in one_of_each_kind() if one.kind.is_standing][::EVERY]):
        with clock.at(morning(date(last.start + 1, 5, 20 + number % 8))):
            _analyse(community, last, number % ACCEPTED, cast)
    community = Community.objects.get(name="ГМО учителей математики")
    with clock.at(morning(today)):
        by = _head_of(community, cast)
        analysis = draft_analysis(community, year=year, by=by)
        _write(analysis, SAID[0][:1], by)


def _analyse(community: Community, year: SchoolYear, number: int, cast: Cast) -> None:
    by = _head_of(community, cast)
    analysis = draft_analysis(community, year=year, by=by)
    analysis = _write(analysis, SAID[number % len(SAID)], by)
    analysis = hand_in_analysis(analysis, by=by)
    if number < ACCEPTED:
        accept_analysis(analysis, by=_other_keeper(cast, by))
    elif number >= HANDED_IN:
        return_analysis(analysis, reason=RETURNED, by=cast.author)


def _other_keeper(cast: Cast, by: User) -> User:
    """A methodist who did not hand it in himself."""
    return cast.author if by != cast.author else User.objects.get(login="methodist2")


def _write(analysis: Analysis, said: Sequence[str], by: User) -> Analysis:
    texts = {section.pk: text for section, text in zip(analysis.sections.all(), said, strict=False)}
    return complete_analysis(analysis, texts=texts, version=analysis.version, by=by)


def _head_of(community: Community, cast: Cast) -> User:
    """Its head, where he has an account."""
    heads = Office.objects.today().filter(community=community, kind=Office.Kind.HEAD, person__user__isnull=False)
    office = heads.select_related("person__user").first()
    return office.person.user if office else cast.author
