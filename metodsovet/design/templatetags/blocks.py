"""Blocks with a body: ``{% note tone="warn" %}…{% endnote %}``. Part of the library ``design``."""

from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.template.loader import render_to_string

from metodsovet.design.templatetags.shapes import icon

register = template.Library()


@register.simple_block_tag
def note(content: str, title: str = "", tone: str = "") -> str:
    """A message at the place it speaks of; ``tone``: good, warn, bad or none."""
    return _part("note", content, title=title, tone=tone)


@register.simple_block_tag
def crumbs(content: str) -> str:
    """The way here: links from the outer to the inner; the page itself is its title."""
    return _part("crumbs", content)


@register.simple_block_tag
def tabs(content: str, label: str) -> str:
    """Different contents of one record, each a link to its own address; ``aria-current="page"`` marks this one."""
    return _part("tabs", content, label=label)


@register.simple_block_tag
def seg(content: str, label: str) -> str:
    """Two to four views of the same rows; ``aria-current="true"`` marks this one."""
    return _part("seg", content, label=label)


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
    """Inside stand ``<li>`` with links or buttons; ``button="btn icon"`` shows the sign alone."""
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
