"""Words of the inbox."""

from collections.abc import Mapping

from django import template

from metodsovet.ground.assignments.queries.inbox import Duty

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
def value_of(table: Mapping[str, object], key: str) -> object:
    return table.get(key, "")
