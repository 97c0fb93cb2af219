from django.db import models
from django.db.models import Prefetch, Q, QuerySet

from metodsovet.ground.assignments.models.assignments import Assignment
from metodsovet.ground.directory.models import Organisation, Person


class Part(models.Model):
    """A person's part in an assignment, from a day until it passes on. No person: a visible gap.

    Candidates are the members of a group of which one takes the assignment and becomes its lead.
    """

    class Role(models.TextChoices):
        LEAD = "lead", "исполнитель"
        CANDIDATE = "candidate", "может взять"
        CO_EXECUTOR = "co_executor", "соисполнитель"
        INFORMED = "informed", "к сведению"

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="parts")
    role = models.CharField("участие", max_length=20, choices=Role)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="parts", verbose_name="кто")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="откуда")
    duty = models.CharField("как названо", max_length=500, blank=True)
    holder_key = models.CharField(max_length=200, blank=True)
    since = models.DateField("с")
    until = models.DateField("по", null=True, blank=True)

    class Meta:
        verbose_name = "участие"
        verbose_name_plural = "участие"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(role="lead", until=None), name="assignment_has_one_lead"
            )
        ]
        indexes = [models.Index(fields=["person", "role"], condition=Q(until=None), name="part_of_person")]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.person or self.duty}"


def holders_now() -> "Prefetch[str, QuerySet[Part], str]":
    """In whose hands each row is and who may take it, for ``Assignment.leads`` and ``candidates``: one query."""
    held = Part.objects.filter(role__in=[Part.Role.LEAD, Part.Role.CANDIDATE], until=None)
    return Prefetch("parts", queryset=held.select_related("person"), to_attr="holders")
