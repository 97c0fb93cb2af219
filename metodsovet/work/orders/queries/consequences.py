"""What a read order would do by the words of its points, as questions to the person who reviews it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from metodsovet.ground.access.models import User
from metodsovet.ground.documents.models import Act
from metodsovet.kernel.parties import normalised
from metodsovet.work.communities.matching import judge_appendix
from metodsovet.work.communities.models import Appendix, CommunityKind
from metodsovet.work.communities.queries import kinds_used_by
from metodsovet.work.orders.models import OrderReading, Point
from metodsovet.work.orders.queries.doubts import ADD, NOTHING, Choice, Doubt, near_of
from metodsovet.work.orders.taking.appendices import kinds_meant
from metodsovet.work.orders.taking.bases import basis_text, propose_basis
from metodsovet.work.orders.taking.consequences import Consequence, Follows, consequences_of
from metodsovet.work.orders.taking.deeds import communities_meant
from metodsovet.work.orders.wording import quoted
from metodsovet.work.planning.matching import Register, node_of
from metodsovet.work.planning.models import Theme

APPLY = "apply"
MOST_OFFERED, MOST_NAMED = 4, 8
WORDS: Mapping[Follows, str] = {
    Follows.FOUND: "создаёт",
    Follows.CLOSE: "закрывает",
    Follows.SET_THEME: "тема года",
    Follows.REPLACES: "заменяет",
    Follows.AMENDS: "изменяет",
    Follows.WITHDRAWS: "отменяет",
    Follows.WITHDRAWS_POINTS: "отменяет пункты",
}
LINKS: Mapping[Follows, str] = {
    Follows.REPLACES: "Заменит",
    Follows.AMENDS: "Вносит изменения",
    Follows.WITHDRAWS: "Утратит силу",
    Follows.WITHDRAWS_POINTS: "Утратят силу пункты",
}


def consequences_asked(
    reading: OrderReading, register: Register, points: Mapping[int, tuple[str, Point]], user: User
) -> Iterator[Doubt]:
    """Nothing is done without an answer; what the register says already is not asked."""
    found = consequences_of(reading.read)
    acts = list(Act.objects.visible_to(user)) if any(one.act for one in found) else []
    kinds = list(kinds_used_by(user)) if any(one.what is Follows.FOUND for one in found) else []
    for one in found:
        number, point = points.get(reading.points[one.index] or 0, ("", None))
        if point is None:
            continue
        choices = _choices(one, reading, register, (acts, kinds))
        if choices:
            yield _doubt(one, number, point, choices)


def rosters_asked(reading: OrderReading, user: User) -> Iterator[Doubt]:
    """Whether heads of an included list are appointed when the order is registered."""
    for roster in reading.rosters.filter(state=Appendix.State.REVIEW):
        judged = judge_appendix(roster, user=user)
        ready = [one for one in judged if one.is_ready]
        named = "; ".join(f"{one.head.full_name} — {one.row.community_words}" for one in ready if one.head)
        heads = sum(one.head is not None for one in ready)
        hint = (
            named if heads <= MOST_NAMED else f"{'; '.join(named.split('; ')[:MOST_NAMED])} и ещё {heads - MOST_NAMED}"
        )
        offered = (Choice(APPLY, f"Назначить при регистрации всех понятных: {heads}", hint),) if heads else ()
        unclear = len(judged) - len(ready)
        reason = f"Строк {len(judged)}, неясных {unclear}. " + (
            "Решите их в списке — или они останутся там." if unclear else "Основанием назначений станет этот приказ."
        )
        yield Doubt(
            f"roster:{roster.pk}",
            "Список руководителей",
            str(roster),
            reason,
            (*offered, Choice(NOTHING, "Никого не назначать: список проверят в объединениях")),
            judged[0].row.community_words if judged else "",
            address=roster.get_absolute_url(),
        )


def _doubt(one: Consequence, number: str, point: Point, choices: tuple[Choice, ...]) -> Doubt:
    return Doubt(
        f"follows:{one.place}",
        f"Пункт {number}, {WORDS[one.what]}",
        one.words,
        "Сделать это при регистрации? Без вашего ответа ничего не произойдёт.",
        (*choices, Choice(NOTHING, "Ничего не делать: оставить словами")),
        near_of(point),
        point,
    )


def _choices(
    one: Consequence,
    reading: OrderReading,
    register: Register,
    known: tuple[Sequence[Act], Sequence[CommunityKind]],
) -> tuple[Choice, ...]:
    acts, kinds = known
    match one.what:
        case Follows.FOUND:
            return _founding(one, register, kinds)
        case Follows.CLOSE:
            found = communities_meant(one.words, register.communities)[:MOST_OFFERED]
            return tuple(Choice(f"community:{row.pk}", f"Закрыть: {quoted(str(row))}", row.kind.name) for row in found)
        case Follows.SET_THEME:
            year = reading.order.school_year
            themes = Theme.objects.filter(organisation=node_of(reading.order.organisation), school_year=year.start)
            said = {normalised(theme.title) for theme in themes}
            return (
                ()
                if normalised(one.words) in said
                else (Choice(APPLY, f"Методическая тема {year}: {quoted(one.words)}"),)
            )
        case _:
            return _linking(one, acts)


def _founding(one: Consequence, register: Register, kinds: Sequence[CommunityKind]) -> tuple[Choice, ...]:
    if any(normalised(row.name) == normalised(one.words) for row in register.communities):
        return ()
    meant = kinds_meant(one.words, kinds)[:MOST_OFFERED]
    return tuple(Choice(f"kind:{kind.pk}", f"Создать: {quoted(one.words)}", kind.name) for kind in meant)


def _linking(one: Consequence, acts: Sequence[Act]) -> tuple[Choice, ...]:
    assert one.act is not None
    said = LINKS[one.what]
    numbers = f" {', '.join(one.points)}" if one.points else ""
    proposal = propose_basis(one.act, acts)
    offered = [proposal.act] if proposal.act is not None else list(proposal.near)
    known = tuple(Choice(f"act:{act.pk}", f"{said}{numbers}: {act.requisites}", act.title[:120]) for act in offered)
    if proposal.act is not None or one.points:
        return known
    words = basis_text(replace(one.act, issuer=""))
    new = Choice(ADD, f"{said}: {words}", "Документа нет в реестре: внесётся с этими реквизитами")
    return (*known, new)
