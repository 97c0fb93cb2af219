"""Rows of a list of organisations."""

from collections.abc import Sequence

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.matching.judgements import SKIP, Judgement, Plan, doubtful, refused
from metodsovet.ground.directory.matching.keys import place_key
from metodsovet.ground.directory.matching.rows import ListedRow
from metodsovet.ground.directory.models import Organisation, Roster, RosterRow
from metodsovet.ground.directory.reading.words import key_of

Verdict = RosterRow.Verdict


def judge_places(roster: Roster, rows: Sequence[ListedRow], *, by: User) -> tuple[list[Judgement], list[RosterRow]]:
    known = list(Organisation.objects.visible_to(by).filter(parent=roster.organisation, closed_on=None).order_by("pk"))
    seen: dict[str, ListedRow] = {}
    matched: set[int] = set()
    answer = [_judge(row, known, seen, matched) for row in rows]
    missing = [
        RosterRow(
            roster=roster,
            words=one.short_name,
            verdict=Verdict.MISSING,
            reason="В справочнике есть, в файле нет. Организация останется, пока вы не решите иначе.",
            data={"organisation": one.pk},
        )
        for one in known
        if one.pk not in matched
    ]
    return answer, missing


def _judge(row: ListedRow, known: list[Organisation], seen: dict[str, ListedRow], matched: set[int]) -> Judgement:
    if row.refusal:
        return refused(row.refusal)
    if row.choice == SKIP:
        return refused("Пропущена по вашему решению.")
    name, short = row.data["name"], row.data["short_name"]
    key = place_key(short)
    if key in seen:
        return refused(f"Повторяет строку {seen[key].position}.")
    seen[key] = row
    like = [one for one in known if key_of(one.short_name) == key_of(short) or key_of(one.name) == key_of(name)]
    like = like or [one for one in known if key in (place_key(one.short_name), place_key(one.name))]
    if len(like) > 1:
        matched.update(one.pk for one in like)
        names = ", ".join(f"«{one.short_name}»" for one in like)
        return doubtful(f"Похожа сразу на несколько: {names}. Исправьте название в файле или пропустите строку.")
    if not like:
        return Judgement(Verdict.NEW.value, "Такой организации в справочнике нет.", plan=Plan())
    matched.add(like[0].pk)
    return _compared(row, like[0])


def _compared(row: ListedRow, known: Organisation) -> Judgement:
    """The short name of the register stays: people are used to it."""
    fields: dict[str, str] = {}
    said: list[str] = []
    name, kind = row.data["name"], row.data["kind"]
    if key_of(name) != key_of(known.name) and len(name) > len(known.short_name):
        fields["name"] = name
        said.append(f"полное название было «{known.name}»")
    if kind not in (known.kind, Organisation.Kind.OTHER):
        fields["kind"] = kind
        said.append(f"вид был «{known.get_kind_display()}»")
    if not fields:
        return Judgement(Verdict.SAME.value, plan=Plan(person=known.pk))
    return Judgement(Verdict.CHANGED.value, f"Изменится: {'; '.join(said)}.", plan=Plan(person=known.pk, fields=fields))
