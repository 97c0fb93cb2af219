"""Words of the inbox."""

from collections.abc import Mapping, Sequence
from datetime import date

from django import template
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import escape
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe

from metodsovet.design.states import STATES
from metodsovet.design.templatetags.shapes import figure, mark
from metodsovet.ground.assignments.queries.inbox import Duty
from metodsovet.ground.assignments.queries.matrix import MatrixColumn, MatrixRow
from metodsovet.ground.assignments.queries.measures import Measure
from metodsovet.ground.assignments.queries.tallies import Tally
from metodsovet.kernel import clock
from metodsovet.kernel.addresses import address_of
from metodsovet.kernel.numbers import percent_text
from metodsovet.kernel.offers import Period

register = template.Library()

KIND_WORDS = {
    "execute": "Исполнить",
    "acknowledge": "Ознакомиться",
    "accept": "Принять",
    "extension": "Ответить на просьбы",
    "take": "Взять",
    "appoint": "Назначить исполнителя",
}
KIND_ICONS = {
    "execute": "doc",
    "acknowledge": "eye",
    "accept": "check",
    "extension": "clock",
    "take": "flag",
    "appoint": "person",
}
BUCKET_WORDS = {"overdue": "Просрочено", "today": "Сегодня", "week": "На этой неделе", "later": "Позже"}


@register.filter
def duty_word(kind: str) -> str:
    return KIND_WORDS[kind]


@register.filter
def duty_icon(kind: str) -> str:
    return KIND_ICONS[kind]


@register.filter
def bucket_word(bucket: str) -> str:
    return BUCKET_WORDS[bucket]


@register.filter
def duty_title(duty: Duty) -> str:
    """What is to be done, beginning with whose it is where that is not the reader's own place."""
    title, place = duty.assignment.title, duty.assignment.organisation
    if duty.kind == "accept":
        return f"Принять отчёт: {place}, «{title}»"
    if duty.kind == "extension":
        return f"Просят продлить: {place}, «{title}»"
    if duty.kind == "acknowledge":
        return f"Ознакомиться: {title}"
    if duty.kind == "appoint":
        return f"Назначить исполнителя: {title}"
    return title


@register.filter
def is_past(day: date) -> bool:
    """A day's deadline ends with the day."""
    return day < clock.today()


@register.filter
def value_of(table: Mapping[str, object], key: str) -> object:
    return table.get(key, "")


TINTS = {"overdue": " bad", "at_risk": " warn", "returned": " warn", "waiting": " wait"}
"""Only what needs somebody is tinted."""


@register.simple_tag(takes_context=True)
def matrix_cells(context: template.Context, row: MatrixRow, columns: Sequence[MatrixColumn]) -> SafeString:
    """The cells of one row, put together by hand: a page of the matrix has two and a half thousand of them."""
    kept = escape(matrix_query(context["request"].GET))
    marks = {state: mark(state) for state in STATES}
    parts = []
    for cell, column in zip(row.cells, columns, strict=True):
        place = column.place
        if cell is None:
            parts.append('<td class="c"><span class="vh">не поручено</span></td>')
            continue
        address = f"?{kept}matter={row.matter.pk}&amp;organisation={place.pk}"
        label = escape(f"{place.short_name}: {cell.word}")
        tint = TINTS.get(cell.standing, "")
        parts.append(f'<td class="c{tint}"><a href="{address}" aria-label="{label}">{marks[cell.standing]}</a></td>')
    return mark_safe("".join(parts))  # noqa: S308  # every value is a number, a constant or escaped above


@register.simple_tag
def matrix_heads(columns: Sequence[MatrixColumn]) -> SafeString:
    heads = (
        f'<th scope="col" class="org"><a href="{address_of("show_organisation", column.place.pk)}">'
        f"{escape(column.place.short_name)}</a></th>"
        for column in columns
    )
    return mark_safe("".join(heads))  # noqa: S308  # every value is a number, an address or escaped above


@register.simple_tag(takes_context=True)
def matrix_totals(context: template.Context, columns: Sequence[MatrixColumn]) -> SafeString:
    kept = escape(matrix_query(context["request"].GET))
    cells = (
        f'<td><a href="?{kept}organisation={column.place.pk}" aria-label="{escape(column.place.short_name)}: принято '
        f'{column.accepted} из {column.due}, чему вышел срок">{column.accepted}/{column.due}</a></td>'
        for column in columns
    )
    return mark_safe("".join(cells))  # noqa: S308  # every value is a number or escaped above


@register.simple_tag(takes_context=True)
def tally_figure(context: template.Context, tally: Tally, measure: Measure | str, **of: object) -> SafeString:
    """A number that opens its rows, a slice of the page's own ``asked`` and ``period``; zero opens nothing."""
    name = measure if isinstance(measure, str) else measure.name
    if isinstance(measure, str):
        text = percent_text(tally.on_time_share) if tally.on_time_share is not None else "—"
    else:
        text = str(tally.of(name))
    if text in ("0", "—"):
        return SafeString(text)
    period: Period = context["period"]
    pairs = [("from", period.first_day.isoformat()), ("to", period.last_day.isoformat())]
    pairs += [("whose", "control")] if context["asked"].under_control else []
    pairs += [(key, str(value)) for key, value in of.items()]
    return figure(f"{reverse('show_control_figure', args=[name])}?{urlencode(pairs)}", text)


@register.filter
def tally_number(tally: Tally, name: str) -> int:
    return tally.of(name)


@register.filter
def matrix_query(asked: QueryDict) -> str:
    """What narrows the matrix, to go before the cell that is pressed; ends with «&» unless empty."""
    query = asked.copy()
    for key in ("matter", "organisation", "as"):
        query.pop(key, None)
    text = query.urlencode()
    return f"{text}&" if text else ""
