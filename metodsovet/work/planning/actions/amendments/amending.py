"""Making the changes of one revision, and what follows for the years already made."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.documents.models import Act
from metodsovet.kernel.errors import DomainError, require_words
from metodsovet.kernel.parties import parse_parties
from metodsovet.kernel.russian import date_text
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning.actions.amendments.changes import Change, ChangeKind, Need, NewLine
from metodsovet.work.planning.actions.lines import LineFields, add_line, understood, write_fields
from metodsovet.work.planning.actions.locking import held_plan, saved_line, saved_plan
from metodsovet.work.planning.actions.proposing import proposed_parties, renumber
from metodsovet.work.planning.actions.settling import settle_year
from metodsovet.work.planning.matching import Register
from metodsovet.work.planning.matching.registers import phrase_of
from metodsovet.work.planning.models import Activity, ActivityParty, Occurrence, Plan, Revision, Section


@dataclass
class _Amending:
    plan: Plan
    by: User
    touched: list[Activity] = field(default_factory=list)


@transaction.atomic
def amend_plan(
    plan: Plan, changes: Sequence[Change], *, version: int, by: User, in_force_from: date, basis: Act | None = None
) -> Revision:
    """Change an accepted plan; the revision keeps the basis and the changes in words.

    Open assignments follow from the day on, finished ones stay. DomainError ``not_accepted``, ``no_changes``,
    ``edited_by_other``, ``foreign_activity``, ``no_title``, ``term_not_understood``, ``too_few_lines``.
    """
    plan = held_plan(plan, version)
    if plan.state != Plan.State.ACCEPTED:
        raise DomainError("not_accepted", "Редакция вносится в принятый план: черновик меняют прямо в нём.")
    if not changes:
        raise DomainError("no_changes", "Изменений нет: вносить нечего.")
    amending = _Amending(plan, by)
    words = [_make(amending, change) for change in changes]
    for year in _made_years(plan, in_force_from):
        settle_year(plan, year, amending.touched, since=in_force_from, reason="План изменён.", by=by)
    saved_plan(plan)
    revision = Revision.objects.create(
        plan=plan,
        number=plan.revisions.count() + 1,
        basis=basis,
        changes=words,
        made_by=by,
        in_force_from=in_force_from,
    )
    record_action("amend_plan", plan, f"Внесена редакция {revision.number}, с {date_text(in_force_from)}", by=by)
    return revision


def _make(amending: _Amending, change: Change) -> str:
    activity = _held_activity(amending.plan, change) if change.kind is not ChangeKind.ADD else None
    words = change.words(activity)
    if activity is None:
        amending.touched += [_bring_in(amending, line, None) for line in change.lines]
        return words
    _MAKE[change.kind](amending, activity, change)
    amending.touched.append(activity)
    record_action("amend_plan", activity, words[:2000], by=amending.by)
    return words


def _move(amending: _Amending, activity: Activity, change: Change) -> None:
    term = understood(change.term_text, amending.plan)
    if term.needs_question:
        raise DomainError("term_not_understood", f"Срок «{change.term_text}» не понят: напишите его иначе.")
    activity.term = term
    activity.is_term_confirmed = True
    saved_line(activity, "term_json", "is_term_confirmed")


def _rename(amending: _Amending, activity: Activity, change: Change) -> None:
    fields: LineFields = {}
    if change.title:
        fields["title"] = change.title
    if change.result:
        fields["result"] = change.result
    saved_line(activity, *write_fields(activity, fields))


def _change_parties(amending: _Amending, activity: Activity, change: Change) -> None:
    """Rows of parties that stay keep their ids: open assignments know their seats by them."""
    parties = parse_parties(change.parties_text)
    proposed = proposed_parties(activity, parties, Register.for_plan(amending.plan, parties))
    known = {phrase_of(row.party): row for row in activity.parties.all()}
    kept = []
    for row in proposed:
        same = known.pop(phrase_of(row.party), None)
        if same is not None:
            same.position, same.part = row.position, row.part
            kept.append(same)
    ActivityParty.objects.filter(pk__in=[row.pk for row in known.values()]).delete()
    ActivityParty.objects.bulk_update(kept, ["position", "part"])
    stays = {row.position for row in kept}
    ActivityParty.objects.bulk_create(row for row in proposed if row.position not in stays)
    saved_line(activity)


def _answer_need(amending: _Amending, activity: Activity, change: Change) -> None:
    need = change.need or Need("")
    fields: LineFields = {
        "need": need.text.strip()[:500],
        "need_goal": need.goal,
        "need_indicator": need.indicator,
        "need_act": need.act,
    }
    saved_line(activity, *write_fields(activity, fields))


def _split(amending: _Amending, activity: Activity, change: Change) -> None:
    if len(change.lines) < 2:
        raise DomainError("too_few_lines", "Разделить мероприятие можно на два или больше: добавьте строку.")
    for line in reversed(change.lines):
        amending.touched.append(_bring_in(amending, line, activity))
    _cancel(amending, activity, change)


def _cancel(amending: _Amending, activity: Activity, change: Change) -> None:
    activity.state = Activity.State.CANCELLED
    saved_line(activity, "state")


def _bring_in(amending: _Amending, line: NewLine, origin: Activity | None) -> Activity:
    """A new line; one split off stands after its origin, in its section, and inherits what it does not say."""
    plan = amending.plan
    section = Section.objects.filter(plan=plan, pk=line.section_id).first() if line.section_id else None
    fields: LineFields = {"title": line.title, "number": line.number, "result": line.result}
    fields["section"] = section or (origin.section if origin else None)
    if line.control or origin:
        fields["control"] = line.control or (origin.control if origin else "")
    term_text = line.term_text or (origin.term.source if origin else "")
    parties = line.parties_text or (", ".join(row.source for row in origin.parties.all()) if origin else "")
    require_words(line.title, "no_title", "Напишите, что нужно сделать.")
    activity = add_line(plan, by=amending.by, term_text=term_text, parties_text=parties, fields=fields)
    if origin is not None:
        activity.moved_from = origin
        activity.save(update_fields=["moved_from"])
        rows = list(plan.activities.exclude(pk=activity.pk))
        rows.insert(next(place for place, row in enumerate(rows) if row.pk == origin.pk) + 1, activity)
        renumber(rows)
    return activity


def _held_activity(plan: Plan, change: Change) -> Activity:
    row = plan.activities.active().select_for_update().filter(pk=change.activity_id or 0).first()
    if row is None:
        raise DomainError("foreign_activity", "Такого мероприятия в плане уже нет: обновите страницу.")
    return row


def _made_years(plan: Plan, since: date) -> list[SchoolYear]:
    rows = Occurrence.objects.filter(activity__plan=plan, is_history=False)
    years = {plan.executed_from, *rows.values_list("school_year", flat=True).distinct()}
    made = (SchoolYear(start) for start in years if start is not None)
    return sorted(year for year in made if year.last_day >= since)


_MAKE: dict[ChangeKind, Callable[[_Amending, Activity, Change], None]] = {
    ChangeKind.MOVE: _move,
    ChangeKind.RENAME: _rename,
    ChangeKind.PARTIES: _change_parties,
    ChangeKind.NEED: _answer_need,
    ChangeKind.SPLIT: _split,
    ChangeKind.CANCEL: _cancel,
}
