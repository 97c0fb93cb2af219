"""An amended file read as a difference: which lines moved, changed, went and came."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from metodsovet.kernel.parties import normalised
from metodsovet.work.planning.actions.amendments.changes import Change, ChangeKind, NewLine
from metodsovet.work.planning.matching.registers import phrase_of
from metodsovet.work.planning.models import Activity, Plan, Section

SAME_NUMBER = 0.5
OTHER_NUMBER = 0.8
"""How alike two titles must be (0..1) to be one line: less when the number is the same too."""


def difference(plan: Plan, draft: Plan) -> list[Change]:
    """Changes that make the accepted plan into the draft, in the order of the draft, what goes away last."""
    before = _lines(plan)
    after = _lines(draft)
    pairs = _paired(before, after)
    sections = {normalised(section.title): section.pk for section in Section.objects.filter(plan=plan)}
    changes: list[Change] = []
    for line in after:
        former = pairs.get(line.pk)
        changes += _changes_between(former, line) if former else [_coming(line, sections)]
    paired = {former.pk for former in pairs.values()}
    gone = (line for line in before if line.pk not in paired)
    return [*changes, *(Change(ChangeKind.CANCEL, line.pk) for line in gone)]


def _lines(plan: Plan) -> list[Activity]:
    return list(plan.activities.active().select_related("section").prefetch_related("parties"))


def _paired(before: list[Activity], after: list[Activity]) -> dict[int, Activity]:
    """Line of the draft → line of the plan: equal titles first (by number among equals), then alike ones."""
    pairs: dict[int, Activity] = {}
    free = list(before)
    for is_one in (_is_same, _is_same_title, _is_alike):
        for line in after:
            if line.pk in pairs:
                continue
            former = next((one for one in free if is_one(one, line)), None)
            if former is not None:
                pairs[line.pk] = former
                free.remove(former)
    return pairs


def _is_same(former: Activity, line: Activity) -> bool:
    return former.number == line.number and _is_same_title(former, line)


def _is_same_title(former: Activity, line: Activity) -> bool:
    return normalised(former.title) == normalised(line.title)


def _is_alike(former: Activity, line: Activity) -> bool:
    matcher = SequenceMatcher(None, normalised(former.title), normalised(line.title), autojunk=False)
    enough = SAME_NUMBER if former.number and former.number == line.number else OTHER_NUMBER
    return matcher.real_quick_ratio() >= enough and matcher.quick_ratio() >= enough and matcher.ratio() >= enough


def _changes_between(former: Activity, line: Activity) -> Iterator[Change]:
    if normalised(former.title) != normalised(line.title):
        yield Change(ChangeKind.RENAME, former.pk, title=line.title)
    if line.result and normalised(former.result) != normalised(line.result):
        yield Change(ChangeKind.RENAME, former.pk, result=line.result)
    if _meaning(former) != _meaning(line):
        yield Change(ChangeKind.MOVE, former.pk, term_text=line.term.source)
    if _phrases(former) != _phrases(line):
        yield Change(ChangeKind.PARTIES, former.pk, parties_text=_spoken(line))


def _meaning(line: Activity) -> tuple[object, ...]:
    term = line.term
    words = normalised(term.source) if term.needs_question else ""
    return term.kind, term.recurrence, term.pattern, term.reference, term.offset, words


def _phrases(line: Activity) -> list[str]:
    return [phrase_of(row.party) for row in line.parties.all()]


def _spoken(line: Activity) -> str:
    return ", ".join(row.source or row.text for row in line.parties.all())


def _coming(line: Activity, sections: dict[str, int]) -> Change:
    section_id = sections.get(normalised(line.section.title)) if line.section else None
    new = NewLine(line.title, line.term.source, _spoken(line), line.number, line.result, line.control, section_id)
    return Change(ChangeKind.ADD, lines=(new,))
