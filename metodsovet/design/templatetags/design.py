"""Tags and filters of every template (a builtin of the template engine): ``{% icon %}``, ``{% state %}``, ``|percent`` …

Blocks (``{% note %}…{% endnote %}``) take named values; whatever is drawn by a template lies in ``design/parts/``.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.http import HttpRequest
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from metodsovet.design import fields, typography
from metodsovet.design.lanes import Lane, Span, drawn_bars, drawn_marks
from metodsovet.design.meters import Part, meter_svg
from metodsovet.design.states import STATES, look_of
from metodsovet.kernel.numbers import bytes_text, percent_text
from metodsovet.kernel.russian import date_short, date_text, list_name, plural, short_name

register = template.Library()

DASH = "—"
NBSP = "\u00a0"


class Named(Protocol):
    last_name: str
    first_name: str
    patronymic: str


# Shapes


@register.simple_tag
def icon(name: str, size: str = "", label: str = "") -> SafeString:
    """``{% icon "plan" %}``; ``size="s"`` is 16 px. Hidden from those who hear the page unless it has a label."""
    classes = f"i {size}".strip()
    address = f"{static('design/icons.svg')}#i-{name}"
    if label:
        return format_html('<svg class="{}" role="img" aria-label="{}"><use href="{}"/></svg>', classes, label, address)
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"/></svg>', classes, address)


@register.simple_tag
def mark(state: str) -> SafeString:
    """The shape of one of the nine states alone; its word must stand beside or in the ``aria-label`` around."""
    shape = look_of(state).shape
    return _shape(shape)


@register.simple_tag(name="state")
def state_tag(state: str, word: object = "") -> SafeString:
    """Shape, word and colour: ``{% state "overdue" "просрочено 4 дня" %}``."""
    look = look_of(state)
    return format_html(
        '<span class="state {}">{}<span>{}</span></span>', look.tone, _shape(look.shape), word or look.word
    )


@register.simple_tag
def badge(text: object = "", tone: str = "", state: str = "") -> SafeString:
    """The one state of the page's own record; in lists use ``state``."""
    if not state:
        return format_html('<span class="badge {}">{}</span>', tone, text)
    look = look_of(state)
    return format_html('<span class="badge {}">{}{}</span>', look.tone, _shape(look.shape), text or look.word)


@register.inclusion_tag("design/parts/legend.html")
def legend(states: str = "") -> dict[str, object]:
    """What the shapes mean; ``states`` names some of the nine with spaces between, all by default."""
    return {"states": states.split() or list(STATES)}


def _shape(shape: str) -> SafeString:
    return format_html(
        '<svg class="g g-{}" aria-hidden="true"><use href="{}#g-{}"/></svg>', shape, static("design/icons.svg"), shape
    )


@register.filter
def state_word(state: str) -> str:
    return look_of(state).word


# Amounts


@register.simple_tag
def meter(done: float, total: float, fill: str = "accent", label: str = "") -> SafeString:
    """A bar without figures: put them beside it, or take ``ratio``."""
    return meter_svg((Part(float(done), fill),), float(total), label or f"{done} из {total}")


@register.simple_tag
def meter_parts(parts: Sequence[tuple[str, int]]) -> SafeString:
    """One bar of several states, ``[("done", 19), ("waiting", 11)]``; the figures stand in a list nearby."""
    known = [(look_of(state), amount) for state, amount in parts]
    label = ", ".join(f"{look.word} {amount}" for look, amount in known)
    fills = {"waiting": "soft", "on_track": "idle", "ahead": "line"}
    drawn = tuple(Part(float(amount), fills.get(state, look_of(state).fill)) for state, amount in parts)
    return meter_svg(drawn, float(sum(amount for _, amount in parts)), label)


@register.inclusion_tag("design/parts/ratio.html")
def ratio(done: int, total: int, state: str = "on_track") -> dict[str, object]:
    """«7 из 14» above its bar."""
    return {"done": done, "total": total, "fill": look_of(state).fill}


@register.simple_tag
def figure(url: str, text: object) -> SafeString:
    """A figure that opens its rows: in the side panel, or as a page where scripts are off."""
    return format_html(
        '<a class="opens" href="{0}" hx-get="{0}" hx-target="#side" hx-swap="innerHTML">{1}</a>', url, text
    )


@register.inclusion_tag("design/parts/lane.html", name="lane")
def lane_tag(lane: Lane, span: Span) -> dict[str, object]:
    return {"lane": lane, "today": span.today_place, "bars": drawn_bars(lane, span), "marks": drawn_marks(lane, span)}


@register.filter
def percent(share: float | Decimal | None, places: int = 1) -> str:
    """Share 0..1 → «45,5 %»; nothing to divide by → «—»."""
    return DASH if share is None else percent_text(share, places)


@register.filter
def size(n: int) -> str:
    """Bytes → «38 КБ»."""
    return bytes_text(n)


# Words


@register.filter(name="plural")
def plural_filter(n: int, forms: str) -> str:
    """``{{ n|plural:"поручение,поручения,поручений" }}`` → the word alone."""
    one, few, many = forms.split(",")
    return plural(n, one, few, many)


