from django.db import models


class Topic(models.TextChoices):
    """What a notice is about: people filter by it and choose what comes by mail."""

    DUTIES = "duties", "поручения"
    REPORTS = "reports", "отчёты и сроки"
    REMINDERS = "reminders", "напоминания"
    OFFICES = "offices", "руководство и замещение"
    EVENTS = "events", "заседания"
    FEEDS = "feeds", "ленты объединений"
    ENTERING = "entering", "мой вход"


CHOSEN = tuple(topic for topic in Topic if topic != Topic.ENTERING)
"""What one may leave out of the mail: that somebody has opened one's account is always told."""
