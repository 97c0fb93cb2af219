"""Signs, states, amounts and the time line. Part of the library ``design``."""

from collections.abc import Sequence
from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from metodsovet.design.lanes import Lane, Span, drawn_bars, drawn_marks
from metodsovet.design.meters import Part, meter_svg
from metodsovet.design.states import STATES, look_of

register = template.Library()


@register.simple_tag
def icon(name: str, size: str = "", label: str = "") -> SafeString:
    """``{% icon "plan" %}``; ``size="s"`` is 16 px. Hidden from those who hear the page unless it has a label."""
    if not label:
        return _sign(name, size)
    told = '<svg class="{}" role="img" aria-label="{}"><use href="{}#i-{}"/></svg>'
    return format_html(told, f"i {size}".strip(), label, _signs(), name)


@cache
def _sign(name: str, size: str) -> SafeString:
    classes = f"i {size}".strip()
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}#i-{}"/></svg>', classes, _signs(), name)


@register.simple_tag
def mark(state: str) -> SafeString:
    """The shape of one of the nine states alone; its word must stand beside or in the ``aria-label`` around."""
    shape = look_of(state).shape
    return _shape(shape)


@register.simple_tag(name="state")
def state_tag(state: str, word: object = "") -> SafeString:
    """Shape, word and colour: ``{% state "overdue" "просрочено 4 дня" %}``."""
    return _told(state, word) if word else _plain(state)


@cache
def _plain(state: str) -> SafeString:
    return _told(state, look_of(state).word)


def _told(state: str, word: object) -> SafeString:
    look = look_of(state)
    return format_html('<span class="state {}">{}<span>{}</span></span>', look.tone, _shape(look.shape), word)


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


@cache
def _signs() -> str:
    return static("design/icons.svg")


@cache
def _shape(shape: str) -> SafeString:
    return format_html('<svg class="g g-{}" aria-hidden="true"><use href="{}#g-{}"/></svg>', shape, _signs(), shape)


@register.filter
def state_word(state: str) -> str:
    return look_of(state).word


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


@register.inclusion_tag("design/parts/lane_months.html")
def lane_months(span: Span) -> dict[str, object]:
    return {"months": span.months}


@register.inclusion_tag("design/parts/lane_legend.html")
def lane_legend(span: Span) -> dict[str, object]:
    return {"today": span.today, "today_place": span.today_place}
