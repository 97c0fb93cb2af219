"""Yearly analyses of the example: accepted, handed in, returned and only begun."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from django.db.models import QuerySet

from metodsovet.demo.community_plans import lead_of
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
AT_SCHOOL = (
    (
        "Договорились об единых требованиях к тетрадям и держались их весь год.",
        "Взаимные посещения уроков срывались: расписание не совпадало.",
        "Поставить посещения в расписание с сентября, по одному в месяц у каждого.",
    ),
    (
        "Молодой учитель провёл первый открытый урок, наставник помог с разбором.",
        "Материалы лежат у каждого своими папками, общей нет.",
        "Завести общую папку и до ноября перенести в неё лучшее.",
    ),
)
OF_OTHERS = (
    (
        "Собраны вопросы школ и детских садов, на большую часть ответили в тот же месяц.",
        "Встретились меньше раз, чем собирались: заняты одни и те же люди.",
        "Назначить дни встреч на весь год в сентябре.",
    ),
    (
        "Памяткой с ответами на частые вопросы пользуются все организации.",
        "Не успели узнать, что изменилось там, где ею пользуются.",
        "В ноябре спросить организации, что помогло, и дополнить памятку.",
    ),
)
RETURNED = "Назовите, какие занятия прошли и в каких школах: без этого задачи следующего года не обоснованы."
Code = CommunityKind.Code
SAID_BY: Mapping[str, tuple[tuple[str, ...], ...]] = {
    Code.CITY_ASSOCIATION: SAID,
    Code.SCHOOL_ASSOCIATION: AT_SCHOOL,
}
Fate = Callable[..., object]
FATES: Sequence[Fate] = (*[accept_analysis] * 4, hand_in_analysis, return_analysis)
"""Of every six associations."""
FIRST_DAY, DAYS = 20, 5
"""Of May."""


def analyse(cast: Cast, today: date) -> None:
    """Of the past year, in its last days of May; the association of mathematicians has begun this year's too."""
    year = SchoolYear.of(today)
    last = year.previous
    for communities in (_headed(Code.CITY_ASSOCIATION), _headed(Code.SCHOOL_ASSOCIATION)):
        for number, community in enumerate(communities):
            fate = FATES[number % len(FATES)]
            with clock.at(_in_may(last, number)):
                _analyse(community, last, (number, fate), cast)
    for number, community in enumerate(one_of_each_kind()):
        with clock.at(_in_may(last, number)):
            _analyse(community, last, (number, accept_analysis), cast)
    community = Community.objects.get(name="ГМО учителей математики")
    with clock.at(morning(today)):
        by = _head_of(community, cast)
        analysis = draft_analysis(community, year=year, by=by)
        _write(analysis, SAID[0][:1], by)


def _in_may(year: SchoolYear, number: int) -> datetime:
    """Before whatever is closed at the end of the year."""
    return morning(date(year.start + 1, 5, FIRST_DAY + number % DAYS))


def _headed(code: str) -> QuerySet[Community]:
    rows = Community.objects.filter(kind__code=code, closed_on=None, offices__kind=Office.Kind.HEAD)
    return rows.select_related("kind", "organisation").order_by("pk").distinct()


def _analyse(community: Community, year: SchoolYear, told: tuple[int, Fate], cast: Cast) -> None:
    number, fate = told
    by = _head_of(community, cast)
    analysis = draft_analysis(community, year=year, by=by)
    said = SAID_BY.get(community.kind.code, OF_OTHERS)
    analysis = _write(analysis, said[number % len(said)], by)
    analysis = hand_in_analysis(analysis, by=by)
    if fate is accept_analysis:
        accept_analysis(analysis, by=_keeper(community, cast, by))
    elif fate is return_analysis:
        return_analysis(analysis, reason=RETURNED, by=_keeper(community, cast, by))


def _keeper(community: Community, cast: Cast, by: User) -> User:
    """At a school its lead, else a methodist who did not hand it in himself."""
    if community.kind.code == Code.SCHOOL_ASSOCIATION:
        return lead_of(community.organisation)
    return _other_keeper(cast, by)


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
