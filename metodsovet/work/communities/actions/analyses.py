"""The yearly analysis of a community: drafted from what happened, completed by its head, handed in, accepted."""

from collections.abc import Mapping

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import RoleAssignment
from metodsovet.ground.notifications.actions import notify
from metodsovet.ground.notifications.models import Topic
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import date_text
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities.analyses import all_followers
from metodsovet.work.communities.models import Analysis, AnalysisSection, Community
from metodsovet.work.communities.queries.analyses import awaited_day, freeze, had_people, is_own_analysis, sections_of
from metodsovet.work.communities.queries.keepers import NOBODY_ELSE, others_keep
from metodsovet.work.communities.rules import KEEPERS


@transaction.atomic
def draft_analysis(community: Community, *, year: SchoolYear, by: User) -> Analysis:
    """The one of the year, where it is begun already. DomainError ``year_ahead``, ``nobody_was_in``."""
    if year.first_day > clock.today():
        raise DomainError("year_ahead", f"{year} учебный год ещё не начался: анализ пишут о том, что уже было.")
    if not had_people(community, year):
        raise DomainError("nobody_was_in", f"В {year} учебном году в объединении никого не было: анализировать нечего.")
    analysis, is_new = Analysis.objects.get_or_create(community=community, school_year=year.start)
    if is_new:
        titles = enumerate(sections_of(community.kind), start=1)
        AnalysisSection.objects.bulk_create(AnalysisSection(analysis=analysis, position=n, title=t) for n, t in titles)
        record_action("draft_analysis", analysis, f"Начат анализ за {year}", by=by)
    return analysis


@transaction.atomic
def complete_analysis(analysis: Analysis, *, texts: Mapping[int, str], version: int, by: User) -> Analysis:
    """Write texts under headings, by ids of sections. DomainError ``edited_by_other``, ``is_handed_in``."""
    analysis = _held(analysis)
    analysis.state = _require("complete_analysis", analysis)
    if analysis.version != version:
        raise DomainError(
            "edited_by_other", "Пока вы писали, анализ изменили. Посмотрите, что теперь, и внесите своё ещё раз."
        )
    for section in analysis.sections.filter(pk__in=texts):
        section.text = texts[section.pk].strip()
        section.save(update_fields=["text"])
    analysis.version += 1
    analysis.save(update_fields=["state", "version"])
    record_action("complete_analysis", analysis, "Текст анализа дополнен", by=by)
    return analysis


@transaction.atomic
def hand_in_analysis(analysis: Analysis, *, by: User) -> Analysis:
    """Its figures stay as they are today; whoever keeps the community is told.

    DomainError ``too_early``, ``section_empty``.
    """
    analysis = _held(analysis)
    _require("hand_in_analysis", analysis)
    first_day = awaited_day(analysis)
    if first_day is not None:
        raise DomainError(
            "too_early",
            f"Анализ за {analysis.year} сдают с {date_text(first_day)}: год ещё идёт, и цифры замрут неполными. "
            "Написанное сохранено.",
        )
    empty = next((one for one in analysis.sections.all() if not one.text), None)
    if empty is not None:
        raise DomainError("section_empty", f"Раздел «{empty.title}» пуст: напишите хотя бы одно предложение.")
    analysis.figures = freeze(analysis, by)
    analysis.handed_in_on, analysis.handed_in_by = clock.today(), by
    analysis.return_reason = ""
    _move(analysis, "hand_in_analysis", "figures", "handed_in_on", "handed_in_by", "return_reason")
    record_action("hand_in_analysis", analysis, f"Сдан анализ за {analysis.year}", by=by)
    text = f"Сдан анализ за {analysis.year}: {analysis.community.name}. Примите его или верните."
    notify(_keepers(analysis.community, by), key=_key(analysis, "handed_in"), text=text, url=_url(analysis),
           topic=Topic.REPORTS)  # fmt: skip
    for follower in all_followers():
        follower.handed_in(analysis, by)
    return analysis


@transaction.atomic
def accept_analysis(analysis: Analysis, *, by: User) -> Analysis:
    """Its head does so only where there is nobody else, and the history tells of it. DomainError ``own_analysis``."""
    analysis = _held(analysis)
    is_own = is_own_analysis(analysis, by)
    if is_own and others_keep(analysis.community, by):
        raise DomainError("own_analysis", "О своём анализе не решают: его примет другой методист или руководитель.")
    analysis.accepted_on, analysis.accepted_by = clock.today(), by
    _move(analysis, "accept_analysis", "accepted_on", "accepted_by")
    alone = f" самим автором: {NOBODY_ELSE}" if is_own else ""
    record_action("accept_analysis", analysis, f"Принят анализ за {analysis.year}{alone}", by=by)
    _tell_author(analysis, "accepted", f"Анализ за {analysis.year} принят: {analysis.community.name}.", by)
    for follower in all_followers():
        follower.accepted(analysis, by)
    return analysis


@transaction.atomic
def return_analysis(analysis: Analysis, *, reason: str, by: User) -> Analysis:
    """To be completed and handed in again with figures of that day. DomainError ``no_reason``."""
    analysis = _held(analysis)
    if not reason.strip():
        raise DomainError("no_reason", "Напишите, что дополнить или исправить.")
    analysis.return_reason = " ".join(reason.split())[:500]
    analysis.accepted_on = analysis.accepted_by = None
    _move(analysis, "return_analysis", "return_reason", "accepted_on", "accepted_by")
    record_action("return_analysis", analysis, f"Анализ возвращён: {analysis.return_reason}", by=by)
    text = f"Анализ за {analysis.year} возвращён: {analysis.community.name}. {analysis.return_reason}"
    _tell_author(analysis, "returned", text, by)
    for follower in all_followers():
        follower.returned(analysis, by)
    return analysis


def _held(analysis: Analysis) -> Analysis:
    rows = Analysis.objects.select_for_update(of=("self",)).select_related("community__organisation", "community__kind")
    return rows.get(pk=analysis.pk)


def _require(verb: str, analysis: Analysis) -> str:
    if not Analysis.workflow.allows(verb, analysis.state):
        raise DomainError("is_handed_in", "Анализ уже сдан: попросите вернуть его, чтобы дополнить.")
    return Analysis.workflow.check(verb, analysis.state)


def _move(analysis: Analysis, verb: str, *fields: str) -> None:
    analysis.state = Analysis.workflow.check(verb, analysis.state)
    analysis.version += 1
    analysis.save(update_fields=["state", "version", *fields])


def _keepers(community: Community, by: User) -> set[int]:
    """Ids of those who act at the nearest node that has anybody, but for whoever does it himself."""
    held = RoleAssignment.objects.today().filter(role__in=KEEPERS, organisation__in=community.organisation.ancestor_ids)
    at_nodes: dict[int, set[int]] = {}
    for node, person in held.values_list("organisation_id", "person_id"):
        at_nodes.setdefault(node, set()).add(person)
    own = getattr(getattr(by, "person", None), "pk", None)
    for node in reversed(community.organisation.ancestor_ids):
        people = at_nodes.get(node, set()) - {own}
        if people:
            return people
    return set()


def _tell_author(analysis: Analysis, what: str, text: str, by: User) -> None:
    person = getattr(analysis.handed_in_by, "person", None)
    if person is not None and analysis.handed_in_by != by:
        notify([person.pk], key=_key(analysis, what), text=text, url=_url(analysis), topic=Topic.REPORTS)


def _key(analysis: Analysis, what: str) -> str:
    return f"communities:analysis:{analysis.pk}:{what}:{analysis.version}"


def _url(analysis: Analysis) -> str:
    return analysis.get_absolute_url()
