"""States of meetings as shapes and words: ``{% load events %}``."""

from django import template
from django.utils.safestring import SafeString

from metodsovet.design.templatetags.shapes import badge, state_tag
from metodsovet.work.events.models import Decision, Meeting
from metodsovet.work.events.papers import vote_text

register = template.Library()

STANDINGS = {
    Meeting.State.PLANNED: "ahead",
    Meeting.State.CALLED: "on_track",
    Meeting.State.UNDER_WAY: "waiting",
    Meeting.State.CLOSED: "waiting",
    Meeting.State.APPROVED: "done",
    Meeting.State.CANCELLED: "not_applicable",
}
WORDS = {Meeting.State.CLOSED: "ждёт утверждения", Meeting.State.APPROVED: "протокол утверждён"}


@register.simple_tag
def meeting_state(meeting: Meeting) -> SafeString:
    return state_tag(STANDINGS[Meeting.State(meeting.state)], _word(meeting))


@register.simple_tag
def meeting_badge(meeting: Meeting) -> SafeString:
    return badge(_word(meeting), state=STANDINGS[Meeting.State(meeting.state)])


@register.filter
def vote(decision: Decision) -> str:
    """«Голосовали: …», nothing where nobody counted."""
    return vote_text(decision)


def _word(meeting: Meeting) -> str:
    if meeting.state == Meeting.State.UNDER_WAY and meeting.correction:
        return "протокол исправляется"
    return str(WORDS.get(Meeting.State(meeting.state), meeting.get_state_display()))