@register.filter
def counted(n: int, forms: str) -> str:
    """The same with the number before it: «5 поручений»."""
    return f"{n}{NBSP}{plural_filter(n, forms)}"


@register.filter
def ru_date(day: date | None) -> str:
    """«15 июня 2024 г.»"""
    return DASH if day is None else date_text(day)


@register.filter
def ru_day(day: date | None) -> str:
    """«15 июня», where the year is known."""
    return DASH if day is None else date_text(day, year=False)


@register.filter
def ru_date_short(day: date | None) -> str:
    """«15.06.2024»"""
    return DASH if day is None else date_short(day)


@register.filter
def ru_when(moment: date | datetime | None) -> str:
    """«сегодня, 09:12», «вчера», «17 ноября», «17.11.2017»."""
    return DASH if moment is None else typography.when_text(moment)


@register.filter(name="short_name")
def short_name_filter(person: Named) -> str:
    """«О.В. Лебедева», in lines."""
    return short_name(person.last_name, person.first_name, person.patronymic)


@register.filter(name="list_name")
def list_name_filter(person: Named) -> str:
    """«Лебедева О.В.», where sorted."""
    return list_name(person.last_name, person.first_name, person.patronymic)


@register.filter
def nbsp(text: object) -> str:
    """Plain text with fixed spaces where a line may not break."""
    return typography.unbreakable(str(text))


# Addresses, forms, lists


@register.simple_tag(takes_context=True)
def address(context: Context, **changes: object) -> str:
    """This page with other parameters: ``{% address sort="name" state=None %}``; a list repeats the key, empty removes.

    Any change but that of ``page`` itself goes back to the first page.
    """
    return _address(context, changes)


@register.simple_tag(takes_context=True)
def address_of(context: Context, key: str, value: object) -> str:
    """The same for a key that only the template knows."""
    return _address(context, {key: value})


def _address(context: Context, changes: Mapping[str, object]) -> str:
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    for key in ("page", "as", *changes):
        query.pop(key, None)
    for key, value in changes.items():
        values = value if isinstance(value, list | tuple) else [value]
        query.setlist(key, [str(one) for one in values if one not in (None, "")])
    text = query.urlencode()
    return f"{request.path}?{text}" if text else request.path


@register.inclusion_tag("design/parts/field.html")
def field(bound: BoundField, hint: str = "", width: str = "", label: str = "") -> dict[str, object]:
    """Label, hint and error above the widget; ``width`` is «short» or «inline»."""
    return {"field": fields.dressed(bound, hint, width), "label": label or bound.label}


@register.inclusion_tag("design/parts/form_errors.html")
def form_errors(form: BaseForm) -> dict[str, object]:
    """What is wrong with the whole form, with links to the fields."""
    return {"form": form, "wrong": [form[name] for name in form.errors if name in form.fields]}


@register.inclusion_tag("design/parts/pager.html", takes_context=True)
def pager(context: Context, page: "Page[Any]") -> dict[str, object]:
    return {"page": page, "request": context["request"]}


@register.inclusion_tag("design/parts/table.html", takes_context=True)
def table(context: Context, opened: object) -> Context:
    """An opened ``Table``: chips, columns, rows, pager. Cells are drawn with the variables of the page around."""
    context["table"] = opened
    return context


# Blocks


@register.simple_block_tag
def note(content: str, title: str = "", tone: str = "") -> str:
    """A message at the place it speaks of; ``tone``: good, warn, bad or none."""
    return _part("note", content, title=title, tone=tone)


@register.simple_block_tag
def nothing(content: str, title: str, text: str = "") -> str:
    """An empty place: why it is empty, and inside the block the one step that fills it."""
    return _part("nothing", content, title=title, text=text)


@register.simple_block_tag
def dialog(content: str, id: str, title: str) -> str:
    """A question that stops the person; opened by any element with ``data-dialog="id"`` whose href does without."""
    return _part("dialog", content, id=id, title=title)


@register.simple_block_tag
def menu(content: str, label: str, sign: str = "", button: str = "btn") -> str:
    """A menu under a button, inside stand ``<li>`` with links or buttons; ``button="btn icon"`` shows the sign alone."""
    shown = "icon" not in button.split()
    drawn = icon(sign, "s" if shown else "") if sign else ""
    return _part("menu", content, label=label, drawn=drawn, button=button, shown=shown)


@register.simple_block_tag(takes_context=True)
def selection(context: Context, content: str, url: str = "", total: int = 0) -> str:
    """The bar of acts on rows chosen in a ``{% table %}``: a form that posts ``chosen`` keys, or ``all``.

    Without ``url`` it posts to this very address, filters included; a button may name its own by ``formaction``.
    """
    request: HttpRequest = context["request"]
    return _part(
        "selection", content, url=url or request.get_full_path(), total=total, csrf_token=context["csrf_token"]
    )


def _part(name: str, content: str, **values: object) -> str:
    return render_to_string(f"design/parts/{name}.html", {"content": content, **values})
