"""What stands in the appendices of an order on its day, and what in them contradicts the register."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from metodsovet.ground.directory.models import Organisation
from metodsovet.kernel.offered_tables import TableColumn, TableRow, table_named
from metodsovet.kernel.russian import date_text
from metodsovet.work.orders.contradictions import doubts_of_rows
from metodsovet.work.orders.models import Order, OrderAppendix
from metodsovet.work.planning.models import Plan
from metodsovet.work.planning.papers.plan_papers import PlanPaper, plan_paper

NUMBER = TableColumn("number", "№", 5)
PLAN_COLUMNS = (
    NUMBER,
    TableColumn("title", "Мероприятие", 40),
    TableColumn("term", "Сроки", 16),
    TableColumn("responsible", "Ответственные", 26),
    TableColumn("result", "Результат", 24),
)
WIDE_FROM_CHARS = 135
OWN_COLUMN_CHARS = 24
ANY_NUMBER = ("№", "№ п/п", "№п/п", "n п/п")


@dataclass(frozen=True, slots=True)
class Doubt:
    """``place`` is «строка 3»."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Filled:
    """``rows`` with a first cell of numbers; a row of one text is a heading across. ``count`` is of numbered ones."""

    appendix: OrderAppendix
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    paragraphs: tuple[str, ...]
    doubts: tuple[Doubt, ...]

    @property
    def is_wide(self) -> bool:
        return sum(column.chars for column in self.columns) > WIDE_FROM_CHARS

    @property
    def count(self) -> int:
        return sum(len(row) > 1 for row in self.rows)


def fill_appendix(appendix: OrderAppendix, order: Order, day: date) -> Filled:
    kinds = OrderAppendix.Kind
    match appendix.kind:
        case kinds.PLAN:
            return _plan(appendix, order, day)
        case kinds.OFFERED:
            return _offered(appendix, order, day)
        case kinds.ROWS:
            return _own(appendix, order.organisation, day)
        case _:
            return Filled(appendix, (), (), paragraphs_of(appendix), ())


def paragraphs_of(appendix: OrderAppendix) -> tuple[str, ...]:
    """The text, or what stands over the table."""
    return tuple(line.strip() for line in appendix.text.splitlines() if line.strip())


def fill_appendices(order: Order, day: date) -> list[Filled]:
    rows = order.appendices.select_related("plan__organisation", "plan__act", "community__organisation")
    return [fill_appendix(one, order, day) for one in rows]


def _offered(appendix: OrderAppendix, order: Order, day: date) -> Filled:
    table = table_named(appendix.offer)
    if table is None:
        gone = Doubt("таблица", "в программе такой таблицы больше нет: выберите другую")
        return Filled(appendix, (), (), paragraphs_of(appendix), (gone,))
    found = table.fill(appendix.community if table.of == "community" else order.organisation, day)
    columns = [column for key in appendix.columns if (column := table.column(key)) is not None]
    doubts = [Doubt(f"строка {place}", text) for place, row in enumerate(found, start=1) for text in row.doubts]
    if not found:
        doubts.append(Doubt("таблица", "на этот день в реестре нет ни одной строки"))
    rows = tuple(_numbered(found, [column.key for column in columns]))
    return Filled(appendix, (NUMBER, *columns), rows, paragraphs_of(appendix), tuple(doubts))


def _numbered(rows: Iterable[TableRow], keys: Sequence[str]) -> Iterable[tuple[str, ...]]:
    number = 0
    for group, own in groupby(rows, key=lambda row: row.group):
        if group:
            yield (group,)
        for row in own:
            number += 1
            yield (str(number), *(row.cells.get(key, "") for key in keys))


def _plan(appendix: OrderAppendix, order: Order, day: date) -> Filled:
    assert appendix.plan is not None
    doubts = tuple(_ended(appendix.plan, order, day))
    paper = plan_paper(appendix.plan)
    rows: list[tuple[str, ...]] = []
    for section in paper.sections:
        rows += [(section.title,)] if section.title else []
        rows += [(line.number, line.title, line.term, line.responsible, line.result) for line in section.lines]
    return Filled(appendix, PLAN_COLUMNS, tuple(rows), (*paragraphs_of(appendix), *_goals(paper)), doubts)


def _ended(plan: Plan, order: Order, day: date) -> Iterator[Doubt]:
    if has_ended(plan, order, day) and plan.last_day is not None:
        said = "закончился" if plan.last_day < day else "заканчивается"
        yield Doubt("план", f"{said} {date_text(plan.last_day)}: нужен план на {order.school_year.text()}")


def has_ended(plan: Plan, order: Order, day: date) -> bool:
    """By the day; in an order after an earlier one, also a plan that does not reach the school year of the order."""
    first = max(day, order.school_year.first_day) if order.copied_from_id else day
    return plan.years_are_over(first)


def _goals(paper: PlanPaper) -> Iterator[str]:
    """Goals and target figures by years, which an approved programme has before its activities."""
    if paper.goals:
        named = "; ".join(f"{place})\u00a0{text.rstrip('.')}" for place, text in enumerate(paper.goals, start=1))
        yield f"{'Цели' if len(paper.goals) > 1 else 'Цель'}: {named if len(paper.goals) > 1 else paper.goals[0]}."
    planned = [(one.title, ", ".join(one.planned.splitlines())) for one in paper.indicators if one.planned != "—"]
    if planned:
        yield "Целевые показатели:"
    for place, (title, values) in enumerate(planned, start=1):
        yield f"{place})\u00a0{title}\u00a0— {values}{'.' if place == len(planned) else ';'}"


def _own(appendix: OrderAppendix, organisation: Organisation, day: date) -> Filled:
    """Own numbers of the rows stay; without them the rows are numbered."""
    titles: list[str] = appendix.columns
    if not titles:
        empty = Doubt("таблица", "пусто: вставьте её, поменяйте приложение или уберите его")
        return Filled(appendix, (), (), paragraphs_of(appendix), (empty,))
    has_numbers = bool(titles) and titles[0].strip().lower() in ANY_NUMBER
    columns = [TableColumn(title, title, OWN_COLUMN_CHARS) for title in titles]
    if has_numbers:
        columns[0] = NUMBER
    rows = [tuple(row) for row in appendix.rows]
    found = doubts_of_rows(titles, rows, organisation, day)
    doubts = tuple(Doubt(f"строка {place}", text) for place, text in found)
    if not has_numbers:
        columns = [NUMBER, *columns]
        rows = _with_numbers(rows)
    return Filled(appendix, tuple(columns), tuple(rows), paragraphs_of(appendix), doubts)


def _with_numbers(rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    numbered: list[tuple[str, ...]] = []
    number = 0
    for row in rows:
        number += len(row) > 1
        numbered.append((str(number), *row) if len(row) > 1 else row)
    return numbered
