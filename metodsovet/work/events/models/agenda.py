import uuid
from typing import Self

from django.db import models
from django.db.models import Q

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Person
from metodsovet.work.events.models.meetings import Meeting


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(meeting__in=Meeting.objects.visible_to(user))


class AgendaItem(models.Model):
    """A question of the agenda and what was heard about it; ``minutes`` is the time it is given.

    ``uid`` is made where the row is made, also on a tablet without a network. ``about`` is the earlier meeting whose
    decisions are looked at.
    """

    class Kind(models.TextChoices):
        BY_HAND = "by_hand", "вопрос"
        FROM_PLAN = "from_plan", "по плану"
        DECISIONS = "decisions", "исполнение решений"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items", verbose_name="заседание")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    position = models.PositiveSmallIntegerField("номер")
    kind = models.CharField("откуда", max_length=20, choices=Kind, default=Kind.BY_HAND)
    title = models.CharField("вопрос", max_length=500)
    minutes = models.PositiveSmallIntegerField("сколько минут", null=True, blank=True)
    about = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="+")
    heard = models.TextField("слушали", max_length=10_000, blank=True)
    is_considered = models.BooleanField("рассмотрен", default=False)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = "вопрос повестки"
        verbose_name_plural = "вопросы повестки"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "about"], condition=Q(about__isnull=False), name="decisions_of_a_meeting_once"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self.meeting.get_absolute_url()

    @property
    def speakers_text(self) -> str:
        """«О.В. Лебедева, 25 мин»; reads the talks, which a page brings along."""
        parts = [str(talk) for talk in self.talks.all() if talk.kind == Talk.Kind.REPORT]
        return ", ".join([*parts, f"{self.minutes}\u00a0мин"] if self.minutes else parts)


class TalkQuerySet(models.QuerySet["Talk"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(item__meeting__in=Meeting.objects.visible_to(user))


class Talk(models.Model):
    """Who spoke to a question: the one who was heard (``report``) or took part (``speech``); a person or words."""

    class Kind(models.TextChoices):
        REPORT = "report", "докладчик"
        SPEECH = "speech", "выступил"

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="talks", verbose_name="вопрос")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField("как", max_length=10, choices=Kind, default=Kind.SPEECH)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="talks", verbose_name="кто")
    who = models.CharField("кто, словами", max_length=200, blank=True)
    text = models.TextField("что сказал", max_length=5000, blank=True)

    objects = TalkQuerySet.as_manager()

    class Meta:
        verbose_name = "выступление"
        verbose_name_plural = "выступления"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.person.short_name if self.person else self.who

    def get_absolute_url(self) -> str:
        return self.item.get_absolute_url()
