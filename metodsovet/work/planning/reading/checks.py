"""Warnings of a plan: what a careful reader would ask about. None of them blocks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from metodsovet.kernel.parties import PartyKind
from metodsovet.kernel.russian import date_text
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms import TermKind
from metodsovet.work.planning.reading.acts import Requisites
from metodsovet.work.planning.reading.drafts import Draft, Drafts
from metodsovet.work.planning.reading.numbering import order_of
from metodsovet.work.planning.reading.result import Act, ReadActivity, ReadWarning, Role

_HAS_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d\.\d{1,2}\.\d\d(?!\d)")
_JOINED = {
    1: "соединена одна ячейка",
    2: "соединены две ячейки",
    3: "соединены три ячейки",
    4: "соединены четыре ячейки",
}
_NUMBERED_SHARE = 0.5
_ASKED = {Role.TITLE: "мероприятие", Role.TERM: "срок", Role.PARTIES: "ответственные"}


def with_warnings(
    activities: Sequence[ReadActivity], drafts: Drafts, act: Act, roles: frozenset[Role]
) -> tuple[ReadActivity, ...]:
    numbers = _number_warnings(activities, drafts)
    titles = _title_warnings(activities)
    answer = []
    for index, (activity, draft) in enumerate(zip(activities, drafts.activities, strict=True)):
        warnings = [
            *_row_warnings(activity, draft),
            *numbers.get(index, ()),
            *_cell_warnings(activity, roles),
            *_term_warnings(activity, act),
            *titles.get(index, ()),
        ]
        answer.append(replace(activity, warnings=tuple(warnings)))
    return tuple(answer)


def plan_warnings(
    drafts: Drafts, requisites: Requisites, roles: frozenset[Role], year: SchoolYear
) -> Iterator[ReadWarning]:
    act = requisites.act
    for name in drafts.odd_sections:
        yield ReadWarning(
            "section_number", f"Раздел {name.number} напечатан как «{name.printed}». Прочитан как {name.number}."
        )
    for role, title in ((Role.TERM, "со сроками"), (Role.PARTIES, "с ответственными")):
        is_given = role in roles or (role is Role.TERM and _has_periods(drafts))
        if not is_given:
            yield ReadWarning("no_column", f"В таблице нет столбца {title}.")
    for day, number in requisites.cited_later:
        yield ReadWarning(
            "act_cites_later_act",
            f"Акт ссылается на более поздний акт {number} от {date_text(day)}: проверьте обе даты.",
        )
    if act.years and act.years[-1] < year.start + requisites.speaks_of_school_years:
        first, last = act.years[0], act.years[-1]
        span = f"{first}–{last}" if first != last else f"{first}"
        yield ReadWarning("years_over", f"Годы плана прошли: {span}.")


def _has_periods(drafts: Drafts) -> bool:
    return any(draft.period.text for draft in drafts.activities)


def label(activity: ReadActivity) -> str:
    """How the row is named to a person: by its printed number, else by its place in the table."""
    return activity.number or f"таблицы {activity.place.rows[0]}"


def _row_warnings(activity: ReadActivity, draft: Draft) -> Iterator[ReadWarning]:
    if draft.joined_cells and draft.is_merged_down:
        yield ReadWarning("joined_row", f"Строка {label(activity)}: объединённые строки прочитаны как одна.")
    elif draft.joined_cells:
        count = _JOINED.get(draft.joined_cells, f"соединены ячейки, {draft.joined_cells}")
        yield ReadWarning("joined_row", f"Строка {label(activity)} разорвана: {count}.")
    if draft.is_hidden:
        yield ReadWarning("hidden_row", f"Строка {label(activity)} в файле скрыта.")


def _cell_warnings(activity: ReadActivity, roles: frozenset[Role]) -> Iterator[ReadWarning]:
    values = {Role.TITLE: activity.title, Role.TERM: activity.term.source, Role.PARTIES: activity.parties}
    for role, value in values.items():
        if role in roles and not value:
            yield ReadWarning("empty_cell", f"Строка {label(activity)}: пустая ячейка «{_ASKED[role]}».")


def _term_warnings(activity: ReadActivity, act: Act) -> Iterator[ReadWarning]:
    term = activity.term
    if term.source and term.kind is TermKind.UNKNOWN:
        yield ReadWarning("not_understood", f"Строка {label(activity)}: срок «{term.source}» не понят.")
    for party in activity.parties:
        if party.kind is PartyKind.UNKNOWN:
            yield ReadWarning("not_understood", f"Строка {label(activity)}: «{party.source}» не понято, кто это.")
    last = term.end or term.start
    # A term without a year is dated for the school year of reading and says nothing about the act.
    if act.date and last and last < act.date and _HAS_YEAR.search(term.source):
        yield ReadWarning(
            "term_before_act",
            f"Строка {label(activity)}: срок «{term.source}» раньше даты акта, {date_text(act.date)}",
        )


def _number_warnings(activities: Sequence[ReadActivity], drafts: Drafts) -> Mapping[int, list[ReadWarning]]:
    """Within a section when sections number their rows anew, else within the plan."""
    numbered = [activity for activity in activities if activity.number]
    if len(numbered) < _NUMBERED_SHARE * len(activities) or not numbered:
        return {}
    # A number merged over several rows is their common one.
    own = [not draft.shares_number for draft in drafts.activities]
    restarts = sum(activity.number == "1" and is_own for activity, is_own in zip(activities, own, strict=True)) > 1
    answer: dict[int, list[ReadWarning]] = {}
    seen: dict[tuple[str, str], int] = {}
    last: dict[tuple[str, str], int] = {}
    for index, activity in enumerate(activities):
        if not own[index]:
            continue
        scope = activity.section if restarts else ""
        for warning in _number_warning(activity, scope, seen, last):
            answer.setdefault(index, []).append(warning)
        seen.setdefault((scope, activity.number), index)
    return answer


def _number_warning(
    activity: ReadActivity,
    scope: str,
    seen: Mapping[tuple[str, str], int],
    last: dict[tuple[str, str], int],
) -> Iterator[ReadWarning]:
    number = activity.number
    if not number:
        yield ReadWarning("number_missing", f"Строка {label(activity)}: нет номера.")
        return
    if (scope, number) in seen:
        yield ReadWarning("number_repeated", f"Номер {number} стоит ещё раз.")
        return
    order = order_of(number)
    if order is None:
        return
    prefix, figure = order
    before = last.get((scope, prefix), 0)
    if figure > before + 1:
        shown = f"{prefix}.{before + 1}" if prefix else str(before + 1)
        yield ReadWarning("number_missing", f"Перед строкой {number} пропущен номер {shown}.")
    last[scope, prefix] = max(before, figure)


def _title_warnings(activities: Sequence[ReadActivity]) -> Mapping[int, list[ReadWarning]]:
    groups: dict[str, list[int]] = {}
    for index, activity in enumerate(activities):
        if activity.title:
            groups.setdefault(_folded(activity.title), []).append(index)
    answer: dict[int, list[ReadWarning]] = {}
    for indexes in groups.values():
        if len(indexes) > 1:
            warning = _same_title([activities[index] for index in indexes])
            for index in indexes:
                answer[index] = [warning]
    return answer


def _same_title(rows: Sequence[ReadActivity]) -> ReadWarning:
    labels = [label(row) for row in rows]
    named = ", ".join(labels[:-1]) + " и " + labels[-1]
    terms = len({_folded(row.term.source) for row in rows}) > 1
    parties = len({_folded(" ".join(party.source for party in row.parties)) for row in rows}) > 1
    match terms, parties:
        case True, True:
            what = "разные сроки и ответственные"
        case True, False:
            what = "разные сроки"
        case False, True:
            what = "разные ответственные"
        case _:
            what = "сроки и ответственные те же"
    return ReadWarning("same_title", f"Строки {named}: одно название, {what}.")


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower().replace("ё", "е")))
