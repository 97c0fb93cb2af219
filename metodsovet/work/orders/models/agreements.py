from django.db import models
from django.db.models import Q

from metodsovet.ground.directory.models import Person
from metodsovet.kernel import clock
from metodsovet.work.orders.models.orders import Order
from metodsovet.work.orders.models.points import PartOfOrderQuerySet


class Agreement(models.Model):
    """Somebody who is asked to agree on a draft; a draft that came back and goes again is another ``round``."""

    class Answer(models.TextChoices):
        ASKED = "asked", "ещё не ответил"
        AGREED = "agreed", "согласовано"
        RETURNED = "returned", "возвращено"

    order = models.ForeignKey(Order, models.CASCADE, related_name="agreements")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="кто согласует")
    round = models.PositiveSmallIntegerField("круг", default=1)
    answer = models.CharField("ответ", max_length=20, choices=Answer, default=Answer.ASKED)
    note = models.CharField("замечание", max_length=1000, blank=True)
    asked_at = models.DateTimeField("спрошен", default=clock.now)
    answered_at = models.DateTimeField("ответил", null=True, blank=True)

    objects = PartOfOrderQuerySet.as_manager()

    class Meta:
        verbose_name = "согласование"
        verbose_name_plural = "согласования"
        ordering = ["round", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["order", "person", "round"], name="person_agrees_once_a_round"),
            models.CheckConstraint(condition=~Q(answer="returned") | ~Q(note=""), name="returned_agreement_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_answer_display()}"
