"""Lists of the living plan as a page, a print and an xlsx."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from metodsovet.design.states import STATES
from metodsovet.design.tables import Column, Filter, Table
from metodsovet.ground.assignments.models import Assignment, Evidence
from metodsovet.ground.assignments.tables import COLUMNS as CONTROL_COLUMNS
from metodsovet.kernel.russian import month_name
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning.models import Activity
from metodsovet.work.planning.queries_lines import PlanLine
from metodsovet.work.planning.queries_plans import touches_month
from metodsovet.work.planning.wording import line_state

NOT_GIVEN = "none"
"""In the address: lines that have no assignments in the year."""
Lines = Sequence[PlanLine]


def lines_table(year: SchoolYear, day: date) -> Table[PlanLine]:
    """Lines of one plan in the order of the plan; the months are those of the year."""
    return Table(
        title="Мероприятия плана",
        columns=_line_columns(day),
        filters=(
            Filter("responsible", "Ответственный", choices=_responsible, narrow=_narrow_responsible),
            Filter("state", "Состояние", choices=_states, narrow=_narrow_state),
            Filter("month", "Срок", choices=lambda _: _months(year), narrow=_narrow_month),
            Filter("control", "Контроль", choices=_controls, narrow=_narrow_control),
            Filter("gap", "Пробелы", choices=_gaps, narrow=lambda lines, _: [line for line in lines if line.has_gap]),
        ),
        group=lambda line: line.section,
        find=_found,
        find_label="Найти мероприятие",
        page_size=150,
        css_class="plan-list",
        empty_text="В плане нет ни одного мероприятия.",
    )


def assignments_table() -> Table[Assignment]:
    """Assignments of one activity: the columns of control without what is the same in every row."""
    columns = {column.key: column for column in CONTROL_COLUMNS}
    shown = ("organisation", "lead", "due", "evidence", "state", "accepter", "controller", "reported", "accepted")
    first = Column[Assignment](
        "organisation",
        "Организация",
        lambda row: row.organisation.short_name,
        template="planning/activity/cells/organisation.html",
        order=("organisation__short_name",),
        is_fixed=True,
        chars=28,
    )
    return Table(
        title="Поручения мероприятия",
        columns=[first, *(columns[key] for key in shown[1:])],
        sort="due",
        page_size=60,
        empty_text="В этом учебном году поручений нет.",
    )


EVIDENCE = Table[Evidence](
    title="Подтверждения мероприятия",
    columns=(
        Column("title", "Подтверждение", lambda row: row.title, order=("title",), is_fixed=True, chars=50,
               template="planning/activity/cells/evidence.html"),
        Column("organisation", "Организация", lambda row: row.assignment.organisation.short_name,
               order=("assignment__organisation__short_name",), chars=28),
        Column("kind", "Вид", lambda row: row.get_kind_display(), order=("kind",), chars=16),
        Column("due", "Срок поручения", lambda row: row.assignment.due_on, order=("assignment__due_on",), chars=14),
        Column("added", "Добавлено", lambda row: row.added_at.date(), order=("added_at",), chars=12),
        Column("url", "Адрес", lambda row: row.url, is_hidden=True, chars=60),
    ),
    sort="added",
    empty_text="Подтверждений пока нет.",
)  # fmt: skip


def _line_columns(day: date) -> Sequence[Column[PlanLine]]:
    cells = "planning/plan/cells"
    return (
        Column("number", "№", lambda line: line.activity.number, is_fixed=True, width="n", chars=7),
        Column("title", "Мероприятие и что ему служит", lambda line: line.activity.title,
               template=f"{cells}/title.html", is_sortable=True, is_fixed=True, width="what", chars=60),
        Column("term", "Срок", lambda line: line.activity.term.text(), width="term", chars=28),
        Column("who", "Ответственные", _parties_text, template=f"{cells}/parties.html", chars=36),
        Column("done", "Исполнение", _done_text, template=f"{cells}/done.html", width="ratio", chars=12),
        Column("next", "Ближайший срок", lambda line: line.row.next_on, is_sortable=True, width="date", chars=14),
        Column("state", "Состояние", lambda line: line_state(line.row, day)[1], template=f"{cells}/state.html",
               width="state", chars=20),
        Column("result", "Результат", lambda line: line.activity.result, is_hidden=True, chars=40),
        Column("control", "Контроль", lambda line: line.activity.get_control_display(), is_hidden=True, chars=30),
        Column("need", "На какую потребность", lambda line: line.activity.need, is_hidden=True, chars=30),
        Column("serves", "Служит", lambda line: str(line.activity.serves or ""), is_hidden=True, chars=40),
    )  # fmt: skip


def _parties_text(line: PlanLine) -> str:
    return ", ".join(
        party.text + (f" ({party.count})" if party.count else "") + (f" — {party.gap}" if party.gap else "")
        for party in line.parties
    )


def _done_text(line: PlanLine) -> str:
    return f"{line.row.done} из {line.row.total}" if line.row.total else ""


def _responsible(lines: Lines) -> Iterable[tuple[str, str]]:
    return [(text, text) for text in sorted({party.text for line in lines for party in line.parties if party.text})]


def _narrow_responsible(lines: Lines, values: Sequence[str]) -> Lines:
    return [line for line in lines if any(party.text in values for party in line.parties)]


def _states(lines: Lines) -> Iterable[tuple[str, str]]:
    found = {line.row.standing for line in lines}
    known = [(state, look.word) for state, look in STATES.items() if state in found]
    return [*known, (NOT_GIVEN, "без поручений")] if "" in found else known


def _narrow_state(lines: Lines, values: Sequence[str]) -> Lines:
    return [line for line in lines if (line.row.standing or NOT_GIVEN) in values]


def _months(year: SchoolYear) -> Iterable[tuple[str, str]]:
    first = year.first_day
    pairs = [(first.year + (first.month + step - 1) // 12, (first.month + step - 1) % 12 + 1) for step in range(12)]
    return [(f"{number:04d}-{month:02d}", f"{month_name(month)} {number}") for number, month in pairs]


def _narrow_month(lines: Lines, values: Sequence[str]) -> Lines:
    months = [(int(value[:4]), int(value[5:])) for value in values]
    return [
        line
        for line in lines
        if any(touches_month(one.occurrence, *month) for one in line.row.occurrences for month in months)
    ]


def _controls(lines: Lines) -> Iterable[tuple[str, str]]:
    found = {line.activity.control for line in lines}
    return [(value, label) for value, label in Activity.Control.choices if value in found]


def _narrow_control(lines: Lines, values: Sequence[str]) -> Lines:
    return [line for line in lines if line.activity.control in values]


def _gaps(lines: Lines) -> Iterable[tuple[str, str]]:
    return [("yes", "никто не назначен")] if any(line.has_gap for line in lines) else []


def _found(lines: Lines, words: str) -> Lines:
    wanted = [word.casefold() for word in words.split()]
    say: Callable[[Any], str] = lambda line: f"{line.activity.number} {line.activity.title}".casefold()  # noqa: E731
    return [line for line in lines if all(word in say(line) for word in wanted)]
