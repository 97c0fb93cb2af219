from typing import Self

from django.conf import settings
from django.db import models

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models.assignments import Assignment
from metodsovet.kernel.addresses import address_of


class InterimDateQuerySet(models.QuerySet["InterimDate"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(assignment__in=Assignment.objects.visible_to(user))

    def owed(self) -> Self:
        """Not marked yet, of assignments in work."""
        in_work = [Assignment.State.GIVEN, Assignment.State.RETURNED]
        return self.filter(
            done_on=None, assignment__state__in=in_work, assignment__removed_from_control_at__isnull=True
        )


class InterimDate(models.Model):
    """A day before the deadline of an assignment, and what is to be ready by it; the executor marks it."""

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="interim_dates")
    due_on = models.DateField("промежуточный срок")
    title = models.CharField("что готово к этому дню", max_length=300)
    done_on = models.DateField("сделано", null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = InterimDateQuerySet.as_manager()

    class Meta:
        verbose_name = "промежуточный срок"
        verbose_name_plural = "промежуточные сроки"
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "due_on", "title"], name="interim_date_is_set_once")
        ]
        indexes = [models.Index(fields=["due_on"], condition=models.Q(done_on=None), name="interim_date_owed")]

    def __str__(self) -> str:
        return f"{self.due_on:%d.%m.%Y}: {self.title}"

    def get_absolute_url(self) -> str:
        return address_of("show_assignment", self.assignment_id)
