from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Case, F, Q, Value, When

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models.substitutions import acting_for
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.directory.models.organisations import covers_all, ids_under
from metodsovet.ground.directory.models.role_kinds import LEADS, SERVICE
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.documents.models import Act
from metodsovet.kernel import clock
from metodsovet.kernel.addresses import address_of
from metodsovet.kernel.looking_up import Among, AmongIds
from metodsovet.kernel.searching.expressions import Words
from metodsovet.kernel.workflow import workflow

if TYPE_CHECKING:
    from metodsovet.ground.assignments.models.parts import Part

CANCELLED_KEY = ":cancelled:"
"""Between the key that a cancelled assignment had and its id: the same duty may be given again."""
READERS = (*SERVICE, *LEADS)
"""Roles that see every assignment of their subtree."""


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def visible_to(self, user: User) -> Self:
        """Those of one's subtree by role, those one takes part in, accepts, controls or stands in for.

        The service also sees what its own node gave to somebody outside of its subtree.
        """
        standing = standing_of(user)
        if standing.person_id is None:
            return self.none()
        if covers_all(user, standing.paths_of(READERS)):
            return self.all()
        return self.filter(_ways_of(user))

    def open(self) -> Self:
        return self.filter(state__in=Assignment.OPEN, removed_from_control_at=None)

    def with_standing(self, day: date, risk_days: int) -> Self:
        """``Assignment.standing_on`` in SQL, as ``standing``: to filter, sort and count by."""
        state = Assignment.State
        is_late = Q(due_on__isnull=False, reported_on__isnull=False, reported_on__gt=F("due_on"))
        standing = Case(
            When(Q(state=state.ACCEPTED) & is_late, then=Value("late_done")),
            When(state=state.ACCEPTED, then=Value("done")),
            When(state__in=[state.NOT_APPLICABLE, state.CANCELLED], then=Value("not_applicable")),
            When(removed_from_control_at__isnull=False, then=Value("not_applicable")),
            When(state=state.REPORTED, then=Value("waiting")),
            When(due_on__lt=day, then=Value("overdue")),
            When(state=state.RETURNED, then=Value("returned")),
            When(starts_on__gt=day, then=Value("ahead")),
            When(due_on__lte=day + timedelta(days=risk_days), then=Value("at_risk")),
            default=Value("on_track"),
            output_field=models.CharField(),
        )
        return self.annotate(standing=standing)


def _ways_of(user: User) -> Q:
    """Each way to an assignment by its index: joined to organisations by OR, they would read the whole ledger."""
    standing, me = standing_of(user), acting_for(user)
    return (
        Q(AmongIds("organisation", ids_under(user, standing.paths_of(READERS))))
        | Q(AmongIds("issuer", ids_under(user, standing.paths_of(SERVICE))))
        | Q(accepter__in=me)
        | Q(controller__in=me)
        | Q(Among("pk", _parts_of(me)))
    )


def _parts_of(people: Iterable[int]) -> models.QuerySet[Any, Any]:
    parts = Assignment._meta.get_field("parts").related_model
    return parts._default_manager.filter(person__in=people, until=None).order_by().values("assignment")


class Assignment(models.Model):
    """A duty: what, by when, whose, who accepts the report and who controls the whole. Late and risk are derived."""

    class Kind(models.TextChoices):
        EXECUTE = "execute", "исполнить и отчитаться"
        ACKNOWLEDGE = "acknowledge", "ознакомиться"

    class State(models.TextChoices):
        GIVEN = "given", "исполняется"
        REPORTED = "reported", "ждёт приёмки"
        RETURNED = "returned", "возвращено"
        ACCEPTED = "accepted", "исполнено"
        NOT_APPLICABLE = "not_applicable", "не относится"
        CANCELLED = "cancelled", "отменено"

    OPEN = (State.GIVEN, State.REPORTED, State.RETURNED)
    workflow = workflow(
        dict(State.choices),
        report=(("given", "returned"), "reported"),
        acknowledge_assignment=(("given", "returned"), "accepted"),
        withdraw_report=("reported", "given"),
        accept_report=("reported", "accepted"),
        return_report=("reported", "returned"),
        mark_not_applicable=(("given", "returned"), "not_applicable"),
        reopen_assignment=(("accepted", "not_applicable"), "given"),
        cancel_assignment=(("given", "returned", "reported"), "cancelled"),
    )

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField("вид", max_length=20, choices=Kind, default=Kind.EXECUTE)
    title = models.CharField("что сделать", max_length=2000)
    origin = models.CharField("откуда", max_length=300, blank=True)
    content_type = models.ForeignKey(ContentType, models.PROTECT, null=True, related_name="+")
    object_id = models.PositiveBigIntegerField(null=True)
    source = GenericForeignKey("content_type", "object_id")
    basis = models.ForeignKey(Act, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="основание")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="assignments", verbose_name="чьё")
    issuer = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="кто поручил")
    accepter = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="принимает"
    )
    controller = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="контроль"
    )
    starts_on = models.DateField("начало", null=True, blank=True)
    due_on = models.DateField("срок", null=True, blank=True)
    first_due_on = models.DateField("первоначальный срок", null=True, blank=True)
    state = models.CharField("состояние", max_length=20, choices=State, default=State.GIVEN)
    reported_on = models.DateField("отчёт сдан", null=True, blank=True)
    accepted_on = models.DateField("отчёт принят", null=True, blank=True)
    removed_from_control_at = models.DateTimeField("снято с контроля", null=True, blank=True)
    removal_reason = models.CharField("почему снято", max_length=500, blank=True)
    given_at = models.DateTimeField("поручено", default=clock.now)
    version = models.PositiveIntegerField(default=1)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "поручение"
        verbose_name_plural = "поручения"
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["content_type", "object_id", "due_on"], name="assignment_source"),
            models.Index(fields=["organisation", "state", "due_on"], name="assignment_of_organisation"),
            models.Index(fields=["due_on"], name="assignment_due"),
            models.Index(fields=["controller", "state"], name="assignment_controller"),
            models.Index(fields=["accepter", "state"], name="assignment_accepter"),
            models.Index(fields=["issuer"], condition=Q(state="reported"), name="assignment_waiting"),
            GinIndex(Words("title"), name="assignment_words"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address_of("show_assignment", self.pk)

    @property
    def leads(self) -> "list[Part]":
        """The present one, of a row that carries ``holders_now``."""
        return [part for part in vars(self)["holders"] if part.role == part.Role.LEAD]

    @property
    def candidates(self) -> "list[Part]":
        return [part for part in vars(self)["holders"] if part.role == part.Role.CANDIDATE]

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN and self.removed_from_control_at is None

    def standing_on(self, day: date, risk_days: int) -> str:
        """One of the nine states of the look: done, late_done, waiting, returned, on_track, at_risk, overdue, ahead,
        not_applicable. A day's deadline ends with the day."""
        if self.state == self.State.ACCEPTED:
            late = bool(self.due_on and self.reported_on and self.reported_on > self.due_on)
            return "late_done" if late else "done"
        if self.state in (self.State.NOT_APPLICABLE, self.State.CANCELLED) or self.removed_from_control_at:
            return "not_applicable"
        if self.state == self.State.REPORTED:
            return "waiting"
        if self.due_on and self.due_on < day:
            return "overdue"
        if self.state == self.State.RETURNED:
            return "returned"
        if self.starts_on and self.starts_on > day:
            return "ahead"
        return "at_risk" if self.due_on and self.due_on <= day + timedelta(days=risk_days) else "on_track"
