"""How lines of a plan are told on a page."""

from datetime import date

from django import template
from django.utils.safestring import SafeString

from metodsovet.design.templatetags.shapes import state_tag
from metodsovet.work.planning.queries_plans import ActivityRow
from metodsovet.work.planning.wording import line_state, month_span, occurrence_days, window_days

register = template.Library()
register.filter("occurrence_days", occurrence_days)
register.filter("window_days", window_days)


@register.simple_tag(name="line_state")
def line_state_tag(row: ActivityRow, day: date) -> SafeString:
    """Shape and words of the line's state in the year looked at."""
    return state_tag(*line_state(row, day))


@register.simple_tag
def span_words(first: date, last: date) -> str:
    """«9–13 ноября»."""
    return month_span(first, last)
