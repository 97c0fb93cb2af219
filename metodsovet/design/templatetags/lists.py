"""Rows and choices of a list, by the thousand: written here, since a template would ask of each cell what it is.

Part of the library ``design``.
"""

from html import escape
from typing import Any
from urllib.parse import quote_plus, urlencode

from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from metodsovet.design import typography
from metodsovet.design.tables.shown import ShownCell, ShownFilter, ShownRow
from metodsovet.design.templatetags.shapes import figure

register = template.Library()


@register.simple_tag(takes_context=True)
def table_row(context: Context, shown: "ShownRow[Any]") -> SafeString:
    """A row of the ``table`` around; a cell with a template sees ``row``, ``shown``, ``value`` and the page."""
    with context.push(row=shown.row, shown=shown):
        cells = "".join(_cell(context, cell) for cell in shown.cells)
    tick = _tick(shown) if context["table"].can_choose else ""
    return SafeString(f"<tr>{tick}{cells}</tr>")


@register.simple_tag(takes_context=True)
def other_choices(context: Context, shown: ShownFilter) -> SafeString:
    """Links to the choices of a filter that are not taken yet: each is the address of the page and its own value."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    for key in ("page", "as", shown.key):
        query.pop(key, None)
    taken = urlencode([(shown.key, one.value) for one in shown.chosen])
    before = "&".join(filter(None, (query.urlencode(), taken, quote_plus(shown.key) + "=")))
    start = escape(f"{request.path}?{before}")
    links = (f'<li><a href="{start}{_quoted(one.value)}">{escape(one.label)}</a></li>' for one in shown.others)
    return SafeString("".join(links))


def _quoted(value: str) -> str:
    """Most values are ids, which need no quoting."""
    return value if value.isascii() and value.isdigit() else quote_plus(value)


def _cell(context: Context, cell: "ShownCell[Any]") -> str:
    column = cell.column
    begin = '<td class="num">' if column.is_number else "<td>"
    if not column.template:
        text = escape(typography.unbreakable(cell.text))
        if column.rows_url and cell.value:
            text = _linked(SafeString(text), column.rows_url(context["row"]), opens=column.opens)
        return f"{begin}{text}</td>"
    page = context.template
    assert page is not None
    drawn = page.engine.get_template(column.template)
    with context.push(value=cell.value):
        return f"{begin}{drawn.render(context)}</td>"


def _linked(text: SafeString, url: str, *, opens: bool) -> str:
    return figure(url, text) if opens else format_html('<a href="{}">{}</a>', url, text)


def _tick(shown: "ShownRow[Any]") -> str:
    key, label = escape(shown.key), escape(shown.label)
    name = f'name="chosen" form="chosen" value="{key}" aria-label="Выбрать: {label}"'
    return f'<td><input class="tick" type="checkbox" {name}></td>'
