from typing import Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Person
from metodsovet.ground.files.models import StoredFile
from metodsovet.kernel import clock
from metodsovet.work.communities.models import Community
from metodsovet.work.events.models.meetings import Meeting


class MinutesQuerySet(models.QuerySet["Minutes"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(meeting__in=Meeting.objects.visible_to(user))


class Minutes(models.Model):
    """The minutes of a meeting: their number inside the community and the school year, without gaps."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes", verbose_name="заседание")
    community = models.ForeignKey(Community, models.PROTECT, related_name="minutes", verbose_name="объединение")
    school_year = models.PositiveSmallIntegerField("учебный год")
    number = models.PositiveSmallIntegerField("номер")

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name = "протокол"
        verbose_name_plural = "протоколы"
        ordering = ["-school_year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["community", "school_year", "number"], name="minutes_numbered_once")
        ]

    def __str__(self) -> str:
        return f"протокол №\u00a0{self.number}"

    def get_absolute_url(self) -> str:
        return self.meeting.get_absolute_url()


class MinutesEditionQuerySet(models.QuerySet["MinutesEdition"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(minutes__in=Minutes.objects.visible_to(user))


class MinutesEdition(models.Model):
    """Minutes as they were approved: their data and the file with its hash stay as they are for ever.

    ``reason`` tells why a later edition was needed.
    """

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="editions", verbose_name="протокол")
    number = models.PositiveSmallIntegerField("редакция")
    data = models.JSONField("данные")
    reason = models.CharField("почему исправлен", max_length=500, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="утвердил")
    approved_at = models.DateTimeField("утверждён", default=clock.now)

    objects = MinutesEditionQuerySet.as_manager()

    class Meta:
        verbose_name = "редакция протокола"
        verbose_name_plural = "редакции протокола"
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["minutes", "number"], name="edition_of_minutes_once")]

    def __str__(self) -> str:
        return f"{self.minutes}, редакция {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("download_edition", args=[self.pk])

    @property
    def file(self) -> StoredFile:
        """Asks the database."""
        return self._files().get()

    @property
    def has_file(self) -> bool:
        """Asks the database."""
        return self._files().exists()

    def _files(self) -> models.QuerySet[StoredFile]:
        kind = ContentType.objects.get_for_model(MinutesEdition)
        return StoredFile.objects.filter(content_type=kind, object_id=self.pk)


class Acknowledgement(models.Model):
    """Somebody who was expected at the meeting has read its minutes."""

    edition = models.ForeignKey(MinutesEdition, models.PROTECT, related_name="acknowledgements")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="кто")
    made_at = models.DateTimeField("когда", default=clock.now)

    class Meta:
        verbose_name = "ознакомление с протоколом"
        verbose_name_plural = "ознакомления с протоколами"
        ordering = ["made_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "person"], name="acknowledged_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.edition}"
