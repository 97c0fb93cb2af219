"""What of a person's comes by mail, and how he has shown that the address is his."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models

from metodsovet.ground.directory.models import Person
from metodsovet.ground.notifications.models.topics import Topic
from metodsovet.kernel import clock


class DigestSettings(models.Model):
    """A person's choice; no row means the digest with everything in it."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="digest_settings", verbose_name="чьи")
    is_on = models.BooleanField("присылать сводку", default=True)
    topics = ArrayField(models.CharField(max_length=20, choices=Topic), verbose_name="о чём", default=list, blank=True)
    with_deadlines = models.BooleanField("мои ближайшие сроки", default=True)

    class Meta:
        verbose_name = "настройки сводки"
        verbose_name_plural = "настройки сводок"

    def __str__(self) -> str:
        return f"{self.person}: {'сводка' if self.is_on else 'без сводки'}"


class MailConfirmationQuerySet(models.QuerySet["MailConfirmation"]):
    def open(self) -> Self:
        return self.filter(used_at=None, expires_at__gt=clock.now())


class MailConfirmation(models.Model):
    """A letter asked for with a link that works once, until a moment, for the person who is logged in."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="mail_confirmations", verbose_name="кто")
    address = models.EmailField("адрес")
    created_at = models.DateTimeField("когда", default=clock.now)
    expires_at = models.DateTimeField("действует до")
    used_at = models.DateTimeField("использовано", null=True, blank=True)

    objects = MailConfirmationQuerySet.as_manager()

    class Meta:
        verbose_name = "подтверждение почты"
        verbose_name_plural = "подтверждения почты"
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.person}: {self.address}"
