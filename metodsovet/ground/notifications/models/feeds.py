from typing import Self

from django.db import models
from django.db.models import Q

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.directory.standing import standing_of
from metodsovet.kernel import clock


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(owner_id=standing_of(user).person_id)

    def open(self) -> Self:
        return self.filter(revoked_at=None)


class CalendarFeed(models.Model):
    """A secret address at which a calendar program reads what its owner may see: his own, or an organisation's.

    Only the hash of the secret is kept. ``body_hash`` and ``changed_at`` remember when what it answers last changed.
    """

    owner = models.ForeignKey(Person, models.CASCADE, related_name="calendar_feeds", verbose_name="чей")
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="по организации"
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField("создан", default=clock.now)
    revoked_at = models.DateTimeField("отозван", null=True, blank=True)
    read_at = models.DateTimeField("читали", null=True, blank=True)
    body_hash = models.CharField(max_length=64, blank=True, editable=False)
    changed_at = models.DateTimeField(null=True, editable=False)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = "адрес календаря"
        verbose_name_plural = "адреса календарей"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "organisation"],
                condition=Q(revoked_at=None),
                nulls_distinct=False,
                name="one_open_feed_of_a_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.owner}: {self.organisation or 'мои сроки и мероприятия'}"
