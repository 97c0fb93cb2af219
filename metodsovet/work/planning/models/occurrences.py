from typing import Self

from django.db import models
from django.db.models import F, Q

from metodsovet.ground.access.models import User
from metodsovet.kernel.addresses import address_of
from metodsovet.work.planning.models.activities import Activity
from metodsovet.work.planning.models.plans import plans_seen_by


class OccurrenceQuerySet(models.QuerySet["Occurrence"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(plans_seen_by(user, "activity__plan__"))


class Occurrence(models.Model):
    """An activity in a school year: a window from the term, which may get its date, time and place.

    ``key`` is the place among the occurrences of the year («1», «2» …): with it the yearly action is idempotent.
    ``is_history`` marks those before the plan is executed here: shown, but never assigned.
    """

    class State(models.TextChoices):
        PLANNED = "planned", "запланировано"
        CANCELLED = "cancelled", "отменено"

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="occurrences")
    school_year = models.PositiveSmallIntegerField("учебный год")
    key = models.CharField(max_length=40)
    starts_on = models.DateField("с", null=True, blank=True)
    ends_on = models.DateField("по", null=True, blank=True)
    is_deadline = models.BooleanField("срок, а не период", default=False)
    held_on = models.DateField("дата проведения", null=True, blank=True)
    starts_at = models.TimeField("время", null=True, blank=True)
    place = models.CharField("место", max_length=300, blank=True)
    state = models.CharField("состояние", max_length=20, choices=State, default=State.PLANNED)
    is_history = models.BooleanField("до начала исполнения", default=False)
    version = models.PositiveIntegerField(default=1)

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = "вхождение в учебный год"
        verbose_name_plural = "вхождения в учебный год"
        ordering = ["school_year", "ends_on", "key"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "school_year", "key"], name="occurrence_once_a_year"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="occurrence_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["school_year", "ends_on"], name="occurrence_by_date")]

    def __str__(self) -> str:
        return f"{self.activity}"

    def get_absolute_url(self) -> str:
        return address_of("show_activity", self.activity_id)
