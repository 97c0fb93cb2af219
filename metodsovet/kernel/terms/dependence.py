"""Free phrases: what hangs on a schedule, a plan, an event or somebody's wish, and the name it hangs on."""

import re
from dataclasses import dataclass

from metodsovet.kernel.terms.clauses import Clause
from metodsovet.kernel.terms.kinds import TermKind
from metodsovet.kernel.terms.offsets import offset_of
from metodsovet.kernel.terms.references import event_reference, named_reference

_LINK = r"(?:по|согласно|в соответствии со?|на основании|исходя из|с учетом|в рамках)"
_ADJECTIVES = r"(?P<adjectives>(?:[а-я-]+(?:ому|ему|ым|им|ой|ей|ого|его|ых|их|ыми|ими|ую|юю|\.) ){0,4})"
_SCHEDULES = (
    r"план[а-я]*\s?-\s?график[а-я]*|график[а-я]*(?:\s?-\s?план[а-я]*)?|расписани[а-я]+|циклограмм[а-я]+"
    r"|календар(?:ю|ем|я)|срок(?:ам|ами|ов)|дат(?:ам|ами)|регламент[а-я]*|приказ[а-я]*|распоряжени[а-я]+"
    r"|постановлени[а-я]+|положени[а-я]+|письм[а-я]+"
)
_PLANS = (
    r"план[а-я]{0,3}|дорожн[а-я]+ карт[а-я]+|программ[а-я]{1,3}|(?:образовательн[а-я]+ )?маршрут[а-я]*"
    r"|(?:муниципальн[а-я]+|техническ[а-я]+) задани[а-я]+"
)
_EVENTS = (
    r"(?:недел|декад|месячник|дн(?:я|ей)|дней|акци|конференц|конкурс|фестивал"
    r"|форум|чтени|олимпиад|семинар|марафон"
    r"|слет|заседани|совещани|сесси|педсовет|педагогическ\w+ совет|мониторинг"
    r"|аттестац|выставк|кампани|практик|смен|декадник)"
)
_HOLIDAYS = r"(?:(?:осенн|зимн|весенн|летн|школьн|учебн|новогодн|очередн|кажд)[а-я]+(?:,| и)? ){0,4}каникул[а-я]*"
_DEMANDS = (
    r"по мере\b|по (?:\w+ )?(?:запрос|требовани|обращени|заявк|заявлени|приглашени|желани|потребност|просьб|поручени"
    r"|вызов|предложени|рекомендаци)[а-я]*|по (?:возникшей )?необходимости|при (?:необходимости|наличии|поступлении"
    r"|возникновении|выявлении|обращении|приеме|потребности|изменении)|в случае\b|по факту|по ситуации"
)
_PERIOD = (
    r"(?:(?:в|на|за) (?:весь )?период|весь период(?= подготовк| проведени)|во время|на время|в дни|в даты|в ходе"
    r"|в сроки)"
)

_DEPENDENCES: tuple[tuple[TermKind, re.Pattern[str]], ...] = (
    (TermKind.THROUGH_YEAR, re.compile(r"\b(?:(?:в|на) )?(?:(?:течение|протяжении) )?(?:всего |весь )?"
                                       r"(?:период|срок)а? (?:реализации|действия|выполнения|исполнения)\b")),
    (TermKind.BY_SCHEDULE, re.compile(rf"\b(?:(?:в|на|во|за) )?(?:(?:период|дни|время|период проведения) )?{_HOLIDAYS}"
                                      r"|\b(?:в )?каникулярн[а-я]+ (?:время|период|дни)")),
    (TermKind.BY_SCHEDULE, re.compile(r"\bв сроки,? (?:установленн|определенн|указанн|утвержденн|предусмотренн"
                                      r"|обозначенн|назначенн|заявленн)[а-я]+(?= \w)"
                                      r"|\bв (?:установленн|определенн)[а-я]+ (?!срок)"
                                      r"(?=[а-я ]+ сроки)")),
    (TermKind.BY_SCHEDULE, re.compile(rf"\b{_LINK} {_ADJECTIVES}(?P<noun>{_SCHEDULES})(?![\w-])")),
    (TermKind.BY_PLAN, re.compile(rf"\b{_LINK} {_ADJECTIVES}(?P<noun>{_PLANS})(?![\w-])")),
    (TermKind.BY_SCHEDULE, re.compile(rf"\b{_PERIOD} (?=[а-я]{{3}}|[а-я]+ [а-я])(?!реализации|срок|врем)")),
    (TermKind.BY_SCHEDULE, re.compile(rf"\bв рамках (?=(?:[\w-]+ ){{0,4}}{_EVENTS})")),
    (TermKind.ON_DEMAND, re.compile(rf"\b(?:{_DEMANDS})")),
)  # fmt: skip
_NEEDS_TAIL = re.compile(r"по мере|в случае|при наличии|при поступлении|при возникновении")
_FREQUENT = {"ежемесячн": "MONTHLY", "ежегодн": "YEARLY", "еженедельн": "WEEKLY", "ежеквартальн": "QUARTERLY"}
_PERIODIC = (
    ("кажд[а-я]+ месяц", "MONTHLY"),
    ("кажд[а-я]+ недел", "WEEKLY"),
    ("четверт", "TERMLY"),
    ("полугоди", "HALFYEARLY"),
    ("квартал", "QUARTERLY"),
)
_ONE_OF_THEM = re.compile(r"\d|\b[ivx]+\b|\b(?:перв|втор|трет|четверто|последн)")


