"""How the assignments of a point were executed, in the words of a certificate: the done by number, the late by name."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch

from metodsovet.ground.assignments.models import Assignment, Evidence, Report
from metodsovet.ground.assignments.models.parts import holders_now
from metodsovet.ground.assignments.queries.measures import ASKED
from metodsovet.kernel import clock
from metodsovet.kernel.russian import date_short, natural_key, plural
from metodsovet.work.orders.wording import capital

FEW, MOST_NAMED, REPORT_CHARACTERS = 3, 30, 200
State = Assignment.State


@dataclass(frozen=True, slots=True)
class Executed:
    """One assignment: ``who`` answers for it, and what he told."""

    who: str
    state: str
    due_on: date | None
    reported_on: date | None
    accepted_on: date | None
    report: str
    evidence: tuple[str, ...]

    @property
    def is_late(self) -> bool:
        return bool(self.due_on and self.reported_on and self.reported_on > self.due_on)

    @property
    def is_overdue(self) -> bool:
        return self.state in (State.GIVEN, State.RETURNED) and bool(self.due_on and self.due_on < clock.today())


def executed_by_points(rows: Any) -> Mapping[int, Sequence[Executed]]:
    """By the id of the source, in the order of organisations; four queries for any number of rows."""
    reports = Report.objects.filter(state=Report.State.ACCEPTED).order_by("-pk")
    asked = rows.filter(ASKED).select_related("organisation").order_by("organisation__path", "pk")
    found: dict[int, list[Assignment]] = {}
    prefetched = (
        holders_now(),
        Prefetch("reports", queryset=reports, to_attr="accepted_reports"),
        Prefetch("evidence", queryset=Evidence.objects.order_by("added_at", "pk")),
    )
    for row in asked.prefetch_related(*prefetched):
        found.setdefault(row.object_id, []).append(row)
    return {key: _told(own) for key, own in found.items()}


def execution_text(rows: Sequence[Executed]) -> str:
    """Sentences on lines of their own."""
    if len(rows) <= FEW:
        return "\n".join(_one(row, is_named=len(rows) > 1) for row in rows)
    return "\n".join(_sentences(rows))


def _told(rows: Sequence[Assignment]) -> list[Executed]:
    """Named by the organisation, and by the person too where several of one organisation answer."""
    places = Counter(row.organisation_id for row in rows)
    told = [_executed(row, is_one=places[row.organisation_id] == 1) for row in rows]
    return sorted(told, key=lambda one: natural_key(one.who))


def _executed(row: Any, *, is_one: bool) -> Executed:
    lead = row.leads[0].person if row.leads else None
    place = row.organisation.short_name
    reports = row.accepted_reports
    return Executed(
        who=place if is_one or lead is None else f"{lead.short_name} ({place})",
        state=row.state,
        due_on=row.due_on,
        reported_on=row.reported_on,
        accepted_on=row.accepted_on,
        report=" ".join(reports[0].text.split()) if reports else "",
        evidence=tuple(one.title for one in row.evidence.all()),
    )


def _one(row: Executed, *, is_named: bool) -> str:
    who = f"{row.who}: " if is_named else ""
    if row.state == State.ACCEPTED:
        day = row.reported_on or row.accepted_on
        late = f", позже срока ({date_short(row.due_on)})" if row.is_late and row.due_on else ""
        parts = [f"{who}исполнено{f' {date_short(day)}' if day else ''}{late}.", _report(row), _proof(row.evidence)]
        return capital(" ".join(part for part in parts if part))
    if row.state == State.REPORTED:
        handed_in = f" {date_short(row.reported_on)}" if row.reported_on else ""
        return capital(f"{who}отчёт сдан{handed_in}, ждёт приёмки.")
    if row.is_overdue and row.due_on:
        return capital(f"{who}не исполнено, срок истёк {date_short(row.due_on)}.")
    until = f", срок\u00a0— {date_short(row.due_on)}" if row.due_on else ""
    return capital(f"{who}исполняется{until}.")


def _sentences(rows: Sequence[Executed]) -> Iterable[str]:
    accepted = [row for row in rows if row.state == State.ACCEPTED]
    late = [row for row in accepted if row.is_late]
    waiting = [row for row in rows if row.state == State.REPORTED]
    overdue = [row for row in rows if row.is_overdue]
    ahead = len(rows) - len(accepted) - len(waiting) - len(overdue)
    if ahead < len(rows):
        yield f"Исполнено {len(accepted)} из {len(rows)}{_between(accepted)}."
    if late:
        yield f"Позже срока\u00a0— {len(late)}: {_names(late, lambda row: date_short(row.reported_on))}."
    if waiting:
        words = plural(len(waiting), "Отчёт сдан и ждёт", "Отчёты сданы и ждут", "Отчёты сданы и ждут")
        yield f"{words} приёмки\u00a0— {len(waiting)}: {_names(waiting)}."
    if overdue:
        yield _overdue(overdue)
    if ahead:
        yield f"Исполняется, срок не пришёл\u00a0— {ahead}."
    proofs = sum(len(row.evidence) for row in accepted)
    if proofs:
        yield f"Приложено подтверждений\u00a0— {proofs}."


def _overdue(rows: Sequence[Executed]) -> str:
    """One deadline of all is said once."""
    days = {row.due_on for row in rows}
    first = rows[0].due_on
    if len(days) == 1 and first is not None:
        return f"Не исполнено, срок истёк {date_short(first)}\u00a0— {len(rows)}: {_names(rows)}."
    return f"Не исполнено, срок истёк\u00a0— {len(rows)}: {_names(rows, lambda row: date_short(row.due_on))}."


def _between(accepted: Sequence[Executed]) -> str:
    days = [row.reported_on for row in accepted if row.reported_on]
    if not days:
        return ""
    first, last = min(days), max(days)
    if first == last:
        return f", отчёты от {date_short(first)}"
    return f", отчёты с {date_short(first)} по {date_short(last)}"


def _names(rows: Sequence[Executed], of: Any = None) -> str:
    named = [f"{row.who} ({of(row)})" if of else row.who for row in rows[:MOST_NAMED]]
    rest = len(rows) - len(named)
    return ", ".join(named) + (f" и ещё {rest}" if rest else "")


def _report(row: Executed) -> str:
    text = row.report.strip()
    if not text or text.lower().rstrip(".") == "исполнено":
        return ""
    if len(text) > REPORT_CHARACTERS:
        text = f"{text[:REPORT_CHARACTERS].rsplit(' ', 1)[0].rstrip(' ,;:')}…"
    return text if text.endswith((".", "…", "!", "?")) else f"{text}."


def _proof(titles: Sequence[str]) -> str:
    if not titles:
        return ""
    named = [f"«{title.strip('«»')}»" for title in titles[:FEW]]
    return f"Подтверждение: {'; '.join(named)}."
