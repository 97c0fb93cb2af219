"""A person asks to have his data erased; the service decides; the law keeps some of it."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models.organisations import subtree_q
from metodsovet.ground.directory.models.people import Person
from metodsovet.ground.directory.models.role_kinds import SERVICE
from metodsovet.ground.directory.standing import standing_of
from metodsovet.kernel import clock
from metodsovet.kernel.workflow import workflow


class ErasureRequestQuerySet(models.QuerySet["ErasureRequest"]):
    def visible_to(self, user: User) -> Self:
        """One's own, and of everybody who works or worked under the nodes that the user serves."""
        standing = standing_of(user)
        served = subtree_q(standing.paths_of(SERVICE), "employments__organisation__path")
        people = Person.objects.filter(served).values("pk")
        return self.filter(Q(person=standing.person_id, person__isnull=False) | Q(person__in=people))


class ErasureRequest(models.Model):
    """The request, its answer and whoever decided; the person behind a granted one has no name any more."""

    class State(models.TextChoices):
        ASKED = "asked", "ждёт решения"
        WITHDRAWN = "withdrawn", "отозвана"
        REFUSED = "refused", "отказано"
        DONE = "done", "данные удалены"

    workflow = workflow(
        dict(State.choices),
        withdraw_erasure=("asked", "withdrawn"),
        refuse_erasure=("asked", "refused"),
        erase_person=("asked", "done"),
    )

    person = models.ForeignKey(Person, models.PROTECT, related_name="erasure_requests", verbose_name="кто просит")
    state = models.CharField("решение", max_length=10, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField("подана", default=clock.now)
    answer_by = models.DateField("ответить не позже", null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="кто решил")
    decided_at = models.DateTimeField("когда решено", null=True)
    answer = models.CharField("ответ", max_length=1000, blank=True)

    objects = ErasureRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "просьба удалить данные"
        verbose_name_plural = "просьбы удалить данные"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(state="asked"), name="one_erasure_is_asked")
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_state_display()}"

    def get_absolute_url(self) -> str:
        return reverse("show_erasure", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state == self.State.ASKED


class KeptName(models.Model):
    """A name that erasure left: in this document, of this day, by this act. Everything else of the person is gone."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="kept_names", verbose_name="кто")
    name = models.CharField("имя", max_length=310)
    document = models.CharField("где осталось", max_length=1000)
    day = models.DateField("от какого дня", null=True, blank=True)
    basis = models.CharField("основание", max_length=500, blank=True)

    class Meta:
        verbose_name = "имя в документе"
        verbose_name_plural = "имена в документах"
        ordering = ["day", "pk"]

    def __str__(self) -> str:
        return f"{self.name}: {self.document}"
