import uuid
from typing import Self

from django.db import models
from django.db.models import Q

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Person
from metodsovet.work.events.models.meetings import Meeting


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(meeting__in=Meeting.objects.visible_to(user))

    def expected(self) -> Self:
        return self.filter(is_guest=False)


class Attendance(models.Model):
    """Somebody expected at a meeting, or a guest of it; what he answered and whether he came.

    A guest who is not in the register has a name and no person.
    """

    class Answer(models.TextChoices):
        COMING = "coming", "приду"
        NOT_COMING = "not_coming", "не смогу"

    class Mark(models.TextChoices):
        UNKNOWN = "", "не отмечен"
        PRESENT = "present", "присутствует"
        ABSENT = "absent", "отсутствует"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance", verbose_name="заседание")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="attendance", verbose_name="кто"
    )
    is_guest = models.BooleanField("приглашён", default=False)
    guest_name = models.CharField("приглашённый", max_length=200, blank=True)
    answer = models.CharField("ответ", max_length=20, choices=Answer, blank=True)
    answer_reason = models.CharField("почему не сможет", max_length=300, blank=True)
    mark = models.CharField("явка", max_length=10, choices=Mark, blank=True, default=Mark.UNKNOWN)
    reason = models.CharField("почему отсутствует", max_length=300, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = "явка"
        verbose_name_plural = "явка"
        ordering = ["is_guest", "person__sort_key", "guest_name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="person_is_expected_once"),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | (Q(is_guest=True) & ~Q(guest_name="")),
                name="attendance_is_of_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.person.list_name if self.person else self.guest_name

    def get_absolute_url(self) -> str:
        return self.meeting.get_absolute_url()

    @property
    def why(self) -> str:
        """Of one who is not there: what was written down, else what he said himself."""
        if self.mark == self.Mark.PRESENT:
            return ""
        return self.reason or (self.answer_reason if self.answer == self.Answer.NOT_COMING else "")
