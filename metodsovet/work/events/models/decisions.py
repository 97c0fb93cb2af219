import uuid
from typing import Self

from django.db import models
from django.db.models import Q

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Person
from metodsovet.work.events.models.agenda import AgendaItem
from metodsovet.work.events.models.meetings import Meeting


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(meeting__in=Meeting.objects.visible_to(user))

    def duties(self) -> Self:
        """Those that somebody answers for by a day, and that were not voted down."""
        passed = Q(votes_for=None) | Q(votes_for__gt=models.F("votes_against") + models.F("votes_abstained"))
        return self.filter(passed, responsible__isnull=False, due_on__isnull=False)


class Decision(models.Model):
    """What a meeting decided about a question. With a responsible and a term it becomes an assignment of the ledger.

    Votes are empty where nobody voted against and votes were not counted.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions", verbose_name="заседание")
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="decisions", verbose_name="вопрос")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    text = models.TextField("решение", max_length=2000, blank=True)
    responsible = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name="кто отвечает"
    )
    due_on = models.DateField("срок", null=True, blank=True)
    votes_for = models.PositiveSmallIntegerField("за", null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField("против", default=0)
    votes_abstained = models.PositiveSmallIntegerField("воздержались", default=0)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "решение"
        verbose_name_plural = "решения"
        ordering = ["item__position", "pk"]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return self.meeting.get_absolute_url()

    @property
    def votes(self) -> int:
        return (self.votes_for or 0) + self.votes_against + self.votes_abstained

    @property
    def is_passed(self) -> bool:
        """By more than half of the votes; without a count nobody was against."""
        return self.votes_for is None or self.votes_for > self.votes_against + self.votes_abstained

    @property
    def is_duty(self) -> bool:
        return self.is_passed and self.responsible_id is not None and self.due_on is not None
