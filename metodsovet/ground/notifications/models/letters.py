from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Employment, Organisation, Person, RoleAssignment
from metodsovet.ground.directory.models.organisations import subtree_q
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.notifications.models.mailboxes import MailConfirmation
from metodsovet.kernel import clock


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, user: User) -> Self:
        """To organisations of the subtrees that one administers, and to people who belonged there on that day."""
        paths = standing_of(user).paths_of([Role.ADMINISTRATOR])
        here, his = subtree_q(paths, "organisation__path"), Q(person=OuterRef("person"))
        works = Employment.objects.on_day_of("created_at").filter(here, his)
        acts = RoleAssignment.objects.on_day_of("created_at").filter(here, his)
        return self.filter(here | Exists(works) | Exists(acts))


class Letter(models.Model):
    """A letter of the outbox: who gets what, never its words, which are written at delivery by the rights of then.

    ``key`` makes it one: template, object, receiver, day. ``leased_until`` is held by the worker that has taken it;
    ``handed_at`` is set before its text leaves, so that a letter whose fate is unknown is never sent by itself again.
    """

    class Kind(models.TextChoices):
        PERSON_DIGEST = "person_digest", "сводка человеку"
        ORGANISATION_DIGEST = "organisation_digest", "сводка организации"
        CONFIRMATION = "confirmation", "подтверждение почты"

    class State(models.TextChoices):
        WAITING = "waiting", "ждёт отправки"
        SENT = "sent", "отправлено"
        SKIPPED = "skipped", "не понадобилось"
        PARKED = "parked", "отложено"

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField("что", max_length=30, choices=Kind)
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="кому")
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="какой организации"
    )
    confirmation = models.ForeignKey(MailConfirmation, models.CASCADE, null=True, blank=True, related_name="+")
    day = models.DateField("за день", null=True, blank=True)
    state = models.CharField("состояние", max_length=20, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField("попыток", default=0)
    error = models.CharField("почему не ушло", max_length=500, blank=True)
    created_at = models.DateTimeField("записано", default=clock.now)
    next_try_at = models.DateTimeField("отправить после", default=clock.now)
    leased_until = models.DateTimeField(null=True, blank=True)
    handed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField("закончено", null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "письмо"
        verbose_name_plural = "исходящие письма"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=True) ^ Q(organisation__isnull=True), name="letter_has_one_receiver"
            )
        ]
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(state="waiting"), name="letter_waiting"),
            models.Index(fields=["-created_at"], name="letter_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.receiver}"

    @property
    def receiver(self) -> Person | Organisation:
        receiver = self.person or self.organisation
        assert receiver is not None
        return receiver

    @property
    def address(self) -> str:
        """Where it goes as of now; empty when there is nowhere."""
        if self.confirmation is not None:
            return self.confirmation.address
        if self.person is not None:
            return self.person.mail if self.person.mail_confirmed_at else ""
        assert self.organisation is not None
        return self.organisation.mail