@dataclass(frozen=True, slots=True)
class Dependence:
    """A free phrase found in a text: from ``start`` on, it may go on to the end."""

    kind: TermKind
    start: int
    head_end: int
    adjectives: str = ""
    noun: str = ""
    offset: str = ""


def find_dependence(text: str) -> Dependence | None:
    """The leftmost free phrase; among those that begin together the more telling one."""
    plain = text.lower().replace("ё", "е")
    found = [
        Dependence(kind, match.start(), match.end(), *_named(match))
        for kind, pattern in _DEPENDENCES
        if (match := pattern.search(plain)) is not None
    ]
    relative = offset_of(plain)
    if relative is not None:
        found.append(Dependence(TermKind.RELATIVE, relative.start, relative.head_end, offset=relative.offset))
    return min(found, key=lambda dependence: dependence.start, default=None)


def _named(match: re.Match[str]) -> tuple[str, str]:
    groups = match.groupdict()
    return groups.get("adjectives") or "", groups.get("noun") or ""


def dependent_clause(dependence: Dependence, text: str) -> Clause | None:
    """The clause of ``text``, which is the phrase without what stands around it."""
    if text.count("(") != text.count(")"):
        text = text.rstrip(" ,;.:-").removesuffix(")")
    head = text[: dependence.head_end - dependence.start]
    tail = text[len(head) :].strip(" ,;.:-")
    plain = text.lower().replace("ё", "е")
    if not tail and _NEEDS_TAIL.search(plain):
        return None
    if "?" in text or re.search(r"уточн|ориентировочн|предположительн", plain):
        return None
    phrase = _uncapitalised(text.strip(" ,;.:-"))
    kind = dependence.kind
    if kind is TermKind.THROUGH_YEAR:
        return Clause(mark="PLAN", phrase=phrase)
    reference = _reference(dependence, head, tail)
    return Clause(kind=kind, phrase=phrase, reference=reference, offset=dependence.offset,
                  mark=_recurrence(dependence, plain))  # fmt: skip


def _reference(dependence: Dependence, head: str, tail: str) -> str:
    if dependence.noun:
        return named_reference(dependence.adjectives, dependence.noun, tail)
    if dependence.kind is TermKind.BY_SCHEDULE:
        holidays = re.search(_HOLIDAYS, head.lower())
        if holidays is not None or "каникул" in head.lower():
            return _holidays(head.lower())
        return event_reference(tail)
    return event_reference(tail) if dependence.kind is TermKind.RELATIVE else tail


def _uncapitalised(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def _holidays(head: str) -> str:
    seasons = (("осенн", "осенние"), ("зимн", "зимние"), ("весенн", "весенние"), ("летн", "летние"))
    named = [name for stem, name in seasons if stem in head]
    return " ".join([", ".join(named), "каникулы"]).strip()


def _recurrence(dependence: Dependence, plain: str) -> str:
    for stem, recurrence in _FREQUENT.items():
        if stem in dependence.adjectives:
            return recurrence
    if (
        dependence.kind is TermKind.RELATIVE
        and _ONE_OF_THEM.search(plain[dependence.head_end - dependence.start :]) is None
    ):
        for stem, recurrence in _PERIODIC:
            if re.search(rf"(?<![а-я]){stem}[а-я]*$", plain):
                return recurrence
    return ""
