"""The library of every template, a builtin of the engine: ``{% icon %}``, ``{% note %}``, ``|percent`` and others.

Here stand addresses, forms and lists; ``lists``, ``shapes``, ``words`` and ``blocks`` hold the rest. What is drawn by
a template lies in ``templates/design/parts/``; ``templates/design/components.html`` shows each in use.
"""

from collections.abc import Mapping
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.http import HttpRequest
from django.template.context import Context

from metodsovet.design import fields
from metodsovet.design.templatetags import blocks, lists, shapes, words

register = template.Library()

for library in (shapes.register, words.register, blocks.register, lists.register):
    register.tags.update(library.tags)
    register.filters.update(library.filters)


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
