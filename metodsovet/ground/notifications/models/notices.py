from typing import Self

from django.db import models

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.notifications.models.topics import Topic
from metodsovet.kernel import clock


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(person_id=standing_of(user).person_id)

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)


class Notice(models.Model):
    """One sentence to one person, with the address of what it tells about; ``key`` makes a repeated post harmless."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="notices", verbose_name="кому")
    key = models.CharField(max_length=200)
    topic = models.CharField("о чём", max_length=20, choices=Topic, default=Topic.DUTIES)
    text = models.CharField("что", max_length=500)
    url = models.CharField("где", max_length=300)
    created_at = models.DateTimeField("когда", default=clock.now)
    mailed_at = models.DateTimeField("ушло в сводке", null=True, blank=True)
    read_at = models.DateTimeField("прочитано", null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "уведомление"
        verbose_name_plural = "уведомления"
        ordering = ["-created_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="notice_once_to_a_person")]
        indexes = [models.Index(fields=["person", "-created_at"], name="notice_of_person")]

    def __str__(self) -> str:
        return self.text
